/** One cell, quoted where it must be; what begins like a formula is made none. */
export function csvCell(text: string | number | null | undefined): string {
  const plain = String(text ?? '')
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV that a spreadsheet opens: its head, then its rows. */
export function csvText(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}
