import { readFileSync } from 'node:fs'
import { buildSchema, isEnumType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { printed, printedFolder } from '../src/gateway/printing.ts'

const catalogue = await gatherCatalogue()
const fresh = await printed(catalogue)
const onDisk = (file: string) => readFileSync(new URL(file, printedFolder), 'utf8')

test.each(Object.keys(fresh))(
  'schema/%s is what the declarations print; if not, npm run print',
  (file) => {
    expect(onDisk(file) === fresh[file]).toBe(true)
  },
)

test('the printed schema stays under 1 MB', () => {
  expect(Buffer.byteLength(onDisk('schema.graphql'))).toBeLessThan(1_000_000)
})

test('the printed schema is the catalogue: every fact carries its class, owner, unit and legal basis', () => {
  const schema = buildSchema(onDisk('schema.graphql'))
  const printedFacts = new Map<string, Record<string, unknown>>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name === 'Query') continue
    for (const field of Object.values(type.getFields())) {
      const directive = field.astNode?.directives?.find(({ name }) => name.value === 'fact')
      const said = Object.fromEntries(
        (directive?.arguments ?? []).map(({ name, value }) => [
          name.value,
          'value' in value
            ? value.value
            : value.kind === 'ListValue'
              ? value.values.map((v) => 'value' in v && v.value)
              : undefined,
        ]),
      )
      if (directive && String(said.name).endsWith(`.${field.name}`)) {
        printedFacts.set(String(said.name), said)
        expect(field.description).toMatch(/\p{Script=Han}.*[A-Za-z]/su)
      }
    }
  }
  expect([...printedFacts.keys()].sort()).toEqual([...catalogue.entries.keys()].sort())
  expect(printedFacts.get('ruralCredit.HouseholdCredit.usedLine')).toMatchObject({
    departments: ['ruralCredit'],
    sharing: 'WITHHELD',
    sensitivity: 'SENSITIVE_PERSONAL',
    unit: 'CNY',
    legalBasis: 'L2',
  })
})

test('enumerations have names, never digits, with the code beside', () => {
  const schema = buildSchema(onDisk('schema.graphql'))
  for (const { name, members } of catalogue.enumerations) {
    const type = schema.getType(name)
    if (!isEnumType(type)) throw new Error(`${name} is not printed`)
    expect(
      type
        .getValues()
        .map((value) => value.name)
        .sort(),
    ).toEqual(members.map((m) => m.name).sort())
    for (const value of type.getValues()) expect(value.name).toMatch(/^[A-Z][A-Z_]*$/)
    for (const { name: member, code, zh } of members) {
      expect(type.getValue(member)?.description).toContain(code ? `${code} ${zh}` : zh)
    }
  }
})

test('the catalogue has its columns, and one line a fact', () => {
  const [head, ...lines] = onDisk('catalogue.csv').trim().split('\n')
  expect(head).toBe(
    'fact,department,view,entity,period,type,unit,sharing,sensitivity,legalBasis,aggregate,zh,en',
  )
  expect(lines).toHaveLength(catalogue.entries.size)
  expect(lines).toContain(
    'ruralCredit.HouseholdCredit.usedLine,ruralCredit,HouseholdCredit,Household,year,Money,CNY,withheld,sensitive-personal,L2,,已用额度,Credit line in use',
  )
})
