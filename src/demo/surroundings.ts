import type { Sheet } from './chance/sheet.ts'
import { creditReferenceSheets } from './money/creditReference.ts'
import { financeServiceSheets } from './money/financeService.ts'
import { financingSheets } from './money/financing.ts'
import type { Loans } from './money/loans.ts'
import { civilitySheets } from './offices/civility.ts'
import { courtyardSheets } from './offices/courtyards.ts'
import { disabilitySheets } from './offices/disability.ts'
import { ecommerceSheets } from './offices/ecommerce.ts'
import { employmentSheets } from './offices/employment.ts'
import { enterpriseSheets } from './offices/enterprises.ts'
import { environmentSheets } from './offices/environmentSheets.ts'
import { forestrySheets } from './offices/forestrySheets.ts'
import { governanceSheets } from './offices/governance.ts'
import { healthcareSheets } from './offices/healthcare.ts'
import { housingSheets } from './offices/housingSheets.ts'
import { landSheets } from './offices/land.ts'
import { leaderSheets } from './offices/leaders.ts'
import { leadershipSheets } from './offices/leadership.ts'
import { pairingSheets } from './offices/pairing.ts'
import { pensionSheets } from './offices/pensions.ts'
import { registrySheets } from './offices/registry.ts'
import { reliefSheets } from './offices/relief.ts'
import { roadSheets } from './offices/roads.ts'
import { satisfactionSheets } from './offices/satisfaction.ts'
import { schoolSheets } from './offices/schools.ts'
import { selfGovernanceSheets } from './offices/selfGovernance.ts'
import { startupSheets } from './offices/startups.ts'
import { supervisionSheets } from './offices/supervision.ts'
import { supplySheets } from './offices/supply.ts'
import { taxSheets } from './offices/taxes.ts'
import { telecomSheets } from './offices/telecom.ts'
import { waterSheets } from './offices/waterSheets.ts'
import type { Groundwork } from './people/groundwork.ts'
import { relocationSheets } from './people/relocation.ts'

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
