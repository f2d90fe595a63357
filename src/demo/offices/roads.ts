import { ProjectApproval } from '../../departments/devReform.ts'
import { RoadProject, RuralRoad } from '../../departments/transport.ts'
import { periodsOf } from '../../ground/period.ts'
import { places, tenThousands } from '../chance/amounts.ts'
import { firstYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import { developmentSheets } from '../people/development.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { appearanceOf } from './environmentSheets.ts'

type RoadClass = NonNullable<RoadProject['roadClass']>

/** The synthetic views of the transport bureau. */
export function roadSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  const progressed = [...roadProjects(ground)].length
  return [
    sheet(RuralRoad, villages.length * years.length, () =>
      withGaps(ruralRoads(ground), stream(seed, 'RuralRoad/gaps'), {
        silent: 0.001,
        blank: 0.004,
        facts: ['roadLength', 'busServiceFlag', 'hardenedGroups'],
      }),
    ),
    sheet(RoadProject, progressed, () => roadProjects(ground)),
  ]
}

function* ruralRoads({ seed, villages }: Groundwork): Generator<RuralRoad> {
  const random = stream(seed, 'RuralRoad')
  for (const village of villages) {
    const kilometres = random.between(1.6, 3.8)
    const busSince = random.weighted([
      [2014, 0.62],
      [2016, 0.16],
      [2017, 0.12],
      [2018, 0.06],
      [2019, 0.03],
      [2020, 0.01],
    ])
    for (const { year, ...roads } of appearanceOf(seed, village)) {
      const length = kilometres * (3 + roads.villagerGroups + 0.6 * roads.hardenedGroups)
      yield {
        villageCode: village.village.code,
        period: String(year),
        hardenedToVillage: roads.hardenedToVillage,
        villagerGroups: roads.villagerGroups,
        hardenedGroups: roads.hardenedGroups,
        roadLength: places(length, 1),
        busServiceFlag: roads.hardenedToVillage && year >= busSince,
      }
    }
  }
}

/** A kilometre of each class, in yuan. */
const costs: Partial<Record<RoadClass, number>> = {
  CLASS_THREE: 2_600_000,
  CLASS_FOUR: 780_000,
  UNCLASSIFIED: 450_000,
}
const quarters = years.flatMap((year) => periodsOf(year, 'quarter'))

function quarterOf(date: string): number {
  return (Number(date.slice(0, 4)) - firstYear) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3)
}

/** The progress of every approved road project that was not cancelled, from its approval on. */
function* roadProjects(ground: Groundwork): Generator<RoadProject> {
  const random = stream(ground.seed, 'RoadProject')
  const approvals = statedIn(developmentSheets(ground).views, ProjectApproval)
  const roads = [...approvals].filter(
    ({ sector, projectStatus }) => sector === 'TRANSPORT' && projectStatus !== 'CANCELLED',
  )
  for (const [i, approval] of roads.entries()) {
    // One of them spends far more than was approved, another nothing although it is built.
    const money = i === 4 ? 1.35 : i === 11 ? 0 : random.between(0.9, 1)
    yield* progressOf(approval, money, random)
  }
}

function* progressOf(
  { projectCode, approvalDate = '', plannedCompletion = '', ...approval }: ProjectApproval,
  money: number,
  random: Random,
): Generator<RoadProject> {
  const roadClass = random.weighted<RoadClass>([
    ['CLASS_FOUR', 0.8],
    ['CLASS_THREE', 0.12],
    ['UNCLASSIFIED', 0.08],
  ])
  const total = Number(approval.totalInvestment)
  // In hundreds of metres, so that what is built in full is all that was planned.
  const planned = Math.round((total / (costs[roadClass] ?? total)) * random.between(9, 11))
  const [start, due] = [quarterOf(approvalDate), quarterOf(plannedCompletion)]
  const reached = progressAtEnd(approval.projectStatus, start, due, random)
  const finish = Math.min(quarters.length - 1, due)
  let [done, spent] = [0, 0]
  for (const [quarter, period] of quarters.entries()) {
    if (quarter < start) continue
    const passed = Math.min(1, (quarter - start) / Math.max(1, finish - start))
    const built = passed === 1 ? reached : reached * passed ** 1.3 * random.between(0.9, 1)
    done = Math.max(done, built)
    spent = Math.max(spent, done * money * (passed === 1 ? 1 : random.between(0.85, 1)))
    yield {
      projectCode,
      period,
      roadClass,
      plannedLength: places(planned / 10, 1),
      completedLength: places(Math.floor(planned * done) / 10, 1),
      investedAmount: tenThousands(total * spent),
    }
  }
}

/** How much of a project is built when the books end. */
function progressAtEnd(
  status: ProjectApproval['projectStatus'],
  start: number,
  due: number,
  random: Random,
): number {
  if (status === 'COMPLETED') return 1
  if (status === 'APPROVED') return 0
  if (status === 'SUSPENDED') return random.between(0.15, 0.6)
  const passed = (quarters.length - 1 - start) / Math.max(1, due - start)
  return Math.min(0.96, passed * random.between(0.8, 0.98))
}
