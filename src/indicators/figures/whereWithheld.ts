import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import { levelOf } from '../../ground/areaCode.ts'
import { type Period, parsePeriod } from '../../ground/period.ts'
import type { Reader } from '../../store/reader.ts'
import { tableOf } from '../../store/sqlPieces.ts'
import { disclosuresIn, type Family } from '../meaning/disclosure.ts'
import type { Indicator } from '../meaning/indicator.ts'
import type { KnownIndicators } from '../meaning/knownIndicators.ts'
import { type Cell, withheldAreas } from './cellSuppression.ts'
import type { IndicatorValue } from './figure.ts'

/**
 * Why the figure of an area is withheld from those who may not read what it is made of: for few stand
 * behind it or behind one beside it, or such figures are not shown there at all; undefined where it is shown.
 */
export type Withheld = (area: string) => 'SUPPRESSED' | 'FORBIDDEN' | undefined

/** The areas of which each figure of a family is withheld, by its code. */
type Areas = ReadonlyMap<string, ReadonlySet<string>>

/** What has been decided, with how far all that it was read from had come. */
export type Decisions = LRUCache<string, { readonly stamp: string; readonly areas: Areas }>

/** What is decided is little, and asked for again and again. */
export function openDecisions(): Decisions {
  return new LRUCache({ max: 500 })
}

/** What is needed to decide: figures, how far they have come, how many are few, and what was decided before. */
interface Deciding {
  readonly catalogue: Catalogue
  readonly reader: Reader
  readonly known: KnownIndicators
  readonly decisions: Decisions
  readonly fewestShown: number
  readonly loadMany: (
    code: string,
    areas: readonly string[],
    period: Period,
  ) => Promise<IndicatorValue[]>
  readonly stamp: (codes: readonly string[]) => Promise<string>
}

/** Where an indicator's figures of a period are withheld from those who may not read what they are made of. */
export async function withheldIn(
  indicator: Indicator,
  period: Period,
  deciding: Deciding,
): Promise<Withheld> {
  const { year = 0, kind } = parsePeriod(period) ?? {}
  const disclosures = disclosuresIn(deciding.known, year)
  const { below, above } = disclosures.of(indicator)
  const family = disclosures.familyOf(indicator)
  const decided = family && kind === 'year' ? await decidedOf(family, period, deciding) : undefined
  const few = decided?.get(indicator.definition.code)
  return (area) => {
    const manner = isBelow(area) ? below : above
    if (manner === 'shown') return undefined
    if (few && manner === 'whereNotFew') return few.has(area) ? 'SUPPRESSED' : undefined
    // Between the parts of a year one household's payment would stand.
    const isTold = manner === 'whereNotFew' && family?.isToldAbove && !isBelow(area)
    return isTold ? undefined : 'FORBIDDEN'
  }
}

/** What is withheld of a family of figures in a year: decided once, as long as nothing that it reads has moved. */
async function decidedOf(family: Family, year: Period, deciding: Deciding): Promise<Areas> {
  const { decisions, stamp: stampOf } = deciding
  const name = `${family.codes.join(' ')} ${year}`
  const stamp = await stampOf(family.codes)
  const found = decisions.get(name)
  if (found?.stamp === stamp) return found.areas
  const areas = await areasWithheld(family, year, deciding)
  decisions.set(name, { stamp, areas })
  return areas
}

function isBelow(area: string): boolean {
  const level = levelOf(area)
  return level === 'village' || level === 'township'
}

async function areasWithheld(
  { codes, ...family }: Family,
  period: Period,
  { catalogue, reader, loadMany, fewestShown }: Deciding,
): Promise<Areas> {
  const places = await placesIn(catalogue, reader, period)
  const villages = places.map(({ village }) => village)
  const values = await Promise.all(codes.map((code) => loadMany(code, villages, period)))
  const cells = places.map((place, at) => ({
    ...place,
    behind: values.map((all) => behindOf(all[at]) ?? fewestShown),
  }))
  const areas = withheldAreas(cells, { ...family, fewest: fewestShown })
  return new Map(codes.map((code, at) => [code, areas[at] ?? new Set()]))
}

/** How many stand behind a figure; undefined of what is made of areas, for nobody counts them. */
function behindOf(value: IndicatorValue | undefined): number | undefined {
  if (value?.status !== 'OK') return 0
  return value.behind ?? (Number(value.exact) === 0 ? 0 : undefined)
}

/** All villages, each with the areas in which it lies in a year. */
function placesIn(
  catalogue: Catalogue,
  reader: Reader,
  period: Period,
): Promise<Omit<Cell, 'behind'>[]> {
  const standing = catalogue.shelfOf(VillageStanding)
  return reader.rows(
    'villages and where they lie',
    sql`select v.code as village, v.township_code as township, v.county_code as county,
        c.city_code as city, s.zone_code as zone
      from shared.village v
      join shared.county c on c.code = v.county_code
      left join ${tableOf(standing)} s
        on s.${sql.ref(standing.keyColumn)} = v.code and s.period = ${period}
      order by v.code`,
  )
}
