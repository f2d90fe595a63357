import type { DataValidation, Workbook } from 'exceljs'

const sheetName = '选项'
const longestInline = 255

/** Excel and WPS take commas of either width for the end of a label, and quotes for the end of the list. */
function fitsInline(options: readonly string[]): boolean {
  const joined = options.join(',')
  return joined.length <= longestInline && !options.some((option) => /[,"\uff0c]/.test(option))
}

/** The drop-down lists of a workbook: short ones stand in the columns' rules, others on a hidden sheet. */
export class OptionLists {
  readonly #long: (readonly string[])[] = []

  /** Offers a list; what else is typed is taken after a warning, since codes and short forms are read too. */
  offering(options: readonly string[]): DataValidation {
    return {
      type: 'list',
      formulae: [fitsInline(options) ? `"${options.join(',')}"` : this.#placeOf(options)],
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: '不在选项中',
      error: '请从下拉列表中选一项；没有数据时留空。',
    }
  }

  /** Adds the hidden sheet where a list stands on it: behind the sheets that are there. */
  layOut(workbook: Workbook): void {
    if (this.#long.length === 0) return
    const sheet = workbook.addWorksheet(sheetName, { state: 'hidden' })
    this.#long.forEach((options, index) => {
      const column = sheet.getColumn(index + 1)
      column.values = [...options]
    })
  }

  #placeOf(options: readonly string[]): string {
    this.#long.push(options)
    const letter = String.fromCharCode('A'.charCodeAt(0) + this.#long.length - 1)
    return `'${sheetName}'!$${letter}$1:$${letter}$${options.length}`
  }
}
