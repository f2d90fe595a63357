import { County, OfCounty } from '../entities/county.ts'
import { Loan, OfLoan } from '../entities/loan.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Withheld } from '../ground/fact.ts'
import { count, money, oneOf, ratio, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁银监分局',
  short: '银监分局',
  en: 'CBRC Tongren Office (China Banking Regulatory Commission)',
  renamed: {
    from: '2018-12',
    zh: '铜仁银保监分局',
    en: 'CBIRC Tongren Office (China Banking and Insurance Regulatory Commission)',
    source: 'domain dossier 2.3, given',
  },
}

export const LoanClass5 = enumeration(
  'LoanClass5',
  '五级分类',
  'Five-category loan classification',
  'domain dossier 2.4, given; names after Yinjianfa [2007] 54',
  {
    NORMAL: ['正常', 'Normal', '1'],
    SPECIAL_MENTION: ['关注', 'Special mention', '2'],
    SUBSTANDARD: ['次级', 'Substandard', '3'],
    DOUBTFUL: ['可疑', 'Doubtful', '4'],
    LOSS: ['损失', 'Loss', '5'],
  },
)

const written = { writtenIn: '10kCNY' } as const
const internal = { sensitivity: 'internal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

@View(Loan, {
  per: 'month',
  zh: '贷款风险分类',
  en: 'Risk classification of a loan',
  updated: 'monthly',
  tellsOf: 'concerned',
})
export class LoanRisk extends OfLoan {
  @Conditional(money('stock'), '贷款余额', 'Outstanding balance', sensitivePersonal)
  outstandingBalance?: string

  @Conditional(oneOf(LoanClass5), '五级分类', 'Category of the five', sensitivePersonal)
  riskClass?: MemberOf<typeof LoanClass5>

  @Conditional(count('day', 'ratio'), '逾期天数', 'Days overdue', sensitivePersonal)
  overdueDays?: number

  @Conditional(money('flow'), '当期应收本金', 'Principal due in the month', sensitivePersonal)
  duePrincipal?: string

  @Conditional(money('flow'), '当期收回本金', 'Principal repaid in the month', sensitivePersonal)
  repaidPrincipal?: string

  @Withheld(yesNo, '核销', 'Written off', { sensitivity: 'sensitive-personal', legalBasis: 'L2' })
  writeOffFlag?: boolean
}

@View(County, {
  per: 'quarter',
  zh: '农信机构监管报表(1104 口径)',
  en: 'Supervisory returns of the credit cooperatives, by the 1104 definitions',
  updated: 'quarterly',
  rules: [
    notAbove('requiredReserveAverage', 'allDepositAverage'),
    notAbove('agriLoanBalance', 'allLoanBalance'),
    notAbove('sannongRealEconomyLoanBalance', 'allLoanBalance'),
    notAbove('smeLoanBalance', 'allLoanBalance'),
    notAbove('smeApprovedCount', 'smeApplicantCount'),
  ],
})
export class InstitutionSupervision extends OfCounty {
  @Conditional(money('stock', written), '各项贷款余额', 'Balance of all loans', internal)
  allLoanBalance?: string

  @Conditional(
    money('stock', written),
    '各项存款月均余额',
    'Monthly average balance of all deposits',
    internal,
  )
  allDepositAverage?: string

  @Conditional(
    money('stock', written),
    '应缴法定准备金月均',
    'Monthly average of the required reserves',
    internal,
  )
  requiredReserveAverage?: string

  @Conditional(
    money('stock', written),
    '涉农贷款余额',
    'Balance of agriculture-related loans',
    internal,
  )
  agriLoanBalance?: string

  @Conditional(
    money('stock', written),
    '"三农"和实体经济贷款余额(去重)',
    'Balance of loans to sannong and the real economy, each loan once',
    internal,
  )
  sannongRealEconomyLoanBalance?: string

  @Conditional(
    money('stock', written),
    '小微企业贷款余额',
    'Balance of small and micro enterprise loans',
    internal,
  )
  smeLoanBalance?: string

  @Conditional(
    count('borrower', 'stock'),
    '小微企业贷款户数',
    'Small and micro enterprises with a loan',
    internal,
  )
  smeBorrowerCount?: number

  @Conditional(
    count('borrower', 'flow'),
    '申请贷款的小微企业户数',
    'Small and micro enterprises that applied for a loan',
    internal,
  )
  smeApplicantCount?: number

  @Conditional(
    count('borrower', 'flow'),
    '获得贷款的小微企业户数',
    'Small and micro enterprises that were granted a loan',
    internal,
  )
  smeApprovedCount?: number

  @Conditional(ratio(), '不良贷款率', 'Ratio of non-performing loans', internal)
  nplRatio?: string
}
