import type { AgribusinessProfile } from '../../departments/agriculture.ts'
import type { Cooperative } from '../../entities/cooperative.ts'
import type { Enterprise } from '../../entities/enterprise.ts'
import type { Township } from '../../entities/township.ts'
import { startsOf } from '../../ground/creditCode.ts'
import { allocate } from '../chance/allocation.ts'
import { type Random, stream } from '../chance/random.ts'
import { syntheticCreditCode } from '../chance/syntheticCodes.ts'
import { drawBrand } from '../chance/syntheticNames.ts'
import { type Areas, shortName } from '../villages/areaList.ts'
import { figuresOf } from '../villages/countyFigures.ts'
import { type Scale, sampledCounties } from '../villages/sample.ts'
import type { VillageTraits } from '../villages/villageTraits.ts'
import { serials } from './organisations.ts'

type Industry = NonNullable<AgribusinessProfile['mainIndustry']>
type Level = NonNullable<AgribusinessProfile['recognitionLevel']>
type Kind = NonNullable<AgribusinessProfile['entityKind']>

/** A synthetic cooperative or firm: its entity's row, and what shapes its profile and its loans. */
export interface Operator<Row extends Cooperative | Enterprise = Cooperative | Enterprise> {
  readonly row: Row
  readonly county: string
  readonly township: string
  readonly founded: number
  readonly industry: Industry
  /** Absent where agriculture keeps no file of it. */
  readonly kind?: Kind
  readonly level: Level
  readonly povertyLeading: boolean
  /** Its size against others of its kind, 1 in the middle. */
  readonly size: number
}

/** All synthetic cooperatives and firms. */
export interface Operators {
  readonly cooperatives: readonly Operator<Cooperative>[]
  readonly enterprises: readonly Operator<Enterprise>[]
}

const counts = {
  sample: { cooperatives: 700, enterprises: 350 },
  full: { cooperatives: 7100, enterprises: 1000 },
} as const

const industries: readonly (readonly [Industry, number, string])[] = [
  ['TEA', 17, '茶叶种植'],
  ['VEGETABLES', 16, '蔬菜种植'],
  ['HERBS', 11, '中药材种植'],
  ['FRUIT', 12, '精品水果种植'],
  ['EDIBLE_FUNGI', 9, '食用菌种植'],
  ['LIVESTOCK', 18, '生态养殖'],
  ['CAMELLIA_OIL', 6, '油茶种植'],
  ['GRAIN', 4, '优质稻种植'],
  ['AQUACULTURE', 3, '冷水鱼养殖'],
  ['RURAL_TOURISM', 3, '乡村旅游'],
  ['OTHER', 1, '农机服务'],
]

/** Founds cooperatives and firms; with a sample, a third of the cooperatives in its two counties. */
export function foundOperators(
  seed: number,
  areas: Areas,
  villages: readonly VillageTraits[],
  scale: Scale,
): Operators {
  const programme = villages.filter((traits) => traits.programme)
  const villagesIn = (county: string) =>
    programme.filter(({ village }) => village.county === county).length
  const { cooperatives, enterprises } = counts[scale]
  const inSample = scale === 'sample' ? Math.round(cooperatives / 3) : 0
  const shares = (total: number, takesPart: (county: string) => boolean) =>
    allocate(
      total,
      areas.counties.map(({ code }) => (takesPart(code) ? villagesIn(code) : 0)),
    )
  const isSampled = (county: string) => sampledCounties.some((code) => code === county)
  const sampled = shares(inSample, isSampled)
  const others = shares(cooperatives - inSample, (code) => scale === 'full' || !isSampled(code))
  const perCounty = areas.counties.map((_, i) => (sampled[i] ?? 0) + (others[i] ?? 0))
  return {
    cooperatives: foundCooperatives(stream(seed, 'Cooperative'), areas, programme, perCounty),
    enterprises: foundEnterprises(stream(seed, 'Enterprise'), areas, programme, enterprises),
  }
}

function foundCooperatives(
  random: Random,
  { counties }: Areas,
  programme: readonly VillageTraits[],
  perCounty: readonly number[],
): Operator<Cooperative>[] {
  let serial: number = serials.cooperatives
  return counties.flatMap(({ code: county, name }, i) => {
    const homes = programme.filter(({ village }) => village.county === county)
    return Array.from({ length: perCounty[i] ?? 0 }, () => {
      const { village } = random.pick(homes)
      const [industry, , words] = drawIndustry(random)
      return {
        row: {
          uscc: syntheticCreditCode(startsOf.cooperative[0], serial++),
          name: `${shortName(name)}${shortName(village.name)}${drawBrand(random)}${words}专业合作社`,
          village: village.code,
        },
        county,
        township: village.township,
        founded: random.whole(2010, 2018),
        industry,
        kind: 'COOPERATIVE' as const,
        level: random.weighted<Level>(cooperativeLevels),
        povertyLeading: false,
        size: Math.exp(random.normal(0, 0.6)),
      }
    })
  })
}

const cooperativeLevels = [
  ['NONE', 0.72],
  ['COUNTY', 0.16],
  ['MUNICIPAL', 0.08],
  ['PROVINCIAL', 0.035],
  ['NATIONAL', 0.005],
] as const

const enterpriseKinds: readonly (readonly [Kind | undefined, number])[] = [
  ['LEADING_ENTERPRISE', 0.7],
  ['FAMILY_FARM', 0.12],
  ['COLLECTIVE', 0.03],
  [undefined, 0.15],
]

const leadingLevels = [
  ['COUNTY', 0.45],
  ['MUNICIPAL', 0.36],
  ['PROVINCIAL', 0.17],
  ['NATIONAL', 0.02],
] as const

function foundEnterprises(
  random: Random,
  { counties, townships }: Areas,
  programme: readonly VillageTraits[],
  total: number,
): Operator<Enterprise>[] {
  const shares = allocate(
    total,
    counties.map(({ code }) => figuresOf(code).gdp),
  )
  let serial: number = serials.enterprises
  return counties.flatMap(({ code: county, name }, i) => {
    const homes = programme.filter(({ village }) => village.county === county)
    const seats = townships.filter((township) => township.county === county)
    return Array.from({ length: shares[i] ?? 0 }, () => {
      const home = random.chance(0.75) ? random.pick(homes).village : undefined
      const seat = home?.township ?? random.pick<Township>(seats).code
      const [industry, , words] = drawIndustry(random)
      const kind = random.weighted<Kind | undefined>(enterpriseKinds)
      const leading = kind === 'LEADING_ENTERPRISE'
      const suffix = kind ? `${words.replace(/种植|养殖/, '')}农业开发` : '商贸'
      return {
        row: {
          uscc: syntheticCreditCode('91', serial++),
          name: `${shortName(name)}${drawBrand(random)}${suffix}有限公司`,
          township: seat,
          ...(home ? { village: home.code } : {}),
        },
        county,
        township: seat,
        founded: random.whole(2005, 2017),
        industry,
        ...(kind ? { kind } : {}),
        level: leading ? random.weighted<Level>(leadingLevels) : ('NONE' as const),
        povertyLeading: leading && random.chance(0.6),
        size: Math.exp(random.normal(0, 0.7)),
      }
    })
  })
}

function drawIndustry(random: Random): (typeof industries)[number] {
  return random.weighted(industries.map((industry) => [industry, industry[1]] as const))
}
