import type { Level } from '../../../indicators/definitions/definition.ts'
import type { IndicatorStatus } from '../../../indicators/figures/figure.ts'
import { declareEnum } from '../../graph/declareEnum.ts'

/** Why a figure has a value or none. */
export const Status = declareEnum<IndicatorStatus>(
  'IndicatorStatus',
  { zh: '指标状态：空白的缘由', en: 'Why a figure has a value or none; missing is never zero' },
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
export const RiseEnum = declareEnum(
  'IndicatorRise',
  { zh: '指标如何上升到上级区域', en: 'How an indicator rises through the tree of areas' },
  {
    POOLED: { zh: '以下级合计重新计算', en: 'Computed anew from the sums of its inputs' },
    MEAN_OF_VILLAGES: { zh: '各村简单平均', en: 'The plain mean of the villages' },
    COUNTED: { zh: '在任一区域自行汇总', en: 'Counts or adds the units of any area by itself' },
    NONE: { zh: '只在本级', en: 'Known at its own level alone' },
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
export const AreaLevel = declareEnum(
  'AreaLevel',
  { zh: '区域级别', en: 'The level of an area' },
  {
    CITY: { zh: '市', en: 'The city' },
    COUNTY: { zh: '区县', en: 'Counties and districts' },
    ZONE: { zh: '开发区、高新区', en: 'The zones' },
    TOWNSHIP: { zh: '乡镇、街道', en: 'Townships and subdistricts' },
    VILLAGE: { zh: '村、社区', en: 'Villages and communities' },
  },
)
