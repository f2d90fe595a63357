/** How officials write the units of the catalogue in the headings of their tables. */
const labels: Readonly<Record<string, string>> = {
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
