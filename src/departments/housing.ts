import { Household, OfHousehold } from '../entities/household.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, date, decimal, money, oneOf, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市住房和城乡建设局',
  short: '住建局',
  en: 'Tongren Housing and Urban-Rural Development Bureau',
}

export const HouseGrade = enumeration(
  'HouseGrade',
  '房屋危险性等级',
  'How dangerous a house is',
  'domain dossier 2.4, given',
  {
    A: ['A级:结构安全', 'Structure safe'],
    B: ['B级:个别构件危险，不影响主体结构', 'Single parts in danger, the structure safe'],
    C: ['C级:局部危房', 'Dangerous in part'],
    D: ['D级:整幢危房', 'Dangerous as a whole'],
  },
)

export const RenovationStatus = enumeration(
  'RenovationStatus',
  '改造状态',
  'How far the renovation of a house has come',
  'proposed',
  {
    NOT_NEEDED: ['无需改造', 'Not needed'],
    PLANNED: ['已列入计划', 'Planned'],
    UNDER_CONSTRUCTION: ['改造中', 'Under construction'],
    COMPLETED: ['已竣工', 'Completed'],
    ACCEPTED: ['已验收', 'Inspected and accepted'],
  },
)

const internal = { sensitivity: 'internal' } as const
const personal = { sensitivity: 'personal' } as const

@View(Household, {
  per: 'year',
  zh: '农村危房改造与住房安全',
  en: 'Renovation of dangerous rural houses, and safety of housing',
  updated: 'annual, on change',
  tellsOf: 'registered',
})
export class DangerousHouse extends OfHousehold {
  @Conditional(oneOf(HouseGrade), '房屋危险性等级', 'Grade of danger of the house', personal)
  houseGrade?: MemberOf<typeof HouseGrade>

  @Conditional(date, '鉴定日期', 'Date of assessment', internal)
  assessedDate?: string

  @Conditional(oneOf(RenovationStatus), '改造状态', 'Status of the renovation', personal)
  renovationStatus?: MemberOf<typeof RenovationStatus>

  @Conditional(money('flow'), '改造补助', 'Renovation subsidy', {
    sensitivity: 'sensitive-personal',
  })
  subsidyAmount?: string

  @Conditional(date, '竣工日期', 'Date of completion', internal)
  completedDate?: string

  @Conditional(yesNo, '住房安全有保障', 'Safe housing is assured', personal)
  houseSafe?: boolean

  @Conditional(decimal('m2', 'stock'), '建筑面积', 'Floor area', personal)
  floorArea?: string
}

@View(Village, {
  per: 'half',
  zh: '农村人居环境',
  en: 'Living environment of the village',
  updated: 'half-yearly',
})
export class VillageEnvironment extends OfVillage {
  @Open(count('household', 'stock'), '垃圾收运覆盖户数', 'Households with waste collection')
  wasteCollectedHouseholds?: number

  @Open(count('household', 'stock'), '卫生厕所户数', 'Households with a sanitary toilet')
  sanitaryToiletHouseholds?: number

  @Open(count('household', 'stock'), '污水治理户数', 'Households whose sewage is treated')
  sewageTreatedHouseholds?: number

  @Open(yesNo, '村庄规划批准', 'Village plan is approved')
  villagePlanApproved?: boolean

  @Open(count('unit', 'stock'), '公共厕所', 'Public lavatories')
  publicLavatories?: number
}
