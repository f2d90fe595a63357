import { readFile } from 'node:fs/promises'
import type { Handler } from '../http/answer.ts'
import { staticText } from '../http/staticText.ts'
import { publishHtml, type Surroundings } from './publish/publishHtml.ts'

/** Nothing is fetched from elsewhere, nothing is sent elsewhere, and the browser sees to it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

function part(name: string): Handler {
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript'
  return staticText(policy, type, () =>
    readFile(new URL(`./publish/${name}`, import.meta.url), 'utf8'),
  )
}

const parts = [
  'page.css',
  'page.js',
  'bearer.js',
  'bilingual.js',
  'progress.js',
  'report.js',
  'sending.js',
  'views.js',
]

/** The page on which a clerk delivers a file, and all it needs, from this process alone. */
export function publishPages(surroundings: Surroundings): Readonly<Record<string, Handler>> {
  return {
    'GET /publish': staticText(policy, 'text/html', async () => publishHtml(surroundings)),
    ...Object.fromEntries(parts.map((name) => [`GET /publish/${name}`, part(name)])),
  }
}
