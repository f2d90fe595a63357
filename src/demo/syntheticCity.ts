import type { Catalogue } from '../catalogue/catalogue.ts'
import { Cooperative } from '../entities/cooperative.ts'
import { Enterprise } from '../entities/enterprise.ts'
import { Household } from '../entities/household.ts'
import { Organisation } from '../entities/organisation.ts'
import { Person } from '../entities/person.ts'
import { city as anchors } from './chance/anchors.ts'
import { withinBounds } from './chance/retention.ts'
import { type Sheet, sheet } from './chance/sheet.ts'
import { inventedSheets } from './inventedViews.ts'
import { creditSheets } from './money/credit.ts'
import { economySheets } from './money/economy.ts'
import { fundSheets } from './money/funds.ts'
import { loanEntitySheet, loanSheets } from './money/loanSheets.ts'
import { drawLoans } from './money/loans.ts'
import { farmingSheets } from './offices/farming.ts'
import { helperCount, helperPersons } from './offices/pairing.ts'
import { populationSheets } from './offices/population.ts'
import { povertySheets } from './offices/poverty.ts'
import { developmentSheets } from './people/development.ts'
import { type CityOptions, type Groundwork, layGroundwork } from './people/groundwork.ts'
import { identityNumberOf } from './people/households.ts'
import { officerPersons, officersPerVillage } from './people/officers.ts'
import { surroundingSheets } from './surroundings.ts'
import { areaSheets } from './villages/areaList.ts'

export type { Sheet } from './chance/sheet.ts'
export type { CityOptions } from './people/groundwork.ts'

/**
 * The synthetic city, 2014–2020: real areas, invented villagers, organisations and figures, anchored
 * to what was published of the city as a whole. The same seed gives the same rows. The sheets come
 * in an order in which they may be loaded: what is pointed at before what points at it. Every view of
 * the catalogue has its rows; where no office here makes them, they are invented by their facts' types.
 */
export function syntheticCity(catalogue: Catalogue, options: CityOptions): Sheet[] {
  const ground = layGroundwork(options)
  const loans = drawLoans(ground)
  const development = developmentSheets(ground)
  const sheets = [
    ...areaSheets(ground.areas),
    ...entitySheets(ground),
    development.project,
    loanEntitySheet(loans),
    ...povertySheets(ground),
    ...populationSheets(ground),
    ...economySheets(ground),
    ...farmingSheets(ground),
    ...development.views,
    ...fundSheets(options.seed),
    ...creditSheets(ground, loans),
    ...loanSheets(loans),
    ...surroundingSheets(ground, loans),
  ]
  const all = [...sheets, ...inventedSheets(catalogue, ground, sheets)]
  return options.scale === 'full' ? all.map(withinBounds) : all
}

function entitySheets(ground: Groundwork): Sheet[] {
  const { bodies, operators, sample, censuses, households } = ground
  const count = sample.reduce((sum, village) => sum + village.households, 0)
  const members = [...censuses.values()].reduce((sum, census) => sum + census.members, 0)
  return [
    sheet(Organisation, bodies.organisations.length, () => bodies.organisations),
    sheet(Cooperative, operators.cooperatives.length, () =>
      operators.cooperatives.map(({ row }) => row),
    ),
    sheet(Enterprise, operators.enterprises.length, () =>
      operators.enterprises.map(({ row }) => row),
    ),
    sheet(Household, count, function* () {
      for (const { id, number, village } of households()) {
        yield { householdId: id, householdNo: number, village }
      }
    }),
    sheet(
      Person,
      members + Math.round(anchors.programmeVillages * officersPerVillage) + helperCount,
      () => persons(ground),
    ),
  ]
}

/** The members of all households, and then the officials of the villages. */
function* persons(ground: Groundwork): Generator<Person> {
  for (const { id, village, members } of ground.households()) {
    for (const member of members) {
      const idNumber = identityNumberOf(member)
      yield { personKey: ground.personKey(idNumber), idNumber, household: id, village }
    }
  }
  yield* officerPersons(ground)
  yield* helperPersons(ground)
}
