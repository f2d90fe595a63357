import { isObjectType, isSpecifiedScalarType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { schemaOf } from '../src/gateway/schema.ts'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

async function fieldsOfObjects() {
  const schema = await schemaOf(await gatherCatalogue())
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') && !isSpecifiedScalarType(type)
      ? Object.values(type.getFields()).map((field) => ({
          name: `${type.name}.${field.name}`,
          field,
        }))
      : [],
  )
}

test('every field of the schema has a sharing class, a duty, or is plain frame', async () => {
  const fields = await fieldsOfObjects()
  const without = fields.filter(({ field: { extensions } }) => {
    const { entry, witness, figure, frame, may } = extensions.sharing ?? {}
    return [entry, witness, figure, frame, may].filter(Boolean).length !== 1
  })
  expect(fields.length).toBeGreaterThan(300)
  expect(without.map(({ name }) => name)).toEqual([])
})

test('a field that loses its class is shut, even to the owner of its facts', async () => {
  const field = (await fieldsOfObjects()).find(({ name }) => name === 'Village.name')?.field
  const { sharing, ...others } = field?.extensions ?? {}
  Object.assign(field ?? {}, { extensions: others })
  const answer = await city.ask(
    reader('statistics'),
    '{ villages(first: 2) { nodes { code name } } }',
  )
  Object.assign(field ?? {}, { extensions: { ...others, sharing } })
  expect(answer.data.villages.nodes.map((village: { name: unknown }) => village.name)).toEqual([
    null,
    null,
  ])
  expect(answer.errors).toHaveLength(1)
  expect(answer.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', field: 'Village.name' })
  expect(answer.statements.join()).not.toContain('"name"')
})
