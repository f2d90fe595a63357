import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { authenticator, fileTrust } from '../src/sharing/bearerTokens.ts'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

// The clock stands still, so that no verdict depends on how long it was waited for.
vi.useFakeTimers({ toFake: ['Date'] })
afterAll(() => {
  vi.useRealTimers()
})

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)
const hour = 3600
const good = () => ({
  sub: 'somebody',
  iss: 'tongren-demo-issuer',
  aud: 'tongren-data-gateway',
  exp: now() + 3600,
  role: 'reader',
  department: 'finance',
})

async function knock(authorization: string | undefined) {
  const statements: string[] = []
  const unlisten = city.database.listen((statement) => statements.push(statement))
  const response = await fetch(`${city.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify({ query: '{ villages(first: 1) { nodes { name } } }' }),
  })
  const body = (await response.json()) as {
    data?: object
    errors: { message: string; extensions: { code: string } }[]
  }
  unlisten()
  return {
    status: response.status,
    code: body.errors?.[0]?.extensions.code,
    says: body.errors?.[0]?.message,
    data: body.data,
    statements,
  }
}

const refused = {
  status: 401,
  code: 'UNAUTHENTICATED',
  says: expect.any(String),
  data: undefined,
  statements: [],
}

describe('a token that does not hold opens nothing', () => {
  test('none at all', async () => {
    expect(await knock(undefined)).toEqual(refused)
  })

  test('one that does', async () => {
    const token = await city.issuer.sign(reader('finance'))
    expect(await knock(`Bearer ${token}`)).toMatchObject({ status: 200 })
    const [header, payload, signature] = token.split('.')
    expect(await knock(`Bearer ${header}.${payload}`)).toEqual(refused)
    expect(await knock(`Basic ${token}`)).toEqual(refused)
    expect(await knock(`Bearer ${token}, Bearer ${token}`)).toEqual(refused)
    const forged = base64({ ...good(), department: 'povertyOffice' })
    expect(await knock(`Bearer ${header}.${forged}.${signature}`)).toEqual(refused)
  })

  test('the token in the query string', async () => {
    const token = await city.issuer.sign(reader('finance'))
    const response = await fetch(`${city.url}/graphql?access_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ me { role } }"}',
    })
    expect(response.status).toBe(401)
  })

  test('alg: none', async () => {
    expect(await knock(`Bearer ${base64({ alg: 'none', typ: 'JWT' })}.${base64(good())}.`)).toEqual(
      refused,
    )
  })

  test('HS256 signed with the public key', async () => {
    const [key] = city.issuer.keys.keys
    const signed = `${base64({ alg: 'HS256', kid: 'demo' })}.${base64(good())}`
    for (const secret of [JSON.stringify(key), String(key?.x)]) {
      const signature = createHmac('sha256', secret).update(signed).digest('base64url')
      expect(await knock(`Bearer ${signed}.${signature}`)).toEqual(refused)
    }
  })

  test.each(['demo', '../../etc/passwd', "demo' or 1=1--", 'other'])(
    'another key under the kid %s',
    async (kid) => {
      const { privateKey } = generateKeyPairSync('ed25519')
      const token = await new SignJWT(good())
        .setProtectedHeader({ alg: 'EdDSA', kid, jku: 'http://127.0.0.1:1/keys' })
        .sign(privateKey)
      expect(await knock(`Bearer ${token}`)).toEqual(refused)
    },
  )
})

describe('claims', () => {
  const claims: readonly (readonly [string, object, boolean])[] = [
    ['as they should be', {}, true],
    ['expired 29 s ago, within the skew of clocks', { exp: now() - 29 }, true],
    ['expired 31 s ago', { exp: now() - 31 }, false],
    ['no expiry', { exp: undefined }, false],
    ['in force in 29 s, within the skew of clocks', { nbf: now() + 29 }, true],
    ['in force in 31 s', { nbf: now() + 31 }, false],
    ['another audience', { aud: 'someone-else' }, false],
    ['no audience', { aud: undefined }, false],
    ['another issuer', { iss: 'someone-else' }, false],
    ['no issuer', { iss: undefined }, false],
    ['no subject', { sub: undefined }, false],
    ['a subject that is a number', { sub: 17 }, false],
    ['a subject that is a list', { sub: ['somebody'] }, false],
    ['an empty subject', { sub: '' }, false],
    ['a subject that no record takes', { sub: 'some\0body' }, false],
    ['a subject of 201 characters', { sub: 'x'.repeat(201) }, false],
    ['issued in 20 s, within the skew of clocks', { iat: now() + 20 }, true],
    ['issued in 40 s', { iat: now() + 40 }, false],
    ['issued at a time that is a text', { iat: String(now()) }, false],
    ['a life of a day', { iat: now(), exp: now() + 24 * hour }, true],
    ['a life of a day and a minute', { iat: now(), exp: now() + 24 * hour + 60 }, false],
    ['a life of two days, most of it over', { iat: now() - 47 * hour, exp: now() + hour }, false],
    ['a life of ten years from nobody knows when', { exp: now() + 10 * 365 * 24 * hour }, false],
    ['a department that does not exist', { department: 'treasury' }, false],
    ['a department that is a property of all objects', { department: '__proto__' }, false],
    ['a reader of no department', { department: undefined }, false],
    ['a role that does not exist', { role: 'root' }, false],
    ['an office with a department', { role: 'office' }, false],
    ['an official of nowhere', { role: 'official', department: undefined }, false],
    ['an area that is none', { area: '52%' }, false],
    ['an area that is a list', { area: ['520602'] }, false],
  ]
  test.each(claims)('%s', async (_name, change, holds) => {
    const key = await city.signingKey()
    const token = await new SignJWT({ ...good(), ...change } as never)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'demo' })
      .sign(key)
    expect((await knock(`Bearer ${token}`)).status).toBe(holds ? 200 : 401)
  })

  test('one that lives too long is told how long it may', async () => {
    const token = await new SignJWT({ ...good(), iat: now(), exp: now() + 25 * hour } as never)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'demo' })
      .sign(await city.signingKey())
    expect((await knock(`Bearer ${token}`)).says).toMatch(/超过 24 小时.*longer than the 24 hours/)
  })

  test("an issuer of one's own names no subject of the demonstration's", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-jwks-'))
    const file = join(folder, 'jwks.json')
    await writeFile(file, JSON.stringify(city.issuer.keys))
    const trust = await fileTrust(file, 'tongren-demo-issuer', 'tongren-data-gateway')
    const authenticate = authenticator(city.catalogue, trust, 24)
    const calling = async (sub: string) => {
      const token = await new SignJWT({ ...good(), sub })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'demo' })
        .sign(await city.signingKey())
      return authenticate(`Bearer ${token}`)
    }
    expect(await calling('demo-team')).toMatchObject({ subject: 'demo-team' })
    for (const sub of ['demo-reader-finance', 'demo-auditor', 'synthetic city']) {
      await expect(calling(sub)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
    }
    await rm(folder, { recursive: true })
  })
})
