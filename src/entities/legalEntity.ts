import type { Group } from '../ground/factType.ts'
import { Cooperative } from './cooperative.ts'
import { Enterprise } from './enterprise.ts'
import { Household } from './household.ts'
import { Organisation } from './organisation.ts'

const creditCodeLength = 18

/** Whatever has a unified social credit code; which of the three is read off its first two characters. */
export const LegalEntity: Group = {
  name: 'LegalEntity',
  zh: '有统一社会信用代码的主体',
  en: 'Whatever has a unified social credit code',
  members: [Cooperative, Enterprise, Organisation],
  pick: (uscc) => {
    if (uscc.startsWith('93')) return Cooperative
    return uscc.startsWith('91') || uscc.startsWith('92') ? Enterprise : Organisation
  },
}

/** Whoever may borrow: a household, or whatever has a credit code. */
export const Borrower: Group = {
  name: 'Borrower',
  zh: '借款人',
  en: 'Whoever may borrow: a household, cooperative, enterprise or organisation',
  members: [Household, ...LegalEntity.members],
  pick: (key) => (key.length === creditCodeLength ? LegalEntity.pick(key) : Household),
}

/** What every view of a cooperative or an enterprise is keyed by. */
export abstract class OfLegalEntity {
  uscc!: string
  period!: string
}
