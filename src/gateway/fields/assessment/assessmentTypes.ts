import 'reflect-metadata'
import { Int } from 'type-graphql'
import { AreaCode, CalendarDate, Decimal, Instant } from '../../../ground/scalars.ts'
import { declareEnum } from '../../graph/declareEnum.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { Status } from '../figures/figureEnums.ts'

/** Which of a year's results is meant. */
export const ResultKind = declareEnum(
  'AssessmentResult',
  { zh: '草稿或定稿', en: 'A draft, or the final result' },
  {
    DRAFT: { zh: '草稿：按现有数据随时重算', en: 'Computed from the data as it stands' },
    FINAL: { zh: '定稿：冻结后不再改变', en: 'Frozen, and never computed again' },
  },
)

/** How far the assessment of a year has come. */
export const Stage = declareEnum(
  'AssessmentStage',
  { zh: '考评进程', en: 'How far an assessment has come' },
  {
    DRAFT: { zh: '草稿', en: 'A draft' },
    NOTICE: { zh: '公示中，可提异议', en: 'On notice: objections are taken' },
    FINAL: { zh: '已定稿', en: 'Final' },
  },
)

/** By what villages are listed. */
export const VillageOrder = declareEnum(
  'AssessmentOrder',
  { zh: '各村按什么排列', en: 'By what villages are listed' },
  {
    RANK: { zh: '按全市名次，不完整的在后', en: 'By rank in the city, incomplete ones last' },
    AREA: { zh: '按区划代码', en: 'By area code' },
  },
)

@Shape('SchemeItem', '方案中的一项', 'An item of a scheme')
export class SchemeItemType {
  @Plain(String, '子项', 'The item')
  code!: string

  @Plain(Decimal, '分值', 'Its points')
  weight!: string
}

@Shape('SchemeGroup', '方案中的一组', 'A group of a scheme')
export class SchemeGroupType {
  @Plain(String, '组', 'The group')
  code!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain(Decimal, '分值', 'Its points')
  weight!: string

  @Plain([SchemeItemType], '各项', 'Its items')
  items!: readonly SchemeItemType[]
}

@Shape('Scheme', '考评方案', 'A scheme of assessment')
export class SchemeType {
  @Plain(String, '版本', 'Its version')
  version!: string

  @Plain(Int, '自该年度起', 'From this year on')
  from!: number

  @Plain(String, '出处', 'Its source')
  source!: string

  @Plain([SchemeGroupType], '各组', 'Its groups')
  groups!: readonly SchemeGroupType[]
}

@Shape('ItemResult', '一个村的一项得分', 'What an item came to in a village')
export class ItemResultType {
  @Plain(String, '子项', 'The item')
  code!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '组', 'Its group')
  group!: string

  @Plain(Decimal, '方案中的分值', 'Its points in the scheme')
  weight!: string

  @Plain(Decimal, '本村可得的分值：同组不适用项的分值已分摊', 'What it may bring here')
  effectiveWeight!: string

  @Plain(Decimal, '得分；空白见 status', 'Its points', nullable)
  points?: string | null

  @Plain(Status, '状态', 'Why it is as it is')
  status!: string

  @Plain(String, '指标值或代码项', 'Its value', nullable)
  value?: string | null

  @Plain(String, '计量单位', 'Its unit')
  unit!: string

  @Plain([String], '欠报的部门', 'The departments that owe an answer')
  departmentsOwing!: readonly string[]

  @Plain([String], '计分步骤', 'The steps of scoring')
  steps!: readonly string[]
}

@Shape('Contribution', '一项对总分的贡献', 'What an item contributes')
export class ContributionType {
  @Plain(ItemResultType, '子项', 'The item')
  item!: ItemResultType

  @Plain(Decimal, '失分', 'Points that were not earned')
  lost!: string

  @Plain(String, '达到该值即可再得 nextGain 分', 'The value that would bring more', nullable)
  nextValue?: string | null

  @Plain(Decimal, '可再得的分', 'How many points more', nullable)
  nextGain?: string | null
}

@Shape(
  'Threshold',
  '一项奖励的门槛：要多少分，本村是否达到',
  'What a reward takes, and whether it is reached',
)
export class ThresholdType {
  @Plain(String, '奖励：W01-W03 分数档，W04 乡镇前三，W05 区县前三，W09 全市前十', 'The reward')
  reward!: string

  @Plain(
    Decimal,
    '所需分数：原文的下限；名额已满的，为末位的分数',
    'The bound of the text, or the score of the last place where all are taken',
  )
  score!: string

  @Plain(Boolean, '本村是否达到', 'Whether this village has it')
  isReached!: boolean
}

@Shape(
  'AreaResult',
  '乡镇、区县或开发区的考评结果：各村简单平均',
  "The plain mean of an area's villages",
)
export class AreaResultType {
  @Plain(AreaCode, '区划代码', 'Area code')
  areaCode!: string

  @Plain(Decimal, '平均分', 'The mean', nullable)
  score?: string | null

  @Plain(Int, '完整的村数', 'Villages that are complete')
  complete!: number

  @Plain(Int, '考评的村数', 'Villages that are assessed')
  villages!: number

  @Plain(Int, '名次', 'Its place', nullable)
  place?: number | null
}

@Shape('ReadingOption', '读法的一个选项', 'An option of a reading')
export class ReadingOptionType {
  @Plain(String, '选项', 'The option')
  key!: string

  @Plain(String, '中文', 'In Chinese')
  zh!: string

  @Plain(String, '英文', 'In English')
  en!: string

  @Plain(String, '若为我们所建议，理由何在', 'Why it is proposed, where it is', nullable)
  proposed?: string | null

  @Plain(Int, '选它时奖励总额(元)，其余读法取已选或建议的', 'What all rewards would come to')
  cost!: number
}

@Shape('Reading', '原文有歧义之处', 'A sentence that may be read in several ways')
export class ReadingType {
  @Plain(String, '读法', 'The reading')
  key!: string

  @Plain(String, '所读的原文', 'What it reads')
  of!: string

  @Plain(String, '问题', 'The question')
  question!: string

  @Plain(String, '已选定的选项', 'The option that is chosen', nullable)
  chosen?: string | null

  @Plain([ReadingOptionType], '各选项', 'Its options')
  options!: readonly ReadingOptionType[]
}

@Shape('VillageReward', '一个村的奖励(元)', 'The rewards of a village, in yuan')
export class VillageRewardType {
  @Plain(AreaCode, '村', 'The village')
  areaCode!: string

  @Plain(Int, '分数档工作经费 W01-W03', 'Work funds of its band')
  band!: number

  @Plain(Int, '乡镇名次奖 W04', 'Award of its place in the township')
  township!: number

  @Plain(Int, '区县名次奖 W05', 'Award of its place in the county or zone')
  county!: number

  @Plain(Int, '支书、主任、专干奖 W06、W07', 'Awards of its three posts')
  posts!: number

  @Plain(Int, '获奖人数', 'To how many persons those go')
  persons!: number
}

@Shape('TownshipReward', '一个乡镇的奖励(元)W08', 'The award of a township, in yuan')
export class TownshipRewardType {
  @Plain(AreaCode, '乡镇', 'The township')
  areaCode!: string

  @Plain(Int, '金额', 'The amount')
  amount!: number
}

@Shape('Rewards', '一年的奖惩', 'The rewards of a year')
export class RewardsType {
  @Plain([VillageRewardType], '各村', 'The villages')
  villages!: readonly VillageRewardType[]

  @Plain([TownshipRewardType], '各乡镇', 'The townships')
  townships!: readonly TownshipRewardType[]

  @Plain([AreaCode], '全市表彰的前十名 W09', 'The ten that are commended')
  commended!: readonly string[]

  @Plain([AreaCode], '通报批评候选 S03，由领导小组决定', 'Candidates for criticism')
  criticised!: readonly string[]

  @Plain(Int, '总额(元)', 'What they come to, in yuan')
  total!: number
}

@Shape('Notice', '公示', 'The notice of a draft')
export class NoticeType {
  @Plain(Instant, '开始时间', 'When it was opened')
  openedAt!: string

  @Plain(CalendarDate, '截止日', 'Its last day')
  until!: string

  @Plain(Instant, '提前结束的时间', 'When it was ended', nullable)
  closedAt?: string | null

  @Plain(Boolean, '现在是否接受异议', 'Whether objections are taken now')
  isOpen!: boolean
}

@Shape('Objection', '异议', 'An objection')
export class ObjectionType {
  @Plain(Int, '编号', 'Its number')
  number!: number

  @Plain(AreaCode, '村', 'The village')
  villageCode!: string

  @Plain(String, '所涉子项', 'The item that it is about', nullable)
  item?: string | null

  @Plain(String, '内容', 'What is objected')
  text!: string

  @Plain(String, '提出的部门', 'Whose objection it is', nullable)
  department?: string | null

  @Plain(Instant, '提出时间', 'When it was raised')
  raisedAt!: string

  @Plain(String, '答复', 'The answer', nullable)
  answer?: string | null

  @Plain(Instant, '答复时间', 'When it was answered', nullable)
  answeredAt?: string | null
}

@Shape('FinalRecord', '定稿记录', 'That a result is frozen')
export class FinalType {
  @Plain(Instant, '定稿时间', 'When')
  finalisedAt!: string

  @Plain(String, '定稿人账号', 'By whom')
  finalisedBy!: string

  @Plain(String, '快照的 SHA-256', 'The hash of what was frozen')
  sha256!: string
}
