import { readFile } from 'node:fs/promises'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { parseAreaCode } from '../ground/areaCode.ts'
import { Refusal, type Sentence } from '../ground/refusal.ts'
import { SettingsRefused } from '../ground/settings.ts'
import { type Caller, type Role, roles } from './caller.ts'
import { isOfDemonstration } from './demoIssuer.ts'

/** What a token must say to hold. */
export interface Trust {
  readonly keys: JSONWebKeySet
  readonly issuer: string
  readonly audience: string
  /** Subjects that this issuer may not name: they are another's. */
  readonly isForbidden?: (subject: string) => boolean
}

/** The trust in a real issuer, whose public keys lie in a file. */
export async function fileTrust(file: string, issuer: string, audience: string): Promise<Trust> {
  try {
    const keys = JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet
    createLocalJWKSet(keys)
    return { keys, issuer, audience, isForbidden: isOfDemonstration }
  } catch (error) {
    throw new SettingsRefused(
      `JWKS_FILE 不能使用。 JWKS_FILE names "${file}", which holds no set of public keys (${(error as Error).message}).`,
    )
  }
}

/** Reads the caller off the `Authorization` header; refuses whatever does not hold. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>

const clockSkewSeconds = 30
const remembered = 5_000

function refused(sentence: Sentence): Refusal {
  return new Refusal('UNAUTHENTICATED', sentence)
}

const noToken = refused({
  zh: '请求没有令牌；请在 Authorization 头中写 “Bearer <令牌>”。',
  en: 'The request has no token; write "Bearer <token>" in its Authorization header.',
})

const doesNotHold = refused({
  zh: '令牌无效或已过期；请向签发机构重新申请。',
  en: 'The token does not hold or has expired; ask its issuer for another.',
})

function livesTooLong(hours: number): Refusal {
  return refused({
    zh: `令牌的有效期超过 ${hours} 小时的上限；请向签发机构申请有效期更短的令牌。`,
    en: `The token is made out for longer than the ${hours} hours that one may live; ask its issuer for a shorter one.`,
  })
}

/** An account as it may stand in a record and a log: a text, and not a long one. */
function isAccount(subject: unknown): subject is string {
  return typeof subject === 'string' && /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(subject)
}

/** When a token that holds expires, in seconds; refuses one from the future, and one that lives too long. */
function expiryOf({ exp = 0, iat }: JWTPayload, longestHours: number): number {
  const now = Date.now() / 1000
  if (iat !== undefined && iat > now + clockSkewSeconds) throw doesNotHold
  // A token that does not say since when it holds may have that much of its life before it.
  if (exp - (iat ?? now) > longestHours * 3600) throw livesTooLong(longestHours)
  return exp
}

/** The caller that a verified token names, or undefined where its claims make none. */
function callerFrom(claims: JWTPayload, departments: ReadonlySet<string>): Caller | undefined {
  const { sub, role, department, area } = claims
  if (!isAccount(sub) || typeof role !== 'string' || !roles.includes(role as Role)) return undefined
  const ofDepartment = role === 'reader' || role === 'steward'
  if (ofDepartment !== (typeof department === 'string' && departments.has(department))) {
    return undefined
  }
  if (area !== undefined && (typeof area !== 'string' || parseAreaCode(area)?.code !== area)) {
    return undefined
  }
  if (role === 'official' && area === undefined) return undefined
  return {
    subject: sub,
    role: role as Role,
    ...(ofDepartment ? { department: String(department) } : {}),
    ...(typeof area === 'string' ? { area } : {}),
  }
}

/** Verifies bearer tokens; a token once verified is remembered until it expires. */
export function authenticator(
  catalogue: Catalogue,
  trust: Trust,
  longestHours: number,
): Authenticate {
  const keyFor = createLocalJWKSet(trust.keys)
  const departments = new Set(catalogue.departments.map(({ slug }) => slug))
  const known = new LRUCache<string, { caller: Caller; until: number }>({ max: remembered })

  const verify = async (token: string): Promise<{ caller: Caller; until: number }> => {
    const { payload } = await jwtVerify(token, keyFor, {
      issuer: trust.issuer,
      audience: trust.audience,
      algorithms: ['EdDSA', 'ES256', 'RS256', 'PS256'],
      clockTolerance: clockSkewSeconds,
      requiredClaims: ['exp', 'sub'],
    }).catch(() => {
      throw doesNotHold
    })
    const caller = callerFrom(payload, departments)
    if (!caller || trust.isForbidden?.(caller.subject)) throw doesNotHold
    return { caller, until: (expiryOf(payload, longestHours) + clockSkewSeconds) * 1000 }
  }

  return async (authorization) => {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? '') ?? []
    if (!token) throw authorization ? doesNotHold : noToken
    const found = known.get(token)
    if (found && found.until > Date.now()) return found.caller
    const verified = await verify(token)
    known.set(token, verified)
    return verified.caller
  }
}
