import { readFileSync } from 'node:fs'

// The dossier of departments, views and fields, as data; a department is complete to its last field.
const [head = '', ...lines] = readFileSync(new URL('./views.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
}

const names = cells(head)

/** One line a field: whose it is, in what view, and all that is said of it. */
export const dossier = lines.map((line) => {
  const values = cells(line)
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
})

/** The programme's member departments, which the dossier describes; others may have come since. */
export const dossierDepartments = [...new Set(dossier.map(({ department = '' }) => department))]
