import { County, OfCounty } from '../entities/county.ts'
import { Loan, OfLoan } from '../entities/loan.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { date, decimal, money, oneOf, ratio } from '../ground/factType.ts'
import { notBefore } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = { zh: '铜仁市财政局', short: '财政局', en: 'Tongren Finance Bureau' }

export const PaymentStatus = enumeration(
  'PaymentStatus',
  '支付状态',
  'How far a payment has come',
  'proposed',
  {
    PENDING: ['待审核', 'Pending review'],
    APPROVED: ['已审核', 'Approved'],
    PAID: ['已支付', 'Paid'],
    RETURNED: ['退回', 'Returned'],
  },
)

const written = { writtenIn: '10kCNY' } as const
const internal = { sensitivity: 'internal' } as const

@View(County, {
  per: 'quarter',
  zh: '财政专项扶贫资金',
  en: 'Earmarked poverty-relief funds, each quarter for itself',
  updated: 'quarterly',
})
export class PovertyFund extends OfCounty {
  @Open(money('flow', written), '中央资金', 'Central funds')
  centralFunds?: string

  @Open(money('flow', written), '省级资金', 'Provincial funds')
  provincialFunds?: string

  @Open(money('flow', written), '市级资金', 'Municipal funds')
  municipalFunds?: string

  @Open(money('flow', written), '县级资金', 'County funds')
  countyFunds?: string

  @Open(money('flow', written), '已下达', 'Allocated')
  allocatedFunds?: string

  @Open(money('flow', written), '已支出', 'Disbursed')
  disbursedFunds?: string

  @Open(money('flow', written), '统筹整合涉农资金', 'Agriculture-related funds pooled')
  integratedFunds?: string
}

@View(County, {
  per: 'quarter',
  zh: '县级风险补偿金',
  en: 'County risk-compensation fund',
  updated: 'quarterly',
})
export class RiskCompensationFund extends OfCounty {
  @Conditional(money('stock', written), '风险补偿金余额', 'Balance of the fund', internal)
  fundBalance?: string

  @Conditional(money('flow', written), '县级注入', 'Paid in by the county', internal)
  countyContribution?: string

  @Conditional(decimal('x', 'ratio'), '放大倍数', 'Leverage multiple', internal)
  leverageMultiple?: string

  @Conditional(money('stock', written), '覆盖贷款余额', 'Balance of the loans covered', internal)
  coveredLoanBalance?: string

  @Conditional(money('flow', written), '已代偿', 'Compensated', internal)
  compensatedAmount?: string

  @Conditional(ratio(), '政府分担比例', "Government's share of a loss", internal)
  governmentSharePct?: string
}

@View(Loan, {
  per: 'quarter',
  zh: '扶贫贷款财政贴息',
  en: 'Interest subsidy on poverty-alleviation loans',
  updated: 'quarterly',
  tellsOf: 'concerned',
  rules: [notBefore('periodEnd', 'periodStart')],
})
export class InterestSubsidy extends OfLoan {
  @Conditional(money('flow'), '贴息金额', 'Subsidy paid', { sensitivity: 'sensitive-personal' })
  subsidyAmount?: string

  @Conditional(ratio('pct/year', { from: 0, to: 36 }), '贴息利率', 'Subsidised rate', internal)
  subsidyRate?: string

  @Conditional(date, '贴息起日', 'First day subsidised', internal)
  periodStart?: string

  @Conditional(date, '贴息止日', 'Last day subsidised', internal)
  periodEnd?: string

  @Conditional(oneOf(PaymentStatus), '支付状态', 'Payment status', internal)
  paymentStatus?: MemberOf<typeof PaymentStatus>
}
