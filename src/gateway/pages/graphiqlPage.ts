import { demoCallers } from './demoCallers.ts'
import { type Example, examples } from './graphiqlExamples.ts'

function exampleLink({ zh, en, caller, query }: Example): string {
  const asked = new URLSearchParams({ query, ...(caller ? { caller } : {}) })
  return `<a href="?${asked.toString().replaceAll('&', '&amp;')}" title="${en}">${zh}</a>`
}

const callerOptions = demoCallers.map(
  ({ name, zh, en }) => `<option value="${name}">${zh} ${en}</option>`,
)

const syntheticNotice = `<strong class="synthetic">模拟数据 Synthetic data
  <small>村名属实，人、户、企业与数字皆虚构 Real places; all people and figures are invented</small>
</strong>`

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8c2f1b"/><path d="M3 4h10M3 8h7M3 12h4" stroke="#fff" stroke-width="2"/></svg>',
)}`

/** The page around GraphiQL: a bar that says what the data is, who asks, and what may be tried. */
export function graphiqlHtml(synthetic: boolean): string {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>铜仁数据网关</title>
    <link rel="icon" href="${icon}">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <link rel="stylesheet" href="/graphiql/page.css">
    <script defer src="/graphiql/graphiql.js"></script>
    <script defer src="/graphiql/page.js"></script>
  </head>
  <body>
    <header>
      <h1>铜仁数据网关</h1>
      ${synthetic ? syntheticNotice : ''}
      <label>调用方 Caller
        <select id="caller">
          ${callerOptions.join('\n          ')}
        </select>
      </label>
      <a href="/publish">报送数据 Publish</a>
      <a href="/docs">文档 Docs</a>
    </header>
    <nav aria-label="示例查询 Examples">
      <span>示例 Examples</span>
      ${examples.map(exampleLink).join('\n      ')}
    </nav>
    <noscript>此页需要 JavaScript。 This page needs JavaScript.</noscript>
    <main id="graphiql"></main>
  </body>
</html>
`
}
