import type { DataValidation } from 'exceljs'

/** How a column of a template is filled: in words for the clerk, and as Excel is told of it. */
export interface Manner {
  /** What kind of value stands in it: 整数、日期、统一社会信用代码. */
  readonly kind: string
  /** How it is written, as a sentence. */
  readonly how: string
  readonly example: string | number | Date
  /** Excel's format of its cells. */
  readonly format: string
  /** What Excel lets into its cells; absent where only the check can tell. */
  readonly validation?: DataValidation
  /** The labels of which one is chosen. */
  readonly options?: readonly string[]
}

const asText = '@'

/** Text, codes and numbers of things: Excel must neither count with them nor cut their zeros. */
export function writtenAsText(kind: string, how: string, example: string): Manner {
  return { kind, how, example, format: asText }
}

/** One of several labels, chosen from a list; codes and short forms are let through with a warning. */
export function chosen(kind: string, how: string, options: readonly string[]): Manner {
  return { kind, how, example: options[0] ?? '', format: asText, options }
}

/** A number within bounds. */
export function writtenAsNumber(
  manner: Omit<Manner, 'validation' | 'options'>,
  type: 'whole' | 'decimal',
  [from, to]: readonly [from: number, to: number],
): Manner {
  return { ...manner, validation: refusing(type, [from, to], `请${manner.how}`) }
}

// Excel counts a 29 February 1900 that never was: before it, its day numbers are one behind.
const dayNumberedOne = '1899-12-31'
const lastDay = '2100-12-31'

/** A day, shown as 2019-06-30 however it is typed. */
export function writtenAsDate(kind: string, how: string, day: string): Manner {
  const bounds = [new Date(dayNumberedOne), new Date(lastDay)]
  const validation = refusing('date', bounds, `请${how}`)
  return { kind, how, example: new Date(day), format: 'yyyy-mm-dd', validation }
}

function refusing(
  type: DataValidation['type'],
  formulae: readonly (number | Date)[],
  error: string,
): DataValidation {
  return {
    type,
    operator: 'between',
    formulae: [...formulae],
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: '填写有误',
    error,
  }
}

/** An example as the explanation writes it. */
export function shownExample({ example }: Pick<Manner, 'example'>): string {
  return example instanceof Date ? example.toISOString().slice(0, 10) : String(example)
}
