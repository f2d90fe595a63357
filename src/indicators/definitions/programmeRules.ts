import type { Definition } from './definition.ts'

type Rule = Pick<Definition, 'code' | 'zh' | 'en' | 'reading' | 'formula' | 'source'> &
  Partial<Definition>

function rule(one: Rule): Definition {
  return {
    from: 2014,
    unit: 'yesNo',
    decimals: 0,
    level: 'County',
    rise: 'none',
    sharing: 'open',
    demanded: 'fromCounty',
    missing: {
      zh: '任一数据项未报送时没有结论。',
      en: 'Where any input is silent there is no verdict.',
    },
    ...one,
  }
}

const books = 'bankingRegulator.InstitutionSupervision'
const newFunds = `param.ldrFactor * (increment(${books}.allDepositAverage)
  - increment(${books}.requiredReserveAverage))`
const lent = `increment(${books}.sannongRealEconomyLoanBalance)`
const poor = 'povertyOffice.VillageStatus.remainingPoorPersons'
const rural = 'publicSecurity.VillagePopulation.ruralPopulation'
const check = 'statistics.PovertySpotCheck'

const exit = {
  origin: 'verified',
  where: 'V10, V11, as far as they go; the rest is proposed; domain dossier 3.5',
} as const

/** The rules R01 to R05 that lenders and counties are held to. */
export const rules: readonly Definition[] = [
  rule({
    code: 'R01',
    zh: '涉农贷款"两个不低于"',
    en: 'Agri-related loans: two not-lower-thans',
    source: { origin: 'verified', where: 'V01, V02; domain dossier 3.4' },
    reading: {
      zh: '增速不低于各项贷款平均增速，增量不低于上年同期；按年末余额。核销、转让的加回未计。',
      en: 'Growth not below that of all loans, increment not below that of the year before; of year-end balances. Write-offs are not added back.',
    },
    formula: `growth(${books}.agriLoanBalance) >= growth(${books}.allLoanBalance)
      and increment(${books}.agriLoanBalance) >= increment(${books}.agriLoanBalance)[y-1]`,
  }),
  rule({
    code: 'R02',
    zh: '小微企业贷款"三个不低于"',
    en: 'SME loans: three not-lower-thans',
    source: { origin: 'verified', where: 'V03; domain dossier 3.4' },
    reading: {
      zh: '增速不低于各项贷款增速，户数不低于上年同期，申贷获得率不低于上年同期；获得率按户数计(未核实)。',
      en: 'Growth not below all loans, borrowers not fewer, approval rate not lower than the year before; the rate is by heads (unverified).',
    },
    formula: `growth(${books}.smeLoanBalance) >= growth(${books}.allLoanBalance)
      and ${books}.smeBorrowerCount >= ${books}.smeBorrowerCount[y-1]
      and ${books}.smeApprovedCount / ${books}.smeApplicantCount
        >= (${books}.smeApprovedCount / ${books}.smeApplicantCount)[y-1]`,
  }),
  rule({
    code: 'R03',
    zh: '新增可用资金用于"三农"和实体经济',
    en: 'New available funds lent to sannong and the real economy',
    source: { origin: 'seed', where: 'rule R03, 80 %; the formula is V04; domain dossier 3.4' },
    reading: {
      zh: '可用资金 =(新增存款 - 准备金变化)× 系数，存款取各月平均；新增可用资金不为正时，贷款增加即达标，减少即不达标。比例见 R03S。',
      en: 'Available funds are new deposits less the change in reserves, times a factor. Where there are none, more loans pass and fewer fail. The share itself is R03S.',
    },
    formula: `if(${newFunds} > 0, meets(100 * ${lent} / (${newFunds}), param.newFundsFloor), ${lent} > 0)`,
  }),
  rule({
    code: 'R03S',
    zh: '新增可用资金用于"三农"和实体经济的比例',
    en: 'Share of new available funds lent to sannong and the real economy',
    source: { origin: 'verified', where: 'V04; domain dossier 3.4' },
    reading: {
      zh: '新增可用资金不为正的县比例没有意义，见 R03；全市只合计其余各县。',
      en: 'Where a county has no new funds the share means nothing: see R03; the city pools the others.',
    },
    formula: `100 * ${lent} / (${newFunds})`,
    appliesWhen: `${newFunds} > 0`,
    unit: 'pct',
    decimals: 2,
    rise: 'pooled',
  }),
  rule({
    code: 'R04',
    zh: '扶贫小额信贷合规率',
    en: 'Poverty micro-credit that keeps to its conditions',
    source: { origin: 'verified', where: 'V09, V20; domain dossier 3.4' },
    reading: {
      zh: '逐笔检查：单笔与每户余额不超过限额、期限、信用方式、不高于基准利率、有贴息、所在县有风险补偿金。贴息以开办以来有过贴息计。',
      en: 'Each loan is checked: its amount and the balance of the household within the cap, the term, no collateral, no more than the benchmark rate, some interest subsidy since it began, a risk fund in the county.',
    },
    formula: `100 * count(ruralCredit.LoanLedger.disbursedAmount <= param.jingfuCap
        and via(borrowerRef.Household,
          sum(ruralCredit.LoanLedger.outstandingBalance where product = JINGFU) <= param.jingfuCap)
        and termMonths <= param.jingfuMonths and guaranteeMode = CREDIT
        and annualRate <= param.benchmarkRate(disbursedDate, termMonths)
        and highest(finance.InterestSubsidy.subsidyAmount, 2016) > 0
        and finance.RiskCompensationFund.fundBalance > 0
        where product = JINGFU and by(disbursedDate))
      / count(ruralCredit.LoanLedger where product = JINGFU and by(disbursedDate))`,
    level: 'Village',
    rise: 'counted',
    unit: 'pct',
    decimals: 2,
  }),
  rule({
    code: 'R05',
    zh: '县级风险补偿机制',
    en: 'County risk compensation covers the loans',
    source: {
      origin: 'verified',
      where: 'existence V09, V20; the test is proposed; domain dossier 3.4',
    },
    reading: {
      zh: '拟定：年末补偿金余额乘以放大倍数不低于覆盖贷款余额。',
      en: 'Proposed: the fund times its leverage is no less than the loans that it covers, at the end of the year.',
    },
    formula: `finance.RiskCompensationFund.fundBalance * finance.RiskCompensationFund.leverageMultiple
      >= finance.RiskCompensationFund.coveredLoanBalance`,
  }),
]

/** When a household, a village, a township and a county may leave poverty. */
export const exitTests: readonly Definition[] = [
  rule({
    code: 'E01',
    zh: '贫困户退出标准达标率',
    en: 'Households that pass the exit test',
    source: exit,
    reading: {
      zh: '一达标、两不愁、三保障；贵州另加饮水安全(未核实)。',
      en: 'Income above the line, no worry about food and clothing, housing, schooling and medical care; Guizhou adds safe water (unverified).',
    },
    formula: `100 * count(povertyOffice.HouseholdRegister where netIncomePerCapita >= param.povertyLine
        and noWorryFoodClothing
        and (housing.DangerousHouse.houseSafe or by(ecoMigration.RelocatedHousehold.movedInDate))
        and all(education.CompulsoryEducation.enrolledFlag or homeTeachingFlag or exemptFlag
          where schoolAgeFlag)
        and all(health.HealthCoverage.insuredFlag)
        and water.SafeWater.safeWater) / povertyOffice.VillageStatus.registeredHouseholds`,
    appliesWhen: 'povertyOffice.VillageStatus.registeredHouseholds > 0',
    level: 'Village',
    rise: 'pooled',
    unit: 'pct',
    decimals: 2,
  }),
  rule({
    code: 'E02',
    zh: '贫困村出列标准',
    en: 'Village exit test',
    source: exit,
    reading: {
      zh: '贫困发生率为已核实标准；通硬化路、通客运、光纤、标准化卫生室、自来水和集体经济收入为拟定。',
      en: 'The incidence is verified; road, bus, fibre, clinic, piped water and a collective income are proposed.',
    },
    formula: `meets(C01, param.villageExitIncidence)
      and transport.RuralRoad.hardenedToVillage
      and transport.RuralRoad.busServiceFlag
      and (industryIt.TelecomCoverage.fibreFlag or industryIt.TelecomCoverage.mobile4gFlag)
      and health.VillageClinic.standardClinic
      and water.VillageWater.centralSupplyHouseholds > 0
      and agriculture.VillageCollective.operatingIncome > 0`,
    level: 'Village',
  }),
  rule({
    code: 'E03',
    zh: '贫困乡(镇)摘帽标准',
    en: 'Township exit test',
    source: { origin: 'proposed', where: 'criteria of Guizhou not found; domain dossier 3.5' },
    reading: {
      zh: '拟定：全乡(镇)贫困发生率不高于村级界限，且所辖贫困村均已出列。',
      en: 'Proposed: the incidence of the township within the village bound, and all its poor villages delisted.',
    },
    formula: `meets(100 * sum(${poor}) / sum(${rural}), param.villageExitIncidence)
      and count(povertyOffice.VillageStatus.villageExitYear <= y
        where povertyOffice.VillageStatus.poorVillageFlag)
      = count(povertyOffice.VillageStatus.poorVillageFlag)`,
    level: 'Township',
  }),
  rule({
    code: 'E04',
    zh: '贫困县退出标准(西部)',
    en: 'County exit test, west',
    source: { origin: 'verified', where: 'V11; domain dossier 3.5' },
    reading: {
      zh: '四项界限均不含本数；错退率、漏评率、认可度取全年抽查合计。',
      en: 'All four bounds are exclusive; the rates are of all spot checks of the year.',
    },
    formula: `meets(100 * sum(${poor}) / sum(${rural}), param.countyExitIncidence)
      and meets(100 * sum(${check}.wronglyExitedPersons) / sum(${check}.sampledPersons), param.wrongExitLimit)
      and meets(100 * sum(${check}.missedPersons) / sum(${check}.sampledPersons), param.omissionLimit)
      and meets(100 * sum(${check}.approvingRespondents) / sum(${check}.respondents), param.approvalFloor)`,
  }),
]

/** What the divided money comes to where it is joined. */
export const publicMoney: readonly Definition[] = [
  rule({
    code: 'L01',
    zh: '财政资金撬动贷款倍数',
    en: 'Leverage of public money on loans',
    source: {
      origin: 'proposed',
      where: 'M07, M08: divided funds joined, small money for large effect',
    },
    reading: {
      zh: '拟定：当年发放的“精扶贷”除以当年财政贴息、县级注入风险补偿金之和。',
      en: 'Proposed: micro-credit paid out in the year over the interest subsidies and county contributions of the year.',
    },
    formula: `sum(ruralCredit.LoanLedger.disbursedAmount where product = JINGFU and during(disbursedDate))
      / (sum(finance.InterestSubsidy.subsidyAmount) + finance.RiskCompensationFund.countyContribution)`,
    unit: 'x',
    decimals: 2,
    rise: 'pooled',
  }),
]
