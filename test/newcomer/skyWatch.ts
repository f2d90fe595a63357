import { County, OfCounty } from '../../src/entities/county.ts'
import { Household, OfHousehold } from '../../src/entities/household.ts'
import { LegalEntity } from '../../src/entities/legalEntity.ts'
import { OfPerson, Person } from '../../src/entities/person.ts'
import { OfTownship, Township } from '../../src/entities/township.ts'
import { OfVillage, Village } from '../../src/entities/village.ts'
import { enumeration, type MemberOf } from '../../src/ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../../src/ground/fact.ts'
import {
  count,
  date,
  decimal,
  link,
  money,
  numbered,
  oneOf,
  ratio,
  text,
  year,
  yesNo,
} from '../../src/ground/factType.ts'
import { notAbove, notBefore, onlyWhere } from '../../src/ground/rowRule.ts'
import { newUnit } from '../../src/ground/unitLabel.ts'
import { View } from '../../src/ground/view.ts'

// A department that the city does not have: copied into src/departments, it is served from this one file.
export const department = {
  zh: '铜仁市天象台',
  short: '天象台',
  en: 'Tongren Sky Watch',
}

export const SkyDisaster = enumeration(
  'SkyDisaster',
  '气象灾害种类',
  'Kind of a weather disaster',
  'proposed',
  {
    DROUGHT: ['干旱', 'Drought'],
    HAIL: ['冰雹', 'Hail'],
    FLOOD: ['暴雨洪涝', 'Heavy rain and flood'],
    FROST: ['低温霜冻', 'Frost'],
  },
)

@View(County, {
  per: 'month',
  zh: '县域气候月报',
  en: 'Monthly climate of the county',
  updated: 'monthly',
})
export class CountyClimate extends OfCounty {
  @Open(decimal(newUnit('mm', '毫米'), 'flow'), '降水量', 'Precipitation')
  precipitation?: string

  @Open(ratio(newUnit('celsius', '℃'), { from: -30, to: 45 }), '平均气温', 'Mean temperature')
  meanTemperature?: string

  @Open(count(newUnit('hour', '小时'), 'flow'), '日照时数', 'Hours of sunshine')
  sunshineHours?: number

  @Withheld(text, '军民合用探测数据编号', 'Number of the shared sounding data', {
    sensitivity: 'internal',
    legalBasis: 'L3',
  })
  soundingDataNo?: string
}

@View(Township, {
  per: 'quarter',
  zh: '乡镇预警服务',
  en: 'Warnings served to the township',
  updated: 'quarterly',
  rules: [notAbove('warningsReached', 'warningsIssued')],
})
export class TownshipWarning extends OfTownship {
  @Open(count('item', 'flow'), '发布预警', 'Warnings issued')
  warningsIssued?: number

  @Open(count('item', 'flow'), '送达预警', 'Warnings that reached the villages')
  warningsReached?: number

  @Open(ratio(), '预警覆盖率', 'Share of villages that warnings reach')
  coverageRate?: string
}

@View(Village, {
  per: 'year',
  each: { name: 'disasterNo', zh: '灾情编号', en: 'Number of the disaster' },
  zh: '村级灾情',
  en: 'Weather disasters in the village',
  updated: 'on change',
  tellsOf: 'concerned',
  rules: [notBefore('endDate', 'startDate')],
})
export class VillageDisaster extends OfVillage {
  @Open(oneOf(SkyDisaster), '灾害种类', 'Kind of disaster')
  disasterKind?: MemberOf<typeof SkyDisaster>

  @Open(date, '开始日期', 'Day it began')
  startDate?: string

  @Open(date, '结束日期', 'Day it ended')
  endDate?: string

  @Open(decimal('mu', 'flow'), '受灾面积', 'Area affected')
  affectedArea?: string

  @Open(money('flow', { writtenIn: '10kCNY' }), '直接经济损失', 'Direct loss')
  directLossAmount?: string
}

@View(Household, {
  per: 'year',
  zh: '气象指数保险',
  en: 'Weather index insurance of the household',
  updated: 'annual',
  tellsOf: 'registered',
  rules: [onlyWhere('premiumPaid', 'insured')],
})
export class WeatherInsurance extends OfHousehold {
  @Open(yesNo, '已投保', 'Insured', { sensitivity: 'internal', aggregate: 'open' })
  insured?: boolean

  @Conditional(money('flow'), '已缴保费', 'Premium paid', { sensitivity: 'personal' })
  premiumPaid?: string

  @Conditional(
    link(() => LegalEntity),
    '承保机构',
    'Insurer',
    { sensitivity: 'personal' },
  )
  insurer?: string

  @Conditional(numbered(/^WX\d{8}$/, 'WX20190001'), '保单号', 'Number of the policy', {
    sensitivity: 'personal',
  })
  policyNo?: string

  @Withheld(text, '理赔争议记录', 'Record of a dispute over a claim', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L2',
  })
  claimDispute?: string
}

@View(Person, {
  zh: '气象信息员',
  en: 'Weather informants',
  updated: 'on change',
  tellsOf: 'concerned',
})
export class WeatherInformant extends OfPerson {
  @Open(year, '聘任年份', 'Year of appointment', { sensitivity: 'internal' })
  appointedYear?: number

  @Conditional(text, '联系方式', 'How to reach them', { sensitivity: 'personal' })
  contact?: string

  @Conditional(money('flow', { unit: 'CNY/year' }), '年补贴', 'Allowance a year', {
    sensitivity: 'personal',
  })
  annualAllowance?: string
}
