import { SharedEntity } from '../ground/entity.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { areaCode, link, oneOf, text } from '../ground/factType.ts'
import { AreaKind } from './areaKind.ts'
import { County } from './county.ts'

/** A subdistrict, town or township: 175 of them in the 2017 edition, keyed by nine digits. */
@SharedEntity({
  zh: '乡镇(街道)',
  en: 'Township',
  owners: ['statistics'],
  key: 'code',
  place: 'code',
  isArea: true,
})
export class Township {
  @Open(areaCode, '统计用区划代码(2017年版)', 'Statistical area code, 2017 edition')
  code!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(oneOf(AreaKind), '类别:街道、镇、乡', 'Subdistrict, town or township')
  kind!: MemberOf<typeof AreaKind>

  @Open(
    link(() => County, { name: 'townships', zh: '下辖乡镇(街道)', en: 'Townships of the county' }),
    '所属区县',
    'County it belongs to',
    { column: 'county_code' },
  )
  county!: string
}

/** What every view of a township is keyed by. */
export abstract class OfTownship {
  townshipCode!: string
  period!: string
}
