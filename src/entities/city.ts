import { SharedEntity } from '../ground/entity.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { areaCode, oneOf, text } from '../ground/factType.ts'
import { AreaKind } from './areaKind.ts'

/** The one city of this gateway. */
export const cityCode = '5206'

/** The prefecture-level city: one row, 5206 铜仁市. */
@SharedEntity({
  zh: '市',
  en: 'City',
  plural: 'Cities',
  owners: ['statistics'],
  key: 'code',
  place: 'code',
  isArea: true,
})
export class City {
  @Open(areaCode, '统计用区划代码(2017年版)', 'Statistical area code, 2017 edition')
  code!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(oneOf(AreaKind), '类别', 'Kind of area')
  kind!: MemberOf<typeof AreaKind>

  @Open(text, '英文名称', 'English name')
  englishName?: string
}
