import { readFile } from 'node:fs/promises'
import { once } from '../../ground/once.ts'
import type { Handler } from '../http/answer.ts'
import { staticText } from '../http/staticText.ts'
import { docsHtml } from './docs/docsHtml.ts'
import { markdown, type Rendered } from './docs/markdown.ts'

/** Nothing is fetched from elsewhere, nothing runs, and the browser sees to it. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const root = new URL('../../../', import.meta.url)

/** The pages for those who carry on, in the order in which they are listed: `docs/asking.md` is `/docs/asking`. */
const names = [
  'asking',
  'publishing',
  'figures',
  'running',
  'benchmarks',
  'glossary',
  'whereToChangeWhat',
  'addADepartment',
  'addAnIndicator',
  'addAnAssessmentItem',
  'addACheck',
  'addAMutation',
  'addAnEntity',
]

/** Where each page stands in the repository, by its address; the README comes first. */
const files: ReadonlyMap<string, string> = new Map([
  ['/docs', 'README.md'],
  ...names.map((name) => [`/docs/${name}`, `src/gateway/pages/docs/${name}.md`] as const),
])

const readAll = once(async (): Promise<ReadonlyMap<string, Rendered>> => {
  const render = await markdown()
  const pages = [...files].map(async ([address, path]) => {
    const text = await readFile(new URL(path, root), 'utf8')
    return [address, render(text, path)] as const
  })
  return new Map(await Promise.all(pages))
})

/** The README and the pages that it leads to, from this process alone. */
export function docsPages(demonstration: boolean): Readonly<Record<string, Handler>> {
  const pages = [...files.keys()].map((address) => [
    `GET ${address}`,
    staticText(policy, 'text/html', async () => docsHtml(address, await readAll(), demonstration)),
  ])
  return {
    ...Object.fromEntries(pages),
    'GET /docs/page.css': staticText(policy, 'text/css', () =>
      readFile(new URL('./docs/page.css', import.meta.url), 'utf8'),
    ),
  }
}
