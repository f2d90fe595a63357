import { Cooperative } from '../entities/cooperative.ts'
import { County, OfCounty } from '../entities/county.ts'
import { Enterprise } from '../entities/enterprise.ts'
import { Household, OfHousehold } from '../entities/household.ts'
import { OfLegalEntity } from '../entities/legalEntity.ts'
import { Loan, OfLoan } from '../entities/loan.ts'
import { OfPerson, Person } from '../entities/person.ts'
import { OfProject, Project } from '../entities/project.ts'
import { OfTownship, Township } from '../entities/township.ts'
import { OfVillage, Village } from '../entities/village.ts'
import { DeclarationRefused, refusedWord } from '../ground/declarationRefused.ts'
import type { Fact } from '../ground/fact.ts'
import type { Class } from '../ground/factType.ts'
import { legalBases, sensitivities, sharingClasses } from '../ground/sharing.ts'
import { knownUnits } from '../ground/unitLabel.ts'
import type { View } from '../ground/view.ts'

/** What a view of each entity extends, and so is keyed by. */
const bases = new Map<Class, Class>([
  [County, OfCounty],
  [Township, OfTownship],
  [Village, OfVillage],
  [Household, OfHousehold],
  [Person, OfPerson],
  [Cooperative, OfLegalEntity],
  [Enterprise, OfLegalEntity],
  [Loan, OfLoan],
  [Project, OfProject],
])

/** Refuses a view that is written as if it spoke of another entity than it does. */
export function refuseOtherBase(name: string, { cls, entities }: View): void {
  const written: unknown = Object.getPrototypeOf(cls)
  for (const entity of entities) {
    const right = bases.get(entity)
    if (!right || written === right) continue
    const wrong = typeof written === 'function' ? written.name : ''
    throw new DeclarationRefused(
      `${name} 说的是 ${entity.name}，须写“extends ${right.name}”，不是“${wrong}”。`,
      `${name} speaks of ${entity.name} and extends "${right.name}", not "${wrong}".`,
    )
  }
}

/** Refuses a fact that says less of itself than its class asks for, or says it in a word that nobody knows. */
export function refuseUnsound(
  name: string,
  { sharing, sensitivity, legalBasis, type }: Fact,
): void {
  const is = sharingClasses[sharing].zh
  if (sensitivity === undefined) {
    throw new DeclarationRefused(
      `${name} 是${is}，须写明“sensitivity”。`,
      `${name} is ${sharing} and says no "sensitivity".`,
    )
  }
  if (!Object.hasOwn(sensitivities, sensitivity)) {
    throw refusedWord(
      `${name} 的“sensitivity”没有“${sensitivity}”一级。`,
      `${name} has a "sensitivity" that nobody knows, "${sensitivity}".`,
      sensitivity,
      Object.keys(sensitivities),
    )
  }
  if (sharing === 'withheld' && legalBasis === undefined) {
    throw new DeclarationRefused(
      `${name} 是${is}，须写明依据“legalBasis”。`,
      `${name} is withheld and names no "legalBasis".`,
    )
  }
  if (legalBasis !== undefined && !Object.hasOwn(legalBases, legalBasis)) {
    throw refusedWord(
      `${name} 的“legalBasis”没有“${legalBasis}”。`,
      `${name} has a "legalBasis" that nobody knows, "${legalBasis}".`,
      legalBasis,
      Object.keys(legalBases),
    )
  }
  if (type.unit !== undefined && !knownUnits().includes(type.unit)) {
    throw refusedWord(
      `${name} 的单位“${type.unit}”不认识；新单位写作 newUnit('${type.unit}', '…')。`,
      `${name} has a unit that nobody knows, "${type.unit}"; a new one is written newUnit('${type.unit}', '…').`,
      type.unit,
      knownUnits(),
    )
  }
}
