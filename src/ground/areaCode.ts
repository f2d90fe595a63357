/** What a statistical area code names; a zone is a county-level unit without a code of its own. */
export type AreaLevel = 'city' | 'county' | 'township' | 'village' | 'zone'

/** What the third part of a township's code says, characters 7–9. */
export type KindOfTownship = 'SUBDISTRICT' | 'TOWN' | 'TOWNSHIP' | 'ENTERPRISE_LIKE'

/** What the last part of a village's code says, characters 10–12. */
export type KindOfVillage =
  | 'RESIDENTS_COMMITTEE'
  | 'VILLAGE_COMMITTEE'
  | 'RESIDENTS_COMMITTEE_LIKE'
  | 'VILLAGE_COMMITTEE_LIKE'

const levels: Record<number, AreaLevel> = { 4: 'city', 6: 'county', 9: 'township', 12: 'village' }
const zone = /^[1-8]\d(?!00)\d\dZ[1-9]$/
const digits = /^[1-8]\d(?!00)\d\d(?:(?!00)\d\d(?:(?!000)\d{3}(?:(?!000)\d{3})?)?)?$/
/**
 * Reads an area code of 4, 6, 9 or 12 digits (NBS statistical codes, the first six GB/T 2260) or a
 * zone's `5206Z1` (ids of ours); cuts the padding zeros of 520602000000; undefined for all else.
 */
export function parseAreaCode(text: string): { code: string; level: AreaLevel } | undefined {
  if (zone.test(text)) return { code: text, level: 'zone' }
  if (!levels[text.length]) return undefined
  const end = [4, 6, 9].find((at) => /^0+$/.test(text.slice(at)))
  const code = text.slice(0, end)
  const level = levels[code.length]
  return level && digits.test(code) ? { code, level } : undefined
}

/** The level of a code that was read as an area code before; undefined where it cannot be one. */
export function levelOf(code: string): AreaLevel | undefined {
  return code.length === 6 && code[4] === 'Z' ? 'zone' : levels[code.length]
}

/** Whether an area lies in another or is the same; false where either is no canonical code. */
export function isWithin(code: string, ancestor: string): boolean {
  return isCanonical(code) && isCanonical(ancestor) && code.startsWith(ancestor)
}

/** The code of the area just above; undefined for a city, whose province is not among the areas. */
export function parentCode(code: string): string | undefined {
  const level = parseAreaCode(code)?.level
  if (!level || level === 'city') return undefined
  return code.slice(0, { county: 4, zone: 4, township: 6, village: 9 }[level])
}

/** The kind of a township by its code (NBS rules); undefined where the code is no township's. */
export function kindOfTownship(code: string): KindOfTownship | undefined {
  if (parseAreaCode(code)?.level !== 'township') return undefined
  const number = Number(code.slice(6))
  if (number < 100) return 'SUBDISTRICT'
  if (number < 200) return 'TOWN'
  if (number < 400) return 'TOWNSHIP'
  return number < 600 ? 'ENTERPRISE_LIKE' : undefined
}

/**
 * The kind of a village by its code (NBS rules); undefined where the code is no village's. The
 * units similar to committees, 400–499 and 500–599, are found elsewhere; Tongren has none.
 */
export function kindOfVillage(code: string): KindOfVillage | undefined {
  if (parseAreaCode(code)?.level !== 'village') return undefined
  const number = Number(code.slice(9))
  if (number < 200) return 'RESIDENTS_COMMITTEE'
  if (number < 400) return 'VILLAGE_COMMITTEE'
  if (number < 500) return 'RESIDENTS_COMMITTEE_LIKE'
  return number < 600 ? 'VILLAGE_COMMITTEE_LIKE' : undefined
}

/** What follows the code of an area in the text that comes after all codes below it. */
export const afterAll = 'ZZ'

/**
 * The codes of an area and of all below it as a range of texts, from included and to excluded, for
 * an index; the same under any collation, since letters follow digits in all. A RangeError where
 * the code is not canonical.
 */
export function prefixRange(code: string): [from: string, to: string] {
  if (!isCanonical(code)) throw new RangeError(`${code} is not an area code`)
  return [code, `${code}${afterAll}`]
}

function isCanonical(code: string): boolean {
  return parseAreaCode(code)?.code === code
}
