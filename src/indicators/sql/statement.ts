import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Sql } from '../../store/sqlPieces.ts'
import type { Indicator } from '../meaning/indicator.ts'
import type { Term } from '../meaning/term.ts'
import { type Reported, type Time, Times } from '../meaning/times.ts'
import { type Answer, type RawAnswer, readAnswer } from './answerRow.ts'
import { planStatement } from './planStatement.ts'
import { printPlan } from './printer.ts'
import { eachOnce, type Question } from './question.ts'

/** What a statement has to know beside the formula. */
export interface Circumstances {
  /** The month that is running. */
  readonly today: Time
  readonly reported: Reported
}

/** What a statement is asked: an indicator of some areas and times, and what some terms of it come to. */
interface Request {
  readonly indicator: Indicator
  readonly questions: readonly Question[]
  readonly inputs?: readonly Term[]
}

/** A statement, and how a row of its answer is read. */
export interface Statement {
  readonly query: Sql
  readonly read: (row: RawAnswer) => Answer
}

/** One statement for an indicator and any number of areas and times. */
export function statementFor(
  catalogue: Catalogue,
  { indicator, questions, inputs = [] }: Request,
  { today, reported }: Circumstances,
): Statement {
  if (eachOnce(questions).length < questions.length) throw new Error('a question stands twice')
  const times = new Times(questions, today, reported)
  const { plan, debts, last } = planStatement({ catalogue, indicator, questions, times, inputs })
  return { query: printPlan(plan, times), read: (row) => readAnswer(row, debts, last) }
}
