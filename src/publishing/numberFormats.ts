import { type Attributes, readXml } from './xml.ts'

/** How a style shows a number; `month` is a date shown without its day. */
export type NumberFormat = 'number' | 'percent' | 'date' | 'month'

/** What Excel numbers its days from: 1900, or 1904 in workbooks that come from old Macs. */
export type DateSystem = 1900 | 1904

const millisecondsADay = 86_400_000
const secondsADay = 86_400
const lastDay = 2_958_465
const digitsInExcel = 15

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
  const signs = code.replace(literal, '').toLowerCase()
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
 * A cell's number as it is meant: as a decimal, as a percentage, or as the day it stands for. Excel
 * makes a first of the month of 2019-12 as soon as it is typed; such a day is the month again.
 */
export function numberText(value: number, format: NumberFormat, system: DateSystem): string {
  if (format === 'percent') return `${decimalText(value * 100)}%`
  if (format === 'number' || value < 0 || value >= lastDay + 1) return decimalText(value)
  const date = dateText(value, system)
  return format === 'month' ? date.replace(/-01$/, '') : date
}

/**
 * To the 15 digits that Excel keeps, without the noise of its arithmetic. A whole number beyond them
 * lost its last digits in Excel and comes in its scientific form, which no column takes.
 */
function decimalText(value: number): string {
  if (Math.abs(value) >= 10 ** digitsInExcel) return value.toExponential()
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(digitsInExcel)))
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
