import { SharedEntity } from '../ground/entity.ts'
import { Open } from '../ground/fact.ts'
import { creditCode, link, text } from '../ground/factType.ts'
import { Village } from './village.ts'

/** A farmers' specialised cooperative; its credit code starts with 93. */
@SharedEntity({
  zh: '农民专业合作社',
  en: 'Cooperative',
  owners: ['marketRegulation'],
  key: 'uscc',
  place: 'village',
})
export class Cooperative {
  @Open(creditCode, '统一社会信用代码', 'Unified social credit code')
  uscc!: string

  @Open(text, '名称', 'Name')
  name!: string

  @Open(
    link(() => Village, { name: 'cooperatives', zh: '合作社', en: 'Cooperatives of the village' }),
    '住所所在村(社区)',
    'Village it is seated in',
    { column: 'village_code' },
  )
  village!: string
}
