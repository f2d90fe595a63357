import 'reflect-metadata'
import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql'
import { Field, InputType, registerEnumType } from 'type-graphql'
import type { Catalogue, Shelf } from '../../../catalogue/catalogue.ts'
import { type Entity, entityOf } from '../../../ground/entity.ts'
import type { Fact } from '../../../ground/fact.ts'
import { isGroup } from '../../../ground/factType.ts'
import { capitalised } from '../../../ground/naming.ts'
import { PeriodScalar } from '../../../ground/scalars.ts'
import { viewField } from '../../../ground/view.ts'
import { type FieldType, newClass } from '../../graph/declareField.ts'
import { described } from '../../graph/describe.ts'
import { orderingsOf } from '../../rows/orderings.ts'

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

const Direction = { ASC: 'ASC', DESC: 'DESC' }

function field(
  cls: { prototype: object },
  name: string,
  type: FieldType,
  options: { list?: boolean; required?: boolean; description: string },
): void {
  const { list, required, description } = options
  Field(() => (list ? [type] : type) as never, { nullable: !required, description })(
    cls.prototype,
    name,
  )
}

/** The filter and ordering inputs of every entity, derived from its facts, links and views. */
export class Inputs {
  readonly #catalogue: Catalogue
  readonly #valueType: (fact: Fact) => FieldType
  readonly #made = new Map<string, new () => object>()

  constructor(catalogue: Catalogue, valueType: (fact: Fact) => FieldType) {
    this.#catalogue = catalogue
    this.#valueType = valueType
    registerEnumType(Direction, {
      name: 'Direction',
      description: '排序方向。Direction of an order.',
      valuesConfig: {
        ASC: { description: '升序。Smallest first.' },
        DESC: { description: '降序。Largest first.' },
      },
    })
  }

  /** `VillageFilter`: own facts, links, lists (`some`, `none`), views with their period, `and`, `or`, `not`. */
  filter(entity: Entity): new () => object {
    return this.#once(`${entity.name}Filter`, described(entity), (cls) => {
      field(cls, 'and', cls, { list: true, description: '同时满足。All of these.' })
      field(cls, 'or', cls, { list: true, description: '满足其一。Any of these.' })
      field(cls, 'not', cls, { description: '不满足。Not this.' })
      for (const fact of entity.facts) {
        field(cls, fact.name, this.#factFilter(fact), { description: described(fact) })
      }
      for (const { name, zh, en, entry } of this.#catalogue.backLinksOn(entity)) {
        field(cls, name, this.#listFilter(entry.entity), { description: described({ zh, en }) })
      }
      const shelves = Map.groupBy(this.#catalogue.shelvesOn(entity), ({ namespace }) => namespace)
      for (const [namespace, views] of shelves) {
        field(cls, namespace, this.#namespaceFilter(entity, namespace, views), {
          description: views.map(({ zh }) => zh).join('、'),
        })
      }
    })
  }

  /** `VillageOrder`: one fact, the period where its view has one, and the direction. */
  order(entity: Entity): new () => object {
    return this.#once(`${entity.name}Order`, described(entity), (cls) => {
      const orderings = orderingsOf(this.#catalogue, entity)
      const values = Object.fromEntries([...orderings.keys()].map((name) => [name, name]))
      registerEnumType(values, {
        name: `${entity.name}OrderBy`,
        description: `${entity.zh}可据以排序的数据项。The facts by which rows may be ordered.`,
        valuesConfig: Object.fromEntries(
          [...orderings].map(([name, { fact }]) => [name, { description: described(fact) }]),
        ),
      })
      field(cls, 'by', values, { required: true, description: '数据项。The fact.' })
      field(cls, 'period', PeriodScalar, {
        description: '所属期；不写则取最近一期。Period; the latest reported if left out.',
      })
      field(cls, 'direction', Direction, {
        description: '方向，默认升序。Smallest first if left out.',
      })
    })
  }

  #once(name: string, description: string, fill: (cls: new () => object) => void) {
    const known = this.#made.get(name)
    if (known) return known
    const cls = newClass(name)
    this.#made.set(name, cls)
    InputType(name, { description })(cls)
    fill(cls)
    return cls
  }

  #factFilter(fact: Fact): new () => object {
    const target = fact.type.reference?.to()
    if (target) return isGroup(target) ? this.#referenceFilter() : this.filter(entityOf(target))
    const { word, enumeration } = fact.type
    const type = this.#valueType(fact)
    const operators = enumeration ? equality : (operatorsOf[word] ?? equality)
    const name = word === 'Ratio' ? 'Decimal' : word
    return this.#once(`${name}Filter`, `按 ${name} 筛选。Conditions on a ${name}.`, (cls) => {
      for (const operator of operators) {
        field(cls, operator, operator === 'contains' ? GraphQLString : type, {
          description: operatorWords[operator] ?? '',
        })
      }
      if (word !== 'Boolean') {
        field(cls, 'in', type, { list: true, description: operatorWords.in ?? '' })
      }
      field(cls, 'present', GraphQLBoolean, { description: operatorWords.present ?? '' })
    })
  }

  #referenceFilter(): new () => object {
    return this.#once('ReferenceFilter', '按所指对象筛选。Conditions on a reference.', (cls) => {
      field(cls, 'in', GraphQLID, { list: true, description: '全局编号之一。One of these ids.' })
      field(cls, 'present', GraphQLBoolean, { description: operatorWords.present ?? '' })
    })
  }

  #listFilter(entity: Entity): new () => object {
    return this.#once(`${entity.name}ListFilter`, described(entity), (cls) => {
      const filter = this.filter(entity)
      field(cls, 'some', filter, { description: '至少有一个。At least one is such.' })
      field(cls, 'none', filter, { description: '一个也没有。None is such.' })
    })
  }

  #namespaceFilter(entity: Entity, namespace: string, views: readonly Shelf[]) {
    const name = `${entity.name}${capitalised(namespace)}Filter`
    return this.#once(name, described(entity), (cls) => {
      for (const shelf of views) {
        field(cls, viewField(shelf.name, entity.name), this.#viewFilter(shelf), {
          description: described(shelf),
        })
      }
    })
  }

  #viewFilter(shelf: Shelf): new () => object {
    return this.#once(`${shelf.typeName}Filter`, described(shelf), (cls) => {
      if (shelf.per) {
        field(cls, 'period', PeriodScalar, {
          description: '所属期；不写则取全市最近一期。Period; the latest of the view if left out.',
        })
      }
      field(cls, 'reported', GraphQLBoolean, {
        description: '是否已报送。Whether such a row was reported at all.',
      })
      for (const fact of shelf.facts) {
        field(cls, fact.name, this.#factFilter(fact), { description: described(fact) })
      }
    })
  }
}
