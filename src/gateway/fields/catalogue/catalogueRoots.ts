import 'reflect-metadata'
import { Arg, Ctx, Extensions, Int, Query, Resolver } from 'type-graphql'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { notFound } from '../../../ground/refusal.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfText } from '../../graph/prices.ts'
import { longestSearch } from '../entities/roots.ts'
import { asCatalogueFact, CatalogueFact } from './catalogueTypes.ts'

const frame = { sharing: { frame: true } }

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

@Shape('CatalogueConnection', '目录检索结果', 'Facts found')
class CatalogueConnection {
  @Plain([CatalogueFact], '数据项', 'The facts')
  nodes!: readonly CatalogueFact[]

  @Plain(Int, '总数', 'How many were found')
  totalCount!: number
}

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

/** `catalogue`, `enumerations` and `enumeration`: what the graph knows, as data. */
@Resolver()
export class CatalogueResolver {
  @Extensions({
    sharing: {
      frame: true,
      price: () => priceOfText,
      decides: ({ search: sought }) => {
        hold('LIMIT_TEXT', String(sought ?? '').length, longestSearch)
        return []
      },
    } satisfies FieldClass,
  })
  @Query(() => CatalogueConnection, {
    description: '检索目录，中英文均可。The catalogue, searched in Chinese or English.',
  })
  catalogue(
    @Arg('search', () => String, { nullable: true, description: '词语，以空格分开。Words.' })
    sought: string | undefined,
    @Ctx() context: Context,
  ): CatalogueConnection {
    const nodes = search(context.catalogue, sought)
    return { nodes, totalCount: nodes.length }
  }

  @Extensions(frame)
  @Query(() => [EnumerationType], { description: '全部代码表。All code lists.' })
  enumerations(@Ctx() { catalogue }: Context): readonly EnumerationType[] {
    return catalogue.enumerations
  }

  @Extensions(frame)
  @Query(() => EnumerationType, { nullable: true, description: '某一代码表。One code list.' })
  enumeration(
    @Arg('name', () => String, { description: '如 PovertyStatus。Such as PovertyStatus.' })
    name: string,
    @Ctx() { catalogue }: Context,
  ): EnumerationType {
    const found = catalogue.enumerations.find((one) => one.name === name)
    if (!found) throw notFound('代码表', 'code list', name.slice(0, 64))
    return found
  }
}
