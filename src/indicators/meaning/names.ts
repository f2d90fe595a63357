import type { Catalogue, Entry, Shelf } from '../../catalogue/catalogue.ts'
import { type Entity, entityOf } from '../../ground/entity.ts'
import { targetsOf } from '../../ground/factType.ts'
import { nearestName, titleLike } from '../../ground/nearestName.ts'
import type { Fault } from '../language/formulaFault.ts'
import { nameIn, type Span, type Word } from '../language/syntax.ts'

/** A fact with the view that holds it; a shared entity's own facts stand in none. */
export interface Named {
  readonly entry: Entry
  readonly shelf?: Shelf
  /** The kind of thing that is meant, where a link leads to several: `borrowerRef.Household`. */
  readonly narrowedTo?: Entity
}

/** What is wrong with a name, and where it goes wrong. */
export interface Unknown {
  readonly at: Span
  readonly fault: Fault
}

/** What may be written next: a name, what it is, and what it means. */
export interface Offered {
  readonly text: string
  readonly zh: string
  readonly en: string
}

/** A Chinese label as a formula writes it: without blanks, quotation marks and brackets. */
export function plainName(label: string): string {
  return label.replace(/[^\w\u3400-\u9fff]/g, '')
}

/** The Chinese names of a thing: its label, and its label without what stands in brackets. */
function chineseNames(label: string): string[] {
  return [plainName(label), plainName(label.replace(/[(（].*?[)）]/g, ''))]
}

/** Things by all their names; a name that two of them claim is neither's, unless it is a full one. */
function byNames<T>(
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
): Map<string, T> {
  const claims = new Map<string, Set<T>>()
  for (const thing of things) {
    for (const name of namesOf(thing)) {
      claims.set(name, (claims.get(name) ?? new Set<T>()).add(thing))
    }
  }
  return new Map(
    [...claims].flatMap(([name, claimed]) => {
      const [only, another] = claimed
      return only && !another ? [[name, only] as const] : []
    }),
  )
}

interface Namespace {
  readonly slug: string
  readonly zh: string
  readonly en: string
  readonly views: ReadonlyMap<string, Shelf>
}

function namespaceNames({ slug, zh }: Namespace, short: string | undefined): string[] {
  return [slug, ...(short ? [short] : []), ...chineseNames(zh)].flatMap((name) => [
    name,
    name.replace(/^铜仁市?/, ''),
  ])
}

/** The facts, views and things that a formula may name, as the catalogue names them in both languages. */
export class Names {
  readonly #namespaces: ReadonlyMap<string, Namespace>
  readonly #entities: ReadonlyMap<string, Entity>
  readonly #catalogue: Catalogue
  readonly #facts = new WeakMap<Shelf | Entity, ReadonlyMap<string, Entry>>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
    const { shelves, departments, entities } = catalogue
    const short = new Map(departments.map(({ slug, short }) => [slug, short]))
    const named = new Map(departments.map((department) => [department.slug, department]))
    const bySlug = Map.groupBy(shelves, ({ namespace }) => namespace)
    const namespaces = [...bySlug].map(([slug, views]): Namespace => {
      const { zh = '项目', en = 'The programme' } = named.get(slug) ?? {}
      const byName = byNames(views, (view) => [view.name, ...chineseNames(view.zh)])
      return { slug, zh, en, views: byName }
    })
    this.#namespaces = byNames(namespaces, (one) => namespaceNames(one, short.get(one.slug)))
    this.#entities = byNames(entities, ({ name, zh }) => [name, ...chineseNames(zh)])
  }

  /** The view of this full name. */
  view(words: readonly Word[]): Shelf | undefined {
    const [namespace, view, more] = words
    if (!namespace || !view || more) return undefined
    return this.#namespaces.get(namespace.text)?.views.get(view.text)
  }

  /** The kind of thing of this name, such as Household. */
  entity(words: readonly Word[]): Entity | undefined {
    const [name, more] = words
    return name && !more ? this.#entities.get(name.text) : undefined
  }

  /** The fact of this full name, or of this bare name in the view that its place implies. */
  fact(words: readonly Word[], implied: Shelf | undefined): Named | undefined {
    const found = this.#factOf(words, implied)
    if (found || words.length < 2) return found
    const [link, kind] = [this.#factOf(words.slice(0, -1), implied), this.entity(words.slice(-1))]
    const reference = link?.entry.fact.type.reference
    if (!link || !kind || !reference || !targetsOf(reference).includes(kind.cls)) return undefined
    return { ...link, narrowedTo: kind }
  }

  #factOf(words: readonly Word[], implied: Shelf | undefined): Named | undefined {
    const [first, second, third, more] = words
    if (!first || more) return undefined
    if (!second) return implied && this.#factIn(implied, first.text)
    if (third) {
      const shelf = this.view([first, second])
      return shelf && this.#factIn(shelf, third.text)
    }
    const entity = this.#entities.get(first.text)
    return entity && this.#factIn(entity, second.text)
  }

  #factIn(place: Shelf | Entity, name: string): Named | undefined {
    const entry = this.#factsOf(place).get(name)
    return entry && { entry, ...(entry.shelf && { shelf: entry.shelf }) }
  }

  #factsOf(place: Shelf | Entity): ReadonlyMap<string, Entry> {
    const known = this.#facts.get(place)
    if (known) return known
    const facts = byNames(
      place.facts.map((fact) => this.#catalogue.entryOf(place, fact)),
      ({ fact }) => [fact.name, ...chineseNames(fact.zh)],
    )
    this.#facts.set(place, facts)
    return facts
  }

  /** What may follow these words, each with its meaning, under the names of the language begun in. */
  following(words: readonly string[], chinese: boolean): Offered[] {
    const [first, second] = words
    const offer = (name: string, zh: string, en: string) => ({
      text: chinese ? (chineseNames(zh).at(-1) ?? name) : name,
      zh,
      en,
    })
    if (first === undefined) {
      return [...new Set(this.#namespaces.values())].map(({ slug, zh, en }) => ({
        text: chinese ? (this.#shortOf(slug) ?? plainName(zh)) : slug,
        zh,
        en,
      }))
    }
    const namespace = this.#namespaces.get(first)
    if (second === undefined) {
      return [...new Set(namespace?.views.values())].map(({ name, zh, en }) => offer(name, zh, en))
    }
    return (namespace?.views.get(second)?.facts ?? []).map(({ name, zh, en }) =>
      offer(name, zh, en),
    )
  }

  /** The facts of a view, as they may be written inside its `where`. */
  factsWithin(shelf: Shelf, chinese: boolean): Offered[] {
    return shelf.facts.map(({ name, zh, en }) => ({
      text: chinese ? (chineseNames(zh).at(-1) ?? name) : name,
      zh,
      en,
    }))
  }

  #shortOf(slug: string): string | undefined {
    return this.#catalogue.departments.find((department) => department.slug === slug)?.short
  }

  /** What is wrong with a name that is no fact's, and which was probably meant. */
  unknown(words: readonly Word[], implied: Shelf | undefined): Unknown {
    const name = nameIn(words)
    const known = this.#knownWords(words)
    const wrong = words[known] ?? words[0]
    const at = wrong?.at ?? { from: 0, to: 0 }
    const nearest = this.#nearest(words, known, implied)
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

  #nearest(words: readonly Word[], known: number, implied: Shelf | undefined): string | undefined {
    const name = nameIn(words)
    const own = words.length === 1 && implied ? [...this.#factsOf(implied).keys()] : []
    const inside = nameIn(words.slice(0, known))
    const chinese = /[\u3400-\u9fff]/.test(words[known]?.text ?? name)
    const next =
      known > 0
        ? this.following(
            words.slice(0, known).map(({ text }) => text),
            chinese,
          )
        : []
    const given = words[known]?.text ?? name
    const titles = next.map(({ text }) => text)
    const closest = nearestName(given, titles) ?? titleLike(given, titles)
    return (
      nearestName(name, own) ??
      nearestName(name, this.#catalogue.entries.keys()) ??
      (closest && `${inside}.${closest}`) ??
      nearestName(name, this.#namespaces.keys())
    )
  }

  /** How many words of a name lead somewhere: a department, its view, the view's fact. */
  #knownWords(words: readonly Word[]): number {
    const [first, second, third] = words
    const namespace = first && this.#namespaces.get(first.text)
    if (!namespace) return first && this.#entities.has(first.text) ? 1 : 0
    const view = second && namespace.views.get(second.text)
    if (!view) return 1
    return third && this.#factIn(view, third.text) ? 3 : 2
  }
}

/** The kinds of things to which a link leads. */
export function linked({ entry, narrowedTo }: Named): readonly Entity[] {
  if (narrowedTo) return [narrowedTo]
  const { reference } = entry.fact.type
  return reference ? targetsOf(reference).map(entityOf) : []
}
