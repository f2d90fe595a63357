import { isCalendarDate, today } from './calendarDate.ts'

const checkCharacters = '10X98765432'

/**
 * Whether a text is a citizen identity number: 18 characters, X upper case, the check character
 * right, born on a real day not after the given one, yyyy-mm-dd (GB 11643-1999). The area code is
 * not checked, since abolished ones stay valid.
 */
export function isIdentityNumber(text: string, on: string = today()): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false
  const born = dateIn(text)
  return (
    isCalendarDate(born) && born <= on && identityCheckCharacter(text.slice(0, 17)) === text[17]
  )
}

/** The check character of a number's first 17 digits (ISO 7064 MOD 11-2); undefined otherwise. */
export function identityCheckCharacter(first17: string): string | undefined {
  if (!/^\d{17}$/.test(first17)) return undefined
  let sum = 0
  for (const digit of first17) sum = ((sum + Number(digit)) * 2) % 11
  return checkCharacters[sum]
}

/** The day of birth in a number, yyyy-mm-dd; undefined where it is no identity number. */
export function birthDate(number: string): string | undefined {
  return isIdentityNumber(number) ? dateIn(number) : undefined
}

/** The sex in a number, by its 17th digit; undefined where it is no identity number. */
export function sex(number: string): 'MALE' | 'FEMALE' | undefined {
  if (!isIdentityNumber(number)) return undefined
  return Number(number[16]) % 2 === 1 ? 'MALE' : 'FEMALE'
}

/**
 * The 18-character number of a 15-digit one: 19 before the year, the check character behind;
 * undefined where that gives none. Fifteen digits carry no check, so use it only where a source is
 * known to hold the old form.
 */
export function upgradeIdentityNumber(fifteen: string): string | undefined {
  if (!/^\d{15}$/.test(fifteen)) return undefined
  const first17 = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  const number = `${first17}${identityCheckCharacter(first17)}`
  return isIdentityNumber(number) ? number : undefined
}

function dateIn(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}
