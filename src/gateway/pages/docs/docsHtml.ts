import type { Rendered } from './markdown.ts'

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8c2f1b"/><path d="M4 3h8v10H4zM6 6h4M6 9h4" fill="none" stroke="#fff" stroke-width="1.5"/></svg>',
)}`

/** One page among those that its navigation lists, by their addresses. */
export function docsHtml(
  address: string,
  pages: ReadonlyMap<string, Rendered>,
  demonstration: boolean,
): string {
  const { title, html } = pages.get(address) ?? { title: '', html: '' }
  const links = [...pages].map(([to, page]) => {
    const here = to === address ? ' aria-current="page"' : ''
    return `<a href="${to}"${here}>${page.title}</a>`
  })
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="${icon}">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>
    <header>
      <strong>铜仁数据网关 · 文档 <small lang="en">Pages to read</small></strong>
      ${demonstration ? '<a href="/graphiql">查询 Query</a>' : ''}
      <a href="/publish">报送 Publish</a>
    </header>
    <nav aria-label="文档 Pages">
      ${links.join('\n      ')}
    </nav>
    <main lang="en">
${html}
    </main>
  </body>
</html>
`
}
