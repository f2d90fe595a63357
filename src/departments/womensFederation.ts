import { AgriIndustry } from '../entities/agriIndustry.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { OfVillage, Village } from '../entities/village.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, money, oneOf, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市妇女联合会',
  short: '妇联',
  en: "Tongren Women's Federation",
}

const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const
const internal = { sensitivity: 'internal' } as const

@View(Person, {
  per: 'year',
  zh: '妇女创业与小额贷款推荐',
  en: 'Women who start a business, and loans recommended to them',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class WomenStartup extends OfPerson {
  @Conditional(oneOf(AgriIndustry), '创业产业(锦绣计划等)', 'Line of the business', personal)
  starterIndustry?: MemberOf<typeof AgriIndustry>

  @Conditional(yesNo, '技能培训', 'Trained in a skill', personal)
  trainedFlag?: boolean

  @Conditional(money('flow'), '推荐贷款', 'Loan recommended', sensitivePersonal)
  loanRecommended?: string

  @Conditional(money('flow'), '财政贴息', 'Interest subsidy', sensitivePersonal)
  subsidyAmount?: string
}

@View(Village, {
  per: 'year',
  zh: '最美家庭与美丽庭院',
  en: 'Model families and beautiful courtyards',
  updated: 'annual',
})
export class FamilyCivility extends OfVillage {
  @Open(count('household', 'stock'), '美丽庭院户数', 'Households with a beautiful courtyard')
  courtyardHouseholds?: number

  @Open(count('household', 'stock'), '最美家庭', 'Model families')
  modelFamilies?: number

  @Conditional(count('person', 'stock'), '留守妇女', 'Women left behind', internal)
  leftBehindWomen?: number

  @Conditional(
    count('person', 'stock'),
    '关爱留守儿童',
    'Children left behind who are cared for',
    internal,
  )
  leftBehindChildrenServed?: number
}
