/** Whether an answer ends in null before a path does. */
export function isLost(data: unknown, path: readonly (string | number)[]): boolean {
  let at = data
  for (const key of path.slice(0, -1)) {
    if (at === null) return true
    at = (at as Record<string | number, unknown>)[key]
  }
  return at === null
}
