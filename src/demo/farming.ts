import {
  AgribusinessProfile,
  VillageCollective,
  VillageCropping,
} from '../departments/agriculture.ts'
import { places, yuan } from './amounts.ts'
import { inYear, years } from './anchors.ts'
import { cropping } from './cropping.ts'
import type { Groundwork } from './groundwork.ts'
import type { Operator } from './operators.ts'
import { stream } from './random.ts'
import { type Sheet, sheet, withGaps } from './sheet.ts'

/** The synthetic views of the agriculture commission. */
export function farmingSheets(ground: Groundwork): Sheet[] {
  const { villages, operators, seed } = ground
  const rows = villages.length * years.length
  const filed = [...operators.cooperatives, ...operators.enterprises].filter(({ kind }) => kind)
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
    sheet(AgribusinessProfile, Math.round(filed.length * years.length * 0.95), () =>
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
  for (const { village, programme, poor, vigour } of villages) {
    const has = bodies.collectiveOf.has(village.code)
    const since = !programme ? Infinity : has ? random.whole(2014, 2016) : random.whole(2014, 2020)
    const base = Math.exp(random.normal(9.6 + 0.35 * vigour - (poor ? 0.25 : 0), 0.55))
    const pilot = random.chance(0.3) ? random.whole(2016, 2019) : Infinity
    let assets = base * random.between(6, 14)
    for (const year of years) {
      const operating = programme
        ? Math.round(base * 1.3 ** (year - 2015) * random.between(0.8, 1.2))
        : 0
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
