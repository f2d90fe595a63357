import type { Organisation } from '../../entities/organisation.ts'
import type { Village } from '../../entities/village.ts'
import { syntheticCreditCode } from '../chance/syntheticCodes.ts'
import { type Areas, shortName } from '../villages/areaList.ts'

/** The synthetic bodies that are neither cooperatives nor firms, and who lends in which county. */
export interface Bodies {
  readonly organisations: readonly Organisation[]
  /** The credit union of each county. */
  readonly unionOf: ReadonlyMap<string, string>
  /** The collective economic organisation of each village whose households are known. */
  readonly collectiveOf: ReadonlyMap<string, string>
}

type Kind = Organisation['kind']

/** Where each group of organisations begins to number its invented organisation codes. */
export const serials = {
  cooperatives: 100_000,
  enterprises: 200_000,
  organs: 300_000,
  unions: 400_000,
  committees: 500_000,
  collectives: 600_000,
} as const

const inEachCounty: readonly (readonly [suffix: string, kind: Kind, category: string])[] = [
  ['扶贫开发办公室', 'ORGAN', '11'],
  ['财政局', 'ORGAN', '11'],
  ['农业局', 'ORGAN', '11'],
  ['发展和改革局', 'ORGAN', '11'],
  ['农业技术推广中心', 'INSTITUTION', '12'],
  ['妇女联合会', 'MASS_ORGANISATION', '13'],
]

/**
 * Names the bodies of each county, and a committee and a collective in each of some villages. A
 * credit union's code begins with 91, as those of the real ones do.
 */
export function foundBodies(areas: Areas, villages: readonly Village[]): Bodies {
  const unions = areas.counties.map(
    ({ code, name }, i): Organisation => ({
      uscc: syntheticCreditCode('91', serials.unions + i),
      name: `${name}农村信用合作联社`,
      kind: 'CREDIT_COOPERATIVE',
      county: code,
    }),
  )
  const organs = areas.counties.flatMap(({ code, name }, i) =>
    inEachCounty.map(
      ([suffix, kind, category], k): Organisation => ({
        uscc: syntheticCreditCode(category, serials.organs + i * inEachCounty.length + k),
        name: name + suffix,
        kind,
        county: code,
      }),
    ),
  )
  const townships = new Map(areas.townships.map(({ code, name }) => [code, name]))
  const place = ({ township, name, kind }: Village) =>
    `${townships.get(township)}${shortName(name)}${kind === 'COMMUNITY' ? '社区' : '村'}`
  const committees = villages.map(
    (village, i): Organisation => ({
      uscc: syntheticCreditCode('54', serials.committees + i),
      name: `${place(village)}${village.kind === 'COMMUNITY' ? '居民' : '村民'}委员会`,
      kind: 'VILLAGE_COMMITTEE',
      county: village.county,
      village: village.code,
    }),
  )
  const collectives = villages.map(
    (village, i): Organisation => ({
      uscc: syntheticCreditCode('N2', serials.collectives + i),
      name: `${place(village)}股份经济合作社`,
      kind: 'VILLAGE_COLLECTIVE',
      county: village.county,
      village: village.code,
    }),
  )
  return {
    organisations: [...unions, ...organs, ...committees, ...collectives],
    unionOf: new Map(unions.map(({ county = '', uscc }) => [county, uscc])),
    collectiveOf: new Map(collectives.map(({ village = '', uscc }) => [village, uscc])),
  }
}
