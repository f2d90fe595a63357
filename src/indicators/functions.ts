import type { Meaning, Scope } from './meaning.ts'
import { type Argument, type Call, nameIn } from './syntax.ts'
import { type Aggregate, ownFacts, type Term } from './term.ts'
import { countType, type NumberType, type TermType, written } from './termType.ts'

type Apply = (meaning: Meaning, call: Call, scope: Scope) => Term

/** The functions of the language, by name: what each makes of what it is given. */
export const functions: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['sum', (meaning, call, scope) => added('sum', meaning, call, scope)],
  ['avg', (meaning, call, scope) => added('avg', meaning, call, scope)],
  ['count', counted],
  ['growth', growth],
  ['increment', increment],
])

/** `sum(x where …)`, `avg(x where …)`: a number of each unit, added or averaged over an area. */
function added(how: 'sum' | 'avg', meaning: Meaning, call: Call, scope: Scope): Term {
  const { value, where } = aggregated(meaning, call, scope)
  const inside = { ...scope, inAggregate: true }
  const of = meaning.of(value, inside)
  const { unit, adds } = meaning.numberType(of)
  if (how === 'sum' && adds === 'ratio') {
    throw meaning.fault(value.at, {
      zh: `“${meaning.shown(value.at)}”是比率，不能相加；可用 avg 求平均。`,
      en: `"${meaning.shown(value.at)}" is a ratio and never adds up; avg takes its mean.`,
    })
  }
  const condition = where && meaning.condition(where, { ...inside, implied: viewOf(meaning, of) })
  const type: NumberType = { kind: 'number', unit, adds: how === 'avg' ? 'ratio' : adds }
  return aggregate(call, { how, of, where: condition }, type)
}

/**
 * `count(department.View where …)` counts the rows for which the condition holds. `count(yes or no
 * where …)` does too, and `where` says which units are meant at all: the others owe no answer.
 */
function counted(meaning: Meaning, call: Call, scope: Scope): Term {
  const { value, where } = aggregated(meaning, call, scope)
  const inside = { ...scope, inAggregate: true }
  const shelf = value.kind === 'name' ? meaning.view(value.words) : undefined
  if (shelf) {
    const rows = meaning.sight(shelf, value.at, scope)
    const of = where && meaning.condition(where, { ...inside, implied: shelf })
    return aggregate(call, { how: 'count', rows, of }, countType(rows.shelf.shelved[0]?.name ?? ''))
  }
  const of = meaning.condition(value, inside)
  const implied = viewOf(meaning, of)
  const condition = where && meaning.condition(where, { ...inside, implied })
  const type = countType(implied.shelved[0]?.name ?? '')
  return aggregate(call, { how: 'count', of, where: condition }, type)
}

/** `growth(x)`: by how much of last year's x this year's is larger, `x / x[y-1] - 1`. */
function growth(meaning: Meaning, call: Call, scope: Scope): Term {
  const { value } = only(meaning, call)
  const [now, before] = [
    meaning.of(value, scope),
    meaning.of(value, meaning.earlier(scope, 1, call.at)),
  ]
  const one: Term = { kind: 'number', text: '1', type: written, at: call.at }
  return meaning.calculated('-', meaning.calculated('/', now, before, call.at), one, call.at)
}

/** `increment(x)`: by how much this year's x is larger than last year's, `x - x[y-1]`. */
function increment(meaning: Meaning, call: Call, scope: Scope): Term {
  const { value } = only(meaning, call)
  const before = meaning.of(value, meaning.earlier(scope, 1, call.at))
  return meaning.calculated('-', meaning.of(value, scope), before, call.at)
}

function aggregate({ at }: Call, of: Aggregate, type: TermType): Term {
  return { kind: 'aggregate', aggregate: of, type, at }
}

/** The view of the first fact that a term reads: `where` beside it may leave that unsaid. */
function viewOf(meaning: Meaning, term: Term) {
  const [fact] = ownFacts(term)
  if (fact) return fact.shelf
  throw meaning.fault(term.at, {
    zh: `“${meaning.shown(term.at)}”没有读取任何数据项。`,
    en: `"${meaning.shown(term.at)}" reads no fact.`,
  })
}

function aggregated(meaning: Meaning, call: Call, scope: Scope): Argument {
  const name = nameIn(call.words)
  if (scope.inAggregate) {
    throw meaning.fault(call.at, {
      zh: `${name} 不能写在另一个 sum、avg 或 count 之内。`,
      en: `${name} may not stand inside another sum, avg or count.`,
    })
  }
  return single(meaning, call)
}

/** The one argument of a function that takes no `where`. */
function only(meaning: Meaning, call: Call): Argument {
  const argument = single(meaning, call)
  if (!argument.where) return argument
  throw meaning.fault(argument.where.at, {
    zh: `${nameIn(call.words)} 不带 where。`,
    en: `${nameIn(call.words)} takes no "where".`,
  })
}

function single(meaning: Meaning, call: Call): Argument {
  const [argument, second] = call.given
  if (argument && !second) return argument
  throw meaning.fault(second?.value.at ?? call.at, {
    zh: `${nameIn(call.words)} 只接受一个表达式。`,
    en: `${nameIn(call.words)} takes one expression.`,
  })
}
