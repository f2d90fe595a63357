import { LegalEntity } from '../entities/legalEntity.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional } from '../ground/fact.ts'
import { date, link, money, oneOf, yesNo } from '../ground/factType.ts'
import { onlyWhere } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市人力资源和社会保障局',
  short: '人社局',
  en: 'Tongren Human Resources and Social Security Bureau',
}

export const TrainingKind = enumeration(
  'TrainingKind',
  '培训类别',
  'Kind of vocational training',
  'proposed',
  {
    EMPLOYMENT_SKILLS: ['就业技能培训', 'Skills for a first or new job'],
    ON_THE_JOB: ['岗位技能提升培训', 'Better skills in a job held'],
    STARTUP: ['创业培训', 'Starting a business'],
    PREPARATORY: ['劳动预备制培训', 'Preparation of school leavers for work'],
    PRACTICAL_FARMING: ['农村实用技术培训', 'Practical techniques for the countryside'],
    OTHER: ['其他', 'Other'],
  },
)

export const SkillLevel = enumeration(
  'SkillLevel',
  '技能等级',
  'Level of the skill certificate',
  'national vocational qualification levels 5 to 1; NONE and SPECIAL_SKILL proposed',
  {
    NONE: ['无证书', 'No certificate'],
    SPECIAL_SKILL: ['专项职业能力', 'Certificate of one special skill'],
    JUNIOR: ['初级工', 'Junior worker', '5'],
    INTERMEDIATE: ['中级工', 'Intermediate worker', '4'],
    SENIOR: ['高级工', 'Senior worker', '3'],
    TECHNICIAN: ['技师', 'Technician', '2'],
    SENIOR_TECHNICIAN: ['高级技师', 'Senior technician', '1'],
  },
)

export const WorkRegion = enumeration(
  'WorkRegion',
  '就业区域',
  'Where a person works',
  'domain dossier 2.4, given',
  {
    LOCAL: ['县内', 'In the home county'],
    CITY: ['县外市内', 'Elsewhere in the city'],
    PROVINCE: ['市外省内', 'Elsewhere in the province'],
    OUTSIDE: ['省外', 'Outside the province'],
  },
)

export const StarterGroup = enumeration(
  'StarterGroup',
  '创业群体',
  'Group of those who start a business',
  'domain dossier 2.4, given',
  {
    YOUTH: ['青年', 'Young person'],
    GRADUATE_VILLAGE_OFFICIAL: ['大学生村官', 'Graduate village official'],
    WOMAN: ['妇女', 'Woman'],
    RETURNED_MIGRANT: ['返乡农民工', 'Returned migrant worker'],
    VETERAN: ['退役军人', 'Veteran'],
  },
)

const internal = { sensitivity: 'internal' } as const
const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

@View(Person, {
  per: 'quarter',
  zh: '培训与就业',
  en: 'Training and employment',
  updated: 'quarterly',
  tellsOf: 'concerned',
  rules: [
    onlyWhere('trainingKind', 'trainedFlag'),
    onlyWhere('employerUscc', 'employedFlag'),
    onlyWhere('workRegion', 'employedFlag'),
    onlyWhere('monthlyWage', 'employedFlag'),
  ],
})
export class TrainingEmployment extends OfPerson {
  @Conditional(yesNo, '参加职业培训', 'Took part in vocational training', personal)
  trainedFlag?: boolean

  @Conditional(oneOf(TrainingKind), '培训类别', 'Kind of training', personal)
  trainingKind?: MemberOf<typeof TrainingKind>

  @Conditional(oneOf(SkillLevel), '技能等级', 'Skill level', personal)
  certificateLevel?: MemberOf<typeof SkillLevel>

  @Conditional(yesNo, '已就业', 'Employed', personal)
  employedFlag?: boolean

  @Conditional(
    link(() => LegalEntity, { name: 'employees', zh: '用工人员', en: 'Persons it employs' }),
    '用人单位',
    'Employer',
    personal,
  )
  employerUscc?: string

  @Conditional(oneOf(WorkRegion), '就业区域', 'Region of work', personal)
  workRegion?: MemberOf<typeof WorkRegion>

  @Conditional(money('ratio', { unit: 'CNY/month' }), '月工资', 'Monthly wage', sensitivePersonal)
  monthlyWage?: string
}

@View(Person, {
  per: 'year',
  zh: '城乡居民基本养老保险',
  en: 'Basic pension insurance of urban and rural residents',
  updated: 'annual',
  tellsOf: 'concerned',
  rules: [onlyWhere('contributionTier', 'enrolledFlag')],
})
export class PensionInsurance extends OfPerson {
  @Conditional(yesNo, '参保', 'Enrolled', personal)
  enrolledFlag?: boolean

  @Conditional(
    money('ratio', { unit: 'CNY/year' }),
    '缴费档次',
    'Contribution tier',
    sensitivePersonal,
  )
  contributionTier?: string

  @Conditional(yesNo, '政府代缴', 'Government pays the contribution', personal)
  governmentPaidFlag?: boolean

  @Conditional(
    money('ratio', { unit: 'CNY/month' }),
    '月待遇',
    'Monthly pension',
    sensitivePersonal,
  )
  benefitMonthly?: string
}

@View(Person, {
  per: 'year',
  zh: '返乡创业扶持',
  en: 'Support for starting a business at home',
  updated: 'quarterly',
  tellsOf: 'concerned',
})
export class ReturneeStartup extends OfPerson {
  @Conditional(oneOf(StarterGroup), '创业群体', 'Group of the founder', personal)
  starterGroup?: MemberOf<typeof StarterGroup>

  @Conditional(
    link(() => LegalEntity, {
      name: 'founders',
      zh: '返乡创业人员',
      en: 'Persons who started it with support',
    }),
    '创业主体',
    'Business started',
    internal,
  )
  businessUscc?: string

  @Conditional(date, '创业日期', 'Date on which the business started', internal)
  startDate?: string

  @Conditional(money('flow'), '创业补贴', 'Startup subsidy', sensitivePersonal)
  startupSubsidy?: string

  @Conditional(money('flow'), '创业担保贷款', 'Guaranteed startup loan', sensitivePersonal)
  guaranteedLoanAmount?: string
}
