import 'reflect-metadata'
import { Int } from 'type-graphql'
import { Decimal, Instant, PeriodScalar } from '../../../ground/scalars.ts'
import type { IndicatorStatus } from '../../../indicators/figures/figure.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { SharingEnum } from '../../graph/directive.ts'
import { Status } from './figureEnums.ts'

/** One input of a figure: what was read, from whom, and what it came to. */
@Shape('IndicatorInput', '指标的一个输入', 'One input of a figure')
export class InputType {
  @Plain(String, '公式中的这一项', 'The piece of the formula')
  text!: string

  @Plain(String, '中文名称', 'Chinese name', nullable)
  zh?: string | null

  @Plain(
    String,
    '值；空白表示未报送或无权查看',
    'Its value; blank where silent or not shared',
    nullable,
  )
  value?: string | null

  @Plain(String, '计量单位', 'Its unit')
  unit!: string

  @Plain(Status, '状态', 'Why it is as it is')
  status!: IndicatorStatus

  @Plain([String], '所含数据项', 'The facts that it is made of')
  facts!: readonly string[]

  @Plain([String], '提供部门', 'The departments that own them')
  departments!: readonly string[]

  @Plain([SharingEnum], '共享类别', 'The sharing classes of those facts')
  sharing!: readonly string[]

  @Plain(PeriodScalar, '最后读到的期别', 'The last period read', nullable)
  lastPeriod?: string | null

  @Plain(Instant, '最近发布时间', 'When last published', nullable)
  lastPublished?: string | null

  @Plain(String, '参数的出处', 'Where a parameter comes from', nullable)
  source?: string | null
}

/** How a figure came about. */
@Shape('Explanation', '计算说明', 'How a figure came about')
export class ExplanationType {
  @Plain(String, '公式', 'The formula')
  formula!: string

  @Plain(Int, '定义的版本：自该年度起', 'The version: from this year on')
  version!: number

  @Plain([InputType], '各项输入', 'Its inputs')
  inputs!: readonly InputType[]

  @Plain([String], '计分步骤', 'The steps of scoring')
  steps!: readonly string[]

  @Plain(Decimal, '可供比对的另一口径', 'Another count of the same, to compare', nullable)
  beside?: string | null

  @Plain(String, '所执行的 SQL，仅市级项目办可见', 'The SQL, for the office of the city', nullable)
  sql?: string | null
}
