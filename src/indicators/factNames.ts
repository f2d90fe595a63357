import { type Catalogue, type Entry, type Shelf, viewName } from '../catalogue/catalogue.ts'
import { nearestName } from '../ground/nearestName.ts'
import type { Fault } from './formulaFault.ts'
import { nameIn, type Place, type Word } from './syntax.ts'

/** A fact with the view that holds it. */
export interface Named {
  readonly entry: Entry
  readonly shelf: Shelf
}

/** What is wrong with a name, and where it goes wrong. */
export interface Unknown {
  readonly at: Place
  readonly fault: Fault
}

/** The views and facts that a formula may name, as the catalogue names them. */
export class FactNames {
  readonly #namespaces: ReadonlySet<string>
  readonly #views: ReadonlyMap<string, Shelf>
  readonly #facts: ReadonlyMap<string, Named>

  constructor({ shelves, entries }: Catalogue) {
    this.#namespaces = new Set(shelves.map(({ namespace }) => namespace))
    this.#views = new Map(shelves.map((shelf) => [viewName(shelf), shelf]))
    this.#facts = new Map(
      [...entries].flatMap(([name, entry]) =>
        entry.shelf ? [[name, { entry, shelf: entry.shelf }] as const] : [],
      ),
    )
  }

  /** The view of this full name. */
  view(words: readonly Word[]): Shelf | undefined {
    return this.#views.get(nameIn(words))
  }

  /** The fact of this full name, or of this bare name in the view that its place implies. */
  fact(words: readonly Word[], implied: Shelf | undefined): Named | undefined {
    const name = nameIn(words)
    const full = words.length === 1 && implied ? `${viewName(implied)}.${name}` : name
    return this.#facts.get(full)
  }

  /** What is wrong with a name that is no fact's, and which was probably meant. */
  unknown(words: readonly Word[], implied: Shelf | undefined): Unknown {
    const name = nameIn(words)
    const known = this.#knownWords(words)
    const wrong = words[known] ?? words[0]
    const at = wrong?.at ?? { from: 0, to: 0 }
    const own = words.length === 1 ? (implied?.facts ?? []).map((fact) => fact.name) : []
    const nearest = nearestName(name, own) ?? nearestName(name, this.#facts.keys())
    if (known === words.length) {
      const zh = `“${name}”不是数据项；请写到数据项为止，如“部门.视图.数据项”。`
      const en = `"${name}" is no fact; write the whole name, department.View.fact.`
      return { at, fault: { zh, en, nearest } }
    }
    if (known === 0) {
      const zh = `没有名为“${name}”的数据项。`
      return { at, fault: { zh, en: `no fact is called "${name}".`, nearest } }
    }
    const [inside, word] = [nameIn(words.slice(0, known)), wrong?.text]
    const zh = `“${inside}”中没有“${word}”。`
    return { at, fault: { zh, en: `"${inside}" has no "${word}".`, nearest } }
  }

  /** How many words of a name lead somewhere: a department, its view, the view's fact. */
  #knownWords(words: readonly Word[]): number {
    if (!this.#namespaces.has(nameIn(words.slice(0, 1)))) return 0
    if (words.length === 1 || !this.#views.has(nameIn(words.slice(0, 2)))) return 1
    return words.length > 2 && this.#facts.has(nameIn(words.slice(0, 3))) ? 3 : 2
  }
}
