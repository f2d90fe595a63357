import type { AreaLevel } from '../../ground/areaCode.ts'
import { today } from '../../ground/calendarDate.ts'
import { startsOf } from '../../ground/creditCode.ts'
import { areaCodeReader, tidyCode } from './cellCodes.ts'
import {
  creditCodeReader,
  type Holder,
  identityNumberReader,
  looksLikeIdentityNumber,
} from './cellIdentities.ts'
import { type CellReader, halfWidth, inAnyColumn, type TextReader, Wrong } from './cellReader.ts'
import { readText } from './cellText.ts'

const longestNumber = 64

const withBlanks = new Wrong(
  '编号中间不能有空格或控制字符；请删去后重新报送。',
  'A number that its owner gives out has no blanks or control characters in it; leave them out.',
)
const tooLong = new Wrong(
  `编号超过 ${longestNumber} 个字符；请核对是否写错了列。`,
  `This number has more than ${longestNumber} characters; check whether it stands in the right column.`,
)

const ownNumber: TextReader = (text) => {
  if (text.length > longestNumber) return tooLong
  if (/[\s\p{C}]/u.test(text)) return withBlanks
  return readText(halfWidth(text))
}

const notHouseholdId = new Wrong(
  '不是平台的农户编号；请写 H 和至少 8 位数字，如 H00000123。',
  'This is not the id of a household here; write H and at least eight digits, such as H00000123.',
)
const householdId = /^H\d{8,18}$/

const byId: TextReader = (text) => {
  if (householdId.test(text)) return text
  const id = tidyCode(text)
  return householdId.test(id) ? id : notHouseholdId
}

function prefixed(prefix: string, read: TextReader): TextReader {
  return (text) => {
    const value = read(text)
    return value instanceof Wrong ? value : prefix + value
  }
}

// No newborn is the head of a household: the day on which the program started is late enough.
const byHead = prefixed('id:', identityNumberReader())
const byPoliceNumber = prefixed('no:', ownNumber)
const byRegisterNumber = prefixed('reg:', ownNumber)
const byPrefix: Readonly<Record<string, TextReader>> = {
  id: byHead,
  no: byPoliceNumber,
  reg: byRegisterNumber,
}

const household: TextReader = (text) => {
  if (/^h/i.test(text)) return byId(text)
  const [, prefix = '', rest = ''] = /^(id|no|reg)[:\uff1a](.+)$/is.exec(text) ?? []
  const read = byPrefix[prefix.toLowerCase()]
  return read ? read(rest.trim()) : byHead(text)
}

/** Reads a number that its owner gives out: of a contract, a project, an entry on a list. */
export const readOwnNumber = inAnyColumn(ownNumber)

/** Reads the id that the gateway gave a household. */
export const readHouseholdById = inAnyColumn(byId)

/** Reads the identity number of a household's head. */
export const readHouseholdByHead = inAnyColumn(byHead)

/** Reads a household's number in the population register. */
export const readHouseholdByPoliceNumber = inAnyColumn(byPoliceNumber)

/** Reads a household's number in the poverty register. */
export const readHouseholdByRegisterNumber = inAnyColumn(byRegisterNumber)

const cooperative: Holder = {
  zh: '农民专业合作社',
  en: "a farmers' cooperative",
  starts: startsOf.cooperative,
}
const enterprise: Holder = { zh: '企业', en: 'an enterprise', starts: startsOf.enterprise }

function borrowerReader(on: string): TextReader {
  const [readIdentity, readCreditCode] = [identityNumberReader(on), creditCodeReader()]
  return (text) => {
    if (/^h\d/i.test(text)) return byId(text)
    const number = readIdentity(text)
    if (!(number instanceof Wrong)) return `id:${number}`
    const code = readCreditCode(text)
    return code instanceof Wrong && isNumberOfPerson(text) ? number : code
  }
}

/** Whether a text that is neither number nor code was more likely meant for an identity number. */
function isNumberOfPerson(text: string): boolean {
  const number = tidyCode(text)
  return looksLikeIdentityNumber(number) && !/^9[1-3]/.test(number)
}

const areaLevels: Readonly<Record<string, AreaLevel>> = {
  City: 'city',
  County: 'county',
  Zone: 'zone',
  Township: 'township',
  Village: 'village',
}

function keyReader(target: string, on: string): TextReader {
  const level = areaLevels[target]
  if (level) return areaCodeReader(level)
  switch (target) {
    case 'Person':
      return identityNumberReader(on)
    case 'Household':
      return household
    case 'Cooperative':
      return creditCodeReader(cooperative)
    case 'Enterprise':
      return creditCodeReader(enterprise)
    case 'Organisation':
    case 'LegalEntity':
      return creditCodeReader()
    case 'Borrower':
      return borrowerReader(on)
    case 'Loan':
    case 'Project':
      return ownNumber
    default:
      throw new Error(`nothing is known of how ${target} is named in a file`)
  }
}

/** Reads the key by which a file names an entity, or one of a group of entities. */
export function readKeyOf(target: string, on: string = today()): CellReader {
  return inAnyColumn(keyReader(target, on))
}
