import { Enterprise } from '../entities/enterprise.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { money, oneOf, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市国家税务局、地方税务局',
  short: '税务局',
  en: 'Tongren State and Local Taxation Bureaus',
  renamed: {
    from: '2018-07',
    zh: '国家税务总局铜仁市税务局',
    en: 'Tongren Tax Service, State Taxation Administration',
    source: 'domain dossier 2.3 (merged in 2018); the month is proposed',
  },
}

export const TaxGrade = enumeration(
  'TaxGrade',
  '纳税信用等级',
  'Tax credit grade of an enterprise',
  'domain dossier 2.4, given',
  {
    A: ['A级', 'A, the best'],
    B: ['B级', 'B'],
    M: ['M级', 'M, newly set up or without income'],
    C: ['C级', 'C'],
    D: ['D级', 'D, the worst'],
  },
)

const internal = { sensitivity: 'internal' } as const

@View(Enterprise, {
  per: 'year',
  zh: '纳税信用',
  en: 'Tax credit of enterprises',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class TaxCredit extends OfLegalEntity {
  @Conditional(oneOf(TaxGrade), '纳税信用等级', 'Tax credit grade', internal)
  taxCreditGrade?: MemberOf<typeof TaxGrade>

  @Open(yesNo, 'A级纳税人公告', 'Announced as a taxpayer of grade A')
  gradeAListed?: boolean

  @Conditional(money('stock'), '欠税余额', 'Tax in arrears', internal)
  taxArrears?: string

  @Withheld(money('flow'), '年纳税额', 'Tax paid in the year', { ...internal, legalBasis: 'L4' })
  taxPaid?: string

  @Conditional(
    money('flow'),
    '小微企业税收减免',
    'Tax relief as a small or micro enterprise',
    internal,
  )
  smallEnterpriseRelief?: string
}
