import 'reflect-metadata'
import { Extensions, Field, Int, ObjectType } from 'type-graphql'
import { Decimal, Instant, PeriodScalar } from '../../../ground/scalars.ts'
import type { IndicatorStatus } from '../../../indicators/figures/figure.ts'
import { Status } from './figureEnums.ts'

const frame = { sharing: { frame: true } }

/** One input of a figure: what was read, from whom, and what it came to. */
@ObjectType('IndicatorInput', {
  description: '指标的一个输入。One input of a figure.',
  simpleResolvers: true,
})
export class InputType {
  @Extensions(frame)
  @Field(() => String, { description: '公式中的这一项。The piece of the formula.' })
  text!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '中文名称。Chinese name.' })
  zh?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '值；空白表示未报送或无权查看。Its value; blank where silent or not shared.',
  })
  value?: string | null

  @Extensions(frame)
  @Field(() => String, { description: '计量单位。Its unit.' })
  unit!: string

  @Extensions(frame)
  @Field(() => Status, { description: '状态。Why it is as it is.' })
  status!: IndicatorStatus

  @Extensions(frame)
  @Field(() => [String], { description: '所含数据项。The facts that it is made of.' })
  facts!: readonly string[]

  @Extensions(frame)
  @Field(() => [String], { description: '提供部门。The departments that own them.' })
  departments!: readonly string[]

  @Extensions(frame)
  @Field(() => [String], { description: '共享类别。The sharing classes of those facts.' })
  sharing!: readonly string[]

  @Extensions(frame)
  @Field(() => PeriodScalar, {
    nullable: true,
    description: '最后读到的期别。The last period read.',
  })
  lastPeriod?: string | null

  @Extensions(frame)
  @Field(() => Instant, { nullable: true, description: '最近发布时间。When last published.' })
  lastPublished?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '参数的出处。Where a parameter comes from.',
  })
  source?: string | null
}

/** How a figure came about. */
@ObjectType('Explanation', {
  description: '计算说明。How a figure came about.',
  simpleResolvers: true,
})
export class ExplanationType {
  @Extensions(frame)
  @Field(() => String, { description: '公式。The formula.' })
  formula!: string

  @Extensions(frame)
  @Field(() => Int, { description: '定义的版本：自该年度起。The version: from this year on.' })
  version!: number

  @Extensions(frame)
  @Field(() => [InputType], { description: '各项输入。Its inputs.' })
  inputs!: readonly InputType[]

  @Extensions(frame)
  @Field(() => [String], { description: '计分步骤。The steps of scoring.' })
  steps!: readonly string[]

  @Extensions(frame)
  @Field(() => Decimal, {
    nullable: true,
    description: '可供比对的另一口径。Another count of the same, to compare.',
  })
  beside?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '所执行的 SQL，仅市级项目办可见。The SQL, for the office of the city.',
  })
  sql?: string | null
}
