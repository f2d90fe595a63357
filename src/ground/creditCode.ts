const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const form = /^[1-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** Whom a unified social credit code belongs to, as far as the programme tells them apart. */
export type CreditCodeCategory =
  | 'organ'
  | 'institution'
  | 'massOrganisation'
  | 'association'
  | 'privateNonEnterprise'
  | 'foundation'
  | 'villageCommittee'
  | 'residentsCommittee'
  | 'enterprise'
  | 'soleTrader'
  | 'farmersCooperative'
  | 'collective'
  | 'other'

/** By the first two characters; 54 and 55 are later practice, not in the standard's own table. */
const categories: Record<string, CreditCodeCategory> = {
  '11': 'organ',
  '12': 'institution',
  '13': 'massOrganisation',
  '51': 'association',
  '52': 'privateNonEnterprise',
  '53': 'foundation',
  '54': 'villageCommittee',
  '55': 'residentsCommittee',
  '91': 'enterprise',
  '92': 'soleTrader',
  '93': 'farmersCooperative',
  N1: 'collective',
  N2: 'collective',
  N3: 'collective',
}

/** The first two characters by which businesses are told from one another. */
export const startsOf = { cooperative: ['93'], enterprise: ['91', '92'] } as const

/** Whether a text is a unified social credit code: 18 upper-case characters (GB 32100-2015). */
export function isCreditCode(text: string): boolean {
  return form.test(text) && checkCharacter(text.slice(0, 17)) === text[17]
}

/**
 * The check character of a code's first 17: values 0–30 weighted with 3^(i-1) mod 31, the sum's
 * complement to 31; undefined for texts of other lengths or characters (GB 32100-2015).
 */
export function checkCharacter(first17: string): string | undefined {
  let [sum, weight] = [0, 1]
  for (const character of first17) {
    const value = alphabet.indexOf(character)
    if (value < 0) return undefined
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return first17.length === 17 ? alphabet[(31 - (sum % 31)) % 31] : undefined
}

/** Whom a code belongs to; undefined where it is no credit code (GB 32100-2015). */
export function creditCodeCategory(code: string): CreditCodeCategory | undefined {
  return isCreditCode(code) ? (categories[code.slice(0, 2)] ?? 'other') : undefined
}
