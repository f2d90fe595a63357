import { DeclarationRefused } from './declarationRefused.ts'

/** How officials write the units of the catalogue in the headings of their tables. */
const labels: Record<string, string> = {
  '10k bags': '万棒',
  '10k person': '万人',
  CNY: '元',
  'CNY/month': '元/月',
  'CNY/year': '元/年',
  'L/person/day': '升/人·日',
  application: '笔',
  borrower: '户',
  case: '件',
  customer: '户',
  day: '天',
  group: '个',
  household: '户',
  item: '笔',
  kind: '种',
  km: '公里',
  lender: '家',
  m2: '平方米',
  minute: '分钟',
  month: '个月',
  mu: '亩',
  parcel: '件',
  pct: '%',
  'pct/year': '%/年',
  person: '人',
  session: '场',
  set: '套',
  site: '处',
  team: '支',
  terminal: '台',
  title: '本',
  unit: '座',
  village: '个村',
  visit: '次',
  x: '倍',
}

/** The Chinese label of a unit; the unit itself where it has none. */
export function unitLabel(unit: string): string {
  return labels[unit] ?? unit
}

/** The units in which facts may be counted and measured. */
export function knownUnits(): readonly string[] {
  return Object.keys(labels)
}

/** A unit that a department is the first to use, and its Chinese label: `decimal(newUnit('mm', '毫米'), 'flow')`. */
export function newUnit(unit: string, label: string): string {
  const known = labels[unit]
  if (known !== undefined && known !== label) {
    throw new DeclarationRefused(
      `单位“${unit}”已写作“${known}”，不能又写作“${label}”。`,
      `The unit "${unit}" is written "${known}" already, and cannot be written "${label}" as well.`,
    )
  }
  labels[unit] = label
  return unit
}
