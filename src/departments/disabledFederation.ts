import { OfPerson, Person } from '../entities/person.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional } from '../ground/fact.ts'
import { date, money, numbered, oneOf, yesNo } from '../ground/factType.ts'
import { notBefore } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市残疾人联合会',
  short: '残联',
  en: "Tongren Disabled Persons' Federation",
}

export const DisabilityKind = enumeration(
  'DisabilityKind',
  '残疾类别',
  'Kind of disability',
  'domain dossier 2.4, given; named after GB/T 26341-2010',
  {
    VISUAL: ['视力残疾', 'Visual', '1'],
    HEARING: ['听力残疾', 'Hearing', '2'],
    SPEECH: ['言语残疾', 'Speech', '3'],
    PHYSICAL: ['肢体残疾', 'Physical', '4'],
    INTELLECTUAL: ['智力残疾', 'Intellectual', '5'],
    MENTAL: ['精神残疾', 'Mental', '6'],
    MULTIPLE: ['多重残疾', 'Multiple', '7'],
  },
)

export const DisabilityGrade = enumeration(
  'DisabilityGrade',
  '残疾等级',
  'Grade of disability',
  'domain dossier 2.4, given; named after GB/T 26341-2010',
  {
    GRADE_ONE: ['一级', 'Grade one, the most severe', '1'],
    GRADE_TWO: ['二级', 'Grade two', '2'],
    GRADE_THREE: ['三级', 'Grade three', '3'],
    GRADE_FOUR: ['四级', 'Grade four', '4'],
  },
)

const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const
const monthly = { unit: 'CNY/month' } as const

/** The holder's identity number, then a digit for the kind of disability and one for its grade. */
const certificateNumber = numbered(/^[1-9]\d{16}[\dX][1-7][1-4]$/, '11010519491231002X44')

@View(Person, {
  zh: '残疾人证',
  en: 'Disability certificate',
  updated: 'on change',
  tellsOf: 'concerned',
  rules: [notBefore('validUntil', 'issuedDate')],
})
export class DisabilityCertificate extends OfPerson {
  @Conditional(
    certificateNumber,
    '残疾人证号(20位)',
    'Number of the certificate, 20 characters',
    sensitivePersonal,
  )
  certificateNo?: string

  @Conditional(oneOf(DisabilityKind), '残疾类别', 'Kind of disability', sensitivePersonal)
  disabilityKind?: MemberOf<typeof DisabilityKind>

  @Conditional(oneOf(DisabilityGrade), '残疾等级', 'Grade of disability', sensitivePersonal)
  disabilityGrade?: MemberOf<typeof DisabilityGrade>

  @Conditional(date, '发证日期', 'Date of issue', personal)
  issuedDate?: string

  @Conditional(date, '有效期至', 'Valid until', personal)
  validUntil?: string

  @Conditional(
    money('ratio', monthly),
    '困难残疾人生活补贴',
    'Living allowance of the disabled in hardship',
    sensitivePersonal,
  )
  livingAllowance?: string

  @Conditional(
    money('ratio', monthly),
    '重度残疾人护理补贴',
    'Care allowance of the severely disabled',
    sensitivePersonal,
  )
  careAllowance?: string
}

@View(Person, {
  per: 'year',
  zh: '康复与就业扶持',
  en: 'Rehabilitation, and support of employment',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class RehabEmployment extends OfPerson {
  @Conditional(yesNo, '康复服务', 'Received rehabilitation', sensitivePersonal)
  rehabServiceFlag?: boolean

  @Conditional(yesNo, '辅具适配', 'Was fitted with an assistive device', sensitivePersonal)
  deviceFittedFlag?: boolean

  @Conditional(yesNo, '无障碍改造', 'Home was made accessible', personal)
  homeAdaptedFlag?: boolean

  @Conditional(yesNo, '扶持就业创业', 'Was supported into work or a business', personal)
  supportedJobFlag?: boolean
}
