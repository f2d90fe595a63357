/** The divisions (first two digits) of each section of GB/T 4754-2017: from the first to the last. */
const divisions: Readonly<Record<string, readonly [first: number, last: number]>> = {
  A: [1, 5],
  B: [6, 12],
  C: [13, 43],
  D: [44, 46],
  E: [47, 50],
  F: [51, 52],
  G: [53, 60],
  H: [61, 62],
  I: [63, 65],
  J: [66, 69],
  K: [70, 70],
  L: [71, 72],
  M: [73, 75],
  N: [76, 79],
  O: [80, 82],
  P: [83, 83],
  Q: [84, 85],
  R: [86, 90],
  S: [91, 96],
  T: [97, 97],
}

/** Whether a text is a section's letter, alone or with the two to four digits of a place in it. */
export function isIndustryCode(text: string): boolean {
  const [, letter = '', digits] = /^([A-T])(\d{2,4})?$/.exec(text) ?? []
  const range = divisions[letter]
  if (!range) return false
  const division = Number(digits?.slice(0, 2) ?? range[0])
  return range[0] <= division && division <= range[1]
}
