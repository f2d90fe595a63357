import type { Token } from 'markdown-it'

/** A page as it stands in the repository, and what a browser shows of it. */
export interface Rendered {
  /** Its first heading, escaped. */
  readonly title: string
  readonly html: string
}

/** Where the pages lie in the repository: `glossary.md` is served as `/docs/glossary`, the README as `/docs`. */
const served = /^\/(?:(README)|src\/gateway\/pages\/docs\/(\w+))\.md$/

/** The address at which the target of a link is served; undefined where it stands in the repository alone. */
function addressOf(link: string, path: string): string | undefined {
  const { host, pathname, hash } = new URL(link, `repository:///${path}`)
  const [found, readme, name] = host === '' ? (served.exec(pathname) ?? []) : []
  return found && `/docs${readme ? '' : `/${name}`}${hash}`
}

/** The anchor of a heading, made as code hosts make it, so that a link into a page holds in both places. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')
}

/** Leads links to where their targets are served; of what is not served only the words stay. */
function relink(parts: readonly Token[], path: string): Token[] {
  let isOpen = false
  return parts.filter((part) => {
    if (part.type === 'link_open') {
      const address = addressOf(String(part.attrGet('href')), path)
      isOpen = address !== undefined
      if (address !== undefined) part.attrSet('href', address)
      return isOpen
    }
    return part.type !== 'link_close' || isOpen
  })
}

function wordsOf({ children }: Token): string {
  return (children ?? []).map(({ content }) => content).join('')
}

/** What renders the pages: HTML in them is shown as it is written, and pictures are none of theirs. */
export async function markdown(): Promise<(text: string, path: string) => Rendered> {
  const { default: Markdown } = await import('markdown-it')
  const reader = new Markdown({ html: false }).disable('image')
  return (text, path) => {
    const parts = reader.parse(text, {})
    let title = ''
    for (const [at, part] of parts.entries()) {
      const words = parts[at + 1]
      if (part.type === 'heading_open' && words) {
        title ||= reader.utils.escapeHtml(wordsOf(words))
        part.attrSet('id', anchorOf(wordsOf(words)))
      }
      if (part.children) part.children = relink(part.children, path)
    }
    return { title, html: reader.renderer.render(parts, reader.options, {}) }
  }
}
