import { Enterprise } from '../entities/enterprise.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, date, money, text, yesNo } from '../ground/factType.ts'
import { onlyWhere } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市人民政府金融工作办公室',
  short: '金融办',
  en: 'Tongren Municipal Financial Affairs Office',
  renamed: {
    from: '2019-01',
    zh: '铜仁市金融工作办公室(铜仁市地方金融监管局)',
    en: 'Tongren Financial Affairs Office (Tongren Local Financial Supervision Bureau)',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

const written = { writtenIn: '10kCNY' } as const
const internal = { sensitivity: 'internal' } as const

@View(Village, {
  per: 'quarter',
  zh: '农村基础金融服务',
  en: 'Basic financial services in the village',
  updated: 'quarterly',
  rules: [
    onlyWhere('stationOpenedDate', 'stationEstablished'),
    onlyWhere('stationStaff', 'stationEstablished'),
  ],
})
export class VillageFinanceService extends OfVillage {
  @Open(yesNo, '精准脱贫服务站建成', 'Targeted poverty-alleviation service station is built')
  stationEstablished?: boolean

  @Open(date, '建站日期', 'Date on which the station was built')
  stationOpenedDate?: string

  @Open(count('terminal', 'stock'), '助农取款机具', 'Cash withdrawal terminals for farmers')
  posTerminals?: number

  @Open(count('person', 'stock'), '服务站人员数', 'Staff of the station', internal)
  stationStaff?: number

  @Open(
    count('household', 'stock'),
    '农业保险投保户',
    'Households with agricultural insurance',
    internal,
  )
  agriInsuranceHouseholds?: number
}

@View(Enterprise, {
  per: 'quarter',
  zh: '企业融资需求',
  en: 'Financing needs of an enterprise',
  updated: 'quarterly',
  tellsOf: 'concerned',
})
export class FinancingNeed extends OfLegalEntity {
  @Conditional(count('application', 'flow'), '申请笔数', 'Applications', internal)
  applicationCount?: number

  @Conditional(money('flow', written), '申请金额', 'Amount applied for', internal)
  requestedAmount?: string

  @Conditional(money('flow', written), '获得金额', 'Amount obtained', internal)
  obtainedAmount?: string

  @Conditional(text, '担保机构', 'Guarantee provider', internal)
  guaranteeProvider?: string
}
