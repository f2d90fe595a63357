import { OfPerson, Person } from '../entities/person.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, decimal, money, numbered, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市卫生和计划生育委员会',
  short: '卫计委',
  en: 'Tongren Health and Family Planning Commission',
  renamed: {
    from: '2019-01',
    zh: '铜仁市卫生健康局',
    en: 'Tongren Health Bureau',
    source: 'domain dossier 2.3; the month is proposed',
  },
}

const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

// The Chinese clinical editions fill an empty fourth place with x and add three digits behind one.
const icd10 = numbered(/^[A-Z]\d{2}(?:\.[\dx]\d{0,2}(?:x\d{3})?)?[+*]?$/, 'I10.x00')

@View(Person, {
  per: 'year',
  zh: '基本医疗保障',
  en: 'Basic medical security',
  updated: 'annual, monthly',
  tellsOf: 'registered',
  rules: [notAbove('selfPaidAmount', 'totalExpense')],
})
export class HealthCoverage extends OfPerson {
  @Conditional(
    yesNo,
    '参加合作医疗/城乡居民医保',
    'Insured in the cooperative or residents medical insurance',
    personal,
  )
  insuredFlag?: boolean

  @Conditional(yesNo, '参保缴费获资助', 'Premium is subsidised', personal)
  premiumSubsidised?: boolean

  @Conditional(yesNo, '家庭医生签约', 'Has signed with a family doctor', personal)
  familyDoctorSigned?: boolean

  @Conditional(yesNo, '慢病管理对象', 'Under chronic-disease management', sensitivePersonal)
  chronicDiseaseFlag?: boolean

  @Conditional(
    yesNo,
    '大病专项救治',
    'Under special treatment of a major disease',
    sensitivePersonal,
  )
  majorDiseaseFlag?: boolean

  @Withheld(icd10, '诊断编码(ICD-10)', 'Diagnosis code, ICD-10', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L6',
  })
  diagnosisCode?: string

  @Conditional(money('flow'), '医疗总费用', 'Medical expenses in total', sensitivePersonal)
  totalExpense?: string

  @Conditional(money('flow'), '个人自付', 'Of which paid by the person', sensitivePersonal)
  selfPaidAmount?: string
}

@View(Village, {
  per: 'year',
  zh: '村卫生室',
  en: 'Village clinic',
  updated: 'annual',
})
export class VillageClinic extends OfVillage {
  @Open(yesNo, '标准化村卫生室', 'Clinic meets the standard')
  standardClinic?: boolean

  @Open(count('person', 'stock'), '合格村医', 'Qualified village doctors')
  qualifiedDoctors?: number

  @Open(decimal('m2', 'stock'), '面积', 'Area of the clinic')
  clinicArea?: string

  // The kinds of one clinic are mostly those of the next, so they do not add up over villages.
  @Open(count('kind', 'ratio'), '基本药物种类', 'Kinds of essential drugs')
  essentialDrugKinds?: number
}
