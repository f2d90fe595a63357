import { element, said } from './bilingual.js'

const counted = (count) => count.toLocaleString('en')

function counts({ rows, inserted, changed, withdrawn }) {
  const unchanged = rows - inserted - changed
  const [i, c, w, u] = [inserted, changed, withdrawn, unchanged].map(counted)
  return {
    zh: `新增 ${i} 行，更正 ${c} 行，撤回 ${w} 行，未变 ${u} 行`,
    en: `${i} added, ${c} corrected, ${w} withdrawn, ${u} unchanged`,
  }
}

const outcomes = {
  PUBLISHED: (report) => {
    const { zh, en } = counts(report)
    return [`已发布：第 ${report.batch} 批，${zh}。`, `Published as batch ${report.batch}: ${en}.`]
  },
  CHECKED: (report) => {
    const { zh, en } = counts(report)
    return [
      `试报通过，尚未入库。正式报送时将${zh}。`,
      `The dry run passed; nothing is stored yet. Publishing will do this: ${en}.`,
    ]
  },
  REFUSED: ({ faultCount }) => [
    `未入库：有 ${counted(faultCount)} 处问题。请在文件中改正后，重新选择并报送整份文件。`,
    `Nothing is stored; faults: ${counted(faultCount)}. Mend them in the file, then choose and deliver the whole file again.`,
  ],
}

function notes({ unresolved, examples }) {
  const references = unresolved.map(({ column, rows, firstLine }) =>
    said(
      'li',
      `“${column}”有 ${counted(rows)} 行所指的对象尚无登记，首见于第 ${firstLine} 行；数据照收，待对方报送后自然接上。`,
      `${counted(rows)} rows, from line ${firstLine} on, name in "${column}" what nobody has listed yet; they are kept, and lead there once it is.`,
    ),
  )
  const skipped = said(
    'li',
    `模板的示例行未计入：${counted(examples)} 行。`,
    `Rows of the template's example left out: ${counted(examples)}.`,
  )
  return [...references, ...(examples > 0 ? [skipped] : [])]
}

function faultRow({ line, column, value, zh, en }) {
  return element(
    'tr',
    {},
    element('td', { class: 'number' }, String(line ?? '')),
    element('td', {}, column ?? ''),
    element('td', { class: 'value' }, value ?? ''),
    said('td', zh, en),
  )
}

function faultTable(faults) {
  const headings = [
    ['行', 'line'],
    ['列', 'column'],
    ['内容', 'content'],
    ['问题', 'problem'],
  ]
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...headings.map(([zh, en]) => said('th', zh, en)))),
    element('tbody', {}, ...faults.map(faultRow)),
  )
  return element(
    'div',
    { class: 'faults', role: 'region', tabindex: '0', 'aria-label': '问题 Faults' },
    table,
  )
}

function cell(text) {
  const plain = String(text ?? '')
  // A cell that begins like a formula would be one again in the spreadsheet that opens the report.
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The faults as the gateway itself writes them for a spreadsheet. */
function faultsAsCsv(faults) {
  const lines = faults.map(({ line, column, value, zh, en }) =>
    [line, column, value, zh, en].map(cell).join(','),
  )
  return `\ufeff${['行,列,内容,问题,problem', ...lines].join('\r\n')}\r\n`
}

function offerFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  element('a', { href: address, download: name }).click()
  URL.revokeObjectURL(address)
}

function button(zh, en, pressed) {
  const made = said('button', zh, en)
  made.type = 'button'
  made.addEventListener('click', pressed)
  return made
}

function faultParts({ faults, faultCount }, fileName, chooseAgain) {
  const beyond = faultCount - faults.length
  const name = `${fileName.replace(/\.\w+$/, '')}-问题.csv`
  const more = said(
    'p',
    `下面列出前 ${counted(faults.length)} 处，另有 ${counted(beyond)} 处未列出。`,
    `The first ${counted(faults.length)} follow; ${counted(beyond)} more are not listed.`,
  )
  return [
    ...(beyond > 0 ? [more] : []),
    element(
      'p',
      {},
      button('下载问题清单(CSV)', 'Download the faults', () =>
        offerFile(name, faultsAsCsv(faults)),
      ),
      ' ',
      button('选择改好的文件', 'Choose the mended file', chooseAgain),
    ),
    faultTable(faults),
  ]
}

function origin({ form, encoding, rows, sha256 }, fileName) {
  const parts = [fileName, form?.toUpperCase(), encoding, `${counted(rows)} 行 rows`]
  return element(
    'p',
    { class: 'origin' },
    `${parts.filter(Boolean).join(' · ')} · SHA-256 `,
    element('code', {}, sha256),
  )
}

function show(place, kind, ...children) {
  place.className = kind
  place.replaceChildren(...children)
  place.hidden = false
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: 'nearest' })
}

/** Shows what became of a delivery, and offers what may be done next. */
export function showReport(place, report, fileName, { publish, chooseAgain }) {
  const noted = notes(report)
  const next = {
    PUBLISHED: () => [],
    CHECKED: () => [element('p', {}, button('正式报送', 'Publish it now', publish))],
    REFUSED: () => faultParts(report, fileName, chooseAgain),
  }
  show(
    place,
    report.outcome.toLowerCase(),
    said('h2', ...outcomes[report.outcome](report)),
    ...(noted.length > 0 ? [element('ul', {}, ...noted)] : []),
    ...next[report.outcome](),
    origin(report, fileName),
  )
}

/** Shows why there is no report. */
export function showTrouble(place, { message }) {
  show(place, 'trouble', element('h2', {}, message))
}
