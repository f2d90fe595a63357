import { Decimal } from 'decimal.js'
import type { FactType, Range } from '../../ground/factType.ts'
import { halfWidth, type TextReader, Wrong } from './cellReader.ts'
import { digitsOfDouble, isNumber } from './exactNumbers.ts'

/** How many digits a number may have before and after its point, and what is said of more. */
interface Limits {
  readonly whole: number
  readonly places: number
  readonly tooLarge: Wrong
  readonly tooPrecise: Wrong
}

const digitsOf: Readonly<Record<string, readonly [whole: number, places: number]>> = {
  Int: [10, 0],
  Money: [16, 2],
  Decimal: [14, 4],
  Ratio: [14, 4],
}
const greatestInteger = 2_147_483_647
const longestRead = 64

const notANumber = new Wrong(
  '不是数；请只写阿拉伯数字，没有数据时留空。',
  'This is not a number; write digits only, and leave the cell blank where there is none.',
)
const misgrouped = new Wrong(
  '千位分隔逗号的位置不对；请去掉逗号，只写数字。',
  'The commas that group thousands stand in the wrong places; leave them out.',
)
const tooLong = new Wrong(
  '数字太长；请核对是否写错了列。',
  'This number is too long; check whether it stands in the right column.',
)
const shortened = new Wrong(
  'Excel 把数字显示成了科学计数法，后几位没有导出；请把该列设为“数值”格式并拉宽，再重新导出。',
  'Excel shortened the number to scientific notation, and its last digits were not exported; format ' +
    'the column as numbers, widen it, and export again.',
)
const notWhole = new Wrong(
  '这里要整数，不能有小数；请核对。',
  'This must be a whole number, without decimals; check it.',
)
const greaterThanInteger = new Wrong(
  `数太大：最大为 ${greatestInteger}；请核对单位是否写错。`,
  `This number is too large: the greatest is ${greatestInteger}; check its unit.`,
)

function tooLarge(whole: number): Wrong {
  return new Wrong(
    `数太大：整数部分最多 ${whole} 位；请核对单位是否写错。`,
    `This number is too large: it may have ${whole} digits before the point; check its unit.`,
  )
}

function tooPrecise(places: number): Wrong {
  if (places <= 0) return notWhole
  return new Wrong(
    `小数位太多：最多 ${places} 位；Excel 算出的数可能带有看不见的尾数，请先用 ROUND 函数保留 ${places} 位小数。`,
    `This has too many decimals: at most ${places} are kept; what Excel computed may have more ` +
      `than it shows, so ROUND it to ${places} first.`,
  )
}

function withUnit(unit: string | undefined): Wrong {
  const [zh, en] = unit ? [`（${unit}）`, ` (${unit})`] : ['', '']
  return new Wrong(
    `只写数，不写单位和符号；单位${zh}已在表头中写明。`,
    `Write the number only; the unit${en} is in the heading.`,
  )
}

function outside({ from, to }: Range): Wrong {
  if (to === undefined) return new Wrong(`不能小于 ${from}。`, `This may not be below ${from}.`)
  if (from === undefined) return new Wrong(`不能大于 ${to}。`, `This may not be above ${to}.`)
  return new Wrong(`应在 ${from} 到 ${to} 之间。`, `This must lie between ${from} and ${to}.`)
}

/** The power of ten by which a column is scaled: 4 where it is written in 万. */
function powerOf(scale: number): number {
  const power = Math.round(Math.log10(scale))
  if (10 ** power !== scale) throw new RangeError(`${scale} is not a power of ten`)
  return power
}

const zero = 48

/**
 * The canonical text of digits, the first `point` of which stand before the decimal point: without
 * a zero too many on either side.
 */
function placed(digits: string, point: number, limits: Limits): string | Wrong {
  let [start, end] = [0, digits.length]
  while (start < end && digits.charCodeAt(start) === zero) start += 1
  while (end > start && digits.charCodeAt(end - 1) === zero) end -= 1
  if (start === end) return '0'
  if (point - start > limits.whole) return limits.tooLarge
  if (end - point > limits.places) return limits.tooPrecise
  const whole = digits.slice(start, Math.min(Math.max(point, start), end)) || '0'
  if (end <= point) return whole.padEnd(point - start, '0')
  return `${whole}.${digits.slice(Math.max(point, 0), end).padStart(end - point, '0')}`
}

const written = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+|)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i

const plainDigits = /^\d+(?:\.\d+)?$/

/** Reads digits with at most a decimal point among them, as most cells are written. */
function readDigits(text: string, power: number, limits: Limits): string | Wrong {
  const point = text.indexOf('.')
  if (point < 0) return placed(text, text.length + power, limits)
  return placed(text.slice(0, point) + text.slice(point + 1), point + power, limits)
}

/** Reads any way of writing a number exactly, by its digits and never as a floating number. */
function exactly(text: string, power: number, limits: Limits): string | Wrong | undefined {
  const [, sign, grouped = '', places = '', exponent = '0'] = written.exec(text) ?? []
  if (grouped === '' && places === '') return undefined
  const whole = grouped.replaceAll(',', '')
  const number = placed(whole + places, whole.length + power + Number(exponent), limits)
  return sign === '-' && typeof number === 'string' && number !== '0' ? `-${number}` : number
}

/** A number as it should have been typed; a percent sign says no more than the heading of a share. */
function plainly(text: string, isShare: boolean): string {
  const plain = halfWidth(text).replace('\u2212', '-')
  return isShare ? plain.replace(/\s*%$/, '') : plain
}

/** As Excel shows a number; other programs have a small e, or no zero before the exponent. */
const asExcelShows = /^[+-]?\d(?:\.(\d+))?E\+(\d\d)$/

/** Whether Excel showed a number without its last digits, as in a column that is too narrow. */
function isShortened(text: string): boolean {
  const [, places = '', exponent] = asExcelShows.exec(text) ?? []
  return exponent !== undefined && places.length < Number(exponent)
}

/**
 * A number without what floating arithmetic leaves behind the 15 digits of which it is sure, where these
 * reach the last place that is kept, so that nothing is lost; undefined where there is no such thing.
 */
function withoutNoise(text: string, places: number): string | undefined {
  if (!isNumber(text)) return undefined
  const number = new Decimal(text)
  const whole = Math.max(number.e + 1, 0)
  if (number.precision() <= digitsOfDouble || whole + places > digitsOfDouble) return undefined
  return number.toSignificantDigits(digitsOfDouble).toFixed()
}

function unread(text: string, besideUnit: Wrong): Wrong {
  if (/^[+-]?\d[\d,.]*$/.test(text)) return text.includes(',') ? misgrouped : notANumber
  return /^\D{0,3}\d[\d,.]*\D{0,10}$/.test(text) ? besideUnit : notANumber
}

function rangeReader(range: Range, isInteger: boolean): TextReader {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = range
  const wrong = outside(range)
  return (text) => {
    const number = Number(text)
    if (isInteger && Math.abs(number) > greatestInteger) return greaterThanInteger
    return number < from || number > to ? wrong : text
  }
}

/** How a column of numbers is written: by what its values are to be multiplied, and in which unit. */
export interface Writing {
  readonly scale?: number
  readonly unit?: string
}

/** Reads a number exactly, scales it by a power of ten and keeps it to its type's digits and range. */
export function numberReader({ word, range = {} }: FactType, writing: Writing = {}): TextReader {
  const [whole, places] = digitsOf[word] ?? [0, 0]
  const power = powerOf(writing.scale ?? 1)
  const limits: Limits = {
    whole,
    places,
    tooLarge: tooLarge(whole - power),
    tooPrecise: tooPrecise(places + power),
  }
  const besideUnit = withUnit(writing.unit)
  const inRange = rangeReader(range, word === 'Int')
  const usual = new RegExp(
    `^(?:0|[1-9]\\d{0,8})${places ? `(?:\\.\\d{0,${places - 1}}[1-9])?` : ''}$`,
  )

  const readAsItIs: TextReader = (text) => {
    if (plainDigits.test(text)) return readDigits(text, power, limits)
    const number = exactly(text, power, limits)
    if (number !== undefined) return number
    const plain = plainly(text, word === 'Ratio')
    return exactly(plain, power, limits) ?? unread(plain, besideUnit)
  }
  const read: TextReader = (text) => {
    if (text.length > longestRead) return tooLong
    if (isShortened(text)) return shortened
    const number = readAsItIs(text)
    if (number !== limits.tooPrecise) return number
    return exactly(withoutNoise(text, places + power) ?? '', power, limits) ?? number
  }
  return (text) => {
    const number = power === 0 && usual.test(text) ? text : read(text)
    return number instanceof Wrong ? number : inRange(number)
  }
}
