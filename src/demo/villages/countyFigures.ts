import type { Series } from '../chance/anchors.ts'

/** What one county's synthetic rows add up to, or lean on. */
export interface CountyFigures {
  readonly code: string
  readonly englishName: string
  /** Registered rural population of 2017; the other years follow the city. */
  readonly rural: number
  /** Persons on the poverty register in 2014. */
  readonly registered: number
  /** Persons still poor at each year's end, 2014–2020. */
  readonly remaining: Series
  /** Poor villages delisted in 2016, 2017 … 2020. */
  readonly delisted: Series
  readonly severelyPoor: number
  readonly poorTownships: number
  /** The year by whose end the county met the conditions for leaving the list of poor counties. */
  readonly exitYear: number
  /** Its weight in the city's GDP. */
  readonly gdp: number
  /** Residents of the 2020 census, in 10,000 (published). */
  readonly residents: number
  /** Rural income against the city's mean. */
  readonly income: number
  /** Urbanisation rate of 2020, percent. */
  readonly urban: number
}

/**
 * The ten counties. Only a few of these numbers were published: Yanhe's 81,600 poor of 2016, the
 * census, the order of the exits. The others are synthetic, made to add up to the city's.
 */
export const countyFigures: readonly CountyFigures[] = [
  {
    code: '520602',
    englishName: 'Bijiang District',
    rural: 200_000,
    registered: 29_120,
    remaining: [24_470, 18_920, 11_990, 4_800, 2_390, 630, 8],
    delisted: [12, 18, 0, 0, 0],
    severelyPoor: 1,
    poorTownships: 3,
    exitYear: 2017,
    gdp: 17.5,
    residents: 44.21,
    income: 1.04,
    urban: 71.2,
  },
  {
    code: '520603',
    englishName: 'Wanshan District',
    rural: 150_000,
    registered: 23_950,
    remaining: [20_130, 15_680, 10_190, 3_900, 1_940, 520, 7],
    delisted: [16, 26, 0, 0, 0],
    severelyPoor: 2,
    poorTownships: 6,
    exitYear: 2017,
    gdp: 5.6,
    residents: 16.06,
    income: 1.01,
    urban: 58.4,
  },
  {
    code: '520621',
    englishName: 'Jiangkou County',
    rural: 230_000,
    registered: 41_570,
    remaining: [34_940, 27_480, 18_380, 6_440, 3_080, 840, 13],
    delisted: [28, 50, 0, 0, 0],
    severelyPoor: 5,
    poorTownships: 8,
    exitYear: 2017,
    gdp: 5.7,
    residents: 18.48,
    income: 0.99,
    urban: 49.6,
  },
  {
    code: '520622',
    englishName: 'Yuping Dong Autonomous County',
    rural: 145_000,
    registered: 21_110,
    remaining: [17_740, 13_720, 8_690, 3_340, 1_660, 440, 6],
    delisted: [16, 24, 0, 0, 0],
    severelyPoor: 1,
    poorTownships: 4,
    exitYear: 2017,
    gdp: 6.8,
    residents: 15.05,
    income: 1.02,
    urban: 55.1,
  },
  {
    code: '520623',
    englishName: 'Shiqian County',
    rural: 410_000,
    registered: 90_490,
    remaining: [76_050, 60_410, 45_870, 28_700, 9_400, 2_350, 28],
    delisted: [20, 44, 108, 0, 0],
    severelyPoor: 20,
    poorTownships: 14,
    exitYear: 2018,
    gdp: 8.5,
    residents: 29.71,
    income: 0.97,
    urban: 46.3,
  },
  {
    code: '520624',
    englishName: 'Sinan County',
    rural: 640_000,
    registered: 153_260,
    remaining: [128_810, 104_500, 82_470, 62_720, 28_130, 6_720, 56],
    delisted: [22, 52, 98, 107, 0],
    severelyPoor: 45,
    poorTownships: 22,
    exitYear: 2019,
    gdp: 14.3,
    residents: 45.77,
    income: 1.03,
    urban: 48.7,
  },
  {
    code: '520625',
    englishName: 'Yinjiang Tujia and Miao Autonomous County',
    rural: 425_000,
    registered: 92_800,
    remaining: [77_990, 61_780, 46_700, 28_900, 9_340, 2_230, 29],
    delisted: [24, 52, 129, 0, 0],
    severelyPoor: 25,
    poorTownships: 13,
    exitYear: 2018,
    gdp: 9.8,
    residents: 29.45,
    income: 0.98,
    urban: 47.5,
  },
  {
    code: '520626',
    englishName: 'Dejiang County',
    rural: 500_000,
    registered: 122_090,
    remaining: [102_610, 83_630, 64_930, 51_000, 23_410, 5_970, 44],
    delisted: [16, 38, 66, 70, 0],
    severelyPoor: 45,
    poorTownships: 15,
    exitYear: 2019,
    gdp: 11.8,
    residents: 39.36,
    income: 1,
    urban: 49.9,
  },
  {
    code: '520627',
    englishName: 'Yanhe Tujia Autonomous County',
    rural: 552_000,
    registered: 145_150,
    remaining: [121_990, 102_220, 81_600, 72_100, 54_850, 18_450, 161],
    delisted: [16, 40, 70, 48, 120],
    severelyPoor: 130,
    poorTownships: 19,
    exitYear: 2020,
    gdp: 10.8,
    residents: 42.99,
    income: 0.94,
    urban: 44.8,
  },
  {
    code: '520628',
    englishName: 'Songtao Miao Autonomous County',
    rural: 685_000,
    registered: 170_460,
    remaining: [143_270, 117_300, 91_680, 69_200, 31_400, 7_850, 60],
    delisted: [20, 46, 82, 87, 0],
    severelyPoor: 45,
    poorTownships: 21,
    exitYear: 2019,
    gdp: 14.2,
    residents: 48.77,
    income: 1.02,
    urban: 46.9,
  },
]

/** The figures of one county. */
export function figuresOf(county: string): CountyFigures {
  const figures = countyFigures.find(({ code }) => code === county)
  if (!figures) throw new Error(`No figures are known for the county ${county}`)
  return figures
}
