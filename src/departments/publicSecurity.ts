import { FamilyRelation } from '../entities/familyRelation.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, date, link, money, oneOf, text, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = { zh: '铜仁市公安局', en: 'Tongren Public Security Bureau' }

export const Sex = enumeration('Sex', '性别', 'Sex', 'GB/T 2261.1', {
  UNKNOWN: ['未知的性别', 'Unknown', '0'],
  MALE: ['男性', 'Male', '1'],
  FEMALE: ['女性', 'Female', '2'],
  NOT_STATED: ['未说明的性别', 'Not stated', '9'],
})

export const Ethnicity = enumeration(
  'Ethnicity',
  '民族',
  'Ethnicity',
  'GB/T 3304, the members that the city mostly has; others fall under OTHER until the list is whole',
  {
    HAN: ['汉族', 'Han', '01'],
    MIAO: ['苗族', 'Miao', '06'],
    BUYEI: ['布依族', 'Buyei', '09'],
    DONG: ['侗族', 'Dong', '12'],
    TUJIA: ['土家族', 'Tujia', '15'],
    SUI: ['水族', 'Sui', '25'],
    GELAO: ['仡佬族', 'Gelao', '37'],
    OTHER: ['其他', 'Other', '97'],
  },
)

export const ResidenceStatus = enumeration(
  'ResidenceStatus',
  '户籍状态',
  'State of the registration',
  'domain dossier 2.4, given',
  {
    ACTIVE: ['正常', 'Active'],
    MOVED_OUT: ['迁出', 'Moved out'],
    DECEASED: ['死亡注销', 'Deceased'],
    CANCELLED: ['注销', 'Cancelled'],
  },
)

const personal = { sensitivity: 'personal' } as const
const internal = { sensitivity: 'internal' } as const

@View(Person, {
  zh: '户籍人口',
  en: 'Registered residents',
  updated: 'daily',
})
export class Residence extends OfPerson {
  @Conditional(text, '姓名', 'Name', personal)
  name?: string

  @Conditional(oneOf(Sex), '性别', 'Sex', personal)
  sex?: MemberOf<typeof Sex>

  @Conditional(oneOf(Ethnicity), '民族', 'Ethnicity', personal)
  ethnicity?: MemberOf<typeof Ethnicity>

  @Conditional(date, '出生日期', 'Date of birth', personal)
  birthDate?: string

  @Conditional(text, '户号', 'Number of the household in the population register', personal)
  householdNo?: string

  @Conditional(oneOf(FamilyRelation), '与户主关系', 'Relation to the head', personal)
  relationToHead?: MemberOf<typeof FamilyRelation>

  @Conditional(
    link(() => Village),
    '户籍地村居代码',
    'Village of registration',
    personal,
  )
  villageCode?: string

  @Conditional(yesNo, '农村户口', 'Rural registration', personal)
  ruralFlag?: boolean

  @Conditional(oneOf(ResidenceStatus), '户籍状态', 'State of the registration', personal)
  residenceStatus?: MemberOf<typeof ResidenceStatus>
}

@View(Village, {
  per: 'month',
  zh: '村户籍人口统计',
  en: 'Registered population of the village',
  updated: 'monthly',
})
export class VillagePopulation extends OfVillage {
  @Open(count('household', 'stock'), '总户数', 'Households')
  householdCount?: number

  @Open(count('person', 'stock'), '户籍人口', 'Registered population')
  registeredPopulation?: number

  @Open(count('person', 'stock'), '乡村(农业)人口', 'Rural population')
  ruralPopulation?: number

  @Open(count('person', 'flow'), '出生', 'Births')
  births?: number

  @Open(count('person', 'flow'), '死亡', 'Deaths')
  deaths?: number
}

@View(Village, {
  per: 'quarter',
  zh: '治安状况',
  en: 'Public order in the village',
  updated: 'quarterly',
})
export class PublicOrder extends OfVillage {
  @Conditional(count('case', 'flow'), '刑事案件数', 'Criminal cases', internal)
  criminalCases?: number

  @Conditional(count('case', 'flow'), '治安案件数', 'Public-security cases', internal)
  securityCases?: number

  @Conditional(money('flow'), '电信诈骗损失', 'Loss through telephone fraud', internal)
  fraudLoss?: string

  @Withheld(count('person', 'stock'), '在册吸毒人员', 'Registered drug users', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L5',
  })
  drugControlPersons?: number
}
