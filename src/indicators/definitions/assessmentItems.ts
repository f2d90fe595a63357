import type { Definition } from './definition.ts'
import type { Scale } from './scoring.ts'

type Item = Pick<
  Definition,
  'code' | 'zh' | 'en' | 'reading' | 'formula' | 'unit' | 'rise' | 'scoring'
> &
  Partial<Definition>

const rising = (floor: number, target: number): Scale => ({ kind: 'rising', floor, target })
const falling = (best: number, worst: number): Scale => ({ kind: 'falling', best, worst })

/** An item that the programme's text names; its formula and scale are proposed all the same. */
function given(item: Item): Definition {
  return {
    ...common,
    source: { origin: 'seed', where: 'one of the seven items given; domain dossier 3.2' },
    ...item,
  }
}

/** An item of ours: the text says that there are 29, and names seven. */
function proposed(item: Item): Definition {
  return { ...common, source: { origin: 'proposed', where: 'domain dossier 3.2' }, ...item }
}

const common = {
  from: 2014,
  decimals: 2,
  level: 'Village',
  sharing: 'open',
  missing: {
    zh: '任一来源部门未报送的村没有该项得分，总分标明不完整，不参加排名；上级区域只合计已报送的村。',
    en:
      'A village of which any source is silent has no points for the item; its total is marked ' +
      'incomplete and not ranked. Higher areas gather the villages that have reported.',
  },
} as const

const households = 'publicSecurity.VillagePopulation.householdCount'
const registered = 'povertyOffice.VillageStatus.registeredHouseholds'
const agriLoans = `sum(bankingRegulator.LoanRisk.outstandingBalance
  where ruralCredit.LoanLedger.agriCategory != NON_AGRI)`

/** The 29 items by which villages are assessed each year: seven given, the rest proposed. */
export const assessmentItems: readonly Definition[] = [
  given({
    code: 'A01',
    zh: '农业结构调整',
    en: 'Agricultural restructuring',
    reading: {
      zh: '拟定：经济作物面积占农作物总播种面积的百分数。',
      en: 'Proposed: cash crops as a share of the total sown area.',
    },
    formula: `100 * agriculture.VillageCropping.cashCropArea
      / agriculture.VillageCropping.totalSownArea`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(20, 60) },
  }),
  given({
    code: 'A02',
    zh: '致富带头人培育',
    en: 'Cultivation of wealth-creation leaders',
    reading: {
      zh: '拟定：年末认定的致富带头人数。并列出团市委、妇联、人社局名册中的不同人数供核对。',
      en:
        'Proposed: leaders certified at the end of the year. Beside it stand the different persons ' +
        'on the lists of the Youth League, the Women’s Federation and the labour bureau, to compare.',
    },
    formula: 'povertyOffice.VillageStatus.wealthLeadersCertified',
    beside: `count(Person where youthLeague.YouthLeader.recognisedLevel != null
      or womensFederation.WomenStartup.starterIndustry != null
      or humanResources.ReturneeStartup.starterGroup != null)`,
    unit: 'person',
    decimals: 0,
    rise: 'pooled',
    scoring: {
      scale: {
        kind: 'bands',
        steps: [
          [1, 0.4],
          [2, 0.7],
          [3, 1],
        ],
      },
    },
  }),
  given({
    code: 'A03',
    zh: '农民增收',
    en: "Farmers' income growth",
    reading: {
      zh: '公式为拟定：村农民人均可支配收入比上年增长的百分数；上级区域取各村的简单平均，因为人均数不能相加。',
      en:
        'The formula is proposed: growth of the disposable income a person over the year before. ' +
        'Higher areas take the plain mean of their villages, since incomes a person do not add up.',
    },
    formula: `100 * (statistics.VillageIncome.disposableIncomePerCapita
      / statistics.VillageIncome.disposableIncomePerCapita[y-1] - 1)`,
    unit: 'pct',
    rise: 'meanOfVillages',
    scoring: { scale: rising(0, 10) },
  }),
  given({
    code: 'A04',
    zh: '社会治理',
    en: 'Social governance',
    reading: {
      zh: '拟定：每千人口未化解纠纷、群体性事件(折合)和刑事案件数，四季度合计除以全年平均户籍人口；乡(镇)任一季度有重大事件的，本项为零。',
      en:
        'Proposed: disputes left open, mass incidents at their weight and criminal cases of the four ' +
        'quarters to a thousand of the mean registered population; nothing where the township had a ' +
        'major incident in any quarter.',
    },
    formula: `1000 * (politicalLegal.VillageGovernance.disputesRegistered
      - politicalLegal.VillageGovernance.disputesResolved
      + param.massIncidentWeight * politicalLegal.VillageGovernance.massIncidents
      + publicSecurity.PublicOrder.criminalCases)
      / avgOverYear(publicSecurity.VillagePopulation.registeredPopulation)`,
    unit: 'case/1000 person',
    accrues: 'evenly',
    rise: 'pooled',
    scoring: {
      scale: falling(0, 5),
      veto: 'maxOverYear(politicalLegal.TownshipStability.majorIncidentFlag)',
    },
  }),
  given({
    code: 'A05',
    zh: '乡风民风',
    en: 'Rural customs and civility',
    reading: {
      zh: '拟定的合成指数；滥办酒席每件扣 0.5 分。含封顶项，上级区域取各村平均。',
      en:
        'A proposed index; half a point less for each extravagant banquet. Some of its parts are ' +
        'capped, so higher areas take the mean of their villages.',
    },
    formula: `100 * (0.4 * publicityDept.VillageCivility.civilHouseholdCount / ${households}
      + 0.1 * womensFederation.FamilyCivility.courtyardHouseholds / ${households}
      + 0.3 * min(1, sumOverYear(publicityDept.VillageCivility.moralLectureCount)
        / param.moralLecturesAYear)
      + 0.2 * if(publicityDept.VillageCivility.villageRulesInForce, 1, 0))`,
    unit: 'index',
    rise: 'meanOfVillages',
    scoring: {
      scale: rising(40, 90),
      deduct: { points: 0.5, foreach: 'publicityDept.VillageCivility.extravagantBanquetCases' },
    },
  }),
  given({
    code: 'A06',
    zh: '村容村貌',
    en: 'Village appearance and environment',
    reading: {
      zh: '拟定的合成指数：垃圾、厕所、污水三项覆盖户的平均占 75%，通组硬化路占 25%；未完成环境综合整治扣 0.5 分。',
      en:
        'A proposed index: three quarters for waste, toilets and sewage, one quarter for hardened ' +
        'roads to the groups; half a point less where the renovation is not done.',
    },
    formula: `100 * (0.75 * (housing.VillageEnvironment.wasteCollectedHouseholds
      + housing.VillageEnvironment.sanitaryToiletHouseholds
      + housing.VillageEnvironment.sewageTreatedHouseholds) / (3 * ${households})
      + 0.25 * transport.RuralRoad.hardenedGroups / transport.RuralRoad.villagerGroups)`,
    unit: 'index',
    rise: 'pooled',
    scoring: {
      scale: rising(30, 85),
      deduct: {
        points: 0.5,
        foreach: 'if(environment.RuralEnvironmentQuality.renovationDone, 0, 1)',
      },
    },
  }),
  given({
    code: 'A07',
    zh: '村支"两委"工作群众满意度',
    en: 'Public satisfaction with the village Party branch and village committee',
    reading: {
      zh: '拟定：两次半年测评合并，满意与基本满意人数占测评人数的百分数；测评人数过少的无效。',
      en:
        'Proposed: the two half-years pooled, satisfied and basically satisfied as a share of those ' +
        'asked; invalid where too few were asked.',
    },
    formula: `100 * (orgDept.SatisfactionSurvey.satisfiedCount
      + orgDept.SatisfactionSurvey.basicallySatisfiedCount) / orgDept.SatisfactionSurvey.sampleSize`,
    invalidWhen: 'orgDept.SatisfactionSurvey.sampleSize < param.smallestSurvey',
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(70, 95) },
  }),
  proposed({
    code: 'A08',
    zh: '村级集体经济发展',
    en: 'Village collective economy',
    reading: {
      zh: '拟定：村集体经济年经营性收入；背景部分把集体经济列为目标，故增列此项。',
      en: 'Proposed: the operating income of the village collective, an aim of the programme.',
    },
    formula: 'agriculture.VillageCollective.operatingIncome',
    unit: 'CNY',
    rise: 'pooled',
    scoring: {
      scale: {
        kind: 'bands',
        steps: [
          [10000, 0.4],
          [30000, 0.7],
          [50000, 1],
        ],
      },
    },
  }),
  proposed({
    code: 'B01',
    zh: '农户信用档案评级面',
    en: 'Household credit rating coverage',
    reading: {
      zh: '拟定：已评级农户占总户数的百分数。',
      en: 'Proposed: rated households as a share of all.',
    },
    formula: `100 * count(ruralCredit.HouseholdCredit where creditGrade != UNRATED) / ${households}`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(60, 95) },
  }),
  proposed({
    code: 'B02',
    zh: '农户授信面',
    en: 'Household credit-line coverage',
    reading: {
      zh: '拟定：有授信额度的农户占已评级农户的百分数。',
      en: 'Proposed: households with a credit line as a share of those rated.',
    },
    formula: `100 * count(ruralCredit.HouseholdCredit where creditGrade != UNRATED and creditLine > 0)
      / count(ruralCredit.HouseholdCredit where creditGrade != UNRATED)`,
    unit: 'pct',
    rise: 'counted',
    scoring: { scale: rising(50, 90) },
  }),
  proposed({
    code: 'B03',
    zh: '信用农户占比',
    en: 'Share of credit-worthy households',
    reading: {
      zh: '拟定：信用农户占总户数的百分数；70% 是另一地区信用村的门槛(V21)。',
      en: 'Proposed: credit households as a share of all; 70 % makes a credit village elsewhere (V21).',
    },
    formula: `100 * count(ruralCredit.HouseholdCredit where creditHouseholdFlag) / ${households}`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(40, 70) },
  }),
  proposed({
    code: 'B04',
    zh: '信用村创建',
    en: 'Credit village certification',
    reading: {
      zh: '拟定：年末信用村状态；上级区域没有状态。',
      en: 'Proposed: the status at the end of the year; higher areas have none.',
    },
    formula: 'ruralCredit.VillageOutlet.creditVillageStatus',
    unit: 'status',
    rise: 'none',
    scoring: {
      scale: { kind: 'map', shares: { CERTIFIED: 1, APPLYING: 0.5, NONE: 0, REVOKED: 0 } },
    },
  }),
  proposed({
    code: 'B05',
    zh: '农户贷款不良率',
    en: 'NPL ratio of village loans',
    reading: {
      zh: '拟定：年末次级、可疑、损失类余额占贷款余额的百分数，按借款人所在村；没有贷款的村不适用。',
      en:
        'Proposed: substandard, doubtful and lost balances as a share of all at the end of the year, ' +
        'by the village of the borrower; a village without loans is left out.',
    },
    formula: `100 * sum(bankingRegulator.LoanRisk.outstandingBalance
      where riskClass in (SUBSTANDARD, DOUBTFUL, LOSS))
      / sum(bankingRegulator.LoanRisk.outstandingBalance)`,
    unit: 'pct',
    rise: 'counted',
    scoring: { scale: falling(3, 8) },
  }),
  proposed({
    code: 'B06',
    zh: '到期贷款收回率',
    en: 'On-schedule loan collection rate',
    reading: {
      zh: '拟定：全年各月收回本金占应收本金的百分数；没有到期贷款的村不适用。',
      en: 'Proposed: principal repaid as a share of that due over the months of the year.',
    },
    formula: `100 * sum(bankingRegulator.LoanRisk.repaidPrincipal)
      / sum(bankingRegulator.LoanRisk.duePrincipal)`,
    unit: 'pct',
    rise: 'counted',
    scoring: { scale: rising(90, 98) },
  }),
  proposed({
    code: 'B07',
    zh: '失信惩戒与逃废债',
    en: 'Dishonest borrowers',
    reading: {
      zh: '拟定：失信被执行或逃废债的不同人数，对每百名不同借款人；只作汇总使用。',
      en: 'Proposed: dishonest debtors to a hundred different borrowers; used as an aggregate only.',
    },
    formula: `100 * countDistinct(pboc.CreditReference where dishonestDebtorFlag)
      / countDistinct(ruralCredit.LoanLedger.borrowerRef where by(disbursedDate))`,
    unit: 'person/100 borrower',
    rise: 'counted',
    scoring: { scale: falling(0, 2) },
  }),
  proposed({
    code: 'C01',
    zh: '贫困发生率',
    en: 'Poverty incidence',
    reading: {
      zh: '分母为年末户籍乡村(农业)人口，不是常住人口；上级区域以两项都已报告的村合计计算。',
      en:
        'The denominator is the registered rural population at the end of the year, not the ' +
        'residents. Higher areas pool the villages that have reported both.',
    },
    formula: `100 * povertyOffice.VillageStatus.remainingPoorPersons
      / publicSecurity.VillagePopulation.ruralPopulation`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: falling(3, 15) },
  }),
  proposed({
    code: 'C02',
    zh: '年度脱贫任务完成率',
    en: 'Annual poverty-exit plan completion',
    reading: {
      zh: '拟定：当年脱贫人数占计划脱贫人数的百分数；没有计划的村不适用。',
      en: 'Proposed: persons lifted as a share of those planned; a village without a plan is left out.',
    },
    formula: `100 * povertyOffice.VillageStatus.exitedPersons
      / povertyOffice.VillageStatus.plannedExitPersons`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(80, 100) },
  }),
  proposed({
    code: 'C03',
    zh: '收入达标率',
    en: 'Income-standard pass rate',
    reading: {
      zh: '拟定：建档立卡人口中家庭人均纯收入达到当年贫困线的百分数；没有建档立卡户的村不适用。',
      en:
        'Proposed: registered persons in households at or above the line of the year, as a share of ' +
        'all registered; a village without registered households is left out.',
    },
    formula: `100 * sum(povertyOffice.HouseholdRegister.memberCount
      where netIncomePerCapita >= param.povertyLine[year])
      / sum(povertyOffice.HouseholdRegister.memberCount)`,
    appliesWhen: `${registered} > 0`,
    unit: 'pct',
    rise: 'counted',
    scoring: { scale: rising(70, 100) },
  }),
  proposed({
    code: 'C04',
    zh: '"两不愁三保障"达标率',
    en: 'Two-assurances-three-guarantees pass rate',
    reading: {
      zh: '拟定：吃穿不愁、住房安全(或已搬入安置房)、适龄子女就学、全员参保、饮水安全都达标的建档立卡户所占百分数；某户某项没有记录的，该户不算达标。',
      en:
        'Proposed: registered households with food and clothing, a safe or a new house, children at ' +
        'school, everybody insured and safe water, as a share of all; a household of which one of ' +
        'these is not known does not pass.',
    },
    formula: `100 * count(povertyOffice.HouseholdRegister where noWorryFoodClothing
      and (housing.DangerousHouse.houseSafe or by(ecoMigration.RelocatedHousehold.movedInDate))
      and all(education.CompulsoryEducation.enrolledFlag or homeTeachingFlag or exemptFlag
        where schoolAgeFlag)
      and all(health.HealthCoverage.insuredFlag)
      and water.SafeWater.safeWater) / ${registered}`,
    appliesWhen: `${registered} > 0`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(70, 100) },
  }),
  proposed({
    code: 'C05',
    zh: '产业带动率',
    en: 'Industry linkage coverage',
    reading: {
      zh: '拟定：利益联结主体存续且未列入严重违法失信名单的建档立卡户所占百分数。登记状态没有期别，取最后报送的。',
      en:
        'Proposed: registered households whose linked entity is in business and not on the list of ' +
        'serious offenders, as a share of all. The status of an entity bears no period: the last ' +
        'reported is read.',
    },
    formula: `100 * count(povertyOffice.HouseholdRegister
      where via(linkedEntityUscc, marketRegulation.EntityRegistration.operatingStatus = ACTIVE
        and not any(marketRegulation.AbnormalList.listKind = SERIOUS
          where by(listedDate) and not by(removedDate)))) / ${registered}`,
    appliesWhen: `${registered} > 0`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(40, 90) },
  }),
  proposed({
    code: 'C06',
    zh: '结对帮扶落实率',
    en: 'Pairing assistance fulfilment',
    reading: {
      zh: '拟定：有帮扶责任人且每季度走访达到规定次数的建档立卡户所占百分数。',
      en: 'Proposed: registered households with a helper who visits often enough in every quarter.',
    },
    formula: `100 * count(orgDept.PairingAssistance
      where povertyOffice.HouseholdRegister.registerNo != null and helperRef != null
      and minOverYear(visitCount) >= param.visitsAQuarter) / ${registered}`,
    appliesWhen: `${registered} > 0`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(60, 100) },
  }),
  proposed({
    code: 'C07',
    zh: '返贫率',
    en: 'Return-to-poverty rate',
    reading: {
      zh: '拟定：当年返贫人数占 2014 年建档以来累计脱贫人数的百分数。',
      en: 'Proposed: persons fallen back as a share of all lifted since the register began in 2014.',
    },
    formula: `100 * povertyOffice.VillageStatus.returnedPersons
      / cumulative(povertyOffice.VillageStatus.exitedPersons, 2014)`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: falling(0, 2) },
  }),
  proposed({
    code: 'C08',
    zh: '错退漏评率',
    en: 'Wrong-exit and omission rate',
    reading: {
      zh: '拟定：全年两次抽查中错退与漏评人数占抽查人数的百分数。',
      en: 'Proposed: wrongly exited and missed persons as a share of those checked in the two rounds.',
    },
    formula: `100 * (statistics.PovertySpotCheck.wronglyExitedPersons
      + statistics.PovertySpotCheck.missedPersons) / statistics.PovertySpotCheck.sampledPersons`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: falling(0, 2) },
  }),
  proposed({
    code: 'D01',
    zh: '精扶贷获贷率',
    en: 'Poverty micro-credit access rate',
    reading: {
      zh: '拟定：年末有“精扶贷”余额的不同农户数，占有贷款意愿且符合条件的建档立卡户数的百分数。余额取监管台账的年末数。',
      en:
        'Proposed: different households with a micro-credit balance at the end of the year, by the ' +
        "regulator's books, as a share of the registered households that want and may have a loan.",
    },
    formula: `100 * countDistinct(ruralCredit.LoanLedger.borrowerRef.Household
      where product = JINGFU and bankingRegulator.LoanRisk.outstandingBalance > 0)
      / count(ruralCredit.HouseholdCredit
        where loanNeedFlag and povertyOffice.HouseholdRegister.registerNo != null)`,
    unit: 'pct',
    rise: 'counted',
    scoring: { scale: rising(50, 95) },
  }),
  proposed({
    code: 'D02',
    zh: '涉农贷款"两个不低于"',
    en: 'Agri-related loans: two not-lower-thans',
    reading: {
      zh: '拟定：村涉农贷款增速不低于全县各项贷款增速、增量不低于上年增量，两项各得一半；上年没有贷款的村不适用。上级区域取各村平均。',
      en:
        'Proposed: the village’s agri-related loans grow no slower than all loans of the county, and ' +
        'by no less than the year before; each is half. A village without loans the year before is ' +
        'left out. Higher areas take the mean of their villages.',
    },
    formula: `if(growth(${agriLoans}) >= growth(pboc.CountyCredit.allLoanBalance), 1, 0)
      + if(increment(${agriLoans}) >= increment(${agriLoans})[y-1], 1, 0)`,
    appliesWhen: `${agriLoans}[y-1] > 0`,
    unit: 'test',
    decimals: 2,
    rise: 'meanOfVillages',
    scoring: { scale: { kind: 'parts', of: 2 } },
  }),
  proposed({
    code: 'D03',
    zh: '存款增长率',
    en: 'Deposit growth',
    reading: {
      zh: '拟定：村辖存款年末余额比上年末增长的百分数。',
      en: 'Proposed: growth of the deposits of the village over the end of the year before.',
    },
    formula: '100 * growth(ruralCredit.VillageOutlet.depositBalance)',
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(0, 10) },
  }),
  proposed({
    code: 'D04',
    zh: '信合村村通业务量',
    en: 'Village outlet activity',
    reading: {
      zh: '拟定：全年交易笔数对每百户；未设点的村本项为零。',
      en: 'Proposed: items of the year to a hundred households; nothing where there is no outlet.',
    },
    formula: `100 * ruralCredit.VillageOutlet.transactionCount / ${households}`,
    unit: 'item/100 household',
    accrues: 'evenly',
    rise: 'pooled',
    scoring: {
      scale: rising(50, 400),
      veto: 'not ruralCredit.VillageOutlet.outletInstalled',
    },
  }),
  proposed({
    code: 'D05',
    zh: '电子银行覆盖率',
    en: 'E-banking coverage',
    reading: {
      zh: '拟定：电子银行客户占活跃客户的百分数，年末。',
      en: 'Proposed: e-banking customers as a share of active ones at the end of the year.',
    },
    formula: `100 * ruralCredit.VillageOutlet.eBankingCustomers
      / ruralCredit.VillageOutlet.activeCustomers`,
    unit: 'pct',
    rise: 'pooled',
    scoring: { scale: rising(20, 70) },
  }),
  proposed({
    code: 'D06',
    zh: '金融夜校覆盖',
    en: 'Financial night-school coverage',
    reading: {
      zh: '拟定的合成指数：全年场次一半，到课户数最多的一个季度一半；含封顶项，上级区域取各村平均。',
      en:
        'A proposed index: half for the sessions of the year, half for the households of its ' +
        'best-attended quarter. Both are capped: higher areas take the mean of their villages.',
    },
    formula: `50 * min(1, sumOverYear(ruralCredit.VillageOutlet.nightSchoolSessions)
        / param.nightSchoolsAYear)
      + 50 * min(1, maxOverYear(ruralCredit.VillageOutlet.nightSchoolHouseholds)
        / (param.nightSchoolReach * ${households}))`,
    unit: 'index',
    accrues: 'unevenly',
    rise: 'meanOfVillages',
    scoring: { scale: rising(20, 100) },
  }),
]
