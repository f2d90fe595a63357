import { ProjectApproval, RelocationPlan, TownshipWellOff } from '../../departments/devReform.ts'
import { Project } from '../../entities/project.ts'
import { allocate } from '../chance/allocation.ts'
import { places, tenThousands, yuan } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { dateOf, dayOf, monthsLater, yearOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, standingSheet } from '../chance/sheet.ts'
import { shortName } from '../villages/areaList.ts'
import { countyFigures, figuresOf } from '../villages/countyFigures.ts'
import { lastDay } from '../villages/lending.ts'
import type { Groundwork } from './groundwork.ts'

type Sector = NonNullable<ProjectApproval['sector']>
type Approval = Omit<ProjectApproval, 'period'>

const projectCount = 300

/** What is built: sector, its code in the project code, the works' name, the usual cost in 10,000 yuan. */
const works: readonly (readonly [Sector, string, string, number])[] = [
  ['TRANSPORT', '48', '通村公路改造工程', 900],
  ['WATER', '76', '农村饮水安全巩固提升工程', 600],
  ['AGRICULTURE', '01', '茶园提质增效基地建设项目', 700],
  ['RELOCATION', '47', '易地扶贫搬迁安置点工程', 5200],
  ['HOUSING', '47', '农村危房改造项目', 400],
  ['EDUCATION', '82', '义务教育学校改扩建工程', 1200],
  ['HEALTH', '83', '卫生院标准化建设项目', 800],
  ['ENERGY', '44', '农村电网改造升级工程', 1500],
  ['ENVIRONMENT', '77', '农村生活污水治理项目', 650],
  ['OTHER', '47', '村级活动场所建设项目', 120],
]

/** The projects, and the synthetic views of the development and reform commission. */
export function developmentSheets(ground: Groundwork): { project: Sheet; views: Sheet[] } {
  const { seed, areas } = ground
  return {
    project: sheet(Project, projectCount, function* () {
      for (const { projectCode } of approvals(ground)) {
        yield { projectCode, county: projectCode.slice(5, 11) }
      }
    }),
    views: [
      standingSheet(ProjectApproval, projectCount, () => approvals(ground)),
      sheet(RelocationPlan, countyFigures.length * years.length, () => relocations(seed)),
      sheet(TownshipWellOff, areas.townships.length * years.length, () => wellOff(ground)),
    ],
  }
}

function* approvals({ seed, areas }: Groundwork): Generator<Approval> {
  const random = stream(seed, 'Project')
  const counts = allocate(
    projectCount,
    areas.counties.map(({ code }) => figuresOf(code).registered),
  )
  let serial = 0
  for (const [i, { code: county, name }] of areas.counties.entries()) {
    const townships = areas.townships.filter((township) => township.county === county)
    for (let k = 0; k < (counts[i] ?? 0); k++) {
      const place = shortName(name) + random.pick(townships).name
      yield approval(county, place, ++serial, random)
    }
  }
}

function approval(county: string, place: string, serial: number, random: Random): Approval {
  const [sector, industry, name, cost] = random.pick(works)
  const approved = random.whole(dayOf(2014, 2, 1), dayOf(2020, 10, 31))
  const planned = monthsLater(approved, random.whole(6, 30))
  const investment = cost * Math.exp(random.normal(0, 0.5)) * 10_000
  const code = [yearOf(approved), county, industry, '01', String(serial).padStart(6, '0')].join('-')
  return {
    projectCode: code,
    projectName: `${place}${name}`,
    sector,
    approvalKind: random.weighted<NonNullable<ProjectApproval['approvalKind']>>([
      ['APPROVE', 0.78],
      ['VERIFY', 0.07],
      ['RECORD', 0.15],
    ]),
    approvalDate: dateOf(approved),
    totalInvestment: tenThousands(investment),
    ...(random.chance(0.97)
      ? { centralBudget: tenThousands(investment * random.pick([0, 0.3, 0.5, 0.7])) }
      : {}),
    plannedCompletion: dateOf(planned),
    projectStatus: statusOf(approved, planned, random),
  }
}

function statusOf(
  approved: number,
  planned: number,
  random: Random,
): ProjectApproval['projectStatus'] {
  if (random.chance(0.015)) return 'CANCELLED'
  if (random.chance(0.015)) return 'SUSPENDED'
  if (planned < lastDay) return random.chance(0.94) ? 'COMPLETED' : 'UNDER_CONSTRUCTION'
  return lastDay - approved < 120 ? 'APPROVED' : 'UNDER_CONSTRUCTION'
}

/** How much of all moves is planned for each year; nothing is left for the last. */
const movesByYear = [0.04, 0.06, 0.24, 0.3, 0.26, 0.1, 0]

function* relocations(seed: number): Generator<RelocationPlan> {
  const random = stream(seed, 'RelocationPlan')
  for (const { code, registered } of countyFigures) {
    const persons = registered * random.between(0.26, 0.36)
    let sites = 0
    for (const year of years) {
      const planned = Math.round(persons * inYear(movesByYear, year))
      sites += Math.ceil(planned / 1800)
      yield {
        countyCode: code,
        period: String(year),
        plannedHouseholds: Math.round(planned / random.between(4, 4.5)),
        plannedPersons: planned,
        plannedInvestment: tenThousands(planned * random.between(54_000, 60_000)),
        resettlementSites: sites,
      }
    }
  }
}

/**
 * The townships with the highest share of registered poor are the poor ones, the two highest of all
 * the extremely poor; the last of a county are delisted in the year of its exit.
 */
function* wellOff({ seed, areas, villages }: Groundwork): Generator<TownshipWellOff> {
  const random = stream(seed, 'TownshipWellOff')
  const townships = areas.townships.map(({ code, county }) => {
    const own = villages.filter(({ village }) => village.township === code)
    const sum = (series: 'registered' | 'rural') =>
      own.reduce((total, { count }) => total + inYear(count[series], 2014), 0)
    return { code, county, share: sum('registered') / sum('rural') }
  })
  const worstFirst = [...townships].sort((one, other) => other.share - one.share)
  const extremelyPoor = new Set(worstFirst.slice(0, 2).map(({ code }) => code))
  const delisting = new Map(
    countyFigures.flatMap(({ code: county, poorTownships, exitYear }) =>
      worstFirst
        .filter((township) => township.county === county)
        .slice(0, poorTownships)
        .map(({ code }, i) => [
          code,
          exitYear - Math.floor((i * (exitYear - 2015)) / poorTownships),
        ]),
    ) as [string, number][],
  )
  for (const { code, share } of townships) {
    const last = extremelyPoor.has(code) ? 2020 : delisting.get(code)
    const finish = 97.5 - 14 * share + random.normal(0, 0.8)
    for (const year of years) {
      const missing = (2020 - year) * (3.1 + 4 * share)
      const row: TownshipWellOff = {
        townshipCode: code,
        period: String(year),
        poorTownshipFlag: last !== undefined,
        extremelyPoorFlag: extremelyPoor.has(code),
        ...(last !== undefined && last <= year ? { delistedYear: last } : {}),
        wellOffRealisation: places(Math.min(99.5, finish - missing + random.normal(0, 0.3)), 2),
        specialFundInvested:
          extremelyPoor.has(code) && year >= 2016
            ? tenThousands(random.between(6e7, 1.8e8))
            : year >= 2016 && last !== undefined
              ? tenThousands(random.between(1e6, 1.2e7))
              : yuan(0),
      }
      if (random.chance(0.005)) delete row.wellOffRealisation
      if (random.chance(0.005)) delete row.specialFundInvested
      yield row
    }
  }
}
