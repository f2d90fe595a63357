import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readings } from '../src/assessment/readings.ts'
import {
  finance,
  office,
  openTestGateway,
  reader,
  type TestGateway,
  type Who,
} from './prepare/gateway.ts'

/** One option for each reading, as an office would choose them. */
const chosen = readings.map(({ key, options }) => ({ reading: key, option: options[0].key }))

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

interface Village {
  areaCode: string
  score: string
  isComplete: boolean
  rankInTownship: number | null
  rankInUnit: number | null
  rankInCity: number | null
  unit: string
  departmentsOwing: string[]
  items: {
    code: string
    group: string
    points: string | null
    weight: string
    effectiveWeight: string
    status: string
    departmentsOwing: string[]
  }[]
}

const everything = `areaCode score isComplete rankInTownship rankInUnit rankInCity unit departmentsOwing
  items { code group points weight effectiveWeight status departmentsOwing }`

async function villagesOf(who: Who, year = 2020): Promise<Village[]> {
  const { data, errors } = await city.ask(
    who,
    `{ assessment(year: ${year}, of: DRAFT) { villages(first: 3000, orderBy: AREA) { nodes { ${everything} } } } }`,
  )
  expect(errors).toEqual([])
  return data.assessment.villages.nodes
}

describe('a draft', () => {
  let villages: Village[]
  beforeAll(async () => {
    villages = await villagesOf(finance)
  })

  test('judges the programme’s villages of the year, each by 29 items', async () => {
    const [counted] = await city.sql(
      `select count(*) as number from shared.village_standing where period = '2020' and programme_village`,
    )
    expect(villages).toHaveLength(Number(counted.number))
    for (const { items } of villages) expect(items).toHaveLength(29)
  })

  test('adds up: points to the score, weights to 100', () => {
    for (const { score, items } of villages) {
      const sum = items.reduce((all, { points }) => all + Number(points ?? 0), 0)
      expect(Math.abs(sum - Number(score))).toBeLessThan(0.006)
      const weight = items.reduce((all, item) => all + Number(item.effectiveWeight), 0)
      expect(weight).toBeCloseTo(100, 2)
    }
  })

  test('spreads what does not apply over the others of its group, in proportion', () => {
    const some = villages.filter(({ items }) =>
      items.some(({ status }) => status === 'NOT_APPLICABLE'),
    )
    expect(some.length).toBeGreaterThan(0)
    for (const { items } of some) {
      for (const group of ['A', 'B', 'C', 'D']) {
        const own = items.filter((item) => item.group === group)
        const applying = own.filter(({ status }) => status !== 'NOT_APPLICABLE')
        const whole = own.reduce((all, { weight }) => all + Number(weight), 0)
        const left = applying.reduce((all, { weight }) => all + Number(weight), 0)
        for (const { weight, effectiveWeight } of applying) {
          expect(Number(effectiveWeight)).toBeCloseTo((Number(weight) * whole) / left, 3)
        }
      }
    }
  })

  test('shows an incomplete village with who owes each blank, and does not rank it', () => {
    const incomplete = villages.filter(({ isComplete }) => !isComplete)
    expect(incomplete.length).toBeGreaterThan(0)
    for (const village of incomplete) {
      expect([village.rankInTownship, village.rankInUnit, village.rankInCity]).toEqual([
        null,
        null,
        null,
      ])
      const blanks = village.items.filter(
        ({ points, status }) => points === null && status !== 'NOT_APPLICABLE',
      )
      expect(blanks.length).toBeGreaterThan(0)
      for (const { status, departmentsOwing } of blanks) {
        if (status === 'NOT_REPORTED') expect(departmentsOwing.length).toBeGreaterThan(0)
      }
    }
  })

  test('ranks by competition ranking in township, county or zone, and city', () => {
    const complete = villages.filter(({ isComplete }) => isComplete)
    const lists: [(one: Village) => string, (one: Village) => number | null][] = [
      [({ areaCode }) => areaCode.slice(0, 9), ({ rankInTownship }) => rankInTownship],
      [({ unit }) => unit, ({ rankInUnit }) => rankInUnit],
      [() => 'city', ({ rankInCity }) => rankInCity],
    ]
    for (const [listOf, rankOf] of lists) {
      for (const list of Map.groupBy(complete, listOf).values()) {
        for (const one of list) {
          const before = list.filter((other) => Number(other.score) > Number(one.score)).length
          expect(rankOf(one)).toBe(before + 1)
        }
      }
    }
  })

  test('gives townships and counties the plain mean of their complete villages', async () => {
    const { data } = await city.ask(
      finance,
      '{ assessment(year: 2020, of: DRAFT) { units { areaCode score complete villages place } townships(within: "520627") { areaCode score } } }',
    )
    const meanOf = (all: Village[]) =>
      all.reduce((sum, { score }) => sum + Number(score), 0) / all.length
    for (const { areaCode, score, complete } of data.assessment.units) {
      const own = villages.filter(({ unit, isComplete }) => unit === areaCode && isComplete)
      expect(complete).toBe(own.length)
      if (own.length > 0) expect(Math.abs(Number(score) - meanOf(own))).toBeLessThan(0.0051)
    }
    expect(data.assessment.townships.length).toBeGreaterThan(0)
  })

  test('says what each reading would cost, and which are chosen', async () => {
    const { data } = await city.ask(
      finance,
      `{ assessment(year: 2020, of: DRAFT, readings: [{ reading: "townshipAward", option: "ANY_WINNER" }]) {
        rewards { total villages { areaCode band township county posts persons } townships { amount } commended }
        readings { key chosen options { key cost proposed } } } }`,
    )
    const { rewards, readings: told } = data.assessment
    expect(told).toHaveLength(readings.length)
    const township = told.find(({ key }: { key: string }) => key === 'townshipAward')
    expect(township.chosen).toBe('ANY_WINNER')
    const costs = Object.fromEntries(
      township.options.map(({ key, cost }: { key: string; cost: number }) => [key, cost]),
    )
    expect(costs.ANY_WINNER).toBe(rewards.total)
    const other = await city.ask(
      finance,
      '{ assessment(year: 2020, of: DRAFT, readings: [{ reading: "townshipAward", option: "PER_VILLAGE" }]) { rewards { total } } }',
    )
    expect(costs.PER_VILLAGE).toBe(other.data.assessment.rewards.total)
    for (const { chosen: one, key } of told) {
      if (key !== 'townshipAward') expect(one).toBeNull()
    }
    const paid = rewards.villages.reduce(
      (all: number, { band, township: t, county, posts }: Record<string, number>) =>
        all + (band ?? 0) + (t ?? 0) + (county ?? 0) + (posts ?? 0),
      0,
    )
    const hosts = rewards.townships.reduce(
      (all: number, { amount }: { amount: number }) => all + amount,
      0,
    )
    expect(paid + hosts).toBe(rewards.total)
  })
})

test('what if: another value, another scheme; nothing is written', async () => {
  const [village] = (await villagesOf(finance)).filter(({ isComplete }) => isComplete)
  const ask = (args: string, who = finance) =>
    city.ask(
      who,
      `{ whatIf(year: 2020, ${args}) { changed { areaCode scoreNow scoreThen rankNow rankThen } rewardsNow rewardsThen } }`,
    )
  const nothing = await ask(
    `overrides: [{ village: "${village?.areaCode}", item: "A03", value: "0" }]`,
  )
  const changed = nothing.data.whatIf.changed.find(
    ({ areaCode }: { areaCode: string }) => areaCode === village?.areaCode,
  )
  const points = Number(village?.items.find(({ code }) => code === 'A03')?.points)
  expect(Number(changed.scoreNow) - Number(changed.scoreThen)).toBeCloseTo(points, 1)
  const after = await villagesOf(finance)
  expect(after.find(({ areaCode }) => areaCode === village?.areaCode)?.score).toBe(village?.score)

  const wrong = await ask(
    'groups: [{ code: "A", weight: "90", items: [{ code: "A01", weight: "90" }] }]',
    office,
  )
  expect([wrong.status, wrong.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  expect(wrong.errors[0].message).toContain('add to 90; they must add to 100')
  const only = await ask(
    'groups: [{ code: "A", weight: "100", items: [{ code: "A03", weight: "100" }] }]',
    office,
  )
  expect(only.errors).toEqual([])
  expect(only.data.whatIf.changed.length).toBeGreaterThan(0)
})

test.each([
  ['input: "povertyOffice.VillageStatus.nothing", value: "1"', finance, 'BAD_USER_INPUT'],
  ['value: "1"', finance, 'BAD_USER_INPUT'],
  ['item: "A03", value: "ABC"', finance, 'BAD_USER_INPUT'],
  ['item: "B04", value: "5"', finance, 'BAD_USER_INPUT'],
  [
    'input: "ruralCredit.VillageOutlet.creditVillageStatus", value: "FOO"',
    reader('ruralCredit'),
    'BAD_USER_INPUT',
  ],
  ['item: "A03", input: "param.povertyLine", value: "1"', finance, 'BAD_USER_INPUT'],
  [
    'input: "statistics.VillageIncome.disposableIncomePerCapita", value: "YES"',
    finance,
    'BAD_USER_INPUT',
  ],
  // Who may not see one input of an item could tell it from what the others would bring.
  [
    'input: "politicalLegal.VillageGovernance.disputesRegistered", value: "1"',
    finance,
    'FORBIDDEN',
  ],
])('what if is refused: %s', async (override, who, code) => {
  const [village] = await villagesOf(finance)
  const { errors } = await city.ask(
    who,
    `{ whatIf(year: 2020, overrides: [{ village: "${village?.areaCode}", ${override} }]) { rewardsThen } }`,
  )
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
})

test('what if is refused: twice the same, weights of nothing, a group twice', async () => {
  const [village] = await villagesOf(finance)
  const override = `{ village: "${village?.areaCode}", item: "A03", value: "1" }`
  const group = (code: string, items: string) =>
    `{ code: "${code}", weight: "50", items: [${items}] }`
  for (const [args, says] of [
    [`overrides: [${override}, ${override}]`, /supposed twice/],
    [
      'groups: [{ code: "B", weight: "100", items: [{ code: "B05", weight: "100" }, { code: "B01", weight: "0" }] }]',
      /must be more than nothing/,
    ],
    [
      `groups: [${group('A', '{ code: "A01", weight: "50" }')}, ${group('A', '{ code: "A02", weight: "50" }')}]`,
      /names group A twice/,
    ],
  ] as const) {
    const { errors } = await city.ask(office, `{ whatIf(year: 2020, ${args}) { rewardsThen } }`)
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(errors[0]?.message).toMatch(says)
  }
})

test('what if one input is known, another that is silent still keeps the item waiting', async () => {
  const waiting = await openTestGateway()
  const [{ code }] = await waiting.sql(
    `select village_code as code from shared.village_standing where period = '2020' and programme_village order by 1 limit 1`,
  )
  await waiting.sql(`delete from agriculture.village_cropping where village_code = '${code}'`)
  const asked = async (inputs: string[]) => {
    const overrides = inputs.map(
      (name) =>
        `{ village: "${code}", input: "agriculture.VillageCropping.${name}", value: "${name === 'totalSownArea' ? 100 : 50}" }`,
    )
    const { data, errors } = await waiting.ask(
      office,
      `{ whatIf(year: 2020, overrides: [${overrides}]) { changed { areaCode scoreNow scoreThen } } }`,
    )
    expect(errors).toEqual([])
    return data.whatIf.changed.find((one: { areaCode: string }) => one.areaCode === code)
  }
  expect(await asked(['cashCropArea'])).toBeUndefined()
  const both = await asked(['cashCropArea', 'totalSownArea'])
  expect(Number(both.scoreThen)).toBeGreaterThan(Number(both.scoreNow))
  await waiting.close()
})

describe('a year is finalised', () => {
  let own: TestGateway
  beforeAll(async () => {
    own = await openTestGateway()
  })
  afterAll(() => own.close())

  const finalise = (given: unknown[]) =>
    own.ask(
      office,
      'mutation ($readings: [ChoiceInput!]!) { finaliseAssessment(year: 2020, readings: $readings) { sha256 finalisedBy } }',
      { variables: { readings: given } },
    )
  const best = async (of: string) => {
    const { data, errors } = await own.ask(
      finance,
      `{ assessment(year: 2020, of: ${of}) { kind stage villages(first: 1) { nodes { areaCode score rankInCity } } rewards { total } } }`,
    )
    expect(errors).toEqual([])
    return data.assessment
  }

  test('only after notice, with all readings chosen and objections answered; and then never again', async () => {
    const early = await finalise(chosen)
    expect(early.errors[0].extensions.code).toBe('CONFLICT')

    const someone = await own.ask(
      finance,
      'mutation { openNotice(year: 2020, until: "2100-01-01") { isOpen } }',
    )
    expect(someone.errors[0].extensions.code).toBe('FORBIDDEN')
    const running = await own.ask(
      office,
      'mutation { openNotice(year: 2099, until: "2100-01-01") { isOpen } }',
    )
    expect(running.errors[0].message).toContain('2099 is not over yet')
    const before2014 = await own.ask(
      office,
      'mutation { openNotice(year: 1950, until: "2100-01-01") { isOpen } }',
    )
    expect(before2014.errors[0].message).toContain('no scheme of assessment for 1950')
    const notice = await own.ask(
      office,
      'mutation { openNotice(year: 2020, until: "2100-01-01") { isOpen } }',
    )
    expect(notice.data.openNotice.isOpen).toBe(true)
    expect((await best('DRAFT')).stage).toBe('NOTICE')

    const [village] = (await villagesOf(finance)).filter(({ isComplete }) => isComplete)
    const objected = await own.ask(
      finance,
      `mutation { objectTo(year: 2020, village: "${village?.areaCode}", item: "A03", text: "收入有误") { number text answer } }`,
    )
    expect(objected.data.objectTo).toMatchObject([{ text: '收入有误', answer: null }])
    const ownCounty = village?.areaCode.slice(0, 6)
    for (const [who, seen] of [
      [office, 1],
      [finance, 1],
      [reader('statistics'), 0],
      [{ role: 'office', area: ownCounty }, 1],
      [{ role: 'office', area: ownCounty === '520602' ? '520603' : '520602' }, 0],
      [{ role: 'official', area: ownCounty }, 0],
    ] as [Who, number][]) {
      const { data } = await own.ask(
        who,
        '{ assessment(year: 2020) { objections { nodes { text } } } }',
      )
      expect(data.assessment.objections.nodes, JSON.stringify(who)).toHaveLength(seen)
    }
    const duringNotice = await finalise(chosen)
    expect(duringNotice.errors[0].message).toContain('still running')
    await own.ask(office, 'mutation { closeNotice(year: 2020, reason: "期满") { closedAt } }')
    const unanswered = await finalise(chosen)
    expect(unanswered.errors[0].message).toContain('1 objections are not answered')
    const [{ number }] = objected.data.objectTo
    const disputed = async () => {
      const { data } = await own.ask(
        reader('statistics'),
        `{ assessment(year: 2020) { village(code: "${village?.areaCode}") { score items { code status points } } } }`,
      )
      const { items, score } = data.assessment.village
      const of = items.filter(({ status }: { status: string }) => status === 'DISPUTED')
      return [score, of.map(({ code }: { code: string }) => code)]
    }
    expect(await disputed()).toEqual([village?.score, ['A03']])
    await own.ask(
      office,
      `mutation { answerObjection(number: ${number}, answer: "已核") { answer } }`,
    )
    expect(await disputed()).toEqual([village?.score, []])
    const twice = await own.ask(
      office,
      `mutation { answerObjection(number: ${number}, answer: "另答") { answer } }`,
    )
    expect(twice.errors[0].extensions.code).toBe('CONFLICT')
    const none = await own.ask(
      office,
      'mutation { answerObjection(number: 999, answer: "无") { answer } }',
    )
    expect(none.errors[0].extensions.code).toBe('NOT_FOUND')

    const missing = await finalise(chosen.slice(1))
    expect(missing.errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      missing: [chosen[0]?.reading],
    })
    const [nothing] = await own.sql('select count(*) as number from assessment.final')
    expect(nothing.number).toBe('0')

    const before = await best('DRAFT')
    const done = await finalise(chosen)
    expect(done.errors).toEqual([])
    expect(done.data.finaliseAssessment.sha256).toMatch(/^[0-9a-f]{64}$/)
    const frozen = await best('FINAL')
    expect(frozen).toMatchObject({ kind: 'FINAL', stage: 'FINAL', villages: before.villages })
    const again = await finalise(chosen)
    expect(again.errors[0].extensions.code).toBe('CONFLICT')
  })

  const madeOf = async (of: string) => {
    const { data, errors } = await own.ask(
      finance,
      `{ assessment(year: 2020, of: ${of}) { villages(first: 40) { nodes { areaCode departmentsOwing
        items { code weight effectiveWeight points status value unit departmentsOwing steps }
        contributions { item { code points } lost nextValue nextGain } } } } }`,
    )
    expect(errors).toEqual([])
    return data.assessment.villages.nodes
  }

  test('what another choice would have cost is told of the frozen year as of the draft', async () => {
    const costs = async (of: string) => {
      const given = of === 'DRAFT' ? ', readings: $readings' : ''
      const { data, errors } = await own.ask(
        office,
        `query ${of === 'DRAFT' ? '($readings: [ChoiceInput!])' : ''} { assessment(year: 2020, of: ${of}${given}) {
          readings { key options { key cost } } rewards { total } } }`,
        { variables: { readings: chosen } },
      )
      expect(errors).toEqual([])
      return data.assessment
    }
    const frozen = await costs('FINAL')
    expect(frozen).toEqual(await costs('DRAFT'))
    const all = frozen.readings.flatMap(({ options }: { options: { cost: number }[] }) => options)
    expect(new Set(all.map(({ cost }: { cost: number }) => cost)).size).toBeGreaterThan(1)
  })

  test('what is frozen says as much of each village as the draft did', async () => {
    const frozen = await madeOf('FINAL')
    expect(frozen).toEqual(await madeOf('DRAFT'))
    const { items, contributions } = frozen[0]
    expect(items.map(({ steps }: { steps: string[] }) => steps.length > 0)).not.toContain(false)
    expect(contributions).toHaveLength(29)
  })

  test('a later correction moves the draft as it was asked what would be, never the frozen ranks', async () => {
    const frozen = await best('FINAL')
    const [{ areaCode }] = frozen.villages.nodes
    const supposed = await own.ask(
      finance,
      `{ whatIf(year: 2020, overrides: [{ village: "${areaCode}", value: "1",
        input: "statistics.VillageIncome.disposableIncomePerCapita" }]) { changed { areaCode scoreThen rankThen } } }`,
    )
    expect(supposed.errors).toEqual([])
    await own.sql(`update statistics.village_income set disposable_income_per_capita = 1
      where village_code = '${areaCode}' and period = '2020'`)
    await own.sql(`insert into publishing.batch
      (of, kind, publisher, published_at, periods, sha256, rows, inserted, changed, withdrawn, report)
      values ('statistics.VillageIncome', 'CORRECTION', 'test', now(), '{2020}', '', 1, 0, 1, 0, '{}')`)
    expect(await best('FINAL')).toEqual(frozen)
    const { data } = await own.ask(
      finance,
      `{ assessment(year: 2020, of: DRAFT) { village(code: "${areaCode}") { score rankInCity } } }`,
    )
    expect(Number(data.assessment.village.score)).toBeLessThan(
      Number(frozen.villages.nodes[0].score),
    )
    expect(data.assessment.village.rankInCity).toBeGreaterThan(1)
    expect(supposed.data.whatIf.changed).toContainEqual({
      areaCode,
      scoreThen: data.assessment.village.score,
      rankThen: data.assessment.village.rankInCity,
    })
  })

  test('the frozen text has the hash that is told of it', async () => {
    const { data } = await own.ask(finance, '{ assessment(year: 2020) { kind final { sha256 } } }')
    expect(data.assessment.kind).toBe('FINAL')
    const [kept] = await own.sql(
      `select encode(sha256(convert_to(snapshot, 'UTF8')), 'hex') as hash from assessment.final`,
    )
    expect(data.assessment.final.sha256).toBe(kept.hash)
    const snapshotFor = async (who: Who) =>
      (await own.ask(who, '{ assessment(year: 2020) { final { snapshot } } }')).data.assessment
        .final.snapshot
    const text = await snapshotFor(office)
    expect(createHash('sha256').update(text).digest('hex')).toBe(kept.hash)
    const { rules, villages } = JSON.parse(text)
    const rule = rules.find(({ code }: { code: string }) => code === 'C01')
    expect(rule.inputs).toContain('povertyOffice.VillageStatus.remainingPoorPersons')
    const item = villages[0].items.find(({ code }: { code: string }) => code === 'C01')
    expect(item.inputs).toHaveLength(rule.inputs.length)
    expect(await snapshotFor(finance)).toBeNull()
    expect(await snapshotFor({ role: 'office', area: '520624' })).toBeNull()
  })
})
