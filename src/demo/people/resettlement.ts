import { RelocationPlan } from '../../departments/devReform.ts'
import { ResettlementSite } from '../../departments/ecoMigration.ts'
import { lastYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import { drawBrand } from '../chance/syntheticNames.ts'
import { shortName } from '../villages/areaList.ts'
import { developmentSheets } from './development.ts'
import type { Groundwork } from './groundwork.ts'

/** A site that people from poor places move to. */
export interface Site {
  readonly county: string
  readonly township: string
  /** Its number among the sites of the township. */
  readonly number: string
  readonly name: string
  readonly opened: number
  /** How many will live there once everybody has moved in. */
  readonly persons: number
}

/** People move near to towns. */
const seats = { SUBDISTRICT: 6, TOWN: 3, TOWNSHIP: 1 } as Readonly<Record<string, number>>

/** The sites of all counties: as many a year as the plan of relocations provides, and as large. */
export function sitesOf(ground: Groundwork): readonly Site[] {
  const { seed, areas } = ground
  const random = stream(seed, 'resettlement sites')
  const numbers = new Map<string, number>()
  const built = new Map<string, number>()
  const names = new Set<string>()
  return [...statedIn(developmentSheets(ground).views, RelocationPlan)].flatMap((plan) => {
    const { countyCode: county, plannedPersons = 0 } = plan
    const before = built.get(county) ?? 0
    const planned = plan.resettlementSites ?? before
    built.set(county, planned)
    const fresh = Math.max(0, planned - before)
    const townships = areas.townships
      .filter((township) => township.county === county)
      .map((township) => [township, seats[township.kind] ?? 1] as const)
    return Array.from({ length: fresh }, (): Site => {
      const township = random.weighted(townships)
      const number = (numbers.get(township.code) ?? 0) + 1
      numbers.set(township.code, number)
      return {
        county,
        township: township.code,
        number: String(number).padStart(2, '0'),
        name: newName(shortName(township.name), names, random),
        opened: Number(plan.period),
        persons: Math.round((plannedPersons / fresh) * random.between(0.94, 1.02)),
      }
    })
  })
}

function newName(place: string, known: Set<string>, random: Random): string {
  for (;;) {
    const name = `${place}${drawBrand(random)}${random.pick(['小区', '社区', '家园'])}安置点`
    if (!known.has(name)) {
      known.add(name)
      return name
    }
  }
}

/** What the ecological migration bureau says of the sites, from the year in which each was opened. */
export function resettlementSheet(seed: number, sites: readonly Site[]): Sheet {
  const rows = sites.reduce((sum, { opened }) => sum + lastYear + 1 - opened, 0)
  return sheet(ResettlementSite, rows, () =>
    withGaps(settled(seed, sites), stream(seed, 'ResettlementSite/gaps'), {
      silent: 0.002,
      blank: 0.006,
      facts: ['schoolReady', 'clinicReady', 'jobStationReady'],
    }),
  )
}

function* settled(seed: number, sites: readonly Site[]): Generator<ResettlementSite> {
  const random = stream(seed, 'ResettlementSite')
  for (const { township, number, name, opened, persons } of sites) {
    const size = random.between(4.05, 4.45)
    const filling = [random.between(0.5, 0.8), random.between(0.9, 0.97), 1]
    const [school, clinic, jobs] = [random.whole(0, 3), random.whole(0, 2), random.whole(0, 2)]
    for (const year of years) {
      const since = year - opened
      if (since < 0) continue
      const housed = Math.round(persons * (filling[Math.min(since, 2)] ?? 1))
      yield {
        townshipCode: township,
        period: String(year),
        siteNo: number,
        siteName: name,
        housedHouseholds: Math.round(housed / size),
        housedPersons: housed,
        schoolReady: since >= school,
        clinicReady: since >= clinic,
        jobStationReady: since >= jobs && year >= 2017,
      }
    }
  }
}
