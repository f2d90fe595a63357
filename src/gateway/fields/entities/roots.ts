import 'reflect-metadata'
import { GraphQLString } from 'graphql'
import { Arg, Directive, Extensions, ID, Query, Resolver } from 'type-graphql'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { City, cityCode } from '../../../entities/city.ts'
import { County } from '../../../entities/county.ts'
import { Village } from '../../../entities/village.ts'
import { Zone } from '../../../entities/zone.ts'
import { type Entity, entityOf } from '../../../ground/entity.ts'
import { uncapitalised } from '../../../ground/naming.ts'
import { notFound } from '../../../ground/refusal.ts'
import { AreaCode, CreditCode } from '../../../ground/scalars.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import { type Argument, type Body, type FieldType, newClass } from '../../graph/declareField.ts'
import { described } from '../../graph/describe.ts'
import { factDirective } from '../../graph/directive.ts'
import { priceOfText } from '../../graph/prices.ts'
import { cursorsOf } from '../../rows/cursors.ts'
import { readGlobalId } from '../../rows/identity.ts'
import { areaSearchList, type ListArguments } from '../../rows/selection.ts'
import { listDecides, listRows, type Outputs, pageArguments } from './outputs.ts'

/** What the key of an entity is called where one is asked for. */
export function keyArgument(entity: Entity): Argument {
  const { key, zh, en } = entity
  const description = described({ zh: `${zh}的${key.zh}`, en: `${key.en} of the ${en}` })
  if (key.type.word === 'AreaCode')
    return { name: key.name, type: AreaCode, required: true, description }
  if (key.type.word === 'UnifiedSocialCreditCode') {
    return { name: key.name, type: CreditCode, required: true, description }
  }
  // A surrogate may be given as itself or as the global id that the graph answers with.
  const isSurrogate = entity.name === 'Household' || entity.name === 'Person'
  return isSurrogate
    ? { name: 'id', type: ID, required: true, description }
    : { name: key.name, type: GraphQLString, required: true, description }
}

/** The city is the only one of its kind: it needs no key and has no list. */
export function isOnlyOne(entity: Entity): boolean {
  return entity.cls === City
}

/** The name of the root field that answers one row of an entity. */
export function oneOfThem(entity: Entity): string {
  return uncapitalised(entity.name)
}

/** The name of the root field that answers a list of an entity's rows. */
export function allOfThem(entity: Entity): string {
  return uncapitalised(entity.plural)
}

interface RootField {
  readonly name: string
  readonly type: FieldType
  readonly list?: boolean
  readonly args: readonly Argument[]
  readonly words: string
  readonly sharing: FieldClass
  readonly resolve: Body<unknown, never>
}

/** Declares the root fields that find rows of the shared entities. */
export function declareRoots(catalogue: Catalogue, outputs: Outputs): new () => object {
  const roots = newClass('EntityRoots')
  Resolver()(roots)
  const prototype = roots.prototype as Record<string, unknown>
  const declare = ({ name, type, list: many, args, words, sharing, resolve }: RootField) => {
    const method = () => undefined
    prototype[name] = method
    const descriptor = { value: method }
    const returned = () => (many ? [type] : type) as never
    Query(returned, { nullable: true, description: words })(prototype, name, descriptor)
    args.forEach(({ name: argName, type: argType, list, required: must, ...rest }, index) => {
      const typed = () => (list ? [argType] : argType) as never
      Arg(argName, typed, { nullable: !must, ...rest } as object)(prototype, name, index)
    })
    Extensions({ sharing, declared: { resolve } })(prototype, name)
    if (sharing.entry) Directive(factDirective(sharing.entry))(prototype, name)
  }
  for (const entity of catalogue.entities) {
    const words = described(entity)
    const entry = outputs.existence(entity)
    const keyArguments = isOnlyOne(entity) ? [] : [keyArgument(entity)]
    declare({
      name: oneOfThem(entity),
      type: entity.cls,
      args: keyArguments,
      words,
      sharing: { entry },
      resolve: async (_root, args: Record<string, string>, { loaders }) => {
        const { name: argument } = keyArgument(entity)
        const given = isOnlyOne(entity) ? cityCode : (args[argument] ?? '')
        const key = argument === 'id' ? (readGlobalId(given)?.key ?? given) : given
        const row = await loaders.entity(entity, key)
        if (!row) throw notFound(entity.zh, entity.en.toLowerCase(), given.slice(0, 64))
        return row
      },
    })
    if (isOnlyOne(entity)) continue
    declare({
      name: allOfThem(entity),
      type: outputs.connection(entity),
      args: outputs.listArguments(entity),
      words,
      sharing: { entry, decides: listDecides(catalogue, entity, entity.plural), rows: listRows },
      resolve: (_root, args: ListArguments, { loaders }) => loaders.list(entity, args),
    })
  }
  const entry = outputs.existence(entityOf(Village))
  declare({
    name: 'area',
    type: outputs.area,
    args: [{ name: 'code', type: AreaCode, required: true, description: '区划代码。Area code.' }],
    words: '任一级区域。The area of any level with this code.',
    sharing: { entry },
    resolve: async (_root, { code }: { code: string }, { loaders }) => {
      const area = await loaders.area(code)
      if (!area) throw notFound('区域', 'area', code)
      return area
    },
  })
  declare({
    name: 'areas',
    type: outputs.areaConnection,
    args: [
      {
        name: 'search',
        type: GraphQLString,
        required: true,
        description: '名称所含文字。Words that the name holds.',
      },
      ...pageArguments,
      { name: 'within', type: AreaCode, description: '所在区域。Only those in this area.' },
    ],
    words: '按名称查找各级区域；同名者悉数列出。Areas by name; all that share it, of any level.',
    sharing: { entry, decides: searchDecides, rows: listRows, price: () => priceOfText },
    resolve: (_root, { search, ...args }: ListArguments & { search: string }, { loaders }) =>
      loaders.searchAreas(search, args),
  })
  declare({
    name: 'assessedUnits',
    type: outputs.area,
    list: true,
    args: [],
    words:
      '考评单位：十个区县和两个开发区、高新区。The ten counties and the two zones that are assessed.',
    sharing: { entry, rows: () => numberOfUnits },
    resolve: async (_root, _args, { loaders }) => {
      const units = [County, Zone].map((cls) => loaders.list(entityOf(cls), {}))
      return (await Promise.all(units)).flatMap(({ nodes }) => nodes)
    },
  })
  declare({
    name: 'node',
    type: outputs.node,
    args: [{ name: 'id', type: ID, required: true, description: '全局编号。Global id.' }],
    words: '按全局编号取对象。The object with this global id.',
    sharing: { witness: entry },
    resolve: async (_root, { id }: { id: string }, { loaders }) => {
      const read = readGlobalId(id)
      const entity = catalogue.entities.find(({ name }) => name === read?.name)
      const row = entity && read ? await loaders.entity(entity, read.key) : null
      if (!row) throw notFound('对象', 'object', id.slice(0, 64))
      return row
    },
  })
  return roots
}

/** A search decides by names, which are everybody's; it is refused where it is too long. */
const searchDecides: FieldClass['decides'] = (args, asking) => {
  hold('LIMIT_TEXT', String(args.search).length, longestSearch)
  if (args.after) cursorsOf(asking, areaSearchList, args).open(String(args.after))
  return []
}

/** How long the words may be that are looked for. */
export const longestSearch = 200

const numberOfUnits = 12
