import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Workload } from './workloads.ts'

const algorithm = 'ES256'
const issuer = 'https://issuer.bench.invalid'
const audience = 'tongren-data-gateway-bench'

/** The secret of all databases of the benchmark. */
export const secret = 'a-secret-of-the-benchmark-and-of-nothing-else'

/** An issuer of tokens as production has one: the gateway knows its public keys from a file. */
export interface Issuer {
  readonly environment: Readonly<Record<string, string>>
  readonly sign: (caller: Workload['caller']) => Promise<string>
  readonly forget: () => Promise<void>
}

/** Makes a key of its own for this run. */
export async function openIssuer(): Promise<Issuer> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'))
  const file = join(directory, 'jwks.json')
  const { publicKey, privateKey } = await generateKeyPair(algorithm)
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: algorithm, use: 'sig' }
  await writeFile(file, JSON.stringify({ keys: [key] }))
  return {
    environment: {
      JWKS_FILE: file,
      TOKEN_ISSUER: issuer,
      TOKEN_AUDIENCE: audience,
      PERSON_KEY_SECRET: secret,
      CURSOR_SECRET: secret,
    },
    sign: (caller) =>
      new SignJWT(caller)
        .setProtectedHeader({ alg: algorithm, kid: 'bench', typ: 'JWT' })
        .setSubject(`bench-${caller.department}`)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
    forget: () => rm(directory, { recursive: true, force: true }),
  }
}
