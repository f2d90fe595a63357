import 'reflect-metadata'
import { Extensions, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { AreaCode, CalendarDate, Decimal, Instant } from '../../../ground/scalars.ts'
import { Status } from '../figures/figureEnums.ts'

const frame = { sharing: { frame: true } }

/** Which of a year's results is meant. */
export const ResultKind = { DRAFT: 'DRAFT', FINAL: 'FINAL' } as const

registerEnumType(ResultKind, {
  name: 'AssessmentResult',
  description: '草稿或定稿。A draft, or the final result.',
  valuesConfig: {
    DRAFT: { description: '草稿：按现有数据随时重算。Computed from the data as it stands.' },
    FINAL: { description: '定稿：冻结后不再改变。Frozen, and never computed again.' },
  },
})

/** How far the assessment of a year has come. */
export const Stage = { DRAFT: 'DRAFT', NOTICE: 'NOTICE', FINAL: 'FINAL' } as const

registerEnumType(Stage, {
  name: 'AssessmentStage',
  description: '考评进程。How far an assessment has come.',
  valuesConfig: {
    DRAFT: { description: '草稿。A draft.' },
    NOTICE: { description: '公示中，可提异议。On notice: objections are taken.' },
    FINAL: { description: '已定稿。Final.' },
  },
})

/** By what villages are listed. */
export const VillageOrder = { RANK: 'RANK', AREA: 'AREA' } as const

registerEnumType(VillageOrder, {
  name: 'AssessmentOrder',
  description: '各村按什么排列。By what villages are listed.',
  valuesConfig: {
    RANK: { description: '按全市名次，不完整的在后。By rank in the city, incomplete ones last.' },
    AREA: { description: '按区划代码。By area code.' },
  },
})

@InputType({ description: '选定的读法。A reading that is chosen.' })
export class ChoiceInput {
  @Field(() => String, { description: '读法，如 townshipAward。The reading.' })
  reading!: string

  @Field(() => String, { description: '选项，如 COUNTY_WINNER。The option.' })
  option!: string
}

@InputType({
  description:
    '假设的数值：某一子项的，或其输入的。A value as it would be, of an item or an input.',
})
export class OverrideInput {
  @Field(() => AreaCode, { description: '村。The village.' })
  village!: string

  @Field(() => String, { nullable: true, description: '子项，如 A03。The item.' })
  item?: string | null

  @Field(() => String, {
    nullable: true,
    description: '输入，写法同 explain { inputs { text } }。An input, as explanations name it.',
  })
  input?: string | null

  @Field(() => String, {
    description:
      '假设的值：数、true 或 false、日期、代码项。A number, true or false, a date, a member of a list.',
  })
  value!: string
}

@InputType({ description: '子项的权重。The weight of an item.' })
export class WeightInput {
  @Field(() => String, { description: '子项。The item.' })
  code!: string

  @Field(() => Decimal, { description: '分值。Its points.' })
  weight!: string
}

@InputType({ description: '一组子项。A group of items.' })
export class GroupInput {
  @Field(() => String, { description: '组，如 A。The group.' })
  code!: string

  @Field(() => Decimal, { description: '组的分值。Its points.' })
  weight!: string

  @Field(() => [WeightInput], { description: '各项。Its items.' })
  items!: WeightInput[]
}

@ObjectType('SchemeItem', {
  description: '方案中的一项。An item of a scheme.',
  simpleResolvers: true,
})
export class SchemeItemType {
  @Extensions(frame)
  @Field(() => String, { description: '子项。The item.' })
  code!: string

  @Extensions(frame)
  @Field(() => Decimal, { description: '分值。Its points.' })
  weight!: string
}

@ObjectType('SchemeGroup', {
  description: '方案中的一组。A group of a scheme.',
  simpleResolvers: true,
})
export class SchemeGroupType {
  @Extensions(frame)
  @Field(() => String, { description: '组。The group.' })
  code!: string

  @Extensions(frame)
  @Field(() => String, { description: '中文名称。Chinese name.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '英文名称。English name.' })
  en!: string

  @Extensions(frame)
  @Field(() => Decimal, { description: '分值。Its points.' })
  weight!: string

  @Extensions(frame)
  @Field(() => [SchemeItemType], { description: '各项。Its items.' })
  items!: readonly SchemeItemType[]
}

@ObjectType('Scheme', { description: '考评方案。A scheme of assessment.', simpleResolvers: true })
export class SchemeType {
  @Extensions(frame)
  @Field(() => String, { description: '版本。Its version.' })
  version!: string

  @Extensions(frame)
  @Field(() => Int, { description: '自该年度起。From this year on.' })
  from!: number

  @Extensions(frame)
  @Field(() => String, { description: '出处。Its source.' })
  source!: string

  @Extensions(frame)
  @Field(() => [SchemeGroupType], { description: '各组。Its groups.' })
  groups!: readonly SchemeGroupType[]
}

@ObjectType('ItemResult', {
  description: '一个村的一项得分。What an item came to in a village.',
  simpleResolvers: true,
})
export class ItemResultType {
  @Extensions(frame)
  @Field(() => String, { description: '子项。The item.' })
  code!: string

  @Extensions(frame)
  @Field(() => String, { description: '中文名称。Chinese name.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '组。Its group.' })
  group!: string

  @Extensions(frame)
  @Field(() => Decimal, { description: '方案中的分值。Its points in the scheme.' })
  weight!: string

  @Extensions(frame)
  @Field(() => Decimal, {
    description: '本村可得的分值：同组不适用项的分值已分摊。What it may bring here.',
  })
  effectiveWeight!: string

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '得分；空白见 status。Its points.' })
  points?: string | null

  @Extensions(frame)
  @Field(() => Status, { description: '状态。Why it is as it is.' })
  status!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '指标值或代码项。Its value.' })
  value?: string | null

  @Extensions(frame)
  @Field(() => String, { description: '计量单位。Its unit.' })
  unit!: string

  @Extensions(frame)
  @Field(() => [String], { description: '欠报的部门。The departments that owe an answer.' })
  departmentsOwing!: readonly string[]

  @Extensions(frame)
  @Field(() => [String], { description: '计分步骤。The steps of scoring.' })
  steps!: readonly string[]
}

@ObjectType('Contribution', {
  description: '一项对总分的贡献。What an item contributes.',
  simpleResolvers: true,
})
export class ContributionType {
  @Extensions(frame)
  @Field(() => ItemResultType, { description: '子项。The item.' })
  item!: ItemResultType

  @Extensions(frame)
  @Field(() => Decimal, { description: '失分。Points that were not earned.' })
  lost!: string

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '达到该值即可再得 nextGain 分。The value that would bring more.',
  })
  nextValue?: string | null

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '可再得的分。How many points more.' })
  nextGain?: string | null
}

@ObjectType('Threshold', {
  description:
    '一项奖励的门槛：要多少分，本村是否达到。What a reward takes, and whether it is reached.',
  simpleResolvers: true,
})
export class ThresholdType {
  @Extensions(frame)
  @Field(() => String, {
    description: '奖励：W01-W03 分数档，W04 乡镇前三，W05 区县前三，W09 全市前十。The reward.',
  })
  reward!: string

  @Extensions(frame)
  @Field(() => Decimal, {
    description:
      '所需分数：原文的下限；名额已满的，为末位的分数。The bound of the text, or the score of the last place where all are taken.',
  })
  score!: string

  @Extensions(frame)
  @Field(() => Boolean, { description: '本村是否达到。Whether this village has it.' })
  isReached!: boolean
}

@ObjectType('AreaResult', {
  description: "乡镇、区县或开发区的考评结果：各村简单平均。The plain mean of an area's villages.",
  simpleResolvers: true,
})
export class AreaResultType {
  @Extensions(frame)
  @Field(() => AreaCode, { description: '区划代码。Area code.' })
  areaCode!: string

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '平均分。The mean.' })
  score?: string | null

  @Extensions(frame)
  @Field(() => Int, { description: '完整的村数。Villages that are complete.' })
  complete!: number

  @Extensions(frame)
  @Field(() => Int, { description: '考评的村数。Villages that are assessed.' })
  villages!: number

  @Extensions(frame)
  @Field(() => Int, { nullable: true, description: '名次。Its place.' })
  place?: number | null
}

@ObjectType('ReadingOption', {
  description: '读法的一个选项。An option of a reading.',
  simpleResolvers: true,
})
export class ReadingOptionType {
  @Extensions(frame)
  @Field(() => String, { description: '选项。The option.' })
  key!: string

  @Extensions(frame)
  @Field(() => String, { description: '中文。In Chinese.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '英文。In English.' })
  en!: string

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '若为我们所建议，理由何在。Why it is proposed, where it is.',
  })
  proposed?: string | null

  @Extensions(frame)
  @Field(() => Int, {
    description: '选它时奖励总额(元)，其余读法取已选或建议的。What all rewards would come to.',
  })
  cost!: number
}

@ObjectType('Reading', {
  description: '原文有歧义之处。A sentence that may be read in several ways.',
  simpleResolvers: true,
})
export class ReadingType {
  @Extensions(frame)
  @Field(() => String, { description: '读法。The reading.' })
  key!: string

  @Extensions(frame)
  @Field(() => String, { description: '所读的原文。What it reads.' })
  of!: string

  @Extensions(frame)
  @Field(() => String, { description: '问题。The question.' })
  question!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '已选定的选项。The option that is chosen.' })
  chosen?: string | null

  @Extensions(frame)
  @Field(() => [ReadingOptionType], { description: '各选项。Its options.' })
  options!: readonly ReadingOptionType[]
}

@ObjectType('VillageReward', {
  description: '一个村的奖励(元)。The rewards of a village, in yuan.',
  simpleResolvers: true,
})
export class VillageRewardType {
  @Extensions(frame)
  @Field(() => AreaCode, { description: '村。The village.' })
  areaCode!: string

  @Extensions(frame)
  @Field(() => Int, { description: '分数档工作经费 W01-W03。Work funds of its band.' })
  band!: number

  @Extensions(frame)
  @Field(() => Int, { description: '乡镇名次奖 W04。Award of its place in the township.' })
  township!: number

  @Extensions(frame)
  @Field(() => Int, { description: '区县名次奖 W05。Award of its place in the county or zone.' })
  county!: number

  @Extensions(frame)
  @Field(() => Int, { description: '支书、主任、专干奖 W06、W07。Awards of its three posts.' })
  posts!: number

  @Extensions(frame)
  @Field(() => Int, { description: '获奖人数。To how many persons those go.' })
  persons!: number
}

@ObjectType('TownshipReward', {
  description: '一个乡镇的奖励(元)W08。The award of a township, in yuan.',
  simpleResolvers: true,
})
export class TownshipRewardType {
  @Extensions(frame)
  @Field(() => AreaCode, { description: '乡镇。The township.' })
  areaCode!: string

  @Extensions(frame)
  @Field(() => Int, { description: '金额。The amount.' })
  amount!: number
}

@ObjectType('Rewards', { description: '一年的奖惩。The rewards of a year.', simpleResolvers: true })
export class RewardsType {
  @Extensions(frame)
  @Field(() => [VillageRewardType], { description: '各村。The villages.' })
  villages!: readonly VillageRewardType[]

  @Extensions(frame)
  @Field(() => [TownshipRewardType], { description: '各乡镇。The townships.' })
  townships!: readonly TownshipRewardType[]

  @Extensions(frame)
  @Field(() => [AreaCode], { description: '全市表彰的前十名 W09。The ten that are commended.' })
  commended!: readonly string[]

  @Extensions(frame)
  @Field(() => [AreaCode], {
    description: '通报批评候选 S03，由领导小组决定。Candidates for criticism.',
  })
  criticised!: readonly string[]

  @Extensions(frame)
  @Field(() => Int, { description: '总额(元)。What they come to, in yuan.' })
  total!: number
}

@ObjectType('Notice', { description: '公示。The notice of a draft.', simpleResolvers: true })
export class NoticeType {
  @Extensions(frame)
  @Field(() => Instant, { description: '开始时间。When it was opened.' })
  openedAt!: string

  @Extensions(frame)
  @Field(() => CalendarDate, { description: '截止日。Its last day.' })
  until!: string

  @Extensions(frame)
  @Field(() => Instant, { nullable: true, description: '提前结束的时间。When it was ended.' })
  closedAt?: string | null

  @Extensions(frame)
  @Field(() => Boolean, { description: '现在是否接受异议。Whether objections are taken now.' })
  isOpen!: boolean
}

@ObjectType('Objection', { description: '异议。An objection.', simpleResolvers: true })
export class ObjectionType {
  @Extensions(frame)
  @Field(() => Int, { description: '编号。Its number.' })
  number!: number

  @Extensions(frame)
  @Field(() => AreaCode, { description: '村。The village.' })
  villageCode!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '所涉子项。The item that it is about.' })
  item?: string | null

  @Extensions(frame)
  @Field(() => String, { description: '内容。What is objected.' })
  text!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '提出的部门。Whose objection it is.' })
  department?: string | null

  @Extensions(frame)
  @Field(() => Instant, { description: '提出时间。When it was raised.' })
  raisedAt!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '答复。The answer.' })
  answer?: string | null

  @Extensions(frame)
  @Field(() => Instant, { nullable: true, description: '答复时间。When it was answered.' })
  answeredAt?: string | null
}

@ObjectType('FinalRecord', {
  description: '定稿记录。That a result is frozen.',
  simpleResolvers: true,
})
export class FinalType {
  @Extensions(frame)
  @Field(() => Instant, { description: '定稿时间。When.' })
  finalisedAt!: string

  @Extensions(frame)
  @Field(() => String, { description: '定稿人账号。By whom.' })
  finalisedBy!: string

  @Extensions(frame)
  @Field(() => String, { description: '快照的 SHA-256。The hash of what was frozen.' })
  sha256!: string
}
