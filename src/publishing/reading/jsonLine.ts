/** One name of an object and what stands behind it; an object or list within is `{}`. */
export interface JsonPart {
  readonly name: string
  readonly value: unknown
  /** The digits of a number, as they were sent. */
  readonly digits?: string
}

const text = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"'

/** In sound JSON: a name, and behind it a text, the beginning of an object or list, or anything else. */
const part = new RegExp(`(${text})\\s*:\\s*(${text}|[{[]|[^\\s,}]+)`, 'g')

/**
 * The parts of one JSON object in their order, those that bear the same name too, up to the first that is an
 * object or list itself; undefined where a text is no whole object.
 */
export function jsonParts(json: string): readonly JsonPart[] | undefined {
  const object = parsed(json)
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined
  const parts: JsonPart[] = []
  for (const [, name = '', written = ''] of json.matchAll(part)) {
    parts.push({ name: JSON.parse(name), ...valueIn(written) })
    if (written === '{' || written === '[') break
  }
  return parts
}

function valueIn(written: string): Omit<JsonPart, 'name'> {
  if (written === '{' || written === '[') return { value: {} }
  const value: unknown = JSON.parse(written)
  return typeof value === 'number' ? { value, digits: written } : { value }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
