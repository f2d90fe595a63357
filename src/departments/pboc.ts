import { County, OfCounty } from '../entities/county.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, money, ratio, text, yesNo } from '../ground/factType.ts'
import { notAbove, onlyWhere } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '中国人民银行铜仁市中心支行',
  short: '人民银行',
  en: "People's Bank of China, Tongren Central Sub-branch",
}

const written = { writtenIn: '10kCNY' } as const
const internal = { sensitivity: 'internal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const
const creditReference = { sensitivity: 'sensitive-personal', legalBasis: 'L1' } as const

@View(Person, {
  per: 'quarter',
  zh: '个人征信摘要',
  en: 'Summary of the credit reference of a person',
  updated: 'quarterly',
  tellsOf: 'concerned',
  rules: [onlyWhere('lenderCount', 'hasCreditRecord')],
})
export class CreditReference extends OfPerson {
  @Conditional(yesNo, '有信贷记录', 'Has a credit record', sensitivePersonal)
  hasCreditRecord?: boolean

  @Withheld(yesNo, '当前逾期', 'Overdue at present', creditReference)
  currentOverdueFlag?: boolean

  @Conditional(
    yesNo,
    '失信被执行/逃废债',
    'Dishonest judgment debtor, or evades debts',
    sensitivePersonal,
  )
  dishonestDebtorFlag?: boolean

  @Withheld(count('lender', 'stock'), '授信机构数', 'Lenders that granted credit', creditReference)
  lenderCount?: number

  @Withheld(text, '信用报告明细', 'Details of the credit report', creditReference)
  creditReportDetail?: string
}

@View(County, {
  per: 'quarter',
  zh: '支农与扶贫再贷款',
  en: 'Re-loans for agriculture and for poverty alleviation',
  updated: 'quarterly',
})
export class Relending extends OfCounty {
  @Conditional(
    money('stock', written),
    '支农再贷款余额',
    'Balance of re-loans for agriculture',
    internal,
  )
  agriRelendingBalance?: string

  @Conditional(
    money('stock', written),
    '扶贫再贷款余额',
    'Balance of re-loans for poverty alleviation',
    internal,
  )
  povertyRelendingBalance?: string

  @Open(ratio('pct/year', { from: 0, to: 36 }), '再贷款利率', 'Rate of re-loans', internal)
  relendingRate?: string

  @Conditional(money('stock', written), '再贷款限额', 'Limit of re-loans', internal)
  quotaApproved?: string

  @Conditional(
    money('flow', written),
    '运用再贷款发放扶贫贷款',
    'Poverty-alleviation loans disbursed out of re-loans',
    internal,
  )
  loansFromRelending?: string
}

@View(County, {
  per: 'month',
  zh: '县域金融机构存贷款',
  en: 'Deposits and loans of all financial institutions of the county',
  updated: 'monthly',
  rules: [
    notAbove('agriLoanBalance', 'allLoanBalance'),
    notAbove('ruralHouseholdLoanBalance', 'agriLoanBalance'),
    notAbove('povertyLoanBalance', 'allLoanBalance'),
  ],
})
export class CountyCredit extends OfCounty {
  @Open(money('stock', written), '各项存款余额', 'Balance of all deposits')
  allDepositBalance?: string

  @Open(money('stock', written), '各项贷款余额', 'Balance of all loans')
  allLoanBalance?: string

  @Open(money('stock', written), '涉农贷款余额', 'Balance of agriculture-related loans')
  agriLoanBalance?: string

  @Open(money('stock', written), '农户贷款余额', 'Balance of rural household loans')
  ruralHouseholdLoanBalance?: string

  @Open(
    money('stock', written),
    '精准扶贫贷款余额',
    'Balance of loans for targeted poverty alleviation',
    internal,
  )
  povertyLoanBalance?: string
}
