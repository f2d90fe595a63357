import { OfVillage, Village } from '../entities/village.ts'
import { Open } from '../ground/fact.ts'
import { count, money, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = { zh: '铜仁市商务局', short: '商务局', en: 'Tongren Commerce Bureau' }

@View(Village, {
  per: 'quarter',
  zh: '农村电商',
  en: 'Electronic commerce in the village',
  updated: 'quarterly',
})
export class RuralEcommerce extends OfVillage {
  @Open(yesNo, '村级电商服务站', 'E-commerce station is in the village')
  ecommerceStation?: boolean

  @Open(money('flow'), '网络零售额', 'Online retail sales', { sensitivity: 'internal' })
  onlineSales?: string

  @Open(count('parcel', 'flow'), '快件上行', 'Parcels sent')
  parcelsSent?: number

  @Open(count('parcel', 'flow'), '快件下行', 'Parcels received')
  parcelsReceived?: number

  @Open(count('household', 'stock'), '带动贫困户', 'Poor households brought along')
  poorHouseholdsServed?: number
}
