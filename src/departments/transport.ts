import { OfProject, Project } from '../entities/project.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Open } from '../ground/fact.ts'
import { count, decimal, money, oneOf, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '铜仁市交通运输局',
  short: '交通局',
  en: 'Tongren Transport Bureau',
}

export const RoadClass = enumeration(
  'RoadClass',
  '公路等级',
  'Technical class of a road',
  'JTG B01-2014, its five classes; UNCLASSIFIED proposed',
  {
    EXPRESSWAY: ['高速公路', 'Expressway'],
    CLASS_ONE: ['一级公路', 'Class one'],
    CLASS_TWO: ['二级公路', 'Class two'],
    CLASS_THREE: ['三级公路', 'Class three'],
    CLASS_FOUR: ['四级公路', 'Class four'],
    UNCLASSIFIED: ['等外公路', 'Below the classes'],
  },
)

@View(Village, {
  per: 'year',
  zh: '通村通组公路',
  en: 'Roads to the village and its groups',
  updated: 'annual',
  rules: [notAbove('hardenedGroups', 'villagerGroups')],
})
export class RuralRoad extends OfVillage {
  @Open(yesNo, '通硬化路', 'Hardened road reaches the village')
  hardenedToVillage?: boolean

  @Open(count('group', 'stock'), '村民组(30户以上)数', 'Villager groups of 30 households or more')
  villagerGroups?: number

  @Open(count('group', 'stock'), '通组硬化路组数', 'Of which reached by a hardened road')
  hardenedGroups?: number

  @Open(decimal('km', 'stock'), '农村公路里程', 'Length of rural roads')
  roadLength?: string

  @Open(yesNo, '通客运', 'Bus service reaches the village')
  busServiceFlag?: boolean
}

@View(Project, {
  per: 'quarter',
  zh: '公路项目进度',
  en: 'Progress of road projects',
  updated: 'quarterly',
  tellsOf: 'concerned',
})
export class RoadProject extends OfProject {
  @Open(oneOf(RoadClass), '公路等级', 'Class of the road')
  roadClass?: MemberOf<typeof RoadClass>

  @Open(decimal('km', 'stock'), '计划里程', 'Planned length')
  plannedLength?: string

  @Open(decimal('km', 'stock'), '完成里程', 'Length completed since the start')
  completedLength?: string

  @Open(money('stock', { writtenIn: '10kCNY' }), '完成投资', 'Investment completed since the start')
  investedAmount?: string
}
