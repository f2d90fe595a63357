import { SharedEntity } from '../ground/entity.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { link, text } from '../ground/factType.ts'
import { Village } from './village.ts'

/** A household, under a nameless id of the gateway's own; its members and its numbers are personal. */
@SharedEntity({
  zh: '农户',
  en: 'Household',
  owners: ['publicSecurity', 'povertyOffice'],
  key: 'householdId',
  place: 'village',
})
export class Household {
  @Open(text, '农户编号(网关自编)', "The gateway's own number for the household", {
    sensitivity: 'internal',
  })
  householdId!: string

  @Conditional(text, '户号', 'Number of the household in the population register', {
    sensitivity: 'personal',
    owners: ['publicSecurity'],
  })
  householdNo?: string

  @Open(
    link(() => Village, { name: 'households', zh: '农户', en: 'Households of the village' }),
    '所在村(社区)',
    'Village it lives in',
    { column: 'village_code', sensitivity: 'internal' },
  )
  village!: string
}

/** What every view of a household is keyed by. */
export abstract class OfHousehold {
  householdId!: string
  period!: string
}
