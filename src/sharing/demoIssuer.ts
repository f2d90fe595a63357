import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose'
import type { Settings } from '../ground/settings.ts'
import type { Caller } from './caller.ts'

const algorithm = 'EdDSA'
const file = 'issuer.json'

/** The demonstration's own issuer of tokens; in production it does not exist. */
export interface DemoIssuer {
  readonly keys: JSONWebKeySet
  /** Signs a token for a caller, in force for some hours from now. */
  readonly sign: (caller: Omit<Caller, 'subject'>, hours?: number) => Promise<string>
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
    sign: ({ role, department, area }, hours = 12) =>
      new SignJWT({ role, ...(department ? { department } : {}), ...(area ? { area } : {}) })
        .setProtectedHeader({ alg: algorithm, kid: 'demo', typ: 'JWT' })
        .setSubject(`demo-${[role, department, area].filter(Boolean).join('-')}`)
        .setIssuer(settings.tokenIssuer)
        .setAudience(settings.tokenAudience)
        .setIssuedAt()
        .setExpirationTime(`${hours}h`)
        .sign(signingKey),
  }
}
