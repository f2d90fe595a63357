import { County, OfCounty } from '../entities/county.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { enumeration, type MemberOf } from '../ground/enumeration.ts'
import { Conditional, Open } from '../ground/fact.ts'
import { count, oneOf, yesNo } from '../ground/factType.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '中共铜仁市委宣传部(市文明办)',
  short: '宣传部',
  en: 'Publicity Department of the CPC Tongren Municipal Committee (Civility Office)',
}

export const HonourLevel = enumeration(
  'HonourLevel',
  '荣誉等级',
  'Level of government that gave an honour',
  'proposed',
  {
    NATIONAL: ['全国', 'National'],
    PROVINCIAL: ['省级', 'Provincial'],
    MUNICIPAL: ['市级', 'Municipal'],
    COUNTY: ['县级', 'County'],
    NONE: ['未获评', 'Not honoured'],
  },
)

const internal = { sensitivity: 'internal' } as const

@View(Village, {
  per: 'quarter',
  zh: '乡风民风建设',
  en: 'Customs and civility of the village',
  updated: 'quarterly',
})
export class VillageCivility extends OfVillage {
  @Open(count('session', 'flow'), '道德讲堂场次', 'Moral lecture sessions')
  moralLectureCount?: number

  @Open(count('household', 'stock'), '文明户(星级户)数', 'Civil households, rated by stars')
  civilHouseholdCount?: number

  @Open(yesNo, '村规民约生效', 'Village rules are in force')
  villageRulesInForce?: boolean

  @Open(yesNo, '红白理事会成立', 'Wedding and funeral council is set up')
  weddingFuneralCouncil?: boolean

  @Conditional(count('case', 'flow'), '滥办酒席件数', 'Cases of extravagant banquets', internal)
  extravagantBanquetCases?: number

  @Open(oneOf(HonourLevel), '文明村等级', 'Level of the title of civil village')
  civilVillageLevel?: MemberOf<typeof HonourLevel>
}

@View(County, {
  per: 'year',
  zh: '"31工程"进展',
  en: 'Progress of the three-ones project: one textbook, one courseware set, one lecture team',
  updated: 'quarterly',
})
export class ThreeOnesProgress extends OfCounty {
  @Open(count('title', 'stock'), '教材(本)', 'Textbooks')
  textbookTitles?: number

  @Open(count('set', 'stock'), '课件(套)', 'Courseware sets')
  coursewareSets?: number

  @Open(count('team', 'stock'), '宣讲队伍(支)', 'Lecture teams')
  lectureTeams?: number

  @Open(count('person', 'stock'), '宣讲员人数', 'Lecturers', internal)
  lecturerCount?: number

  // Coverage: a village reached in two years is still one village, so years do not add up.
  @Open(count('village', 'stock'), '宣讲覆盖村数', 'Villages reached by lectures')
  villagesReached?: number

  @Open(count('person', 'flow'), '宣讲覆盖人次', 'Attendances at lectures')
  personsReached?: number
}
