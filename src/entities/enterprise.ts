import { SharedEntity } from '../ground/entity.ts'
import { Open } from '../ground/fact.ts'
import { creditCode, link, text } from '../ground/factType.ts'
import { Township } from './township.ts'
import { Village } from './village.ts'

/** An enterprise; its credit code starts with 91, a sole trader's with 92. */
@SharedEntity({
  zh: '企业',
  en: 'Enterprise',
  owners: ['marketRegulation'],
  key: 'uscc',
  place: 'township',
})
export class Enterprise {
  @Open(creditCode, '统一社会信用代码', 'Unified social credit code')
  uscc!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(
    link(() => Township, { name: 'enterprises', zh: '企业', en: 'Enterprises of the township' }),
    '住所所在乡镇(街道)',
    'Township it is seated in',
    { column: 'township_code' },
  )
  township!: string

  @Open(
    link(() => Village, { name: 'enterprises', zh: '企业', en: 'Enterprises of the village' }),
    '住所所在村(社区)',
    'Village it is seated in, where known',
    { column: 'village_code' },
  )
  village?: string
}
