import { DeclarationRefused, refusedWord } from './declarationRefused.ts'
import { type Fact, factsOf } from './fact.ts'
import type { Class } from './factType.ts'
import { snakeCase, uncapitalised } from './naming.ts'
import type { PeriodKind } from './period.ts'
import type { RowRule } from './rowRule.ts'

/** What tells several rows of one entity and period apart, as their owner numbers them. */
export interface FinerKey {
  readonly name: string
  readonly column: string
  readonly zh: string
  readonly en: string
}

/**
 * Of what a view owes a row: of all that it could speak of, of the households and persons that are on
 * the poverty register, or of those concerned alone, so that having none is an answer too.
 */
export type TellsOf = 'all' | 'registered' | 'concerned'

/** A department's addition to a shared entity: one row an entity and period, or one an entity. */
export interface View {
  readonly cls: Class
  readonly name: string
  /** The entities it speaks of; more than one where the key alone tells which. */
  readonly entities: readonly Class[]
  /** The kind of its period; absent where the view is a standing record without one. */
  readonly per?: PeriodKind
  /** Present where an entity may have several rows at once: the view is then a list. */
  readonly each?: FinerKey
  readonly zh: string
  readonly en: string
  readonly tellsOf: TellsOf
  /** How often the owner promises to publish it, in the dossier's words. */
  readonly updated: string
  readonly facts: readonly Fact[]
  /** What must hold between the facts of one row. */
  readonly rules: readonly RowRule[]
  readonly table: string
  /** Its place among all declarations: a module's exports do not keep the order of its text. */
  readonly place: number
}

interface Choices {
  readonly per?: PeriodKind
  readonly each?: Omit<FinerKey, 'column'>
  readonly zh: string
  readonly en: string
  readonly updated: string
  readonly tellsOf?: TellsOf
  readonly rules?: readonly RowRule[]
}

const declared = new WeakMap<object, View>()
let places = 0

/** Declares a view of one entity, or of several that share one kind of key. */
export function View(of: Class | readonly Class[], choices: Choices): ClassDecorator {
  const { each, rules = [], tellsOf = 'all', ...rest } = choices
  return (target) => {
    const cls = target as unknown as Class
    const facts = factsOf(cls)
    if (facts.length === 0) {
      throw new DeclarationRefused(`${cls.name} 没有数据项。`, `${cls.name} declares no fact.`)
    }
    const stranger = rules
      .flatMap(({ of }) => of)
      .find((one) => !facts.some(({ name }) => name === one))
    if (stranger) {
      throw refusedWord(
        `${cls.name} 的一条规则用到“${stranger}”，而没有这个数据项。`,
        `${cls.name} has a rule over "${stranger}", which it does not declare.`,
        stranger,
        facts.map(({ name }) => name),
      )
    }
    places += 1
    declared.set(cls, {
      place: places,
      cls,
      name: cls.name,
      entities: typeof of === 'function' ? [of] : of,
      facts,
      rules,
      tellsOf,
      table: snakeCase(cls.name),
      ...(each ? { each: { ...each, column: snakeCase(each.name) } } : {}),
      ...rest,
    })
  }
}

/** The declaration behind a view's class. */
export function viewOf(cls: Class): View {
  const view = declared.get(cls)
  if (!view) throw new Error(`${cls.name} is not a view`)
  return view
}

/** Tells whether a value, such as a module's export, is a class declared as a view. */
export function isView(value: unknown): value is Class {
  return typeof value === 'function' && declared.has(value)
}

/** The view's field name: its class name with the entity's name cut from the front. */
export function viewField(viewName: string, entityName: string): string {
  const short = viewName.startsWith(entityName) ? viewName.slice(entityName.length) : viewName
  return uncapitalised(short || viewName)
}
