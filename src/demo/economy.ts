import { CountyEconomy, PovertySpotCheck, VillageIncome } from '../departments/statistics.ts'
import { periodsOf } from '../ground/period.ts'
import { allocate } from './allocation.ts'
import { places, yuan } from './amounts.ts'
import { city, inYear, years } from './anchors.ts'
import { countyFigures } from './countyFigures.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import { type Random, stream } from './random.ts'
import { type Sheet, sheet, withGaps } from './sheet.ts'

/** The synthetic views of the statistics bureau. */
export function economySheets(ground: Groundwork): Sheet[] {
  const { villages, seed } = ground
  const programme = villages.filter((village) => village.programme)
  return [
    sheet(CountyEconomy, countyFigures.length * years.length * 4, () => economies()),
    sheet(VillageIncome, villages.length * years.length, () =>
      withGaps(incomes(ground), stream(seed, 'VillageIncome/gaps'), {
        silent: 0.0015,
        blank: 0.005,
        facts: ['wageIncome', 'operatingIncome', 'transferIncome', 'sampleHouseholds'],
      }),
    ),
    sheet(PovertySpotCheck, programme.length * years.length * 2, () =>
      withGaps(spotChecks(seed, programme), stream(seed, 'PovertySpotCheck/gaps'), {
        silent: 0.003,
        blank: 0.004,
        facts: ['sampledPersons', 'missedPersons', 'respondents'],
      }),
    ),
  ]
}

const quarters = [0, 1, 2, 3] as const
const gdpInQuarter = [0.205, 0.24, 0.255, 0.3]
const primaryInQuarter = [0.13, 0.2, 0.37, 0.3]
/** Income is published each quarter as the rate of the year that it points to. */
const incomeInQuarter = [0.982, 0.988, 0.994, 1]

/** GDP is shared out in whole tens of thousands, so that counties and quarters add up to the city's. */
function* economies(): Generator<CountyEconomy> {
  const cells = countyFigures.flatMap((county) => quarters.map((quarter) => ({ county, quarter })))
  const unit = 10_000
  for (const year of years) {
    const gdp = allocate(
      inYear(city.gdp, year) / unit,
      cells.map(({ county, quarter }) => county.gdp * (gdpInQuarter[quarter] ?? 0)),
    )
    const primary = allocate(
      inYear(city.primary, year) / unit,
      cells.map(
        ({ county, quarter }) =>
          county.gdp * (100 - county.urban) * (primaryInQuarter[quarter] ?? 0),
      ),
    )
    for (const [cell, { county, quarter }] of cells.entries()) {
      yield {
        countyCode: county.code,
        period: periodsOf(year, 'quarter')[quarter] ?? '',
        gdp: yuan((gdp[cell] ?? 0) * unit),
        primaryValueAdded: yuan((primary[cell] ?? 0) * unit),
        residentPopulation: places(residents(county.residents, year, quarter), 2),
        ruralDisposableIncome: yuan(
          Math.round(countyIncome(county.income, year) * (incomeInQuarter[quarter] ?? 1)),
        ),
        urbanisationRate: places(county.urban - (2020 - year) * 1.35 - (3 - quarter) * 0.3, 2),
      }
    }
  }
}

/** Residents in 10,000: the census of 2020 led back by how the city's number moved. */
function residents(census: number, year: number, quarter: number): number {
  const [before, now] = [
    inYear(city.residents, Math.max(2014, year - 1)),
    inYear(city.residents, year),
  ]
  const then = before + ((now - before) * (quarter + 1)) / 4
  return (census * then) / inYear(city.residents, 2020)
}

const meanFactor =
  countyFigures.reduce((sum, { rural, income }) => sum + rural * income, 0) /
  countyFigures.reduce((sum, { rural }) => sum + rural, 0)

function countyIncome(factor: number, year: number): number {
  return (city.ruralIncome2018 * city.incomeGrowth ** (year - 2018) * factor) / meanFactor
}

/** Each village's income against its county's, year by year; weighted by people they average to one. */
function relativeIncomes(villages: readonly CountedVillage[], random: Random): number[][] {
  const drawn = villages.map(({ vigour, poor, severelyPoor }) => {
    const level = 0.1 * vigour - (severelyPoor ? 0.22 : poor ? 0.12 : 0)
    const drift = random.normal(poor ? 0.006 : -0.003, 0.008)
    return years.map((year) => Math.exp(level + drift * (year - 2017) + random.normal(0, 0.008)))
  })
  const incomes = new Map<string, number>()
  const persons = new Map<string, number>()
  villages.forEach(({ village, count }, v) => {
    years.forEach((year, y) => {
      const key = `${village.county}/${year}`
      const rural = inYear(count.rural, year)
      incomes.set(key, (incomes.get(key) ?? 0) + rural * (drawn[v]?.[y] ?? 0))
      persons.set(key, (persons.get(key) ?? 0) + rural)
    })
  })
  return villages.map(({ village }, v) =>
    years.map((year, y) => {
      const key = `${village.county}/${year}`
      return ((drawn[v]?.[y] ?? 0) * (persons.get(key) ?? 0)) / (incomes.get(key) ?? 1)
    }),
  )
}

function* incomes({ seed, villages }: Groundwork): Generator<VillageIncome> {
  const random = stream(seed, 'VillageIncome')
  const relative = relativeIncomes(villages, random)
  for (const [v, { village, programme }] of villages.entries()) {
    const factor = countyFigures.find(({ code }) => code === village.county)?.income ?? 1
    const [wages, operating] = [random.between(0.29, 0.37), random.between(0.36, 0.44)]
    const surveyed = programme ? random.whole(10, 30) : random.whole(5, 10)
    for (const [y, year] of years.entries()) {
      const income = Math.round(countyIncome(factor, year) * (relative[v]?.[y] ?? 1))
      const shift = 0.008 * (year - 2017)
      const part = (share: number) => yuan(Math.round(income * share * random.between(0.99, 1.01)))
      yield {
        villageCode: village.code,
        period: String(year),
        disposableIncomePerCapita: yuan(income),
        wageIncome: part(wages + shift),
        operatingIncome: part(operating - shift * 1.2),
        transferIncome: part(0.96 - wages - operating),
        sampleHouseholds: surveyed,
        sampleMicroData: `合成数据:${surveyed}户调查表,${year}年`,
      }
    }
  }
}

function* spotChecks(
  seed: number,
  villages: readonly CountedVillage[],
): Generator<PovertySpotCheck> {
  const random = stream(seed, 'PovertySpotCheck')
  for (const { village, vigour } of villages) {
    const care = Math.exp(-0.3 * vigour)
    for (const year of years) {
      const faults = 0.011 * 0.8 ** (year - 2014) * care
      const approval = Math.min(0.99, 0.905 + 0.011 * (year - 2014) + 0.012 * vigour)
      for (const period of periodsOf(year, 'half')) {
        const sampledPersons = random.whole(18, 42)
        const respondents = random.whole(15, 32)
        yield {
          villageCode: village.code,
          period,
          sampledPersons,
          wronglyExitedPersons: Math.min(sampledPersons, random.times(sampledPersons * faults)),
          missedPersons: random.times(sampledPersons * faults * 0.8),
          respondents,
          approvingRespondents:
            respondents - Math.min(respondents, random.times(respondents * (1 - approval))),
        }
      }
    }
  }
}
