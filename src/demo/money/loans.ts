import { yearOf } from '../chance/days.ts'
import { stream } from '../chance/random.ts'
import type { Groundwork } from '../people/groundwork.ts'
import type { Contract, Draft } from '../villages/lending.ts'
import { isWithoutLoans } from './lendingPace.ts'
import { operatorLoans } from './operatorLoans.ts'
import { VillageLoans } from './villageLoans.ts'

/** All synthetic loans by their contract numbers, older ones first. */
export type Loans = ReadonlyMap<string, Contract>

/** Draws the loans of all households that are known, and of cooperatives, firms and collectives. */
export function drawLoans(ground: Groundwork): Loans {
  const { seed } = ground
  const unionOf = (county: string) => {
    const union = ground.bodies.unionOf.get(county)
    if (!union) throw new Error(`No credit union lends in ${county}`)
    return union
  }
  const ofOthers = operatorLoans(ground, unionOf)
  const seated = Map.groupBy(ofOthers, ({ seat }) => seat)
  const contracts: Draft[] = []
  for (const { village, households } of ground.householdsByVillage()) {
    if (isWithoutLoans(seed, village)) continue
    const { code, county } = village.village
    const random = stream(seed, `Loan/households/${code}`)
    const lender = { lender: unionOf(county), county, seat: code }
    const others = seated.get(code) ?? []
    contracts.push(...new VillageLoans(seed, village, households, others, lender, random).draw())
  }
  return numbered([...contracts, ...ofOthers])
}

function numbered(contracts: readonly Contract[]): Loans {
  const last = new Map<string, number>()
  return new Map(
    contracts
      .toSorted((one, other) => one.from - other.from)
      .map((contract) => {
        const book = `${contract.county}-${yearOf(contract.from)}`
        const number = (last.get(book) ?? 0) + 1
        last.set(book, number)
        return [`XH-${book}-${String(number).padStart(5, '0')}`, contract]
      }),
  )
}
