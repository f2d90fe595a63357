import type { Definition } from './definition.ts'

type Kind = Pick<Definition, 'code' | 'zh' | 'en' | 'formula'> & Partial<Definition>

function support(kind: Kind): Definition {
  return {
    from: 2014,
    source: {
      origin: 'proposed',
      where: 'M07: divided funds and projects, joined by village and year',
    },
    reading: {
      zh: '拟定：当年各部门记录的、归于本村农户、人员、贷款或集体的数额；口径以所列公式为准。',
      en: 'Proposed: what a department has on record for the village’s households, persons, loans or collective in the year, as the formula says.',
    },
    unit: 'CNY',
    decimals: 2,
    level: 'Village',
    rise: 'counted',
    sharing: 'open',
    missing: {
      zh: '未报送的部门单列，不计为零。',
      en: 'A department that is silent is named, and not counted as zero.',
    },
    ...kind,
  }
}

/** What a village receives in a year, by where it comes from: S01 to S12 are given, S13 is lent. */
export const supports: readonly Definition[] = [
  support({
    code: 'S01',
    zh: '农村低保与特困供养金',
    en: 'Minimum living allowance and special hardship support',
    formula: 'sum(civilAffairs.MinimumLiving.monthlyAmount * param.oneMonth)',
  }),
  support({
    code: 'S02',
    zh: '临时、医疗等救助',
    en: 'Temporary, medical and other relief',
    formula: 'sum(civilAffairs.SocialRelief.reliefAmount where during(reliefDate))',
  }),
  support({
    code: 'S03',
    zh: '危房改造补助',
    en: 'Renovation of dangerous houses',
    formula: 'sum(housing.DangerousHouse.subsidyAmount)',
  }),
  support({
    code: 'S04',
    zh: '森林生态补偿与退耕还林补助',
    en: 'Forest compensation and farmland returned',
    // Two sums: who has one of them alone has it all the same.
    formula: `sum(forestry.EcoForest.forestCompensation)
      + sum(forestry.EcoForest.farmlandReturnSubsidy)`,
  }),
  support({
    code: 'S05',
    zh: '生态护林员劳务报酬',
    en: 'Pay of ecological rangers',
    formula: 'sum(forestry.EcoRanger.annualPay * param.oneYear)',
  }),
  support({
    code: 'S06',
    zh: '教育资助',
    en: 'Student aid',
    formula: 'sum(education.StudentAid.aidAmount)',
  }),
  support({
    code: 'S07',
    zh: '残疾人两项补贴',
    en: 'Disability allowances',
    reading: {
      zh: '拟定：年末持有效残疾人证者，按全年十二个月计；无有效期的视为有效。',
      en: 'Proposed: twelve months for whoever holds a valid certificate at the end of the year; one without an end is valid.',
    },
    formula: `sum(disabledFederation.DisabilityCertificate.livingAllowance * param.monthsAYear
        where by(issuedDate) and not by(validUntil))
      + sum(disabledFederation.DisabilityCertificate.careAllowance * param.monthsAYear
        where by(issuedDate) and not by(validUntil))`,
  }),
  support({
    code: 'S08',
    zh: '返乡创业补贴',
    en: 'Start-up subsidies for returnees',
    formula: 'sum(humanResources.ReturneeStartup.startupSubsidy)',
  }),
  support({
    code: 'S09',
    zh: '妇女创业贴息',
    en: "Interest subsidies for women's start-ups",
    formula: 'sum(womensFederation.WomenStartup.subsidyAmount)',
  }),
  support({
    code: 'S10',
    zh: '结对帮扶资金',
    en: 'Funds of the pairing units',
    formula: 'sum(orgDept.PairingAssistance.fundsProvided)',
  }),
  support({
    code: 'S11',
    zh: '集体经济贫困户分红',
    en: 'Dividends of the collective to poor households',
    formula: 'agriculture.VillageCollective.dividendToPoor',
    rise: 'pooled',
  }),
  support({
    code: 'S12',
    zh: '扶贫贷款财政贴息',
    en: 'Interest subsidies on poverty loans',
    reading: {
      zh: '拟定：当年各季度已支付的贴息；待审核、已审核未付和退回的不计。',
      en: 'Proposed: what was paid out for the quarters of the year; what is pending, approved or returned is not.',
    },
    formula: 'sum(finance.InterestSubsidy.subsidyAmount where paymentStatus = PAID)',
  }),
  support({
    code: 'S13',
    zh: '"精扶贷"发放额(信贷，不计入合计)',
    en: 'Jingfu loans paid out: credit, and not in the total',
    formula: `sum(ruralCredit.LoanLedger.disbursedAmount
      where product = JINGFU and during(disbursedDate))`,
  }),
]

/** The kinds of support that are given; what is lent is told beside them. */
export const given = supports.filter(({ code }) => code !== 'S13').map(({ code }) => code)
