import { registerEnumType } from 'type-graphql'
import type { Level, Rise } from '../../../indicators/definitions/definition.ts'
import type { IndicatorStatus } from '../../../indicators/figures/figure.ts'
import { described } from '../../graph/describe.ts'

/** Registers an enumeration of the graph with its labels. */
function labelled<Name extends string>(
  name: string,
  description: string,
  labels: Record<Name, { zh: string; en: string }>,
): Record<string, Name> {
  const names = Object.keys(labels) as Name[]
  const values = Object.fromEntries(names.map((one) => [one, one])) as Record<string, Name>
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      names.map((one) => [one, { description: described(labels[one]) }]),
    ),
  })
  return values
}

export const Status = labelled<IndicatorStatus>(
  'IndicatorStatus',
  '指标状态：空白的缘由。Why a figure has a value or none; missing is never zero.',
  {
    OK: { zh: '有值', en: 'There is a value' },
    NOT_REPORTED: { zh: '尚无部门报送', en: 'Nobody has reported what it is made of' },
    NOT_APPLICABLE: {
      zh: '不适用，如分母为零',
      en: 'Does not apply, such as over a zero denominator',
    },
    INVALID: {
      zh: '数据过少或未通过校验',
      en: 'Too little was reported, or a source failed a check',
    },
    SUPPRESSED: { zh: '涉及户数过少，不予显示', en: 'Too few households stand behind it' },
    FORBIDDEN: { zh: '无权查看', en: 'Not shared with the caller' },
    DISPUTED: {
      zh: '考评公示中有异议尚未答复；数值照列',
      en: 'An objection to it in the assessment is not answered yet; the value stands as it is',
    },
    SOURCE_UNAVAILABLE: {
      zh: '来源部门的数据库暂不可用(仅用于直连的来源)',
      en: 'A source that is read live cannot be reached; what is published here always can',
    },
  },
)

/** How an indicator rises, as the schema names it. */
export const RiseOf = labelled<Rise>(
  'IndicatorRise',
  '指标如何上升到上级区域。How an indicator rises through the tree of areas.',
  {
    pooled: { zh: '以下级合计重新计算', en: 'Computed anew from the sums of its inputs' },
    meanOfVillages: { zh: '各村简单平均', en: 'The plain mean of the villages' },
    counted: { zh: '在任一区域自行汇总', en: 'Counts or adds the units of any area by itself' },
    none: { zh: '只在本级', en: 'Known at its own level alone' },
  },
)

/** The levels of areas, as arguments name them. */
export const levels: Readonly<Record<string, Level>> = {
  CITY: 'City',
  COUNTY: 'County',
  ZONE: 'Zone',
  TOWNSHIP: 'Township',
  VILLAGE: 'Village',
}

/** The level of areas for which figures are asked. */
export const AreaLevel = Object.fromEntries(Object.keys(levels).map((name) => [name, name]))

registerEnumType(AreaLevel, {
  name: 'AreaLevel',
  description: '区域级别。The level of an area.',
  valuesConfig: {
    CITY: { description: '市。The city.' },
    COUNTY: { description: '区县。Counties and districts.' },
    ZONE: { description: '开发区、高新区。The zones.' },
    TOWNSHIP: { description: '乡镇、街道。Townships and subdistricts.' },
    VILLAGE: { description: '村、社区。Villages and communities.' },
  },
})
