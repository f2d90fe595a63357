import { Household, OfHousehold } from '../entities/household.ts'
import { LegalEntity } from '../entities/legalEntity.ts'
import { Person } from '../entities/person.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, date, link, money, oneOf, text, yesNo } from '../ground/factType.ts'
import { sumNotAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '中共铜仁市委组织部',
  short: '组织部',
  en: 'Organization Department of the CPC Tongren Municipal Committee',
}

export const SurveyMethod = enumeration(
  'SurveyMethod',
  '测评方式',
  'How a survey is taken',
  'proposed',
  {
    HOUSEHOLD_VISIT: ['入户测评', 'Visit to the household'],
    MEETING: ['会议测评', 'Ballot at a meeting'],
    TELEPHONE: ['电话测评', 'Telephone'],
    ONLINE: ['网络测评', 'Online'],
    OTHER: ['其他', 'Other'],
  },
)

export const PairingType = enumeration(
  'PairingType',
  '结对方式',
  'How helpers and households are paired',
  'domain dossier 2.4, given',
  {
    ONE_TO_ONE: ['一帮一', 'One helper, one household', '1+1'],
    ONE_TO_MANY: ['一帮多', 'One helper, several households', '1+N'],
    MANY_TO_ONE: ['多帮一', 'Several helpers, one household', 'N+1'],
  },
)

const internal = { sensitivity: 'internal' } as const
const personal = { sensitivity: 'personal' } as const

@View(Village, {
  per: 'year',
  zh: '村级班子与驻村力量',
  en: 'Leaders of the village and those sent to live in it',
  updated: 'annual, on change',
})
export class VillageLeadership extends OfVillage {
  @Open(text, '村党支部名称', 'Name of the village Party branch')
  partyBranchName?: string

  @Open(count('person', 'stock'), '党员人数', 'Party members', internal)
  partyMemberCount?: number

  @Conditional(
    link(() => Person),
    '村党支部书记',
    'Secretary of the village Party branch',
    personal,
  )
  secretaryRef?: string

  @Conditional(
    link(() => Person),
    '村委会主任',
    'Director of the village committee',
    personal,
  )
  directorRef?: string

  @Conditional(
    link(() => Person),
    '精准脱贫专干',
    'Village poverty officer',
    personal,
  )
  povertyOfficerRef?: string

  @Conditional(
    link(() => Person, {
      name: 'villagesAsFirstSecretary',
      zh: '任第一书记的村',
      en: 'Villages that the person is first secretary of',
    }),
    '第一书记',
    'First Party secretary',
    personal,
  )
  firstSecretaryRef?: string

  @Open(
    count('person', 'stock'),
    '驻村工作组人数',
    'Members of the resident working team',
    internal,
  )
  residentTeamSize?: number

  @Open(yesNo, '支书主任"一肩挑"', 'One person is both secretary and director', internal)
  dualRoleFlag?: boolean

  @Withheld(yesNo, '软弱涣散党组织', 'Party organisation is weak and lax', {
    sensitivity: 'internal',
    legalBasis: 'L7',
  })
  weakBranchFlag?: boolean
}

@View(Village, {
  per: 'half',
  zh: '村支"两委"群众满意度测评',
  en: 'Survey of public satisfaction with the village Party branch and village committee',
  updated: 'every half-year',
  rules: [
    sumNotAbove(['satisfiedCount', 'basicallySatisfiedCount', 'dissatisfiedCount'], 'sampleSize'),
  ],
})
export class SatisfactionSurvey extends OfVillage {
  @Open(count('person', 'flow'), '测评人数', 'Persons surveyed', internal)
  sampleSize?: number

  @Open(count('person', 'flow'), '满意人数', 'Persons satisfied', internal)
  satisfiedCount?: number

  @Open(count('person', 'flow'), '基本满意人数', 'Persons basically satisfied', internal)
  basicallySatisfiedCount?: number

  @Open(count('person', 'flow'), '不满意人数', 'Persons dissatisfied', internal)
  dissatisfiedCount?: number

  @Open(oneOf(SurveyMethod), '测评方式', 'How the survey was taken', internal)
  surveyMethod?: MemberOf<typeof SurveyMethod>

  @Open(date, '测评日期', 'Date of the survey', internal)
  surveyDate?: string
}

@View(Household, {
  per: 'quarter',
  zh: '结对帮扶台账',
  en: 'Ledger of pairing assistance',
  updated: 'quarterly',
  tellsOf: 'registered',
})
export class PairingAssistance extends OfHousehold {
  @Open(
    link(() => LegalEntity, {
      name: 'pairedHouseholds',
      zh: '结对帮扶的农户',
      en: 'Households that it helps as their helping unit',
    }),
    '帮扶单位统一社会信用代码',
    'Helping unit',
    internal,
  )
  helpingUnitUscc?: string

  @Conditional(
    link(() => Person, {
      name: 'pairedHouseholds',
      zh: '结对帮扶的农户',
      en: 'Households that the person helps',
    }),
    '帮扶责任人',
    'Person responsible for helping',
    personal,
  )
  helperRef?: string

  @Open(oneOf(PairingType), '结对方式 1+1/1+N/N+1', 'How they are paired', internal)
  pairingType?: MemberOf<typeof PairingType>

  @Conditional(date, '结对日期', 'Date of pairing', internal)
  pairedSince?: string

  @Conditional(count('visit', 'flow'), '走访次数', 'Visits', internal)
  visitCount?: number

  @Conditional(money('flow'), '帮扶资金', 'Funds provided', internal)
  fundsProvided?: string

  @Conditional(count('item', 'flow'), '落实帮扶措施数', 'Measures carried out', internal)
  measureCount?: number
}
