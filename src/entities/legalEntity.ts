import { startsOf } from '../ground/creditCode.ts'
import type { Class, KeyForm, Union } from '../ground/factType.ts'
import { Cooperative } from './cooperative.ts'
import { Enterprise } from './enterprise.ts'
import { Household } from './household.ts'
import { Organisation } from './organisation.ts'

const creditCodeLength = 18

const byFirstTwo: readonly (readonly [Class, KeyForm])[] = [
  [Cooperative, { starts: startsOf.cooperative }],
  [Enterprise, { starts: startsOf.enterprise }],
  [Organisation, { startsNot: [...startsOf.enterprise, ...startsOf.cooperative] }],
]

/** Whatever has a unified social credit code; which of the three is read off its first two characters. */
export const LegalEntity: Union = {
  name: 'LegalEntity',
  zh: '有统一社会信用代码的主体',
  en: 'Whatever has a unified social credit code',
  members: new Map(byFirstTwo),
}

/** Whoever may borrow: a household, or whatever has a credit code. */
export const Borrower: Union = {
  name: 'Borrower',
  zh: '借款人',
  en: 'Whoever may borrow: a household, cooperative, enterprise or organisation',
  members: new Map<Class, KeyForm>([
    [Household, { lengthNot: creditCodeLength }],
    ...byFirstTwo.map(([cls, form]) => [cls, { ...form, length: creditCodeLength }] as const),
  ]),
}

/** What every view of a cooperative or an enterprise is keyed by. */
export abstract class OfLegalEntity {
  uscc!: string
  period!: string
}
