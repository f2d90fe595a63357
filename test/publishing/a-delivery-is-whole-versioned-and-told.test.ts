import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, steward, type TestGateway } from '../prepare/gateway.ts'

const view = 'statistics.VillageIncome'
const statistics = steward('statistics')
let gateway: TestGateway
/** Two villages of Yanhe, and what was reported of them last. */
let villages: string[]

beforeAll(async () => {
  gateway = await openTestGateway()
  const rows = await gateway.sql(
    `select village_code from statistics.village_income where period = '2019'
      and disposable_income_per_capita is not null and village_code like '520627%'
      order by village_code limit 3`,
  )
  villages = rows.map((row) => row.village_code)
})
afterAll(() => gateway.close())

function incomes(rows: readonly (readonly [village: string, period: string, income: string])[]) {
  const lines = rows.map((row) => row.join(','))
  return `村(社区)代码,所属期,人均可支配收入(元/年)\n${lines.join('\n')}\n`
}

async function incomeOf(village: string | undefined, period: string, asOf?: string) {
  const { data } = await gateway.ask(
    reader('finance'),
    `query ($code: AreaCode!, $period: Period!, $asOf: DateTime) { village(code: $code) {
      statistics { income(period: $period, asOf: $asOf) { disposableIncomePerCapita } } } }`,
    { variables: { code: village, period, asOf } },
  )
  return data.village.statistics.income?.disposableIncomePerCapita ?? null
}

describe('a delivery', () => {
  test('shows in the graph at once; what it replaced is still to be had as of then', async () => {
    const [village = ''] = villages
    const before = await incomeOf(village, '2019')
    const { status, report } = await gateway.deliver(
      statistics,
      view,
      incomes([
        [village, '2019', '12345.67'],
        [village, '2021', '14000'],
      ]),
    )
    expect(status).toBe(200)
    expect(report).toMatchObject({
      outcome: 'PUBLISHED',
      rows: 2,
      inserted: 1,
      changed: 1,
      withdrawn: 0,
      faultCount: 0,
    })
    expect(await incomeOf(village, '2019')).toBe('12345.67')
    expect(await incomeOf(village, '2021')).toBe('14000.00')
    const moment = new Date(Date.parse(report.publishedAt) - 1).toISOString()
    expect(await incomeOf(village, '2019', moment)).toBe(before)
    expect(await incomeOf(village, '2021', moment)).toBeNull()
    expect(await incomeOf(village, '2019', report.publishedAt)).toBe('12345.67')
  })

  test('says nothing of the columns that it leaves out', async () => {
    const [village = ''] = villages
    const read = () =>
      gateway.sql(
        `select * from statistics.village_income where village_code = $1 and period = '2018'`,
        [village],
      )
    const [before] = await read()
    await gateway.deliver(statistics, view, incomes([[village, '2018', '9999']]))
    const [after] = await read()
    const { batch: _old, ...same } = { ...before, disposable_income_per_capita: '9999.00' }
    const { batch: _new, ...now } = after
    expect(now).toEqual(same)
  })

  test('with one row at fault is refused whole, and says line, column, value and way out', async () => {
    const [village = '', other = ''] = villages
    const before = await incomeOf(village, '2019')
    const file = incomes([
      [village, '2019', '1.00'],
      [other, '2019', '12万元'],
      ['520627999999', '2019', '5.00'],
    ])
    const { status, report } = await gateway.deliver(statistics, view, file)
    expect(status).toBe(422)
    expect(report.outcome).toBe('REFUSED')
    expect(report.faults).toEqual([
      expect.objectContaining({
        line: 3,
        column: '人均可支配收入(元/年)',
        value: '12万元',
        zh: expect.stringContaining('单位'),
      }),
    ])
    expect(await incomeOf(village, '2019')).toBe(before)
  })

  test('of a village that does not exist is refused, and names the line', async () => {
    const [village = ''] = villages
    const file = incomes([
      [village, '2019', '1.00'],
      ['520627999999', '2019', '5.00'],
    ])
    const { report } = await gateway.deliver(statistics, view, file)
    expect(report.faults).toEqual([
      expect.objectContaining({
        line: 3,
        value: '520627999999',
        en: expect.stringContaining('exists'),
      }),
    ])
  })

  test('with the same village and year twice is refused, and names both lines', async () => {
    const [village = '', other = ''] = villages
    const file = incomes([
      [village, '2019', '1.00'],
      [other, '2019', '2.00'],
      [village, '2019', '3.00'],
    ])
    const { report } = await gateway.deliver(statistics, view, file)
    expect(report.faults).toEqual([
      expect.objectContaining({ line: 4, zh: expect.stringContaining('第 2、4 行') }),
    ])
  })

  test('that is only tried reports what it would do, and stores nothing', async () => {
    const [village = ''] = villages
    const before = await incomeOf(village, '2019')
    const file = incomes([[village, '2019', '77.00']])
    const tried = await gateway.deliver(statistics, view, file, { wishes: 'dryRun=true' })
    expect(tried.report).toMatchObject({ outcome: 'CHECKED', changed: 1, inserted: 0 })
    expect(tried.report.batch).toBeUndefined()
    expect(await incomeOf(village, '2019')).toBe(before)
  })

  test('that is the whole of its periods takes away what stands there and is not in it', async () => {
    const [village = '', other = ''] = villages
    await gateway.deliver(
      statistics,
      view,
      incomes([
        [village, '2025', '1.00'],
        [other, '2025', '2.00'],
      ]),
    )
    const file = incomes([[village, '2025', '3.00']])
    const { report } = await gateway.deliver(statistics, view, file, { wishes: 'whole=true' })
    expect(report).toMatchObject({ inserted: 0, changed: 1, withdrawn: 1 })
    expect(await incomeOf(other, '2025')).toBeNull()
    expect(await incomeOf(village, '2025')).toBe('3.00')
  })
})

describe('a key', () => {
  const [key] = ['delivery-of-2022']
  const headers = { 'idempotency-key': key ?? '' }

  test('makes the same file twice one effect and one answer, and refuses other content', async () => {
    const [village = ''] = villages
    const file = incomes([[village, '2022', '15000']])
    const first = await gateway.deliver(statistics, view, file, { headers })
    const second = await gateway.deliver(statistics, view, file, { headers })
    expect(second).toEqual(first)
    expect(first.report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
    const other = await gateway.deliver(statistics, view, incomes([[village, '2022', '1']]), {
      headers,
    })
    expect(other.status).toBe(409)
    expect(other.report.errors[0].extensions.code).toBe('IDEMPOTENCY_MISMATCH')
    expect(await incomeOf(village, '2022')).toBe('15000.00')
  })

  test('given by fifty at once stores one batch', async () => {
    const [, , village = ''] = villages
    const file = incomes([[village, '2023', '16000']])
    const at = { headers: { 'idempotency-key': 'fifty' } }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => gateway.deliver(statistics, view, file, at)),
    )
    expect(new Set(answers.map(({ report }) => report.batch)).size).toBe(1)
    const [{ batches }] = await gateway.sql(
      `select count(*)::int as batches from publishing.batch where idempotency_key = 'fifty'`,
    )
    expect(batches).toBe(1)
  })

  test('of a refused file may be used again for the mended one', async () => {
    const [village = ''] = villages
    const at = { headers: { 'idempotency-key': 'mended' } }
    const broken = await gateway.deliver(statistics, view, incomes([[village, '2024', 'x']]), at)
    expect(broken.status).toBe(422)
    const mended = await gateway.deliver(statistics, view, incomes([[village, '2024', '1']]), at)
    expect(mended.report.outcome).toBe('PUBLISHED')
  })
})

describe('order in time', () => {
  test('an older file over newer data is refused unless told, and changes nothing', async () => {
    const [village = ''] = villages
    const newer = incomes([[village, '2017', '8000']])
    const older = incomes([[village, '2017', '7000']])
    await gateway.deliver(statistics, view, newer, { wishes: 'drawnOn=2020-06-30' })
    const refused = await gateway.deliver(statistics, view, older, { wishes: 'drawnOn=2020-03-31' })
    expect(refused.status).toBe(409)
    expect(refused.report.errors[0].extensions.code).toBe('CONFLICT')
    expect(refused.report.errors[0].message).toContain('2020-06-30')
    expect(await incomeOf(village, '2017')).toBe('8000.00')
    const told = await gateway.deliver(statistics, view, older, {
      wishes: 'drawnOn=2020-03-31&older=true',
    })
    expect(told.report).toMatchObject({ outcome: 'PUBLISHED', changed: 1 })
    expect(await incomeOf(village, '2017')).toBe('7000.00')
  })

  test('an older file does not bring back what a newer one took away', async () => {
    const [village = '', other = ''] = villages
    const both = incomes([
      [village, '2009', '1'],
      [other, '2009', '2'],
    ])
    await gateway.deliver(statistics, view, both, { wishes: 'drawnOn=2019-01-31' })
    await gateway.deliver(statistics, view, incomes([[other, '2009', '2']]), {
      wishes: 'drawnOn=2020-01-31&whole=true',
    })
    const late = await gateway.deliver(statistics, view, both, { wishes: 'drawnOn=2019-06-30' })
    expect(late.status).toBe(409)
    expect(await incomeOf(village, '2009')).toBeNull()
  })

  test('a trial under a key that was used is a trial', async () => {
    const [village = ''] = villages
    const at = { headers: { 'idempotency-key': 'tried-after' } }
    const file = incomes([[village, '2008', '1']])
    await gateway.deliver(statistics, view, file, at)
    const tried = await gateway.deliver(statistics, view, file, { ...at, wishes: 'dryRun=true' })
    expect(tried.report.outcome).toBe('CHECKED')
  })

  test('a closed year takes a correction with its reason, and nothing else', async () => {
    const [village = ''] = villages
    const office = { role: 'office' } as const
    const closed = await gateway.ask(
      office,
      'mutation { closeYear(year: 2016, reason: "年度考评已定") }',
    )
    expect(closed.data.closeYear).toContain(2016)
    const file = incomes([[village, '2016', '6000']])
    const refused = await gateway.deliver(statistics, view, file)
    expect(refused.status).toBe(409)
    const reason = encodeURIComponent('统计口径更正')
    const corrected = await gateway.deliver(statistics, view, file, {
      wishes: `correction=${reason}`,
    })
    expect(corrected.report.outcome).toBe('PUBLISHED')
    const { data } = await gateway.ask(
      office,
      `{ batches(view: "${view}", first: 1) { nodes { kind reason department publishedAt changed } } }`,
    )
    expect(data.batches.nodes).toEqual([
      {
        kind: 'CORRECTION',
        reason: '统计口径更正',
        department: 'statistics',
        publishedAt: corrected.report.publishedAt,
        changed: 1,
      },
    ])
    const opened = await gateway.ask(office, 'mutation { reopenYear(year: 2016) }')
    expect(opened.data.reopenYear).not.toContain(2016)
    expect((await gateway.deliver(statistics, view, file)).status).toBe(200)
    const steward = await gateway.ask(statistics, 'mutation { closeYear(year: 2016, reason: "x") }')
    expect(steward.errors[0].extensions.code).toBe('FORBIDDEN')
  })
})

describe('taking a batch back', () => {
  test('restores what it replaced, drops what it brought, and leaves what came later', async () => {
    const [one = '', two = '', three = ''] = villages
    const before = await incomeOf(one, '2015')
    const first = await gateway.deliver(
      statistics,
      view,
      incomes([
        [one, '2015', '1.00'],
        [two, '2015', '2.00'],
        [three, '2026', '3.00'],
      ]),
    )
    const later = await gateway.deliver(statistics, view, incomes([[two, '2015', '22.00']]))
    const { data, errors } = await gateway.ask(
      statistics,
      `mutation ($batch: Int!) { withdraw(view: "${view}", batch: $batch, reason: "误报") {
        outcome batch inserted changed withdrawn } }`,
      { variables: { batch: Number(first.report.batch) } },
    )
    expect(errors).toEqual([])
    expect(data.withdraw).toMatchObject({
      outcome: 'PUBLISHED',
      changed: 1,
      withdrawn: 1,
      inserted: 0,
    })
    expect(await incomeOf(one, '2015')).toBe(before)
    expect(await incomeOf(two, '2015')).toBe('22.00')
    expect(await incomeOf(three, '2026')).toBeNull()
    expect(await incomeOf(one, '2015', later.report.publishedAt)).toBe('1.00')
    expect(await incomeOf(three, '2026', later.report.publishedAt)).toBe('3.00')
    const again = await gateway.ask(
      statistics,
      `mutation { withdraw(view: "${view}", batch: ${first.report.batch}, reason: "误报") { outcome } }`,
    )
    expect(again.errors[0].extensions.code).toBe('NOT_FOUND')
  })
})

describe('two batches taken back', () => {
  async function takeBack(batch: string) {
    const { data } = await gateway.ask(
      statistics,
      `mutation { withdraw(view: "${view}", batch: ${batch}, reason: "误报") { outcome } }`,
    )
    expect(data.withdraw.outcome).toBe('PUBLISHED')
  }

  test.each([
    ['the earlier first', '2010', [0, 1]],
    ['the later first', '2011', [1, 0]],
  ])('leave what stood before them, %s', async (_order, year, order) => {
    const [village = ''] = villages
    await gateway.deliver(statistics, view, incomes([[village, year, '1.00']]))
    const batches: string[] = []
    for (const income of ['2.00', '3.00']) {
      const { report } = await gateway.deliver(statistics, view, incomes([[village, year, income]]))
      batches.push(report.batch)
    }
    for (const index of order) await takeBack(batches[index] ?? '')
    expect(await incomeOf(village, year)).toBe('1.00')
  })

  test('a row that a later file took away stays away', async () => {
    const [village = '', other = ''] = villages
    await gateway.deliver(statistics, view, incomes([[village, '2012', '1.00']]))
    const second = await gateway.deliver(statistics, view, incomes([[village, '2012', '2.00']]))
    await gateway.deliver(statistics, view, incomes([[other, '2012', '9.00']]), {
      wishes: 'whole=true',
    })
    await takeBack(second.report.batch)
    expect(await incomeOf(village, '2012')).toBeNull()
  })
})

describe('who may publish', () => {
  test.each([
    ['a reader of the department', reader('statistics'), 403],
    ['a steward of another department', steward('finance'), 403],
    ['the office', { role: 'office' } as const, 403],
  ])('%s may not', async (_who, who, status) => {
    const [village = ''] = villages
    const refused = await gateway.deliver(who, view, incomes([[village, '2019', '1']]))
    expect(refused.status).toBe(status)
    expect(refused.report.errors[0].extensions.owners).toEqual(['statistics'])
  })

  test.each([
    ['a reader of the department', reader('statistics')],
    ['a steward of another department', steward('finance')],
    ['the office', { role: 'office' } as const],
  ])('%s may not by a mutation either', async (_who, who) => {
    const [village = ''] = villages
    const before = await incomeOf(village, '2019')
    const row = `{ villageCode: "${village}", period: "2019", disposableIncomePerCapita: "1" }`
    const { report } = await gateway.deliver(statistics, view, incomes([[village, '2019', '2']]))
    for (const mutation of [
      `publish(view: "${view}", rows: [${row}]) { outcome }`,
      `withdraw(view: "${view}", batch: ${report.batch}, reason: "误报") { outcome }`,
    ]) {
      const { errors } = await gateway.ask(who, `mutation { ${mutation} }`)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
      expect(await incomeOf(village, '2019')).toBe('2.00')
    }
    await gateway.deliver(statistics, view, incomes([[village, '2019', before]]))
  })

  test('a steward bound to a county publishes for its villages only', async () => {
    const [village = ''] = villages
    const ofSinan = { ...statistics, area: '520624' }
    const refused = await gateway.deliver(ofSinan, view, incomes([[village, '2019', '1']]))
    expect(refused.status).toBe(422)
    expect(refused.report.faults[0].line).toBe(2)
    const ofYanhe = { ...statistics, area: '520627' }
    const taken = await gateway.deliver(ofYanhe, view, incomes([[village, '2019', '100']]))
    expect(taken.report.outcome).toBe('PUBLISHED')
  })

  test('a steward bound to a county takes nothing away elsewhere, and no list of the whole city on', async () => {
    const [village = ''] = villages
    const [sinan] = await gateway.sql(
      `select code from shared.village where code like '520624%' order by 1 limit 1`,
    )
    const both = incomes([
      [village, '2013', '1.00'],
      [sinan.code, '2013', '2.00'],
    ])
    const { report } = await gateway.deliver(statistics, view, both)
    const ofSinan = { ...statistics, area: '520624' }
    const own = incomes([[sinan.code, '2013', '3.00']])
    const whole = await gateway.deliver(ofSinan, view, own, { wishes: 'whole=true' })
    expect(whole.report).toMatchObject({ outcome: 'PUBLISHED', changed: 1, withdrawn: 0 })
    expect(await incomeOf(village, '2013')).toBe('1.00')
    const taken = await gateway.ask(
      ofSinan,
      `mutation { withdraw(view: "${view}", batch: ${report.batch}, reason: "误报") { outcome } }`,
    )
    expect(taken.errors[0].extensions.code).toBe('NOT_FOUND')
    const police = { ...steward('publicSecurity'), area: '520624' }
    const list = await gateway.deliver(police, 'Household', '户号(公安),所在村(社区)\n1,2\n')
    expect(list.status).toBe(403)
  })

  test('nobody delivers a fact of a shared list that belongs to another of its owners', async () => {
    const [household] = await gateway.sql('select household_id as id from shared.household limit 1')
    const file = `农户编号,户号\n${household.id},1\n`
    const refused = await gateway.deliver(steward('povertyOffice'), 'Household', file)
    expect(refused.status).toBe(403)
    expect(refused.report.errors[0].message).toContain('户号')
  })

  describe('of a list that two departments keep', () => {
    const [police, povertyOffice] = [steward('publicSecurity'), steward('povertyOffice')]
    const listed = async () => {
      const rows = await gateway.sql('select household_id as id from shared.household order by 1')
      return rows.map(({ id }) => id as string)
    }

    test('neither takes back what the other has delivered', async () => {
      const [village = ''] = villages
      const file = `户号(公安),所在村(社区)\n900000101,${village}\n`
      const { report } = await gateway.deliver(police, 'Household', file)
      expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
      const withdraw = `mutation { withdraw(view: "Household", batch: ${report.batch}, reason: "误报") { outcome } }`
      const after = await listed()
      const { errors } = await gateway.ask(povertyOffice, withdraw)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
      expect(await listed()).toEqual(after)
      expect((await gateway.ask(police, withdraw)).data.withdraw.outcome).toBe('PUBLISHED')
      expect(await listed()).toHaveLength(after.length - 1)
    })

    test('nor takes it away by the whole of the list', async () => {
      const [village = ''] = villages
      const before = await listed()
      const file = (...ids: string[]) =>
        ['农户编号,所在村(社区)', ...ids.map((id) => `${id},${village}`)].join('\n')
      const own = ['H80000000001', 'H80000000002']
      await gateway.deliver(povertyOffice, 'Household', file(...own))
      // The police have given one of them their own number since.
      await gateway.deliver(police, 'Household', '农户编号,户号\nH80000000002,900000202\n')
      const wishes = 'whole=true'
      const whole = await gateway.deliver(povertyOffice, 'Household', file('H80000000003'), {
        wishes,
      })
      expect(whole.report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1, withdrawn: 1 })
      expect(await listed()).toEqual([...before, 'H80000000002', 'H80000000003'].sort())
    })

    test('nor by delivering it as well, and then the whole without it', async () => {
      const [village = '', beside = ''] = villages
      const file = (id: string, where: string) => `农户编号,所在村(社区)\n${id},${where}\n`
      await gateway.deliver(police, 'Household', file('H80000000004', village))
      const touched = await gateway.deliver(
        povertyOffice,
        'Household',
        file('H80000000004', beside),
      )
      expect(touched.report).toMatchObject({ outcome: 'PUBLISHED', changed: 1 })
      for (const whose of [povertyOffice, police]) {
        await gateway.deliver(whose, 'Household', file('H80000000005', village), {
          wishes: 'whole=true',
        })
        expect(await listed()).toContain('H80000000004')
      }
    })
  })

  test('a clerk’s own words are for the department and the office', async () => {
    const [village = ''] = villages
    await gateway.deliver(statistics, view, incomes([[village, '2013', '5.00']]), {
      headers: { 'x-file-name': encodeURIComponent('张三更正.csv') },
    })
    const query = `{ batches(view: "${view}", first: 1) { nodes { fileName publisher } } }`
    const own = await gateway.ask(statistics, query)
    expect(own.data.batches.nodes[0].fileName).toBe('张三更正.csv')
    const other = await gateway.ask(reader('finance'), query)
    expect(other.data.batches.nodes[0]).toEqual({ fileName: null, publisher: null })
  })

  test('nobody without a token, and to no view that does not exist', async () => {
    const url = `${gateway.url}/publish/${view}`
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(401)
    const unknown = await gateway.deliver(statistics, 'statistics.VilageIncome', 'x')
    expect(unknown.status).toBe(404)
    expect(unknown.report.errors[0].message).toContain('statistics.VillageIncome')
  })
})
