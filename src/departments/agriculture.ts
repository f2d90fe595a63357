import { AgriIndustry } from '../entities/agriIndustry.ts'
import { Cooperative } from '../entities/cooperative.ts'
import { Enterprise } from '../entities/enterprise.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { RecognitionLevel } from '../entities/recognitionLevel.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, decimal, money, oneOf, yesNo } from '../ground/factType.ts'
import { notAbove, sumNotAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市农业委员会',
  short: '农业委',
  en: 'Tongren Agriculture Commission',
  renamed: {
    from: '2019-01',
    zh: '铜仁市农业农村局',
    en: 'Tongren Agriculture and Rural Affairs Bureau',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

export const EntityKind = enumeration(
  'EntityKind',
  '主体类型',
  'Kind of agricultural operator',
  'domain dossier 2.4, given',
  {
    COOPERATIVE: ['农民专业合作社', "Farmers' specialised cooperative"],
    LEADING_ENTERPRISE: ['农业龙头企业', 'Leading agricultural enterprise'],
    FAMILY_FARM: ['家庭农场', 'Family farm'],
    COLLECTIVE: ['新型农村集体经营组织', 'New rural collective operator'],
  },
)

@View(Village, {
  per: 'year',
  zh: '农业种植结构',
  en: 'What the village grows',
  updated: 'annual',
  rules: [sumNotAbove(['grainArea', 'cashCropArea'], 'totalSownArea')],
})
export class VillageCropping extends OfVillage {
  @Open(decimal('mu', 'flow'), '农作物总播种面积', 'Total sown area')
  totalSownArea?: string

  @Open(decimal('mu', 'flow'), '粮食作物面积', 'Area under grain')
  grainArea?: string

  @Open(decimal('mu', 'flow'), '经济作物面积', 'Area under cash crops')
  cashCropArea?: string

  @Open(decimal('mu', 'stock'), '茶园面积', 'Area of tea gardens')
  teaArea?: string

  @Open(decimal('mu', 'flow'), '蔬菜面积', 'Area under vegetables')
  vegetableArea?: string

  @Open(decimal('mu', 'flow'), '中药材面积', 'Area under medicinal herbs')
  herbArea?: string

  @Open(decimal('mu', 'stock'), '果园面积', 'Area of orchards')
  fruitArea?: string

  @Open(decimal('10k bags', 'flow'), '食用菌(万棒)', 'Edible fungi')
  edibleFungiUnits?: string
}

@View(Village, {
  per: 'year',
  zh: '村级集体经济',
  en: 'Collective economy of the village',
  updated: 'annual',
  rules: [notAbove('operatingIncome', 'totalIncome')],
})
export class VillageCollective extends OfVillage {
  @Open(yesNo, '集体经济组织登记', 'Collective economic organisation is registered')
  orgRegistered?: boolean

  @Open(money('flow'), '经营性收入', 'Operating income', { sensitivity: 'internal' })
  operatingIncome?: string

  @Open(money('flow'), '总收入', 'Total income', { sensitivity: 'internal' })
  totalIncome?: string

  @Conditional(money('stock'), '集体资产', 'Assets of the collective', { sensitivity: 'internal' })
  collectiveAssets?: string

  @Open(money('flow'), '贫困户分红', 'Dividends paid to poor households', {
    sensitivity: 'internal',
  })
  dividendToPoor?: string

  @Open(yesNo, '"三变"改革试点', 'Pilot of the "three changes" reform')
  threeChangesFlag?: boolean
}

@View([Cooperative, Enterprise], {
  per: 'year',
  zh: '合作社与龙头企业',
  en: 'Cooperatives and leading enterprises',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class AgribusinessProfile extends OfLegalEntity {
  @Open(oneOf(EntityKind), '主体类型', 'Kind of operator')
  entityKind?: MemberOf<typeof EntityKind>

  @Open(oneOf(RecognitionLevel), '认定级别', 'Level of recognition')
  recognitionLevel?: MemberOf<typeof RecognitionLevel>

  @Open(yesNo, '扶贫龙头企业', 'Leading enterprise of poverty alleviation')
  povertyLeadingFlag?: boolean

  @Open(oneOf(AgriIndustry), '主导产业', 'Leading line of agriculture')
  mainIndustry?: MemberOf<typeof AgriIndustry>

  @Open(count('household', 'stock'), '成员户数', 'Member households')
  memberHouseholds?: number

  @Open(count('household', 'stock'), '带动贫困户数', 'Poor households brought along')
  linkedPoorHouseholds?: number

  @Open(decimal('mu', 'stock'), '基地面积', 'Area of its base')
  baseArea?: string

  @Conditional(money('flow', { writtenIn: '10kCNY' }), '年销售额', 'Sales of the year', {
    sensitivity: 'internal',
  })
  annualSales?: string
}
