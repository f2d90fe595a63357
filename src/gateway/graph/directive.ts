import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
  isEnumType,
} from 'graphql'
import type { Entry } from '../../catalogue/catalogue.ts'
import { legalBases, sensitivities, sharingClasses } from '../../ground/sharing.ts'
import { byConstants, constant, declareEnum } from './declareEnum.ts'

/** The three sharing classes, as the schema names them. */
export const SharingEnum = declareEnum(
  'Sharing',
  { zh: '共享类型', en: 'Sharing class of a fact (China, rules on sharing government data)' },
  byConstants(sharingClasses),
)

/** How much harm a leak would do, as the schema names it. */
export const SensitivityEnum = declareEnum(
  'Sensitivity',
  { zh: '敏感程度', en: 'How much harm a leak would do (GB/T 35273-2017)' },
  byConstants(sensitivities),
)

/** How a number adds up over time, as the schema names it. */
export const OverTimeEnum = declareEnum(
  'OverTime',
  { zh: '随时间如何累计', en: 'How a number adds up over time' },
  {
    STOCK: { zh: '时点数：年度取最后一期', en: 'A stock: a year takes its last' },
    FLOW: { zh: '时期数：年度取各期之和', en: 'A flow: a year takes the sum' },
    RATIO: { zh: '比率：不可相加', en: 'A ratio: never added' },
  },
)

const legalText = Object.entries(legalBases)
  .map(([code, { zh }]) => `${code} ${zh}`)
  .join(';')

/** Adds `@fact` to a schema: whose a fact is, its class, its unit, its legal basis. */
export function withFactDirective(schema: GraphQLSchema): GraphQLSchema {
  const enumNamed = (name: string) => {
    const type = schema.getType(name)
    if (!isEnumType(type)) throw new Error(`the schema has no enumeration "${name}"`)
    return type
  }
  const text = new GraphQLNonNull(GraphQLString)
  const directive = new GraphQLDirective({
    name: 'fact',
    description: `数据项的目录信息。What the catalogue says of a fact. legalBasis: ${legalText}`,
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: {
      name: { type: text, description: '目录名称。Name in the catalogue.' },
      departments: {
        type: new GraphQLNonNull(new GraphQLList(text)),
        description: '提供部门。The departments that own it.',
      },
      sharing: { type: new GraphQLNonNull(enumNamed('Sharing')) },
      sensitivity: { type: new GraphQLNonNull(enumNamed('Sensitivity')) },
      unit: { type: GraphQLString, description: '计量单位。Unit.' },
      overTime: { type: enumNamed('OverTime') },
      legalBasis: { type: GraphQLString, description: '不予共享的依据。Why it is withheld.' },
      aggregate: {
        type: GraphQLString,
        description:
          'open：无权读取者也可计数，少于 10 户不予显示。May be counted by those who may not read it.',
      },
    },
  })
  const config = schema.toConfig()
  return new GraphQLSchema({ ...config, directives: [...config.directives, directive] })
}

/** The directive with which the printed schema is the catalogue. */
export function factDirective({ name, fact, owners }: Entry): string {
  const { unit, overTime } = fact.type
  const said = [
    `name: ${JSON.stringify(name)}`,
    `departments: ${JSON.stringify(owners)}`,
    `sharing: ${constant(fact.sharing)}`,
    `sensitivity: ${constant(fact.sensitivity)}`,
    ...(unit ? [`unit: ${JSON.stringify(unit)}`] : []),
    ...(overTime ? [`overTime: ${constant(overTime)}`] : []),
    ...(fact.legalBasis ? [`legalBasis: ${JSON.stringify(fact.legalBasis)}`] : []),
  ]
  if (fact.aggregate === 'open') said.push('aggregate: "open"')
  return `@fact(${said.join(', ')})`
}
