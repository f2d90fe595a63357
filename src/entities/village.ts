import { SharedEntity } from '../ground/entity.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { areaCode, link, oneOf, text } from '../ground/factType.ts'
import { AreaKind } from './areaKind.ts'
import { County } from './county.ts'
import { Township } from './township.ts'

/** A village or community: 2,961 of them in the 2017 edition, keyed by twelve digits. */
@SharedEntity({
  zh: '村(社区)',
  en: 'Village',
  owners: ['statistics'],
  key: 'code',
  place: 'code',
  isArea: true,
})
export class Village {
  @Open(areaCode, '统计用区划代码', 'Statistical area code; it means nothing without its edition')
  code!: string

  @Open(text, '名称', 'Name; names repeat, so a name never identifies')
  name!: string

  @Open(text, '区划代码版本', 'Edition of the code')
  edition!: string

  @Open(oneOf(AreaKind), '类别:村、社区', 'Village or community')
  kind!: MemberOf<typeof AreaKind>

  @Open(
    link(() => Township, { name: 'villages', zh: '下辖村(社区)', en: 'Villages of the township' }),
    '所属乡镇(街道)',
    'Township it belongs to',
    { column: 'township_code' },
  )
  township!: string

  @Open(
    link(() => County, { name: 'villages', zh: '下辖村(社区)', en: 'Villages of the county' }),
    '所属区县',
    'County it belongs to',
    { column: 'county_code' },
  )
  county!: string
}

/** What every view of a village is keyed by. */
export abstract class OfVillage {
  villageCode!: string
  period!: string
}
