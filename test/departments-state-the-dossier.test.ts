import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'

// The dossier of departments, views and fields, as data; a department is complete to its last field.
const [head = '', ...lines] = readFileSync(new URL('./dossier/views.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
}

const names = cells(head)
const dossier = lines.map((line) => {
  const values = cells(line)
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
})

const sharing: Record<string, string> = {
  unconditional: 'open',
  conditional: 'conditional',
  'not shared': 'withheld',
}
const periods: Record<string, string | undefined> = {
  year: 'year',
  'half-year': 'half',
  quarter: 'quarter',
  month: 'month',
  term: 'term',
}

/** `(A,B)` and `(1..7)` alike, as the list of members that the dossier gives. */
function givenMembers(type: string): string[] | undefined {
  const [, list] = /\((.*)\)/.exec(type) ?? []
  const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(list ?? '') ?? []
  if (!first) return list?.split(',')
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => `${Number(first) + i}`)
}

const catalogue = await gatherCatalogue()
const declared = dossier.filter(({ department }) =>
  catalogue.departments.some(({ slug }) => slug === department),
)

describe('every department states what the dossier says of it', () => {
  test('the dossier is whole', () => {
    expect(dossier).toHaveLength(419)
    expect(new Set(dossier.map((row) => `${row.department}.${row.view}`)).size).toBe(72)
  })

  test('the first departments are there', () => {
    expect(catalogue.departments.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining([
        'povertyOffice',
        'finance',
        'agriculture',
        'devReform',
        'ruralCredit',
        'statistics',
      ]),
    )
  })

  test('no department adds a fact that the dossier does not know, or leaves one out', () => {
    const stated = [...catalogue.entries.values()]
      .filter(({ shelf }) => shelf && shelf.namespace !== 'programme')
      .map(({ name }) => name)
    expect(stated.sort()).toEqual(
      declared.map((row) => `${row.department}.${row.view}.${row.field}`).sort(),
    )
  })

  test.each(declared.map((row) => [`${row.department}.${row.view}.${row.field}`, row] as const))(
    '%s',
    (name, row) => {
      const entry = catalogue.entries.get(name)
      const { type, zh, sensitivity, legalBasis } = entry?.fact ?? {}
      expect(zh).toBe(row.zh)
      expect(entry?.fact.sharing).toBe(sharing[row.sharing ?? ''])
      expect(sensitivity).toBe(row.sensitivity)
      expect(legalBasis ?? '').toBe(row.legal_basis)
      expect(type?.writtenIn ?? type?.unit ?? '').toBe(row.unit)
      expect(entry?.shelf?.per).toBe(periods[row.period ?? ''])
      expect(entry?.shelf?.updated).toBe(row.cadence)
      expect(entry?.shelf?.shelved.map((entity) => entity.name).join('/')).toBe(row.entity)
      const said = row.type ?? ''
      expect(entry?.shelf?.each?.name).toBe(/\+(\w+No)$/.exec(row.key ?? '')?.[1])
      if (said === 'Enum:GBT4754') expect(type?.word).toBe('IndustryCode')
      else if (said.startsWith('Enum')) {
        const given = givenMembers(said)
        const own = type?.enumeration?.members ?? []
        expect(own.length).toBeGreaterThan(1)
        // A member is a name in the graph; where the dossier gives digits, they are its code.
        const asGiven = own.map(({ name, code }) => (/^\d/.test(given?.[0] ?? '') ? code : name))
        if (given) expect(asGiven).toEqual(given)
      } else if (said.endsWith('Ref')) expect(type?.reference).toBeDefined()
      else expect(type?.word).toBe(said)
    },
  )
})
