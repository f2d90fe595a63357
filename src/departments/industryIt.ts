import { Enterprise } from '../entities/enterprise.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, industryCode, money, oneOf, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市工业和信息化委员会(大数据发展管理局)',
  short: '工信委',
  en: 'Tongren Industry and Information Technology Commission (Big Data Administration)',
  renamed: {
    from: '2019-01',
    zh: '铜仁市工业和信息化局、铜仁市大数据发展管理局',
    en: 'Tongren Industry and Information Technology Bureau; Tongren Big Data Administration',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

export const SizeClass = enumeration(
  'SizeClass',
  '企业规模',
  'Size class of an enterprise',
  'domain dossier 2.4, given',
  {
    LARGE: ['大型', 'Large'],
    MEDIUM: ['中型', 'Medium'],
    SMALL: ['小型', 'Small'],
    MICRO: ['微型', 'Micro'],
  },
)

const written = { writtenIn: '10kCNY' } as const
const internal = { sensitivity: 'internal' } as const

@View(Enterprise, {
  per: 'year',
  zh: '中小微企业划型',
  en: 'Size class of enterprises',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class SmeClass extends OfLegalEntity {
  @Open(oneOf(SizeClass), '企业规模', 'Size class')
  sizeClass?: MemberOf<typeof SizeClass>

  @Open(industryCode, '国民经济行业代码', 'Industry')
  industryCode?: string

  @Conditional(count('person', 'stock'), '从业人数', 'Persons employed', internal)
  employees?: number

  @Conditional(money('flow', written), '营业收入', 'Revenue of the year', internal)
  revenue?: string

  @Conditional(money('stock', written), '资产总额', 'Total assets', internal)
  totalAssets?: string
}

@View(Village, {
  per: 'year',
  zh: '通信网络',
  en: 'Telecommunication in the village',
  updated: 'annual',
})
export class TelecomCoverage extends OfVillage {
  @Open(yesNo, '通光纤宽带', 'Fibre broadband reaches the village')
  fibreFlag?: boolean

  @Open(yesNo, '4G 信号覆盖', '4G signal covers the village')
  mobile4gFlag?: boolean

  @Open(count('household', 'stock'), '宽带用户', 'Households with broadband')
  broadbandHouseholds?: number

  @Open(
    count('household', 'stock'),
    '多彩贵州"广电云"用户',
    'Households on the "cloud" of Guizhou radio and television',
  )
  tvHouseholds?: number
}
