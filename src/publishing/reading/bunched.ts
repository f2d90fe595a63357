import { Unreadable } from '../fault.ts'
import type { Bunches, Delivered } from './delivered.ts'

const linesABunch = 1_000
const partsABunch = 16

/**
 * Lines that a reader finds part by part as bunches of about a thousand; fewer where lines are long,
 * so that no bunch grows large. What was found before a fault is passed on before it.
 */
export async function* bunched(parts: AsyncIterable<readonly Delivered[]>): Bunches {
  let empty = true
  for await (const bunch of gathered(parts)) {
    empty = false
    yield bunch
  }
  if (empty) {
    throw new Unreadable({
      zh: '文件里没有内容；第一行应是表头。工作簿里隐藏的工作表不读。',
      en: 'The file is empty; its first line should be the headings. Hidden sheets of a workbook are not read.',
    })
  }
}

async function* gathered(parts: AsyncIterable<readonly Delivered[]>): Bunches {
  let bunch: Delivered[] = []
  let partsSoFar = 0
  try {
    for await (const part of parts) {
      partsSoFar += 1
      for (let from = 0; from < part.length; from += linesABunch) {
        bunch.push(...part.slice(from, from + linesABunch))
        if (bunch.length < linesABunch && partsSoFar < partsABunch) continue
        yield bunch
        bunch = []
        partsSoFar = 0
      }
    }
  } catch (fault) {
    if (bunch.length > 0) yield bunch
    throw fault
  }
  if (bunch.length > 0) yield bunch
}
