import { civilitySheets } from './civility.ts'
import { courtyardSheets } from './courtyards.ts'
import { creditReferenceSheets } from './creditReference.ts'
import { disabilitySheets } from './disability.ts'
import { ecommerceSheets } from './ecommerce.ts'
import { employmentSheets } from './employment.ts'
import { enterpriseSheets } from './enterprises.ts'
import { environmentSheets } from './environment.ts'
import { financeServiceSheets } from './financeService.ts'
import { financingSheets } from './financing.ts'
import { forestrySheets } from './forestry.ts'
import { governanceSheets } from './governance.ts'
import type { Groundwork } from './groundwork.ts'
import { healthcareSheets } from './healthcare.ts'
import { housingSheets } from './housing.ts'
import { landSheets } from './land.ts'
import { leaderSheets } from './leaders.ts'
import { leadershipSheets } from './leadership.ts'
import type { Loans } from './loans.ts'
import { pairingSheets } from './pairing.ts'
import { pensionSheets } from './pensions.ts'
import { registrySheets } from './registry.ts'
import { reliefSheets } from './relief.ts'
import { relocationSheets } from './relocation.ts'
import { roadSheets } from './roads.ts'
import { satisfactionSheets } from './satisfaction.ts'
import { schoolSheets } from './schools.ts'
import { selfGovernanceSheets } from './selfGovernance.ts'
import type { Sheet } from './sheet.ts'
import { startupSheets } from './startups.ts'
import { supervisionSheets } from './supervision.ts'
import { supplySheets } from './supply.ts'
import { taxSheets } from './taxes.ts'
import { telecomSheets } from './telecom.ts'
import { waterSheets } from './water.ts'

/** The sheets of one topic, over the ground that all share. */
type SheetsOf = (ground: Groundwork) => Sheet[]

const topics: readonly SheetsOf[] = [
  civilitySheets,
  courtyardSheets,
  disabilitySheets,
  ecommerceSheets,
  employmentSheets,
  enterpriseSheets,
  environmentSheets,
  financeServiceSheets,
  forestrySheets,
  governanceSheets,
  healthcareSheets,
  housingSheets,
  landSheets,
  leaderSheets,
  leadershipSheets,
  pairingSheets,
  pensionSheets,
  registrySheets,
  reliefSheets,
  relocationSheets,
  roadSheets,
  satisfactionSheets,
  schoolSheets,
  selfGovernanceSheets,
  startupSheets,
  taxSheets,
  telecomSheets,
  waterSheets,
]

/** What the departments around the programme's core say: of villages, households, persons and firms. */
export function surroundingSheets(ground: Groundwork, loans: Loans): Sheet[] {
  return [
    ...topics.flatMap((sheetsOf) => sheetsOf(ground)),
    ...creditReferenceSheets(ground, loans),
    ...financingSheets(ground, loans),
    ...supplySheets(ground, loans),
    ...supervisionSheets(ground, loans),
  ]
}
