import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { office, openTestGateway, reader, type TestGateway, type Who } from './prepare/gateway.ts'

let city: TestGateway
/** A village of the template that has households, one of its borrowers and one of its loans. */
let village: string
let township: string

beforeAll(async () => {
  city = await openTestGateway()
  const [row] = await city.sql(
    `select h.village_code from rural_credit.loan_ledger l
     join shared.household h on h.household_id = l.borrower_ref order by 1 limit 1`,
  )
  village = row.village_code
  township = village.slice(0, 9)
  await city.sql(
    `update statistics.village_income set sample_micro_data = 'return 1', sample_households = 12
     where period = '2019'`,
  )
})
afterAll(() => city.close())

const owner = reader('statistics')
const steward: Who = { role: 'steward', department: 'statistics' }
const other = reader('finance')
const elsewhere: Who = { role: 'official', area: '520602' }
const authority: Who = { role: 'authority' }
const auditor: Who = { role: 'auditor' }

/** One fact of each class, of one view. */
const facts = {
  open: 'disposableIncomePerCapita',
  conditional: 'sampleHouseholds',
  withheld: 'sampleMicroData',
} as const

const columns = {
  open: 'disposable_income_per_capita',
  conditional: 'sample_households',
  withheld: 'sample_micro_data',
} as const

type Class = keyof typeof facts

/** Callers × classes → what comes back. */
const table: readonly (readonly [string, Who, Record<Class, 'value' | 'blank'>])[] = [
  ['the owner', owner, { open: 'value', conditional: 'value', withheld: 'value' }],
  ['its steward', steward, { open: 'value', conditional: 'value', withheld: 'value' }],
  ['another department', other, { open: 'value', conditional: 'blank', withheld: 'blank' }],
  ['the office', office, { open: 'value', conditional: 'blank', withheld: 'blank' }],
  ['the authority', authority, { open: 'blank', conditional: 'blank', withheld: 'blank' }],
  ['the auditor', auditor, { open: 'blank', conditional: 'blank', withheld: 'blank' }],
]

/** The same fact by every way that leads to it. */
const ways: Record<string, (fact: string) => string> = {
  directly: (fact) =>
    `village(code: "${village}") { statistics { income(period: "2019") { it: ${fact} } } }`,
  'as of a time': (fact) =>
    `village(code: "${village}") { statistics { income(period: "2019", asOf: "2099-01-01T00:00:00Z") { it: ${fact} } } }`,
  'through a list': (fact) =>
    `villages(first: 1) { nodes { statistics { income(period: "2019") { it: ${fact} } } } }`,
  'through a parent': (fact) =>
    `township(code: "${township}") { villages(within: "${village}") { edges { node { statistics { income(period: "2019") { it: ${fact} } } } } } }`,
  'through an interface': (fact) =>
    `area(code: "${village}") { ... on Village { statistics { income(period: "2019") { it: ${fact} } } } }`,
  'through a global id': (fact) =>
    `node(id: "${Buffer.from(`Village:${village}`).toString('base64url')}") { ...on Village { ...Facts } } } fragment Facts on Village { statistics { income(period: "2019") { it: ${fact} } }`,
}

function leaf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  return leaf(Object.values(data)[0])
}

describe.each(table)('%s', (_name, who, verdicts) => {
  describe.each(Object.keys(ways))('%s', (way) => {
    test.each(Object.keys(facts) as Class[])('reads or is refused the %s fact', async (kind) => {
      const answer = await city.ask(who, `{ ${ways[way]?.(facts[kind])} }`)
      expect(answer.status).toBe(200)
      if (verdicts[kind] === 'value') {
        expect(answer.errors).toEqual([])
        expect(leaf(answer.data)).not.toBeNull()
        expect(answer.statements.join()).toContain(columns[kind])
      } else {
        expect(leaf(answer.data)).toBeNull()
        expect(answer.errors).toHaveLength(1)
        expect(answer.errors[0].extensions.code).toBe('FORBIDDEN')
        expect(answer.statements.join()).not.toContain(columns[kind])
      }
    })
  })

  test.each(Object.keys(facts) as Class[])(
    'decides or may not decide by the %s fact',
    async (kind) => {
      const fact = facts[kind]
      const order = `STATISTICS_INCOME_${columns[kind].toUpperCase()}`
      const filter = `{ statistics: { income: { period: "2019", ${fact}: { present: true } } } }`
      const deciding = [
        `{ villages(filter: ${filter}) { totalCount } }`,
        `{ villages(filter: { or: [{ not: ${filter} }] }) { totalCount } }`,
        `{ townships(filter: { villages: { some: ${filter} } }) { totalCount } }`,
        `{ villages(orderBy: [{ by: ${order}, period: "2019" }], first: 1) { nodes { code } } }`,
        `{ counties(first: 1) { nodes { villages(filter: ${filter}) { totalCount } } } }`,
      ]
      for (const query of deciding) {
        const answer = await city.ask(who, query)
        if (verdicts[kind] === 'value') expect([answer.status, answer.errors]).toEqual([200, []])
        else if (verdicts.open === 'value') {
          expect([query, answer.status, answer.data]).toEqual([query, 403, undefined])
          expect(answer.errors[0].extensions.code).toBe('FORBIDDEN')
          expect(answer.statements).toEqual([])
        } else expect(answer.statements).toEqual([])
      }
    },
  )
})

test('what decides may come as a variable, too', async () => {
  const query = 'query ($f: VillageFilter) { villages(filter: $f) { totalCount } }'
  const variables = { f: { statistics: { income: { sampleMicroData: { contains: '1' } } } } }
  const answer = await city.ask(other, query, { variables })
  expect([answer.status, answer.statements]).toEqual([403, []])
})

test('a refusal names the fact, its class, its owner and the way out, once for all rows', async () => {
  const query =
    '{ villages(first: 300) { nodes { statistics { income(period: "2019") { sampleHouseholds } } } } }'
  const answer = await city.ask(other, query)
  expect(answer.data.villages.nodes).toHaveLength(300)
  expect(answer.errors).toHaveLength(1)
  const [{ message, extensions }] = answer.errors
  expect(extensions).toEqual({
    code: 'FORBIDDEN',
    fact: 'statistics.VillageIncome.sampleHouseholds',
    sharing: 'conditional',
    sensitivity: 'internal',
    owners: ['statistics'],
  })
  expect(message).toMatch(/^“调查户数”.*铜仁市统计局.*申请.*Households surveyed.*apply/s)
})

test('X-Blanks: extensions moves the reasons out of the errors', async () => {
  const query =
    '{ villages(first: 3) { nodes { statistics { income(period: "2019") { sampleHouseholds } } } } }'
  const answer = await city.ask(other, query, { headers: { 'x-blanks': 'extensions' } })
  expect(answer.errors).toEqual([])
  expect(answer.extensions.blanks).toHaveLength(1)
  expect(answer.extensions.blanks[0].extensions.fact).toBe(
    'statistics.VillageIncome.sampleHouseholds',
  )
})

test('a field that is skipped is not refused', async () => {
  const query = `query ($with: Boolean!) { village(code: "${village}") {
    name statistics { income(period: "2019") { period sampleHouseholds @include(if: $with) } } } }`
  const without = await city.ask(other, query, { variables: { with: false } })
  expect(without.errors).toEqual([])
  const withIt = await city.ask(other, query, { variables: { with: true } })
  expect(withIt.errors).toHaveLength(1)
})

describe('links take the class of the fact that makes them', () => {
  test('the lender walks from a household to its loans and back; others do not', async () => {
    const query = `{ households(within: "${village}", filter: { loans: { some: {} } }, first: 1) { nodes { householdId
      loans(first: 1) { nodes { contractNo ruralCredit { ledger { borrowerRef { ... on Household { householdId } } } } } } } } }`
    const own = await city.ask(reader('ruralCredit'), query)
    expect(own.errors).toEqual([])
    const [household] = own.data.households.nodes
    const [loan] = household.loans.nodes
    expect(loan.ruralCredit.ledger.borrowerRef.householdId).toBe(household.householdId)

    const foreign = await city.ask(other, query)
    expect([foreign.status, foreign.statements]).toEqual([403, []])
    const unfiltered = await city.ask(other, query.replace(/, filter: \{.*?\} \} \}/, ''))
    expect(unfiltered.data.households.nodes[0].loans).toBeNull()
    expect(unfiltered.errors[0].extensions.fact).toBe('ruralCredit.LoanLedger.borrowerRef')
  })

  test('within over loans decides by where the borrower lives', async () => {
    const query = `{ loans(within: "${village}", first: 1) { totalCount nodes { contractNo } } }`
    expect((await city.ask(reader('ruralCredit'), query)).data.loans.totalCount).toBeGreaterThan(0)
    const foreign = await city.ask(other, query)
    expect([foreign.status, foreign.statements]).toEqual([403, []])
    expect((await city.ask(other, '{ loans(first: 1) { totalCount } }')).errors).toEqual([])
  })

  test('the members of a household are for those who keep its register', async () => {
    const query = `{ households(within: "${village}", first: 1) { nodes { members { nodes { personKey publicSecurity { residence { name } } } } } } }`
    const police = await city.ask(reader('publicSecurity'), query)
    expect(police.errors).toEqual([])
    expect(police.data.households.nodes[0].members.nodes[0].publicSecurity.residence.name).toMatch(
      /./,
    )
    const relief = await city.ask(reader('povertyOffice'), query)
    expect(relief.data.households.nodes[0].members.nodes[0].publicSecurity.residence).toBeNull()
    const bank = await city.ask(reader('ruralCredit'), query)
    expect(bank.data.households.nodes[0].members).toBeNull()
    expect(bank.statements.join()).not.toContain('person')
  })

  test('no id, cursor or key carries an identity number', async () => {
    const [{ id_number }] = await city.sql('select id_number from shared.person limit 1')
    const answer = await city.ask(
      reader('publicSecurity'),
      '{ persons(first: 500) { pageInfo { endCursor } edges { cursor node { id personKey } } } }',
    )
    const text = JSON.stringify(answer.data)
    const decoded = text.replaceAll(/"([\w-]{20,})"/g, (_all, id: string) =>
      Buffer.from(id, 'base64url').toString(),
    )
    expect(text + decoded).not.toMatch(/520699\d{11}/)
    expect(id_number).toMatch(/^520699/)
  })
})

describe('who is on a register is itself a fact', () => {
  const asks = [
    'register(period: "2018") { period }',
    'register { __typename }',
    'register(period: "2018") { period povertyStatus memberCount }',
  ]
  test.each(asks)('%s tells the owner, and nobody else', async (view) => {
    const query = `{ households(within: "${village}", first: 500) { nodes { povertyOffice { ${view} } } } }`
    const registers = (answer: {
      data: { households: { nodes: { povertyOffice: { register: unknown } }[] } }
    }) => answer.data.households.nodes.map(({ povertyOffice }) => povertyOffice.register !== null)
    const own = await city.ask(reader('povertyOffice'), query)
    expect(new Set(registers(own))).toEqual(new Set([true, false]))
    const foreign = await city.ask(other, query)
    expect(new Set(registers(foreign))).toEqual(new Set([false]))
    expect(foreign.errors.length).toBeGreaterThanOrEqual(1)
    for (const { extensions } of foreign.errors) expect(extensions.code).toBe('FORBIDDEN')
    expect(foreign.statements.join()).not.toContain('household_register')
  })

  test.each(['true', 'false'])('nor may anybody else filter by reported: %s', async (reported) => {
    const query = `{ households(filter: { povertyOffice: { register: { period: "2018", reported: ${reported} } } }) { totalCount } }`
    expect((await city.ask(reader('povertyOffice'), query)).errors).toEqual([])
    const foreign = await city.ask(other, query)
    expect([foreign.status, foreign.statements]).toEqual([403, []])
  })

  test('the auditor reaches no row by area or by global id', async () => {
    const id = Buffer.from(`Village:${village}`).toString('base64url')
    const answer = await city.ask(
      auditor,
      `{ area(code: "${village}") { __typename id } node(id: "${id}") { __typename id } }`,
    )
    expect([answer.data, answer.statements]).toEqual([{ area: null, node: null }, []])
  })
})

describe('an area scope hides what lies outside', () => {
  const outside = '520627'
  test('a hidden area and a missing one answer alike', async () => {
    const hidden = await city.ask(elsewhere, `{ county(code: "${outside}") { name } }`)
    const missing = await city.ask(elsewhere, '{ county(code: "520699") { name } }')
    const without = (answer: typeof hidden) =>
      JSON.stringify([answer.status, answer.data, answer.errors]).replaceAll(/520627|520699/g, '…')
    expect(without(hidden)).toBe(without(missing))
    expect(hidden.errors[0].extensions.code).toBe('NOT_FOUND')
  })

  test('by every way, only the own area is there', async () => {
    const answer = await city.ask(
      elsewhere,
      `{ counties { nodes { code villages { totalCount } } }
         villages { totalCount } within: villages(within: "${outside}") { totalCount }
         city { name counties { nodes { code } } }
         areas(search: "大坪") { nodes { code } }
         node(id: "${Buffer.from('County:520627').toString('base64url')}") { id }
         filtered: counties(filter: { villages: { some: { county: { code: { eq: "520627" } } } } }) { totalCount } }`,
    )
    const own = await city.sql(
      `select count(*)::int from shared.village where county_code = '520602'`,
    )
    expect(answer.data.counties.nodes).toEqual([
      { code: '520602', villages: { totalCount: own[0].count } },
    ])
    expect(answer.data.villages.totalCount).toBe(own[0].count)
    expect(answer.data.within.totalCount).toBe(0)
    expect(answer.data.city).toEqual({ name: '铜仁市', counties: { nodes: [{ code: '520602' }] } })
    expect(
      answer.data.areas.nodes.every(({ code }: { code: string }) => code.startsWith('520602')),
    ).toBe(true)
    expect(answer.data.node).toBeNull()
    expect(answer.data.filtered.totalCount).toBe(0)
  })
})
