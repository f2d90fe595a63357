import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finance, openTestGateway, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

/** What is asked, the code and status that answer it, and what the sentence must say. */
const wrong: readonly (readonly [string, string, number, string, RegExp])[] = [
  [
    'an unknown county',
    '{ county(code: "520699") { name } }',
    200,
    'NOT_FOUND',
    /520699.*No county/,
  ],
  ['an unknown area', '{ area(code: "520602999") { name } }', 200, 'NOT_FOUND', /520602999/],
  ['a code that is none', '{ county(code: "52-06") { name } }', 400, 'BAD_USER_INPUT', /520602/],
  ['an id that is none', '{ node(id: "nonsense") { id } }', 200, 'NOT_FOUND', /nonsense/],
  [
    'an unknown department',
    '{ department(code: "forestry9") { zh } }',
    200,
    'NOT_FOUND',
    /forestry9/,
  ],
  [
    'a period of the wrong kind',
    '{ villages { nodes { statistics { income(period: "2019-Q1") { period } } } } }',
    400,
    'BAD_USER_INPUT',
    /VillageIncome is yearly; ask for 2019\./,
  ],
  [
    'a year where a quarter is meant',
    '{ villages { nodes { ruralCredit { outlet(period: "2019") { period } } } } }',
    400,
    'BAD_USER_INPUT',
    /VillageOutlet is quarterly; ask for 2019-Q1\./,
  ],
  [
    'a filter with a period of the wrong kind',
    '{ villages(filter: { statistics: { income: { period: "2019-H1", wageIncome: { gt: "1" } } } }) { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /VillageIncome is yearly/,
  ],
  [
    'an order with a period of the wrong kind',
    '{ villages(orderBy: [{ by: STATISTICS_INCOME_WAGE_INCOME, period: "2019-11" }]) { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /VillageIncome is yearly/,
  ],
  [
    'a period that is none',
    '{ villages { nodes { statistics { income(period: "2019-Q7") { period } } } } }',
    400,
    'BAD_USER_INPUT',
    /2019-Q7.*is not a period/,
  ],
  [
    'a malformed cursor',
    '{ villages(after: "!!") { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /endCursor/,
  ],
  [
    'a cursor of another list',
    `{ villages(after: "${Buffer.from('Household:H00000001').toString('base64url')}") { totalCount } }`,
    400,
    'BAD_USER_INPUT',
    /endCursor/,
  ],
  [
    'first of zero',
    '{ villages(first: 0) { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /between 1 and 500/,
  ],
  [
    'first below zero',
    '{ villages(first: -1) { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /between 1 and 500/,
  ],
  [
    'a field that is not there',
    '{ villages { nodes { nam } } }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    /name/,
  ],
  ['a query cut short', '{ villages { nodes {', 400, 'GRAPHQL_PARSE_FAILED', /Syntax/],
  [
    'no operation of that name',
    'query A { me { role } } query B { me { role } }',
    400,
    'BAD_USER_INPUT',
    /./,
  ],
  [
    'money that is a float out of range',
    '{ villages(filter: { statistics: { income: { wageIncome: { gt: 1e309 } } } }) { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /1e309/,
  ],
  [
    'a date that never was',
    '{ projects(filter: { devReform: { approval: { approvalDate: { gt: "2023-02-30" } } } }) { totalCount } }',
    400,
    'BAD_USER_INPUT',
    /2023-02-30/,
  ],
]

describe('a wrong request is answered by a sentence and its code', () => {
  test.each(wrong)('%s', async (_name, query, status, code, says) => {
    const answer = await city.ask(finance, query)
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([status, code])
    expect(answer.errors[0].message).toMatch(says)
    expect(JSON.stringify(answer.errors)).not.toMatch(/select |stack|node_modules|\/src\//)
    if (status === 400) expect(answer.statements).toEqual([])
  })
})

describe('what is not GraphQL over HTTP is turned away, and the process lives on', () => {
  const post = async (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const token = await city.issuer.sign(finance)
    const response = await fetch(`${city.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body,
    })
    const answer = (await response.json()) as { errors: { message: string }[] }
    return [response.status, answer.errors.length > 0]
  }

  /** Writes a request by hand, and reads until the gateway closes; what closes in anger may have been told. */
  const raw = async (written: string): Promise<string> => {
    const { port, hostname } = new URL(city.url)
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (piece) => {
      answer += piece
    })
    socket.on('error', () => undefined)
    socket.write(written)
    await new Promise((resolve) => socket.on('close', resolve))
    return answer
  }

  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['truncated JSON', '{"query":'],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['no query', '{}'],
    ['an empty query', '{"query":""}'],
    ['NUL', '{"query":"\\u0000"}'],
    ['a batch', '[{"query":"{ me { role } }"}]'],
    ['2,001 tokens', JSON.stringify({ query: `{ ${'a '.repeat(2_001)} }` })],
    ['a fragment that spreads itself', '{"query":"{ ...A } fragment A on Query { ...A }"}'],
    ['an unknown operation', '{"query":"{ me { role } }","operationName":"__proto__"}'],
  ])('%s', async (_name, body) => {
    expect(await post(body)).toEqual([400, true])
  })

  test('a body over 1 MB', async () => {
    expect(await post(JSON.stringify({ query: ' '.repeat(1_100_000) }))).toEqual([413, true])
  })

  test('a form, or plain text', async () => {
    expect(await post('query={ me }', { 'content-type': 'text/plain' })).toEqual([415, true])
    expect(await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
      415,
      true,
    ])
  })

  test.each(['GET', 'OPTIONS', 'PUT', 'HEAD'])(
    '%s, and it says what would be taken',
    async (method) => {
      const response = await fetch(`${city.url}/graphql?query={me{role}}`, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    },
  )

  test('a path that leads nowhere', async () => {
    expect((await fetch(`${city.url}/graphql/`, { method: 'DELETE' })).status).toBe(404)
  })

  test.each([
    [
      'a persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
      /persistedQuery/,
    ],
    ['a name that is a number', { query: '{ me { role } }', operationName: 5 }, /operationName/],
    ['a name that is empty', { query: '{ me { role } }', operationName: '' }, /operationName/],
    ['variables as a text', { query: '{ me { role } }', variables: '{"a":1}' }, /variables/],
    ['variables as a list', { query: '{ me { role } }', variables: [] }, /variables/],
    ['extensions as a text', { query: '{ me { role } }', extensions: 'x' }, /extensions/],
    ['a query that is no text', { query: { kind: 'Document' } }, /query/],
    ['a subscription', { query: 'subscription { me { role } }' }, /changes/],
    ['a document without an operation', { query: 'fragment F on Me { role }' }, /./],
    [
      'deep values',
      {
        query: 'query ($f: VillageFilter) { villages(filter: $f) { totalCount } }',
        variables: { f: JSON.parse(`${'{"not":'.repeat(3000)}{}${'}'.repeat(3000)}`) },
      },
      /nesting/,
    ],
    [
      'NUL in a variable',
      {
        query: 'query ($s: String!) { areas(search: $s) { totalCount } }',
        variables: { s: 'a\0' },
      },
      /U\+0000/,
    ],
    ['NUL in a literal', { query: '{ areas(search: "a\\u0000") { totalCount } }' }, /U\+0000/],
    [
      'NUL within a filter',
      {
        query: 'query ($f: VillageFilter) { villages(filter: $f) { totalCount } }',
        variables: { f: { name: { in: ['\0'] } } },
      },
      /U\+0000/,
    ],
  ])('%s is a fault of the client, told as one', async (_name, body, says) => {
    const token = await city.issuer.sign(finance)
    const response = await fetch(`${city.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const { data, errors } = (await response.json()) as {
      data?: object
      errors: { message: string; extensions: { code: string } }[]
    }
    expect([response.status, data]).toEqual([400, undefined])
    expect(errors[0]?.extensions.code).toMatch(
      /^(BAD_USER_INPUT|LIMIT_VARIABLE_DEPTH|GRAPHQL_VALIDATION_FAILED)$/,
    )
    expect(errors[0]?.message).toMatch(says)
  })

  test('a form of answer that is not served is refused, and nothing is run for it', async () => {
    const token = await city.issuer.sign({ role: 'office' })
    const ask = (accept: string) =>
      fetch(`${city.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: 'mutation { closeYear(year: 2013, reason: "x") }' }),
      })
    for (const accept of ['text/html', 'application/json;q=0', 'multipart/mixed']) {
      expect((await ask(accept)).status).toBe(406)
    }
    expect(await city.sql('select from publishing.closed_year where year = 2013')).toEqual([])
    const served = await ask('text/html, application/graphql-response+json;q=0.9, */*;q=0.1')
    expect(served.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/)
  })

  test('another charset, a compressed body, and two tokens', async () => {
    const body = '{"query":"{ me { role } }"}'
    expect(await post(body, { 'content-type': 'application/json; charset=utf-7' })).toEqual([
      415,
      true,
    ])
    expect(await post(body, { 'content-encoding': 'gzip' })).toEqual([415, true])
    const token = await city.issuer.sign(finance)
    for (const path of ['/graphql', '/publish/statistics.VillageIncome']) {
      const answer = await raw(
        `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n` +
          `authorization: Bearer ${token}\r\ncontent-type: application/json\r\n` +
          `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
      )
      expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    }
  })

  const post1 = 'POST /graphql HTTP/1.1\r\nhost: x\r\n'
  test.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['two lengths', `${post1}content-length: 1\r\ncontent-length: 2\r\n\r\n`, 400],
    [
      'a length and pieces',
      `${post1}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['a piece whose length is none', `${post1}transfer-encoding: chunked\r\n\r\nfive\r\n`, 400],
    ['a method that there is not', 'CONJURE /graphql HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    [
      'a method of other servers',
      'PROPFIND /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      405,
    ],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com:443\r\n\r\n', 405],
    ['a head without end', `GET / HTTP/1.1\r\nhost: x\r\na: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'an expectation',
      'GET /nowhere HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\nconnection: close\r\n\r\n',
      404,
    ],
    ['another version', 'GET / HTTP/9.9\r\nhost: x\r\n\r\n', 400],
  ])('%s', async (_name, written, status) => {
    const answer = await raw(written)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer.split('\r\n\r\n')[1]).toMatch(/^\{"errors":\[\{"message":".+"code":"\w+"/)
  })

  test('every answer bears a number, is kept by nobody, and is what it says it is', async () => {
    const numbers = new Set<string | null>()
    for (const path of ['/graphql', '/nowhere', '/health/live']) {
      const { headers } = await fetch(`${city.url}${path}`, {
        method: path === '/graphql' ? 'POST' : 'GET',
      })
      numbers.add(headers.get('x-request-id'))
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
        'no-store',
        'nosniff',
      ])
    }
    expect(numbers.size).toBe(3)
    expect(numbers).not.toContain(null)
  })

  test('it lives on', async () => {
    expect((await fetch(`${city.url}/health/live`)).status).toBe(200)
    expect((await fetch(`${city.url}/health/ready`)).status).toBe(200)
  })
})

describe('text from outside stays text', () => {
  test.each([`' OR 1=1--`, `'; drop table shared.village; --`, '%', '\\', '$1', `\u2028"`])(
    'searching for %s finds what bears it, which is nothing',
    async (hostile) => {
      const query =
        'query ($s: String!) { areas(search: $s) { totalCount } villages(filter: { name: { contains: $s } }) { totalCount } households(filter: { householdId: { startsWith: $s } }) { totalCount } }'
      const { data, errors } = await city.ask(finance, query, { variables: { s: hostile } })
      expect(errors).toEqual([])
      expect(Object.values(data)).toEqual(Array(3).fill({ totalCount: 0 }))
    },
  )

  test('an operator smuggled in where a value belongs is refused', async () => {
    const query = 'query ($k: String!) { loan(contractNo: $k) { contractNo } }'
    const answer = await city.ask(finance, query, { variables: { k: { $ne: null } } })
    expect([answer.status, answer.statements]).toEqual([400, []])
    expect(answer.errors[0].extensions.code).toBe('BAD_USER_INPUT')
    expect(answer.errors[0].message).toMatch(/\$k/)
  })

  test('a wrong variable is not repeated in the answer', async () => {
    const query =
      'query ($n: Int, $p: Period) { villages(first: $n) { nodes { statistics { income(period: $p) { period } } } } }'
    const long = 'x'.repeat(10_000)
    for (const variables of [{ n: long }, { p: long }, { n: [long] }]) {
      const answer = await city.ask(finance, query, { variables })
      expect(answer.status).toBe(400)
      expect(answer.errors[0].extensions.code).toBe('BAD_USER_INPUT')
      expect(answer.errors[0].message.length).toBeLessThan(600)
    }
  })
})
