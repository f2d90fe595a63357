import { Decimal } from 'decimal.js'
import { badInput, type Refusal } from '../ground/refusal.ts'
import type { KnownIndicators } from '../indicators/meaning/knownIndicators.ts'

/** An item with the points that it may bring. */
export interface WeightedItem {
  readonly code: string
  readonly weight: number
}

/** One of the groups of items; its items' weights add to its own. */
export interface Group {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly weight: number
  readonly items: readonly WeightedItem[]
}

/** How villages are judged from a year on: groups of items whose weights add to 100. */
export interface Scheme {
  readonly version: string
  readonly from: number
  readonly source: string
  readonly groups: readonly Group[]
}

const weights = (items: Readonly<Record<string, number>>): WeightedItem[] =>
  Object.entries(items).map(([code, weight]) => ({ code, weight }))

/** The schemes, the latest first: four groups are given, their weights and 22 of the items proposed. */
export const schemes: readonly Scheme[] = [
  {
    version: '2014',
    from: 2014,
    source:
      'groups given (A00); 29 items given as a number (A99), 7 by name; weights proposed, domain dossier 3.2',
    groups: [
      {
        code: 'A',
        zh: '经济社会发展',
        en: 'Economic and social development',
        weight: 30,
        items: weights({ A01: 4, A02: 4, A03: 6, A04: 4, A05: 3, A06: 3, A07: 3, A08: 3 }),
      },
      {
        code: 'B',
        zh: '农村信用体系维护',
        en: 'Rural credit system upkeep',
        weight: 20,
        items: weights({ B01: 4, B02: 3, B03: 3, B04: 2, B05: 4, B06: 3, B07: 1 }),
      },
      {
        code: 'C',
        zh: '精准扶贫',
        en: 'Targeted poverty alleviation',
        weight: 30,
        items: weights({ C01: 5, C02: 4, C03: 4, C04: 5, C05: 3, C06: 3, C07: 3, C08: 3 }),
      },
      {
        code: 'D',
        zh: '信合业务发展',
        en: 'Rural credit cooperative business development',
        weight: 20,
        items: weights({ D01: 5, D02: 4, D03: 3, D04: 3, D05: 2, D06: 3 }),
      },
    ],
  },
]

/** The scheme of a year; undefined before the first. */
export function schemeIn(year: number): Scheme | undefined {
  return schemes.find(({ from }) => from <= year)
}

/** The scheme of a year; refused where it has none. */
export function mustHaveScheme(year: number): Scheme {
  const scheme = schemeIn(year)
  if (scheme) return scheme
  throw badInput({
    zh: `${year} 年没有考评方案。`,
    en: `There is no scheme of assessment for ${year}.`,
  })
}

/** All items of a scheme, in their order. */
export function itemsOf({ groups }: Scheme): WeightedItem[] {
  return groups.flatMap(({ items }) => items)
}

/** Refuses an item that a scheme does not have. */
export function mustHaveItem(scheme: Scheme, item: string): void {
  if (itemsOf(scheme).some(({ code }) => code === item)) return
  throw badInput({
    zh: `方案中没有“${item.slice(0, 20)}”。`,
    en: `The scheme has no item "${item.slice(0, 20)}".`,
  })
}

/** Refuses a scheme whose weights do not add up, or that names what is no item. */
export function checkScheme(scheme: Scheme, known: KnownIndicators, year: number): void {
  const items = itemsOf(scheme)
  const wrong = items.find(({ weight }) => !(weight > 0))
  if (wrong) throw wrongWeight(wrong)
  const codes = items.map(({ code }) => code)
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  if (twice) {
    throw badInput({
      zh: `方案中 ${twice} 出现两次。`,
      en: `The scheme names ${twice} twice.`,
    })
  }
  const groups = scheme.groups.map(({ code }) => code)
  const repeated = groups.find((code, at) => groups.indexOf(code) !== at)
  if (repeated) {
    throw badInput({
      zh: `方案中第 ${repeated} 组出现两次。`,
      en: `The scheme names group ${repeated} twice.`,
    })
  }
  for (const { code } of items) {
    if (known.inYear(code, year)?.definition.scoring) continue
    throw badInput({
      zh: `${code} 不是 ${year} 年的考评子项。`,
      en: `${code} is no item of the assessment of ${year}.`,
    })
  }
  for (const group of scheme.groups) {
    const sum = sumOf(group.items)
    if (!sum.eq(group.weight)) throw doesNotAdd(`${group.code}`, sum, group.weight)
  }
  const total = sumOf(items)
  if (!total.eq(100)) throw doesNotAdd('', total, 100)
}

function sumOf(items: readonly WeightedItem[]): Decimal {
  return items.reduce((sum, { weight }) => sum.plus(weight), new Decimal(0))
}

function wrongWeight({ code, weight }: WeightedItem): Refusal {
  return badInput({
    zh: `${code} 的权重 ${weight} 应大于零；不计分的子项请不列入。`,
    en: `The weight of ${code} is ${weight}; it must be more than nothing. Leave out what brings no points.`,
  })
}

function doesNotAdd(group: string, sum: Decimal, wanted: number): Refusal {
  const [zh, en] = group ? [`第 ${group} 组`, `of group ${group} `] : ['方案', '']
  return badInput(
    {
      zh: `${zh}各项权重之和为 ${sum.toString()}，应为 ${wanted}。`,
      en: `The weights ${en}add to ${sum.toString()}; they must add to ${wanted}.`,
    },
    { sum: sum.toString(), wanted },
  )
}
