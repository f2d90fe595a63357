import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Level, Rise } from '../../src/indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { readIndicator } from '../../src/indicators/meaning/indicator.ts'
import { ownIndicator } from '../../src/indicators/meaning/ownFormula.ts'
import { openWorld, type World } from './world.ts'

const [one, two, three] = ['520602101201', '520602101202', '520602101203'] as const
const [town, county, far, farCounty] = ['520602101', '520602', '520603101201', '520603'] as const

const register = 'povertyOffice.HouseholdRegister'
const village = 'povertyOffice.VillageStatus'
const credit = 'ruralCredit.HouseholdCredit'
const ledger = 'ruralCredit.LoanLedger'
const outlet = 'ruralCredit.VillageOutlet'
const visits = 'orgDept.PairingAssistance.visitCount'
const dibao = 'civilAffairs.MinimumLiving'

let world: World
beforeAll(async () => {
  world = await openWorld('indicator_language')
})
afterAll(() => world.close())

interface Asking {
  readonly level?: Level
  readonly area?: string
  readonly year?: number
  /** The last month that is asked for. */
  readonly through?: number
  readonly decimals?: number
  /** How it rises to an area above its level. */
  readonly rise?: Rise
}

const known = () => knownIndicatorsOf(world.catalogue)

async function ask(
  formula: string,
  { level = 'Village', area = one, year = 2018, through = 12, decimals = 0, rise }: Asking = {},
) {
  const own = ownIndicator(world.catalogue, known(), { formula, level, decimals })
  const rising = rise && { ...own.definition, rise }
  const indicator = rising ? readIndicator(world.catalogue, rising, known().vocabulary) : own
  const { compute } = openFigures(world.catalogue, known()).over(world.database.reader)
  const [value] = await compute(indicator, [{ area, year, through }])
  if (!value) throw new Error('a question was not answered')
  return value
}

/** Its value, or why there is none. */
async function told(formula: string, asking?: Asking): Promise<string> {
  const { status, value } = await ask(formula, asking)
  return status === 'OK' ? `${value}` : status
}

/** Things that are worth 1, 10, 100 …: the digits of a sum spell out of whom it is made, each once. */
const worth = (names: readonly string[]) =>
  Object.fromEntries(names.map((name, at) => [name, 10 ** at]))

function spelt(names: readonly string[], sum: string): string {
  if (!/^[\d.]+$/.test(sum)) return sum
  const digits = [...`${Number(sum)}`].reverse()
  const meant = digits.flatMap((digit, at) => (digit === '0' ? [] : [[names[at], digit]]))
  return meant.map(([name, digit]) => (digit === '1' ? name : `${digit} × ${name}`)).join(' ')
}

const whom = async (names: readonly string[], condition: string, asking?: Asking) =>
  spelt(names, await told(`sum(${register}.memberCount where ${condition})`, asking))

const inVillage = (names: readonly string[], of: string = one) =>
  Object.fromEntries(names.map((name) => [name, of]))

const registered = (names: readonly string[], period: string, more: object[] = []) =>
  names.map((of, at) => ({ of, period, memberCount: worth(names)[of], ...more[at] }))

/** The parts of a year; where one is undefined, nothing was reported. */
const parts = (of: string, year: number, per: 'Q' | 'M', fact: string, values: unknown[]) =>
  values.flatMap((value, at) => {
    const part = per === 'Q' ? `Q${at + 1}` : `${at + 1}`.padStart(2, '0')
    return value === undefined ? [] : [{ of, period: `${year}-${part}`, [fact]: value }]
  })

describe('a condition is asked of each household', () => {
  const names = [...'abcdefgh']
  const incomes = [3534, 3535, 3536, null, 3335, 0, 9999, 1]
  const dates = ['2018-12-31', '2019-01-01', '2017-12-31', '2018-01-01', null, '2018-06-30']
  const grades = ['GOOD', 'FAIR', 'UNRATED', null, 'EXCELLENT', 'GOOD', null, 'UNRATED']
  const city: Asking = { level: 'City', area: '5206' }

  beforeAll(() =>
    world.make(
      [one, far],
      {
        [register]: [
          ...registered(
            names,
            '2018',
            incomes.map((netIncomePerCapita) => ({ netIncomePerCapita })),
          ),
          ...registered(
            names.slice(0, 4),
            '2017',
            [3334, 3335, 3336, null].map((netIncomePerCapita) => ({ netIncomePerCapita })),
          ),
          { of: 'a', period: '2021', memberCount: 1, netIncomePerCapita: 1 },
        ],
        [credit]: names.map((of, at) => ({
          of,
          period: '2018',
          ratingDate: [...dates, '2018-07-01', null][at],
          creditGrade: grades[at],
        })),
        'water.SafeWater': [true, false, null].map((safeWater, at) => ({
          of: names[at]!,
          period: '2018',
          safeWater,
        })),
        [village]: [
          { of: one, period: '2018', poorVillageFlag: true },
          { of: far, period: '2018', poorVillageFlag: false },
        ],
        'politicalLegal.TownshipStability': [
          { of: town, period: '2018-Q2', majorIncidentFlag: true },
          ...parts('520603101', 2018, 'Q', 'majorIncidentFlag', Array(4).fill(false)),
        ],
        'pboc.CountyCredit': [
          { of: county, period: '2018-12', allLoanBalance: 1000 },
          { of: farCounty, period: '2018-12', allLoanBalance: 2000 },
        ],
      },
      { households: { ...inVillage(names), g: far, h: far } },
    ),
  )

  test.each<[condition: string, whom: string, asking?: Asking]>([
    // Blanks.
    ['netIncomePerCapita = null', 'd'],
    ['null != netIncomePerCapita', 'a b c e f g h'],
    ['netIncomePerCapita in (0, 1, 9999)', 'f g h'],
    [`${credit}.creditGrade in (GOOD, FAIR)`, 'a b f'],
    [`not ${credit}.creditGrade in (GOOD, FAIR)`, 'c e h'],
    [`${credit}.creditGrade != UNRATED`, 'a b e f'],
    ['if(netIncomePerCapita > 3535, memberCount > 0, memberCount > 100)', 'c e f g h'],
    ['if(netIncomePerCapita = null, memberCount, 0) > 0', 'd'],
    ['if(netIncomePerCapita > 3000, netIncomePerCapita, netIncomePerCapita[y-1]) > 3535', 'c g'],
    ['min(netIncomePerCapita, 3000) = 3000', 'a b c e g'],
    ['max(netIncomePerCapita, 3000) = 3000', 'f h'],
    ['max(netIncomePerCapita, netIncomePerCapita[y-1]) > 0', 'a b c'],
    ['clamp(netIncomePerCapita, 10, 3535) = 3535', 'b c g'],
    ['clamp(netIncomePerCapita, 10, 3535) = 10', 'f h'],
    ['clamp(netIncomePerCapita, netIncomePerCapita[y-1], 9999) > 0', 'a b c'],
    // Another view of the same household: a tells yes, b no, c a blank, the others nothing.
    ['water.SafeWater.safeWater', 'a'],
    ['not water.SafeWater.safeWater', 'b'],
    ['water.SafeWater.safeWater = null', 'c d e f g h'],
    ['water.SafeWater.safeWater or netIncomePerCapita > 9000', 'a g'],
    ['not (water.SafeWater.safeWater and netIncomePerCapita > 9000)', 'a b c e f h'],
    ['has(water.SafeWater)', 'a b c'],
    [`not has(water.SafeWater) and has(${register})[y-1]`, 'd'],
    // The areas around it.
    [`${village}.poorVillageFlag`, 'a b c d e f'],
    [`not ${village}.poorVillageFlag and netIncomePerCapita > 1`, 'g'],
    ['pboc.CountyCredit.allLoanBalance > 1500', 'g h'],
    ['maxOverYear(politicalLegal.TownshipStability.majorIncidentFlag)', 'a b c d e f'],
    ['not maxOverYear(politicalLegal.TownshipStability.majorIncidentFlag)', 'g h'],
    // Other years.
    ['netIncomePerCapita > netIncomePerCapita[y-1]', 'a b c'],
    ['netIncomePerCapita[2017] >= 3335', 'b c'],
    ['(netIncomePerCapita >= param.povertyLine)[y-1]', 'b c'],
    // A line of each year: 3335, 3535 and, of 2020, 4000.
    ['netIncomePerCapita >= param.povertyLine[y-1]', 'a b c e g'],
    ['netIncomePerCapita >= param.povertyLine', 'b c g'],
    ['netIncomePerCapita >= param.povertyLine[2020]', 'g'],
    ['meets(netIncomePerCapita, param.povertyLine)', 'b c g'],
    // Dates; e and h have none.
    [`by(${credit}.ratingDate)`, 'a c d f g'],
    [`not by(${credit}.ratingDate)`, 'b e h'],
    [`during(${credit}.ratingDate)`, 'a d f g'],
    [`not during(${credit}.ratingDate)`, 'b c e h'],
    [`by(${credit}.ratingDate)`, 'c d f', { through: 6 }],
    [`during(${credit}.ratingDate)`, 'd f', { through: 6 }],
    [`year(${credit}.ratingDate) = y`, 'a d f g'],
    [`year(${credit}.ratingDate) in (2017, 2019)`, 'b c'],
    [`year(${credit}.ratingDate) = y - 1`, 'c'],
    // The same in Chinese.
    ['家庭年人均纯收入 = 空', 'd'],
    ['非 农信社.农户信用档案.信用等级 属于 (较好, 一般)', 'c e h'],
    ['如果(家庭年人均纯收入 > 3535, 家庭人口 > 0, 家庭人口 > 100)', 'c e f g h'],
    ['最大(家庭年人均纯收入, 3000) = 3000 或 限于(家庭年人均纯收入, 10, 3535) = 3535', 'b c f g h'],
    ['最小(家庭年人均纯收入, 3000) = 3000 且 达到(家庭年人均纯收入, 参数.povertyLine)', 'b c g'],
    ['截至(农信社.农户信用档案.评定日期)', 'a c d f g'],
    ['期内(农信社.农户信用档案.评定日期)', 'a d f g'],
    ['年份(农信社.农户信用档案.评定日期) = 本年', 'a d f g'],
  ])('%s: %s', async (condition, meant, asking) => {
    expect(await whom(names, condition, { ...city, ...asking })).toBe(meant)
  })

  test.each<[formula: string, value: string]>([
    [`sum(${register}.memberCount)`, '11111111'],
    [`sum(${register}.memberCount[y-1])`, '1111'],
    [`sum(${register}.memberCount)[y-1]`, '1111'],
    [`increment(sum(${register}.memberCount))`, '11110000'],
    [`count(${register})`, '8'],
    [`count(${register})[y-1]`, '4'],
    [`count(${register} where netIncomePerCapita > 3000)`, '5'],
    [`count(${register}.netIncomePerCapita > 3000 where ${village}.poorVillageFlag)`, '4'],
    ['count(Household)', '8'],
    // Households are counted, and not the rows of the view that is named first.
    ['count(Household where water.SafeWater.safeWater = null)', '6'],
    [
      `count(Household where water.SafeWater.safeWater or ${register}.netIncomePerCapita > 9000)`,
      '2',
    ],
    // 23940 over seven, 13940 over five: who has none is left out.
    [`avg(${register}.netIncomePerCapita)`, '3420'],
    [`avg(${register}.netIncomePerCapita where ${village}.poorVillageFlag)`, '2788'],
    [`min(${register}.netIncomePerCapita)`, '0'],
    [`min(${register}.netIncomePerCapita where netIncomePerCapita > 0)`, '1'],
    [`max(${register}.netIncomePerCapita where netIncomePerCapita < 3535)`, '3534'],
    [`max(${register}.netIncomePerCapita where netIncomePerCapita > 9999)`, 'NOT_APPLICABLE'],
    [`countDistinct(${credit}.creditGrade)`, '4'],
    [`countDistinct(${credit}.creditGrade where ${register}.netIncomePerCapita < 10)`, '2'],
    [`countDistinct(${credit}.ratingDate where during(ratingDate))`, '4'],
  ])('%s of the city is %s', async (formula, value) => {
    expect(await told(formula, city)).toBe(value)
  })

  test('against a line that is not known for the year there is no figure, and no zero', async () => {
    const below = `sum(${register}.memberCount where netIncomePerCapita < param.povertyLine)`
    expect(await ask(below, { ...city, year: 2021 })).toMatchObject({ value: null })
  })
})

describe('any and all of the members: yes, no, or not known', () => {
  const insured = 'health.HealthCoverage.insuredFlag'
  const say: Record<string, boolean | null> = { T: true, F: false, U: null }
  // Members one by one: yes, no, a blank, and (-) no word at all from a view that owes one of everybody.
  const families = ['TT', 'TF', 'TU', 'FF', 'FU', 'UU', 'T-', 'F-', '--', 'empty']
  const membersOf = (family: string) => (family === 'empty' ? [] : [...family])

  test.each([
    [`any(${insured})`, 'TT TF TU T-'],
    [`not any(${insured})`, 'FF empty'],
    [`all(${insured})`, 'TT empty'],
    [`not all(${insured})`, 'TF FF FU F-'],
    // Of nobody: not any, and all.
    ['any(education.CompulsoryEducation.enrolledFlag where schoolAgeFlag)', 'UU'],
    [
      'all(education.CompulsoryEducation.enrolledFlag where schoolAgeFlag)',
      'TT TU FF UU T- F- -- empty',
    ],
  ])('%s: %s', async (condition, meant) => {
    const persons = families.flatMap((family) => membersOf(family).map((_, at) => `${family}${at}`))
    await world.make(
      [one],
      {
        [register]: registered(families, '2018'),
        'health.HealthCoverage': persons.flatMap((of) => {
          const letter = of.at(Number(of.at(-1))) ?? ''
          return letter === '-' ? [] : [{ of, period: '2018', insuredFlag: say[letter] }]
        }),
        // Told of pupils alone: TF's first is at no school, of FU's first it is not known.
        'education.CompulsoryEducation': [
          { of: 'TF0', period: '2018-T2', schoolAgeFlag: true, enrolledFlag: false },
          { of: 'FU0', period: '2018-T2', schoolAgeFlag: true, enrolledFlag: null },
          { of: 'UU0', period: '2018-T2', schoolAgeFlag: true, enrolledFlag: true },
          { of: 'TT0', period: '2018-T2', schoolAgeFlag: false, enrolledFlag: null },
        ],
      },
      {
        households: inVillage(families),
        persons: Object.fromEntries(persons.map((person) => [person, person.slice(0, -1)])),
      },
    )
    expect(await whom(families, condition)).toBe(meant)
  })

  // One member each: whether it is meant, and what it says.
  const meantAndSaid = ['TT', 'TF', 'TU', 'FT', 'FF', 'FU', 'UT', 'UF', 'UU']
  test.each([
    [`any(${insured} where chronicDiseaseFlag)`, 'TT'],
    [`not any(${insured} where chronicDiseaseFlag)`, 'TF FT FF FU UF'],
    [`all(${insured} where chronicDiseaseFlag)`, 'TT FT FF FU UT'],
    [`not all(${insured} where chronicDiseaseFlag)`, 'TF'],
  ])('%s: %s', async (condition, meant) => {
    await world.make(
      [one],
      {
        [register]: registered(meantAndSaid, '2018'),
        'health.HealthCoverage': meantAndSaid.map((of) => ({
          of,
          period: '2018',
          chronicDiseaseFlag: say[of[0]!],
          insuredFlag: say[of[1]!],
        })),
      },
      {
        households: inVillage(meantAndSaid),
        persons: Object.fromEntries(meantAndSaid.map((name) => [name, name])),
      },
    )
    expect(await whom(meantAndSaid, condition)).toBe(meant)
  })
})

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
        [register]: registered(
          names,
          '2018',
          Object.values(links).map((linkedEntityUscc, at) => ({
            linkedEntityUscc,
            registerNo: 'x',
            netIncomePerCapita: at < 2 ? 2000 : 5000,
          })),
        ),
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
    expect(await whom(names, condition)).toBe(meant)
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
    const sum = await told(`sum(${ledger}.disbursedAmount where ${condition})`)
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
    expect(await told(formula)).toBe(value)
  })
})

describe('the parts of a year', () => {
  const names = ['full', 'gap', 'blank', 'late', 'silent']
  const quarters = [[1, 2, 3, 4], [5, undefined, 5, 5], [5, 5, null, 5], [9, 9, 9], []]
  const sessions = `${outlet}.nightSchoolSessions`
  const customers = `${outlet}.activeCustomers`
  const risk = 'bankingRegulator.LoanRisk'
  const incident = 'politicalLegal.TownshipStability.majorIncidentFlag'

  beforeAll(() =>
    world.make(
      [one, two, three, '520602102201', '520602103201'],
      {
        [register]: registered(names, '2018'),
        'orgDept.PairingAssistance': [
          ...names.flatMap((of, at) => parts(of, 2018, 'Q', 'visitCount', quarters[at] ?? [])),
          ...parts('full', 2017, 'Q', 'visitCount', [7, 7, 7, 7]),
          ...parts('late', 2017, 'Q', 'visitCount', [1, 1, 1, 1]),
        ],
        [outlet]: [
          ...parts(one, 2017, 'Q', 'nightSchoolSessions', [2, 2, 2, 2]),
          ...[10, 20, 30, 40].map((activeCustomers, at) => ({
            of: one,
            period: `2018-Q${at + 1}`,
            nightSchoolSessions: 3,
            activeCustomers,
          })),
          // The second misses a quarter of this year, the third the last of the year before.
          ...parts(two, 2017, 'Q', 'nightSchoolSessions', [1, 1, 1, 1]),
          ...parts(two, 2018, 'Q', 'activeCustomers', [7, undefined, 9, 11]).map((row) => ({
            ...row,
            nightSchoolSessions: row.period === '2018-Q4' ? null : 1,
          })),
          ...parts(three, 2017, 'Q', 'nightSchoolSessions', [1, 1, 1]),
          ...parts(three, 2018, 'Q', 'activeCustomers', [8, 8, 9]).map((row) => ({
            ...row,
            nightSchoolSessions: 1,
          })),
        ],
        'bankingRegulator.LoanRisk': [
          ['A', '01', 'NORMAL', 1, 100],
          ['C', '01', 'LOSS', 10, 7],
          ['A', '02', 'LOSS', 100, 90],
          ['B', '02', 'NORMAL', 1000, 50],
          ['A', '05', 'NORMAL', 10_000, 80],
          ['B', '05', 'LOSS', 100_000, 40],
        ].map(([of, month, riskClass, repaidPrincipal, outstandingBalance]) => ({
          of: `${of}`,
          period: `2018-${month}`,
          riskClass,
          repaidPrincipal,
          outstandingBalance,
        })),
        'politicalLegal.TownshipStability': [
          ...parts(town, 2018, 'Q', 'majorIncidentFlag', [undefined, true]),
          ...parts('520602102', 2018, 'Q', 'majorIncidentFlag', [false, false, false, false]),
          ...parts('520602103', 2018, 'Q', 'majorIncidentFlag', [false, undefined, false, false]),
        ],
      },
      { households: inVillage(names), loans: inVillage(['A', 'B', 'C']) },
    ),
  )

  test.each<[condition: string, whom: string, through?: number]>([
    // A flow adds up by itself; where a part is missing it is not known.
    [`${visits} = 10`, 'full'],
    [`${visits} = null`, 'gap blank late silent'],
    [`sumOverYear(${visits}) = 10`, 'full'],
    [`minOverYear(${visits}) = 1`, 'full'],
    [`minOverYear(${visits}) = null`, 'gap blank late silent'],
    [`maxOverYear(${visits}) = 4`, 'full'],
    [`maxOverYear(${visits}) = null`, 'gap blank late silent'],
    // A mean and a record are of what there is.
    [`avgOverYear(${visits}) = 2.5`, 'full'],
    [`avgOverYear(${visits}) = 5`, 'gap blank'],
    [`avgOverYear(${visits}) = null`, 'silent'],
    [`highest(${visits}, 2017) = 7`, 'full'],
    [`highest(${visits}, 2017) = 5`, 'gap blank'],
    [`highest(${visits}, 2018) = 4`, 'full'],
    [`cumulative(${visits}, 2017) = 38`, 'full'],
    [`cumulative(${visits}, 2017) = null`, 'gap blank late silent'],
    [`cumulative(${visits}, 2017)[y-1] = 4`, 'late'],
    // So far in the year.
    [`${visits} = 1`, 'full', 3],
    [`${visits} = null`, 'silent', 3],
    [`${visits} = 3`, 'full', 6],
    [`${visits} = 10`, 'blank', 6],
    [`${visits} = 18`, 'late', 6],
    [`${visits} = null`, 'gap silent', 6],
    [`${visits} = 27`, 'late', 9],
    [`${visits} = null`, 'gap blank silent', 9],
    [`${visits}[y-1] = 14`, 'full', 6],
    [`${visits}[2017] = 28`, 'full', 6],
    [`cumulative(${visits}, 2017) = 31`, 'full', 6],
  ])('of a household: %s: %s, through %s', async (condition, meant, through = 12) => {
    expect(await whom(names, condition, { through })).toBe(meant)
  })

  test.each<[formula: string, value: string, asking?: Asking]>([
    [sessions, '12'],
    [sessions, '3', { through: 3 }],
    [sessions, '6', { through: 6 }],
    [sessions, '9', { through: 9 }],
    [`increment(${sessions})`, '2', { through: 6 }],
    [`${sessions} - ${sessions}[2017]`, '-2', { through: 6 }],
    [`cumulative(${sessions}, 2017)`, '20'],
    [`cumulative(${sessions}, 2017)`, '14', { through: 6 }],
    [`highest(${sessions}, 2016)`, '3'],
    [customers, '40'],
    [customers, '20', { through: 6 }],
    [`minOverYear(${customers})`, '10'],
    [`maxOverYear(${customers})`, '20', { through: 6 }],
    [`avgOverYear(${customers})`, '25'],
    [`avgOverYear(${customers})`, '15', { through: 6 }],
    [customers, '11', { area: two }],
    [customers, '7', { area: two, through: 6 }],
    [`minOverYear(${customers})`, 'NOT_REPORTED', { area: two }],
    [`avgOverYear(${customers})`, '9', { area: two }],
    [`highest(${customers}, 2018)`, '11', { area: two }],
    // Of loans: a flow is added up month by month, each asked for itself; a balance is the last month's.
    [`sum(${risk}.repaidPrincipal)`, '111111'],
    [`sum(${risk}.repaidPrincipal)`, '1111', { through: 3 }],
    [`sum(${risk}.repaidPrincipal where riskClass = LOSS)`, '100110'],
    [`sum(${risk}.outstandingBalance)`, '120'],
    [`sum(${risk}.outstandingBalance)`, '140', { through: 3 }],
    [`sum(${risk}.outstandingBalance where riskClass = LOSS)`, '40'],
    [`sum(${risk}.outstandingBalance where riskClass = LOSS)`, '90', { through: 3 }],
    [`sum(${risk}.outstandingBalance)[y-1]`, 'NOT_REPORTED'],
    // One yes settles that there was any, one no that it was not always so; else all parts are owed.
    [`maxOverYear(${incident})`, '1', { level: 'Township', area: town }],
    [`minOverYear(${incident})`, 'NOT_REPORTED', { level: 'Township', area: town }],
    [`maxOverYear(${incident})`, '0', { level: 'Township', area: '520602102' }],
    [`maxOverYear(${incident})`, 'NOT_REPORTED', { level: 'Township', area: '520602103' }],
    [`minOverYear(${incident})`, '0', { level: 'Township', area: '520602103' }],
  ])('of an area: %s is %s, %o', async (formula, value, asking) => {
    expect(await told(formula, asking)).toBe(value)
  })

  test('that are not over are not owed; once the year has ended they are, also of an answer given before', async () => {
    let today = '2018-11-15'
    const figures = openFigures(world.catalogue, known(), { now: () => new Date(today) })
    const least = { formula: `minOverYear(${customers})`, level: 'Village', decimals: 0 } as const
    const indicator = ownIndicator(world.catalogue, known(), least)
    const statuses = async () => {
      const { compute } = figures.over(world.database.reader)
      const questions = [one, two, three].map((area) => ({ area, year: 2018, through: 12 }))
      return (await compute(indicator, questions)).map(({ status }) => status)
    }
    // The second misses a part before its last; the third has said nothing of the last quarter yet.
    expect(await statuses()).toEqual(['OK', 'NOT_REPORTED', 'OK'])
    today = '2019-01-15'
    expect(await statuses()).toEqual(['OK', 'NOT_REPORTED', 'NOT_REPORTED'])
  })

  test('add up over the years only where none is missing, also of a year that is running', async () => {
    const formula = `cumulative(${sessions}, 2017)`
    const indicator = ownIndicator(world.catalogue, known(), {
      formula,
      level: 'Village',
      decimals: 0,
    })
    const told = async (today: string) => {
      const figures = openFigures(world.catalogue, known(), { now: () => new Date(today) })
      const { compute } = figures.over(world.database.reader)
      const questions = [one, two, three].map((area) => ({ area, year: 2018, through: 12 }))
      return (await compute(indicator, questions)).map(({ status, value }) => value ?? status)
    }
    expect(await told('2018-11-15')).toEqual(['20', 'NOT_REPORTED', 'NOT_REPORTED'])
    expect(await told('2019-11-15')).toEqual(['20', 'NOT_REPORTED', 'NOT_REPORTED'])
  })

  test('a figure that is asked for with other decimals is not the one that was kept', async () => {
    const figures = openFigures(world.catalogue, known())
    const third = (decimals: number) =>
      ownIndicator(world.catalogue, known(), {
        formula: `${customers} / 3`,
        level: 'Village',
        decimals,
      })
    const values = []
    for (const decimals of [2, 0, 4]) {
      const { compute } = figures.over(world.database.reader)
      const [value] = await compute(third(decimals), [{ area: one, year: 2018, through: 12 }])
      values.push(value?.value)
    }
    expect(values).toEqual(['13.33', '13', '13.3333'])
  })
})

describe('a view that tells only of those concerned', () => {
  const names = ['yes', 'no', 'new', 'untold']
  const months = (amount: number, from = 0) => Array(12).fill(undefined).fill(amount, from)
  const moved = 'by(ecoMigration.RelocatedHousehold.movedInDate)'

  beforeAll(() =>
    world.make(
      [one, two, far],
      {
        [register]: [
          ...registered(names, '2018'),
          { of: 'near', period: '2018', memberCount: 1 },
          { of: 'far', period: '2018', memberCount: 1 },
        ],
        [dibao]: [
          ...parts('yes', 2018, 'M', 'monthlyAmount', months(50)),
          ...parts('new', 2018, 'M', 'monthlyAmount', months(100, 9)),
        ].map((row) => ({ ...row, dibaoFlag: true })),
        'ecoMigration.RelocatedHousehold': [{ of: 'yes', movedInDate: '2018-12-31' }],
        'youthLeague.YouthLeader': [{ of: 'p1', period: '2018', recognisedLevel: 'COUNTY' }],
        'womensFederation.WomenStartup': [
          { of: 'p1', period: '2018', starterIndustry: 'TEA' },
          { of: 'p2', period: '2018', starterIndustry: 'TEA' },
        ],
      },
      {
        households: { ...inVillage(names), near: two, far },
        persons: { p1: 'yes', p2: 'no', p3: 'no' },
      },
    ),
  )

  test.each([
    [`${dibao}.dibaoFlag`, 'yes new'],
    [`not ${dibao}.dibaoFlag`, 'no untold'],
    [`${dibao}.monthlyAmount < 60`, 'yes no untold'],
    [`maxOverYear(${dibao}.dibaoFlag)`, 'yes new'],
    [`not maxOverYear(${dibao}.dibaoFlag)`, 'no untold'],
    [`sumOverYear(${dibao}.monthlyAmount) = 600`, 'yes'],
    // It has been paid since October; of the months before there was nothing to tell.
    [`sumOverYear(${dibao}.monthlyAmount) = 300`, 'new'],
    [`sumOverYear(${dibao}.monthlyAmount) = 0`, 'no untold'],
  ])('of whom it says nothing, of that one there is nothing: %s: %s', async (condition, meant) => {
    expect(await whom(names, condition)).toBe(meant)
  })

  test.each<[formula: string, inCounty: string, near: string, elsewhere: string]>([
    [`count(${register} where ${moved})`, '1', '0', 'NOT_REPORTED'],
    ['count(ecoMigration.RelocatedHousehold)', '1', '0', 'NOT_REPORTED'],
    ['any(ecoMigration.RelocatedHousehold)', '1', '0', 'NOT_REPORTED'],
    [`count(${dibao} where dibaoFlag)`, '2', '0', 'NOT_REPORTED'],
    [`count(Household where ${dibao}.dibaoFlag)`, '2', '0', 'NOT_REPORTED'],
  ])('%s: %s, %s where the county has been told of, and %s', async (formula, ...values) => {
    const found = [one, two, far].map((area) => told(formula, { area }))
    expect(await Promise.all(found)).toEqual(values)
  })

  test('owes an answer where it says nothing of the whole county', async () => {
    expect(await ask(`count(${register} where ${moved})`, { area: far })).toMatchObject({
      owing: { 'ecoMigration.RelocatedHousehold': 1 },
    })
  })

  // What is counted is what is named; the views of the condition do not take any away.
  test.each([
    [`count(Household where not ${dibao}.dibaoFlag)`, '2'],
    [`count(Household where ${dibao}.monthlyAmount < 60)`, '3'],
    [
      `count(Person where youthLeague.YouthLeader.recognisedLevel != null
        or womensFederation.WomenStartup.starterIndustry != null)`,
      '2',
    ],
  ])('%s is %s', async (formula, value) => {
    expect(await told(formula)).toBe(value)
  })
})

describe('whoever has nothing to tell is no witness for those who are silent', () => {
  const repairs = 'sum(housing.DangerousHouse.subsidyAmount)'
  const helped = 'count(orgDept.PairingAssistance)'
  const exits = `100 * sum(${village}.exitedPersons) / sum(${village}.plannedExitPersons)`
  const ofRegistered = `sum(${ledger}.disbursedAmount
    where via(borrowerRef.Household, ${register}.registerNo != null))`
  const none = { registeredHouseholds: 0, plannedExitPersons: 0, exitedPersons: 0 }

  // One and far have nobody registered and no plan, two has, of three nobody has said anything.
  beforeAll(() =>
    world.make(
      [one, two, three, far],
      {
        [village]: [
          { of: one, period: '2018', ...none },
          { of: two, period: '2018', registeredHouseholds: 2, plannedExitPersons: 4 },
          { of: far, period: '2018', ...none },
        ],
        [ledger]: [
          { of: 'toOne', borrowerRef: 'inOne', disbursedAmount: 5 },
          { of: 'toTwo', borrowerRef: 'inTwo', disbursedAmount: 7 },
        ],
      },
      { households: { inOne: one, inTwo: two, inFar: far }, loans: { toOne: one, toTwo: two } },
    ),
  )

  const ofVillages = [one, two, three, town, county, farCounty, '5206']
  test.each<[formula: string, told: string]>([
    [repairs, '0 NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_REPORTED 0 NOT_REPORTED'],
    [helped, '0 NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_REPORTED 0 NOT_REPORTED'],
    // Nobody registered lives in one: what it was lent went to others. The ledger tells of the county.
    [ofRegistered, '0 NOT_REPORTED 0 0 0 NOT_REPORTED 0'],
    [
      exits,
      'NOT_APPLICABLE NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_APPLICABLE NOT_REPORTED',
    ],
  ])(
    '%s: of three villages, their town and county, another county, the city: %s',
    async (formula, expected) => {
      const found = ofVillages.map((area) => told(formula, { area, rise: 'counted' }))
      expect((await Promise.all(found)).join(' ')).toBe(expected)
    },
  )

  test.each<[formula: string, level: Level, area: string, told: string]>([
    [repairs, 'Township', town, 'NOT_REPORTED'],
    [repairs, 'County', county, 'NOT_REPORTED'],
    [repairs, 'County', farCounty, '0'],
    [repairs, 'County', '5206', 'NOT_REPORTED'],
    [helped, 'City', '5206', 'NOT_REPORTED'],
    // The villages gathered for a county are no other than those of which it is made.
    [exits, 'Township', town, 'NOT_REPORTED'],
    [exits, 'County', farCounty, 'NOT_APPLICABLE'],
    [exits, 'County', '5206', 'NOT_REPORTED'],
  ])('%s, computed of each %s, of %s: %s', async (formula, level, area, expected) => {
    expect(await told(formula, { level, area, rise: 'counted' })).toBe(expected)
  })

  test('an answer is not kept past the day on which it is told that nobody is registered', async () => {
    const figures = openFigures(world.catalogue, known())
    const indicator = ownIndicator(world.catalogue, known(), { formula: repairs, level: 'Village' })
    const status = async () => {
      const { compute } = figures.over(world.database.reader)
      const [figure] = await compute(indicator, [{ area: three, year: 2018, through: 12 }])
      return figure?.status
    }
    expect(await status()).toBe('NOT_REPORTED')
    await world.report({ [village]: [{ of: three, period: '2018', ...none }] })
    expect(await status()).toBe('OK')
  })
})

describe('an area over its villages, of which one is silent', () => {
  const rural = 'publicSecurity.VillagePopulation.ruralPopulation'
  const persons = `${village}.registeredPersons`
  const share = `100 * sum(${persons}) / sum(${rural})`

  beforeAll(() =>
    world.make([one, two, three], {
      [village]: [
        { of: one, period: '2017', registeredPersons: 8 },
        { of: two, period: '2017', registeredPersons: 8 },
        {
          of: one,
          period: '2018',
          registeredPersons: 10,
          poorVillageFlag: true,
          villageExitYear: 2018,
        },
        { of: two, period: '2018', registeredPersons: 30, poorVillageFlag: true },
        { of: three, period: '2018', registeredPersons: 50, poorVillageFlag: false },
      ],
      'publicSecurity.VillagePopulation': [
        { of: one, period: '2018-12', ruralPopulation: 100 },
        { of: three, period: '2018-12', ruralPopulation: 300 },
      ],
      'orgDept.VillageLeadership': [{ of: one, period: '2018', secretaryRef: 'p' }],
      'publicSecurity.Residence': [{ of: 'p', ruralFlag: true }],
    }),
  )

  const above: Asking[] = [
    { level: 'Township', area: town },
    { level: 'County', area: county },
  ]
  test.each<[formula: string, value: string]>([
    [`sum(${persons})`, '90'],
    [`sum(${rural})`, '400'],
    [`sum(${persons} where poorVillageFlag)`, '40'],
    [`min(${rural})`, '100'],
    [`max(${persons})`, '50'],
    [`avg(${rural})`, '200'],
    [`countDistinct(${persons})`, '3'],
    [`count(${village} where poorVillageFlag)`, '2'],
    [`count(${village}.villageExitYear <= y where poorVillageFlag)`, '1'],
    [`count(${village} where villageExitYear = null)`, '2'],
    ['count(Village)', '3'],
    // Who is silent takes part neither above nor below: 60 of 400, 50 / 8, 400 persons in two villages.
    [share, '15'],
    [`100 * growth(sum(${persons}))`, '150'],
    [`sum(${rural}) / count(${village})`, '200'],
    // A verdict has to hear all of them.
    [`all(${persons} > 5)`, '1'],
    [`all(${persons} > 10)`, '0'],
    [`any(${persons} > 45)`, '1'],
    [`any(${rural} > 45)`, 'NOT_REPORTED'],
    [`sum(${rural}) > 1`, 'NOT_REPORTED'],
    [`meets(${share}, param.villageExitIncidence)`, 'NOT_REPORTED'],
    ['sum(statistics.VillageIncome.sampleHouseholds)', 'NOT_REPORTED'],
  ])('%s is %s', async (formula, value) => {
    expect(await Promise.all(above.map((asking) => told(formula, asking)))).toEqual([value, value])
  })

  test('tells whose answer a verdict waits for', async () => {
    const { owing } = await ask(`${share} < 3`, above[0])
    expect(owing).toEqual({ 'publicSecurity.VillagePopulation': 1 })
  })

  test.each<[formula: string, asking: Asking, value: string]>([
    [`${village}.villageExitYear = null`, { area: one }, '0'],
    [`${village}.villageExitYear = null`, { area: two }, '1'],
    [`${village}.villageExitYear != null`, { area: one, year: 2019 }, 'NOT_REPORTED'],
    ['via(orgDept.VillageLeadership.secretaryRef, publicSecurity.Residence.ruralFlag)', {}, '1'],
    [
      'via(orgDept.VillageLeadership.secretaryRef, publicSecurity.Residence.ruralFlag)',
      { area: two },
      'NOT_REPORTED',
    ],
    [`${persons} / (${persons} - 10)`, {}, 'NOT_APPLICABLE'],
    [`${persons}[y-1]`, { area: three }, 'NOT_REPORTED'],
  ])('of one village: %s, %o: %s', async (formula, asking, value) => {
    expect(await told(formula, asking)).toBe(value)
  })
})

test.each([
  // Just below, at and just above the bound.
  ['villageExitIncidence', 0, ['1', '1', '0']],
  ['countyExitIncidence', 0, ['1', '0', '0']],
  ['newFundsFloor', 77, ['0', '1', '1']],
  ['approvalFloor', 87, ['0', '0', '1']],
])('meets(…, param.%s) holds its own bound', async (name, more, verdicts) => {
  const [poor, rural] = [`${village}.remainingPoorPersons`, 'VillagePopulation.ruralPopulation']
  const villages = [one, two, three]
  await world.make(villages, {
    [village]: villages.map((of, at) => ({
      of,
      period: '2018',
      remainingPoorPersons: 299 + at,
    })),
    'publicSecurity.VillagePopulation': villages.map((of) => ({
      of,
      period: '2018-12',
      ruralPopulation: 10_000,
    })),
  })
  const formula = `meets(100 * ${poor} / publicSecurity.${rural} + ${more}, param.${name})`
  const found = villages.map((area) => told(formula, { area }))
  expect(await Promise.all(found)).toEqual(verdicts)
})

test.each<[day: string, months: number, rate: string]>([
  ['2015-10-24', 12, '4.35'],
  ['2015-10-23', 12, '4.60'],
  ['2018-01-01', 13, '4.75'],
  ['2018-01-01', 60, '4.75'],
  ['2018-01-01', 61, '4.90'],
])('the rate of %s for %i months is %s', async (disbursedDate, termMonths, rate) => {
  const row = { of: 'loan', borrowerRef: 'h', disbursedAmount: 1, disbursedDate, termMonths }
  await world.make([one], { [ledger]: [row] }, { loans: { loan: one } })
  const ofRate = `param.benchmarkRate(disbursedDate, termMonths) = ${rate}`
  expect(await told(`count(${ledger} where ${ofRate})`)).toBe('1')
})

describe('many questions in one call are answered as one by one', () => {
  const zone = '5206Z1'
  const areas = ['5206', county, one, two, zone, farCounty]
  const times = [
    { year: 2017, through: 12 },
    { year: 2018, through: 6 },
    { year: 2018, through: 12 },
  ]
  const questions = times.flatMap((time) => areas.map((area) => ({ area, ...time })))

  beforeAll(() =>
    world.make(
      [one, two, far],
      {
        'programme.VillageStanding': [
          { of: far, period: '2017', zone },
          { of: far, period: '2018', zone },
          { of: two, period: '2018', zone },
        ],
        [register]: ['2017', '2018'].flatMap((period) =>
          registered(['a', 'b', 'g', 'c'], period, [{ linkedEntityUscc: '93520602MA0000001A' }]),
        ),
        [ledger]: [
          { of: 'L1', borrowerRef: 'a', disbursedDate: '2018-03-01', disbursedAmount: 100 },
          { of: 'L2', borrowerRef: 'a', disbursedDate: '2018-09-01', disbursedAmount: 20 },
          { of: 'L3', borrowerRef: 'g', disbursedDate: '2017-05-01', disbursedAmount: 3 },
          { of: 'L4', borrowerRef: 'b', disbursedDate: '2017-02-01', disbursedAmount: 4 },
        ],
        [outlet]: [one, two, far].flatMap((of, at) => [
          ...parts(of, 2017, 'Q', 'nightSchoolSessions', Array(4).fill(at + 1)),
          ...parts(of, 2018, 'Q', 'nightSchoolSessions', Array(4).fill(at + 2)),
        ]),
        'health.HealthCoverage': ['2017', '2018'].flatMap((period) => [
          { of: 'p1', period, insuredFlag: period === '2018' },
          { of: 'p2', period, insuredFlag: true },
          { of: 'p3', period, insuredFlag: true },
        ]),
        'marketRegulation.AbnormalList': [
          {
            of: '93520602MA0000001A',
            listNo: '1',
            listKind: 'SERIOUS',
            listedDate: '2018-05-01',
          },
        ],
      },
      {
        households: { a: one, b: two, g: far, c: one },
        persons: { p1: 'a', p2: 'b', p3: 'g' },
        loans: { L1: one, L2: two, L3: far, L4: one },
        cooperatives: { '93520602MA0000001A': one },
      },
    ),
  )

  // By year and half-year: the city, one of its counties, two villages of it, a zone, the other county,
  // of whose cooperatives nobody has said anything.
  test.each<[formula: string, rise: Rise, unit: string, expected: string[]]>([
    [
      `countDistinct(${ledger}.borrowerRef where by(disbursedDate))`,
      'counted',
      'borrower',
      ['2 1 1 0 1 1', '3 2 2 0 1 1', '3 2 2 1 2 1'],
    ],
    [
      `sum(${ledger}.disbursedAmount where during(disbursedDate))`,
      'counted',
      'CNY',
      ['7 4 4 0 3 3', '100 100 100 0 0 0', '120 120 100 20 20 0'],
    ],
    [
      `sum(${outlet}.nightSchoolSessions)`,
      'counted',
      'session',
      ['24 12 4 8 12 12', '18 10 4 6 14 8', '36 20 8 12 28 16'],
    ],
    [
      `${outlet}.nightSchoolSessions - ${outlet}.nightSchoolSessions[2017]`,
      'pooled',
      'session',
      ['0 0 0 0 0 0', '-6 -2 0 -2 -6 -4', '12 8 4 4 8 4'],
    ],
    [
      `avg(${register}.memberCount)`,
      'counted',
      'person',
      ['278 337 501 10 100 100', '278 337 501 10 55 100', '278 337 501 10 55 100'],
    ],
    [
      `count(${register} where all(health.HealthCoverage.insuredFlag)
        and sum(${ledger}.disbursedAmount where by(disbursedDate)) > 2)`,
      'counted',
      'household',
      ['2 1 0 1 1 1', '3 2 1 1 2 1', '3 2 1 1 2 1'],
    ],
    [
      `count(${register}
        where via(linkedEntityUscc, not any(marketRegulation.AbnormalList where by(listedDate))))`,
      'counted',
      'household',
      ['1 1 1 0 - -', '0 0 0 0 0 -', '0 0 0 0 0 -'],
    ],
  ])('%s', async (formula, rise, unit, expected) => {
    const { definition } = ownIndicator(world.catalogue, known(), {
      formula,
      level: 'Village',
      decimals: 0,
    })
    const indicator = readIndicator(
      world.catalogue,
      { ...definition, rise, unit },
      known().vocabulary,
    )
    const answers = (asked: typeof questions) =>
      openFigures(world.catalogue, known()).over(world.database.reader).compute(indicator, asked)
    const together = await answers(questions)
    expect(await answers([...questions, ...questions.toReversed()])).toEqual([
      ...together,
      ...together.toReversed(),
    ])
    const alone = await Promise.all(questions.map((question) => answers([question])))
    expect(together).toEqual(alone.flat())
    const rows = times.map((_, at) => together.slice(at * areas.length, (at + 1) * areas.length))
    expect(rows.map((row) => row.map(({ value }) => value ?? '-').join(' '))).toEqual(expected)
  })

  test('also where there are many areas, so that what lies in them is found in another way', async () => {
    const towns = Array.from({ length: 45 }, (_, at) => `5206021${at + 10}`)
    const homes = towns.map((place, at) => [`h${at}`, `${place}201`] as const)
    await world.make(
      homes.map(([, home]) => home),
      { [register]: homes.map(([of], at) => ({ of, period: '2018', memberCount: at + 1 })) },
      { households: Object.fromEntries(homes) },
    )
    const formula = `sum(${register}.memberCount)`
    const indicator = ownIndicator(world.catalogue, known(), {
      formula,
      level: 'Township',
      decimals: 0,
    })
    const { compute } = openFigures(world.catalogue, known()).over(world.database.reader)
    const values = await compute(
      indicator,
      towns.map((area) => ({ area, year: 2018, through: 12 })),
    )
    expect(values.map(({ value }) => value)).toEqual(towns.map((_, at) => `${at + 1}`))
  })
})
