import { SharedEntity } from '../ground/entity.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { areaCode, link, oneOf, text } from '../ground/factType.ts'
import { AreaKind } from './areaKind.ts'
import { City } from './city.ts'

/** A county, district or autonomous county: ten of them, keyed by six digits. */
@SharedEntity({
  zh: '区县',
  en: 'County',
  plural: 'Counties',
  owners: ['statistics'],
  key: 'code',
  place: 'code',
  isArea: true,
})
export class County {
  @Open(areaCode, '统计用区划代码(2017年版)', 'Statistical area code, 2017 edition')
  code!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(oneOf(AreaKind), '类别', 'Kind of area')
  kind!: MemberOf<typeof AreaKind>

  @Open(text, '英文名称', 'English name')
  englishName?: string

  @Open(
    link(() => City, { name: 'counties', zh: '下辖区县', en: 'Counties of the city' }),
    '所属市',
    'City it belongs to',
    { column: 'city_code' },
  )
  city!: string
}

/** What every view of a county is keyed by. */
export abstract class OfCounty {
  countyCode!: string
  period!: string
}
