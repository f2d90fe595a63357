import { type Argument, type Call, type Expression, nameIn } from '../language/syntax.ts'
import type { Meaning, Scope } from './scope.ts'
import type { OverYear, Term } from './term.ts'
import { calendarYear, type NumberType, written, yesNo } from './termType.ts'
import { isSameUnit, times, unitOf } from './unit.ts'

type Apply = (meaning: Meaning, call: Call, scope: Scope) => Term

/** Functions under their English and Chinese names. */
function called(...named: [names: string, apply: Apply][]): ReadonlyMap<string, Apply> {
  return new Map(named.flatMap(([names, apply]) => names.split(' ').map((name) => [name, apply])))
}

/** The functions of one row, by name: what each makes of what it is given. */
export const functions = called(
  ['if 如果', choice],
  ['min 最小', (meaning, call, scope) => extreme('min', meaning, call, scope)],
  ['max 最大', (meaning, call, scope) => extreme('max', meaning, call, scope)],
  ['clamp 限于', clamp],
  ['growth 增长率', growth],
  ['increment 增量', increment],
  ['cumulative 累计', (meaning, call, scope) => overYears('sum', meaning, call, scope)],
  ['highest 历年最高', (meaning, call, scope) => overYears('max', meaning, call, scope)],
  ['meets 达到', meets],
  ['sumOverYear sum4q 全年合计', overYear('sum')],
  ['minOverYear min4q 全年最小', overYear('min')],
  ['maxOverYear max4q 全年最大', overYear('max')],
  ['avgOverYear avg4q 全年平均', overYear('avg')],
  ['year 年份', dated('year')],
  ['by 截至', dated('by')],
  ['during 期内', dated('during')],
  ['via 沿', via],
  ['has 有记录', has],
  ['of 外层', outer],
)

/** `if(condition, yes, no)`: the one or the other; blank where the condition is not known. */
function choice(meaning: Meaning, call: Call, scope: Scope): Term {
  const [given, first, second] = exactly(meaning, call, 3)
  const condition = meaning.condition(given as Expression, scope)
  const yes = meaning.of(first as Expression, scope)
  const no = meaning.of(second as Expression, scope)
  if (yes.type.kind === 'yesNo' && no.type.kind === 'yesNo') {
    return { kind: 'choice', parts: [condition, yes, no], type: yesNo, at: call.at }
  }
  const type = meaning.joined(yes, no, call.at)
  return { kind: 'choice', parts: [condition, yes, no], type, at: call.at }
}

/** `min(a, b, …)`, `max(a, b, …)`: the least and the greatest; blank where any of them is. */
function extreme(how: 'min' | 'max', meaning: Meaning, call: Call, scope: Scope): Term {
  const parts = call.given.map(({ value, where }) => {
    if (where) throw noWhere(meaning, call, where)
    return meaning.of(value, scope)
  })
  return extremeOf(how, meaning, parts, call)
}

function extremeOf(how: 'min' | 'max', meaning: Meaning, parts: Term[], call: Call): Term {
  const [first, ...others] = parts
  if (!first) throw new Error('a function is given something')
  let type = meaning.numberType(first)
  for (const other of others) type = meaning.joined({ ...first, type }, other, call.at)
  return { kind: 'extreme', how, parts, type, at: call.at }
}

/** `clamp(x, low, high)`: x, but not below the one nor above the other. */
function clamp(meaning: Meaning, call: Call, scope: Scope): Term {
  const [x, low, high] = exactly(meaning, call, 3).map((one) => meaning.of(one, scope))
  const raised = extremeOf('max', meaning, [x as Term, low as Term], call)
  return extremeOf('min', meaning, [raised, high as Term], call)
}

/** `growth(x)`: by how much of last year's x this year's is larger, `x / x[y-1] - 1`. */
function growth(meaning: Meaning, call: Call, scope: Scope): Term {
  const [value] = exactly(meaning, call, 1)
  const now = meaning.of(value as Expression, scope)
  const before = meaning.of(value as Expression, meaning.earlier(scope, 1, call.at))
  const one: Term = { kind: 'number', text: '1', type: written, at: call.at }
  return meaning.calculated('-', meaning.calculated('/', now, before, call.at), one, call.at)
}

/** `increment(x)`: by how much this year's x is larger than last year's, `x - x[y-1]`. */
function increment(meaning: Meaning, call: Call, scope: Scope): Term {
  const [value] = exactly(meaning, call, 1)
  const before = meaning.of(value as Expression, meaning.earlier(scope, 1, call.at))
  return meaning.calculated('-', meaning.of(value as Expression, scope), before, call.at)
}

/** `cumulative(x, 2014)`, `highest(x, 2014)`: the sum of a flow, or the most, since the year given. */
function overYears(over: 'sum' | 'max', meaning: Meaning, call: Call, scope: Scope): Term {
  const name = nameIn(call.words)
  const [value, first] = exactly(meaning, call, 2)
  const fact = meaning.of(value as Expression, scope)
  const since =
    first?.kind === 'number' && /^(19|20)\d\d$/.test(first.text) ? Number(first.text) : 0
  if (!since) {
    throw meaning.fault(first?.at ?? call.at, {
      zh: `${name} 的第二项是起始年份，如 ${name}(x, 2014)。`,
      en: `${name} takes the first year second, as in ${name}(x, 2014).`,
    })
  }
  const { adds } = meaning.numberType(fact)
  if (fact.kind !== 'fact' || !fact.shelf?.per || (over === 'sum' && adds !== 'flow')) {
    throw meaning.fault(fact.at, {
      zh: `只有分期的流量数据项可以逐年累计；“${meaning.excerpt(fact.at)}”不是。`,
      en: `only a flow that is reported by period adds up over the years; "${meaning.excerpt(fact.at)}" is none.`,
    })
  }
  return { ...fact, over, since, at: call.at }
}

/** `meets(x, param.threshold)`: x held against a threshold, whose own operator says if the bound counts. */
function meets(meaning: Meaning, call: Call, scope: Scope): Term {
  const [x, threshold] = exactly(meaning, call, 2)
  const [left, right] = [
    meaning.of(x as Expression, scope),
    meaning.of(threshold as Expression, scope),
  ]
  const operator = right.kind === 'parameter' ? right.parameter.bound : undefined
  if (!operator) {
    throw meaning.fault(right.at, {
      zh: 'meets 的第二项应是带有比较方式的参数，如 param.villageExitIncidence。',
      en: 'meets takes a parameter with an operator of its own second, such as param.villageExitIncidence.',
    })
  }
  // A percentage is written beside its threshold as the plain number that it is.
  if (!isShare(left, right)) meaning.joined(left, right, call.at)
  return { kind: 'binary', operator, left, right, type: yesNo, at: call.at }
}

function isShare({ type }: Term, { type: of }: Term): boolean {
  if (type.kind !== 'number' || of.kind !== 'number') return false
  return type.unit.size === 0 && isSameUnit(of.unit, unitOf('pct'))
}

/** `sumOverYear(x)` and the like: how the parts of a year are read as one. */
function overYear(over: OverYear): Apply {
  return (meaning, call, scope) => {
    const [value] = exactly(meaning, call, 1)
    const fact = meaning.of(value as Expression, scope)
    if (fact.kind !== 'fact') {
      throw meaning.fault(fact.at, {
        zh: `${nameIn(call.words)} 只接受一个数据项。`,
        en: `${nameIn(call.words)} takes a single fact.`,
      })
    }
    // Whether it was so in any part, or in all.
    if (fact.type.kind === 'yesNo' && (over === 'min' || over === 'max')) {
      return { ...fact, over, at: call.at }
    }
    const { adds, unit } = meaning.numberType(fact)
    // What is paid by the month comes to an amount over its months.
    const monthly = over === 'sum' && fact.shelf?.per === 'month' && unit.get('month') === -1
    if (monthly) {
      const type: NumberType = { kind: 'number', unit: times(unit, unitOf('month')), adds: 'flow' }
      return { ...fact, over, type, at: call.at }
    }
    if (over === 'sum' && adds !== 'flow') {
      throw meaning.fault(fact.at, {
        zh: `“${meaning.excerpt(fact.at)}”不是流量，各期不能相加。`,
        en: `"${meaning.excerpt(fact.at)}" is no flow; its parts do not add up.`,
      })
    }
    const type: NumberType = { kind: 'number', unit, adds: over === 'avg' ? 'stock' : adds }
    return { ...fact, over, type, at: call.at }
  }
}

/** `year(d)`, `by(d)`, `during(d)`: a date's year; whether it has come; whether it lies in the period. */
function dated(how: 'year' | 'by' | 'during'): Apply {
  return (meaning, call, scope) => {
    const [value] = exactly(meaning, call, 1)
    const of = meaning.date(value as Expression, scope)
    return {
      kind: 'dated',
      how,
      of,
      back: scope.back,
      type: how === 'year' ? calendarYear : yesNo,
      at: call.at,
    }
  }
}

/** `via(link, x)`: x of what the link leads to; blank where it leads nowhere. */
function via(meaning: Meaning, call: Call, scope: Scope): Term {
  const [to, value] = exactly(meaning, call, 2)
  const link = meaning.of(to as Expression, scope)
  if (link.kind !== 'fact' || link.type.kind !== 'link') {
    throw meaning.fault(link.at, {
      zh: `via 的第一项应是链接，如 linkedEntityUscc；“${meaning.excerpt(link.at)}”不是。`,
      en: `via takes a link first, such as linkedEntityUscc; "${meaning.excerpt(link.at)}" is none.`,
    })
  }
  const things = link.type.to
  const inner = { things, back: scope.back, depth: scope.depth + 1 }
  const of = meaning.of(value as Expression, inner)
  return { kind: 'via', link, things, of, type: of.type, at: call.at }
}

/** `has(department.View)`: whether the view says anything of the thing in the period. */
function has(meaning: Meaning, call: Call, scope: Scope): Term {
  const [value] = exactly(meaning, call, 1)
  const shelf = value?.kind === 'name' ? meaning.names.view(value.words) : undefined
  if (!value || !shelf || shelf.each || !shelf.shelved.some((one) => scope.things.includes(one))) {
    throw meaning.fault(value?.at ?? call.at, {
      zh: 'has 接受一个视图，如 has(部门.视图)，且说的是这里的主体。',
      en: 'has takes a view of the thing that stands here, as in has(department.View).',
    })
  }
  return { kind: 'has', ...meaning.sight(shelf, scope), type: yesNo, at: call.at }
}

/** `of(fact)`: a fact of the row outside, to be held against one of what is gathered. */
function outer(meaning: Meaning, call: Call, scope: Scope): Term {
  const [value] = exactly(meaning, call, 1)
  if (!scope.outer) {
    throw meaning.fault(call.at, {
      zh: 'of 只能写在汇总之内，指外层的数据项。',
      en: 'of stands inside an aggregate only, for a fact of the row outside.',
    })
  }
  const of = meaning.of(value as Expression, scope.outer)
  return { kind: 'outer', of, type: of.type, at: call.at }
}

/** The arguments of a function that takes so many, without `where`. */
function exactly(meaning: Meaning, call: Call, number: number): Expression[] {
  const { given } = call
  if (given.length !== number) {
    const extra: Argument | undefined = given[number]
    throw meaning.fault(extra?.value.at ?? call.at, {
      zh: `${nameIn(call.words)} 接受 ${number} 个表达式，这里有 ${given.length} 个。`,
      en: `${nameIn(call.words)} takes ${number === 1 ? 'one expression' : `${number} expressions`}; there ${given.length === 1 ? 'is' : 'are'} ${given.length}.`,
    })
  }
  return given.map(({ value, where }) => {
    if (where) throw noWhere(meaning, call, where)
    return value
  })
}

function noWhere(meaning: Meaning, call: Call, where: Expression) {
  return meaning.fault(where.at, {
    zh: `${nameIn(call.words)} 不带 where。`,
    en: `${nameIn(call.words)} takes no "where".`,
  })
}
