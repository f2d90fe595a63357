import { Household, OfHousehold } from '../entities/household.ts'
import { OfTownship, Township } from '../entities/township.ts'
import { Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, date, decimal, link, oneOf, text, yesNo } from '../ground/factType.ts'
import { notAbove, notBefore } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市生态移民局',
  short: '移民局',
  en: 'Tongren Ecological Migration Bureau',
}

export const RelocationKind = enumeration(
  'RelocationKind',
  '搬迁对象类别',
  'On what ground a household is moved',
  'domain dossier 2.4, given',
  {
    REGISTERED_POOR: ['建档立卡贫困户', 'Registered poor household'],
    ACCOMPANYING: ['同步搬迁户', 'Household that moves along'],
  },
)

const personal = { sensitivity: 'personal' } as const

@View(Household, {
  zh: '易地扶贫搬迁户',
  en: 'Households relocated from poor places',
  updated: 'on change',
  tellsOf: 'concerned',
  rules: [notBefore('movedInDate', 'agreementDate')],
})
export class RelocatedHousehold extends OfHousehold {
  @Conditional(oneOf(RelocationKind), '搬迁对象类别', 'Ground of the move', personal)
  relocationKind?: MemberOf<typeof RelocationKind>

  @Conditional(
    link(() => Village, {
      name: 'relocatedHouseholds',
      zh: '迁出的搬迁户',
      en: 'Households that were moved away from the village',
    }),
    '迁出村',
    'Village that it moved away from',
    personal,
  )
  fromVillageCode?: string

  @Conditional(text, '安置点', 'Resettlement site', personal)
  resettlementSite?: string

  @Conditional(date, '协议签订日期', 'Date of the agreement', personal)
  agreementDate?: string

  @Conditional(date, '入住日期', 'Date of moving in', personal)
  movedInDate?: string

  @Conditional(decimal('m2', 'stock'), '安置住房面积', 'Floor area of the new home', personal)
  housingArea?: string

  @Conditional(yesNo, '旧房拆除', 'Old house is pulled down', personal)
  oldHouseDemolished?: boolean

  @Conditional(count('person', 'stock'), '稳定就业人数', 'Members in steady work', personal)
  employedMembers?: number
}

@View(Township, {
  per: 'year',
  each: { name: 'siteNo', zh: '安置点编号', en: 'Number of the resettlement site' },
  zh: '集中安置点',
  en: 'Resettlement sites',
  updated: 'annual',
  tellsOf: 'concerned',
  rules: [notAbove('housedHouseholds', 'housedPersons')],
})
export class ResettlementSite extends OfTownship {
  siteNo!: string

  @Open(text, '安置点名称', 'Name of the site')
  siteName?: string

  @Open(count('household', 'stock'), '安置户数', 'Households housed')
  housedHouseholds?: number

  @Open(count('person', 'stock'), '安置人数', 'Persons housed')
  housedPersons?: number

  @Open(yesNo, '配套学校', 'School is ready')
  schoolReady?: boolean

  @Open(yesNo, '配套卫生室', 'Clinic is ready')
  clinicReady?: boolean

  @Open(yesNo, '就业服务站', 'Employment service station is ready')
  jobStationReady?: boolean
}
