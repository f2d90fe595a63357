/** The value that earns a share of an item's points where they rise evenly from a floor to a target. */
export function risingTo(share: number, floor: number, target: number): number {
  return floor + Math.max(0, share) * (target - floor)
}

/**
 * The step of an item scored in steps that a village stands on, by a luck of its own from 0 to 1: on
 * average over all luck it earns the share, and with a share of 1 the highest.
 */
export function stepFor(share: number, points: readonly number[], luck: number): number {
  let step = 0
  for (const [i, most] of points.entries()) {
    const before = points[i - 1] ?? 0
    if (i > 0 && luck < (share - before) / (most - before)) step = i
  }
  return step
}

/** A whole number near a mean: up or down so that many of them come out right. */
export function wholeNear(mean: number, luck: number): number {
  return Math.floor(Math.max(0, mean) + luck)
}
