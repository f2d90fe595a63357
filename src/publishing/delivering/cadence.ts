/** How many days may pass between two deliveries, by the word in which the dossier promises them. */
const days: readonly (readonly [word: RegExp, days: number])[] = [
  [/\bdaily\b/, 1],
  [/\bmonthly\b/, 31],
  [/\bquarterly\b/, 92],
  [/\bhalf-year/, 184],
  [/\beach term\b/, 184],
  [/\bannual\b/, 366],
]

/**
 * The days between two deliveries that an owner promises; the first word counts where it says several.
 * What is delivered on change alone is never late.
 */
export function cadenceOf(updated: string): number | undefined {
  const places = days.map(([word, length]) => ({ at: updated.search(word), length }))
  const said = places.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)
  return said[0]?.length
}
