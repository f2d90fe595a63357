import { SharedEntity } from '../ground/entity.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { areaCode, link, text } from '../ground/factType.ts'
import { Organisation } from './organisation.ts'

/** A loan contract. Who borrowed, and where, is the lender's to tell. */
@SharedEntity({
  zh: '贷款',
  en: 'Loan',
  owners: ['ruralCredit'],
  key: 'contractNo',
  place: 'seat',
})
export class Loan {
  @Open(text, '合同编号', 'Contract number, unique per lender', { sensitivity: 'internal' })
  contractNo!: string

  @Open(
    link(() => Organisation, { name: 'loansGranted', zh: '发放的贷款', en: 'Loans granted' }),
    '贷款机构',
    'Lender',
    { column: 'lender_uscc', sensitivity: 'internal' },
  )
  lender!: string

  @Conditional(areaCode, '借款人所在地代码', 'Area in which the borrower lives or is seated', {
    column: 'area_code',
    sensitivity: 'personal',
  })
  seat?: string

  @Conditional(
    link(() => Loan, { name: 'renewals', zh: '续贷合同', en: 'Contracts that renew it' }),
    '续贷原合同',
    'Contract that it renews',
    { column: 'rolls_over', sensitivity: 'sensitive-personal' },
  )
  rollsOver?: string
}

/** What every view of a loan is keyed by. */
export abstract class OfLoan {
  contractNo!: string
  period!: string
}
