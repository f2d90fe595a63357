import { type Catalogue, type Shelf, viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import { nearestName } from '../../ground/nearestName.ts'
import type { Refusal } from '../../ground/refusal.ts'
import { excerpt, type Fault, formulaFault } from '../language/formulaFault.ts'
import { parseFormula } from '../language/parseFormula.ts'
import {
  type Arithmetic,
  type Binary,
  type Call,
  type Expression,
  type Name,
  nameIn,
  type Shifted,
  type Span,
  type Word,
} from '../language/syntax.ts'
import { aggregateOf, aggregates } from './aggregates.ts'
import { chosenAmong, compared } from './comparison.ts'
import { functions } from './functions.ts'
import { rankOf } from './level.ts'
import { linked, type Named, Names } from './names.ts'
import type { Meaning, Scope, Vocabulary } from './scope.ts'
import type { FactTerm, Sight, Term } from './term.ts'
import {
  calendarYear,
  joinedAdds,
  type NumberType,
  scaledType,
  termTypeOf,
  typeWord,
  written,
  yesNo,
} from './termType.ts'
import { isSameUnit, unitOf } from './unit.ts'

/** How many terms a formula may come to, with what its functions write for it. */
const mostTerms = 400

/** The furthest that a formula may look back, in years. */
const furthestBack = 20

export const nothingMore: Vocabulary = { parameters: new Map(), formulas: new Map() }

const namesOf = new WeakMap<Catalogue, Names>()

/** The names of a catalogue, gathered once. */
export function namesIn(catalogue: Catalogue): Names {
  const names = namesOf.get(catalogue) ?? new Names(catalogue)
  namesOf.set(catalogue, names)
  return names
}

/** Reads a formula's text for a level: what its names mean there, and whether its types hold. */
export function readFormula(
  catalogue: Catalogue,
  formula: string,
  level: Entity,
  vocabulary: Vocabulary = nothingMore,
): Term {
  const meaning = new FormulaMeaning(formula, namesIn(catalogue), vocabulary)
  return meaning.of(parseFormula(formula), { things: [level], back: 0, depth: 0 })
}

/** Reads a formula's text for each row of a view, whose facts it may name without the view. */
export function readFormulaWithin(
  catalogue: Catalogue,
  formula: string,
  shelf: Shelf,
  vocabulary: Vocabulary,
): Term {
  const meaning = new FormulaMeaning(formula, namesIn(catalogue), vocabulary)
  const scope = { things: shelf.shelved, back: 0, depth: 1, implied: shelf }
  return meaning.of(parseFormula(formula), scope)
}

/** Gives each expression of one formula its meaning; what has none is refused at its character. */
class FormulaMeaning implements Meaning {
  readonly #formula: string
  readonly names: Names
  readonly #vocabulary: Vocabulary
  /** The formulas that led here, by name. */
  readonly #trail: readonly string[]
  #terms = 0

  constructor(
    formula: string,
    names: Names,
    vocabulary: Vocabulary,
    trail: readonly string[] = [],
  ) {
    this.#formula = formula
    this.names = names
    this.#vocabulary = vocabulary
    this.#trail = trail
  }

  /** What an expression means in its scope. */
  of(expression: Expression, scope: Scope): Term {
    const { at } = expression
    this.#terms += 1
    if (this.#terms > mostTerms) throw this.#tooMuch(at)
    switch (expression.kind) {
      case 'number':
        return { kind: 'number', text: expression.text, type: written, at }
      case 'null':
        return { kind: 'null', type: { kind: 'nothing' }, at }
      case 'year':
        return { kind: 'year', back: scope.back, type: calendarYear, at }
      case 'name':
        return this.#named(expression, scope)
      case 'shifted':
        return this.of(expression.of, this.#shifted(expression, scope))
      case 'negative': {
        const of = this.of(expression.of, scope)
        return { kind: 'negative', of, type: this.numberType(of), at }
      }
      case 'not':
        return { kind: 'not', of: this.condition(expression.of, scope), type: yesNo, at }
      case 'among':
        return chosenAmong(this, expression, scope)
      case 'call':
        return this.#call(expression, scope)
      case 'binary':
        return this.#binary(expression, scope)
    }
  }

  /** An expression that must be a yes or no. */
  condition(expression: Expression, scope: Scope): Term {
    const term = this.of(expression, scope)
    if (term.type.kind === 'yesNo') return term
    throw this.#otherThan({ zh: '是否判断', en: 'a yes or no' }, term)
  }

  /** An expression that must be a date. */
  date(expression: Expression, scope: Scope): Term {
    const term = this.of(expression, scope)
    if (term.type.kind === 'date') return term
    throw this.#otherThan({ zh: '日期', en: 'a date' }, term)
  }

  /** The type of a term that must be a number. */
  numberType(term: Term): NumberType {
    if (term.type.kind === 'number') return term.type
    throw this.#otherThan({ zh: '数', en: 'a number' }, term)
  }

  /** Whether a name is a fact's where it stands. */
  isFact(words: readonly Word[], { implied }: Scope): boolean {
    return this.names.fact(words, implied) !== undefined
  }

  /** A fact where it stands: of the row itself, or of the area in which it lies. */
  fact({ words, at }: Name, scope: Scope): Extract<Term, { kind: 'fact' }> {
    const named = this.names.fact(words, scope.implied)
    if (!named) throw this.unknown(words, scope)
    const { entry, shelf } = named
    if (shelf?.each && scope.implied !== shelf) throw this.#severalRows(shelf, at)
    const type = termTypeOf(entry.fact.type, linked(named))
    const back = scope.back
    const reach = this.#reach(named, scope, at)
    const { narrowedTo } = named
    return { kind: 'fact', entry, ...(shelf && { shelf }), back, reach, narrowedTo, type, at }
  }

  /** A view in the year of the scope. */
  sight(shelf: Shelf, { back }: Scope): Sight {
    return { shelf, back }
  }

  /** The scope so many years before. */
  earlier(scope: Scope, years: number, at: Span): Scope {
    if (typeof scope.back === 'string') return { ...scope, back: `${Number(scope.back) - years}` }
    const back = scope.back + years
    if (back <= furthestBack) return { ...scope, back }
    throw this.fault(at, {
      zh: `这里共回看 ${back} 年，超过上限 ${furthestBack} 年。`,
      en: `this looks back ${back} years in all, over the limit of ${furthestBack}.`,
    })
  }

  /** Two numbers joined by arithmetic, with the answer's unit and the way it adds up. */
  calculated(operator: Arithmetic, left: Term, right: Term, at: Span, operatorAt = at): Term {
    const type =
      operator === '*' || operator === '/'
        ? scaledType(operator, this.numberType(left), this.numberType(right))
        : this.joined(left, right, operatorAt)
    return { kind: 'binary', operator, left, right, type, at }
  }

  /** The type that two numbers share; a written one takes that of the other. */
  joined(left: Term, right: Term, operatorAt: Span): NumberType {
    const [one, other] = [this.numberType(left), this.numberType(right)]
    if (one.adds === 'written') return other
    if (other.adds === 'written') return one
    if (!isSameUnit(one.unit, other.unit)) throw this.unlike(left, right, operatorAt)
    return { kind: 'number', unit: one.unit, adds: joinedAdds(one.adds, other.adds) }
  }

  /** A refusal of two terms that no operator can join. */
  unlike(left: Term, right: Term, operatorAt: Span): Refusal {
    const [one, other] = [typeWord(left.type), typeWord(right.type)]
    const [a, b, sign] = [this.excerpt(left.at), this.excerpt(right.at), this.excerpt(operatorAt)]
    return this.fault(operatorAt, {
      zh: `“${sign}”两边不同类：“${a}”是${one.zh}，“${b}”是${other.zh}；同类且同单位的才能相加减或比较。`,
      en:
        `"${sign}" joins unlike things: "${a}" is ${one.en}, "${b}" is ${other.en}; ` +
        'only what is alike and of one unit adds up or compares.',
    })
  }

  /** A refusal of a name that nothing has. */
  unknown(words: readonly Word[], { implied }: Scope): Refusal {
    const { at, fault } = this.names.unknown(words, implied)
    return this.fault(at, fault)
  }

  /** A refusal that points into this formula. */
  fault(at: Span, fault: Fault): Refusal {
    return formulaFault(this.#formula, at, fault, this.#trail.at(-1))
  }

  /** A whole piece of this formula on one line. */
  piece({ from, to }: Span): string {
    return this.#formula.slice(from, to).replace(/\s+/g, ' ')
  }

  /** A piece of this formula as it may be shown in a sentence. */
  excerpt(at: Span): string {
    return excerpt(this.#formula, at)
  }

  /** The parameter of a name that begins with `param`. */
  parameter({ words, at }: Name | Call, by: readonly Term[], { back }: Scope): Term {
    const name = nameIn(words.slice(1))
    const parameter = this.#vocabulary.parameters.get(name)
    if (!parameter) {
      const known = [...this.#vocabulary.parameters.keys()]
      throw this.fault(words[1]?.at ?? at, {
        zh: `没有名为“${name}”的参数；现有 ${known.join('、')}。`,
        en: `no parameter is called "${name}"; there are ${known.join(', ')}.`,
        nearest: nearestName(name, known),
      })
    }
    const wanted = parameter.rates ? 2 : 0
    if (by.length !== wanted) {
      throw this.fault(at, {
        zh: `参数“${name}”${wanted ? '按日期和月数查表，写作' : '按年度取值，写作'} param.${name}${wanted ? '(日期, 月数)' : ''}。`,
        en: `the parameter "${name}" is ${wanted ? 'looked up by a date and a number of months: write' : 'taken by year: write'} param.${name}${wanted ? '(date, months)' : ''}.`,
      })
    }
    const type: NumberType = { kind: 'number', unit: unitOf(parameter.unit), adds: 'ratio' }
    return { kind: 'parameter', parameter, back, by, type, at }
  }

  #shifted({ years, year, at }: Shifted, scope: Scope): Scope {
    if (!year) return this.earlier(scope, this.#years(years), at)
    if (/^(19|20)\d\d$/.test(year.text)) return { ...scope, back: year.text as `${number}` }
    throw this.fault(year.at, {
      zh: '方括号中应写年份，如 [2015]，或 [y]、[y-1]。',
      en: 'a year is written in brackets as [2015], or as [y], [y-1].',
    })
  }

  #years(written: Word | undefined): number {
    if (!written) return 0
    if (/^[1-9]\d?$/.test(written.text)) return Number(written.text)
    throw this.fault(written.at, {
      zh: `回看年数应为 1 到 ${furthestBack} 的整数，如 [y-1]。`,
      en: `a formula looks back a whole number of years from 1 to ${furthestBack}, such as [y-1].`,
    })
  }

  #named(name: Name, scope: Scope): Term {
    const { words } = name
    if (isParameter(words)) return this.parameter(name, [], scope)
    const formula = words.length === 1 ? this.#vocabulary.formulas.get(nameIn(words)) : undefined
    if (formula !== undefined && !this.isFact(words, scope))
      return this.#formulaOf(name, formula, scope)
    return this.fact(name, scope)
  }

  /** What another formula means here; one that leads back to itself has no meaning. */
  #formulaOf({ words, at }: Name, formula: string, scope: Scope): Term {
    const name = nameIn(words)
    if (this.#trail.includes(name)) {
      const round = [...this.#trail.slice(this.#trail.indexOf(name)), name].join(' → ')
      throw this.fault(at, {
        zh: `公式互相引用成环：${round}。`,
        en: `the formulas go round in a circle: ${round}.`,
      })
    }
    if (scope.depth > 0) {
      throw this.fault(at, {
        zh: `“${name}”是一个公式，不能写在汇总之内。`,
        en: `"${name}" is a formula and may not stand inside an aggregate.`,
      })
    }
    const inner = new FormulaMeaning(formula, this.names, this.#vocabulary, [...this.#trail, name])
    inner.#terms = this.#terms
    const term = inner.of(parseFormula(formula), { ...scope, implied: undefined })
    this.#terms = inner.#terms
    return { ...term, at }
  }

  #call(call: Call, scope: Scope): Term {
    if (isParameter(call.words)) {
      const by = call.given.map(({ value }) => this.of(value, scope))
      return this.parameter(call, by, scope)
    }
    const name = nameIn(call.words)
    const how = aggregates.get(name)
    if (how && (call.given.length === 1 || !functions.has(name))) {
      return aggregateOf(this, how, call, scope)
    }
    const apply = functions.get(name)
    if (apply) return apply(this, call, scope)
    const known = [...new Set([...aggregates.keys(), ...functions.keys()])]
    const english = known.filter((one) => /^\w/.test(one))
    throw this.fault(call.words[0]?.at ?? call.at, {
      zh: `没有名为“${name}”的函数；现有 ${english.join('、')}。`,
      en: `no function is called "${name}"; there are ${english.join(', ')}.`,
      nearest: nearestName(name, known),
    })
  }

  #binary(expression: Binary, scope: Scope): Term {
    const { operator, operatorAt, at } = expression
    switch (operator) {
      case 'and':
      case 'or': {
        const left = this.condition(expression.left, scope)
        const right = this.condition(expression.right, scope)
        return { kind: 'binary', operator, left, right, type: yesNo, at }
      }
      case '+':
      case '-':
      case '*':
      case '/': {
        const left = this.of(expression.left, scope)
        return this.calculated(operator, left, this.of(expression.right, scope), at, operatorAt)
      }
      default:
        return compared(this, expression, scope)
    }
  }

  /** Whether a fact is the row's own, or that of an area above it; refused where it is neither. */
  #reach({ entry, shelf }: Named, { things, depth }: Scope, at: Span): FactTerm['reach'] {
    const speaksOf = shelf?.shelved ?? [entry.entity]
    if (speaksOf.some((one) => things.includes(one))) return 'own'
    const [other] = speaksOf
    const [thing] = things
    if (!other || !thing) throw new Error(`${entry.name} speaks of nothing`)
    const nearest = thing.isArea ? rankOf(thing) - 1 : rankOf(thing)
    if (other.isArea && rankOf(other) <= nearest) return other
    const [name, what, here] = [
      shelf ? viewName(shelf) : other.name,
      named(speaksOf),
      named(things),
    ]
    throw this.fault(at, {
      zh:
        `“${name}”说的是${what.zh}，而这里逐${depth > 0 ? '个' : '一'}${here.zh}计算；` +
        '请用 sum(…)、count(…)、any(…) 等汇总，或用 via(链接, …) 沿链接取得。',
      en:
        `"${name}" speaks of the ${what.en}, but this is computed for each ${here.en}; ` +
        'gather it with sum(…), count(…) or any(…), or reach it along a link with via(link, …).',
    })
  }

  #severalRows(shelf: Shelf, at: Span): Refusal {
    const name = viewName(shelf)
    return this.fault(at, {
      zh: `“${name}”每个主体可有多行；请用 any(…)、sum(…)、count(…) 汇总。`,
      en: `"${name}" keeps several rows of one thing; gather them with any(…), sum(…) or count(…).`,
    })
  }

  #otherThan(right: { zh: string; en: string }, term: Term): Refusal {
    const { zh, en } = typeWord(term.type)
    return this.fault(term.at, {
      zh: `“${this.excerpt(term.at)}”应为${right.zh}，却是${zh}。`,
      en: `"${this.excerpt(term.at)}" should be ${right.en}, but is ${en}.`,
    })
  }

  #tooMuch(at: Span): Refusal {
    return this.fault(at, {
      zh: `公式展开后超过 ${mostTerms} 项，计算量过大；请拆成几个公式。`,
      en: `the formula comes to more than ${mostTerms} terms, too many to compute; take it apart.`,
    })
  }
}

function isParameter(words: readonly Word[]): boolean {
  return words.length > 1 && (words[0]?.text === 'param' || words[0]?.text === '参数')
}

function named(things: readonly Entity[]) {
  return {
    zh: things.map(({ zh }) => zh).join('、'),
    en: things.map(({ en }) => en.toLowerCase()).join(' or '),
  }
}
