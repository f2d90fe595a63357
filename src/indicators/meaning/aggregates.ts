import { type Shelf, viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import { targetsOf } from '../../ground/factType.ts'
import { type Argument, type Call, type Expression, type Name, nameIn } from '../language/syntax.ts'
import { rankOf } from './level.ts'
import type { Meaning, Scope } from './scope.ts'
import {
  type Aggregate,
  type FactTerm,
  ownFacts,
  partsOf,
  type Relation,
  type Term,
} from './term.ts'
import { countType, type TermType, yesNo } from './termType.ts'
import { isAnswerOwed } from './whoIsSilent.ts'

type How = Aggregate['how']

/** How many aggregates may stand in each other: an area's households, their members, their loans. */
const deepest = 3

/** The functions that gather many things, by their English and Chinese names. */
export const aggregates: ReadonlyMap<string, How> = new Map<string, How>([
  ['sum', 'sum'],
  ['avg', 'avg'],
  ['count', 'count'],
  ['countDistinct', 'countDistinct'],
  ['min', 'min'],
  ['max', 'max'],
  ['any', 'any'],
  ['all', 'all'],
  ['求和', 'sum'],
  ['平均', 'avg'],
  ['计数', 'count'],
  ['去重计数', 'countDistinct'],
  ['最小', 'min'],
  ['最大', 'max'],
  ['任一', 'any'],
  ['全部', 'all'],
])

/** What is gathered: the kind of things, and the view whose rows they are. */
interface Gathered {
  readonly things: readonly Entity[]
  readonly shelf?: Shelf | undefined
  /** The argument names the view or the kind of thing itself: its rows are what is gathered. */
  readonly isWhole: boolean
  /** It names the kind of thing: all of them are meant, whatever the view speaks of. */
  readonly isKind?: boolean
}

/**
 * `sum(x where …)`, `count(yes or no where …)`, `any(…)`: what is asked of each thing of the first fact
 * named, and gathered. `count(department.View where …)` counts rows; `where` says which are meant.
 */
export function aggregateOf(meaning: Meaning, how: How, call: Call, scope: Scope): Term {
  const argument = single(meaning, call)
  const named = gatheredBy(meaning, argument)
  const { things, isWhole } = named
  // Once a view is named, its other facts need not name it again.
  const inside: Scope = {
    things,
    back: scope.back,
    depth: scope.depth + 1,
    implied: named.shelf,
    outer: scope,
  }
  const value = isWhole ? undefined : meaning.of(argument.value, inside)
  const condition = argument.where && meaning.condition(argument.where, inside)
  const isApart = named.isKind && condition && !needsRow(condition, named.shelf)
  const gathered = isApart ? { ...named, shelf: undefined } : named
  const { shelf } = gathered
  const pairs = condition ? matchesIn(condition) : []
  const relation = relationOf(meaning, gathered, pairs, call, scope)
  const rows = shelf && (isWhole || !things[0]?.isArea) ? meaning.sight(shelf, scope) : undefined
  const shape = { how, things, relation, rows }
  const [of, where] = isWhole && takesYesNo(how) ? [condition, undefined] : [value, condition]
  const aggregate = { ...shape, of, where }
  const type = typeOf(meaning, aggregate, call, isWhole)
  return { kind: 'aggregate', aggregate, text: meaning.piece(call.at), type, at: call.at }
}

function takesYesNo(how: How): boolean {
  return how === 'count' || how === 'any' || how === 'all'
}

function typeOf(
  meaning: Meaning,
  { how, of, things }: Aggregate,
  call: Call,
  isWhole: boolean,
): TermType {
  if (how === 'any' || how === 'all' || how === 'count') {
    if (of && of.type.kind !== 'yesNo') throw otherThanYesNo(meaning, of)
    if (how !== 'count') return yesNo
    if (!isWhole && ownFacts(of).length === 0 && !hasInside(of))
      throw readsNothing(meaning, of ?? call)
    return countType(things.map(({ name }) => name).join(' or '))
  }
  if (how === 'countDistinct' && isWhole)
    return countType(things.map(({ name }) => name).join(' or '))
  if (!of) {
    throw meaning.fault(call.at, {
      zh: `${nameIn(call.words)} 要写明取哪个数据项，如 ${nameIn(call.words)}(部门.视图.数据项)。`,
      en: `${nameIn(call.words)} needs a fact, as in ${nameIn(call.words)}(department.View.fact).`,
    })
  }
  if (how === 'countDistinct') return distinctType(of)
  const type = meaning.numberType(of)
  if (how === 'sum' && (type.adds === 'ratio' || type.adds === 'written')) {
    throw meaning.fault(of.at, {
      zh: `“${meaning.excerpt(of.at)}”是比率，不能相加；可用 avg 求平均。`,
      en: `"${meaning.excerpt(of.at)}" is a ratio and never adds up; avg takes its mean.`,
    })
  }
  return { ...type, adds: how === 'sum' ? type.adds : 'ratio' }
}

/** A number of different things: of what a link leads to, or of the values of a fact. */
function distinctType({ type, ...of }: Term): TermType {
  if (type.kind === 'link') return countType(type.name)
  return countType(of.kind === 'fact' ? of.entry.fact.name : 'value')
}

function hasInside(of: Term | undefined): boolean {
  return of !== undefined && (of.kind === 'aggregate' || of.kind === 'via')
}

/** The kind of things that an aggregate gathers: those of the first fact, view or kind that it names. */
function gatheredBy(meaning: Meaning, { value, where }: Argument): Gathered {
  if (value.kind === 'name') {
    const shelf = meaning.names.view(value.words)
    if (shelf) return { things: shelf.shelved, shelf, isWhole: true }
    const entity = meaning.names.entity(value.words)
    if (entity) {
      // Facts in `where` may be named without their view, where all are of one.
      const first = where && firstFact(meaning, where)
      const own = first?.shelved.includes(entity) ? first : undefined
      return { things: [entity], shelf: own, isWhole: true, isKind: true }
    }
  }
  const shelf = firstFact(meaning, value)
  if (shelf) return { things: shelf.shelved, shelf, isWhole: false }
  const unknown = namesIn(value).find(({ words }) => !meaning.isFact(words, nowhere))
  if (unknown) throw meaning.unknown(unknown.words, nowhere)
  if (value.kind !== 'call') throw readsNothing(meaning, value)
  throw meaning.fault(value.at, {
    zh: `${nameIn(value.words)} 不能直接写在另一个汇总之内；请先写明汇总哪一类，如 sum(部门.视图.数据项)。`,
    en: `${nameIn(value.words)} may not stand inside another aggregate by itself; name what is gathered, as in sum(department.View.fact).`,
  })
}

const nowhere: Scope = { things: [], back: 0, depth: 0 }

function firstFact(meaning: Meaning, expression: Expression): Shelf | undefined {
  for (const { words } of namesIn(expression)) {
    const named = meaning.names.fact(words, undefined)
    if (named?.shelf) return named.shelf
  }
  return undefined
}

/** The names that an expression reads of one row, in the order in which they are written. */
function namesIn(expression: Expression): Name[] {
  switch (expression.kind) {
    case 'name':
      return expression.words[0]?.text === 'param' ? [] : [expression]
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)]
    case 'among':
      return namesIn(expression.of)
    case 'negative':
    case 'not':
    case 'shifted':
      return namesIn(expression.of)
    case 'call': {
      const name = nameIn(expression.words)
      if (aggregates.has(name) && expression.given.length === 1) return []
      const given =
        name === 'via' || name === '沿' ? expression.given.slice(0, 1) : expression.given
      return given.flatMap(({ value }) => namesIn(value))
    }
    default:
      return []
  }
}

/** Whether a condition can hold only of things that a view has a row of: then its rows are enough. */
function needsRow(term: Term, shelf: Shelf | undefined): boolean {
  if (!shelf || !isAnswerOwed(shelf)) return false
  const needs = (part: Term): boolean => needsRow(part, shelf)
  switch (term.kind) {
    case 'fact':
      return term.shelf === shelf && term.reach === 'own'
    case 'present':
      return term.wanted && needs(term.of)
    case 'negative':
    case 'among':
      return needs(term.of)
    case 'not': {
      const isJoined = term.of.kind === 'binary' && ['and', 'or'].includes(term.of.operator)
      return isJoined ? partsOf(term.of).every(needs) : needs(term.of)
    }
    case 'dated':
      return term.how === 'year' && needs(term.of)
    case 'binary':
      return term.operator === 'or' ? partsOf(term).every(needs) : partsOf(term).some(needs)
    default:
      return false
  }
}

type Pair = readonly [inner: FactTerm, outer: FactTerm]

/** The facts of what is gathered that must say the same as facts of the row outside. */
function matchesIn(condition: Term): Pair[] {
  if (condition.kind !== 'binary') return []
  const { operator, left, right } = condition
  if (operator === 'and') return [...matchesIn(left), ...matchesIn(right)]
  if (operator !== '=') return []
  const [inner, other] = left.kind === 'outer' ? [right, left] : [left, right]
  if (inner.kind !== 'fact' || other.kind !== 'outer' || other.of.kind !== 'fact') return []
  return [[inner, other.of]]
}

/** How what is gathered belongs to the row that gathers it; refused where it does not. */
function relationOf(
  meaning: Meaning,
  gathered: Gathered,
  pairs: readonly Pair[],
  call: Call,
  scope: Scope,
): Relation {
  const { things, shelf } = gathered
  const [thing] = things
  const [row] = scope.things
  if (!thing || !row) throw new Error('an aggregate gathers something for something')
  if (scope.depth >= deepest) {
    throw meaning.fault(call.at, {
      zh: `汇总嵌套超过 ${deepest} 层。`,
      en: `aggregates stand more than ${deepest} deep in each other.`,
    })
  }
  if (scope.things.some((one) => things.includes(one))) {
    if (shelf?.each) return { by: 'key' }
    if (scope.depth === 0 && row.isArea) return { by: 'self' }
    throw meaning.fault(call.at, {
      zh: `${nameIn(call.words)} 汇总的正是这一层的${row.zh}，不能写在另一个汇总之内；请直接写数据项。`,
      en: `${nameIn(call.words)} gathers the ${row.en} that it stands in and may not stand inside another aggregate; name the fact itself.`,
    })
  }
  if (row.isArea && (!thing.isArea || rankOf(thing) > rankOf(row))) {
    if (scope.depth === 0) return { by: 'place' }
    throw meaning.fault(call.at, {
      zh: `${nameIn(call.words)} 不能在汇总${row.zh}的公式里再按${row.zh}汇总；请先算出各${row.zh}的数，再另行汇总。`,
      en: `${nameIn(call.words)} may not gather what lies in each ${row.en} inside an aggregate of those; ask for the figures of each ${row.en}, and gather them yourself.`,
    })
  }
  const link = row.isArea ? undefined : linkBetween(gathered, scope.things)
  if (link) return link
  if (pairs.length > 0 && shelf) return { by: 'match', pairs }
  const what = shelf ? viewName(shelf) : thing.name
  throw meaning.fault(call.at, {
    zh: `“${what}”说的是${thing.zh}，没有链接通到${row.zh}，不能在这里汇总。`,
    en: `"${what}" speaks of the ${thing.en.toLowerCase()}, and no link leads from there to the ${row.en.toLowerCase()}; it cannot be gathered here.`,
  })
}

/** The one link that leads from what is gathered to the row: of the thing itself, or of the view. */
function linkBetween({ things, shelf }: Gathered, to: readonly Entity[]): Relation | undefined {
  const leads = ({ type }: Fact) =>
    type.reference !== undefined &&
    targetsOf(type.reference).some((cls) => to.some((entity) => entity.cls === cls))
  const [own, another] = things[0]?.facts.filter(leads) ?? []
  if (own && !another && things.length === 1) return { by: 'link', fact: own }
  const [viewed, second] = shelf?.facts.filter(leads) ?? []
  return shelf && viewed && !second ? { by: 'link', fact: viewed, shelf } : undefined
}

function single(meaning: Meaning, call: Call): Argument {
  const [argument, second] = call.given
  if (argument && !second) return argument
  throw meaning.fault(second?.value.at ?? call.at, {
    zh: `${nameIn(call.words)} 只接受一个表达式。`,
    en: `${nameIn(call.words)} takes one expression.`,
  })
}

function readsNothing(meaning: Meaning, { at }: { at: Call['at'] }) {
  return meaning.fault(at, {
    zh: `“${meaning.excerpt(at)}”没有读取任何数据项。`,
    en: `"${meaning.excerpt(at)}" reads no fact.`,
  })
}

function otherThanYesNo(meaning: Meaning, of: Term) {
  const shown = meaning.excerpt(of.at)
  return meaning.fault(of.at, {
    zh: `“${shown}”应为是否判断，如 ${shown} > 0。`,
    en: `"${shown}" should be a yes or no, such as ${shown} > 0.`,
  })
}
