import { SatisfactionSurvey } from '../../departments/orgDept.ts'
import { periodsOf } from '../../ground/period.ts'
import { years } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'

type Method = NonNullable<SatisfactionSurvey['surveyMethod']>

/** The organisation department's survey of what people think of those who run their village. */
export function satisfactionSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(SatisfactionSurvey, villages.length * years.length * 2, () =>
      withGaps(surveys(ground), stream(seed, 'SatisfactionSurvey/gaps'), {
        silent: 0.003,
        blank: 0.005,
        facts: ['dissatisfiedCount', 'surveyMethod', 'surveyDate'],
      }),
    ),
  ]
}

function* surveys({ seed, villages }: Groundwork): Generator<SatisfactionSurvey> {
  const random = stream(seed, 'SatisfactionSurvey')
  for (const traits of villages) {
    const usual = random.whole(48, 105)
    for (const year of years) {
      const share = performanceOf(seed, traits, 'A07', year)
      for (const period of periodsOf(year, 'half')) {
        const sampleSize = sampleOf(usual, share, random)
        yield {
          villageCode: traits.village.code,
          period,
          sampleSize,
          ...opinions(sampleSize, share, random),
          surveyMethod: random.weighted(methods),
          surveyDate: dateOf(dayOf(year, period.endsWith('H1') ? 5 : 11, 5) + random.whole(0, 55)),
        }
      }
    }
  }
}

const methods: readonly (readonly [Method, number])[] = [
  ['MEETING', 0.46],
  ['HOUSEHOLD_VISIT', 0.37],
  ['TELEPHONE', 0.1],
  ['ONLINE', 0.05],
  ['OTHER', 0.02],
]

/** Once in a while too few are asked for the survey to count: under 30. */
function sampleOf(usual: number, share: number, random: Random): number {
  return share < 1 && random.chance(0.012) ? random.whole(15, 29) : usual + random.whole(-12, 15)
}

/** From 70 % content up to 95 % where all points are earned; who has no opinion is in no count. */
function opinions(
  sample: number,
  share: number,
  random: Random,
): Pick<SatisfactionSurvey, 'satisfiedCount' | 'basicallySatisfiedCount' | 'dissatisfiedCount'> {
  const rate = Math.max(0.3, 0.7 + 0.25 * share)
  const asked = sample * (share >= 1 ? rate : rate + random.normal(0, 0.012))
  const content = Math.min(sample, share >= 1 ? Math.ceil(asked) : Math.round(asked))
  const basically = Math.round(content * random.between(0.1, 0.34))
  return {
    satisfiedCount: content - basically,
    basicallySatisfiedCount: basically,
    dissatisfiedCount: sample - content - Math.min(sample - content, random.times(0.8)),
  }
}
