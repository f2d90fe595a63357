import { checkCharacter } from '../../ground/creditCode.ts'
import { identityCheckCharacter } from '../../ground/identityNumber.ts'

/** No edition of the area list assigns this code, so no number made with it can be a real one's. */
export const unassignedArea = '520699'

/** How many persons may share a birth date and sex. */
export const sequencesPerSex = 500

/** How many of them are villagers; the numbers above are the officers', but for the very last. */
export const villagersPerSex = 480
export const officersPerSex = 19

/** Among how many villages the numbers of each day are shared out. */
export const villagesWithNumbers = 2961

/** A valid identity number that nobody has: unassigned area, birth date, n-th of its sex (GB 11643). */
export function syntheticIdentityNumber(
  birthDate: string,
  sex: 'MALE' | 'FEMALE',
  nth: number,
): string {
  const sequence = String(2 * nth + (sex === 'MALE' ? 1 : 0)).padStart(3, '0')
  const first17 = `${unassignedArea}${birthDate.replaceAll('-', '')}${sequence}`
  return `${first17}${identityCheckCharacter(first17)}`
}

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of an organisation code's first eight (GB 11714). */
function organisationCheck(first8: string): string {
  const sum = [...first8].reduce(
    (total, character, i) => total + Number.parseInt(character, 36) * (organisationWeights[i] ?? 0),
    0,
  )
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : String(check % 11)
}

/** A valid credit code that nobody has: category, unassigned area, invented organisation (GB 32100). */
export function syntheticCreditCode(category: string, serial: number): string {
  const organisation = `TR${String(serial).padStart(6, '0')}`
  const first17 = `${category}${unassignedArea}${organisation}${organisationCheck(organisation)}`
  return `${first17}${checkCharacter(first17)}`
}
