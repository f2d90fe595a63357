import { CountyEconomy, PovertySpotCheck, VillageIncome } from '../../departments/statistics.ts'
import { periodsOf } from '../../ground/period.ts'
import { allocate } from '../chance/allocation.ts'
import { places, yuan } from '../chance/amounts.ts'
import { city, inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { risingTo, wholeNear } from '../chance/scoreAimedAt.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { countyFigures } from '../villages/countyFigures.ts'
import { performanceOf } from '../villages/performance.ts'

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

/** The year whose rural income was published, and at which villages come out at their county. */
const publishedYear = 2018

/**
 * Each village's income, year by year: in the year published, weighted by people, they average to the
 * county's; before and after, each goes its own way, up to 10 % a year or faster still.
 */
function villageIncomes(
  seed: number,
  villages: readonly CountedVillage[],
  random: Random,
): number[][] {
  const levels = villages.map(({ vigour, poor, severelyPoor }) =>
    Math.exp(0.1 * vigour - (severelyPoor ? 0.22 : poor ? 0.12 : 0) + random.normal(0, 0.02)),
  )
  const [incomes, persons] = [new Map<string, number>(), new Map<string, number>()]
  villages.forEach(({ village: { county }, count }, v) => {
    const rural = inYear(count.rural, publishedYear)
    incomes.set(county, (incomes.get(county) ?? 0) + rural * (levels[v] ?? 0))
    persons.set(county, (persons.get(county) ?? 0) + rural)
  })
  return villages.map((village, v) => {
    const { county } = village.village
    const factor = countyFigures.find(({ code }) => code === county)?.income ?? 1
    const relative = ((levels[v] ?? 0) * (persons.get(county) ?? 0)) / (incomes.get(county) ?? 1)
    const published = countyIncome(factor, publishedYear) * relative
    const growth = years.map((year) =>
      incomeGrowth(performanceOf(seed, village, 'A03', year), random),
    )
    return years.map((year) => {
      const between = years.filter(
        (other) => other > Math.min(year, publishedYear) && other <= Math.max(year, publishedYear),
      )
      const grown = between.reduce((product, other) => product * (1 + inYear(growth, other)), 1)
      return year < publishedYear ? published / grown : published * grown
    })
  })
}

function incomeGrowth(share: number, random: Random): number {
  return share >= 1 ? random.between(0.102, 0.128) : risingTo(share, 0, 0.1)
}

function* incomes({ seed, villages }: Groundwork): Generator<VillageIncome> {
  const random = stream(seed, 'VillageIncome')
  const incomes = villageIncomes(seed, villages, random)
  for (const [v, { village, programme }] of villages.entries()) {
    const [wages, operating] = [random.between(0.29, 0.37), random.between(0.36, 0.44)]
    const surveyed = programme ? random.whole(10, 30) : random.whole(5, 10)
    for (const [y, year] of years.entries()) {
      const income = Math.round(incomes[v]?.[y] ?? 0)
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
  for (const traits of villages) {
    const { village, vigour } = traits
    for (const year of years) {
      const faults = 0.02 * Math.max(0, 1 - performanceOf(seed, traits, 'C08', year))
      const approval = Math.min(0.99, 0.905 + 0.011 * (year - 2014) + 0.012 * vigour)
      const missed = random.between(0.3, 0.6)
      for (const period of periodsOf(year, 'half')) {
        const sampledPersons = random.whole(36, 84)
        const wrong = wholeNear(sampledPersons * faults * (1 - missed), random.next())
        const missing = wholeNear(sampledPersons * faults * missed, random.next())
        const respondents = random.whole(15, 32)
        yield {
          villageCode: village.code,
          period,
          sampledPersons,
          wronglyExitedPersons: wrong,
          missedPersons: missing,
          respondents,
          approvingRespondents:
            respondents - Math.min(respondents, random.times(respondents * (1 - approval))),
        }
      }
    }
  }
}
