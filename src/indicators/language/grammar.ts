import {
  EmbeddedActionsParser,
  EOF,
  type IParserErrorMessageProvider,
  type IToken,
  type TokenType,
} from 'chevrotain'
import type { Argument, Binary, Expression, Span, Word } from './syntax.ts'
import * as token from './tokens.ts'

/** An error's message carries the name of what was expected. */
const expected: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected: { name } }) => name,
  buildNotAllInputParsedMessage: () => EOF.name,
  buildNoViableAltMessage: () => 'Operand',
  buildEarlyExitMessage: () => 'Operand',
}

/** Where a token stands. */
export function placeOf({ startOffset, image }: IToken): Span {
  return { from: startOffset, to: startOffset + image.length }
}

function wordOf(given: IToken): Word {
  return { text: given.image, at: placeOf(given) }
}

const inEnglish: Readonly<Record<string, string>> = { 且: 'and', 或: 'or' }

function binary(operator: IToken, left: Expression, right: Expression): Expression {
  return {
    kind: 'binary',
    operator: (inEnglish[operator.image] ?? operator.image) as Binary['operator'],
    operatorAt: placeOf(operator),
    left,
    right,
    at: { from: left.at.from, to: right.at.to },
  }
}

function prefixed(kind: 'negative' | 'not', signs: readonly IToken[], of: Expression): Expression {
  return signs.reduceRight<Expression>(
    (inner, { startOffset }) => ({ kind, of: inner, at: { from: startOffset, to: inner.at.to } }),
    of,
  )
}

/** The rules of the language; each answers with the expression that it has read. */
export class FormulaParser extends EmbeddedActionsParser {
  readonly disjunction = this.RULE('disjunction', () =>
    this.#chain(token.Or, () => this.SUBRULE(this.conjunction)),
  )

  readonly conjunction = this.RULE('conjunction', () =>
    this.#chain(token.And, () => this.SUBRULE(this.negation)),
  )

  readonly negation = this.RULE('negation', (): Expression => {
    const signs: IToken[] = []
    this.MANY(() => signs.push(this.CONSUME(token.Not)))
    const of = this.SUBRULE(this.comparison)
    return this.ACTION(() => prefixed('not', signs, of))
  })

  readonly comparison = this.RULE('comparison', (): Expression => {
    const left = this.SUBRULE(this.sum)
    return (
      this.OPTION(() =>
        this.OR([
          {
            ALT: () => {
              const operator = this.CONSUME(token.Comparison)
              const right = this.SUBRULE2(this.sum)
              return this.ACTION(() => binary(operator, left, right))
            },
          },
          {
            ALT: () => {
              const operator = this.CONSUME(token.In)
              const { list, to } = this.SUBRULE(this.listed)
              return this.ACTION((): Expression => {
                const at = { from: left.at.from, to }
                return { kind: 'among', of: left, list, operatorAt: placeOf(operator), at }
              })
            },
          },
        ]),
      ) ?? left
    )
  })

  readonly listed = this.RULE('listed', (): { list: Expression[]; to: number } => {
    const list: Expression[] = []
    this.CONSUME(token.LeftParenthesis)
    this.AT_LEAST_ONE_SEP({
      SEP: token.Comma,
      DEF: () => list.push(this.SUBRULE(this.sum)),
    })
    const end = this.CONSUME(token.RightParenthesis)
    return this.ACTION(() => ({ list, to: placeOf(end).to }))
  })

  readonly sum = this.RULE('sum', () =>
    this.#chain(token.Addition, () => this.SUBRULE(this.product)),
  )

  readonly product = this.RULE('product', () =>
    this.#chain(token.Multiplication, () => this.SUBRULE(this.signed)),
  )

  readonly signed = this.RULE('signed', (): Expression => {
    const signs: IToken[] = []
    this.MANY(() => signs.push(this.CONSUME(token.Minus)))
    const of = this.SUBRULE(this.shifted)
    return this.ACTION(() => prefixed('negative', signs, of))
  })

  readonly shifted = this.RULE('shifted', (): Expression => {
    let of = this.SUBRULE(this.operand)
    this.MANY(() => {
      this.CONSUME(token.LeftBracket)
      const when = this.OR([
        { ALT: () => ({ year: this.CONSUME2(token.Numeral) }) },
        {
          ALT: () => {
            this.CONSUME(token.Year)
            const years = this.OPTION(() => {
              this.CONSUME(token.Minus)
              return this.CONSUME(token.Numeral)
            })
            return { years }
          },
        },
      ])
      const end = this.CONSUME(token.RightBracket)
      this.ACTION(() => {
        const at = { from: of.at.from, to: placeOf(end).to }
        const year = 'year' in when && when.year ? { year: wordOf(when.year) } : {}
        const years = 'years' in when && when.years ? { years: wordOf(when.years) } : {}
        of = { kind: 'shifted', of, ...year, ...years, at }
      })
    })
    return of
  })

  readonly operand = this.RULE(
    'operand',
    (): Expression =>
      this.OR([
        {
          ALT: () => {
            const number = this.CONSUME(token.Numeral)
            return this.ACTION((): Expression => {
              return { kind: 'number', text: number.image, at: placeOf(number) }
            })
          },
        },
        {
          ALT: () => {
            const year = this.CONSUME(token.Year)
            return this.ACTION((): Expression => ({ kind: 'year', at: placeOf(year) }))
          },
        },
        {
          ALT: () => {
            const nothing = this.CONSUME(token.Null)
            return this.ACTION((): Expression => ({ kind: 'null', at: placeOf(nothing) }))
          },
        },
        { ALT: () => this.SUBRULE(this.bracketed) },
        { ALT: () => this.SUBRULE(this.named) },
      ]),
  )

  readonly bracketed = this.RULE('bracketed', (): Expression => {
    const start = this.CONSUME(token.LeftParenthesis)
    const inner = this.SUBRULE(this.disjunction)
    const end = this.CONSUME(token.RightParenthesis)
    return this.ACTION(() => ({ ...inner, at: { from: start.startOffset, to: placeOf(end).to } }))
  })

  readonly named = this.RULE('named', (): Expression => {
    const words = [wordOf(this.CONSUME(token.Identifier))]
    this.MANY(() => {
      this.CONSUME(token.Dot)
      words.push(wordOf(this.CONSUME2(token.Identifier)))
    })
    const given = this.OPTION(() => this.SUBRULE(this.given))
    return this.ACTION(() => {
      const [from, to] = [words[0]?.at.from ?? 0, words.at(-1)?.at.to ?? 0]
      if (!given) return { kind: 'name', words, at: { from, to } }
      return { kind: 'call', words, given: given.list, at: { from, to: given.to } }
    })
  })

  readonly given = this.RULE('given', (): { list: Argument[]; to: number } => {
    const list: Argument[] = []
    this.CONSUME(token.LeftParenthesis)
    this.AT_LEAST_ONE_SEP({
      SEP: token.Comma,
      DEF: () => {
        const value = this.SUBRULE(this.disjunction)
        const where = this.OPTION(() => {
          this.CONSUME(token.Where)
          return this.SUBRULE2(this.disjunction)
        })
        this.ACTION(() => list.push(where ? { value, where } : { value }))
      },
    })
    const end = this.CONSUME(token.RightParenthesis)
    return this.ACTION(() => ({ list, to: placeOf(end).to }))
  })

  constructor() {
    super(token.vocabulary, { errorMessageProvider: expected })
    this.performSelfAnalysis()
  }

  /** One or more of the same between operators of one rank, taken from the left. */
  #chain(operator: TokenType, next: () => Expression): Expression {
    let left: Expression | undefined
    let sign: IToken | undefined
    this.AT_LEAST_ONE_SEP({
      SEP: operator,
      DEF: () => {
        if (left) sign = this.LA(0)
        const right = next()
        this.ACTION(() => {
          left = left && sign ? binary(sign, left, right) : right
        })
      },
    })
    return left as Expression
  }
}
