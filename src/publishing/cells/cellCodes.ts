import { type AreaLevel, parseAreaCode } from '../../ground/areaCode.ts'
import { isIndustryCode } from '../../ground/industryCode.ts'
import { halfWidth, remembered, type TextReader, Wrong } from './cellReader.ts'

const scientific = new Wrong(
  'Excel 把长数字变成了科学计数法，后几位已经丢失；请先把该列设为“文本”格式，再输入或打开原数据，重新报送。',
  'Excel turned the long number into scientific notation and lost its last digits; set the ' +
    'column to text before typing or opening the data, and deliver again.',
)

/** What is wrong where Excel wrote 6.2052E+17 for a code of many digits. */
export function scientificNotation(text: string): Wrong | undefined {
  return /^[+-]?\d(?:\.\d+)?e\+\d{1,3}$/i.test(text) ? scientific : undefined
}

// Besides blanks, the marks without width that come along when text is copied from elsewhere.
const nothingSeen = /[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g

/** A code as it should have been typed: half-width, in capitals, without blanks or Excel's apostrophe. */
export function tidyCode(text: string): string {
  return halfWidth(text)
    .replace(nothingSeen, '')
    .replace(/^['\u2018\u2019]/, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

const levels: Readonly<Record<AreaLevel, { zh: string; en: string; form: string }>> = {
  city: { zh: '市', en: 'city', form: '5206' },
  county: { zh: '区县', en: 'county', form: '520602' },
  township: { zh: '乡镇（街道）', en: 'township', form: '520602101' },
  village: { zh: '村（社区）', en: 'village', form: '520602101200' },
  zone: { zh: '开发区', en: 'zone', form: '5206Z1' },
}

const notDigits = new Wrong(
  '不是区划代码；请写统计用区划代码，不写地名。',
  'This is not an area code; write the statistical area code, not the name of the place.',
)
const notArea = new Wrong(
  '不是区划代码：市 4 位、区县 6 位、乡镇 9 位、村 12 位，末尾可补零到 12 位；请核对是否漏写或多写。',
  'This is not an area code: a city has 4 digits, a county 6, a township 9, a village 12, and ' +
    'zeros may fill up to 12; check for a digit left out or written twice.',
)

function wrongArea(text: string): Wrong {
  return scientificNotation(text) ?? (/^[\dA-Z]+$/.test(text) ? notArea : notDigits)
}

function wrongLevel(wanted: AreaLevel, given: AreaLevel): Wrong {
  const [to, from] = [levels[wanted], levels[given]]
  const length = wanted === 'zone' ? '' : ` ${to.form.length} 位`
  return new Wrong(
    `这里要${to.zh}的${length}代码，如 ${to.form}；现在写的是${from.zh}的代码。`,
    `This must be the code of a ${to.en}, such as ${to.form}, and is that of a ${from.en}.`,
  )
}

/** Reads an area's code, of one level where one is named, and cuts the zeros that pad it. */
export function areaCodeReader(level?: AreaLevel): TextReader {
  return remembered((text) => {
    const tidy = tidyCode(text)
    const area = parseAreaCode(tidy)
    if (!area) return wrongArea(tidy)
    return level && area.level !== level ? wrongLevel(level, area.level) : area.code
  })
}

const sections = [...'ABCDEFGHIJKLMNOPQRST']
const notIndustry = new Wrong(
  '不是国民经济行业代码（GB/T 4754-2017）；请写门类字母和二至四位数字，如 A0111。',
  'This is no code of GB/T 4754-2017; write the letter of a section and two to four digits, such ' +
    'as A0111.',
)
const withoutLetter = new Wrong(
  '行业代码不足四位，前面的 0 可能丢失了；请把该列设为“文本”格式，并连同门类字母一起写，如 A0111。',
  'The code has less than four digits and may have lost its leading zero; set the column to text ' +
    'and write the letter of the section as well, such as A0111.',
)

/** Reads an industry's code; the section's letter is found by the digits where they leave no doubt. */
export const readIndustryCode: TextReader = remembered((text) => {
  const code = tidyCode(text)
  if (isIndustryCode(code)) return code
  const section = sections.find((letter) => isIndustryCode(letter + code))
  if (!section && !/^\d$/.test(code)) return notIndustry
  return section && (code.length === 4 || code.startsWith('0')) ? section + code : withoutLetter
})
