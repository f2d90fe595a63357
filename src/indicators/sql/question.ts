import type { Time } from '../meaning/times.ts'

/** An area and a time for which an indicator is asked. */
export interface Question extends Time {
  readonly area: string
}

/** What a question asks for, as text: two of one name are one question. */
export function nameOf({ area, year, through }: Question): string {
  return `${area} ${year} ${through}`
}

/** Some questions, each once: one that stands twice would count its units twice. */
export function eachOnce(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [nameOf(question), question])).values()]
}
