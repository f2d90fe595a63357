import 'reflect-metadata'
import { GraphQLString } from 'graphql'
import { ID, ObjectType } from 'type-graphql'
import { type Catalogue, type Shelf, viewName } from '../../../catalogue/catalogue.ts'
import { Borrower, LegalEntity } from '../../../entities/legalEntity.ts'
import { type Entity, entityOf } from '../../../ground/entity.ts'
import type { Fact } from '../../../ground/fact.ts'
import { targetFor } from '../../../ground/factType.ts'
import { capitalised } from '../../../ground/naming.ts'
import { Instant, PeriodScalar } from '../../../ground/scalars.ts'
import { viewField } from '../../../ground/view.ts'
import type { Context } from '../../graph/context.ts'
import { enumOf } from '../../graph/declareEnum.ts'
import {
  type Body,
  declareField,
  frame,
  type MutableClass,
  newClass,
  optional,
} from '../../graph/declareField.ts'
import { described, describedFact, type Words } from '../../graph/describe.ts'
import { parentArea } from '../../rows/areaRows.ts'
import { backList } from '../../rows/cursors.ts'
import { globalId } from '../../rows/identity.ts'
import { checkPeriod } from '../../rows/periods.ts'
import type { Row } from '../../rows/row.ts'
import type { ListArguments } from '../../rows/selection.ts'
import type { ViewArguments } from '../../rows/viewLoader.ts'
import { declareFigures } from '../figures/figureFields.ts'
import { Area, Node } from './interfaces.ts'
import { connectionOf, listArguments, listDecides, listRows } from './lists.ts'
import { factType, unionOf } from './valueTypes.ts'

const period = optional(
  PeriodScalar,
  '所属期；不写则取最近一期',
  'Period; the latest reported if left out',
)

const asOf = optional(
  Instant,
  '按当时已知的数据回答；不写则为现在',
  'As it was known at this time; now if left out',
)

/** How many rows a list of a view is reckoned to answer, when an operation's cost is measured. */
const rowsOfAList = 10

/** Declares the GraphQL types of everything that the catalogue declares. */
export function declareOutputs(catalogue: Catalogue): void {
  catalogue.enumerations.forEach(enumOf)
  for (const shelf of catalogue.shelves) declareView(catalogue, shelf)
  for (const entity of catalogue.entities) declareEntity(catalogue, entity)
  for (const union of [LegalEntity, Borrower]) unionOf(union)
  for (const entity of catalogue.entities) declareBackLinks(catalogue, entity)
}

function declareView(catalogue: Catalogue, shelf: Shelf): void {
  ObjectType(shelf.typeName, {
    description: `${viewName(shelf)} ${described(shelf)} 更新 Updated: ${shelf.updated}.`,
  })(shelf.cls as MutableClass)
  if (shelf.per) {
    declareField(shelf.cls, 'period', {
      type: PeriodScalar,
      zh: '数据所属期',
      en: 'Period that the row speaks of',
      sharing: frame,
    })
  }
  if (shelf.each) {
    declareField(shelf.cls, shelf.each.name, {
      type: GraphQLString,
      description: described(shelf.each),
      sharing: { witness: catalogue.witnessOf(shelf) },
    })
  }
  for (const fact of shelf.facts) declareFact(catalogue, shelf, fact)
}

/** A fact may always be blank, but for the open key by which an entity is found. */
function declareFact(catalogue: Catalogue, place: Shelf | Entity, fact: Fact): void {
  const entry = catalogue.entryOf(place, fact)
  const isKey = 'key' in place && place.key === fact && fact.sharing === 'open'
  declareField(place.cls, fact.name, {
    type: factType(fact),
    nullable: !isKey,
    description: describedFact(entry),
    sharing: { entry },
    resolve: linkFrom(fact),
  })
}

/** A reference leads on to the thing that it names. */
function linkFrom({ name, type: { reference } }: Fact): Body<Row, object> | undefined {
  if (!reference) return undefined
  return (row, _args, { loaders }) => {
    const key = row[name]
    return typeof key === 'string' ? loaders.entity(entityOf(targetFor(reference, key)), key) : null
  }
}

function declareEntity(catalogue: Catalogue, entity: Entity): void {
  ObjectType(entity.name, {
    description: described(entity),
    implements: (entity.isArea ? [Node, Area] : [Node]) as never,
  })(entity.cls as MutableClass)
  declareField(entity.cls, 'id', {
    type: ID,
    zh: '全局编号',
    en: 'Global id, opaque',
    sharing: { entry: catalogue.entryOf(entity, entity.key) },
    resolve: ({ key }: Row) => globalId(entity.name, key),
  })
  for (const fact of entity.facts) declareFact(catalogue, entity, fact)
  if (entity.isArea) declareAreaFields(catalogue, entity)
  const shelves = Map.groupBy(catalogue.shelvesOn(entity), ({ namespace }) => namespace)
  for (const [namespace, views] of shelves) declareNamespace(catalogue, entity, namespace, views)
}

function declareAreaFields(catalogue: Catalogue, entity: Entity): void {
  const nameFact = entity.facts.find(({ name }) => name === 'name') ?? entity.key
  const sharing = { entry: catalogue.entryOf(entity, nameFact) }
  declareField(entity.cls, 'fullName', {
    type: GraphQLString,
    nullable: true,
    zh: '带上级名称的全称',
    en: 'Name with the names of the areas above it',
    sharing,
    resolve: ({ key }: Row, _args: object, { loaders }: Context) => loaders.fullName(key),
  })
  declareField(entity.cls, 'parent', {
    type: Area,
    nullable: true,
    zh: '上级区域',
    en: 'The area that it belongs to',
    sharing,
    resolve: ({ key }: Row, _args: object, { loaders }: Context) => {
      const parent = parentArea(key)
      return parent ? loaders.area(parent) : null
    },
  })
  declareFigures(entity.cls)
}

/** A department's name in the path costs nothing: the row goes on to its views. */
function declareNamespace(
  catalogue: Catalogue,
  entity: Entity,
  namespace: string,
  views: readonly Shelf[],
): void {
  const cls = newClass(`${entity.name}${capitalised(namespace)}`)
  const department: Words = catalogue.departments.find(({ slug }) => slug === namespace) ?? {
    zh: '项目办名册',
    en: "The programme's own register",
  }
  const description = described(department)
  ObjectType(cls.name, { description })(cls)
  for (const shelf of views) declareViewField(catalogue, cls, entity, shelf)
  declareField(entity.cls, namespace, {
    type: cls,
    description,
    sharing: frame,
    resolve: (row: Row) => row,
  })
}

function declareViewField(
  catalogue: Catalogue,
  cls: MutableClass,
  entity: Entity,
  shelf: Shelf,
): void {
  declareField(cls, viewField(shelf.name, entity.name), {
    type: shelf.each ? [shelf.cls] : shelf.cls,
    nullable: true,
    description: described(shelf),
    sharing: {
      witness: catalogue.witnessOf(shelf),
      decides: (args: ViewArguments) => {
        if (typeof args.period === 'string') checkPeriod(shelf, args.period)
      },
      ...(shelf.each ? { rows: () => rowsOfAList } : {}),
    },
    args: shelf.per ? { period, asOf } : { asOf },
    resolve: ({ key }: Row, args: ViewArguments, { loaders }: Context) =>
      loaders.view(shelf, key, args),
  })
}

function declareBackLinks(catalogue: Catalogue, entity: Entity): void {
  for (const back of catalogue.backLinksOn(entity)) {
    const { name, entry } = back
    declareField(entity.cls, name, {
      type: connectionOf(entry.entity),
      nullable: true,
      description: described(back),
      sharing: {
        entry,
        decides: listDecides(catalogue, entry.entity, backList(back)),
        rows: listRows,
      },
      args: listArguments(catalogue, entry.entity),
      resolve: ({ key }: Row, args: ListArguments, { loaders }: Context) =>
        loaders.back(back, key, args),
    })
  }
}
