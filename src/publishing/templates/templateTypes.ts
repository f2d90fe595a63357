import type { FactType } from '../../ground/factType.ts'
import { firstYear, kindWords, lastYear, type PeriodKind } from '../../ground/period.ts'
import { unitLabel } from '../../ground/unitLabel.ts'
import { mannerOfKey } from './templateKeys.ts'
import {
  chosen,
  type Manner,
  writtenAsDate,
  writtenAsNumber,
  writtenAsText,
} from './templateManner.ts'

const exampleYear = 2019
const exampleDay = '2019-06-30'
const greatestInteger = 2_147_483_647
const greatestMoney = 1e16
const greatestDecimal = 1e14
const tenThousand = 10_000

/** How each kind of period is written. */
export const periodsAreWritten: Readonly<Record<PeriodKind, string>> = {
  year: '写四位年份，如 2019。',
  half: '上半年写 2019-H1，下半年写 2019-H2。',
  quarter: '第一至第四季度写 2019-Q1 至 2019-Q4。',
  month: '写年和两位的月，如 2019-11。',
  term: '2019—2020 学年第一学期(秋季)写 2019-T1，第二学期(春季)写 2019-T2。',
}

/** How the period of a view is filled in. */
export function mannerOfPeriod(kind: PeriodKind): Manner {
  const { zh, example } = kindWords[kind]
  return writtenAsText(`所属期(${zh})`, periodsAreWritten[kind], example(exampleYear))
}

function count(): Manner {
  const how = '写 0 或以上的整数，不写单位。'
  const manner = { kind: '整数', how, example: 8, format: '#,##0' }
  return writtenAsNumber(manner, 'whole', [0, greatestInteger])
}

function money({ unit = '', writtenIn }: FactType): Manner {
  if (!writtenIn) {
    const how = `写以${unitLabel(unit)}为单位的数，最多两位小数。`
    const manner = { kind: '金额', how, example: 8600, format: '#,##0.00' }
    return writtenAsNumber(manner, 'decimal', [-greatestMoney, greatestMoney])
  }
  const how = '写以万元为单位的数，最多六位小数。'
  const manner = { kind: '金额', how, example: 125.6, format: '#,##0.00####' }
  const greatest = greatestMoney / tenThousand
  return writtenAsNumber(manner, 'decimal', [-greatest, greatest])
}

function decimal({ range = {} }: FactType): Manner {
  const { from = -greatestDecimal, to = greatestDecimal } = range
  const how = `写${from === 0 ? ' 0 或以上的' : ''}数，最多四位小数，不写单位。`
  const manner = { kind: '小数', how, example: 12.5, format: '#,##0.00##' }
  return writtenAsNumber(manner, 'decimal', [from, to])
}

function ratio({ unit = '', range = {} }: FactType): Manner {
  const { from = -greatestDecimal, to = greatestDecimal } = range
  const example = unit === 'pct' ? 85.5 : 4.35
  const how = `写 ${from} 到 ${to} 之间的数，不写百分号：${example} 即 ${example}%。`
  return writtenAsNumber({ kind: '百分数', how, example, format: '0.00##' }, 'decimal', [from, to])
}

function year(): Manner {
  const how = '写四位年份。'
  const manner = { kind: '年份', how, example: exampleYear, format: '0' }
  return writtenAsNumber(manner, 'whole', [firstYear, lastYear])
}

const byWord: Readonly<Record<string, (type: FactType) => Manner>> = {
  String: ({ form }) =>
    form
      ? writtenAsText('编号', '照规定的格式写全，如示例。', form.example)
      : writtenAsText('文字', '写一行文字，中间不换行。', '示例文字'),
  Boolean: () => chosen('是或否', '写“是”或“否”，不清楚就留空。', ['是', '否']),
  Date: () => writtenAsDate('日期', '写成 2019-06-30 的样式，不写时间。', exampleDay),
  Year: year,
  AreaCode: () =>
    writtenAsText('区划代码', '写市、区县、乡镇(街道)或村(社区)的统计用区划代码。', '520627101201'),
  IndustryCode: () =>
    writtenAsText('国民经济行业代码', '写门类字母和二至四位数字(GB/T 4754-2017)。', 'A0111'),
  UnifiedSocialCreditCode: () => mannerOfKey('LegalEntity'),
  CitizenIdentityNumber: () => mannerOfKey('Person'),
  Int: count,
  Money: money,
  Decimal: decimal,
  Ratio: ratio,
}

/** How a fact is filled in, by its type. */
export function mannerOfType(type: FactType): Manner {
  const { word, enumeration, reference } = type
  if (reference) return mannerOfKey(reference.to().name)
  if (enumeration) {
    const labels = enumeration.members.map(({ zh }) => zh)
    const hasCodes = enumeration.members.some(({ code }) => code !== undefined)
    return chosen('选项', `从下拉列表中选一项${hasCodes ? '，也可写代码' : ''}。`, labels)
  }
  const manner = byWord[word]?.(type)
  if (!manner) throw new Error(`nothing is known of how a template asks for a ${word}`)
  return manner
}
