import { Wrong } from '../cells/cellReader.ts'
import { columnOf } from '../cells/columnLetters.ts'
import { Unreadable } from '../fault.ts'
import { readXml } from './xml.ts'

/** Cells that were made one: the first keeps the value, and the others are blank. */
interface Merge {
  readonly rows: readonly [first: number, last: number]
  readonly columns: readonly [first: number, last: number]
  readonly wrong: Wrong
}

const element = 'mergeCell'
const most = 10_000

/**
 * The merged cells of a sheet, which are named behind its rows: its bytes are gone through once before, and
 * read as XML only where there are any.
 */
export async function readMerges(bytes: () => AsyncIterable<Buffer>): Promise<MergedCells> {
  const merges: Merge[] = []
  if (await names(element, bytes())) {
    await readXml(bytes(), {
      opened(name, { ref = '' }) {
        if (name !== element) return
        merges.push(mergeOf(ref))
        if (merges.length > most) throw tooMany()
      },
    })
  }
  return new MergedCells(merges)
}

async function names(word: string, bytes: AsyncIterable<Buffer>): Promise<boolean> {
  let before = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const seam = Buffer.concat([before, chunk.subarray(0, word.length)])
    if (chunk.includes(word) || seam.includes(word)) return true
    before = Buffer.concat([before, chunk]).subarray(-word.length)
  }
  return false
}

function mergeOf(ref: string): Merge {
  const [first = '', last = first] = ref.split(':')
  const row = (reference: string) => Number(reference.replace(/\D/g, ''))
  const wrong = new Wrong(
    `这一格属于合并单元格 ${ref}，值只在左上角的一格里；请取消合并，每一格都填写。`,
    `This cell is one of the merged cells ${ref}, whose value stands in the first of them alone; unmerge them and fill in each.`,
  )
  return { rows: [row(first), row(last)], columns: [columnOf(first), columnOf(last)], wrong }
}

/** The merged cells of a sheet, asked of row by row from its top. */
export class MergedCells {
  readonly #coming: Merge[]
  /** Those that reach the row, and of these the ones that have a value. */
  #here: Merge[] = []
  readonly #filled = new Set<Merge>()

  constructor(merges: readonly Merge[]) {
    this.#coming = merges.toSorted((one, other) => other.rows[0] - one.rows[0])
  }

  /** What is wrong with cells of a row that are blank only because their value stands elsewhere, by their places. */
  wrongIn(row: number, cells: readonly string[], mostColumns: number): Map<number, Wrong> {
    this.#goOnTo(row)
    const found = new Map<number, Wrong>()
    for (const merge of this.#here) {
      const { rows, columns, wrong } = merge
      const isFirstRow = rows[0] === row
      if (isFirstRow && (cells[columns[0] - 1] ?? '') !== '') this.#filled.add(merge)
      if (!this.#filled.has(merge)) continue
      const from = isFirstRow ? columns[0] + 1 : columns[0]
      for (let column = from; column <= Math.min(columns[1], mostColumns); column += 1) {
        found.set(column - 1, wrong)
      }
    }
    return found
  }

  #goOnTo(row: number): void {
    for (let next = this.#coming.at(-1); next && next.rows[0] <= row; next = this.#coming.at(-1)) {
      this.#here.push(next)
      this.#coming.pop()
    }
    if (this.#here.length > 0) this.#here = this.#here.filter(({ rows }) => rows[1] >= row)
  }
}

function tooMany(): Unreadable {
  return new Unreadable({
    zh: `工作表里的合并单元格超过 ${most} 处；请全选后取消合并，每一格都填写，再重新提交。`,
    en: `The sheet has more than ${most} merged cells; unmerge them all, fill in each cell and deliver the file again.`,
  })
}
