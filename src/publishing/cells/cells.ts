import { today } from '../../ground/calendarDate.ts'
import type { FactType } from '../../ground/factType.ts'
import { memberReader, readYesNo } from './cellChoices.ts'
import { areaCodeReader, readIndustryCode } from './cellCodes.ts'
import { readDate, readYear } from './cellDates.ts'
import { creditCodeReader, identityNumberReader } from './cellIdentities.ts'
import { readKeyOf } from './cellKeys.ts'
import { numberReader, type Writing } from './cellNumbers.ts'
import { type CellReader, inAnyColumn, type TextReader } from './cellReader.ts'
import { formReader, readFreeText } from './cellText.ts'

/** What a column says beyond its fact's type, and the day on which it is read. */
export interface ColumnReading extends Writing {
  readonly on?: string
}

function valueReader(type: FactType, reading: ColumnReading): TextReader {
  switch (type.word) {
    case 'Boolean':
      return readYesNo
    case 'Date':
      return readDate
    case 'Year':
      return readYear
    case 'AreaCode':
      return areaCodeReader()
    case 'IndustryCode':
      return readIndustryCode
    case 'UnifiedSocialCreditCode':
      return creditCodeReader()
    case 'CitizenIdentityNumber':
      return identityNumberReader(reading.on ?? today())
    case 'Int':
    case 'Money':
    case 'Decimal':
    case 'Ratio':
      return numberReader(type, reading)
    default:
      throw new Error(`nothing is known of how a ${type.word} is written in a file`)
  }
}

/** A reader of the cells of one column, made once and used for every row. */
export function readerFor(type: FactType, reading: ColumnReading = {}): CellReader {
  if (type.reference) return readKeyOf(type.reference.to().name, reading.on)
  if (type.enumeration) return inAnyColumn(memberReader(type.enumeration))
  if (type.word === 'String') return type.form ? formReader(type.form) : readFreeText
  return inAnyColumn(valueReader(type, reading))
}
