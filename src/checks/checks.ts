import type { Check } from './findings.ts'

function check(
  code: string,
  zh: string,
  en: string,
  rest: Omit<Check, 'code' | 'zh' | 'en' | 'source'>,
): Check {
  return { code, zh, en, source: 'proposed, not scored; domain dossier 3.6', ...rest }
}

const registered = 'povertyOffice.HouseholdRegister'

/** An amount as far as it is known: of whom a department is silent, that one has no less. */
const atLeast = (amount: string) => `if((${amount}) = null, 0, ${amount})`

const knownIncome = [
  `if(civilAffairs.MinimumLiving.dibaoFlag,
    avgOverYear(civilAffairs.MinimumLiving.monthlyAmount) * param.monthsAYear, 0)`,
  'sum(humanResources.TrainingEmployment.monthlyWage * povertyOffice.PersonRegister.migrantWorkMonths)',
  'forestry.EcoForest.forestCompensation',
  'sum(forestry.EcoRanger.annualPay) * param.oneYear',
  'sum(disabledFederation.DisabilityCertificate.livingAllowance * param.monthsAYear)',
]
  .map(atLeast)
  .join('\n  + ')
const declaredIncome = `netIncomePerCapita * param.oneYear * memberCount / param.onePerson`

/** The checks across departments: what no single one of them can see. */
export const checks: readonly Check[] = [
  check('Y01', '低保与建档类型一致', 'Dibao flag agrees with poverty type', {
    of: registered,
    finding: '(povertyType = DIBAO) != civilAffairs.MinimumLiving.dibaoFlag',
    evidence: ['povertyType', 'civilAffairs.MinimumLiving.dibaoFlag'],
    reading: {
      zh: '建档为低保贫困户，当且仅当年末享受低保。',
      en: 'Registered as a dibao household exactly when dibao is paid at the end of the year.',
    },
  }),
  check('Y02', '因残致贫与残疾证一致', 'Disability as cause has a certificate holder', {
    of: registered,
    finding:
      'mainCause = DISABILITY and not any(disabledFederation.DisabilityCertificate where by(issuedDate))',
    evidence: ['mainCause', 'count(disabledFederation.DisabilityCertificate where by(issuedDate))'],
    reading: {
      zh: '主要致贫原因为因残的户，应有成员持残疾证。',
      en: 'Where disability is the cause, some member should hold a certificate.',
    },
  }),
  check('Y03', '“四有”人员筛查', 'Households with a company or a city flat', {
    of: registered,
    finding: `landResources.LandRights.cityPropertyFlag
      or any(publicSecurity.Residence where residenceStatus = ACTIVE
        and any(marketRegulation.EntityRegistration where operatingStatus = ACTIVE
          and legalRepresentative = of(publicSecurity.Residence.name)
          and villageCode = of(publicSecurity.Residence.villageCode)
          and has(taxation.TaxCredit)))`,
    evidence: [
      'landResources.LandRights.cityPropertyFlag',
      `count(publicSecurity.Residence where any(marketRegulation.EntityRegistration
        where operatingStatus = ACTIVE and legalRepresentative = of(publicSecurity.Residence.name)
          and villageCode = of(publicSecurity.Residence.villageCode) and has(taxation.TaxCredit)))`,
    ],
    reading: {
      zh: '登记里的法定代表人只有姓名，按同村同名比对，须人工核实；企业须存续且有纳税信用记录。',
      en: 'The register names a legal representative by name alone: the same name in the same village is a hint to be checked by hand. The company is active and has a tax credit record.',
    },
  }),
  check('Y04', '收入构成核对', 'Income reconciliation', {
    of: registered,
    finding: `${declaredIncome} < (1 - param.incomeTolerance) * (${knownIncome})`,
    evidence: ['netIncomePerCapita', 'memberCount', knownIncome],
    reading: {
      zh: '申报的家庭纯收入不应明显低于各部门已知的低保金、工资、林业补偿、护林员报酬和残疾人补贴之和；工资按务工月数计。',
      en: 'What a household declares should not fall clearly short of its dibao, wages for the months worked, forest compensation, ranger pay and disability allowances.',
    },
  }),
  check('Y05', '死亡人员仍领待遇', 'Benefits paid to deceased persons', {
    of: 'publicSecurity.Residence',
    finding: `residenceStatus = DECEASED and (humanResources.PensionInsurance.benefitMonthly > 0
      or via(Person.household, civilAffairs.MinimumLiving.dibaoFlag
        and civilAffairs.MinimumLiving.insuredPersons > povertyOffice.HouseholdRegister.memberCount))`,
    evidence: [
      'residenceStatus',
      'humanResources.PensionInsurance.benefitMonthly',
      'via(Person.household, civilAffairs.MinimumLiving.insuredPersons)',
    ],
    reading: {
      zh: '户籍已注销死亡而仍有养老待遇，或所在户低保人数多于建档家庭人口。',
      en: 'Registered as deceased, and a pension is paid, or the household’s dibao counts more persons than it has.',
    },
  }),
  check('Y06', '重复享受住房政策', 'Double housing benefit', {
    of: registered,
    finding:
      'housing.DangerousHouse.subsidyAmount > 0 and by(ecoMigration.RelocatedHousehold.movedInDate)',
    evidence: [
      'housing.DangerousHouse.subsidyAmount',
      'year(ecoMigration.RelocatedHousehold.movedInDate)',
    ],
    reading: {
      zh: '同一户当年领取危房改造补助且已搬入易地扶贫安置房。',
      en: 'A renovation subsidy in the year, and the household has moved into a resettlement house.',
    },
  }),
  check('Y07', '多头精扶贷', 'More than one Jingfu loan in a household', {
    of: registered,
    finding:
      'sum(ruralCredit.LoanLedger.outstandingBalance where product = JINGFU) > param.jingfuCap',
    evidence: [
      'sum(ruralCredit.LoanLedger.outstandingBalance where product = JINGFU)',
      'count(ruralCredit.LoanLedger where product = JINGFU and outstandingBalance > 0)',
    ],
    reading: {
      zh: '一户“精扶贷”现有余额之和超过每户限额；台账没有期别，取最后报送的余额。',
      en: 'The balances of a household add to more than the cap; the ledger bears no period, the last is read.',
    },
  }),
  check('Y08', '空壳合作社', 'Shell cooperative', {
    of: 'agriculture.AgribusinessProfile',
    finding: `linkedPoorHouseholds > 0 and (marketRegulation.EntityRegistration.operatingStatus != ACTIVE
      or (entityKind = COOPERATIVE and not has(supplyMarketing.ThreeCoopsIntegration) and annualSales = 0))`,
    evidence: [
      'linkedPoorHouseholds',
      'marketRegulation.EntityRegistration.operatingStatus',
      'has(supplyMarketing.ThreeCoopsIntegration)',
      'annualSales',
    ],
    reading: {
      zh: '称带动贫困户而登记已不存续；或未参加“三社融合”且全年无销售的合作社。',
      en: 'Says to lead poor households while no longer active; or a cooperative outside the integration with no sales.',
    },
  }),
  check('Y09', '村级站点重复统计', 'One village outlet counted twice', {
    of: 'ruralCredit.VillageOutlet',
    finding: `(commerce.RuralEcommerce.ecommerceStation and supplyMarketing.SupplyPoint.outletFlag)
      or stationEstablished != financeOffice.VillageFinanceService.stationEstablished`,
    evidence: [
      'commerce.RuralEcommerce.ecommerceStation',
      'supplyMarketing.SupplyPoint.outletFlag',
      'stationEstablished',
      'financeOffice.VillageFinanceService.stationEstablished',
    ],
    reading: {
      zh: '没有地址可比，同村既有电商服务站又有供销网点即列出；两部门所报建站情况不一致的也列出。',
      en: 'There are no addresses to compare: a village with both a station and an outlet is listed, and one whose station two departments tell differently.',
    },
  }),
  check('Y10', '项目与资金对应', 'Project without money, money without project', {
    of: 'devReform.ProjectApproval',
    finding: `transport.RoadProject.investedAmount > totalInvestment
      or (projectStatus = COMPLETED and has(transport.RoadProject)
        and transport.RoadProject.investedAmount = 0)
      or (transport.RoadProject.investedAmount > 0 and finance.PovertyFund.disbursedFunds = 0)`,
    evidence: [
      'totalInvestment',
      'projectStatus',
      'transport.RoadProject.investedAmount',
      'finance.PovertyFund.disbursedFunds',
    ],
    reading: {
      zh: '公路项目完成投资超过批复总投资，竣工而无投资，或有投资而全县扶贫资金没有支出；其他行业的项目没有投资进度，不核对。',
      en: 'Of road projects: more invested than approved, completed without investment, or invested while the county paid out nothing. Nobody tells what is invested in projects of other sectors.',
    },
  }),
  check('Y11', '小微口径一致', 'SME size class agrees with the lender product', {
    of: 'ruralCredit.LoanLedger',
    finding: `product = SME and by(disbursedDate)
      and not via(borrowerRef.Enterprise, industryIt.SmeClass.sizeClass in (SMALL, MICRO))`,
    evidence: ['product', 'via(borrowerRef.Enterprise, industryIt.SmeClass.sizeClass)'],
    reading: {
      zh: '小微企业贷款的借款企业，当年划型应为小型或微型。',
      en: 'Who borrows as a small enterprise should be classed small or micro in the year.',
    },
  }),
]
