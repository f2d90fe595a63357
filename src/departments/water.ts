import { Household, OfHousehold } from '../entities/household.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, decimal, oneOf, ratio, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市水务局',
  short: '水务局',
  en: 'Tongren Water Affairs Bureau',
}

export const WaterSupplyMode = enumeration(
  'WaterSupplyMode',
  '供水方式',
  'How a household gets its water',
  'domain dossier 2.4, given',
  {
    CENTRAL: ['集中供水', 'Central supply'],
    DISPERSED: ['分散供水', 'Dispersed supply'],
  },
)

const internal = { sensitivity: 'internal' } as const

@View(Household, {
  per: 'year',
  zh: '农村饮水安全',
  en: 'Safety of drinking water',
  updated: 'annual, on change',
  tellsOf: 'registered',
})
export class SafeWater extends OfHousehold {
  @Conditional(oneOf(WaterSupplyMode), '供水方式', 'Mode of supply', internal)
  supplyMode?: MemberOf<typeof WaterSupplyMode>

  @Conditional(
    decimal('L/person/day', 'ratio'),
    '人均日供水量',
    'Water supplied a person and day',
    internal,
  )
  dailyQuantity?: string

  @Conditional(yesNo, '水质达标', 'Water quality meets the standard', internal)
  qualityPass?: boolean

  @Conditional(
    count('minute', 'ratio'),
    '取水往返时间',
    'Time to fetch water, there and back',
    internal,
  )
  fetchMinutes?: number

  @Conditional(ratio(), '供水保证率', 'Reliability of supply', internal)
  supplyReliability?: string

  @Conditional(yesNo, '饮水安全达标', 'Drinking water is safe', { sensitivity: 'personal' })
  safeWater?: boolean
}

@View(Village, {
  per: 'year',
  zh: '村级供水工程',
  en: 'Water supply of the village',
  updated: 'annual',
})
export class VillageWater extends OfVillage {
  @Open(count('household', 'stock'), '集中供水户数', 'Households with central supply')
  centralSupplyHouseholds?: number

  @Open(ratio(), '自来水普及率', 'Share with tap water')
  tapWaterRate?: string

  @Open(decimal('mu', 'stock'), '有效灌溉面积', 'Effectively irrigated area')
  effectiveIrrigatedArea?: string

  @Open(yesNo, '水源保护', 'Water source is protected')
  sourceProtected?: boolean
}
