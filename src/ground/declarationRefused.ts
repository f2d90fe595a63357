import { nearestName } from './nearestName.ts'

/** A declaration that cannot be understood: the sentence names it, in both languages, and what would be right. */
export class DeclarationRefused extends Error {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string) {
    super(`${zh} ${en}`)
    this.zh = zh
    this.en = en
  }

  /** The same, with the place in front where it was found. */
  in(place: string): DeclarationRefused {
    return new DeclarationRefused(`${place}：${this.zh}`, `${place}: ${this.en}`)
  }
}

/** Refuses a word that is none of those known, and names the one that was most likely meant. */
export function refusedWord(
  zh: string,
  en: string,
  written: string,
  known: Iterable<string>,
): DeclarationRefused {
  const words = [...known]
  const nearest = nearestName(written, words)
  return nearest
    ? new DeclarationRefused(`${zh}您是否想写“${nearest}”？`, `${en} Did you mean "${nearest}"?`)
    : new DeclarationRefused(
        `${zh}可用：${words.join('、')}。`,
        `${en} Known are ${words.join(', ')}.`,
      )
}
