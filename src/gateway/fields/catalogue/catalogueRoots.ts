import 'reflect-metadata'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { notFound } from '../../../ground/refusal.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Asking } from '../../../sharing/rules.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { declareQuery, frame, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfText } from '../../graph/prices.ts'
import { cursorsOf } from '../../rows/cursors.ts'
import { type InOrder, type PageArguments, pageOf } from '../../rows/page.ts'
import { pageLength } from '../../rows/selection.ts'
import { listRows } from '../entities/lists.ts'
import { longestSearch } from '../entities/roots.ts'
import { asCatalogueFact, CatalogueFact } from './catalogueTypes.ts'

@Shape('EnumerationMember', '代码表的一项', 'A member of a code list')
class MemberType {
  @Plain(String, '名称，即图中的取值', 'Its name in the graph')
  name!: string

  @Plain(String, '标准代码', 'Its code in the standard', nullable)
  code?: string

  @Plain(String, '中文', 'Chinese label')
  zh!: string

  @Plain(String, '英文', 'English label')
  en!: string
}

@Shape('Enumeration', '代码表', 'A code list with its labels')
class EnumerationType {
  @Plain(String, '名称', 'Its name in the graph')
  name!: string

  @Plain(String, '中文', 'Chinese name')
  zh!: string

  @Plain(String, '英文', 'English name')
  en!: string

  @Plain(String, '来源', 'Source; says where members are proposed')
  source!: string

  @Plain([MemberType], '各项', 'Its members')
  members!: readonly MemberType[]
}

const FactsFound = declareConnection('Catalogue', CatalogueFact, {
  zh: '目录检索结果',
  en: 'Facts found',
})

function matches(words: readonly string[], { fact, zh, en, view, departments }: CatalogueFact) {
  const text = [fact, zh, en, view ?? '', ...departments].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

const lines = new WeakMap<Catalogue, readonly CatalogueFact[]>()

function search(catalogue: Catalogue, sought: string | null | undefined): CatalogueFact[] {
  const all = lines.get(catalogue) ?? [...catalogue.entries.values()].map(asCatalogueFact)
  lines.set(catalogue, all)
  const words = new Set((sought ?? '').toLowerCase().split(/\s+/).filter(Boolean))
  return all.filter((fact) => matches([...words], fact))
}

interface Sought extends PageArguments {
  readonly search?: string | null
}

/** Facts keep the order of the catalogue, by their number in it. */
function inCatalogue({ catalogue }: Asking): InOrder<CatalogueFact> {
  const numbers = new Map([...catalogue.entries.keys()].map((name, at) => [name, at]))
  return {
    positionOf: ({ fact }) => [numbers.get(fact) ?? 0],
    compare: ([one], [other]) => Number(one) - Number(other),
  }
}

declareQuery('catalogue', {
  type: FactsFound,
  zh: '检索目录，中英文均可',
  en: 'The catalogue, searched in Chinese or English',
  sharing: {
    frame: true,
    price: () => priceOfText,
    rows: listRows,
    decides: (args: Sought, asking) => {
      hold('LIMIT_TEXT', args.search?.length ?? 0, longestSearch)
      cursorsOf(asking, 'catalogue', args).open(args.after)
    },
  },
  args: { search: optional(String, '词语，以空格分开', 'Words'), ...pageArguments },
  resolve: (_root, args: Sought, context: Context) => {
    const page = { first: pageLength(args.first), after: args.after }
    const cursors = cursorsOf(context, 'catalogue', args)
    return pageOf(search(context.catalogue, args.search), inCatalogue(context), page, cursors)
  },
})

declareQuery('enumerations', {
  type: [EnumerationType],
  zh: '全部代码表',
  en: 'All code lists',
  sharing: frame,
  resolve: (_root, _args, { catalogue }: Context) => catalogue.enumerations,
})

declareQuery('enumeration', {
  type: EnumerationType,
  nullable: true,
  zh: '某一代码表',
  en: 'One code list',
  sharing: frame,
  args: { name: required(String, '如 PovertyStatus', 'Such as PovertyStatus') },
  resolve: (_root, { name }: { name: string }, { catalogue }: Context) => {
    const found = catalogue.enumerations.find((one) => one.name === name)
    if (!found) throw notFound('代码表', 'code list', name.slice(0, 64))
    return found
  },
})
