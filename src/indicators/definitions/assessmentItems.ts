import type { Definition } from '../definition.ts'

/** The items by which villages are assessed each year. */
export const assessmentItems: readonly Definition[] = [
  {
    code: 'A03',
    zh: '农民增收',
    en: "Farmers' income growth",
    from: 2014,
    source: { origin: 'seed', where: 'one of the seven items given; domain dossier 3.2' },
    reading: {
      zh: '公式为拟定：村农民人均可支配收入比上年增长的百分数；上级区域取各村的简单平均，因为人均数不能相加。',
      en:
        'The formula is proposed: growth of the disposable income a person over the year before. ' +
        'Higher areas take the plain mean of their villages, since incomes a person do not add up.',
    },
    formula: `100 * (statistics.VillageIncome.disposableIncomePerCapita
      / statistics.VillageIncome.disposableIncomePerCapita[y-1] - 1)`,
    unit: 'pct',
    decimals: 2,
    level: 'Village',
    rise: 'meanOfVillages',
    sharing: 'open',
  },
  {
    code: 'C01',
    zh: '贫困发生率',
    en: 'Poverty incidence',
    from: 2014,
    source: { origin: 'proposed', where: 'domain dossier 3.2' },
    reading: {
      zh: '分母为年末户籍乡村(农业)人口，不是常住人口；上级区域以两项都已报告的村合计计算。',
      en:
        'The denominator is the registered rural population at the end of the year, not the ' +
        'residents. Higher areas pool the villages that have reported both.',
    },
    formula: `100 * povertyOffice.VillageStatus.remainingPoorPersons
      / publicSecurity.VillagePopulation.ruralPopulation`,
    unit: 'pct',
    decimals: 2,
    level: 'Village',
    rise: 'pooled',
    sharing: 'open',
  },
]
