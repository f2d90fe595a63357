import { describe, expect, test } from 'vitest'
import { type Contender, rank } from '../../src/assessment/ranking.ts'
import { allChosen, type Choices, readChoices, readings } from '../../src/assessment/readings.ts'
import { type Judged, type Posts, rewardsOf, thresholdsIn } from '../../src/assessment/rewards.ts'

const choices: Choices = {
  bound: 'INCLUSIVE',
  bandAndRank: 'ADD_UP',
  rankAwards: 'HIGHER',
  townshipAward: 'COUNTY_WINNER',
  postAmounts: 'BY_SCOPE',
  twoPosts: 'ONE',
  ties: 'ALL_TIED',
  zones: 'OWN_LIST',
  criticism: 'BELOW_75',
}

function village(
  code: string,
  score: string,
  [inTownship, inUnit, inCity]: [number | null, number | null, number | null],
  posts: Posts = [1, 2, 3],
): Judged {
  const places = { inTownship, inUnit, inCity, unit: code.slice(0, 6) }
  return { code, township: code.slice(0, 9), score, isComplete: inCity !== null, places, posts }
}

const one = '520602101201'

describe('the worked example of the text', () => {
  test('96.40, first of the township and second of the county', () => {
    const { villages, townships, total } = rewardsOf([village(one, '96.40', [1, 2, 20])], choices)
    expect(villages).toEqual([
      { code: one, band: 10_000, township: 0, county: 8_000, posts: 9_000, persons: 3 },
    ])
    expect(townships).toEqual([{ code: '520602101', amount: 20_000 }])
    expect(total).toBe(47_000)
  })

  test('the same, but fourth of the county: the township’s awards, and nothing for the township', () => {
    const { villages, townships } = rewardsOf([village(one, '96.40', [1, 4, 20])], choices)
    expect(villages).toEqual([
      { code: one, band: 10_000, township: 5_000, county: 0, posts: 6_000, persons: 3 },
    ])
    expect(townships).toEqual([])
  })
})

describe('bands', () => {
  test.each([
    ['95.00', 'INCLUSIVE', 10_000],
    ['95.00', 'EXCLUSIVE', 4_000],
    ['94.99', 'INCLUSIVE', 4_000],
    ['85.00', 'INCLUSIVE', 4_000],
    ['84.99', 'INCLUSIVE', 2_000],
    ['75.00', 'INCLUSIVE', 2_000],
    ['75.00', 'EXCLUSIVE', 0],
    ['74.99', 'INCLUSIVE', 0],
  ] as const)('%s, %s: %d yuan', (score, bound, amount) => {
    const { villages } = rewardsOf([village(one, score, [9, 9, 99])], { ...choices, bound })
    expect(villages[0]?.band ?? 0).toBe(amount)
  })

  test('first with 94.99 wins no rank', () => {
    expect(rewardsOf([village(one, '94.99', [1, 1, 1])], choices).villages).toMatchObject([
      { band: 4_000, township: 0, county: 0, posts: 0 },
    ])
  })

  test('an incomplete village has nothing, however many points it has', () => {
    const { villages, criticised } = rewardsOf([village(one, '97.00', [null, null, null])], choices)
    expect([villages, criticised]).toEqual([[], []])
  })
})

describe('each reading moves what it is about', () => {
  const winner = village(one, '96.40', [1, 2, 20], [7, 7, 8])
  test.each<[Partial<Choices>, number]>([
    // 10,000 + 8,000 + two persons with 3,000 each + 20,000
    [{}, 44_000],
    // the rank alone, being no more than the band: the band
    [{ bandAndRank: 'HIGHER' }, 36_000],
    // 5,000 more, and 2,000 more for each of two persons
    [{ rankAwards: 'BOTH' }, 53_000],
    // three posts of 3,000
    [{ twoPosts: 'EACH' }, 47_000],
    // secretary and director one person: 2,000; officer 3,000
    [{ postAmounts: 'BY_POST' }, 43_000],
    [{ postAmounts: 'BY_POST', twoPosts: 'EACH' }, 45_000],
    // Both ranks are paid to the village, 5,000 more; to the posts their sums once, 2,000 and 3,000. The
    // text ties 5,000 and 8,000 each to a list, so that a village on two lists may have both (W04, W05,
    // which is all that rankAwards reads). Read by post, the 2,000 and 3,000 are tied to no list: they are
    // what the secretary, the director and the officer of a village that has won have, one sum each, and
    // nothing in the text pays a sum a second time. Half of what two payments would come to.
    [{ postAmounts: 'BY_POST', rankAwards: 'BOTH' }, 48_000],
    [{ postAmounts: 'BY_POST', rankAwards: 'BOTH', twoPosts: 'EACH' }, 50_000],
  ])('%o: %d yuan', (other, total) => {
    expect(rewardsOf([winner], { ...choices, ...other }).total).toBe(total)
  })

  const two = [
    village('520602101201', '98.00', [1, 1, 1]),
    village('520602101202', '97.00', [2, 2, 2]),
    village('520602102201', '96.00', [1, 4, 4]),
  ]
  test.each<[Choices['townshipAward'], [string, number][]]>([
    ['COUNTY_WINNER', [['520602101', 20_000]]],
    [
      'ANY_WINNER',
      [
        ['520602101', 20_000],
        ['520602102', 20_000],
      ],
    ],
    ['PER_VILLAGE', [['520602101', 40_000]]],
  ])('townshipAward %s', (townshipAward, expected) => {
    const { townships } = rewardsOf(two, { ...choices, townshipAward })
    expect(townships.map(({ code, amount }) => [code, amount])).toEqual(expected)
  })

  test.each<[Choices['criticism'], string[]]>([
    ['BELOW_75', ['a', 'b']],
    ['BELOW_60', ['b']],
    ['NONE', []],
  ])('criticism %s', (criticism, expected) => {
    const low = [
      village('a', '74.99', [9, 9, 90]),
      village('b', '59.99', [9, 9, 91]),
      village('c', '75.00', [9, 9, 80]),
    ]
    expect(rewardsOf(low, { ...choices, criticism }).criticised).toEqual(expected)
  })
})

describe('places', () => {
  const contender = (code: string, score: string, more: Partial<Contender> = {}): Contender => ({
    code,
    score,
    povertyPoints: '20',
    isComplete: true,
    township: code.slice(0, 1),
    county: 'c',
    zone: null,
    ...more,
  })
  const placesOf = (all: Contender[], other: Partial<Choices> = {}) =>
    [...rank(all, { ...choices, ...other })].map(([code, { inTownship, inUnit, inCity }]) => [
      code,
      inTownship,
      inUnit,
      inCity,
    ])

  test('1, 2, 2, 4', () => {
    const all = [
      contender('a1', '90.00'),
      contender('a2', '95.00'),
      contender('b1', '90.00'),
      contender('b2', '80.00'),
    ]
    expect(placesOf(all)).toEqual([
      ['a1', 2, 2, 2],
      ['a2', 1, 1, 1],
      ['b1', 1, 2, 2],
      ['b2', 2, 4, 4],
    ])
  })

  test('ties told apart by the poverty group, where that is chosen', () => {
    const all = [
      contender('a1', '90.00', { povertyPoints: '25' }),
      contender('a2', '90.00'),
      contender('a3', '90.00'),
    ]
    expect(placesOf(all, { ties: 'BY_POVERTY_GROUP' })).toEqual([
      ['a1', 1, 1, 1],
      ['a2', 2, 2, 2],
      ['a3', 2, 2, 2],
    ])
  })

  test('a zone’s villages in a list of their own, or in the county', () => {
    const all = [contender('a1', '90.00'), contender('a2', '95.00', { zone: 'z' })]
    expect(placesOf(all)).toEqual([
      ['a1', 2, 1, 2],
      ['a2', 1, 1, 1],
    ])
    expect(placesOf(all, { zones: 'IN_COUNTY' })).toEqual([
      ['a1', 2, 2, 2],
      ['a2', 1, 1, 1],
    ])
  })

  test('who is incomplete takes no place from anybody', () => {
    const all = [contender('a1', '99.00', { isComplete: false }), contender('a2', '60.00')]
    expect(placesOf(all)).toEqual([
      ['a1', null, null, null],
      ['a2', 1, 1, 1],
    ])
  })
})

describe('what a reward takes', () => {
  const told = (all: Judged[], of: Judged | undefined, chosen = choices) =>
    of && thresholdsIn(all, chosen)(of).map((one) => [one.reward, one.score, one.isReached])

  test('the bounds of the text, where places are left', () => {
    const all = [village(one, '96.00', [1, 4, 4]), village('520602101202', '80.00', [2, 9, 20])]
    expect(told(all, all[1])).toEqual([
      ['W01', '95.00', false],
      ['W02', '85.00', false],
      ['W03', '75.00', true],
      ['W04', '95.00', false],
      ['W05', '95.00', false],
    ])
    expect(told(all, all[0])?.map(([, , isReached]) => isReached)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })

  test('the third of the township and of the county, and the tenth of the city, where all are taken', () => {
    const all = Array.from({ length: 12 }, (_, at) =>
      village(`5206021012${10 + at}`, (99.5 - at / 4).toFixed(2), [at + 1, at + 1, at + 1]),
    )
    expect(told(all, all[3])).toEqual([
      ['W01', '95.00', true],
      ['W02', '85.00', true],
      ['W03', '75.00', true],
      ['W04', '99.00', false],
      ['W05', '99.00', false],
      ['W09', '97.25', true],
    ])
    expect(told(all, all[10])?.at(-1)).toEqual(['W09', '97.25', false])
    // Another township has its own three.
    const other = village('520602102201', '95.10', [1, 12, 13])
    expect(told([...all, other], other)?.slice(3, 5)).toEqual([
      ['W04', '95.00', true],
      ['W05', '99.00', false],
    ])
  })

  test('of who is incomplete, nothing is reached', () => {
    const open = village(one, '99.00', [null, null, null])
    expect(told([open], open)?.some(([, , isReached]) => isReached)).toBe(false)
  })

  test('95 itself, as it is chosen', () => {
    const all = [village(one, '95.00', [1, 1, 1])]
    expect(told(all, all[0], { ...choices, bound: 'EXCLUSIVE' })?.[0]).toEqual([
      'W01',
      '95.00',
      false,
    ])
  })
})

test('no reading is taken without being chosen', () => {
  const all = readings.map(({ key, options }) => ({ reading: key, option: options[0].key }))
  expect(Object.keys(allChosen(readChoices(all)))).toHaveLength(readings.length)
  for (const [at, { reading }] of all.entries()) {
    expect(() => allChosen(readChoices(all.toSpliced(at, 1)))).toThrow(reading)
  }
  expect(() => readChoices([{ reading: 'ties', option: 'DICE' }])).toThrow('has no option "DICE"')
  expect(() => readChoices([{ reading: 'luck', option: 'ONE' }])).toThrow(
    'No reading is called "luck"',
  )
  expect(() => readChoices([...all, ...all.slice(0, 1)])).toThrow('is answered twice')
})
