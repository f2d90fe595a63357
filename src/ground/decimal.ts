/** How many digits a decimal may have in all, and how many of them after the point. */
export interface DecimalForm {
  readonly precision: number
  readonly scale: number
}

/** Money in yuan, numeric(18,2). */
export const moneyForm: DecimalForm = { precision: 18, scale: 2 }

/** Any other exact decimal, numeric(18,4). */
export const decimalForm: DecimalForm = { precision: 18, scale: 4 }

const plain = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/
const mostCharacters = 32
const digitsOfDouble = 15

/**
 * An exact decimal as PostgreSQL writes it, with all its places: `12.5` is `12.50` at scale 2.
 * Undefined where the text is no plain decimal (no blanks, signs other than a minus, leading zeros,
 * separators, exponents, NaN or Infinity), or could only be stored rounded or not at all.
 */
export function parseDecimal(text: string, { precision, scale }: DecimalForm): string | undefined {
  if (text.length > mostCharacters) return undefined
  const [, minus, whole = '', places = ''] = plain.exec(text) ?? []
  if (whole === '' || (whole !== '0' && whole.length > precision - scale)) return undefined
  if (/[1-9]/.test(places.slice(scale))) return undefined
  const kept = places.slice(0, scale).padEnd(scale, '0')
  const unsigned = scale > 0 ? `${whole}.${kept}` : whole
  return minus && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned
}

/**
 * The plain decimal text of a JSON number; undefined where it has none or where a double may not
 * hold what was sent, beyond 15 digits that are no safe integer: those are to be sent as text.
 */
export function numberText(value: number): string | undefined {
  const text = String(value)
  if (!Number.isFinite(value) || text.includes('e')) return undefined
  if (Number.isSafeInteger(value)) return text
  return text.replace(/\D/g, '').replace(/^0+/, '').length <= digitsOfDouble ? text : undefined
}
