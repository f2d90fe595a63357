/**
 * Shares a whole number out in proportion to weights, none above its cap, adding up exactly
 * (largest remainders). Where all weights are nothing, the caps stand in for them.
 */
export function allocate(
  total: number,
  weights: readonly number[],
  caps: readonly number[] = weights.map(() => Number.POSITIVE_INFINITY),
): number[] {
  const room = caps.reduce((sum, cap) => sum + cap, 0)
  if (total < 0 || total > room) throw new RangeError(`${total} cannot be shared out in ${room}`)
  const shares = cappedShares(total, weights.some((weight) => weight > 0) ? weights : caps, caps)
  const whole = shares.map((share) => Math.floor(share + 1e-9))
  let left = total - whole.reduce((sum, share) => sum + share, 0)
  const byRemainder = shares
    .map((share, i) => [share - (whole[i] ?? 0), i] as const)
    .sort(([one, i], [other, k]) => other - one || i - k)
  while (left > 0) {
    for (const [, i] of byRemainder) {
      if (left > 0 && (whole[i] ?? 0) < (caps[i] ?? 0)) {
        whole[i] = (whole[i] ?? 0) + 1
        left--
      }
    }
  }
  return whole
}

/** Proportional shares; whoever would pass the cap is held there, and the others share the rest. */
function cappedShares(
  total: number,
  weights: readonly number[],
  caps: readonly number[],
): number[] {
  const held = weights.map((weight) => weight <= 0)
  const shares = weights.map(() => 0)
  for (;;) {
    let [left, weight] = [total, 0]
    weights.forEach((own, i) => {
      if (held[i]) left -= shares[i] ?? 0
      else weight += own
    })
    const over = weights.flatMap((own, i) => {
      const cap = caps[i] ?? 0
      return !held[i] && (left * own) / weight > cap ? [i] : []
    })
    for (const i of over) {
      held[i] = true
      shares[i] = caps[i] ?? 0
    }
    if (over.length === 0) {
      return weights.map((own, i) => (held[i] ? (shares[i] ?? 0) : (left * own) / weight))
    }
  }
}
