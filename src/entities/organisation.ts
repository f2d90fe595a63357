import { SharedEntity } from '../ground/entity.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { creditCode, link, oneOf, text } from '../ground/factType.ts'
import { County } from './county.ts'
import { Village } from './village.ts'

/** What kind of organisation a credit code's first two characters say. */
export const OrganisationKind = enumeration(
  'OrganisationKind',
  '组织机构类别',
  'Kind of organisation',
  'GB 32100-2015, first two characters of the credit code; 54 proposed',
  {
    ORGAN: ['机关', 'Organ of Party or government', '11'],
    INSTITUTION: ['事业单位', 'Public institution', '12'],
    MASS_ORGANISATION: ['群众团体', 'Mass organisation', '13'],
    CREDIT_COOPERATIVE: ['农村信用社(农商行)', 'Rural credit cooperative or commercial bank', '91'],
    VILLAGE_COMMITTEE: ['村民委员会', 'Village committee', '54'],
    VILLAGE_COLLECTIVE: ['村集体经济组织', 'Village collective economic organisation', 'N2'],
  },
)

/** An organ, institution, lender, village committee or collective, so that every reference resolves. */
@SharedEntity({
  zh: '组织机构',
  en: 'Organisation',
  owners: ['statistics'],
  key: 'uscc',
  place: 'county',
})
export class Organisation {
  @Open(creditCode, '统一社会信用代码', 'Unified social credit code')
  uscc!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(oneOf(OrganisationKind), '类别', 'Kind')
  kind!: MemberOf<typeof OrganisationKind>

  @Open(
    link(() => County, { name: 'organisations', zh: '组织机构', en: 'Organisations' }),
    '所在区县',
    'County it is seated in',
    { column: 'county_code' },
  )
  county?: string

  @Open(
    link(() => Village, { name: 'organisations', zh: '组织机构', en: 'Organisations' }),
    '所在村(社区)',
    'Village it is seated in, where it is a village committee or collective',
    { column: 'village_code' },
  )
  village?: string
}
