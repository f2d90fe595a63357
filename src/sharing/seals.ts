import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

/** Closes texts so that nobody but a gateway of the same secret can read or make one. */
export interface Seals {
  /** Seals a text for one use; the same text for the same use is sealed alike. */
  readonly seal: (text: string, use: string) => string
  /** The text that was sealed for this use; undefined where it was not, or by a secret no longer known. */
  readonly open: (sealed: string, use: string) => string | undefined
}

const cipher = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

interface Keys {
  readonly encryption: Buffer
  readonly nonce: Buffer
}

function keysOf(secret: string): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  return { encryption: derive('seal: encryption'), nonce: derive('seal: nonce') }
}

/** A nonce made from all that it is used for: it comes again only with the very same text. */
function nonceFor({ nonce }: Keys, text: string, use: string): Buffer {
  return createHmac('sha256', nonce)
    .update(JSON.stringify([use, text]))
    .digest()
    .subarray(0, nonceLength)
}

function sealWith(keys: Keys, text: string, use: string): string {
  const nonce = nonceFor(keys, text, use)
  const encrypting = createCipheriv(cipher, keys.encryption, nonce)
  encrypting.setAAD(Buffer.from(use))
  const body = Buffer.concat([encrypting.update(text, 'utf8'), encrypting.final()])
  return Buffer.concat([nonce, encrypting.getAuthTag(), body]).toString('base64url')
}

function openWith(keys: Keys, sealed: Buffer, use: string): string | undefined {
  const nonce = sealed.subarray(0, nonceLength)
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength)
  try {
    const decrypting = createDecipheriv(cipher, keys.encryption, nonce, {
      authTagLength: tagLength,
    })
    decrypting.setAAD(Buffer.from(use))
    decrypting.setAuthTag(tag)
    const body = sealed.subarray(nonceLength + tagLength)
    return Buffer.concat([decrypting.update(body), decrypting.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** Seals by the first of some secrets, and opens what any of them has sealed: so they are rotated. */
export function sealsBy(secrets: readonly [string, ...string[]]): Seals {
  const [current, ...former] = secrets
  const first = keysOf(current)
  const all = [first, ...former.map(keysOf)]
  return {
    seal: (text, use) => sealWith(first, text, use),
    open: (text, use) => {
      const sealed = Buffer.from(text, 'base64url')
      if (sealed.length <= nonceLength + tagLength) return undefined
      for (const keys of all) {
        const opened = openWith(keys, sealed, use)
        if (opened !== undefined) return opened
      }
      return undefined
    },
  }
}
