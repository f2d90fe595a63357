import { Decimal } from 'decimal.js'
import { digitsOfDouble, exactText, isNumber, isPlain } from '../cells/exactNumbers.ts'
import { type Attributes, readXml } from './xml.ts'

/**
 * How a style shows a number: `month` is a date without its day, `year` one without its month, and `00000` has
 * zeros in front of a number of fewer digits.
 */
export type NumberFormat = 'number' | 'percent' | 'date' | 'month' | 'year' | `0${string}`

/** What Excel numbers its days from: 1900, or 1904 in workbooks that come from old Macs. */
export type DateSystem = 1900 | 1904

const millisecondsADay = 86_400_000
const secondsADay = 86_400
const lastDay = 2_958_465
/** Below this, 15 digits reach the last place that any column keeps. */
const noiseIsKnown = 1e9

/** Who types 2019 into a cell that shows years makes a day of 1905 of it. */
const [firstTyped, lastTyped] = [1900, 2100]

/** Formats that stylesheets may name without spelling them out (ECMA-376, 18.8.30, zh-cn). */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const
const builtInMonths = [17, 27, 36, 50, 52, 57]
const builtInPercents = [9, 10]

/** What stands literally in a format code: quoted, escaped, filling, spacing, or in brackets. */
const literal = /"[^"]*"|[\\_*].|\[[^\]]*\]/g

/** The format of every cell style of a workbook, by the numbers that cells call them by. */
export async function readNumberFormats(
  styles: AsyncIterable<Buffer>,
): Promise<readonly NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let within = ''
  await readXml(styles, {
    opened(name: string, { numFmtId, formatCode = '' }: Attributes) {
      const id = Number(numFmtId)
      if (name === 'numFmts' || name === 'cellXfs') within = name
      else if (name === 'numFmt' && within === 'numFmts') codes.set(id, formatCode)
      else if (name === 'xf' && within === 'cellXfs') formats.push(formatOf(id, codes.get(id)))
    },
    closed(name) {
      if (name === within) within = ''
    },
  })
  return formats
}

function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtInFormat(id)
  if (/^0{2,}$/.test(code)) return code as NumberFormat
  const signs = code.replace(literal, '').toLowerCase()
  if (/y/.test(signs) && !/[mdhs]/.test(signs)) return 'year'
  if (/y/.test(signs) && /m/.test(signs) && !/[dhs]/.test(signs)) return 'month'
  if (/[ymdhs]/.test(signs)) return 'date'
  return signs.includes('%') ? 'percent' : 'number'
}

function builtInFormat(id: number): NumberFormat {
  if (builtInMonths.includes(id)) return 'month'
  if (builtInDates.some(([first, last]) => id >= first && id <= last)) return 'date'
  return builtInPercents.includes(id) ? 'percent' : 'number'
}

/**
 * A cell's number as it is meant: as a decimal, a percentage, a code with its zeros, or the day it stands for. Excel
 * makes a first of the month of 2019-12 as soon as it is typed, and of 2019年 a first of January; such a
 * day is the month or the year again.
 */
export function numberText(written: string, format: NumberFormat, system: DateSystem): string {
  if ((format === 'number' && isPlain(written)) || !isNumber(written)) return written
  const value = Number(written)
  if (format === 'percent') return `${decimalText(new Decimal(written).times(100))}%`
  if (format.startsWith('0') && value >= 0) return written.padStart(format.length, '0')
  const isDay = format !== 'number' && value >= 0 && value < lastDay + 1
  if (!isDay) return decimalText(new Decimal(written))
  if (format === 'year' && value >= firstTyped && value <= lastTyped) return written
  const date = dateText(value, system)
  if (format === 'year') return date.replace(/-01-01$/, '')
  return format === 'month' ? date.replace(/-01$/, '') : date
}

/** Without the noise that arithmetic leaves behind the 15 digits which Excel keeps. */
function decimalText(number: Decimal): string {
  const meant = number.abs().lt(noiseIsKnown) ? number.toSignificantDigits(digitsOfDouble) : number
  return exactText(meant.toString())
}

/** yyyy-mm-dd, and with a time of day, which no column takes, yyyy-mm-ddThh:mm:ss. */
function dateText(value: number, system: DateSystem): string {
  const seconds = Math.round(value * secondsADay)
  const day = dayText(Math.floor(seconds / secondsADay), system)
  const time = new Date((seconds % secondsADay) * 1000).toISOString().slice(11, 19)
  return time === '00:00:00' ? day : `${day}T${time}`
}

/** Excel's 1900 begins with a day 0 and has a February 29th: no such days, and shown as Excel does. */
function dayText(serial: number, system: DateSystem): string {
  if (system === 1904) return dateAfter(Date.UTC(1904, 0, 1), serial)
  if (serial === 0) return '1900-01-00'
  if (serial === 60) return '1900-02-29'
  return dateAfter(Date.UTC(1899, 11, serial < 60 ? 31 : 30), serial)
}

function dateAfter(start: number, days: number): string {
  return new Date(start + days * millisecondsADay).toISOString().slice(0, 10)
}
