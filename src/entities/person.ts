import { SharedEntity } from '../ground/entity.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { identityNumber, link, text } from '../ground/factType.ts'
import { Household } from './household.ts'
import { Village } from './village.ts'

/** A person, addressed everywhere by a keyed hash and never by the identity number. */
@SharedEntity({
  zh: '人员',
  en: 'Person',
  plural: 'Persons',
  owners: ['publicSecurity', 'povertyOffice'],
  key: 'personKey',
  place: 'village',
})
export class Person {
  @Open(text, '人员编号(密钥散列)', 'Keyed hash of the identity number', {
    sensitivity: 'internal',
  })
  personKey!: string

  @Conditional(identityNumber, '公民身份号码', 'Citizen identity number', {
    sensitivity: 'sensitive-personal',
    owners: ['publicSecurity'],
  })
  idNumber!: string

  @Conditional(
    link(() => Household, { name: 'members', zh: '家庭成员', en: 'Members of the household' }),
    '所在农户',
    'Household the person belongs to',
    { column: 'household_id', sensitivity: 'personal' },
  )
  household?: string

  @Conditional(
    link(() => Village, { name: 'residents', zh: '户籍人员', en: 'Registered residents' }),
    '户籍地村(社区)',
    'Village of registration',
    { column: 'village_code', sensitivity: 'personal' },
  )
  village?: string
}

/** What every view of a person is keyed by. */
export abstract class OfPerson {
  personKey!: string
  period!: string
}
