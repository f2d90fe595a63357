import type { Sentence } from '../ground/refusal.ts'

/** One thing wrong with a delivered file, said so that a clerk can act on it. */
export interface Fault extends Sentence {
  /** The line of the file, the heading being line 1; absent where the whole file is meant. */
  readonly line?: number
  /** The heading of the column, as the file writes it. */
  readonly column?: string
  /** What stands in the cell, cut short; absent where it must not be repeated. */
  readonly value?: string
}

/** A file that cannot be read on: how far it was read, and what stopped it. */
export class Unreadable extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.en)
    this.fault = fault
  }
}

const longestShown = 40

/** A cell's text as a report may show it; what may be somebody's number is left out. */
export function shown(text: string): string {
  if (/\d{15}/.test(text)) return '…'
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

/** How many faults a report lists, and after how many reading stops. */
const mostKept = 1_000
const mostCounted = 10_000

/** The faults of a file: so many are kept, and all are counted. */
export class FaultList {
  readonly kept: Fault[] = []
  count = 0

  add(fault: Fault): void {
    this.count += 1
    if (this.kept.length < mostKept) this.kept.push(fault)
  }

  /** Whether reading on would help nobody. */
  get isFull(): boolean {
    return this.count >= mostCounted
  }
}
