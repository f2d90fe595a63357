import { OfPerson, Person } from '../entities/person.ts'
import { SchoolStage } from '../entities/schoolStage.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional } from '../ground/fact.ts'
import { date, money, numbered, oneOf, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = { zh: '铜仁市教育局', short: '教育局', en: 'Tongren Education Bureau' }

export const AidKind = enumeration(
  'AidKind',
  '资助类别',
  'Kind of student aid',
  'proposed, after the kinds of aid paid in Guizhou; the stage of schooling is a fact of its own',
  {
    STATE_GRANT: ['国家助学金', 'State grant'],
    POVERTY_GRANT: ['扶贫专项助学金', 'Special grant of poverty alleviation'],
    TUITION: ['免(补)学费', 'Tuition waived or paid'],
    TEXTBOOKS: ['免(补)教科书费', 'Textbooks waived or paid'],
    LODGING: ['免(补)住宿费', 'Lodging waived or paid'],
    BOARDER_ALLOWANCE: ['家庭经济困难学生生活补助', 'Living allowance of poor pupils'],
    MEALS: ['营养膳食补助', 'Meals'],
    PRESCHOOL_AID: ['学前教育资助', 'Preschool aid'],
    RAIN_DEW: ['雨露计划补助', 'Rain and Dew vocational aid'],
    OTHER: ['其他', 'Other'],
  },
)

const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

/** Two digits for the kind of school, two for the province, six that the province gives out. */
const schoolIdentifier = numbered(/^[1-9]\d{9}$/, '2152000001')

@View(Person, {
  per: 'term',
  zh: '义务教育与控辍保学',
  en: 'Compulsory education, and who drops out of it',
  updated: 'each term, monthly',
  tellsOf: 'concerned',
})
export class CompulsoryEducation extends OfPerson {
  @Conditional(yesNo, '义务教育适龄', 'Of age for compulsory education', sensitivePersonal)
  schoolAgeFlag?: boolean

  @Conditional(yesNo, '在校就读', 'Attends school', sensitivePersonal)
  enrolledFlag?: boolean

  @Conditional(yesNo, '送教上门', 'Is taught at home', sensitivePersonal)
  homeTeachingFlag?: boolean

  @Conditional(yesNo, '辍学', 'Has dropped out', sensitivePersonal)
  dropoutFlag?: boolean

  @Conditional(
    yesNo,
    '因身体原因不具备学习条件',
    'Is unable to study for reasons of health',
    sensitivePersonal,
  )
  exemptFlag?: boolean

  @Conditional(schoolIdentifier, '学校标识码', 'Identifier of the school', sensitivePersonal)
  schoolCode?: string

  @Conditional(date, '劝返日期', 'Date of persuaded return', sensitivePersonal)
  returnedDate?: string
}

@View(Person, {
  per: 'year',
  zh: '教育资助(含雨露计划)',
  en: 'Student aid, with the Rain and Dew plan',
  updated: 'each term',
  tellsOf: 'concerned',
})
export class StudentAid extends OfPerson {
  @Conditional(oneOf(SchoolStage), '学段', 'Stage of schooling', personal)
  educationStage?: MemberOf<typeof SchoolStage>

  @Conditional(oneOf(AidKind), '资助类别', 'Kind of aid', personal)
  aidKind?: MemberOf<typeof AidKind>

  @Conditional(money('flow'), '资助金额', 'Aid paid', sensitivePersonal)
  aidAmount?: string

  @Conditional(yesNo, '雨露计划', 'In the Rain and Dew plan', personal)
  rainDewFlag?: boolean

  @Conditional(
    money('flow'),
    '生源地助学贷款',
    'Student loan of the home county, granted in the year',
    sensitivePersonal,
  )
  studentLoanAmount?: string
}
