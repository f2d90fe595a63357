import 'reflect-metadata'
import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql'
import { Field, InputType } from 'type-graphql'
import type { Catalogue, Shelf } from '../../../catalogue/catalogue.ts'
import { type Entity, entityOf } from '../../../ground/entity.ts'
import type { Fact } from '../../../ground/fact.ts'
import { isUnion } from '../../../ground/factType.ts'
import { capitalised } from '../../../ground/naming.ts'
import { PeriodScalar } from '../../../ground/scalars.ts'
import { viewField } from '../../../ground/view.ts'
import { declareEnum, enumNamed } from '../../graph/declareEnum.ts'
import { newClass, type Typed } from '../../graph/declareField.ts'
import { described } from '../../graph/describe.ts'
import { orderingsOf } from '../../rows/orderings.ts'
import { valueType } from './valueTypes.ts'

const equality = ['eq', 'ne'] as const
const comparison = ['gt', 'gte', 'lt', 'lte'] as const

/** Which operators a scalar takes beside `in` and `present`. */
const operatorsOf: Record<string, readonly string[]> = {
  String: [...equality, 'contains', 'startsWith'],
  Boolean: ['eq'],
  Int: [...equality, ...comparison],
  Year: [...equality, ...comparison],
  Date: [...equality, ...comparison],
  Money: [...equality, ...comparison],
  Decimal: [...equality, ...comparison],
  Ratio: [...equality, ...comparison],
  AreaCode: [...equality, 'within', 'startsWith'],
  UnifiedSocialCreditCode: equality,
  CitizenIdentityNumber: equality,
  IndustryCode: [...equality, 'startsWith'],
}

const operatorWords: Record<string, string> = {
  eq: '等于。Equals.',
  ne: '不等于(空白也算)。Differs, blanks included.',
  gt: '大于。Greater than.',
  gte: '大于或等于。At least.',
  lt: '小于。Less than.',
  lte: '小于或等于。At most.',
  contains: '包含。Contains, upper and lower case alike.',
  startsWith: '开头为。Starts with.',
  within: '位于区域内。Lies within the area.',
  in: '属于其一。Is one of.',
  present: '是否有值。Whether there is a value.',
}

const Direction = declareEnum(
  'Direction',
  { zh: '排序方向', en: 'Direction of an order' },
  { ASC: { zh: '升序', en: 'Smallest first' }, DESC: { zh: '降序', en: 'Largest first' } },
)

type InputClass = new () => object

function field(
  cls: InputClass,
  name: string,
  type: Typed,
  description: string,
  { isRequired = false } = {},
): void {
  Field(() => type as never, { nullable: !isRequired, description })(cls.prototype, name)
}

const inputs = new Map<string, InputClass>()

/** An input type by its name, made when it is first asked for: it may be asked for while it is filled. */
function inputNamed(
  name: string,
  description: string,
  fill: (cls: InputClass) => void,
): InputClass {
  const known = inputs.get(name)
  if (known) return known
  const cls = newClass(name)
  inputs.set(name, cls)
  InputType(name, { description })(cls)
  fill(cls)
  return cls
}

/** `VillageFilter`: own facts, links, lists (`some`, `none`), views with their period, `and`, `or`, `not`. */
export function filterOf(catalogue: Catalogue, entity: Entity): InputClass {
  return inputNamed(`${entity.name}Filter`, described(entity), (cls) => {
    field(cls, 'and', [cls], '同时满足。All of these.')
    field(cls, 'or', [cls], '满足其一。Any of these.')
    field(cls, 'not', cls, '不满足。Not this.')
    for (const fact of entity.facts) {
      field(cls, fact.name, factFilter(catalogue, fact), described(fact))
    }
    for (const back of catalogue.backLinksOn(entity)) {
      field(cls, back.name, listFilter(catalogue, back.entry.entity), described(back))
    }
    const shelves = Map.groupBy(catalogue.shelvesOn(entity), ({ namespace }) => namespace)
    for (const [namespace, views] of shelves) {
      const type = namespaceFilter(catalogue, entity, namespace, views)
      field(cls, namespace, type, views.map(({ zh }) => zh).join('、'))
    }
  })
}

/** `VillageOrder`: one fact, the period where its view has one, and the direction. */
export function orderOf(catalogue: Catalogue, entity: Entity): InputClass {
  return inputNamed(`${entity.name}Order`, described(entity), (cls) => {
    const by = enumNamed(
      `${entity.name}OrderBy`,
      { zh: `${entity.zh}可据以排序的数据项`, en: 'The facts by which rows may be ordered' },
      [...orderingsOf(catalogue, entity)].map(([name, { fact }]) => [name, described(fact)]),
    )
    field(cls, 'by', by, '数据项。The fact.', { isRequired: true })
    field(
      cls,
      'period',
      PeriodScalar,
      '所属期；不写则取最近一期。Period; the latest reported if left out.',
    )
    field(cls, 'direction', Direction, '方向，默认升序。Smallest first if left out.')
  })
}

function factFilter(catalogue: Catalogue, fact: Fact): InputClass {
  const target = fact.type.reference?.to()
  if (target && isUnion(target)) return referenceFilter()
  return target ? filterOf(catalogue, entityOf(target)) : valueFilter(fact)
}

function valueFilter(fact: Fact): InputClass {
  const { word, enumeration } = fact.type
  const name = word === 'Ratio' ? 'Decimal' : word
  return inputNamed(`${name}Filter`, `按 ${name} 筛选。Conditions on a ${name}.`, (cls) => {
    const type = valueType(fact)
    for (const operator of enumeration ? equality : (operatorsOf[word] ?? equality)) {
      const compared = operator === 'contains' ? GraphQLString : type
      field(cls, operator, compared, operatorWords[operator] ?? '')
    }
    if (word !== 'Boolean') field(cls, 'in', [type], operatorWords.in ?? '')
    field(cls, 'present', GraphQLBoolean, operatorWords.present ?? '')
  })
}

function referenceFilter(): InputClass {
  return inputNamed('ReferenceFilter', '按所指对象筛选。Conditions on a reference.', (cls) => {
    field(cls, 'in', [GraphQLID], '全局编号之一。One of these ids.')
    field(cls, 'present', GraphQLBoolean, operatorWords.present ?? '')
  })
}

function listFilter(catalogue: Catalogue, entity: Entity): InputClass {
  return inputNamed(`${entity.name}ListFilter`, described(entity), (cls) => {
    const filter = filterOf(catalogue, entity)
    field(cls, 'some', filter, '至少有一个。At least one is such.')
    field(cls, 'none', filter, '一个也没有。None is such.')
  })
}

function namespaceFilter(
  catalogue: Catalogue,
  entity: Entity,
  namespace: string,
  views: readonly Shelf[],
): InputClass {
  const name = `${entity.name}${capitalised(namespace)}Filter`
  return inputNamed(name, described(entity), (cls) => {
    for (const shelf of views) {
      field(cls, viewField(shelf.name, entity.name), viewFilter(catalogue, shelf), described(shelf))
    }
  })
}

function viewFilter(catalogue: Catalogue, shelf: Shelf): InputClass {
  return inputNamed(`${shelf.typeName}Filter`, described(shelf), (cls) => {
    if (shelf.per) {
      field(
        cls,
        'period',
        PeriodScalar,
        '所属期；不写则取全市最近一期。Period; the latest of the view if left out.',
      )
    }
    field(cls, 'reported', GraphQLBoolean, '是否已报送。Whether such a row was reported at all.')
    for (const fact of shelf.facts) {
      field(cls, fact.name, factFilter(catalogue, fact), described(fact))
    }
  })
}
