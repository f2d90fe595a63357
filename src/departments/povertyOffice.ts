import { FamilyRelation } from '../entities/familyRelation.ts'
import { Household, OfHousehold } from '../entities/household.ts'
import { LegalEntity } from '../entities/legalEntity.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { SchoolStage } from '../entities/schoolStage.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, link, money, oneOf, text, year, yesNo } from '../ground/factType.ts'
import { notAbove, notBefore, onlyWhere } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市扶贫开发办公室',
  short: '扶贫办',
  en: 'Tongren Poverty Alleviation and Development Office',
  renamed: {
    from: '2021-06',
    zh: '铜仁市乡村振兴局',
    en: 'Tongren Rural Revitalisation Bureau',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

export const PovertyStatus = enumeration(
  'PovertyStatus',
  '脱贫属性',
  'Where a registered household stands on its way out of poverty',
  'domain dossier 2.4, given',
  {
    POOR: ['未脱贫', 'Poor'],
    LIFTED: ['已脱贫', 'Lifted out'],
    LIFTED_STABLE: ['稳定脱贫', 'Lifted out and stable'],
    RETURNED: ['返贫', 'Returned to poverty'],
    REMOVED: ['清退', 'Removed from the register'],
  },
)

export const PovertyType = enumeration(
  'PovertyType',
  '贫困户属性',
  'Kind of registered household',
  'domain dossier 2.4, given',
  {
    GENERAL: ['一般贫困户', 'General'],
    DIBAO: ['低保贫困户', 'Receives the minimum living allowance'],
    TEKUN: ['特困供养户', 'Extremely poor, supported by the state'],
  },
)

export const PovertyCause = enumeration(
  'PovertyCause',
  '主要致贫原因',
  'Main cause of poverty',
  'household form of about 2014 (codes 1-8); the later members proposed, without code',
  {
    DISASTER: ['因灾', 'Disaster', '1'],
    ILLNESS: ['因病', 'Illness', '2'],
    DISABILITY: ['因残', 'Disability', '3'],
    SCHOOLING: ['因学', 'Schooling', '4'],
    NO_SKILL: ['缺技术', 'No skill', '5'],
    NO_LABOUR: ['缺劳力', 'No labour', '6'],
    NO_MONEY: ['缺资金', 'No money', '7'],
    OTHER: ['其他', 'Other', '8'],
    NO_LAND: ['缺土地', 'No land'],
    NO_WATER: ['缺水', 'No water'],
    BAD_ROADS: ['交通条件落后', 'Bad roads'],
    NO_DRIVE: ['自身发展动力不足', 'No drive of its own'],
  },
)

export const LabourCapacity = enumeration(
  'LabourCapacity',
  '劳动能力',
  'Capacity for work',
  'domain dossier 2.4, given',
  {
    NORMAL: ['普通劳动力', 'Normal'],
    SKILLED: ['技能劳动力', 'Skilled'],
    WEAK: ['弱劳动力或半劳动力', 'Weak'],
    NONE: ['无劳动力', 'None'],
  },
)

export const HealthStatus = enumeration(
  'HealthStatus',
  '健康状况',
  'State of health',
  'GB/T 2261.3, one-digit groups',
  {
    GOOD: ['健康或良好', 'Good', '1'],
    FAIR: ['一般或较弱', 'Fair', '2'],
    CHRONIC: ['有慢性病', 'Chronic illness', '3'],
    DISABLED: ['残疾', 'Disabled', '6'],
  },
)

@View(Household, {
  per: 'year',
  zh: '建档立卡贫困户',
  en: 'Register of poor households',
  updated: 'annual dynamic adjustment, monthly corrections',
  tellsOf: 'registered',
  rules: [notBefore('exitYear', 'registeredYear')],
})
export class HouseholdRegister extends OfHousehold {
  @Conditional(text, '贫困户编号(全国扶贫开发信息系统)', 'Number in the national register', {
    sensitivity: 'personal',
    aggregate: 'open',
  })
  registerNo?: string

  @Conditional(year, '建档年份', 'Year of registration', { sensitivity: 'personal' })
  registeredYear?: number

  @Conditional(oneOf(PovertyStatus), '脱贫属性', 'Poverty status', {
    sensitivity: 'personal',
    aggregate: 'open',
  })
  povertyStatus?: MemberOf<typeof PovertyStatus>

  @Conditional(oneOf(PovertyType), '贫困户属性(一般/低保/特困)', 'Kind of poor household', {
    sensitivity: 'personal',
    aggregate: 'open',
  })
  povertyType?: MemberOf<typeof PovertyType>

  @Conditional(oneOf(PovertyCause), '主要致贫原因', 'Main cause of poverty', {
    sensitivity: 'sensitive-personal',
  })
  mainCause?: MemberOf<typeof PovertyCause>

  @Conditional(count('person', 'stock'), '家庭人口', 'Members of the household', {
    sensitivity: 'personal',
  })
  memberCount?: number

  @Conditional(
    money('ratio', { unit: 'CNY/year' }),
    '家庭年人均纯收入',
    'Net income of the household a person and year',
    { sensitivity: 'sensitive-personal' },
  )
  netIncomePerCapita?: string

  @Conditional(year, '脱贫年度', 'Year of leaving poverty', { sensitivity: 'personal' })
  exitYear?: number

  @Conditional(yesNo, '不愁吃、不愁穿达标', 'No worry about food and clothing', {
    sensitivity: 'personal',
  })
  noWorryFoodClothing?: boolean

  @Conditional(
    link(() => LegalEntity, {
      name: 'linkedHouseholds',
      zh: '利益联结的贫困户',
      en: 'Registered households whose interest is linked to it',
    }),
    '利益联结主体(合作社/龙头企业)',
    'Cooperative or enterprise that its interest is linked to',
    { sensitivity: 'personal' },
  )
  linkedEntityUscc?: string
}

@View(Person, {
  per: 'year',
  zh: '建档立卡贫困人口',
  en: 'Register of poor persons',
  updated: 'annual',
  tellsOf: 'registered',
})
export class PersonRegister extends OfPerson {
  @Conditional(oneOf(FamilyRelation), '与户主关系', 'Relation to the head of the household', {
    sensitivity: 'personal',
  })
  relationToHead?: MemberOf<typeof FamilyRelation>

  @Conditional(oneOf(LabourCapacity), '劳动能力', 'Capacity for work', {
    sensitivity: 'personal',
  })
  labourCapacity?: MemberOf<typeof LabourCapacity>

  @Conditional(oneOf(HealthStatus), '健康状况', 'State of health', {
    sensitivity: 'sensitive-personal',
  })
  healthStatus?: MemberOf<typeof HealthStatus>

  @Conditional(oneOf(SchoolStage), '在校生状况', 'Stage of schooling', {
    sensitivity: 'personal',
  })
  schoolStage?: MemberOf<typeof SchoolStage>

  @Conditional(count('month', 'flow'), '务工月数', 'Months of work away', {
    sensitivity: 'personal',
  })
  migrantWorkMonths?: number

  @Conditional(yesNo, '当年脱贫', 'Left poverty this year', { sensitivity: 'personal' })
  liftedFlag?: boolean
}

@View(Village, {
  per: 'year',
  zh: '贫困村状况',
  en: 'State of poverty in the village',
  updated: 'annual',
  rules: [
    notAbove('registeredHouseholds', 'registeredPersons'),
    notAbove('remainingPoorPersons', 'registeredPersons'),
    onlyWhere('villageExitYear', 'poorVillageFlag'),
  ],
})
export class VillageStatus extends OfVillage {
  @Open(yesNo, '建档立卡贫困村', 'Registered poor village')
  poorVillageFlag?: boolean

  @Open(yesNo, '深度贫困村', 'Severely poor village')
  deepPovertyFlag?: boolean

  @Open(count('household', 'stock'), '建档立卡户数', 'Registered households', {
    counts: () => HouseholdRegister,
  })
  registeredHouseholds?: number

  @Open(count('person', 'stock'), '建档立卡人数', 'Registered persons')
  registeredPersons?: number

  @Open(count('person', 'stock'), '未脱贫人数', 'Persons still poor')
  remainingPoorPersons?: number

  @Open(count('person', 'flow'), '年度计划脱贫人数', 'Persons planned to leave poverty this year', {
    sensitivity: 'internal',
  })
  plannedExitPersons?: number

  @Open(count('person', 'flow'), '当年脱贫人数', 'Persons who left poverty this year')
  exitedPersons?: number

  @Conditional(count('person', 'flow'), '返贫人数', 'Persons who returned to poverty', {
    sensitivity: 'internal',
  })
  returnedPersons?: number

  @Open(year, '贫困村出列年度', 'Year in which the village was delisted')
  villageExitYear?: number

  @Open(count('person', 'stock'), '认定致富带头人数', 'Certified wealth-creation leaders')
  wealthLeadersCertified?: number
}
