import { County, OfCounty } from '../entities/county.ts'
import { Household, OfHousehold } from '../entities/household.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, decimal, money, oneOf, text, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市国土资源局',
  short: '国土局',
  en: 'Tongren Land and Resources Bureau',
  renamed: {
    from: '2019-01',
    zh: '铜仁市自然资源局',
    en: 'Tongren Natural Resources Bureau',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

export const HazardLevel = enumeration(
  'HazardLevel',
  '地质灾害监测等级',
  "Level at which a village's geological hazards are watched, that of its gravest site",
  'proposed, after the four levels of the Regulation on geological disasters (2003)',
  {
    NONE: ['无隐患点', 'No site'],
    SMALL: ['小型', 'Small'],
    MEDIUM: ['中型', 'Medium'],
    LARGE: ['大型', 'Large'],
    EXTREME: ['特大型', 'Extremely large'],
  },
)

const written = { writtenIn: '10kCNY' } as const
const internal = { sensitivity: 'internal' } as const
const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

@View(Household, {
  zh: '宅基地与不动产',
  en: 'Homestead and real property',
  updated: 'on change',
  tellsOf: 'concerned',
})
export class LandRights extends OfHousehold {
  @Conditional(text, '宅基地使用权证号', 'Number of the homestead certificate', personal)
  homesteadCertificateNo?: string

  @Conditional(decimal('m2', 'stock'), '宅基地面积', 'Area of the homestead', personal)
  homesteadArea?: string

  @Conditional(yesNo, '已抵押', 'Property is mortgaged', sensitivePersonal)
  propertyMortgaged?: boolean

  @Conditional(
    yesNo,
    '城镇房产(识别比对)',
    'Owns property in a town, for screening',
    sensitivePersonal,
  )
  cityPropertyFlag?: boolean
}

@View(County, {
  per: 'year',
  zh: '增减挂钩指标',
  en: 'Quotas of construction land linked to land reclaimed',
  updated: 'annual',
})
export class LandQuota extends OfCounty {
  @Open(decimal('mu', 'flow'), '指标面积', 'Area of the quotas')
  quotaArea?: string

  @Open(decimal('mu', 'flow'), '交易面积', 'Area traded')
  tradedArea?: string

  @Open(money('flow', written), '收益', 'Revenue of the trade')
  tradeRevenue?: string

  @Open(money('flow', written), '用于脱贫攻坚', 'Used for the fight against poverty')
  povertyUse?: string
}

@View(Village, {
  per: 'year',
  zh: '地质灾害隐患',
  en: 'Geological hazards',
  updated: 'annual, on change',
})
export class GeoHazard extends OfVillage {
  @Open(count('site', 'stock'), '隐患点数', 'Hazard sites')
  hazardSites?: number

  @Open(count('household', 'stock'), '受威胁户数', 'Households threatened', internal)
  threatenedHouseholds?: number

  @Open(count('household', 'flow'), '避让搬迁户数', 'Households moved out of danger', internal)
  relocatedHouseholds?: number

  @Open(oneOf(HazardLevel), '监测等级', 'Level of monitoring')
  monitoringLevel?: MemberOf<typeof HazardLevel>
}
