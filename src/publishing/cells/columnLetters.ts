const digitNine = 0x39
const beforeA = 0x40
const letters = 26

/** The number of a cell's column, from its reference: 28 from AB7. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; reference.charCodeAt(at) > digitNine; at += 1) {
    column = column * letters + reference.charCodeAt(at) - beforeA
  }
  return column
}

/** The letters by which spreadsheets call a column: AB from 28. */
export function lettersOf(column: number): string {
  if (column <= 0) return ''
  const last = (column - 1) % letters
  return lettersOf((column - 1 - last) / letters) + String.fromCharCode(beforeA + 1 + last)
}
