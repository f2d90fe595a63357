import { isCalendarDate, today } from '../../ground/calendarDate.ts'
import { isCreditCode } from '../../ground/creditCode.ts'
import { identityCheckCharacter, upgradeIdentityNumber } from '../../ground/identityNumber.ts'
import { scientificNotation, tidyCode } from './cellCodes.ts'
import { remembered, type TextReader, Wrong } from './cellReader.ts'

const length = 18

const zeroed = new Wrong(
  '末三位是 000 且校验码不符：Excel 只保留 15 位数字，后三位可能被改成了 0；请先把该列设为“文本”格式，再输入原号码。',
  'The number ends in 000 and its check character is wrong: Excel keeps 15 digits and may have ' +
    'turned the last three into zeros; set the column to text and type the original again.',
)

/** The letters that credit codes leave out, and what was meant where one is written all the same. */
const mixedUp: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5', V: 'U' }

function wrongCreditLength(given: number): Wrong {
  return new Wrong(
    `统一社会信用代码应为 ${length} 位，现在是 ${given} 位；请写全 ${length} 位，不用 15 位注册号或 9 位组织机构代码。`,
    `A unified social credit code has ${length} characters, this has ${given}; an old ` +
      'registration number of 15 or an organisation code of 9 will not do.',
  )
}

function forbiddenLetter(at: number, letter: string, meant: string): Wrong {
  const [zh, en] = /\d/.test(meant) ? ['数字', 'digit'] : ['字母', 'letter']
  return new Wrong(
    `第 ${at} 位是字母 ${letter}，统一社会信用代码不用这个字母；是不是${zh} ${meant}？请对照证照核对。`,
    `The letter ${letter} stands in place ${at}, and no credit code has it: letter ${letter} ` +
      `instead of ${en} ${meant}? Compare it with the certificate.`,
  )
}

function forbiddenCharacter(at: number): Wrong {
  return new Wrong(
    `第 ${at} 位不能用这个字符；统一社会信用代码只有数字和大写字母，第 3 至 8 位只有数字。`,
    `The character in place ${at} cannot stand there; a credit code has digits and capital ` +
      'letters, and only digits in places 3 to 8.',
  )
}

const wrongCreditCheck = new Wrong(
  '统一社会信用代码的校验码（最后一位）不符，说明某一位写错了；请对照证照逐位核对。',
  'The check character (the last) of the credit code is wrong, so some character is wrong; ' +
    'compare it with the certificate place by place.',
)

function wrongCreditCode(text: string, code: string): Wrong {
  const lost = scientificNotation(text)
  if (lost) return lost
  if (code.length !== length) return wrongCreditLength(code.length)
  const letter = code.search(/[IOSVZ]/)
  const meant = mixedUp[code.charAt(letter)]
  if (meant) return forbiddenLetter(letter + 1, code.charAt(letter), meant)
  const foreign = code.search(/[^0-9A-Z]/)
  if (foreign >= 0) return forbiddenCharacter(foreign + 1)
  if (code.startsWith('0')) return forbiddenCharacter(1)
  if (code[1] === '0') return forbiddenCharacter(2)
  const place = code.slice(2, 8).search(/\D/)
  if (place >= 0) return forbiddenCharacter(place + 3)
  return /^\d+000$/.test(code) ? zeroed : wrongCreditCheck
}

/** Whose credit code is meant: the first two characters say. */
export interface Holder {
  readonly zh: string
  readonly en: string
  readonly starts: readonly string[]
}

function anothers({ zh, en, starts }: Holder): Wrong {
  return new Wrong(
    `这不是${zh}的代码：${zh}的统一社会信用代码以 ${starts.join(' 或 ')} 开头。`,
    `This is not the code of ${en}: that begins with ${starts.join(' or ')}.`,
  )
}

function tidyCreditCode(text: string): string | Wrong {
  const code = tidyCode(text)
  return isCreditCode(code) ? code : wrongCreditCode(text, code)
}

/** Reads a unified social credit code; where a holder is named, only such a holder's. */
export function creditCodeReader(holder?: Holder): TextReader {
  const notTheirs = holder && anothers(holder)
  return (text) => {
    const code = isCreditCode(text) ? text : tidyCreditCode(text)
    if (!notTheirs || code instanceof Wrong) return code
    return holder.starts.includes(code.slice(0, 2)) ? code : notTheirs
  }
}

const notDigits = new Wrong(
  '公民身份号码只能是数字，最后一位可以是 X；请写全号码，不用星号或文字代替。',
  'A citizen identity number has only digits, the last of which may be X; write all of it, no ' +
    'asterisks or words.',
)
const wrongBirth = new Wrong(
  '公民身份号码中的出生日期（第 7 至 14 位）不存在或晚于今天；请对照证件核对。',
  'The birth date in the citizen identity number (places 7 to 14) does not exist or has not come ' +
    'yet; compare it with the card.',
)
const wrongIdentityCheck = new Wrong(
  '公民身份号码的校验码（最后一位）不符，说明某一位写错了；请对照证件逐位核对。',
  'The check character (the last) of the citizen identity number is wrong, so some digit is ' +
    'wrong; compare it with the card place by place.',
)

function wrongIdentityLength(given: number): Wrong {
  return new Wrong(
    `公民身份号码应为 ${length} 位，现在是 ${given} 位；请核对是否漏写或多写。`,
    `A citizen identity number has ${length} characters, this has ${given}; check for a digit ` +
      'left out or written twice.',
  )
}

const eighteen = /^\d{17}[\dX]$/
const fifteen = /^\d{15}$/

/** Whether a text has as many digits as an identity number, old or new, be they right or wrong. */
export function looksLikeIdentityNumber(text: string): boolean {
  return eighteen.test(text) || fifteen.test(text)
}

/** Reads a citizen identity number; one of the old 15 digits becomes one of 18 (GB 11643). */
export function identityNumberReader(on: string = today()): TextReader {
  const birthIn = remembered((digits) => {
    const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
    return isCalendarDate(date) && date <= on ? date : wrongBirth
  })
  const checked: TextReader = (number) => {
    const born = birthIn(number.slice(6, 14))
    if (born instanceof Wrong) return born
    if (identityCheckCharacter(number.slice(0, 17)) === number[17]) return number
    return number.endsWith('000') ? zeroed : wrongIdentityCheck
  }
  const tidied: TextReader = (text) => {
    const number = tidyCode(text)
    if (eighteen.test(number)) return checked(number)
    if (fifteen.test(number)) return upgradeIdentityNumber(number) ?? wrongBirth
    const lost = scientificNotation(number)
    if (lost) return lost
    return number.length === length ? notDigits : wrongIdentityLength(number.length)
  }
  return (text) => (eighteen.test(text) ? checked(text) : tidied(text))
}
