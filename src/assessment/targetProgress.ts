import { Decimal } from 'decimal.js'
import { targets as figures } from '../indicators/definitions/targets.ts'
import type { IndicatorValue } from '../indicators/figures/figure.ts'

/** A target of the programme: which figure, how much of it, by when. */
export interface Target {
  readonly code: string
  /** The indicator that measures it. */
  readonly indicator: string
  readonly zh: string
  readonly en: string
  readonly value: string
  readonly unit: string
  /** Each year anew, or by the end of a year in all. */
  readonly span: 'EACH_YEAR' | { readonly from: number; readonly by: number }
  readonly source: string
}

const fiveYears = { from: 2016, by: 2020 } as const

/** A target with the sentence of the text; its name in English and its unit are its figure's. */
function target(code: string, zh: string, value: string, span: Target['span']): Target {
  const figure = figures.find((one) => one.code === code)
  if (!figure) throw new Error(`target ${code} has no figure`)
  const { en, unit } = figure
  return { code, indicator: code, zh, en, value, unit, span, source: `seed fact ${code}` }
}

/** The 18 targets, as the text gives them; T17's households are read as persons' households. */
export const targets: readonly Target[] = [
  target('T01', '每年扶贫贷款发放15亿元', '1500000000', 'EACH_YEAR'),
  target('T02', '每年支持5万户贫困户', '50000', 'EACH_YEAR'),
  target('T03', '每年带动贫困人口20万人', '200000', 'EACH_YEAR'),
  target('T04', '农民专业合作社500家', '500', fiveYears),
  target('T05', '合作社贷款15亿元', '1500000000', fiveYears),
  target('T06', '扶贫龙头企业及集体经营组织贷款25亿元', '2500000000', fiveYears),
  target('T07', '农业龙头企业200家', '200', fiveYears),
  target('T08', '累放各类贷款800亿元', '80000000000', fiveYears),
  target('T09', '累放扶贫贷款100亿元', '10000000000', fiveYears),
  target('T10', '125个贫困乡(镇)脱贫', '125', fiveYears),
  target('T11', '1565个贫困村出列', '1565', fiveYears),
  target('T12', '89万贫困人口稳定脱贫', '890000', fiveYears),
  target('T13', '2717个精准脱贫服务站', '2717', fiveYears),
  target('T14', '信合村村通全覆盖', '2717', fiveYears),
  target('T15', '"精扶贷"累放75亿元', '7500000000', fiveYears),
  target('T16', '"金融夜校"2万场', '20000', fiveYears),
  {
    ...target('T17', '89万贫困人口普及金融知识', '222500', fiveYears),
    source:
      'seed fact T17, 890,000 persons at the 4.0 persons a household of T02 and T03; proposed',
  },
  target('T18', '"31工程"每个区县各一套', '10', fiveYears),
]

/** How far a target has come. */
export interface Progress {
  readonly target: Target
  readonly actual: IndicatorValue
  /** Actual over target, in per cent. */
  readonly progress: string | null
  /** Whether as much of it is there as of its time has passed; of what has ended, whether it was met. */
  readonly onTrack: boolean | null
  /** What it would come to at its end, going on as in the last year. */
  readonly forecast: string | null
  readonly isMet: boolean | null
}

/** How far a target has come by a year: what is there, and where it leads, going on as in the last year. */
export function progressOf(
  target: Target,
  year: number,
  actual: IndicatorValue,
  before: IndicatorValue | undefined,
): Progress {
  if (actual.exact === null) {
    return { target, actual, progress: null, onTrack: null, forecast: null, isMet: null }
  }
  const [wanted, now] = [new Decimal(target.value), new Decimal(actual.exact)]
  const isMet = now.gte(wanted)
  const progress = now.div(wanted).times(100).toDecimalPlaces(2).toFixed(2)
  if (target.span === 'EACH_YEAR') {
    return { target, actual, progress, onTrack: isMet, forecast: actual.value, isMet }
  }
  const { from, by } = target.span
  const passed = new Decimal(Math.min(year, by) - from + 1).div(by - from + 1)
  const onTrack = passed.lte(0) ? null : now.gte(wanted.times(Decimal.min(1, passed)))
  const pace = before?.exact ? now.minus(before.exact) : undefined
  const forecast = pace ? now.plus(pace.times(Math.max(0, by - year))) : undefined
  return { target, actual, progress, onTrack, forecast: forecast?.toString() ?? null, isMet }
}
