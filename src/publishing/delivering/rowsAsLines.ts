import { badInput } from '../../ground/refusal.ts'
import { digitsOfDouble } from '../cells/exactNumbers.ts'
import { shown } from '../fault.ts'

/** Above this, a number of more digits than a double holds may be another than was sent, and not only nearly it. */
const mayHaveChanged = 1e9

/**
 * Rows that came as values of JSON, one a line, as a file would have them. A number that a double may have
 * changed on the way is refused: it was read before anybody could see its digits.
 */
export function rowsAsLines(rows: readonly object[]): string {
  for (const [index, row] of rows.entries()) {
    const changed = Object.entries(row).find(([, value]) => isInexact(value))
    if (changed) throw inexact(index + 1, changed[0])
  }
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

function isInexact(value: unknown): boolean {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return false
  const digits = String(value).replace(/e.*$/, '').replace(/\D/g, '').replace(/^0+/, '')
  const isLong = digits.length > digitsOfDouble || Number.isInteger(value)
  return isLong && Math.abs(value) >= mayHaveChanged
}

function inexact(row: number, key: string) {
  return badInput({
    zh: `第 ${row} 行“${shown(key)}”的数字超过 ${digitsOfDouble} 位，用 JSON 的数传送会丢失末几位；请写成文字，如 "90071992547409.93"。`,
    en: `The number of "${shown(key)}" in row ${row} has more than ${digitsOfDouble} digits, the last of which a JSON number loses; send it as a text, such as "90071992547409.93".`,
  })
}
