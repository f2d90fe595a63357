import {
  buildASTSchema,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  graphql,
  parse,
  printSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import {
  AreaCode,
  CalendarDate,
  CreditCode,
  Decimal,
  IdentityNumber,
  Money,
  PeriodScalar,
  Year,
} from '../../src/ground/scalars.ts'
import { endsAtAll } from '../prepare/patience.ts'

const scalars = {
  AreaCode,
  Period: PeriodScalar,
  Money,
  Decimal,
  Date: CalendarDate,
  UnifiedSocialCreditCode: CreditCode,
  CitizenIdentityNumber: IdentityNumber,
  Year,
}
type Name = keyof typeof scalars
const names = Object.keys(scalars) as Name[]

/** One field a scalar, which gives back what it was given after it was read. */
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: Object.fromEntries(
      Object.entries<GraphQLScalarType>(scalars).flatMap(([name, type]) => [
        [
          `echo${name}`,
          {
            type,
            args: { it: { type: new GraphQLNonNull(type) } },
            resolve: (_: unknown, args: { it: unknown }) => args.it,
          },
        ],
        [
          `read${name}`,
          {
            type: GraphQLString,
            args: { it: { type } },
            resolve: (_: unknown, args: { it: unknown }) => JSON.stringify(args.it),
          },
        ],
      ]),
    ),
  }),
})

async function literal(name: Name, text: string) {
  const { data, errors = [] } = await graphql({ schema, source: `{ echo${name}(it: ${text}) }` })
  return { value: data?.[`echo${name}`], errors }
}

async function variable(name: Name, it: unknown) {
  const source = `query ($it: ${name}!) { echo${name}(it: $it) }`
  const { data, errors = [] } = await graphql({ schema, source, variableValues: { it } })
  return { value: data?.[`echo${name}`], errors }
}

const hasControl = (text: string) => /[\p{C}\p{Zl}\p{Zp}]/u.test(text)

describe('what is right is read into its canonical form', () => {
  const right: [Name, literal: string, json: unknown, canonical: unknown][] = [
    ['AreaCode', '"520602"', '520602', '520602'],
    ['AreaCode', '520602', 520602, '520602'],
    ['AreaCode', '"520602000000"', '520602000000', '520602'],
    ['AreaCode', '520600000000', 520600000000, '5206'],
    ['AreaCode', '"5206Z1"', '5206Z1', '5206Z1'],
    ['Period', '"2019-Q4"', '2019-Q4', '2019-Q4'],
    ['Period', '2019', 2019, '2019'],
    ['Period', '"2019-T1"', '2019-T1', '2019-T1'],
    ['Money', '12.5', 12.5, '12.50'],
    ['Money', '-7', -7, '-7.00'],
    ['Money', '"0.07"', '0.07', '0.07'],
    ['Money', '"1234567890123456.78"', '1234567890123456.78', '1234567890123456.78'],
    ['Decimal', '0.125', 0.125, '0.1250'],
    ['Decimal', '"3"', '3', '3.0000'],
    ['Date', '"2020-02-29"', '2020-02-29', '2020-02-29'],
    ['UnifiedSocialCreditCode', '"91350100M000100Y43"', '91350100m000100y43', '91350100M000100Y43'],
    ['CitizenIdentityNumber', '"11010519491231002X"', '11010519491231002x', '11010519491231002X'],
    ['Year', '2019', 2019, 2019],
  ]

  it.each(right)('%s %s', async (name, text, json, canonical) => {
    expect(await literal(name, text)).toEqual({ value: canonical, errors: [] })
    expect(await variable(name, json)).toEqual({ value: canonical, errors: [] })
  })

  it('and an exact literal stays exact where a number in JSON could not', async () => {
    expect((await literal('Money', '1234567890123456.78')).value).toBe('1234567890123456.78')
    const { errors } = await variable('Money', JSON.parse('1234567890123456.78'))
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('what is wrong is refused with a sentence', () => {
  const wrong: Record<Name, { literals: string[]; values: unknown[] }> = {
    AreaCode: { literals: ['"52060"', '52', '5.2'], values: ["5206' OR 1=1--", 5206.5, '5206%'] },
    Period: { literals: ['"2019-Q7"', '2101', '2019.5'], values: ['2019Q4', 1948, ' 2019'] },
    Money: {
      literals: ['"NaN"', '1e3', '1e309', '12.345', '"1e309"', '" 1"', '9'.repeat(30)],
      values: [Number.NaN, Number.POSITIVE_INFINITY, 1e21, 0.1 + 0.2, '1,000', '', ' '],
    },
    Decimal: { literals: ['0.12345', '1E2'], values: ['Infinity', 1e-7, '\uFF11'] },
    Date: { literals: ['"2023-02-30"', '20190101'], values: ['2019-12-31T00:00:00Z', 0] },
    UnifiedSocialCreditCode: {
      literals: ['"91350100M000100Y44"', '913501000001000143'],
      values: ['91350100M000100Y4\u0133', '0'.repeat(18), 91350100],
    },
    CitizenIdentityNumber: {
      literals: ['"110105194912310021"', '440524188001010014'],
      values: ['6.2052E+17', '110105491231002', 440524188001010000],
    },
    Year: {
      literals: ['"2019"', '1948', '2019.5', '99999999999'],
      values: ['2019', 2101, 20.19, -2019],
    },
  }
  const hostileLiterals = ['true', 'RED', '[]', '["2019"]', '{}', '{ne: 1}', '"\\u0000"', '""']
  const hostileValues = [
    true,
    [],
    ['2019', '2020'],
    [[['2019']]],
    {},
    { $ne: null },
    { toString: '2019' },
    JSON.parse('{"__proto__": {"x": 1}}'),
    '\0',
    '2019\0',
    '12.5\r\nSet-Cookie: x',
    '\u001b[2J',
    '\u202e2019',
    '\ud800',
    'a'.repeat(10_240),
    '9'.repeat(10_240),
    '\u{1F600}'.repeat(5_000),
  ]

  it.each(names)('%s, in literals', async (name) => {
    for (const text of [...wrong[name].literals, ...hostileLiterals, `"${'7'.repeat(10_240)}"`]) {
      const { value, errors } = await literal(name, text)
      expect(value, text).toBeUndefined()
      expect(errors, text).toHaveLength(1)
      const [error] = errors
      expect(error?.extensions.code, text).toBe('BAD_USER_INPUT')
      expect(error?.locations, text).toHaveLength(1)
      expect(error?.message).toMatch(/不是.*请写.*。 .* is not .*write .*\.$/)
      expect(error?.message.length).toBeLessThan(420)
      expect(hasControl(error?.message ?? '')).toBe(false)
    }
  })

  it.each(names)('%s, in variables', async (name) => {
    for (const given of [...wrong[name].values, ...hostileValues]) {
      const { value, errors } = await variable(name, given)
      expect(value).toBeUndefined()
      expect(errors).toHaveLength(1)
      const [error] = errors
      expect(error?.extensions.code, String(error)).toBe('BAD_USER_INPUT')
      // graphql-js puts the whole variable in front of our sentence, which is behind it.
      const sentence = error?.originalError?.message ?? ''
      expect(sentence).toMatch(/不是.*请写.*。 .* is not .*write .*\.$/)
      expect(sentence.length).toBeLessThan(420)
      expect(hasControl(sentence)).toBe(false)
    }
  })

  it('that names what was given and what would be right', async () => {
    const [error] = (await literal('Period', '"2019-Q7"')).errors
    expect(error?.message).toBe(
      '"2019-Q7" 不是期间；请写 2019、2019-H1、2019-Q4、2019-11 或 2019-T1。 ' +
        '"2019-Q7" is not a period; write 2019, 2019-H1, 2019-Q4, 2019-11 or 2019-T1.',
    )
    const said = async (name: Name, text: string) => (await literal(name, text)).errors[0]?.message
    expect(await said('Money', '1e309')).toMatch(/^1e309 不是金额/)
    expect(await said('Money', '[1]')).toMatch(/^列表 不是金额.* A list is not an amount of money/)
    expect(await said('Money', '{a: 1}')).toMatch(/^对象 不是金额.* An object is not an amount/)
    expect(await said('Money', 'true')).toMatch(/^true 不是金额/)
  })

  it('that cuts what was given at 40 characters and drops what a terminal would obey', () => {
    const refused = (value: unknown) => () => PeriodScalar.parseValue(value)
    expect(refused('a'.repeat(40))).toThrow(`"${'a'.repeat(40)}" 不是期间`)
    expect(refused('a'.repeat(41))).toThrow(`"${'a'.repeat(40)}…" 不是期间`)
    expect(refused('\u{1F600}'.repeat(5_000))).toThrow(`"${'\u{1F600}'.repeat(40)}…" 不是期间`)
    expect(refused('\u001b[31m20\0\u202e19\r\n')).toThrow('"[31m2019" 不是期间')
  })

  it('that does not repeat the birth date of a mistyped identity number', () => {
    expect(() => IdentityNumber.parseValue('110105194912310021')).toThrow(
      '"110105********0021" 不是公民身份号码',
    )
  })

  it('without taking ever longer, however long the text', () => {
    const long = ['9', ' ', 'a', '\0', '0'].map((character) => character.repeat(10_000_000))
    endsAtAll(() => {
      for (const text of long) {
        for (const scalar of Object.values<GraphQLScalarType>(scalars)) {
          expect(() => scalar.parseValue(text)).toThrow('不是')
        }
      }
    })
  })
})

describe('a scalar', () => {
  it('lets null and absence through to the field', async () => {
    for (const name of names) {
      const { data } = await graphql({
        schema,
        source: `{ a: read${name}(it: null) b: read${name} }`,
      })
      expect(data).toEqual({ a: 'null', b: null })
    }
  })

  it.each(names)('%s serves what the database gave, untouched', (name) => {
    for (const value of ['0.10', '2019', 2019]) expect(scalars[name].serialize(value)).toBe(value)
  })

  it.each(names)('%s is named and described in both languages', (name) => {
    expect(scalars[name].name).toBe(name)
    expect(scalars[name].description).toMatch(/\p{Script=Han}.*\n\n[A-Z].*\.$/su)
  })

  it('prints into a schema that reads back', () => {
    expect(buildASTSchema(parse(printSchema(schema))).getType('Money')).toBeDefined()
  })
})
