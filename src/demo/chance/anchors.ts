/** The years of the synthetic city. */
export const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020] as const
export const [firstYear] = years
export const lastYear = 2020

/** One number a year, from the first to the last. */
export type Series = readonly number[]

/** The value of a series in a year; nothing where it has none. */
export function inYear(series: Series, year: number): number {
  return series[year - firstYear] ?? 0
}

/**
 * Figures of the whole city that were published, and the years between them filled in by us:
 * 331,100 poor at the end of 2017 and 165,600 at the end of 2018 (8.41 % and 4.4 %, which imply the
 * rural population), 15.45 % in 2015, 890,000 persons registered, 1,565 poor villages. GDP of 2016
 * and 2018, what its primary industry added in 2016, residents of 2016, 2018 and 2020, crops of
 * 2016 and the rural income of 2018 were published too.
 */
export const city = {
  rural: [3_900_000, 3_920_000, 3_930_000, 3_937_000, 3_763_600, 3_762_000, 3_760_000],
  gdp: [68.5e9, 76.58e9, 85.697e9, 96.1e9, 106.652e9, 117.2e9, 124.6e9],
  primary: [16.78e9, 18.46e9, 20.27e9, 21.9e9, 23.68e9, 25.5e9, 26.9e9],
  residents: [3_108_000, 3_119_000, 3_131_500, 3_149_000, 3_168_800, 3_231_000, 3_298_500],
  /** In mu, 15 to the hectare; herbs and the other cash crops are ours. */
  crops2016: {
    grain: 5_307_960,
    tea: 1_596_135,
    vegetables: 1_521_270,
    fruit: 470_445,
    herbs: 360_000,
    otherCash: 850_000,
  },
  ruralIncome2018: 9267,
  incomeGrowth: 1.1,
  programmeVillages: 2717,
} as const
