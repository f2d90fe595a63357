import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, steward, type TestGateway } from '../prepare/gateway.ts'

const view = 'civilAffairs.MinimumLiving'
const civilAffairs = steward('civilAffairs')
let gateway: TestGateway
/** A registered household with the three numbers by which departments know it. */
let household: { id: string; head: string; police: string; register: string }

beforeAll(async () => {
  gateway = await openTestGateway()
  const [row] = await gateway.sql(
    `select h.household_id as id, p.id_number as head, h.household_no as police, r.register_no as register
      from shared.household h
      join shared.person p on p.household_id = h.household_id
      join public_security.residence s on s.person_key = p.person_key and s.relation_to_head = 'HEAD'
      join poverty_office.household_register r on r.household_id = h.household_id and r.period = '2020'
      order by 1 limit 1`,
  )
  household = row
})
afterAll(() => gateway.close())

async function amountIn(month: string): Promise<string | null> {
  const [row] = await gateway.sql(
    `select monthly_amount as amount from civil_affairs.minimum_living
      where household_id = $1 and period = $2`,
    [household.id, month],
  )
  return row?.amount ?? null
}

test.each([
  ['户主公民身份号码', 'head', '2019-01'],
  ['户号(公安)', 'police', '2019-02'],
  ['建档立卡户编号', 'register', '2019-03'],
  ['农户编号', 'id', '2019-04'],
] as const)('a household is found by %s', async (heading, number, month) => {
  const file = `${heading},所属期,月保障金额(元/月)\n${household[number]},${month},321.50\n`
  const { report } = await gateway.deliver(civilAffairs, view, file)
  expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1, faultCount: 0 })
  expect(await amountIn(month)).toBe('321.50')
})

test('a number that nobody has is refused, and not repeated', async () => {
  const file = '户主公民身份号码,所属期,月保障金额(元/月)\n11010519491231002X,2019-01,1\n'
  const { status, report } = await gateway.deliver(civilAffairs, view, file)
  expect(status).toBe(422)
  expect(report.faults).toEqual([expect.objectContaining({ line: 2 })])
  expect(JSON.stringify(report)).not.toContain('11010519491231002X')
})

test('two ways of naming the household in one file are one too many', async () => {
  const file = `农户编号,户号(公安),所属期,月保障金额(元/月)\n${household.id},${household.police},2019-05,1\n`
  const { report } = await gateway.deliver(civilAffairs, view, file)
  expect(report.faults[0]).toMatchObject({ line: 1, zh: expect.stringContaining('只保留一列') })
})

test('a number that has passed to another household means whom it meant at the time', async () => {
  const [other] = await gateway.sql(
    'select household_id as id from shared.household where household_id <> $1 order by 1 limit 1',
    [household.id],
  )
  const register = `户号(公安),所属期,贫困户编号(全国扶贫开发信息系统)\n`
  const [{ police }] = await gateway.sql(
    'select household_no as police from shared.household where household_id = $1',
    [other.id],
  )
  const pass = (rows: string) =>
    gateway.deliver(
      steward('povertyOffice'),
      'povertyOffice.HouseholdRegister',
      `${register}${rows}`,
    )
  const given = `${police},2020,${household.register}\n`
  // A number is not taken from the household that bears it.
  const taken = await pass(given)
  expect(taken.report).toMatchObject({
    outcome: 'REFUSED',
    faults: [{ line: 2, column: expect.stringContaining('贫困户编号') }],
  })
  const twice = await pass(`${police},2020,R1\n${household.police},2020,R1\n`)
  expect(twice.report).toMatchObject({ outcome: 'REFUSED', faultCount: 2 })
  const passed = await pass(`${given}${household.police},2020,R-of-another\n`)
  expect(passed.report.outcome).toBe('PUBLISHED')
  const file = `建档立卡户编号,所属期,月保障金额(元/月)
${household.register},2018-12,11
${household.register},2020-12,22
`
  const { report } = await gateway.deliver(civilAffairs, view, file)
  expect(report.outcome).toBe('PUBLISHED')
  const rows = await gateway.sql(
    `select household_id as id, period, monthly_amount as amount from civil_affairs.minimum_living
      where (period, monthly_amount) in (('2018-12', 11), ('2020-12', 22)) order by period`,
  )
  expect(rows).toEqual([
    { id: household.id, period: '2018-12', amount: '11.00' },
    { id: other.id, period: '2020-12', amount: '22.00' },
  ])
})

test('what was learned from a batch is forgotten when it is taken back', async () => {
  const police = steward('publicSecurity')
  const [{ id, village }] = await gateway.sql(
    `select household_id as id, village_code as village from shared.household order by 1 desc limit 1`,
  )
  const list = `农户编号,户号,所在村(社区)\n${id},777000777,${village}\n`
  const { report } = await gateway.deliver(police, 'Household', list)
  expect(report).toMatchObject({ outcome: 'PUBLISHED', changed: 1 })
  const file = '户号(公安),所属期,月保障金额(元/月)\n777000777,2019-08,5\n'
  const known = await gateway.deliver(civilAffairs, view, file)
  expect(known.report.outcome).toBe('PUBLISHED')
  await gateway.ask(
    police,
    `mutation { withdraw(view: "Household", batch: ${report.batch}, reason: "误报") { outcome } }`,
  )
  expect((await gateway.deliver(civilAffairs, view, file)).status).toBe(422)
})

test('what another batch says too is not forgotten with the one that said it first', async () => {
  const povertyOffice = steward('povertyOffice')
  const register = 'povertyOffice.HouseholdRegister'
  const say = (year: number) =>
    gateway.deliver(
      povertyOffice,
      register,
      `农户编号,所属期,贫困户编号(全国扶贫开发信息系统)\n${household.id},${year},R-said-twice\n`,
    )
  const [first] = [await say(2012), await say(2013)]
  const { data } = await gateway.ask(
    povertyOffice,
    `mutation { withdraw(view: "${register}", batch: ${first.report.batch}, reason: "误报") { outcome } }`,
  )
  expect(data.withdraw.outcome).toBe('PUBLISHED')
  const file = '建档立卡户编号,所属期,月保障金额(元/月)\nR-said-twice,2013-08,5\n'
  expect((await gateway.deliver(civilAffairs, view, file)).report.outcome).toBe('PUBLISHED')
})

describe('what is the police’s to say', () => {
  const povertyOffice = steward('povertyOffice')
  const police = steward('publicSecurity')
  const numberOf = async (id: string) => {
    const [row] = await gateway.sql(
      'select household_no as number, village_code as village from shared.household where household_id = $1',
      [id],
    )
    return row
  }

  test('is not said by another that names a household by an old number', async () => {
    const [{ id, old, village }] = await gateway.sql(
      `select household_id as id, household_no as old, village_code as village
        from shared.household where household_no is not null order by 1 desc offset 20 limit 1`,
    )
    // The key says which household is meant, and the column beside it what its number is from now on.
    const changing = `户号(公安),户号,所在村(社区)\n${old},5550001,${village}\n`
    expect((await gateway.deliver(police, 'Household', changing)).report).toMatchObject({
      changed: 1,
    })
    const naming = `户号(公安),所在村(社区)\n${old},${village}\n`
    const { report } = await gateway.deliver(povertyOffice, 'Household', naming)
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 0, changed: 0 })
    expect((await numberOf(id)).number).toBe('5550001')
  })

  test('names no household that it does not know', async () => {
    const { village } = await numberOf(household.id)
    const file = `户号(公安),所在村(社区)\n777000222,${village}\n`
    const { status, report } = await gateway.deliver(povertyOffice, 'Household', file)
    expect([status, report.faults]).toEqual([422, [expect.objectContaining({ line: 2 })]])
  })

  test('is not dropped where two columns say it differently', async () => {
    const { village } = await numberOf(household.id)
    const file = `户号(公安),户号,所在村(社区)\n888000333,888000444,${village}\n`
    const { report } = await gateway.deliver(police, 'Household', file)
    expect(report).toMatchObject({ outcome: 'REFUSED', faults: [{ line: 2 }] })
  })
})

test('a list without the police’s numbers leaves them as they were', async () => {
  const [{ id, village, police }] = await gateway.sql(
    `select household_id as id, village_code as village, household_no as police
      from shared.household order by 1 desc limit 1`,
  )
  await gateway.deliver(
    steward('publicSecurity'),
    'Household',
    `农户编号,所在村(社区)\n${id},${village}\n`,
  )
  const [after] = await gateway.sql(
    'select household_no as police from shared.household where household_id = $1',
    [id],
  )
  expect(after.police).toBe(police)
})

test('the police lists new households by their own numbers; twice the same list names them alike', async () => {
  const [{ village }] = await gateway.sql(
    'select village_code as village from shared.household where household_id = $1',
    [household.id],
  )
  const file = `户号(公安),所在村(社区)\n900000001,${village}\n900000002,${village}\n`
  const police = steward('publicSecurity')
  const first = await gateway.deliver(police, 'Household', file)
  expect(first.report).toMatchObject({ outcome: 'PUBLISHED', inserted: 2 })
  const second = await gateway.deliver(police, 'Household', file)
  expect(second.report).toMatchObject({ inserted: 0, changed: 0 })
  const known = await gateway.deliver(
    civilAffairs,
    view,
    '户号(公安),所属期,月保障金额(元/月)\n900000002,2019-01,5\n',
  )
  expect(known.report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
})

test.each([
  ['publicSecurity', '440524188001010014'],
  ['povertyOffice', '11010519491231002X'],
])(
  'a new person is listed by the identity number, in a household named by its number, by %s',
  async (department, number) => {
    const file = `公民身份号码,所在农户\n${number},no:${household.police}\n`
    const { report } = await gateway.deliver(steward(department), 'Person', file)
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
    const rows = await gateway.sql(
      `select household_id as id, length(person_key) as length from shared.person
      where id_number = $1`,
      [number],
    )
    expect(rows).toEqual([{ id: household.id, length: 32 }])
  },
)

test.each([
  ['Household', '户主公民身份号码,所在村(社区)\n110105194912310038,520627101201\n'],
  ['Person', '公民身份号码,所在农户\n110105194912310038,no:999999999\n'],
])('a list of %s that names a household nobody knows is refused', async (name, file) => {
  const { status, report } = await gateway.deliver(steward('publicSecurity'), name, file)
  expect(status).toBe(422)
  expect(report.faults[0]).toMatchObject({ line: 2, en: expect.stringContaining('household') })
})
