import { Household, OfHousehold } from '../entities/household.ts'
import { Borrower } from '../entities/legalEntity.ts'
import { Loan, OfLoan } from '../entities/loan.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, date, link, money, oneOf, ratio, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市农村信用社系统(各县联社/农商行)',
  short: '农信社',
  en: 'Rural Credit Cooperatives of Tongren (county unions and rural commercial banks)',
}

export const CreditGrade = enumeration(
  'CreditGrade',
  '信用等级',
  'Credit grade of a household',
  'domain dossier 2.4, given',
  {
    EXCELLENT: ['优秀', 'Excellent'],
    GOOD: ['较好', 'Good'],
    FAIR: ['一般', 'Fair'],
    UNRATED: ['未评级', 'Not rated'],
  },
)

export const BorrowerKind = enumeration(
  'BorrowerKind',
  '借款人类别',
  'Kind of borrower',
  'domain dossier 2.4, given',
  {
    HOUSEHOLD: ['农户', 'Household'],
    COOPERATIVE: ['农民专业合作社', 'Cooperative'],
    ENTERPRISE: ['企业', 'Enterprise'],
    COLLECTIVE: ['新型农村集体经营组织', 'Rural collective operator'],
  },
)

export const LoanProduct = enumeration(
  'LoanProduct',
  '贷款产品',
  'Loan product',
  'domain dossier 2.4, given',
  {
    JINGFU: ['精扶贷', 'Jingfu: product for targeted poverty alleviation'],
    FARM_HOUSEHOLD: ['农户贷款', 'Farm household loan'],
    COOPERATIVE: ['合作社贷款', 'Cooperative loan'],
    LEADING_ENTERPRISE: ['龙头企业贷款', 'Leading enterprise loan'],
    COLLECTIVE: ['集体经济贷款', 'Loan to a collective'],
    SME: ['小微企业贷款', 'Small and micro enterprise loan'],
    OTHER: ['其他', 'Other'],
  },
)

export const AgriLoanCategory = enumeration(
  'AgriLoanCategory',
  '涉农分类',
  'Agri-related loan statistics category',
  'domain dossier 2.4 and 3.4, after Yinfa [2007] 246',
  {
    RURAL_HOUSEHOLD: ['农户贷款', 'Rural household'],
    RURAL_ENTERPRISE: ['农村企业及各类组织贷款', 'Rural enterprise or organisation'],
    URBAN_AGRI: ['城市涉农贷款', 'Agri-related loan of an urban borrower'],
    NON_AGRI: ['非涉农贷款', 'Not agri-related'],
  },
)

export const GuaranteeMode = enumeration(
  'GuaranteeMode',
  '担保方式',
  'How a loan is secured',
  'domain dossier 2.4, given',
  {
    CREDIT: ['信用', 'On credit alone'],
    GUARANTEE: ['保证', 'Guarantee'],
    MORTGAGE: ['抵押', 'Mortgage'],
    PLEDGE: ['质押', 'Pledge'],
  },
)

export const CreditVillageStatus = enumeration(
  'CreditVillageStatus',
  '信用村状态',
  'Whether the village is a credit village',
  'domain dossier 2.4, given',
  {
    CERTIFIED: ['已评定', 'Certified'],
    APPLYING: ['创建中', 'Applying'],
    NONE: ['未创建', 'None'],
    REVOKED: ['已取消', 'Revoked'],
  },
)

const internal = { sensitivity: 'internal' } as const
const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

@View(Household, {
  per: 'year',
  zh: '农户信用档案',
  en: 'Credit file of a household',
  updated: 'annual re-rating, monthly',
  rules: [notAbove('usedLine', 'creditLine')],
})
export class HouseholdCredit extends OfHousehold {
  @Conditional(yesNo, '建立信用档案', 'Credit file has been built', {
    ...internal,
    aggregate: 'open',
  })
  creditFileBuilt?: boolean

  @Conditional(oneOf(CreditGrade), '信用等级', 'Credit grade', {
    ...sensitivePersonal,
    aggregate: 'open',
  })
  creditGrade?: MemberOf<typeof CreditGrade>

  @Conditional(money('stock'), '授信额度', 'Credit line', sensitivePersonal)
  creditLine?: string

  @Withheld(money('stock'), '已用额度', 'Credit line in use', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L2',
  })
  usedLine?: string

  @Conditional(yesNo, '信用农户', 'Credit-worthy household', { ...personal, aggregate: 'open' })
  creditHouseholdFlag?: boolean

  @Conditional(date, '评定日期', 'Date of rating', personal)
  ratingDate?: string

  @Conditional(yesNo, '有贷款意愿且符合条件', 'Wants a loan and qualifies for it', personal)
  loanNeedFlag?: boolean
}

@View(Loan, {
  zh: '贷款台账',
  en: 'Loan ledger',
  updated: 'daily',
  tellsOf: 'concerned',
  rules: [notAbove('outstandingBalance', 'disbursedAmount')],
})
export class LoanLedger extends OfLoan {
  @Conditional(oneOf(BorrowerKind), '借款人类别', 'Kind of borrower', internal)
  borrowerKind?: MemberOf<typeof BorrowerKind>

  @Conditional(
    link(() => Borrower, { name: 'loans', zh: '贷款', en: 'Loans of this borrower' }),
    '借款人(户号或统一社会信用代码)',
    'Borrower',
    sensitivePersonal,
  )
  borrowerRef?: string

  @Conditional(oneOf(LoanProduct), '贷款产品(精扶贷等)', 'Loan product', internal)
  product?: MemberOf<typeof LoanProduct>

  @Conditional(oneOf(AgriLoanCategory), '涉农分类', 'Agri-related category', internal)
  agriCategory?: MemberOf<typeof AgriLoanCategory>

  @Conditional(money('flow'), '发放金额', 'Amount disbursed', sensitivePersonal)
  disbursedAmount?: string

  @Conditional(date, '发放日期', 'Date of disbursement', internal)
  disbursedDate?: string

  @Conditional(count('month', 'ratio'), '期限', 'Term', internal)
  termMonths?: number

  @Conditional(ratio('pct/year', { from: 0, to: 36 }), '年利率', 'Annual rate', internal)
  annualRate?: string

  @Conditional(oneOf(GuaranteeMode), '担保方式', 'How it is secured', internal)
  guaranteeMode?: MemberOf<typeof GuaranteeMode>

  @Conditional(money('stock'), '贷款余额', 'Outstanding balance', sensitivePersonal)
  outstandingBalance?: string
}

@View(Village, {
  per: 'quarter',
  zh: '信合村村通与金融夜校',
  en: 'Village outlet, service station and financial night school',
  updated: 'quarterly',
  rules: [notAbove('nightSchoolHouseholds', 'nightSchoolPersons')],
})
export class VillageOutlet extends OfVillage {
  @Open(yesNo, '精准脱贫服务站建成', 'Targeted poverty-alleviation service station is built')
  stationEstablished?: boolean

  @Open(yesNo, '信合村村通设点', 'Xinhe village outlet is installed')
  outletInstalled?: boolean

  @Open(oneOf(CreditVillageStatus), '信用村状态', 'Credit village status')
  creditVillageStatus?: MemberOf<typeof CreditVillageStatus>

  @Conditional(
    money('stock', { writtenIn: '10kCNY' }),
    '村辖存款余额',
    'Balance of deposits in the village',
    internal,
  )
  depositBalance?: string

  @Open(count('item', 'flow'), '村村通交易笔数', 'Transactions at the outlet', internal)
  transactionCount?: number

  @Conditional(count('customer', 'stock'), '活跃客户数', 'Active customers', internal)
  activeCustomers?: number

  @Conditional(count('customer', 'stock'), '电子银行客户数', 'E-banking customers', internal)
  eBankingCustomers?: number

  @Open(count('session', 'flow'), '金融夜校场次', 'Night-school sessions')
  nightSchoolSessions?: number

  @Open(count('household', 'flow'), '夜校到课户数', 'Households attending night school')
  nightSchoolHouseholds?: number

  @Open(count('person', 'flow'), '夜校到课人数', 'Persons attending night school')
  nightSchoolPersons?: number
}
