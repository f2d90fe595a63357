/** The global id of a row: what it is and its key, opaque to clients. */
export function globalId(entityName: string, key: string): string {
  return Buffer.from(`${entityName}:${key}`).toString('base64url')
}

/** Reads a global id; undefined where the text is none. */
export function readGlobalId(id: string): { name: string; key: string } | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1 || globalId(text.slice(0, colon), text.slice(colon + 1)) !== id) return undefined
  const key = text.slice(colon + 1)
  return /^[\w.-]{1,64}$/.test(key) ? { name: text.slice(0, colon), key } : undefined
}
