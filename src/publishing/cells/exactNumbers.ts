import { Decimal } from 'decimal.js'

/** How many digits any number of a double holds; programs that count in doubles lose those beyond. */
export const digitsOfDouble = 15

const mostZeros = 30
const shortest = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,6})?$/i

/** Whether a text is a number as programs write one. */
export function isNumber(text: string): boolean {
  return decimal.test(text)
}

/** Whether a number is written as shortly as can be, with no more digits than a double holds. */
export function isPlain(written: string): boolean {
  return written.length <= digitsOfDouble && shortest.test(written)
}

/**
 * A number by the digits that a program wrote, and never by way of a double: 90071992547409.93 stays what it
 * is. A whole number beyond 15 digits comes in its scientific form: amounts are read from that as well, but
 * no code or text is, since most programs have lost its last digits already.
 */
export function exactText(written: string): string {
  if (isPlain(written) || !isNumber(written)) return written
  const number = new Decimal(written)
  const isLong = number.isInteger() && number.precision(true) > digitsOfDouble
  return isLong || Math.abs(number.e) > mostZeros ? number.toExponential() : number.toFixed()
}
