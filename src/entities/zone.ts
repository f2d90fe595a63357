import { SharedEntity } from '../ground/entity.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { areaCode, link, oneOf, text } from '../ground/factType.ts'
import { AreaKind } from './areaKind.ts'
import { City } from './city.ts'

/** A development zone assessed beside the counties; it has no area code of its own (ids proposed). */
@SharedEntity({
  zh: '开发区、高新区',
  en: 'Zone',
  owners: ['povertyOffice'],
  key: 'code',
  place: 'code',
  isArea: true,
})
export class Zone {
  @Open(areaCode, '内部编号(拟定)', 'Internal code (proposed)')
  code!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(oneOf(AreaKind), '类别', 'Kind of area')
  kind!: MemberOf<typeof AreaKind>

  @Open(text, '英文名称', 'English name')
  englishName?: string

  @Open(
    link(() => City, { name: 'zones', zh: '开发区、高新区', en: 'Zones of the city' }),
    '所属市',
    'City it belongs to',
    { column: 'city_code' },
  )
  city!: string
}
