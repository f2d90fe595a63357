// What may be delivered, listed for the department that delivers: its own first.
import { say } from './bilingual.js'

const [search, list, line, template] = ['search', 'view', 'chosen-view', 'template'].map((id) =>
  document.querySelector(`#${id}`),
)
const periods = {
  year: '年度 yearly',
  half: '半年度 half-yearly',
  quarter: '季度 quarterly',
  month: '月度 monthly',
  term: '学期 termly',
}

/** All that may be delivered, as the gateway lists it. */
export async function fetchViews() {
  const answer = await fetch('/publish/views')
  if (!answer.ok) throw new Error(`/publish/views answered ${answer.status}`)
  return answer.json()
}

/** The departments that have views, by their codes, with their Chinese names. */
export function departmentsOf(views) {
  const withViews = views.filter(({ name, department }) => name.startsWith(`${department}.`))
  return new Map(withViews.map(({ department, departmentZh }) => [department, departmentZh]))
}

function found(views) {
  const words = search.value.toLowerCase().split(/\s+/)
  return views.filter(({ name, zh, en, departmentZh }) => {
    const text = `${name} ${zh} ${en} ${departmentZh}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function group(label, views) {
  const made = document.createElement('optgroup')
  made.label = label
  made.append(...views.map(({ zh, name }) => new Option(`${zh} · ${name}`, name)))
  return made
}

function nothingFound() {
  const option = new Option('没有这样的视图 No such view', '')
  option.disabled = true
  return option
}

/** Lists what the search leaves, the department's own first, and marks the one chosen. */
export function listViews(views, ownZh, chosen) {
  const isOwn = ({ departmentZh }) => ownZh !== undefined && departmentZh.includes(ownZh)
  const byOwner = new Map()
  const matching = found(views)
  for (const view of [...matching.filter(isOwn), ...matching.filter((view) => !isOwn(view))]) {
    const label = isOwn(view) ? `本单位 Own · ${ownZh}` : view.departmentZh
    byOwner.set(label, [...(byOwner.get(label) ?? []), view])
  }
  const groups = [...byOwner].map(([label, of]) => group(label, of))
  list.replaceChildren(...(groups.length > 0 ? groups : [nothingFound()]))
  list.value = chosen?.name ?? ''
}

/** Says which view is chosen, and links to its template. */
export function describeView({ name, zh, en, departmentZh, per, updated }) {
  const parts = [en, departmentZh, periods[per], updated && `更新 updated: ${updated}`]
  say(line, `已选：${zh}`, parts.filter(Boolean).join(' · '))
  say(template, `下载“${zh}”的模板`, 'Download its template')
  template.href = `/templates/${encodeURIComponent(name)}.xlsx`
}
