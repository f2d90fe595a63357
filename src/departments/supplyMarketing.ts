import { Cooperative } from '../entities/cooperative.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, money, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市供销合作社联合社',
  short: '供销社',
  en: 'Tongren Federation of Supply and Marketing Cooperatives',
}

const internal = { sensitivity: 'internal' } as const

@View(Village, {
  per: 'quarter',
  zh: '村级综合服务社',
  en: 'Service cooperative of the village',
  updated: 'quarterly',
})
export class SupplyPoint extends OfVillage {
  @Open(yesNo, '村级供销网点', 'Supply and marketing outlet is in the village')
  outletFlag?: boolean

  @Open(money('flow'), '农资销售额', 'Sales of agricultural inputs', internal)
  agriInputSales?: string

  @Open(money('flow'), '农产品购销额', 'Trade in farm produce', internal)
  produceSales?: string

  @Open(count('household', 'stock'), '服务贫困户', 'Poor households served')
  poorHouseholdsServed?: number
}

@View(Cooperative, {
  per: 'year',
  zh: '"三社融合"',
  en: "Ties of farmers' cooperatives with supply and credit cooperatives",
  updated: 'annual',
  tellsOf: 'concerned',
})
export class ThreeCoopsIntegration extends OfLegalEntity {
  @Open(yesNo, '供销社领办参办', 'Led or joined by a supply and marketing cooperative')
  ledBySupplyCoop?: boolean

  @Open(yesNo, '信用社授信合作', 'Has a credit line agreed with a credit cooperative')
  creditPartnerFlag?: boolean

  @Conditional(
    money('stock'),
    '供销社入股',
    'Shares held by the supply and marketing cooperative',
    internal,
  )
  sharesHeld?: string

  @Conditional(money('stock'), '资金互助余额', 'Balance of the mutual fund', internal)
  mutualFundBalance?: string
}
