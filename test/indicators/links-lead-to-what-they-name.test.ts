import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type FormulaWorld,
  inVillage,
  ledger,
  one,
  openFormulaWorld,
  register,
  registered,
  spelt,
  town,
  two,
  village,
  worth,
} from './formulaWorld.ts'

let world: FormulaWorld
beforeAll(async () => {
  world = await openFormulaWorld('formula_links')
})
afterAll(() => world.close())

describe('along a link', () => {
  const [active, closed, unknown, firm] = [
    '93520602MA0000001A',
    '93520602MA0000002A',
    '93520602MA0000003A',
    '91520602MA0000004A',
  ] as const
  const links = { active, closed, unknown, firm, none: null }
  const names = Object.keys(links)
  const loans = ['ofActive', 'ofClosed', 'ofNone', 'ofStranger', 'ofFirm', 'ofNobody', 'again']
  const borrowers = ['active', 'closed', 'none', 'stranger', firm, null, 'active']
  const days = ['2018-12-31', '2018-01-01', '2017-12-31', '2018-06-30', '2018-07-01', null]
  const registration = 'marketRegulation.EntityRegistration'
  const leading = 'agriculture.AgribusinessProfile.povertyLeadingFlag'
  const serious = 'marketRegulation.AbnormalList.listKind = SERIOUS'

  beforeAll(() =>
    world.make(
      [one],
      {
        [register]: [
          ...registered(
            names,
            '2018',
            Object.values(links).map((linkedEntityUscc, at) => ({
              linkedEntityUscc,
              registerNo: 'x',
              netIncomePerCapita: at < 2 ? 2000 : 5000,
            })),
          ),
          ...registered(['active'], '2017', [{ linkedEntityUscc: closed }]),
        ],
        [village]: [{ of: one, period: '2018', poorVillageFlag: true }],
        [registration]: [
          {
            of: active,
            operatingStatus: 'ACTIVE',
            registeredCapital: 100,
            legalRepresentative: '李',
            villageCode: one,
          },
          { of: closed, operatingStatus: 'DEREGISTERED', registeredCapital: 5000 },
          { of: firm, operatingStatus: 'ACTIVE', registeredCapital: 9000 },
        ],
        'marketRegulation.AbnormalList': [
          { of: closed, listNo: '1', listKind: 'ABNORMAL', listedDate: '2018-01-01' },
          { of: closed, listNo: '2', listKind: 'SERIOUS', listedDate: '2018-12-31' },
        ],
        'agriculture.AgribusinessProfile': [
          { of: active, period: '2018', povertyLeadingFlag: true },
          { of: closed, period: '2018', povertyLeadingFlag: false },
        ],
        'health.HealthCoverage': [
          { of: 'first', period: '2018', insuredFlag: true },
          { of: 'second', period: '2018', insuredFlag: false },
        ],
        'publicSecurity.Residence': [
          { of: 'first', name: '李', villageCode: one },
          { of: 'second', name: '王', villageCode: one },
          { of: 'third', name: '李', villageCode: two },
        ],
        [ledger]: loans.map((of, at) => ({
          of,
          borrowerRef: borrowers[at],
          disbursedAmount: worth(loans)[of],
          disbursedDate: days[at] ?? null,
          termMonths: at,
        })),
      },
      {
        households: inVillage([...names, 'stranger']),
        persons: { first: 'active', second: 'closed', third: 'firm' },
        loans: inVillage(loans),
        cooperatives: inVillage([active, closed, unknown]),
        enterprises: { [firm]: town },
      },
    ),
  )

  test.each([
    [`via(linkedEntityUscc, ${registration}.operatingStatus = ACTIVE)`, 'active firm'],
    // A blank link, and a target of which nobody has said anything, are not known.
    [`not via(linkedEntityUscc, ${registration}.operatingStatus = ACTIVE)`, 'closed'],
    [`via(linkedEntityUscc, ${registration}.operatingStatus) = null`, 'unknown none'],
    [`via(linkedEntityUscc, ${registration}.registeredCapital) > 1000`, 'closed firm'],
    [`via(linkedEntityUscc, ${registration}.registeredCapital) < 1000`, 'active'],
    [`via(linkedEntityUscc.Enterprise, ${registration}.operatingStatus = ACTIVE)`, 'firm'],
    // The year before, it led elsewhere.
    [
      `via(linkedEntityUscc, ${registration}.operatingStatus = ACTIVE)
        and via(linkedEntityUscc, ${registration}.operatingStatus = DEREGISTERED)[y-1]`,
      'active',
    ],
    [`via(linkedEntityUscc.Cooperative, Cooperative.name)[y-1] != null`, 'active'],
    [
      `via(linkedEntityUscc.Cooperative, Cooperative.name)
        != via(linkedEntityUscc.Cooperative, Cooperative.name)[y-1]`,
      'active',
    ],
    // Told of leading operators alone: of a target without a row it is no, of no target it is not known.
    [`via(linkedEntityUscc, ${leading})`, 'active'],
    [`not via(linkedEntityUscc, ${leading})`, 'closed unknown firm'],
    [`via(linkedEntityUscc, any(${serious}))`, 'closed'],
    [`via(linkedEntityUscc, not any(${serious}))`, 'active unknown firm'],
    [`via(linkedEntityUscc, count(marketRegulation.AbnormalList) = 2)`, 'closed'],
    ['via(linkedEntityUscc, any(marketRegulation.AbnormalList where by(listedDate)))', 'closed'],
    // Its loans, found by who borrowed; of some the ledger has none, which is nothing at all.
    [`any(${ledger})`, 'active closed none'],
    [`count(${ledger}) = 2`, 'active'],
    [`sum(${ledger}.disbursedAmount) = 1000001`, 'active'],
    [`sum(${ledger}.disbursedAmount) = 0`, 'unknown firm'],
    [`max(${ledger}.disbursedAmount) = null`, 'unknown firm'],
    [`avg(${ledger}.disbursedAmount) = 500000.5`, 'active'],
    [`countDistinct(${ledger}.termMonths) = 2`, 'active'],
    [`any(${ledger}.disbursedAmount > 1 where during(disbursedDate))`, 'closed'],
    [`any(${ledger} where during(disbursedDate)[y-1])`, 'none'],
    [`any(${ledger}.disbursedAmount > 0 and ${village}.poorVillageFlag)`, 'active closed none'],
    [`via(linkedEntityUscc, any(${serious} and ${village}.poorVillageFlag))`, 'closed'],
  ])('of a household: %s: %s', async (condition, meant) => {
    expect(await world.whom(names, condition)).toBe(meant)
  })

  test.each([
    [
      `via(borrowerRef.Household, ${register}.registerNo != null)`,
      'ofActive ofClosed ofNone again',
    ],
    [`via(borrowerRef.Household, ${register}.netIncomePerCapita > 2500)`, 'ofNone'],
    [
      `via(borrowerRef.Household, ${register}.netIncomePerCapita < 2500)`,
      'ofActive ofClosed again',
    ],
    ['via(borrowerRef.Household, any(health.HealthCoverage.insuredFlag))', 'ofActive again'],
    [
      'not via(borrowerRef.Household, any(health.HealthCoverage.insuredFlag))',
      'ofClosed ofNone ofStranger',
    ],
    // Two loans of one household do not make its members twice as many.
    [
      'via(borrowerRef.Household, count(health.HealthCoverage where insuredFlag) = 1)',
      'ofActive again',
    ],
    [
      'via(borrowerRef.Household, all(health.HealthCoverage.insuredFlag))',
      'ofActive ofNone ofStranger again',
    ],
    [
      `via(borrowerRef.Household, via(${register}.linkedEntityUscc, ${leading}) and any(health.HealthCoverage.insuredFlag))`,
      'ofActive again',
    ],
    [`via(borrowerRef.Enterprise, ${registration}.registeredCapital > 1)`, 'ofFirm'],
    [`via(borrowerRef.Household, has(${register}))`, 'ofActive ofClosed ofNone again'],
    [`not via(borrowerRef.Household, has(${register}))`, 'ofStranger'],
  ])('of a loan: %s: %s', async (condition, meant) => {
    const sum = await world.told(`sum(${ledger}.disbursedAmount where ${condition})`)
    expect(spelt(loans, sum)).toBe(meant)
  })

  test.each([
    [`countDistinct(${ledger}.borrowerRef)`, '5'],
    [`countDistinct(${ledger}.borrowerRef.Household)`, '4'],
    [`countDistinct(${ledger}.borrowerRef.Household where by(disbursedDate))`, '4'],
    [`countDistinct(${ledger}.borrowerRef where during(disbursedDate))`, '4'],
    // By what both say: a resident of the same name as a legal representative, in the same village.
    [
      `count(publicSecurity.Residence where any(${registration}
        where legalRepresentative = of(publicSecurity.Residence.name)
          and villageCode = of(publicSecurity.Residence.villageCode)))`,
      '1',
    ],
  ])('%s is %s', async (formula, value) => {
    expect(await world.told(formula)).toBe(value)
  })
})
