import { Decimal } from 'decimal.js'
import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql'
import { type Catalogue, type Shelf, viewName } from '../catalogue/catalogue.ts'
import { cityCode } from '../entities/city.ts'
import { County } from '../entities/county.ts'
import { Zone } from '../entities/zone.ts'
import { type Entity, entityOf } from '../ground/entity.ts'
import type { Fact } from '../ground/fact.ts'
import { targetFor } from '../ground/factType.ts'
import { notFound } from '../ground/refusal.ts'
import { viewField } from '../ground/view.ts'
import { knownIndicatorsOf } from '../indicators/catalogued.ts'
import { given, supports } from '../indicators/definitions/support.ts'
import { viewsOf } from '../indicators/indicator.ts'
import { timeIn } from '../indicators/knownIndicators.ts'
import { hold } from '../sharing/limits.ts'
import { parentArea } from './areas.ts'
import type { Context } from './context.ts'
import { explanationOf } from './explanation.ts'
import { asFigure, codesAsked, type FigureSource } from './figureTypes.ts'
import { globalId, readGlobalId } from './identity.ts'
import { cursorOf, type Page, type Row, type ViewArguments } from './loaders.ts'
import { allOfThem, isOnlyOne, keyArgument, oneOfThem } from './roots.ts'
import { mustLieInScope } from './scope.ts'
import type { ListArguments } from './selection.ts'
import { figureShown } from './suppressing.ts'

type Resolve<Source, Args = Record<string, never>> = GraphQLFieldResolver<Source, Context, Args>

/** How many figures an operation has had explained. */
const explained = new WeakMap<Context, number>()

/** Gives the declared fields their bodies: plain functions over plain rows, none of them per leaf. */
class Mount {
  readonly #schema: GraphQLSchema
  readonly #catalogue: Catalogue

  constructor(schema: GraphQLSchema, catalogue: Catalogue) {
    this.#schema = schema
    this.#catalogue = catalogue
  }

  all(): void {
    for (const shelf of this.#catalogue.shelves) this.#view(shelf)
    for (const entity of this.#catalogue.entities) {
      this.#entity(entity)
      if (!isOnlyOne(entity)) this.#connection(entity.name)
      this.#roots(entity)
    }
    this.#connection('Area')
    this.#figure()
    this.#areas()
    this.#nameTypes()
  }

  /** A row says itself what it is, at once: a compiled query waits for no promise to learn it. */
  #nameTypes(): void {
    for (const type of Object.values(this.#schema.getTypeMap())) {
      if (isAbstractType(type)) type.resolveType = ({ __typename }) => __typename
      else if (isObjectType(type)) delete type.isTypeOf
    }
  }

  #type(name: string): GraphQLObjectType {
    const type = this.#schema.getType(name)
    if (!isObjectType(type)) throw new Error(`the schema has no object type "${name}"`)
    return type
  }

  #set<Source, Args>(type: string, field: string, resolve: Resolve<Source, Args>): void {
    const found = this.#type(type).getFields()[field]
    if (!found) throw new Error(`the schema has no field ${type}.${field}`)
    found.resolve = resolve as GraphQLFieldResolver<unknown, unknown>
  }

  /** A fact is the row's own property: no resolver at all. */
  #leave(type: string, field: string): void {
    const found = this.#type(type).getFields()[field]
    if (found) delete found.resolve
  }

  #fact(type: string, fact: Fact): void {
    const { reference } = fact.type
    if (!reference) {
      this.#leave(type, fact.name)
      return
    }
    this.#set<Row, object>(type, fact.name, (row, _args, { loaders }) => {
      const key = row[fact.name]
      return typeof key === 'string'
        ? loaders.entity(entityOf(targetFor(reference, key)), key)
        : null
    })
  }

  #view(shelf: Shelf): void {
    if (shelf.per) this.#leave(shelf.typeName, 'period')
    if (shelf.each) this.#leave(shelf.typeName, shelf.each.name)
    for (const fact of shelf.facts) this.#fact(shelf.typeName, fact)
    for (const entity of shelf.shelved) {
      const namespace = this.#type(entity.name).getFields()[shelf.namespace]
      if (!namespace) throw new Error(`${entity.name} has no field "${shelf.namespace}"`)
      namespace.resolve = (row) => row
      const namespaceType = String(namespace.type).replace('!', '')
      const field = viewField(shelf.name, entity.name)
      this.#set<Row, ViewArguments>(namespaceType, field, (row, args, { loaders, plan }) =>
        plan.permitted(namespaceType).has(field) ? loaders.view(shelf, row.key, args) : null,
      )
    }
  }

  #entity(entity: Entity): void {
    this.#set<Row, object>(entity.name, 'id', (row) => globalId(entity.name, row.key))
    for (const fact of entity.facts) this.#fact(entity.name, fact)
    for (const back of this.#catalogue.backLinksOn(entity)) {
      this.#set<Row, ListArguments>(entity.name, back.name, (row, args, { loaders, plan }) =>
        plan.permitted(entity.name).has(back.name) ? loaders.back(back, row.key, args) : null,
      )
    }
    if (!entity.isArea) return
    this.#set<Row, object>(entity.name, 'fullName', ({ key }, _args, { loaders }) =>
      loaders.fullName(key),
    )
    this.#set<Row, object>(entity.name, 'parent', ({ key }, _args, { loaders }) => {
      const parent = parentArea(key)
      return parent ? loaders.area(parent) : null
    })
    this.#figures(entity)
  }

  #figures({ name }: Entity): void {
    const known = knownIndicatorsOf(this.#catalogue)
    const figureOf = async (context: Context, key: string, code: string, period: string) => {
      mustLieInScope(context, key)
      const { indicator } = known.asked(code, period)
      return asFigure(
        this.#catalogue,
        indicator,
        await figureShown(context, indicator, key, period),
      )
    }
    this.#set<Row, { code: string; period: string }>(
      name,
      'indicator',
      ({ key }, { code, period }, context) =>
        context.plan.permitted(name).has('indicator') ? figureOf(context, key, code, period) : null,
    )
    this.#set<Row, { codes?: string[]; group?: string; period: string }>(
      name,
      'indicators',
      ({ key }, args, context) =>
        context.plan.permitted(name).has('indicators')
          ? codesAsked(known, args).map((code) => figureOf(context, key, code, args.period))
          : null,
    )
    this.#set<Row, { period: string }>(name, 'support', async ({ key }, { period }, context) => {
      if (!context.plan.permitted(name).has('support')) return null
      const items = await Promise.all(
        supports.map(({ code }) => figureOf(context, key, code, period)),
      )
      const told = items.filter(({ code }) => given.includes(code))
      const sum = told.reduce((all, { from }) => all.plus(from.exact ?? 0), new Decimal(0))
      return {
        period,
        items,
        total: sum.toFixed(2),
        isComplete: told.every(({ status, silent }) => status === 'OK' && silent === 0),
      }
    })
    this.#set<Row, { code: string; periods: string[] }>(
      name,
      'series',
      ({ key }, { code, periods }, context) =>
        context.plan.permitted(name).has('series')
          ? periods.map((period) => figureOf(context, key, code, period))
          : null,
    )
  }

  /** What of a figure costs a statement of its own, and is asked for seldom. */
  #figure(): void {
    this.#set<{ areaCode: string }, object>(
      'IndicatorTableRow',
      'area',
      ({ areaCode }, _args, { loaders }) => loaders.area(areaCode),
    )
    this.#set<FigureSource, object>(
      'IndicatorValue',
      'lastPublished',
      ({ indicator }, _args, { figures }) =>
        figures.lastPublished(viewsOf(indicator).map(({ shelf }) => viewName(shelf))),
    )
    this.#set<FigureSource, object>(
      'IndicatorValue',
      'explain',
      ({ indicator, from }, _args, context) => {
        // Each is a statement of its own.
        const number = (explained.get(context) ?? 0) + 1
        explained.set(context, number)
        hold('LIMIT_EXPLANATIONS', number)
        return explanationOf(
          context,
          indicator,
          { area: from.area, ...timeIn(indicator, from.period) },
          from,
        )
      },
    )
  }

  #connection(name: string): void {
    const type = `${name}Connection`
    this.#leave(type, 'nodes')
    this.#set<Page, object>(type, 'edges', ({ nodes }) =>
      nodes.map((node) => ({ node, cursor: cursorOf(node) })),
    )
    this.#set<Page, object>(type, 'pageInfo', ({ nodes, hasMore, isFirst }) => {
      const [first] = nodes
      const last = nodes.at(-1)
      return {
        hasNextPage: hasMore,
        hasPreviousPage: !isFirst,
        startCursor: first ? cursorOf(first) : null,
        endCursor: last ? cursorOf(last) : null,
      }
    })
    this.#set<Page, object>(type, 'totalCount', ({ count }) => count())
    for (const field of ['cursor', 'node']) this.#leave(`${name}Edge`, field)
    for (const field of ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor']) {
      this.#leave('PageInfo', field)
    }
  }

  #roots(entity: Entity): void {
    const { name: argument } = keyArgument(entity)
    this.#set<unknown, Record<string, string>>(
      'Query',
      oneOfThem(entity),
      async (_root, args, { loaders, plan }) => {
        if (!plan.permitted('Query').has(oneOfThem(entity))) return null
        const given = isOnlyOne(entity) ? cityCode : (args[argument] ?? '')
        const key = argument === 'id' ? (readGlobalId(given)?.key ?? given) : given
        const row = await loaders.entity(entity, key)
        if (!row) throw notFound(entity.zh, entity.en.toLowerCase(), given.slice(0, 64))
        return row
      },
    )
    if (isOnlyOne(entity)) return
    this.#set<unknown, ListArguments>(
      'Query',
      allOfThem(entity),
      (_root, args, { loaders, plan }) =>
        plan.permitted('Query').has(allOfThem(entity)) ? loaders.list(entity, args) : null,
    )
  }

  #areas(): void {
    this.#set<unknown, { code: string }>(
      'Query',
      'area',
      async (_root, { code }, { loaders, plan }) => {
        if (!plan.permitted('Query').has('area')) return null
        const area = await loaders.area(code)
        if (!area) throw notFound('区域', 'area', code)
        return area
      },
    )
    this.#set<unknown, ListArguments & { search: string }>(
      'Query',
      'areas',
      (_root, { search, ...args }, { loaders, plan }) =>
        plan.permitted('Query').has('areas') ? loaders.searchAreas(search, args) : null,
    )
    this.#set<unknown, object>('Query', 'assessedUnits', async (_root, _args, context) => {
      if (!context.plan.permitted('Query').has('assessedUnits')) return null
      const units = [County, Zone].map((cls) => context.loaders.list(entityOf(cls), {}))
      return (await Promise.all(units)).flatMap(({ nodes }) => nodes)
    })
    this.#set<unknown, { id: string }>(
      'Query',
      'node',
      async (_root, { id }, { loaders, plan }) => {
        if (!plan.permitted('Query').has('node')) return null
        const read = readGlobalId(id)
        const entity = this.#catalogue.entities.find(({ name }) => name === read?.name)
        const row = entity && read ? await loaders.entity(entity, read.key) : null
        if (!row) throw notFound('对象', 'object', id.slice(0, 64))
        return row
      },
    )
  }
}

/** Gives every declared field of the schema its body. */
export function mount(schema: GraphQLSchema, catalogue: Catalogue): void {
  new Mount(schema, catalogue).all()
}
