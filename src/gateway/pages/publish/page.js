// Runs in the browser: four steps, and a report of what became of them.
import { authorization, missingBearer, openBearer, ownDepartment } from './bearer.js'
import { say, Trouble } from './bilingual.js'
import { openProgress, sizeOf } from './progress.js'
import { showReport, showTrouble } from './report.js'
import { keyOf, mustBeReadable, send } from './sending.js'
import { departmentsOf, describeView, fetchViews, listViews } from './views.js'

const part = (id) => document.querySelector(`#${id}`)
const [search, list, drop, fileInput, button, stop, report] = [
  ...['search', 'view', 'drop', 'file', 'send', 'stop', 'report'],
].map(part)
const [dryRun, whole, drawnOn, older, correction] = [
  ...['dry-run', 'whole', 'drawn-on', 'older', 'correction'],
].map(part)
const largest = Number(document.querySelector('main').dataset.largestFile)

let views = []
let view
let file
let filesChosen = 0
let underWay = false

/** Under this name the browser remembers that a view was published from here before. */
const published = (name) => `published ${name}`

function nameButton() {
  if (dryRun.checked) say(button, '试报', 'Check')
  else say(button, '正式报送', 'Publish')
}

function chooseView() {
  view = views.find(({ name }) => name === list.value)
  if (!view) return
  describeView(view)
  dryRun.checked = localStorage.getItem(published(view.name)) === null
  whole.checked = false
  older.checked = false
  correction.value = ''
  nameButton()
}

function chooseFirstFound({ key }) {
  if (key !== 'Enter') return
  list.selectedIndex = 0
  chooseView()
}

function chooseFile(files) {
  if (underWay || files.length === 0) return
  if (files.length > 1) {
    showTrouble(report, new Trouble('一次只报送一份文件。', 'Deliver one file at a time.'))
    return
  }
  file = files[0]
  filesChosen += 1
  say(part('chosen-file'), file.name, sizeOf(file.size))
  report.hidden = true
}

function listenToFiles() {
  fileInput.addEventListener('change', () => {
    chooseFile(fileInput.files)
    // So that the same file, once mended, can be chosen again.
    fileInput.value = ''
  })
  // Beside its place a dropped file would open in the page's stead.
  for (const type of ['dragover', 'dragleave', 'drop']) {
    addEventListener(type, (event) => {
      event.preventDefault()
      drop.classList.toggle('over', type === 'dragover')
    })
  }
  addEventListener('drop', ({ dataTransfer }) => chooseFile(dataTransfer.files))
}

/** The first step that is not done yet: its place, and what is to be done there. */
function missing() {
  const token = missingBearer()
  if (token) return [token, new Trouble('请先粘贴令牌。', 'Paste a token first.')]
  if (!view) return [search, new Trouble('请先选择报送什么。', 'Choose first what is delivered.')]
  if (!file) return [fileInput, new Trouble('请先选择文件。', 'Choose a file first.')]
  if (drawnOn.validity.valid) return undefined
  return [
    drawnOn,
    new Trouble('数据截止日期不完整，或晚于今天。', 'The day is not whole, or has not come.'),
  ]
}

function address() {
  const asked = new URLSearchParams()
  for (const [name, { checked }] of Object.entries({ dryRun, whole, older })) {
    if (checked) asked.set(name, 'true')
  }
  if (drawnOn.value) asked.set('drawnOn', drawnOn.value)
  if (correction.value.trim()) asked.set('correction', correction.value.trim())
  return `/publish/${encodeURIComponent(view.name)}?${asked}`
}

async function deliver() {
  await mustBeReadable(file, largest)
  const to = address()
  const headers = {
    authorization: await authorization(),
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent(file.name),
    'idempotency-key': keyOf(`${filesChosen} ${ownDepartment()} ${to}`),
  }
  const progress = openProgress(dryRun.checked)
  const sending = send({ address: to, headers, file, told: progress.told })
  stop.onclick = sending.stop
  stop.hidden = false
  try {
    return await sending.answer
  } finally {
    stop.hidden = true
    progress.close()
  }
}

function showAnswer(answer) {
  if (answer.errors) throw new Error(answer.errors[0].message)
  if (answer.outcome === 'PUBLISHED') localStorage.setItem(published(answer.of), 'yes')
  showReport(report, answer, file.name, { publish, chooseAgain: () => fileInput.click() })
}

function publish() {
  dryRun.checked = false
  nameButton()
  press()
}

async function press() {
  if (underWay) return
  const [place, trouble] = missing() ?? []
  if (place) {
    showTrouble(report, trouble)
    place.focus()
    return
  }
  underWay = true
  button.disabled = true
  report.hidden = true
  try {
    showAnswer(await deliver())
  } catch (error) {
    showTrouble(report, error)
  } finally {
    underWay = false
    button.disabled = false
  }
}

async function open() {
  drawnOn.max = new Date().toLocaleDateString('sv')
  nameButton()
  listenToFiles()
  views = await fetchViews()
  const departments = departmentsOf(views)
  const listAnew = () => listViews(views, departments.get(ownDepartment()), view)
  openBearer(departments, listAnew)
  listAnew()
  search.addEventListener('input', listAnew)
  search.addEventListener('keydown', chooseFirstFound)
  list.addEventListener('change', chooseView)
  dryRun.addEventListener('change', nameButton)
  button.addEventListener('click', press)
  addEventListener('beforeunload', (event) => {
    if (underWay) event.preventDefault()
  })
}

open().catch(() =>
  showTrouble(
    report,
    new Trouble('网关没有答复；请稍后重新打开本页。', 'No answer; open this page again later.'),
  ),
)
