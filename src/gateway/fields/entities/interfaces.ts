import 'reflect-metadata'
import { GraphQLString } from 'graphql'
import { ID, InterfaceType } from 'type-graphql'
import { AreaKind } from '../../../entities/areaKind.ts'
import type { Class } from '../../../ground/factType.ts'
import { AreaCode } from '../../../ground/scalars.ts'
import type { Context } from '../../graph/context.ts'
import { enumOf } from '../../graph/declareEnum.ts'
import { declareField, type FieldType, frame, newClass } from '../../graph/declareField.ts'
import { described } from '../../graph/describe.ts'
import { declareFigures } from '../figures/figureFields.ts'

/** Whatever has a global id. */
export const Node = newClass('Node')

/** An area of any level. */
export const Area = newClass('Area')

InterfaceType('Node', {
  description: described({ zh: '可按全局编号取得的对象', en: 'Whatever has a global id' }),
})(Node)

InterfaceType('Area', {
  description: described({
    zh: '区域：市、区县、开发区、乡镇(街道)、村(社区)',
    en: 'An area: city, county, zone, township or village',
  }),
})(Area)

const ofArea: Record<string, [type: FieldType, zh: string, en: string]> = {
  code: [AreaCode, '统计用区划代码(2017年版)', 'Statistical area code, 2017 edition'],
  name: [GraphQLString, '名称', 'Name'],
  kind: [enumOf(AreaKind), '类别：街道、镇、乡；村、社区等', 'What kind of area it is'],
  fullName: [GraphQLString, '带上级名称的全称', 'Name with the names of the areas above it'],
  parent: [Area, '上级区域', 'The area that it belongs to'],
}

for (const cls of [Node, Area]) {
  declareField(cls, 'id', { type: ID, zh: '全局编号', en: 'Global id, opaque', sharing: frame })
}
for (const [name, [type, zh, en]] of Object.entries(ofArea)) {
  declareField(Area, name, { type, nullable: name !== 'code', zh, en, sharing: frame })
}
declareFigures(Area)

/** Declares the area of a row that names it by its code. */
export function declareAreaOf(cls: Class): void {
  declareField(cls, 'area', {
    type: Area,
    nullable: true,
    zh: '区域',
    en: 'The area',
    sharing: frame,
    resolve: ({ areaCode }: { areaCode: string }, _args: object, { loaders }: Context) =>
      loaders.area(areaCode),
  })
}
