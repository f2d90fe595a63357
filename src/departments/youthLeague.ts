import { AgriIndustry } from '../entities/agriIndustry.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { RecognitionLevel } from '../entities/recognitionLevel.ts'
import type { MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, money, oneOf } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '共青团铜仁市委',
  short: '团市委',
  en: 'Communist Youth League Tongren Committee',
}

@View(Person, {
  per: 'year',
  zh: '农村青年致富带头人',
  en: 'Young rural wealth-creation leaders',
  updated: 'annual',
  tellsOf: 'concerned',
  rules: [notAbove('drivenPoorHouseholds', 'drivenHouseholds')],
})
export class YouthLeader extends OfPerson {
  @Conditional(oneOf(RecognitionLevel), '认定级别', 'Level of recognition', {
    sensitivity: 'personal',
  })
  recognisedLevel?: MemberOf<typeof RecognitionLevel>

  @Conditional(oneOf(AgriIndustry), '从事产业', 'Line of agriculture', {
    sensitivity: 'personal',
  })
  industry?: MemberOf<typeof AgriIndustry>

  @Open(count('household', 'stock'), '带动户数', 'Households brought along')
  drivenHouseholds?: number

  @Open(count('household', 'stock'), '带动贫困户', 'Of which poor households')
  drivenPoorHouseholds?: number

  @Conditional(money('flow'), '推荐贷款', 'Loan recommended', {
    sensitivity: 'sensitive-personal',
  })
  loanRecommended?: string
}
