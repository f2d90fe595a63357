import { County, OfCounty } from '../entities/county.ts'
import { OfProject, Project } from '../entities/project.ts'
import { OfTownship, Township } from '../entities/township.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, date, money, oneOf, ratio, text, year, yesNo } from '../ground/factType.ts'
import { notAbove, notBefore, onlyWhere } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市发展和改革委员会',
  short: '发改委',
  en: 'Tongren Development and Reform Commission',
}

export const ProjectSector = enumeration(
  'ProjectSector',
  '项目类别',
  'What a project is for',
  'proposed',
  {
    TRANSPORT: ['交通', 'Transport'],
    WATER: ['水利', 'Water'],
    AGRICULTURE: ['农业产业', 'Agriculture'],
    RELOCATION: ['易地扶贫搬迁', 'Relocation from poor places'],
    HOUSING: ['住房', 'Housing'],
    EDUCATION: ['教育', 'Education'],
    HEALTH: ['卫生', 'Health'],
    ENERGY: ['能源', 'Energy'],
    ENVIRONMENT: ['生态环境', 'Environment'],
    OTHER: ['其他', 'Other'],
  },
)

export const ApprovalKind = enumeration(
  'ApprovalKind',
  '审批、核准、备案',
  'How a project is let through',
  'domain dossier 2.4, given',
  {
    APPROVE: ['审批', 'Approved'],
    VERIFY: ['核准', 'Verified'],
    RECORD: ['备案', 'Recorded'],
  },
)

export const ProjectStatus = enumeration(
  'ProjectStatus',
  '项目状态',
  'How far a project has come',
  'proposed',
  {
    APPROVED: ['已批复', 'Approved'],
    UNDER_CONSTRUCTION: ['在建', 'Under construction'],
    COMPLETED: ['已竣工', 'Completed'],
    SUSPENDED: ['停建', 'Suspended'],
    CANCELLED: ['撤销', 'Cancelled'],
  },
)

const written = { writtenIn: '10kCNY' } as const

@View(Project, {
  zh: '项目审批备案',
  en: 'Approval of projects',
  updated: 'on change',
  tellsOf: 'concerned',
  rules: [
    notAbove('centralBudget', 'totalInvestment'),
    notBefore('plannedCompletion', 'approvalDate'),
  ],
})
export class ProjectApproval extends OfProject {
  @Open(text, '项目名称', 'Name of the project')
  projectName?: string

  @Open(oneOf(ProjectSector), '项目类别', 'Sector')
  sector?: MemberOf<typeof ProjectSector>

  @Open(oneOf(ApprovalKind), '审批/核准/备案', 'Approved, verified or recorded')
  approvalKind?: MemberOf<typeof ApprovalKind>

  @Open(date, '批复日期', 'Date of approval')
  approvalDate?: string

  @Open(money('stock', written), '总投资', 'Total investment')
  totalInvestment?: string

  @Open(money('stock', written), '其中:中央预算内投资', 'Of which from the central budget')
  centralBudget?: string

  @Open(date, '计划竣工日期', 'Planned completion')
  plannedCompletion?: string

  @Open(oneOf(ProjectStatus), '项目状态', 'Status of the project')
  projectStatus?: MemberOf<typeof ProjectStatus>
}

@View(County, {
  per: 'year',
  zh: '易地扶贫搬迁计划',
  en: 'Plan of relocation from poor places',
  updated: 'annual',
  rules: [notAbove('plannedHouseholds', 'plannedPersons')],
})
export class RelocationPlan extends OfCounty {
  @Open(count('household', 'flow'), '计划搬迁户数', 'Households planned to move')
  plannedHouseholds?: number

  @Open(count('person', 'flow'), '计划搬迁人数', 'Persons planned to move')
  plannedPersons?: number

  @Open(money('flow', written), '计划投资', 'Planned investment')
  plannedInvestment?: string

  @Open(count('site', 'stock'), '安置点个数', 'Resettlement sites')
  resettlementSites?: number
}

@View(Township, {
  per: 'year',
  zh: '贫困乡(镇)与同步小康监测',
  en: 'Poor townships, and the watch on moderate prosperity',
  updated: 'annual',
  rules: [onlyWhere('delistedYear', 'poorTownshipFlag')],
})
export class TownshipWellOff extends OfTownship {
  @Open(yesNo, '贫困乡(镇)', 'Poor township')
  poorTownshipFlag?: boolean

  @Open(yesNo, '极贫乡(镇)', 'Extremely poor township')
  extremelyPoorFlag?: boolean

  @Open(year, '减贫摘帽年度', 'Year of delisting')
  delistedYear?: number

  @Open(ratio(), '全面小康实现程度', 'Degree of moderate prosperity reached')
  wellOffRealisation?: string

  @Conditional(money('flow', written), '脱贫攻坚子基金投放', 'Paid out by the poverty sub-fund', {
    sensitivity: 'internal',
  })
  specialFundInvested?: string
}
