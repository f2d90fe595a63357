import { largestDelivery } from '../../../publishing/delivering/spool.ts'

/** What the clerk's page has to say of the gateway that serves it. */
export interface Surroundings {
  /** Tokens are lent to whoever asks; otherwise the clerk brings one. */
  readonly demonstration: boolean
  /** What is here was invented. */
  readonly synthetic: boolean
}

const syntheticNotice = `<strong class="synthetic">模拟数据 Synthetic data
        <small>勿报送真实数据 Deliver nothing real here</small>
      </strong>`

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8c2f1b"/><path d="M8 12V4M4 7l4-4 4 4M3 14h10" fill="none" stroke="#fff" stroke-width="2"/></svg>',
)}`

const lentToken = `<label for="department">以哪个单位的数据管理员身份报送 <small lang="en">As the data steward of</small></label>
        <select id="department"></select>`

const ownToken = `<label for="token">令牌(数据管理员) <small lang="en">Token of a data steward</small></label>
        <input id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="bearer">
        <p class="hint" id="bearer">请粘贴签发机构给您的令牌；它只留在本页，不会保存。 <small lang="en">Paste the token that its issuer gave you; it stays in this page and is not kept.</small></p>`

/** The page on which a clerk delivers a file: four steps and a report. */
export function publishHtml({ demonstration, synthetic }: Surroundings): string {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>报送数据 · 铜仁数据网关</title>
    <link rel="icon" href="${icon}">
    <link rel="stylesheet" href="/publish/page.css">
    <script type="module" src="/publish/page.js"></script>
  </head>
  <body>
    <header>
      <h1>铜仁数据网关 · 报送数据 <small lang="en">Deliver data</small></h1>
      ${synthetic ? syntheticNotice : ''}
      ${demonstration ? '<a href="/graphiql">查询 Query</a>' : ''}
    </header>
    <noscript>此页需要 JavaScript。 This page needs JavaScript.</noscript>
    <main data-largest-file="${largestDelivery}">
      <section aria-labelledby="who">
        <h2 id="who">1 报送单位 <small lang="en">Who delivers</small></h2>
        ${demonstration ? lentToken : ownToken}
      </section>

      <section aria-labelledby="what">
        <h2 id="what">2 报送什么 <small lang="en">What is delivered</small></h2>
        <label for="search">查找视图 <small lang="en">Find a view</small></label>
        <input id="search" type="search" autocomplete="off" placeholder="如 收入 或 VillageIncome">
        <select id="view" size="8" aria-label="视图 View"></select>
        <p id="chosen-view" hidden></p>
        <p><a id="template" download hidden></a></p>
      </section>

      <section aria-labelledby="which">
        <h2 id="which">3 文件 <small lang="en">The file</small></h2>
        <label id="drop">
          <input id="file" type="file" accept=".xlsx,.csv,.txt,.tsv,.ndjson,.jsonl">
          <span id="chosen-file"><b>选择文件</b>，或把文件拖到这里 <small lang="en">Choose a file, or drop it here</small></span>
          <small class="hint">XLSX、CSV、NDJSON</small>
        </label>
      </section>

      <section aria-labelledby="how">
        <h2 id="how">4 方式 <small lang="en">How</small></h2>
        <label class="choice"><input id="dry-run" type="checkbox" checked>
          <span><b>试报</b>：只检查，不入库 <small lang="en">Dry run: checked, and nothing stored</small></span></label>
        <label class="choice"><input id="whole" type="checkbox">
          <span>本文件为该期全部数据：文件中没有的行将被撤回 <small lang="en">This file is the whole of its periods: rows that are not in it are withdrawn</small></span></label>
        <label class="field" for="drawn-on">数据截止日期(可不填) <small lang="en">Drawn on, if you like</small></label>
        <input id="drawn-on" type="date">
        <label class="choice"><input id="older" type="checkbox">
          <span>以旧代新：即使库中的数据更新，也以本文件为准 <small lang="en">Put older data over newer</small></span></label>
        <label class="field" for="correction">更正理由(仅已关账年度需要) <small lang="en">Why it is corrected, for a closed year only</small></label>
        <input id="correction" type="text" maxlength="500" autocomplete="off">
      </section>

      <p class="press">
        <button id="send" type="button"></button>
        <button id="stop" type="button" hidden>取消 Cancel</button>
      </p>
      <div id="under-way" hidden>
        <progress id="bar" aria-label="进度 Progress"></progress>
        <p><span id="phase" role="status"></span> <span id="amount"></span></p>
      </div>
      <section id="report" tabindex="-1" aria-label="结果 Report" hidden></section>
    </main>
  </body>
</html>
`
}
