import { describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { checks } from '../src/checks/checks.ts'
import { readCheck } from '../src/checks/findings.ts'
import { knownIndicatorsOf } from '../src/indicators/figures/catalogued.ts'
import { departmentsIn } from '../src/indicators/meaning/indicator.ts'
import { dossierDepartments } from './dossier/dossier.ts'

/** For each department of the dossier, an indicator or check that reads a fact of its own. */
const uses: Readonly<Record<string, string>> = {
  agriculture: 'A01',
  bankingRegulator: 'B05',
  civilAffairs: 'Y01',
  commerce: 'Y09',
  devReform: 'T10',
  disabledFederation: 'Y02',
  ecoMigration: 'C04',
  education: 'C04',
  environment: 'A06',
  finance: 'R05',
  financeOffice: 'Y09',
  forestry: 'Y04',
  health: 'C04',
  housing: 'A06',
  humanResources: 'Y05',
  industryIt: 'Y11',
  landResources: 'Y03',
  marketRegulation: 'C05',
  orgDept: 'A07',
  pboc: 'B07',
  politicalLegal: 'A04',
  povertyOffice: 'C01',
  publicSecurity: 'B01',
  publicityDept: 'A05',
  ruralCredit: 'D01',
  statistics: 'A03',
  supplyMarketing: 'Y08',
  taxation: 'Y03',
  transport: 'A06',
  water: 'C04',
  womensFederation: 'A05',
  youthLeague: 'T15L',
}

const catalogue = await gatherCatalogue()
const known = knownIndicatorsOf(catalogue)
const read = new Map<string, readonly string[]>([
  ...known.all.map(({ definition, terms }) => [definition.code, departmentsIn(terms)] as const),
  ...checks.map((check) => {
    const { finding } = readCheck(catalogue, check, known.vocabulary)
    return [check.code, departmentsIn([finding])] as const
  }),
])

test('all 32 departments of the dossier are in use', () => {
  expect(Object.keys(uses).sort()).toEqual([...dossierDepartments].sort())
  expect(dossierDepartments).toHaveLength(32)
})

describe('each is read', () => {
  test.each(Object.entries(uses))('%s by %s', (department, code) => {
    expect(read.get(code)).toContain(department)
  })
})
