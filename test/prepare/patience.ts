import { Script } from 'node:vm'

/** How long, in milliseconds, a test waits for what must come: it ends what hangs, and judges no machine's speed. */
export const patience = 600_000

/**
 * Does work that never waits, and so no test's timeout could end. Given texts so long that only work in proportion
 * to their length ends at all, it fails where a step too many is taken for each character.
 */
export function endsAtAll(work: () => void): void {
  new Script('work()').runInNewContext({ work }, { timeout: patience })
}
