import { OfTownship, Township } from '../entities/township.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { Conditional, Open, Withheld } from '../ground/fact.ts'
import { count, ratio, yesNo } from '../ground/factType.ts'
import { notAbove } from '../ground/rowRule.ts'
import { View } from '../ground/view.ts'

export const department = {
  zh: '中共铜仁市委政法委员会(综治办)',
  short: '政法委',
  en: 'Political and Legal Affairs Commission of the CPC Tongren Municipal Committee',
}

const internal = { sensitivity: 'internal' } as const

@View(Village, {
  per: 'quarter',
  zh: '综治与矛盾纠纷',
  en: 'Public security and disputes in the village',
  updated: 'quarterly',
  rules: [notAbove('disputesResolved', 'disputesRegistered')],
})
export class VillageGovernance extends OfVillage {
  @Conditional(count('case', 'flow'), '登记矛盾纠纷', 'Disputes registered', internal)
  disputesRegistered?: number

  @Conditional(count('case', 'flow'), '化解矛盾纠纷', 'Disputes resolved', internal)
  disputesResolved?: number

  @Conditional(count('case', 'flow'), '群体性事件', 'Mass incidents', internal)
  massIncidents?: number

  @Conditional(count('case', 'flow'), '越级上访', 'Petitions over the heads of a level', internal)
  petitionsOverLevel?: number

  @Open(count('person', 'stock'), '网格员人数', 'Grid workers', internal)
  gridWorkers?: number

  @Open(ratio(), '群众安全感', 'Share of the people who feel safe')
  safetySatisfaction?: string

  @Withheld(count('person', 'stock'), '社区矫正对象', 'Persons under community correction', {
    sensitivity: 'sensitive-personal',
    legalBasis: 'L5',
  })
  correctionPersons?: number
}

@View(Township, {
  per: 'quarter',
  zh: '乡(镇)信访与稳定',
  en: 'Petitions and stability in the township',
  updated: 'quarterly',
  rules: [notAbove('repeatPetitions', 'petitionCases')],
})
export class TownshipStability extends OfTownship {
  @Conditional(count('case', 'flow'), '信访件数', 'Petitions', internal)
  petitionCases?: number

  @Conditional(count('case', 'flow'), '重复信访', 'Of which repeated', internal)
  repeatPetitions?: number

  @Conditional(count('case', 'flow'), '办结件数', 'Petitions settled', internal)
  resolvedCases?: number

  @Conditional(yesNo, '重大事件(一票否决)', 'Major incident, which vetoes the score', internal)
  majorIncidentFlag?: boolean
}
