import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose'
import type { Settings } from '../ground/settings.ts'
import { type Caller, roles } from './caller.ts'

const algorithm = 'EdDSA'
const file = 'issuer.json'

/** How long a token of the demonstration lives, where tokens may live so long. */
const usualHours = 12

/** The demonstration's own issuer of tokens; it exists where every row is synthetic. */
export interface DemoIssuer {
  readonly keys: JSONWebKeySet
  /** Signs a token for a caller, in force for some hours from now. */
  readonly sign: (caller: Omit<Caller, 'subject'>) => Promise<string>
}

/** Whose batches the synthetic city's are: nobody's account, and said to be so. */
export const cityPublisher = 'synthetic city'

const subjects = new RegExp(`^demo-(${roles.join('|')})(-|$)`)

/** Whether a subject is the demonstration's: its city's, or one that its issuer signs for; nobody else may name it. */
export function isOfDemonstration(subject: string): boolean {
  return subject === cityPublisher || subjects.test(subject)
}

async function readOrMakeKey(path: string): Promise<JWK> {
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known) return JSON.parse(known) as JWK
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: 'demo', alg: algorithm, use: 'sig' }
  try {
    await writeFile(path, JSON.stringify(key), { flag: 'wx', mode: 0o600 })
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readOrMakeKey(path)
  }
}

/** Opens the demonstration's issuer, whose key lies in the data directory. */
export async function openDemoIssuer(settings: Settings): Promise<DemoIssuer> {
  const key = await readOrMakeKey(join(settings.dataDir, file))
  const signingKey = await importJWK(key, algorithm)
  const { d: _secret, ...publicKey } = key
  return {
    keys: { keys: [publicKey] },
    sign: ({ role, department, area }) =>
      new SignJWT({ role, ...(department ? { department } : {}), ...(area ? { area } : {}) })
        .setProtectedHeader({ alg: algorithm, kid: 'demo', typ: 'JWT' })
        .setSubject(`demo-${[role, department, area].filter(Boolean).join('-')}`)
        .setIssuer(settings.tokenIssuer)
        .setAudience(settings.tokenAudience)
        .setIssuedAt()
        .setExpirationTime(`${Math.min(usualHours, settings.tokenHours)}h`)
        .sign(signingKey),
  }
}
