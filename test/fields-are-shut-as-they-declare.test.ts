import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from '../src/catalogue/catalogue.ts'
import { globalId } from '../src/gateway/rows/identity.ts'
import { schemaOf } from '../src/gateway/schema.ts'
import type { Caller } from '../src/sharing/caller.ts'
import { verdictOn } from './judging/reference.ts'
import { type Answer, openTestGateway, type TestGateway, type Who } from './prepare/gateway.ts'

/*
 * Every field of every type and every mutation, asked for by every kind of caller with arguments that are
 * right, and held against what it declares. The verdicts are reckoned from the declarations by
 * test/judging/reference.ts, which knows nothing of the access plan.
 */
let city: TestGateway
let schema: GraphQLSchema
/** What each field declared when the schema was built. */
const declared = new Map<GraphQLField<unknown, unknown>, Readonly<Record<string, unknown>>>()
/** A way to an object of each type, as the start and the end of a query. */
const ways = new Map<string, { readonly open: string; readonly close: string }>()
const known: Record<string, string> = {}

const callers: readonly (readonly [string, Who])[] = [
  ['a reader of health', { role: 'reader', department: 'health' }],
  ['a reader of povertyOffice', { role: 'reader', department: 'povertyOffice' }],
  ['a reader of ruralCredit', { role: 'reader', department: 'ruralCredit' }],
  ['a steward of publicSecurity', { role: 'steward', department: 'publicSecurity' }],
  ['the office', { role: 'office' }],
  ['the office of a county', { role: 'office', area: '520627' }],
  ['an official of a township', { role: 'official', area: '520627101' }],
  ['the authority', { role: 'authority' }],
  ['the auditor', { role: 'auditor' }],
]

beforeAll(async () => {
  city = await openTestGateway()
  schema = await schemaOf(city.catalogue)
  for (const { name, key, table } of city.catalogue.entities) {
    const [row] = await city.sql(
      `select "${key.column}" as key from shared."${table}" order by 1 limit 1`,
    )
    known[name] = row.key
  }
  for (const type of objectTypes()) {
    for (const field of Object.values(type.getFields()))
      declared.set(field, field.extensions as never)
  }
  findWays()
})
afterAll(() => city.close())

/** An argument that is right, written down. */
function argument(on: string, field: string, name: string): string {
  const of = (entity: string) => JSON.stringify(known[entity])
  const entity = `${field.charAt(0).toUpperCase()}${field.slice(1)}`
  const given: Record<string, string> = {
    'Query.area(code)': of('Village'),
    'Query.node(id)': JSON.stringify(globalId('Village', known.Village ?? '')),
    'Query.department(code)': '"finance"',
    'Query.enumeration(name)': '"PovertyStatus"',
    'Query.findings(code)': '"Y06"',
    'Query.target(code)': '"T08"',
    'Query.areas(search)': '"村"',
    'Assessment.village(code)': of('Village'),
    code: '"C01"',
    codes: '["C01"]',
    group: '"A"',
    period: '"2020"',
    periods: '["2020"]',
    year: '2020',
    level: 'COUNTY',
    formula: '"sum(povertyOffice.VillageStatus.remainingPoorPersons)"',
    text: '"sum("',
    cursor: '4',
    view: '"statistics.VillageIncome"',
    since: '0',
    name: '"PovertyStatus"',
  }
  const found = given[`${on}.${field}(${name})`] ?? (known[entity] ? of(entity) : given[name])
  if (!found) throw new Error(`nothing is known for ${on}.${field}(${name})`)
  return `${name}: ${found}`
}

function call(on: string, { name, args }: GraphQLField<unknown, unknown>): string {
  const asked = args.filter(
    ({ name: one, type }) =>
      isNonNullType(type) || one === 'first' || (name === 'indicators' && one === 'codes'),
  )
  const given = asked.map(({ name: one }) =>
    one === 'first' ? 'first: 1' : argument(on, name, one),
  )
  return given.length > 0 ? `${name}(${given.join(', ')})` : name
}

/** Walks the schema from its root, the nearest way to each type first. */
function findWays(): void {
  const query = schema.getQueryType() as GraphQLObjectType
  ways.set(query.name, { open: '{', close: '}' })
  const next: GraphQLObjectType[] = [query]
  for (const type of next) {
    const way = ways.get(type.name)
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type)
      const types = isAbstractType(inner) ? schema.getPossibleTypes(inner) : [inner]
      for (const one of types) {
        if (!isObjectType(one) || ways.has(one.name)) continue
        const condition = isAbstractType(inner) ? `... on ${one.name} {` : ''
        ways.set(one.name, {
          open: `${way?.open} ${call(type.name, field)} { ${condition}`,
          close: `${condition ? '}' : ''} } ${way?.close}`,
        })
        next.push(one)
      }
    }
  }
}

function objectTypes(): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && !type.name.startsWith('__') && type !== schema.getMutationType(),
  )
}

let times = 0

/** A query for some fields of a type; no two are alike, so that none is judged by what was kept. */
function queryFor(
  type: GraphQLObjectType,
  fields: readonly GraphQLField<unknown, unknown>[],
): string {
  const { open, close } = ways.get(type.name) ?? { open: '', close: '' }
  const asked = fields.map((field) =>
    isCompositeType(getNamedType(field.type))
      ? `${call(type.name, field)} { __typename }`
      : call(type.name, field),
  )
  times += 1
  return `${open} once${times}: __typename ${asked.join(' ')} ${close}`
}

/** What a field's blank is told by: its fact, or its own name where it shows none. */
function nameOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const { entry, witness } = (declared.get(field)?.sharing ?? {}) as {
    entry?: Entry
    witness?: Entry
  }
  return (entry ?? witness)?.name ?? `${type.name}.${field.name}`
}

function blanksIn({ errors }: Answer): Set<string> {
  return new Set(
    errors.flatMap(({ extensions: { code, fact, field } }) =>
      code === 'FORBIDDEN' && (fact ?? field) ? [fact ?? field] : [],
    ),
  )
}

function asCaller(who: Who): Caller {
  return { subject: 'a test', ...who }
}

/** What a caller is told of each of some fields of a type: fewer at a time, where all would cost too much. */
async function told(
  who: Who,
  type: GraphQLObjectType,
  fields: readonly GraphQLField<unknown, unknown>[],
): Promise<Told[]> {
  const answer = await city.ask(who, queryFor(type, fields))
  const half = Math.ceil(fields.length / 2)
  if (answer.data === undefined && fields.length > 1) {
    return [
      ...(await told(who, type, fields.slice(0, half))),
      ...(await told(who, type, fields.slice(half))),
    ]
  }
  const blanks = blanksIn(answer)
  const [refusal] = answer.data === undefined ? answer.errors : []
  // An own formula over facts that are not the caller's is refused whole, and so is the field that takes it.
  if (refusal && !refusal.extensions.decidedBy)
    throw new Error(JSON.stringify([refusal, queryFor(type, fields)]))
  return fields.map((field) => ({
    field,
    isRefused: refusal !== undefined,
    isBlank:
      refusal !== undefined ||
      blanks.has(nameOf(type, field)) ||
      blanks.has(`${type.name}.${field.name}`),
    isRead: answer.statements.some((sql) => sql.includes(` as "${field.name}"`)),
  }))
}

interface Told {
  readonly field: GraphQLField<unknown, unknown>
  readonly isBlank: boolean
  /** Whether the whole operation was refused for what the field's arguments decide by. */
  readonly isRefused: boolean
  readonly isRead: boolean
}

/** The fields of a type that are told to be blank although they are open, or the other way round. */
async function misjudged(who: Who, type: GraphQLObjectType): Promise<string[]> {
  const fields = Object.values(type.getFields())
  const isOnTheWay = isShutOnTheWay(who, type)
  const isShut = (field: GraphQLField<unknown, unknown>) =>
    verdictOn(asCaller(who), declared.get(field) ?? {}) === 'shut'
  // Two fields of one fact are told by one error: what is said of the one is said of the other.
  const shut = new Set(fields.filter(isShut).map((field) => nameOf(type, field)))
  return (await told(who, type, fields)).flatMap(({ field, isBlank, isRead, isRefused }) => {
    const name = `${type.name}.${field.name}`
    if (!isShut(field))
      return isBlank && !isRefused && !shut.has(nameOf(type, field)) ? [`${name} is shut`] : []
    return [
      ...(isBlank || isOnTheWay ? [] : [`${name} is open`]),
      ...(isRead ? [`${name} was read`] : []),
    ]
  })
}

/** Whether a caller cannot come to a type at all by its nearest way. */
function isShutOnTheWay(who: Who, type: GraphQLObjectType): boolean {
  const caller = asCaller(who)
  const names = ways.get(type.name)?.open.match(/\b\w+(?=[\s(]*[({])/g) ?? []
  let at: GraphQLObjectType | undefined = schema.getQueryType() ?? undefined
  for (const name of names) {
    const field: GraphQLField<unknown, unknown> | undefined = at?.getFields()[name]
    if (!field) continue
    if (verdictOn(caller, declared.get(field) ?? {}) === 'shut') return true
    const inner = getNamedType(field.type)
    at = isObjectType(inner) ? inner : undefined
  }
  return false
}

describe.each(callers)('%s', (_name, who) => {
  test('reads every field of every type as it declares, and no other', async () => {
    const types = objectTypes()
    const unreachable = types.filter(({ name }) => !ways.has(name)).map(({ name }) => name)
    // What only a mutation answers is frame around what its caller has sent.
    expect(unreachable).toEqual(['PublishReport', 'PublishFault'])
    const wrong: string[] = []
    for (const type of types) if (ways.has(type.name)) wrong.push(...(await misjudged(who, type)))
    expect(wrong).toEqual([])
  })
})

/** Each mutation with arguments that are right, and who may run it: said here a second time. */
const mutations: Record<string, { call: () => string; may: (who: Who) => boolean }> = {
  openNotice: {
    call: () => 'openNotice(year: 2020, until: "2099-01-01") { __typename }',
    may: isCityOffice,
  },
  closeNotice: {
    call: () => 'closeNotice(year: 2020, reason: "x") { __typename }',
    may: isCityOffice,
  },
  objectTo: {
    call: () => `objectTo(year: 2020, village: "${known.Village}", text: "x") { number }`,
    may: ({ role }) => role !== 'authority' && role !== 'auditor',
  },
  answerObjection: {
    call: () => 'answerObjection(number: 1, answer: "x") { number }',
    may: isCityOffice,
  },
  finaliseAssessment: {
    call: () => 'finaliseAssessment(year: 2020, readings: []) { __typename }',
    may: isCityOffice,
  },
  publish: {
    call: () =>
      `publish(view: "publicSecurity.VillagePopulation", rows: [{ villageCode: "${known.Village}", period: "2020" }]) { outcome }`,
    may: isItsSteward,
  },
  withdraw: {
    call: () =>
      'withdraw(view: "publicSecurity.VillagePopulation", batch: 999999, reason: "x") { outcome }',
    may: isItsSteward,
  },
  closeYear: { call: () => 'closeYear(year: 2015, reason: "x")', may: isCityOffice },
  reopenYear: { call: () => 'reopenYear(year: 2015)', may: isCityOffice },
}

function isCityOffice({ role, area }: Who): boolean {
  return role === 'office' && area === undefined
}

function isItsSteward({ role, department }: Who): boolean {
  return role === 'steward' && department === 'publicSecurity'
}

describe('a mutation', () => {
  test('is in the table, and says who may run it', () => {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {})
    expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(mutations).sort())
    expect(fields.filter(({ extensions }) => !extensions.sharing?.may)).toEqual([])
  })

  const written = async () =>
    city.sql(`select (select count(*) from publishing.batch) as batches,
      (select count(*) from publishing.closed_year) as years, (select count(*) from assessment.notice) as notices,
      (select count(*) from assessment.objection) as objections, (select count(*) from assessment.final) as results`)

  test.each(Object.keys(mutations))(
    '%s is run by those who may, and by nobody else',
    async (name) => {
      const { call: asked, may } = mutations[name] ?? { call: () => '', may: () => false }
      for (const [, who] of callers) {
        const before = await written()
        const { status, errors, data, statements } = await city.ask(who, `mutation { ${asked()} }`)
        if (may(who)) {
          expect([name, who, errors.map(({ extensions }) => extensions.code)]).not.toEqual([
            name,
            who,
            ['FORBIDDEN'],
          ])
        } else {
          expect([name, who, status, data, errors[0]?.extensions.code]).toEqual([
            name,
            who,
            403,
            undefined,
            'FORBIDDEN',
          ])
          expect([statements, await written()]).toEqual([[], before])
        }
      }
    },
  )
})

describe('a figure is kept to the area of who asks', () => {
  const own = '520627101'
  const official: Who = { role: 'official', area: own }
  const [above, beside] = ['520627', '520602']

  test('by every field that stands on an area, whatever its level', async () => {
    const scoped = objectTypes().flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ extensions }) => extensions.sharing?.scope === 'row')
        .map((field) => [type, field] as const),
    )
    expect(scoped.length).toBeGreaterThanOrEqual(20)
    for (const field of ['indicator', 'indicators', 'support', 'series']) {
      const type = schema.getType('County') as GraphQLObjectType
      const asked = call('County', type.getFields()[field] as never)
      const answer = await city.ask(
        official,
        `{ county(code: "${above}") { it: ${asked} { __typename } } }`,
      )
      expect([field, answer.data.county.it, answer.errors[0]?.extensions.code]).toEqual([
        field,
        null,
        'FORBIDDEN',
      ])
    }
  })

  test('by every field that takes an area, and by every one that tells of the city', async () => {
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {})
    const within = roots.filter(({ extensions }) => extensions.sharing?.scope === 'within')
    expect(within.map(({ name }) => name).sort()).toEqual([
      'compute',
      'dispatch',
      'findings',
      'indicatorValues',
    ])
    for (const field of within) {
      const asked = call('Query', field).replace(
        '"2020"',
        field.name === 'dispatch' ? '"2020-Q3"' : '"2020"',
      )
      const elsewhere = asked.replace(/\)$/, `, within: "${beside}")`)
      const answer = await city.ask(official, `{ it: ${elsewhere} { __typename } }`)
      expect([field.name, answer.data?.it ?? null, answer.errors[0]?.extensions.code]).toEqual([
        field.name,
        null,
        'NOT_FOUND',
      ])
    }
    const city_ = roots.filter(({ extensions }) => extensions.sharing?.scope === 'city')
    expect(city_.map(({ name }) => name).sort()).toEqual(['target', 'targets'])
    for (const field of city_) {
      const answer = await city.ask(official, `{ it: ${call('Query', field)} { __typename } }`)
      expect([field.name, answer.data?.it ?? null, answer.errors[0]?.extensions.code]).toEqual([
        field.name,
        null,
        'FORBIDDEN',
      ])
    }
  })

  test('and nothing that is answered names a village outside it', async () => {
    for (const type of objectTypes()) {
      if (!ways.has(type.name)) continue
      for (const field of Object.values(type.getFields())) {
        if (isCompositeType(getNamedType(field.type))) continue
        const { data } = await city.ask(official, queryFor(type, [field]))
        const named = JSON.stringify(data ?? null).match(/\b5206\d{8}\b/g) ?? []
        expect([type.name, field.name, named.filter((code) => !code.startsWith(own))]).toEqual([
          type.name,
          field.name,
          [],
        ])
      }
    }
  })
})

test('a hole is found: a withheld fact that passes for frame, and an open one that says nothing', async () => {
  const who: Who = { role: 'reader', department: 'health' }
  const income = schema.getType('StatisticsVillageIncome') as GraphQLObjectType
  const planted = async (field: GraphQLField<unknown, unknown> | undefined, sharing: object) => {
    if (!field) throw new Error('there is nothing to plant it in')
    const { extensions } = field
    field.extensions = { ...extensions, sharing }
    const found = await misjudged(who, income)
    field.extensions = extensions
    return found
  }
  expect(await misjudged(who, income)).toEqual([])
  const { sampleMicroData, disposableIncomePerCapita } = income.getFields()
  expect(await planted(sampleMicroData, { frame: true })).toContain(
    'StatisticsVillageIncome.sampleMicroData is open',
  )
  expect(await planted(disposableIncomePerCapita, {})).not.toEqual([])
})
