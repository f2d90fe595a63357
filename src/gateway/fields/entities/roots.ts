import { GraphQLString } from 'graphql'
import { ID } from 'type-graphql'
import type { Catalogue, Entry } from '../../../catalogue/catalogue.ts'
import { City, cityCode } from '../../../entities/city.ts'
import { County } from '../../../entities/county.ts'
import { Village } from '../../../entities/village.ts'
import { Zone } from '../../../entities/zone.ts'
import { type Entity, entityOf } from '../../../ground/entity.ts'
import { uncapitalised } from '../../../ground/naming.ts'
import { notFound } from '../../../ground/refusal.ts'
import { AreaCode, CreditCode } from '../../../ground/scalars.ts'
import { hold } from '../../../sharing/limits.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { type Arguments, declareQuery, optional, required } from '../../graph/declareField.ts'
import { described } from '../../graph/describe.ts'
import { priceOfText } from '../../graph/prices.ts'
import { cursorsOf } from '../../rows/cursors.ts'
import { readGlobalId } from '../../rows/identity.ts'
import { areaSearchList, type ListArguments } from '../../rows/selection.ts'
import { Area, Node } from './interfaces.ts'
import { connectionOf, listArguments, listDecides, listRows } from './lists.ts'

/** The argument that asks for one row of an entity: its key, under its own name. */
export function keyArgument({ name, key, zh, en }: Entity): Arguments {
  // A surrogate may be given as itself or as the global id that the graph answers with.
  const isSurrogate = name === 'Household' || name === 'Person'
  const scalars: Record<string, object> = { AreaCode, UnifiedSocialCreditCode: CreditCode }
  const type = isSurrogate ? ID : (scalars[key.type.word] ?? GraphQLString)
  const argument = required(type, `${zh}的${key.zh}`, `${key.en} of the ${en}`)
  return { [isSurrogate ? 'id' : key.name]: argument }
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

/** How long the words may be that are looked for. */
export const longestSearch = 200

const numberOfUnits = 12

/** Declares the root fields that find rows of the shared entities. */
export function declareRoots(catalogue: Catalogue): void {
  for (const entity of catalogue.entities) declareEntityRoots(catalogue, entity)
  const village = entityOf(Village)
  const entry = catalogue.entryOf(village, village.key)
  declareAreaRoots(entry)
  declareQuery('node', {
    type: Node,
    nullable: true,
    zh: '按全局编号取对象',
    en: 'The object with this global id',
    sharing: { witness: entry },
    args: { id: required(ID, '全局编号', 'Global id') },
    resolve: async (_root, { id }: { id: string }, { loaders }: Context) => {
      const read = readGlobalId(id)
      const entity = catalogue.entities.find(({ name }) => name === read?.name)
      const row = entity && read ? await loaders.entity(entity, read.key) : null
      if (!row) throw notFound('对象', 'object', id.slice(0, 64))
      return row
    },
  })
}

function declareEntityRoots(catalogue: Catalogue, entity: Entity): void {
  const entry = catalogue.entryOf(entity, entity.key)
  const args = isOnlyOne(entity) ? {} : keyArgument(entity)
  const [argument = ''] = Object.keys(args)
  declareQuery(oneOfThem(entity), {
    type: entity.cls,
    nullable: true,
    description: described(entity),
    sharing: { entry },
    args,
    resolve: async (_root, asked: Record<string, string>, { loaders }: Context) => {
      const given = isOnlyOne(entity) ? cityCode : (asked[argument] ?? '')
      const key = argument === 'id' ? (readGlobalId(given)?.key ?? given) : given
      const row = await loaders.entity(entity, key)
      if (!row) throw notFound(entity.zh, entity.en.toLowerCase(), given.slice(0, 64))
      return row
    },
  })
  if (isOnlyOne(entity)) return
  declareQuery(allOfThem(entity), {
    type: connectionOf(entity),
    nullable: true,
    description: described(entity),
    sharing: { entry, decides: listDecides(catalogue, entity, entity.plural), rows: listRows },
    args: listArguments(catalogue, entity),
    resolve: (_root, asked: ListArguments, { loaders }: Context) => loaders.list(entity, asked),
  })
}

type AreaSearch = ListArguments & { readonly search: string }

function declareAreaRoots(entry: Entry): void {
  declareQuery('area', {
    type: Area,
    nullable: true,
    zh: '任一级区域',
    en: 'The area of any level with this code',
    sharing: { entry },
    args: { code: required(AreaCode, '区划代码', 'Area code') },
    resolve: async (_root, { code }: { code: string }, { loaders }: Context) => {
      const area = await loaders.area(code)
      if (!area) throw notFound('区域', 'area', code)
      return area
    },
  })
  declareQuery('areas', {
    type: declareConnection('Area', Area, { zh: '区域', en: 'Areas of any level' }),
    nullable: true,
    zh: '按名称查找各级区域；同名者悉数列出',
    en: 'Areas by name; all that share it, of any level',
    sharing: {
      entry,
      // A search decides by names, which are everybody's; it is refused where it is too long.
      decides: (args: AreaSearch, asking) => {
        hold('LIMIT_TEXT', args.search.length, longestSearch)
        cursorsOf(asking, areaSearchList, args).open(args.after)
      },
      rows: listRows,
      price: () => priceOfText,
    },
    args: {
      search: required(GraphQLString, '名称所含文字', 'Words that the name holds'),
      ...pageArguments,
      within: optional(AreaCode, '所在区域', 'Only those in this area'),
    },
    resolve: (_root, { search, ...args }: AreaSearch, { loaders }: Context) =>
      loaders.searchAreas(search, args),
  })
  declareQuery('assessedUnits', {
    type: [Area],
    nullable: true,
    zh: '考评单位：十个区县和两个开发区、高新区',
    en: 'The ten counties and the two zones that are assessed',
    sharing: { entry, rows: () => numberOfUnits },
    resolve: async (_root, _args, { loaders }: Context) => {
      const units = [County, Zone].map((cls) => loaders.list(entityOf(cls), {}))
      return (await Promise.all(units)).flatMap(({ nodes }) => nodes)
    },
  })
}
