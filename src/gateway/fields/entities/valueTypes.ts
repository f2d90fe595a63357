import { GraphQLBoolean, GraphQLString } from 'graphql'
import { createUnionType, Int } from 'type-graphql'
import type { Fact } from '../../../ground/fact.ts'
import { isUnion, type Union } from '../../../ground/factType.ts'
import {
  AreaCode,
  CalendarDate,
  CreditCode,
  Decimal,
  IdentityNumber,
  IndustryCode,
  Money,
  Year,
} from '../../../ground/scalars.ts'
import { enumOf } from '../../graph/declareEnum.ts'
import type { FieldType } from '../../graph/declareField.ts'
import { described } from '../../graph/describe.ts'

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

/** The scalar or enumeration in which a fact answers, or is compared. */
export function valueType({ name, type: { enumeration, word } }: Fact): FieldType {
  if (enumeration) return enumOf(enumeration)
  const scalar = scalars[word]
  if (!scalar) throw new Error(`${name} has no scalar for "${word}"`)
  return scalar
}

const unions = new Map<Union, object>()

/** The union type of the things that a reference to several entities may lead to. */
export function unionOf(union: Union): object {
  const { name, members } = union
  const type =
    unions.get(union) ??
    createUnionType({
      name,
      description: described(union),
      types: () => [...members.keys()] as never,
    })
  unions.set(union, type)
  return type
}

/** The type of a fact's field: its value, or the thing that it names. */
export function factType(fact: Fact): FieldType {
  const target = fact.type.reference?.to()
  if (!target) return valueType(fact)
  return isUnion(target) ? unionOf(target) : target
}
