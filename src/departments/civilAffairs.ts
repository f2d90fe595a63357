import { Household, OfHousehold } from '../entities/household.ts'
import { LegalEntity } from '../entities/legalEntity.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, date, link, money, oneOf, text, yesNo } from '../ground/factType.ts'
import { notBefore, onlyWhere } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市民政局',
  short: '民政局',
  en: 'Tongren Civil Affairs Bureau',
}

export const DibaoCategory = enumeration(
  'DibaoCategory',
  '低保类别',
  'Category of households with the subsistence allowance',
  'proposed',
  {
    LONG_TERM: ['长期保障户', 'Supported for the long term'],
    KEY: ['重点保障户', 'Supported with priority'],
    GENERAL: ['一般保障户', 'Supported in general'],
  },
)

export const ReliefKind = enumeration('ReliefKind', '救助类别', 'Kind of relief', 'proposed', {
  TEMPORARY: ['临时救助', 'Temporary relief'],
  MEDICAL: ['医疗救助', 'Medical relief'],
  OTHER: ['其他', 'Other'],
})

const internal = { sensitivity: 'internal' } as const
const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

@View(Household, {
  per: 'month',
  zh: '农村低保与特困供养',
  en: 'Rural subsistence allowance, and support in extreme difficulty',
  updated: 'monthly',
  tellsOf: 'concerned',
  rules: [onlyWhere('dibaoCategory', 'dibaoFlag'), notBefore('cancelledDate', 'approvedDate')],
})
export class MinimumLiving extends OfHousehold {
  @Conditional(yesNo, '享受低保', 'Receives the subsistence allowance', personal)
  dibaoFlag?: boolean

  @Conditional(oneOf(DibaoCategory), '低保类别', 'Category of the allowance', personal)
  dibaoCategory?: MemberOf<typeof DibaoCategory>

  @Conditional(count('person', 'stock'), '保障人数', 'Persons supported', personal)
  insuredPersons?: number

  @Conditional(
    money('ratio', { unit: 'CNY/month' }),
    '月保障金额',
    'Amount of support a month',
    sensitivePersonal,
  )
  monthlyAmount?: string

  @Conditional(
    yesNo,
    '特困供养(五保)',
    'Supported in extreme difficulty (five guarantees)',
    personal,
  )
  specialHardshipFlag?: boolean

  @Conditional(date, '审批日期', 'Date of approval', personal)
  approvedDate?: string

  @Conditional(date, '停发日期', 'Date on which payment stopped', personal)
  cancelledDate?: string
}

@View(Household, {
  each: { name: 'reliefNo', zh: '救助编号', en: 'Number of the relief' },
  zh: '临时与医疗救助',
  en: 'Temporary and medical relief',
  updated: 'on change',
  tellsOf: 'concerned',
})
export class SocialRelief extends OfHousehold {
  reliefNo!: string

  @Conditional(oneOf(ReliefKind), '救助类别', 'Kind of relief', personal)
  reliefKind?: MemberOf<typeof ReliefKind>

  @Conditional(money('flow'), '救助金额', 'Amount of relief', sensitivePersonal)
  reliefAmount?: string

  @Conditional(date, '救助日期', 'Date of relief', personal)
  reliefDate?: string

  @Withheld(text, '救助事由', 'Reason for the relief', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L6',
  })
  reliefReason?: string
}

@View(Village, {
  per: 'year',
  zh: '村民自治',
  en: "Villagers' self-governance",
  updated: 'annual',
})
export class VillageSelfGovernance extends OfVillage {
  @Open(
    link(() => LegalEntity),
    '村委会统一社会信用代码',
    'Village committee',
  )
  committeeUscc?: string

  @Open(date, '换届选举日期', 'Date of the last election')
  lastElectionDate?: string

  @Open(count('group', 'stock'), '村民小组数', 'Villager groups')
  villagerGroups?: number

  @Open(
    count('person', 'stock'),
    '村务监督委员会人数',
    'Members of the committee that supervises village affairs',
    internal,
  )
  supervisionMembers?: number
}
