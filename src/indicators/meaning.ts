import { type Catalogue, type Shelf, viewName } from '../catalogue/catalogue.ts'
import { nearestName } from '../ground/nearestName.ts'
import type { Refusal } from '../ground/refusal.ts'
import { compared } from './comparison.ts'
import { FactNames } from './factNames.ts'
import { type Fault, formulaFault, shown } from './formulaFault.ts'
import { functions } from './functions.ts'
import { parseFormula } from './parseFormula.ts'
import {
  type Arithmetic,
  type Binary,
  type Call,
  type Expression,
  type Name,
  nameIn,
  type Place,
  type Word,
} from './syntax.ts'
import type { Sight, Term } from './term.ts'
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
import { isSameUnit } from './unit.ts'

/** How many terms a formula may come to, with what its functions write for it. */
const mostTerms = 400

/** The furthest that a formula may look back, in years. */
const furthestBack = 20

/** What a name means depends on where it stands. */
export interface Scope {
  /** How many years before the year asked for. */
  readonly back: number
  /** The view whose facts may be named without it: inside `where`. */
  readonly implied?: Shelf
  readonly inAggregate?: boolean
}

const namesOf = new WeakMap<Catalogue, FactNames>()

/** Reads a formula's text against the catalogue: what its names mean, and whether its types hold. */
export function readFormula(catalogue: Catalogue, formula: string): Term {
  const names = namesOf.get(catalogue) ?? new FactNames(catalogue)
  namesOf.set(catalogue, names)
  return new Meaning(formula, names).of(parseFormula(formula), { back: 0 })
}

/** Gives each expression of one formula its meaning; what has none is refused at its character. */
export class Meaning {
  readonly #formula: string
  readonly #names: FactNames
  #terms = 0

  constructor(formula: string, names: FactNames) {
    this.#formula = formula
    this.#names = names
  }

  /** What an expression means in its scope. */
  of(expression: Expression, scope: Scope): Term {
    const { at } = expression
    this.#terms += 1
    if (this.#terms > mostTerms) throw this.#tooMuch(at)
    switch (expression.kind) {
      case 'number':
        return { kind: 'number', text: expression.text, type: written, at }
      case 'year':
        return { kind: 'year', back: scope.back, type: calendarYear, at }
      case 'name':
        return this.#fact(expression, scope)
      case 'shifted':
        return this.of(expression.of, this.earlier(scope, this.#years(expression.years), at))
      case 'negative': {
        const of = this.of(expression.of, scope)
        return { kind: 'negative', of, type: this.numberType(of), at }
      }
      case 'not':
        return { kind: 'not', of: this.condition(expression.of, scope), type: yesNo, at }
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

  /** The type of a term that must be a number. */
  numberType(term: Term): NumberType {
    if (term.type.kind === 'number') return term.type
    throw this.#otherThan({ zh: '数', en: 'a number' }, term)
  }

  /** Whether a name is a fact's where it stands. */
  isFact(words: readonly Word[], { implied }: Scope): boolean {
    return this.#names.fact(words, implied) !== undefined
  }

  /** The view of this full name. */
  view(words: readonly Word[]): Shelf | undefined {
    return this.#names.view(words)
  }

  /** A view in the year of the scope; refused where a formula cannot read it. */
  sight(shelf: Shelf, at: Place, { back }: Scope): Sight {
    if (!shelf.per) {
      throw this.fault(at, {
        zh: `“${viewName(shelf)}”不分期，无从得知其往年的状况，公式不能使用。`,
        en: `"${viewName(shelf)}" has no period, so what it said in a past year is not known.`,
      })
    }
    if (shelf.shelved.length > 1) {
      throw this.fault(at, {
        zh: `“${viewName(shelf)}”涉及不止一类主体，公式不能使用。`,
        en: `"${viewName(shelf)}" speaks of more than one kind of thing; a formula reads one.`,
      })
    }
    return { shelf, back }
  }

  /** The scope so many years before. */
  earlier(scope: Scope, years: number, at: Place): Scope {
    const back = scope.back + years
    if (back <= furthestBack) return { ...scope, back }
    throw this.fault(at, {
      zh: `这里共回看 ${back} 年，超过上限 ${furthestBack} 年。`,
      en: `this looks back ${back} years in all, over the limit of ${furthestBack}.`,
    })
  }

  /** Two numbers joined by arithmetic, with the answer's unit and the way it adds up. */
  calculated(operator: Arithmetic, left: Term, right: Term, at: Place, operatorAt = at): Term {
    const type =
      operator === '*' || operator === '/'
        ? scaledType(operator, this.numberType(left), this.numberType(right))
        : this.joined(left, right, operatorAt)
    return { kind: 'binary', operator, left, right, type, at }
  }

  /** The type that two numbers share; a written one takes that of the other. */
  joined(left: Term, right: Term, operatorAt: Place): NumberType {
    const [one, other] = [this.numberType(left), this.numberType(right)]
    if (one.adds === 'written') return other
    if (other.adds === 'written') return one
    if (!isSameUnit(one.unit, other.unit)) throw this.unlike(left, right, operatorAt)
    return { kind: 'number', unit: one.unit, adds: joinedAdds(one.adds, other.adds) }
  }

  /** A refusal of two terms that no operator can join. */
  unlike(left: Term, right: Term, operatorAt: Place): Refusal {
    const [one, other] = [typeWord(left.type), typeWord(right.type)]
    const [a, b, sign] = [this.shown(left.at), this.shown(right.at), this.shown(operatorAt)]
    return this.fault(operatorAt, {
      zh: `“${sign}”两边不同类：“${a}”是${one.zh}，“${b}”是${other.zh}；同类且同单位的才能相加减或比较。`,
      en:
        `"${sign}" joins unlike things: "${a}" is ${one.en}, "${b}" is ${other.en}; ` +
        'only what is alike and of one unit adds up or compares.',
    })
  }

  /** A refusal of a name that nothing has. */
  unknown(words: readonly Word[], { implied }: Scope): Refusal {
    const { at, fault } = this.#names.unknown(words, implied)
    return this.fault(at, fault)
  }

  /** A refusal that points into this formula. */
  fault(at: Place, fault: Fault): Refusal {
    return formulaFault(this.#formula, at, fault)
  }

  /** A piece of this formula as it may be shown in a sentence. */
  shown(at: Place): string {
    return shown(this.#formula, at)
  }

  #years(written: Word | undefined): number {
    if (!written) return 0
    if (/^[1-9]\d?$/.test(written.text)) return Number(written.text)
    throw this.fault(written.at, {
      zh: `回看年数应为 1 到 ${furthestBack} 的整数，如 [y-1]。`,
      en: `a formula looks back a whole number of years from 1 to ${furthestBack}, such as [y-1].`,
    })
  }

  #fact({ words, at }: Name, scope: Scope): Term {
    const named = this.#names.fact(words, scope.implied)
    if (!named) throw this.unknown(words, scope)
    const { entry, shelf } = named
    const type = termTypeOf(entry.fact.type)
    if (type) return { kind: 'fact', entry, ...this.sight(shelf, at, scope), type, at }
    throw this.fault(at, {
      zh: `“${entry.name}”（${entry.fact.zh}）不是数、是否或代码项，公式不能使用。`,
      en: `"${entry.name}" is no number, no yes or no and no member of a code list.`,
    })
  }

  #call(call: Call, scope: Scope): Term {
    const name = nameIn(call.words)
    const apply = functions.get(name)
    if (apply) return apply(this, call, scope)
    const known = [...functions.keys()]
    throw this.fault(call.words[0]?.at ?? call.at, {
      zh: `没有名为“${name}”的函数；现有 ${known.join('、')}。`,
      en: `no function is called "${name}"; there are ${known.join(', ')}.`,
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
      default: {
        const [left, right] = compared(this, expression, scope)
        return { kind: 'binary', operator, left, right, type: yesNo, at }
      }
    }
  }

  #otherThan(right: { zh: string; en: string }, term: Term): Refusal {
    const { zh, en } = typeWord(term.type)
    return this.fault(term.at, {
      zh: `“${this.shown(term.at)}”应为${right.zh}，却是${zh}。`,
      en: `"${this.shown(term.at)}" should be ${right.en}, but is ${en}.`,
    })
  }

  #tooMuch(at: Place): Refusal {
    return this.fault(at, {
      zh: `公式展开后超过 ${mostTerms} 项，计算量过大；请拆成几个公式。`,
      en: `the formula comes to more than ${mostTerms} terms, too many to compute; take it apart.`,
    })
  }
}
