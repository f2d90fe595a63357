import 'reflect-metadata'
import { Arg, Ctx, Extensions, Field, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { notFound } from '../../../ground/refusal.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Context } from '../../graph/context.ts'
import { priceOfText } from '../../graph/prices.ts'
import { longestSearch } from '../entities/roots.ts'
import { asCatalogueFact, CatalogueFact } from './catalogueTypes.ts'

const frame = { sharing: { frame: true } }

@ObjectType('EnumerationMember', {
  description: '代码表的一项。A member of a code list.',
  simpleResolvers: true,
})
class MemberType {
  @Extensions(frame)
  @Field(() => String, { description: '名称，即图中的取值。Its name in the graph.' })
  name!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '标准代码。Its code in the standard.' })
  code?: string

  @Extensions(frame)
  @Field(() => String, { description: '中文。Chinese label.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '英文。English label.' })
  en!: string
}

@ObjectType('Enumeration', {
  description: '代码表。A code list with its labels.',
  simpleResolvers: true,
})
class EnumerationType {
  @Extensions(frame)
  @Field(() => String, { description: '名称。Its name in the graph.' })
  name!: string

  @Extensions(frame)
  @Field(() => String, { description: '中文。Chinese name.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '英文。English name.' })
  en!: string

  @Extensions(frame)
  @Field(() => String, { description: '来源。Source; says where members are proposed.' })
  source!: string

  @Extensions(frame)
  @Field(() => [MemberType], { description: '各项。Its members.' })
  members!: readonly MemberType[]
}

@ObjectType('CatalogueConnection', {
  description: '目录检索结果。Facts found.',
  simpleResolvers: true,
})
class CatalogueConnection {
  @Extensions(frame)
  @Field(() => [CatalogueFact], { description: '数据项。The facts.' })
  nodes!: readonly CatalogueFact[]

  @Extensions(frame)
  @Field(() => Int, { description: '总数。How many were found.' })
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
