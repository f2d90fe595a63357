import type { Borders, Fill, Font, Style } from 'exceljs'

const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
/** Thin lines around a cell. */
export const lined: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin }

function filled(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}

/** The one script of a workbook, which every office has. */
export function font(as: Partial<Font> = {}): Partial<Font> {
  return { name: '宋体', size: 11, ...as }
}

/** How headings look; those that must be filled in are darker. */
export function headingStyle(isRequired: boolean): Partial<Style> {
  return {
    font: font({ bold: true, color: { argb: 'FFFFFFFF' } }),
    fill: filled(isRequired ? 'FF1F3864' : 'FF4472C4'),
    alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    border: lined,
  }
}

/** How wide a text is in Excel's columns, where a Chinese character takes two. */
export function displayWidth(text: string): number {
  return text.replace(/[^\0-\xff]/g, '  ').length
}
