import { parseAreaCode } from '../ground/areaCode.ts'
import type { Entity } from '../ground/entity.ts'
import { badInput, type Refusal } from '../ground/refusal.ts'

/** The global id of a row: what it is and its key, opaque to clients; cursors have the same form. */
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

function malformed(cursor: string): Refusal {
  return badInput({
    zh: `游标“${cursor.slice(0, 40)}”无效；请使用同一列表上一页的 endCursor。`,
    en: `The cursor "${cursor.slice(0, 40)}" is malformed; use the endCursor of a page of the same list.`,
  })
}

/** The key of the row after which a page begins; refuses a cursor that no list of this kind gave out. */
export function readCursor(entity: Entity, cursor: string): string {
  const read = readGlobalId(cursor)
  if (read?.name !== entity.name) throw malformed(cursor)
  return read.key
}

/** The code of the area after which a page of areas of any level begins. */
export function readAreaCursor(cursor: string): string {
  const code = readGlobalId(cursor)?.key
  if (!code || !parseAreaCode(code)) throw malformed(cursor)
  return code
}
