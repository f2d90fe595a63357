import type { Groundwork } from './groundwork.ts'

/** A member of a registered household who stands behind a firm. */
export interface Representative {
  readonly name: string
  readonly village: string
}

/** In how many villages, at most, somebody is looked for. */
const mostVillages = 150

/**
 * One head of a registered household for each of several villages and townships, by their codes,
 * whom a firm seated there may name as its legal representative: a screening is to find them.
 */
export function representativesIn({ households }: Groundwork): ReadonlyMap<string, Representative> {
  const found = new Map<string, Representative>()
  const villages = new Set<string>()
  for (const { village, members, registration } of households()) {
    villages.add(village)
    if (villages.size > mostVillages) break
    if (!registration || found.has(village)) continue
    const head = members.find(
      ({ relation, status, birthYear }) =>
        relation === 'HEAD' && status === 'ACTIVE' && birthYear >= 1960 && birthYear <= 1990,
    )
    if (!head) continue
    const representative = { name: head.name, village }
    const township = village.slice(0, 9)
    found.set(village, representative)
    if (!found.has(township)) found.set(township, representative)
  }
  return found
}
