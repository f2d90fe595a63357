import { Household, OfHousehold } from '../entities/household.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { date, decimal, money, oneOf, text } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = { zh: '铜仁市林业局', short: '林业局', en: 'Tongren Forestry Bureau' }

export const RangerStatus = enumeration(
  'RangerStatus',
  '在岗状态',
  'Whether an ecological ranger is in service',
  'proposed',
  {
    ON_DUTY: ['在岗', 'On duty'],
    SUSPENDED: ['暂停履职', 'Suspended'],
    EXPIRED: ['合同期满未续聘', 'Contract expired and not renewed'],
    RESIGNED: ['辞聘', 'Resigned'],
    DISMISSED: ['解聘', 'Dismissed'],
  },
)

const personal = { sensitivity: 'personal' } as const
const sensitivePersonal = { sensitivity: 'sensitive-personal' } as const

@View(Household, {
  per: 'year',
  zh: '公益林与退耕还林',
  en: 'Public-benefit forest, and farmland returned to forest',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class EcoForest extends OfHousehold {
  @Conditional(decimal('mu', 'stock'), '公益林面积', 'Area of public-benefit forest', personal)
  publicForestArea?: string

  @Conditional(
    money('flow'),
    '森林生态效益补偿',
    'Compensation for the ecological benefit of forest',
    sensitivePersonal,
  )
  forestCompensation?: string

  @Conditional(decimal('mu', 'stock'), '退耕还林面积', 'Area of farmland returned', personal)
  farmlandReturnedArea?: string

  @Conditional(money('flow'), '退耕还林补助', 'Subsidy for farmland returned', sensitivePersonal)
  farmlandReturnSubsidy?: string
}

@View(Person, {
  per: 'year',
  zh: '生态护林员',
  en: 'Ecological forest rangers',
  updated: 'annual',
  tellsOf: 'concerned',
})
export class EcoRanger extends OfPerson {
  @Conditional(text, '聘用合同号', 'Number of the contract of employment', personal)
  contractNo?: string

  @Conditional(
    money('flow', { unit: 'CNY/year' }),
    '年劳务报酬',
    'Pay of the year',
    sensitivePersonal,
  )
  annualPay?: string

  @Open(decimal('mu', 'stock'), '管护面积', 'Area patrolled')
  patrolArea?: string

  @Conditional(date, '聘用日期', 'Date of hiring', personal)
  hiredDate?: string

  @Conditional(oneOf(RangerStatus), '在岗状态', 'Status of service', personal)
  rangerStatus?: MemberOf<typeof RangerStatus>
}
