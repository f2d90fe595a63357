import {
  AgribusinessProfile,
  VillageCollective,
  VillageCropping,
} from '../../departments/agriculture.ts'
import { places, yuan } from '../chance/amounts.ts'
import { firstYear, inYear, lastYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { stepFor } from '../chance/scoreAimedAt.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import type { Operator } from '../people/operators.ts'
import { performanceOf } from '../villages/performance.ts'
import { cropping } from './cropping.ts'

/** The synthetic views of the agriculture commission. */
export function farmingSheets(ground: Groundwork): Sheet[] {
  const { villages, operators, seed } = ground
  const rows = villages.length * years.length
  const filed = [...operators.cooperatives, ...operators.enterprises].filter(({ kind }) => kind)
  const profiled = filed.reduce(
    (sum, { founded }) => sum + lastYear + 1 - Math.max(firstYear, founded),
    0,
  )
  return [
    sheet(VillageCropping, rows, () =>
      withGaps(cropping(ground), stream(seed, 'VillageCropping/gaps'), {
        silent: 0.0015,
        blank: 0.004,
        facts: ['teaArea', 'vegetableArea', 'herbArea', 'fruitArea', 'edibleFungiUnits'],
      }),
    ),
    sheet(VillageCollective, rows, () =>
      withGaps(collectives(ground), stream(seed, 'VillageCollective/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['operatingIncome', 'totalIncome', 'collectiveAssets', 'dividendToPoor'],
      }),
    ),
    sheet(AgribusinessProfile, profiled, () =>
      withGaps(profiles(ground, filed), stream(seed, 'AgribusinessProfile/gaps'), {
        silent: 0.003,
        blank: 0.006,
        facts: ['annualSales', 'baseArea', 'memberHouseholds'],
      }),
    ),
  ]
}

function* collectives({ seed, villages, bodies }: Groundwork): Generator<VillageCollective> {
  const random = stream(seed, 'VillageCollective')
  for (const traits of villages) {
    const { village, programme, vigour } = traits
    const has = bodies.collectiveOf.has(village.code)
    const since = registeredSince(programme, has, random)
    const [luck, standing] = [random.next(), random.next()]
    const pilot = random.chance(0.3) ? random.whole(2016, 2019) : Infinity
    let assets = Math.exp(random.normal(11.8 + 0.35 * vigour, 0.4))
    for (const year of years) {
      const share = performanceOf(seed, traits, 'A08', year)
      const operating = programme ? operatingIncome(share, luck, standing, random) : 0
      const other = programme ? random.whole(8, 60) * 1000 : 0
      assets += operating * 0.4 + other * 0.3
      const registered = year >= since
      yield {
        villageCode: village.code,
        period: String(year),
        orgRegistered: registered,
        operatingIncome: yuan(operating),
        totalIncome: yuan(operating + other),
        collectiveAssets: yuan(programme ? Math.round(assets) : 0),
        dividendToPoor: yuan(
          registered && year >= 2016 ? Math.round(operating * random.between(0.08, 0.35)) : 0,
        ),
        threeChangesFlag: registered && year >= pilot,
      }
    }
  }
}

/** Where households are known one by one, collectives borrow from 2016 on, and are registered by then. */
function registeredSince(programme: boolean, known: boolean, random: Random): number {
  if (programme) return known ? random.whole(2014, 2016) : random.whole(2014, 2020)
  return known ? random.whole(2018, 2020) : Infinity
}

/** The steps of income that earn a village more points, in yuan: none under 10,000, all from 50,000 on. */
const incomeSteps = [3000, 10_000, 30_000, 50_000, 160_000]

/** Income on the step that the village's standing asks for; the higher on it, the better it stands there. */
function operatingIncome(share: number, luck: number, standing: number, random: Random): number {
  const step = stepFor(share, [0, 0.4, 0.7, 1], luck)
  const [from = 0, to = 0] = incomeSteps.slice(step, step + 2)
  const height = Math.min(0.97, Math.max(0.01, standing ** 2 + random.normal(0, 0.06)))
  return Math.round(from + (to - from) * height)
}

function* profiles(
  { seed, censuses }: Groundwork,
  operators: readonly Operator[],
): Generator<AgribusinessProfile> {
  const random = stream(seed, 'AgribusinessProfile')
  const linked = new Map<string, number[]>()
  for (const { links } of censuses.values()) {
    for (const [uscc, counts] of links) {
      const sums = linked.get(uscc) ?? years.map(() => 0)
      linked.set(
        uscc,
        sums.map((sum, i) => sum + (counts[i] ?? 0)),
      )
    }
  }
  for (const operator of operators) {
    const { row, founded, kind, level, povertyLeading, industry, size } = operator
    const cooperative = kind === 'COOPERATIVE'
    const elsewhere = size * random.between(8, cooperative ? 45 : 160)
    for (const year of years) {
      if (year < founded || !kind) continue
      const age = Math.min(8, year - founded)
      const others = year < 2015 ? 0.3 : Math.min(1, 0.35 + 0.13 * (year - 2015))
      const poorHouseholds =
        inYear(linked.get(row.uscc) ?? [], year) + Math.round(elsewhere * others)
      yield {
        uscc: row.uscc,
        period: String(year),
        entityKind: kind,
        recognitionLevel: age < 2 ? 'NONE' : level,
        povertyLeadingFlag: povertyLeading && year >= 2016,
        mainIndustry: industry,
        memberHouseholds:
          kind === 'FAMILY_FARM'
            ? 1
            : Math.round(5 + size * (cooperative ? 38 : 90) * (0.5 + age / 8)),
        linkedPoorHouseholds: poorHouseholds,
        baseArea: places(size * (cooperative ? 180 : 700) * (0.6 + age / 10), 1),
        annualSales: yuan(
          Math.round(
            size * (cooperative ? 90 : 1200) * 1.09 ** (year - 2014) * random.between(0.85, 1.15),
          ) * 10_000,
        ),
      }
    }
  }
}
