import { County, OfCounty } from '../entities/county.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, decimal, money, ratio, text } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市统计局(国家统计局铜仁调查队)',
  short: '统计局',
  en: 'Tongren Statistics Bureau (with the NBS Survey Office in Tongren)',
}

const internal = { sensitivity: 'internal' } as const
const yearly = { unit: 'CNY/year' } as const

@View(County, {
  per: 'quarter',
  zh: '县域经济',
  en: 'Economy of the county',
  updated: 'quarterly',
  rules: [notAbove('primaryValueAdded', 'gdp')],
})
export class CountyEconomy extends OfCounty {
  @Open(money('flow', { writtenIn: '10kCNY' }), '地区生产总值', 'Gross domestic product')
  gdp?: string

  @Open(money('flow', { writtenIn: '10kCNY' }), '第一产业增加值', 'Value added, primary industry')
  primaryValueAdded?: string

  @Open(decimal('10k person', 'stock'), '常住人口', 'Resident population')
  residentPopulation?: string

  @Open(money('ratio', yearly), '农村居民人均可支配收入', 'Rural disposable income a person')
  ruralDisposableIncome?: string

  @Open(ratio(), '城镇化率', 'Urbanisation rate')
  urbanisationRate?: string
}

@View(Village, {
  per: 'year',
  zh: '村农民人均可支配收入',
  en: 'Disposable income of the village, a person and year',
  updated: 'annual',
})
export class VillageIncome extends OfVillage {
  @Open(money('ratio', yearly), '人均可支配收入', 'Disposable income a person', internal)
  disposableIncomePerCapita?: string

  @Open(money('ratio', yearly), '工资性收入', 'Of which wages', internal)
  wageIncome?: string

  @Open(money('ratio', yearly), '经营净收入', 'Of which net operating income', internal)
  operatingIncome?: string

  @Open(money('ratio', yearly), '转移净收入', 'Of which net transfers', internal)
  transferIncome?: string

  @Conditional(count('household', 'stock'), '调查户数', 'Households surveyed', internal)
  sampleHouseholds?: number

  @Withheld(text, '调查户原始资料', 'Returns of the surveyed households', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L3',
  })
  sampleMicroData?: string
}

@View(Village, {
  per: 'half',
  zh: '脱贫成效抽查',
  en: 'Spot check of exits from poverty',
  updated: 'half-yearly',
  rules: [
    notAbove('wronglyExitedPersons', 'sampledPersons'),
    notAbove('missedPersons', 'sampledPersons'),
    notAbove('approvingRespondents', 'respondents'),
  ],
})
export class PovertySpotCheck extends OfVillage {
  @Conditional(count('person', 'flow'), '抽查人数', 'Persons sampled', internal)
  sampledPersons?: number

  @Conditional(count('person', 'flow'), '错退人数', 'Persons wrongly taken off', internal)
  wronglyExitedPersons?: number

  @Conditional(count('person', 'flow'), '漏评人数', 'Persons missed', internal)
  missedPersons?: number

  @Conditional(count('person', 'flow'), '认可度受访人数', 'Persons asked for approval', internal)
  respondents?: number

  @Conditional(count('person', 'flow'), '认可人数', 'Persons who approve', internal)
  approvingRespondents?: number
}
