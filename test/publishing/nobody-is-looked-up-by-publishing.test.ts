import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityCheckCharacter } from '../../src/ground/identityNumber.ts'
import {
  office,
  openTestGateway,
  reader,
  steward,
  type TestGateway,
  type Who,
} from '../prepare/gateway.ts'

const allowance = 'civilAffairs.MinimumLiving'
const civilAffairs = steward('civilAffairs')
const auditor: Who = { role: 'auditor' }
let gateway: TestGateway
/** Two households with the numbers of their heads, in two counties. */
let here: { id: string; head: string; county: string }
let there: { id: string; head: string; county: string }

beforeAll(async () => {
  gateway = await openTestGateway()
  const found = await gateway.sql(
    `select distinct on (left(h.village_code, 6)) h.household_id as id, p.id_number as head,
        left(h.village_code, 6) as county
      from shared.household h
      join shared.person p on p.household_id = h.household_id
      join public_security.residence s on s.person_key = p.person_key and s.relation_to_head = 'HEAD'
      order by 3, 1 limit 2`,
  )
  ;[here, there] = found as [typeof here, typeof there]
})
afterAll(() => gateway.close())

/** An identity number that holds and that nobody of the city has. */
function strangersNumber(serial: number): string {
  const first = `110105194912${10 + (serial % 20)}${String(100 + Math.floor(serial / 20)).slice(-3)}`
  return `${first}${identityCheckCharacter(first)}`
}

const dryRun = { wishes: 'dryRun=true' }

describe('of a batch', () => {
  const batchesFor = async (who: Who, view: string) => {
    const { data, errors } = await gateway.ask(
      who,
      `{ batches(view: "${view}", first: 1) { nodes { sha256 periods rows inserted changed withdrawn department } }
        freshness(department: "${view.split('.')[0]}") { view lastPeriod } }`,
    )
    expect(errors).toEqual([])
    const { lastPeriod } = data.freshness.find((one: { view: string }) => one.view === view)
    return { ...data.batches.nodes[0], lastPeriod }
  }

  test('the hash is for its department, the office and the auditor: a small file is guessed by it', async () => {
    const file = `农户编号,所属期,月保障金额(元/月)\n${here.id},2019-07,480.00\n`
    const { report } = await gateway.deliver(civilAffairs, allowance, file)
    expect(report.outcome).toBe('PUBLISHED')
    const sha256 = createHash('sha256').update(file).digest('hex')
    for (const who of [reader('civilAffairs'), civilAffairs, office, auditor]) {
      expect((await batchesFor(who, allowance)).sha256).toBe(sha256)
    }
    for (const who of [reader('finance'), steward('povertyOffice'), { role: 'authority' } as Who]) {
      expect((await batchesFor(who, allowance)).sha256).toBeNull()
    }
  })

  test('how much it brought and of when is for who may read any of its facts', async () => {
    const content = { periods: ['2019-07'], rows: 1, inserted: 1, changed: 0, withdrawn: 0 }
    const nothing = { periods: null, rows: null, inserted: null, changed: null, withdrawn: null }
    expect(await batchesFor(civilAffairs, allowance)).toMatchObject(content)
    expect(await batchesFor(office, allowance)).toMatchObject(content)
    expect(await batchesFor(reader('finance'), allowance)).toMatchObject({
      ...nothing,
      department: 'civilAffairs',
      lastPeriod: null,
    })
    const open = await batchesFor(reader('finance'), 'statistics.VillageIncome')
    expect(open).toMatchObject({ rows: expect.any(Number), lastPeriod: expect.any(String) })
  })
})

describe('who is bound to an area', () => {
  const faultsOf = async (view: string, who: Who, file: string) => {
    const { report } = await gateway.deliver(who, view, file, dryRun)
    return { outcome: report.outcome, faults: report.faults, unresolved: report.unresolved }
  }
  const bound = (department: string): Who => ({ ...steward(department), area: here.county })

  test.each([
    ['农户编号', () => there.id, () => 'H900000000000'],
    ['户主公民身份号码', () => there.head, () => strangersNumber(1)],
  ])(
    'is told the same of a household elsewhere and of none, by %s',
    async (heading, elsewhere, none) => {
      const file = (number: string) => `${heading},所属期,月保障金额(元/月)\n${number},2019-08,5\n`
      const answers = [elsewhere(), none()].map((number) =>
        faultsOf(allowance, bound('civilAffairs'), file(number)),
      )
      const [one, other] = await Promise.all(answers)
      expect(one).toEqual(other)
      expect(one).toMatchObject({ outcome: 'REFUSED', faults: [{ line: 2 }] })
    },
  )

  test('whatever else is wrong with the file, and whatever is known of it there', async () => {
    // The household elsewhere has a row of the month; the file says it twice, and beside it a number of nobody.
    const known = `农户编号,所属期,月保障金额(元/月)\n${there.id},2019-10,5\n`
    expect((await gateway.deliver(civilAffairs, allowance, known)).report.outcome).toBe('PUBLISHED')
    const file = (number: string) =>
      `农户编号,所属期,月保障金额(元/月)\n${number},2019-10,5\n${number},2019-10,6\nH900000000001,2019-10,5\n`
    const answers = [there.id, 'H900000000000'].map((number) =>
      faultsOf(allowance, bound('civilAffairs'), file(number)),
    )
    const [one, other] = await Promise.all(answers)
    expect(one).toEqual(other)
    expect(one?.faults.map(({ line }: { line: number }) => line)).toEqual([2, 3, 4])
  })

  test('and of a cooperative elsewhere as of none', async () => {
    const register = 'povertyOffice.HouseholdRegister'
    const [{ uscc }] = await gateway.sql(
      'select uscc from shared.cooperative where starts_with(village_code, $1) order by 1 limit 1',
      [there.county],
    )
    const file = `householdId,period,linkedEntityUscc\n${here.id},2020,${uscc}\n`
    const one = await faultsOf(register, bound('povertyOffice'), file)
    expect(one).toMatchObject({ outcome: 'CHECKED', unresolved: [{ rows: 1, firstLine: 2 }] })
  })

  test('also where a row points to one', async () => {
    const view = 'ruralCredit.LoanLedger'
    const [{ contract }] = await gateway.sql(
      'select contract_no as contract from shared.loan where starts_with(area_code, $1) order by 1 limit 1',
      [here.county],
    )
    const file = (number: string) => `contractNo,borrowerRef\n${contract},${number}\n`
    const all = [there.id, 'H900000000000', here.id].map((number) =>
      faultsOf(view, bound('ruralCredit'), file(number)),
    )
    const [one, other, own] = await Promise.all(all)
    expect(one).toEqual(other)
    expect(one?.outcome).toBe('REFUSED')
    expect(own?.outcome).toBe('CHECKED')
  })
})

describe('whether a person is listed', () => {
  test('is not told of those whom a row points to', async () => {
    const view = 'orgDept.VillageLeadership'
    const file = (number: string) =>
      `villageCode,period,secretaryRef\n520624116211,2020,${number}\n`
    const answers = await Promise.all(
      [here.head, strangersNumber(2)].map(async (number) => {
        const { report } = await gateway.deliver(steward('orgDept'), view, file(number), dryRun)
        return { ...report, sha256: '' }
      }),
    )
    expect(answers[0]).toMatchObject({ outcome: 'CHECKED' })
    expect(answers[0]).toEqual(answers[1])
  })

  test('is told of a hundred lines of a file, and a thousand times a day', async () => {
    const view = 'health.HealthCoverage'
    const health = steward('health')
    const file = (from: number, number: number) =>
      [
        'idNumber,period,insuredFlag',
        ...Array.from({ length: number }, (_, at) => `${strangersNumber(from + at)},2020,是`),
      ].join('\n')
    const first = await gateway.deliver(health, view, file(0, 150), dryRun)
    expect(first.report).toMatchObject({ outcome: 'REFUSED', faultCount: 101 })
    for (let times = 1; times < 10; times++)
      await gateway.deliver(health, view, file(0, 150), dryRun)
    const last = await gateway.deliver(health, view, file(0, 1), dryRun)
    expect(last.status).toBe(429)
    expect(last.report.errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 1_000 })
    // Nor by a dry run that would say that all are known; what is really delivered goes on, and other accounts.
    const known = `idNumber,period,insuredFlag\n${here.head},2020,是\n`
    expect((await gateway.deliver(health, view, known, dryRun)).status).toBe(429)
    expect((await gateway.deliver(health, view, known)).report.outcome).toBe('PUBLISHED')
    // Nor by any other refusal, which would come to nobody who is not known.
    const twice = `${known}${here.head},2020,否\n`
    expect((await gateway.deliver(health, view, twice)).status).toBe(429)
    const close = (how: string) =>
      gateway.ask(
        { role: 'office' },
        `mutation { ${how}(year: 2020${how === 'closeYear' ? ', reason: "x"' : ''}) }`,
      )
    await close('closeYear')
    expect((await gateway.deliver(health, view, known)).status).toBe(429)
    await close('reopenYear')
    const asked = `户主公民身份号码,所属期,月保障金额(元/月)\n${strangersNumber(1)},2019-08,5\n`
    const other = await gateway.deliver(civilAffairs, allowance, asked, dryRun)
    expect(other.status).toBe(422)
  })
})
