function cell(text: string | number | null | undefined): string {
  const plain = String(text ?? '')
  // A cell that begins like a formula would be one again in the spreadsheet that opens it.
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV that a spreadsheet opens: its head, then its rows. */
export function csvText(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  const lines = [head, ...rows].map((row) => row.map(cell).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}
