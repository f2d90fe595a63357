import { AgribusinessProfile } from '../../departments/agriculture.ts'
import { SmeClass } from '../../departments/industryIt.ts'
import type { Enterprise } from '../../entities/enterprise.ts'
import { tenThousands } from '../chance/amounts.ts'
import { lastYear, years } from '../chance/anchors.ts'
import { stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { legalStandingOf } from '../people/legalStanding.ts'
import type { Operator } from '../people/operators.ts'
import { farmingSheets } from './farming.ts'

type Size = NonNullable<SmeClass['sizeClass']>

/** A firm's accounts of one year. */
export interface Accounts {
  readonly operator: Operator<Enterprise>
  readonly year: number
  /** Its industry, GB/T 4754-2017. */
  readonly industryCode: string
  readonly size: Size
  readonly employees: number
  /** In 10,000 yuan, like its assets. */
  readonly revenue: number
  readonly assets: number
}

/** The synthetic view of the size of firms. */
export function enterpriseSheets(ground: Groundwork): Sheet[] {
  const rows = ground.operators.enterprises.reduce(
    (sum, operator) => sum + yearsOpen(ground.seed, operator).length,
    0,
  )
  return [
    sheet(SmeClass, rows, () =>
      withGaps(sizeClasses(ground), stream(ground.seed, 'SmeClass/gaps'), {
        silent: 0.004,
        blank: 0.008,
        facts: ['employees', 'revenue', 'totalAssets'],
      }),
    ),
  ]
}

/** The years, at most those of the city, in which a firm is open. */
export function yearsOpen(seed: number, operator: Operator): number[] {
  const { closed = lastYear } = legalStandingOf(seed, operator)
  return years.filter((year) => year >= operator.founded && year <= closed)
}

function* sizeClasses(ground: Groundwork): Generator<SmeClass> {
  for (const { operator, year, ...accounts } of accountsOf(ground)) {
    yield {
      uscc: operator.row.uscc,
      period: String(year),
      sizeClass: accounts.size,
      industryCode: accounts.industryCode,
      employees: accounts.employees,
      revenue: tenThousands(accounts.revenue * 10_000),
      totalAssets: tenThousands(accounts.assets * 10_000),
    }
  }
}

/** The accounts of all firms, year by year: a firm that agriculture knows earns what it sells there. */
export function* accountsOf(ground: Groundwork): Generator<Accounts> {
  const random = stream(ground.seed, 'accounts')
  const sales = new Map<string, number>()
  for (const { uscc, period, annualSales } of statedIn(
    farmingSheets(ground),
    AgribusinessProfile,
  )) {
    if (annualSales !== undefined) sales.set(`${uscc}/${period}`, Number(annualSales) / 10_000)
  }
  for (const operator of ground.operators.enterprises) {
    const { row, kind, founded, size } = operator
    const leading = kind === 'LEADING_ENTERPRISE'
    // A few outgrow the small ones' loans, and the lender has not noticed.
    const grown = !leading && random.chance(0.04) ? 9 : 1
    const staff = leading ? 20 + 85 * size : (5 + 13 * size) * grown
    const capital = random.between(0.7, 2.2)
    for (const year of yearsOpen(ground.seed, operator)) {
      const usual = size * (leading ? 1200 : 480 * grown) * 1.09 ** (year - 2014)
      const revenue = Math.round(
        (sales.get(`${row.uscc}/${year}`) ?? usual) * random.between(1, 1.03),
      )
      const maturity = 0.6 + 0.05 * Math.min(8, year - founded)
      const employees = Math.max(2, Math.round(staff * maturity * random.between(0.95, 1.05)))
      const industryCode = industryOf(operator)
      yield {
        operator,
        year,
        industryCode,
        size: sizeIn(industryCode, employees, revenue),
        employees,
        revenue,
        assets: Math.round(revenue * capital * random.between(0.95, 1.05)),
      }
    }
  }
}

/** What leading firms process, and what traders deal in, by line of agriculture; other firms serve farming. */
const processing: Record<Operator['industry'], string> = {
  TEA: 'C1530',
  VEGETABLES: 'C1371',
  HERBS: 'C2730',
  FRUIT: 'C1373',
  EDIBLE_FUNGI: 'C1372',
  LIVESTOCK: 'C1351',
  CAMELLIA_OIL: 'C1331',
  GRAIN: 'C1311',
  AQUACULTURE: 'C1361',
  RURAL_TOURISM: 'C1399',
  OTHER: 'C1399',
}
const wholesale: Partial<Record<Operator['industry'], string>> = {
  TEA: 'F5127',
  VEGETABLES: 'F5123',
  FRUIT: 'F5123',
  EDIBLE_FUNGI: 'F5123',
  HERBS: 'F5152',
  LIVESTOCK: 'F5124',
  AQUACULTURE: 'F5124',
  CAMELLIA_OIL: 'F5121',
  GRAIN: 'F5121',
}

function industryOf({ kind, industry }: Operator): string {
  if (kind === 'LEADING_ENTERPRISE') return processing[industry]
  if (!kind) return wholesale[industry] ?? 'F5129'
  if (industry === 'LIVESTOCK') return 'A0539'
  return industry === 'AQUACULTURE' ? 'A0549' : 'A0519'
}

/** The least a firm of a class has of persons, and of revenue in 10,000 yuan; the largest class first. */
type Floors = readonly (readonly [size: Size, employees: number, revenue: number])[]

/** The classes of the statistical standard of 2017, as far as firms here fall under them. */
const floorsOfSection: Readonly<Record<string, Floors>> = {
  C: [
    ['LARGE', 1000, 40_000],
    ['MEDIUM', 300, 2000],
    ['SMALL', 20, 300],
  ],
  F: [
    ['LARGE', 200, 40_000],
    ['MEDIUM', 20, 5000],
    ['SMALL', 5, 1000],
  ],
}
const floorsElsewhere: Floors = [
  ['LARGE', 300, 0],
  ['MEDIUM', 100, 0],
  ['SMALL', 10, 0],
]

function sizeIn(industryCode: string, employees: number, revenue: number): Size {
  const floors = floorsOfSection[industryCode.charAt(0)] ?? floorsElsewhere
  const met = floors.find(([, persons, earned]) => employees >= persons && revenue >= earned)
  return met?.[0] ?? 'MICRO'
}
