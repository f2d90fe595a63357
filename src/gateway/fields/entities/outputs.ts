import 'reflect-metadata'
import { GraphQLBoolean, GraphQLString } from 'graphql'
import { createUnionType, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql'
import { type Catalogue, type Entry, type Shelf, viewName } from '../../../catalogue/catalogue.ts'
import { AreaKind } from '../../../entities/areaKind.ts'
import { Borrower, LegalEntity } from '../../../entities/legalEntity.ts'
import { type Entity, entityOf } from '../../../ground/entity.ts'
import type { Enumeration } from '../../../ground/enumeration.ts'
import type { Fact } from '../../../ground/fact.ts'
import { type Group, isGroup, targetFor } from '../../../ground/factType.ts'
import { capitalised } from '../../../ground/naming.ts'
import {
  AreaCode,
  CalendarDate,
  CreditCode,
  Decimal,
  IdentityNumber,
  IndustryCode,
  Instant,
  Money,
  PeriodScalar,
  Year,
} from '../../../ground/scalars.ts'
import { viewField } from '../../../ground/view.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import type { Context } from '../../graph/context.ts'
import {
  type Argument,
  type Body,
  declareField,
  type FieldType,
  type MutableClass,
  newClass,
} from '../../graph/declareField.ts'
import { described, describedFact } from '../../graph/describe.ts'
import { parentArea } from '../../rows/areaRows.ts'
import { backList, cursorsOf } from '../../rows/cursors.ts'
import { globalId } from '../../rows/identity.ts'
import type { Page, Row, ViewArguments } from '../../rows/loaders.ts'
import { checkPeriod } from '../../rows/periods.ts'
import { isPlain, type ListArguments, pageLength, readSelection } from '../../rows/selection.ts'
import { declareFigures } from '../figures/figureFields.ts'
import type { Inputs } from './inputs.ts'

const scalars: Record<string, FieldType> = {
  String: GraphQLString,
  Boolean: GraphQLBoolean,
  Int,
  Money,
  Decimal,
  Ratio: Decimal,
  Date: CalendarDate,
  Year,
  AreaCode,
  UnifiedSocialCreditCode: CreditCode,
  CitizenIdentityNumber: IdentityNumber,
  IndustryCode,
}

const periodArgument: Argument = {
  name: 'period',
  type: PeriodScalar,
  description: '所属期；不写则取最近一期。Period; the latest reported if left out.',
}

const asOfArgument: Argument = {
  name: 'asOf',
  type: Instant,
  description: '按当时已知的数据回答；不写则为现在。As it was known at this time; now if left out.',
}

/** How many rows a list of a view is reckoned to answer, when an operation's cost is measured. */
const rowsOfAList = 10

/** The GraphQL types of everything that the catalogue declares. */
export class Outputs {
  readonly #catalogue: Catalogue
  readonly #inputs: Inputs
  readonly #enums = new Map<Enumeration, object>()
  readonly #groups = new Map<Group, object>()
  readonly #connections = new Map<Entity, MutableClass>()
  readonly area = newClass('Area')
  readonly areaConnection = newClass('AreaConnection')
  readonly node = newClass('Node')
  readonly pageInfo = newClass('PageInfo')

  constructor(catalogue: Catalogue, inputs: Inputs) {
    this.#catalogue = catalogue
    this.#inputs = inputs
  }

  /** Declares all types; afterwards they are reachable from whatever names them. */
  declare(): void {
    for (const enumeration of this.#catalogue.enumerations) this.#declareEnum(enumeration)
    this.#declareInterfaces()
    this.#declarePageInfo()
    for (const shelf of this.#catalogue.shelves) this.#declareView(shelf)
    for (const entity of this.#catalogue.entities) this.#declareEntity(entity)
    for (const entity of this.#catalogue.entities) {
      this.#declareConnection(entity.name, entity.cls, described(entity), this.connection(entity))
    }
    const areas = described({ zh: '区域', en: 'Areas of any level' })
    this.#declareConnection('Area', this.area, areas, this.areaConnection)
    for (const group of [LegalEntity, Borrower]) this.#declareGroup(group)
    for (const entity of this.#catalogue.entities) this.#declareBackLinks(entity)
  }

  /** The registered enumeration as a field's type. */
  enumType(enumeration: Enumeration): object {
    const type = this.#enums.get(enumeration)
    if (!type) throw new Error(`${enumeration.name} is not in the catalogue`)
    return type
  }

  /** The scalar or enumeration in which a fact answers. */
  valueType(fact: Fact): FieldType {
    if (fact.type.enumeration) return this.enumType(fact.type.enumeration)
    const scalar = scalars[fact.type.word]
    if (!scalar) throw new Error(`${fact.name} has no scalar for "${fact.type.word}"`)
    return scalar
  }

  connection(entity: Entity): MutableClass {
    const known = this.#connections.get(entity)
    if (known) return known
    const made = newClass(`${entity.name}Connection`)
    this.#connections.set(entity, made)
    return made
  }

  /** The arguments of a list of an entity's rows. */
  listArguments(entity: Entity): Argument[] {
    return [
      ...pageArguments,
      {
        name: 'within',
        type: AreaCode,
        description:
          '所在区域(市、区县、开发区、乡镇、村)。Only those that lie in this area or zone.',
      },
      {
        name: 'filter',
        type: this.#inputs.filter(entity),
        description: '筛选条件。Only those that the filter lets through.',
      },
      {
        name: 'orderBy',
        type: this.#inputs.order(entity),
        list: true,
        description: '排序；空值在后。In this order; blanks last, then by key.',
      },
    ]
  }

  #declareEnum(enumeration: Enumeration): void {
    const { name, zh, en, source, members } = enumeration
    const values = Object.fromEntries(members.map((member) => [member.name, member.name]))
    registerEnumType(values, {
      name,
      description: `${zh}。${en}. 来源 Source: ${source}.`,
      valuesConfig: Object.fromEntries(
        members.map((member) => [
          member.name,
          { description: `${member.code ? `${member.code} ` : ''}${described(member)}` },
        ]),
      ),
    })
    this.#enums.set(enumeration, values)
  }

  #declareInterfaces(): void {
    const frame = { frame: true } as const
    InterfaceType('Node', {
      description: '可按全局编号取得的对象。Whatever has a global id.',
      resolveType: ({ __typename }: { __typename: string }) => __typename,
    })(this.node)
    declareField(this.node, 'id', {
      type: ID,
      required: true,
      description: '全局编号。Global id, opaque.',
      sharing: frame,
    })
    InterfaceType('Area', {
      description:
        '区域：市、区县、开发区、乡镇(街道)、村(社区)。An area: city, county, zone, township or village.',
      resolveType: ({ __typename }: { __typename: string }) => __typename,
    })(this.area)
    const fields: [string, FieldType, string][] = [
      ['id', ID, '全局编号。Global id, opaque.'],
      ['code', AreaCode, '统计用区划代码(2017年版)。Statistical area code, 2017 edition.'],
      ['name', GraphQLString, '名称。Name.'],
      ['kind', this.enumType(AreaKind), '类别：街道、镇、乡；村、社区等。What kind of area it is.'],
      ['fullName', GraphQLString, '带上级名称的全称。Name with the names of the areas above it.'],
      ['parent', this.area, '上级区域。The area that it belongs to.'],
    ]
    for (const [name, type, description] of fields) {
      declareField(this.area, name, { type, required: name === 'id', description, sharing: frame })
    }
    declareFigures(this.#catalogue, this.area)
  }

  #declarePageInfo(): void {
    ObjectType('PageInfo', {
      description: '分页信息。Where a page stands in its list.',
      simpleResolvers: true,
    })(this.pageInfo)
    const cursor = (page: Page, at: number) => {
      const row = page.nodes.at(at)
      return row ? page.cursorOf(row) : null
    }
    const fields: [string, FieldType, string, boolean, Body<Page>][] = [
      [
        'hasNextPage',
        GraphQLBoolean,
        '是否还有下一页。Whether more follow.',
        true,
        (page) => page.hasMore,
      ],
      [
        'hasPreviousPage',
        GraphQLBoolean,
        '是否有上一页。Whether a page came before.',
        true,
        (page) => !page.isFirst,
      ],
      [
        'startCursor',
        GraphQLString,
        '首行游标。Cursor of the first row.',
        false,
        (page) => cursor(page, 0),
      ],
      [
        'endCursor',
        GraphQLString,
        '末行游标，用作下一页的 after。Cursor of the last row.',
        false,
        (page) => cursor(page, -1),
      ],
    ]
    for (const [name, type, description, required, resolve] of fields) {
      const sharing = { frame: true } as const
      declareField(this.pageInfo, name, { type, required, description, sharing, resolve })
    }
  }

  #declareView(shelf: Shelf): void {
    ObjectType(shelf.typeName, {
      description: `${viewName(shelf)} ${described(shelf)} 更新 Updated: ${shelf.updated}.`,
      simpleResolvers: true,
    })(shelf.cls as MutableClass)
    if (shelf.per) {
      declareField(shelf.cls, 'period', {
        type: PeriodScalar,
        required: true,
        description: '数据所属期。Period that the row speaks of.',
        sharing: { frame: true },
      })
    }
    if (shelf.each) {
      declareField(shelf.cls, shelf.each.name, {
        type: GraphQLString,
        required: true,
        description: described(shelf.each),
        sharing: { witness: this.#catalogue.witnessOf(shelf) },
      })
    }
    for (const fact of shelf.facts) this.#declareFact(shelf, fact)
  }

  #declareFact(place: Shelf | Entity, fact: Fact): void {
    const entry = this.#catalogue.entryOf(place, fact)
    declareField(place.cls, fact.name, {
      type: this.#factField(fact),
      description: describedFact(entry),
      sharing: { entry },
      resolve: linkFrom(fact),
    })
  }

  #factField(fact: Fact): FieldType {
    const target = fact.type.reference?.to()
    if (!target) return this.valueType(fact)
    return isGroup(target) ? this.#group(target) : target
  }

  #group(group: Group): object {
    const known = this.#groups.get(group)
    if (known) return known
    const union = createUnionType({
      name: group.name,
      description: described(group),
      types: () => [...group.members.keys()] as never,
      resolveType: ({ __typename }: { __typename: string }) => __typename,
    } as never) as object
    this.#groups.set(group, union)
    return union
  }

  #declareGroup(group: Group): void {
    this.#group(group)
  }

  #declareEntity(entity: Entity): void {
    ObjectType(entity.name, {
      description: described(entity),
      implements: (entity.isArea ? [this.node, this.area] : [this.node]) as never,
      simpleResolvers: true,
    })(entity.cls as MutableClass)
    const frame = { frame: true } as const
    declareField(entity.cls, 'id', {
      type: ID,
      required: true,
      description: '全局编号。Global id, opaque.',
      sharing: { entry: this.#catalogue.entryOf(entity, entity.key) },
      resolve: ({ key }: Row) => globalId(entity.name, key),
    })
    for (const fact of entity.facts) this.#declareFact(entity, fact)
    if (entity.isArea) this.#declareAreaFields(entity)
    for (const namespace of new Set(
      this.#catalogue.shelvesOn(entity).map((shelf) => shelf.namespace),
    )) {
      declareField(entity.cls, namespace, {
        type: this.#namespace(entity, namespace),
        required: true,
        description: this.#namespaceWords(namespace),
        sharing: frame,
        // A department's name in the path costs nothing: the row goes on to its views.
        resolve: (row: Row) => row,
      })
    }
  }

  #declareAreaFields(entity: Entity): void {
    const nameFact = entity.facts.find(({ name }) => name === 'name') ?? entity.key
    const entry = this.#catalogue.entryOf(entity, nameFact)
    declareField(entity.cls, 'fullName', {
      type: GraphQLString,
      description: '带上级名称的全称。Name with the names of the areas above it.',
      sharing: { entry },
      resolve: ({ key }: Row, _args: object, { loaders }: Context) => loaders.fullName(key),
    })
    declareField(entity.cls, 'parent', {
      type: this.area,
      description: '上级区域。The area that it belongs to.',
      sharing: { entry },
      resolve: ({ key }: Row, _args: object, { loaders }: Context) => {
        const parent = parentArea(key)
        return parent ? loaders.area(parent) : null
      },
    })
    declareFigures(this.#catalogue, entity.cls)
  }

  #namespaceWords(namespace: string): string {
    const department = this.#catalogue.departments.find(({ slug }) => slug === namespace)
    return described(department ?? { zh: '项目办名册', en: "The programme's own register" })
  }

  #namespace(entity: Entity, namespace: string): MutableClass {
    const name = `${entity.name}${capitalised(namespace)}`
    const cls = newClass(name)
    ObjectType(name, { description: this.#namespaceWords(namespace) })(cls)
    for (const shelf of this.#catalogue.shelvesOn(entity)) {
      if (shelf.namespace !== namespace) continue
      declareField(cls, viewField(shelf.name, entity.name), {
        type: shelf.cls,
        list: shelf.each !== undefined,
        description: described(shelf),
        sharing: {
          witness: this.#catalogue.witnessOf(shelf),
          decides: ({ period }) => {
            if (typeof period === 'string') checkPeriod(shelf, period)
            return []
          },
          ...(shelf.each ? { rows: () => rowsOfAList } : {}),
        },
        args: [...(shelf.per ? [periodArgument] : []), asOfArgument],
        resolve: ({ key }: Row, args: ViewArguments, { loaders }: Context) =>
          loaders.view(shelf, key, args),
      })
    }
    return cls
  }

  #declareConnection(name: string, node: FieldType, words: string, connection: MutableClass): void {
    const frame = { frame: true } as const
    const edge = newClass(`${name}Edge`)
    ObjectType(`${name}Edge`, { description: words, simpleResolvers: true })(edge)
    declareField(edge, 'cursor', {
      type: GraphQLString,
      required: true,
      description: '游标。Opaque; holds for this list and this caller alone.',
      sharing: frame,
      resolve: ({ node: row, page }: Edge) => page.cursorOf(row),
    })
    declareField(edge, 'node', { type: node, required: true, description: words, sharing: frame })
    ObjectType(`${name}Connection`, { description: words, simpleResolvers: true })(connection)
    const fields: [string, FieldType, boolean, string, Body<Page>?][] = [
      ['nodes', node, true, words],
      ['edges', edge, true, '带游标的行。Rows with their cursors.', edgesOf],
      ['pageInfo', this.pageInfo, false, '分页信息。Where the page stands.', (page) => page],
      [
        'totalCount',
        Int,
        false,
        '总行数，仅在请求时统计。Number of all rows, counted when asked.',
        (page) => page.count(),
      ],
    ]
    for (const [field, type, list, description, resolve] of fields) {
      const sharing = frame
      declareField(connection, field, { type, list, required: true, description, sharing, resolve })
    }
  }

  #declareBackLinks(entity: Entity): void {
    for (const back of this.#catalogue.backLinksOn(entity)) {
      const { name, zh, en, entry } = back
      declareField(entity.cls, name, {
        type: this.connection(entry.entity),
        description: described({ zh, en }),
        sharing: {
          entry,
          decides: listDecides(this.#catalogue, entry.entity, backList(back)),
          rows: listRows,
        },
        args: this.listArguments(entry.entity),
        resolve: ({ key }: Row, args: ListArguments, { loaders }: Context) =>
          loaders.back(back, key, args),
      })
    }
  }

  /** What a root field that finds rows of an entity shows: that there is such a thing. */
  existence(entity: Entity): Entry {
    return this.#catalogue.entryOf(entity, entity.key)
  }
}

/** A reference leads on to the thing that it names. */
function linkFrom({ name, type: { reference } }: Fact): Body | undefined {
  if (!reference) return undefined
  return (row, _args, { loaders }) => {
    const key = row[name]
    return typeof key === 'string' ? loaders.entity(entityOf(targetFor(reference, key)), key) : null
  }
}

/** A row of a page, which can say where it stands. */
interface Edge {
  readonly node: Row
  readonly page: Page
}

function edgesOf(page: Page): Edge[] {
  return page.nodes.map((node) => ({ node, page }))
}

/** What the arguments of a list decide by; a cursor that does not hold is refused with them. */
export function listDecides(
  catalogue: Catalogue,
  entity: Entity,
  list: string,
): FieldClass['decides'] {
  return (args, asking) => {
    if (isPlain(args)) return []
    const { after } = args as ListArguments
    if (after) cursorsOf(asking, list, args).open(after)
    return readSelection(catalogue, entity, args, {}).decidedBy
  }
}

/** How many rows a list brings at most. */
export const listRows: FieldClass['rows'] = ({ first }) => pageLength(first as number | null)

/** The arguments of every page. */
export const pageArguments: readonly Argument[] = [
  {
    name: 'first',
    type: Int,
    description: '每页行数，1 到 500，默认 50。Rows in the page, from 1 to 500; 50 if left out.',
  },
  {
    name: 'after',
    type: GraphQLString,
    description: '上一页的 endCursor。The endCursor of the page before.',
  },
]
