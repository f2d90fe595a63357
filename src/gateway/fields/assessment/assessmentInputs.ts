import 'reflect-metadata'
import { AreaCode, Decimal } from '../../../ground/scalars.ts'
import { Input, nullable, Plain } from '../../graph/declareType.ts'

@Input('ChoiceInput', '选定的读法', 'A reading that is chosen')
export class ChoiceInput {
  @Plain(String, '读法，如 townshipAward', 'The reading')
  reading!: string

  @Plain(String, '选项，如 COUNTY_WINNER', 'The option')
  option!: string
}

@Input(
  'OverrideInput',
  '假设的数值：某一子项的，或其输入的',
  'A value as it would be, of an item or an input',
)
export class OverrideInput {
  @Plain(AreaCode, '村', 'The village')
  village!: string

  @Plain(String, '子项，如 A03', 'The item', nullable)
  item?: string | null

  @Plain(
    String,
    '输入，写法同 explain { inputs { text } }',
    'An input, as explanations name it',
    nullable,
  )
  input?: string | null

  @Plain(
    String,
    '假设的值：数、true 或 false、日期、代码项',
    'A number, true or false, a date, a member of a list',
  )
  value!: string
}

@Input('WeightInput', '子项的权重', 'The weight of an item')
export class WeightInput {
  @Plain(String, '子项', 'The item')
  code!: string

  @Plain(Decimal, '分值', 'Its points')
  weight!: string
}

@Input('GroupInput', '一组子项', 'A group of items')
export class GroupInput {
  @Plain(String, '组，如 A', 'The group')
  code!: string

  @Plain(Decimal, '组的分值', 'Its points')
  weight!: string

  @Plain([WeightInput], '各项', 'Its items')
  items!: WeightInput[]
}
