import type { TrainingEmployment } from '../../departments/humanResources.ts'
import type { PersonRegister } from '../../departments/povertyOffice.ts'
import type { Random } from '../chance/random.ts'
import type { Groundwork } from './groundwork.ts'
import type { SampledHousehold } from './households.ts'

type Region = NonNullable<TrainingEmployment['workRegion']>

/** Somebody's work in the last year: so many quarters on end, at so much a month. */
export interface Work {
  /** The first quarter, from 0. */
  readonly from: number
  readonly quarters: number
  readonly region: Region
  /** Whole yuan a month. */
  readonly wage: number
  /** Known only of work in the home county. */
  readonly employer?: string
}

/** Who employs people in each county: its cooperatives and firms. */
export type Employers = ReadonlyMap<string, readonly string[]>

/** The cooperatives and firms of each county that have been there for a while. */
export function employersIn({ areas, operators }: Groundwork): Employers {
  const old = [...operators.cooperatives, ...operators.enterprises].filter(
    ({ founded }) => founded <= 2018,
  )
  return new Map(
    areas.counties.map(({ code }) => [
      code,
      old.filter(({ county }) => county === code).map(({ row }) => row.uscc),
    ]),
  )
}

/** Where those work who go away for work, and those who do not. */
const regions: Record<'away' | 'here', readonly (readonly [Region, number])[]> = {
  away: [
    ['OUTSIDE', 0.6],
    ['PROVINCE', 0.16],
    ['CITY', 0.24],
  ],
  here: [
    ['LOCAL', 0.9],
    ['CITY', 0.1],
  ],
}

/** What is earned a month, from and to. */
const wages: Record<Region, readonly [number, number]> = {
  LOCAL: [90, 260],
  CITY: [150, 320],
  PROVINCE: [200, 380],
  OUTSIDE: [260, 520],
}

const willing = { SKILLED: 0.82, NORMAL: 0.72, WEAK: 0.16, NONE: 0 } as const

/** Somebody's work, as long as the household's purse has room for its wage; many work part of the year. */
export function workFor(
  { village, registration }: SampledHousehold,
  register: Pick<PersonRegister, 'labourCapacity' | 'migrantWorkMonths'>,
  purse: { left: number },
  employers: Employers,
  random: Random,
): Work | undefined {
  if (!random.chance(willing[register.labourCapacity ?? 'NONE'])) return undefined
  const months = register.migrantWorkMonths ?? 0
  const region = random.weighted(months > 0 ? regions.away : regions.here)
  const [least, most] = wages[region]
  const wage = random.whole(least, most) * 10
  const wanted = months > 0 ? Math.ceil(months / 3) : random.whole(1, 4)
  const quarters = Math.min(4, wanted, Math.floor(purse.left / (3 * wage)))
  if (quarters < 1) return undefined
  purse.left -= 3 * wage * quarters
  // The first quarter of 2020 was a hard one to find work in.
  const from = random.chance(0.7) ? 4 - quarters : random.whole(0, 4 - quarters)
  const work = { from, quarters, region, wage }
  const around = employers.get(village.slice(0, 6)) ?? []
  if (region !== 'LOCAL' || around.length === 0 || random.chance(0.35)) return work
  const linked = registration?.link && random.chance(0.4) ? registration.link.uscc : undefined
  return { ...work, employer: linked ?? random.pick(around) }
}
