import { describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { dossier, dossierDepartments } from './dossier/dossier.ts'

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

describe('every department states what the dossier says of it', () => {
  test('the dossier is whole', () => {
    expect(dossier).toHaveLength(419)
    expect(new Set(dossier.map((row) => `${row.department}.${row.view}`)).size).toBe(72)
  })

  test('its 32 departments are all there', () => {
    expect(dossierDepartments).toHaveLength(32)
    const slugs = catalogue.departments.map(({ slug }) => slug)
    expect(dossierDepartments.filter((department) => !slugs.includes(department))).toEqual([])
  })

  test('none of them adds a fact that the dossier does not know, or leaves one out', () => {
    const stated = [...catalogue.entries.values()]
      .filter(({ shelf }) => shelf && dossierDepartments.includes(shelf.namespace))
      .map(({ name }) => name)
    expect(stated.sort()).toEqual(
      dossier.map((row) => `${row.department}.${row.view}.${row.field}`).sort(),
    )
  })

  test.each(dossier.map((row) => [`${row.department}.${row.view}.${row.field}`, row] as const))(
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
