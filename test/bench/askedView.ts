import type { Catalogue, Shelf } from '../../src/catalogue/catalogue.ts'
import type { Class } from '../../src/ground/factType.ts'
import { viewField } from '../../src/ground/view.ts'
import { listField } from './smartTags.ts'

/** A part of an answer, as it was parsed. */
export type Tree = Readonly<Record<string, unknown>>

/** A view and the facts that a workload asks of it. */
export interface Question {
  readonly of: Class
  readonly facts: readonly string[]
}

/** The same question about one view in the three languages: the gateway's, PostGraphile's and SQL. */
export class AskedView {
  readonly #shelf: Shelf
  readonly #names: readonly string[]

  constructor(catalogue: Catalogue, { of, facts }: Question) {
    this.#shelf = catalogue.shelfOf(of)
    this.#names = facts
  }

  get #field(): string {
    return viewField(this.#shelf.name, this.#shelf.shelved[0]!.name)
  }

  /** `wageIncome operatingIncome` */
  get facts(): string {
    return this.#names.join(' ')
  }

  /** `statistics.village_income` */
  get table(): string {
    return `${this.#shelf.schema}.${this.#shelf.table}`
  }

  /** `statistics { income(period: $year) { wageIncome } }` */
  inGateway(period?: string): string {
    const at = period ? `(period: $${period})` : ''
    return `${this.#shelf.namespace} { ${this.#field}${at} { ${this.facts} } }`
  }

  /** `statisticsIncome: statisticsIncomeList(condition: { period: $year }) { wageIncome }` */
  inPostgraphile(period: string): string {
    const field = listField(this.#shelf)
    return `${field}: ${field}List(condition: { period: $${period} }) { ${this.facts} }`
  }

  /** Puts PostGraphile's list of one row, or none, where the gateway has the row, or null. */
  reshape(row: Tree): Tree {
    const { [listField(this.#shelf)]: rows, ...others } = row
    return { ...others, [this.#shelf.namespace]: { [this.#field]: (rows as Tree[])[0] ?? null } }
  }

  /** `json_build_object('wageIncome', s.wage_income::text)`: exact decimals and dates answer as text. */
  asObject(alias: string): string {
    const pairs = this.#names.map((name) => {
      const fact = this.#shelf.facts.find((candidate) => candidate.name === name)
      if (!fact) throw new Error(`${this.#shelf.name} has no fact "${name}"`)
      const cast = /^(numeric|date)/.test(fact.type.column) ? '::text' : ''
      return `'${name}', ${alias}.${fact.column}${cast}`
    })
    return `json_build_object(${pairs.join(', ')})`
  }

  /** The name and the value of the department's part of the village `v`, in the period that is bound. */
  inFloor(bind: string): string {
    return `'${this.#shelf.namespace}', json_build_object('${this.#field}', (
      select ${this.asObject('s')} from ${this.table} s
      where s.${this.#shelf.keyColumn} = v.code and s.period = ${bind}))`
  }
}
