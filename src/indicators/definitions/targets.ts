import type { Definition } from './definition.ts'

type Figure = Pick<Definition, 'code' | 'zh' | 'en' | 'reading' | 'formula' | 'unit'> &
  Partial<Definition>

/** A figure behind a target that the programme's text gives; how it is computed is proposed. */
function target(where: string, figure: Figure): Definition {
  return {
    from: 2014,
    source: { origin: 'seed', where: `target ${where}; domain dossier 3.3` },
    decimals: 0,
    level: 'County',
    rise: 'counted',
    sharing: 'open',
    demanded: 'fromCounty',
    missing: {
      zh: '未报送的单位不计入，另列其数；没有任何一个报送时没有数。',
      en: 'Units that are silent are left out and counted apart; where all are, there is no figure.',
    },
    ...figure,
  }
}

const sinceStart = 'year(disbursedDate) >= param.programmeStart and by(disbursedDate)'
const disbursed = 'ruralCredit.LoanLedger.disbursedAmount'
const borrower = 'ruralCredit.LoanLedger.borrowerRef'
const isRegistered =
  'via(borrowerRef.Household, povertyOffice.HouseholdRegister.registerNo != null)'
const ledByEnterprise = `via(borrowerRef.Household, povertyOffice.HouseholdRegister.registerNo != null
  and via(povertyOffice.HouseholdRegister.linkedEntityUscc,
    agriculture.AgribusinessProfile.povertyLeadingFlag)
  and any(povertyOffice.PersonRegister.labourCapacity in (NORMAL, SKILLED)))`
const isLeading = 'via(borrowerRef.Enterprise, agriculture.AgribusinessProfile.povertyLeadingFlag)'

/** Micro-credit of households of which a member is on such a list. */
function startUps(code: string, zh: string, en: string, member: string, who: string): Definition {
  return target('T15 and R09', {
    code,
    zh,
    en,
    reading: {
      zh: `拟定：户内有成员列入${who}的农户所获“精扶贷”累放额；一户可属几类，各类不能相加。`,
      en: 'Proposed: micro-credit of households with such a member; a household may be in several groups, so that they do not add up.',
    },
    formula: `sum(${disbursed} where product = JINGFU and ${sinceStart}
      and via(borrowerRef.Household, any(${member})))`,
    unit: 'CNY',
  })
}

/** The figures of the programme's targets T01 to T18. */
export const targets: readonly Definition[] = [
  target('T01, 1.5 billion yuan each year', {
    code: 'T01',
    zh: '扶贫贷款年度发放',
    en: 'Annual lending to registered poor households',
    level: 'Village',
    reading: {
      zh: '拟定：当年向建档立卡户发放的贷款，不加“有发展能力”“有扶贫龙头企业带动”两个条件；加条件的见 T01F。',
      en: 'Proposed: loans paid out in the year to registered households, without the two filters of the text; with them it is T01F.',
    },
    formula: `sum(${disbursed} where during(disbursedDate) and ${isRegistered})`,
    unit: 'CNY',
  }),
  target('T01, with the filters of the text', {
    code: 'T01F',
    zh: '扶贫贷款年度发放(有发展能力且有扶贫龙头企业带动)',
    en: 'Annual lending to registered households that can develop and are led by an enterprise',
    level: 'Village',
    reading: {
      zh: '拟定：有发展能力指户内有普通或技能劳动力；带动指利益联结主体当年为扶贫龙头企业。',
      en: 'Proposed: able to develop means a member with normal or skilled labour; led means linked to a poverty-alleviation leading enterprise of the year.',
    },
    formula: `sum(${disbursed} where during(disbursedDate) and ${ledByEnterprise})`,
    unit: 'CNY',
  }),
  target('T02, 50,000 households each year', {
    code: 'T02',
    zh: '支持发展产业的贫困户',
    en: 'Registered households supported to develop production',
    level: 'Village',
    reading: {
      zh: '拟定：当年获得贷款的不同建档立卡户。',
      en: 'Proposed: different registered households that were paid a loan in the year.',
    },
    formula: `countDistinct(${borrower}.Household where during(disbursedDate) and ${isRegistered})`,
    unit: 'household',
  }),
  target('T03, 200,000 persons each year', {
    code: 'T03',
    zh: '带动贫困人口',
    en: 'Poor people brought along',
    level: 'Village',
    reading: {
      zh: '拟定：T02 各户的家庭人口之和；“带动”可能逐年重复同一人，不能跨年相加当作脱贫人数。',
      en: 'Proposed: the members of the households of T02; the same people may come again each year, so the years never add up to exits.',
    },
    formula: `sum(povertyOffice.HouseholdRegister.memberCount where registerNo != null
      and any(${disbursed} > 0 where during(disbursedDate)))`,
    unit: 'person',
  }),
  target('T04, 500 cooperatives, 2016-2020', {
    code: 'T04',
    zh: '信贷支持农民专业合作社',
    en: "Farmers' cooperatives supported by credit",
    reading: {
      zh: '拟定：自 2016 年起获得贷款的不同合作社，累计；全市十个区县均为贫困地区(V05)。',
      en: 'Proposed: different cooperatives that were paid a loan since 2016; all ten counties are poor areas (V05).',
    },
    formula: `countDistinct(${borrower}.Cooperative where ${sinceStart})`,
    unit: 'cooperative',
  }),
  target('T05, 1.5 billion yuan, 2016-2020', {
    code: 'T05',
    zh: '合作社贷款',
    en: 'Lending to cooperatives',
    reading: { zh: '自 2016 年起累放额，不是余额。', en: 'Paid out since 2016; no balance.' },
    formula: `sum(${disbursed} where borrowerKind = COOPERATIVE and ${sinceStart})`,
    unit: 'CNY',
  }),
  target('T06, 2.5 billion yuan, 2016-2020', {
    code: 'T06',
    zh: '扶贫龙头企业及新型农村集体经营组织贷款',
    en: 'Lending to poverty-alleviation leading enterprises and new collective operators',
    reading: {
      zh: '拟定：合作社不算新型农村集体经营组织，否则 T05 会被包含在内；扶贫龙头企业按所问年度的名录。',
      en: 'Proposed: cooperatives are no collective operators, else T05 would lie inside; the list of leading enterprises is that of the year asked for.',
    },
    formula: `sum(${disbursed} where (${isLeading} or borrowerKind = COLLECTIVE) and ${sinceStart})`,
    unit: 'CNY',
  }),
  target('T07, 200 enterprises, 2016-2020', {
    code: 'T07',
    zh: '支持农业龙头企业',
    en: 'Leading agricultural enterprises supported',
    reading: {
      zh: '“农业龙头企业”与“扶贫龙头企业”是两个名录，分别标识；自 2016 年起获得贷款的不同企业。',
      en: 'Leading agricultural enterprises and poverty-alleviation ones are two lists; different enterprises that were paid a loan since 2016.',
    },
    formula: `countDistinct(${borrower}.Enterprise where ${sinceStart}
      and via(borrowerRef.Enterprise, agriculture.AgribusinessProfile.entityKind = LEADING_ENTERPRISE))`,
    unit: 'enterprise',
  }),
  target('T08, 80 billion yuan, 2016-2020', {
    code: 'T08',
    zh: '累放各类贷款',
    en: 'Cumulative lending of all kinds',
    reading: {
      zh: '拟定：放贷人为农信社系统；与 pboc.CountyCredit(全部金融机构)口径不同，不可相除。',
      en: 'Proposed: lending by the rural credit cooperatives; pboc.CountyCredit is of all lenders and must not be divided by it.',
    },
    formula: `sum(${disbursed} where ${sinceStart})`,
    unit: 'CNY',
  }),
  target('T09, 10 billion yuan, 2016-2020', {
    code: 'T09',
    zh: '累放扶贫贷款',
    en: 'Cumulative poverty-alleviation lending',
    reading: {
      zh: '拟定：“精扶贷”加扶贫龙头企业和集体经营组织贷款(75 亿 + 25 亿 = 100 亿)。',
      en: 'Proposed: micro-credit with the loans of T06, for 7.5 and 2.5 billion make 10.',
    },
    formula: `sum(${disbursed} where (product = JINGFU or ${isLeading} or borrowerKind = COLLECTIVE)
      and ${sinceStart})`,
    unit: 'CNY',
  }),
  target('T10, 125 townships by 2020', {
    code: 'T10',
    zh: '贫困乡(镇)脱贫',
    en: 'Poor townships delisted',
    level: 'Township',
    reading: {
      zh: '分母为拟定：该年度的贫困乡(镇)数。摘帽年度空白表示尚未摘帽，不是未报告。',
      en:
        'The denominator is proposed: the poor townships of the year. A poor township without a ' +
        'year of delisting is not delisted yet; that blank is no silence.',
    },
    formula: `count(devReform.TownshipWellOff.delistedYear <= y
      where devReform.TownshipWellOff.poorTownshipFlag)`,
    denominator: 'count(devReform.TownshipWellOff.poorTownshipFlag)',
    unit: 'township',
  }),
  target('T11, 1,565 villages by 2020', {
    code: 'T11',
    zh: '建档立卡贫困村出列',
    en: 'Poor villages delisted',
    level: 'Village',
    reading: {
      zh: '分母为拟定：该年度的建档立卡贫困村数。出列年度空白表示尚未出列，不是未报告。',
      en:
        'The denominator is proposed: the registered poor villages of the year. A poor village ' +
        'without a year of delisting is not delisted yet; that blank is no silence.',
    },
    formula: `count(povertyOffice.VillageStatus.villageExitYear <= y
      where povertyOffice.VillageStatus.poorVillageFlag)`,
    denominator: 'count(povertyOffice.VillageStatus.poorVillageFlag)',
    unit: 'village',
  }),
  target('T12, 890,000 persons by 2020', {
    code: 'T12',
    zh: '贫困人口稳定脱贫',
    en: 'Poor people stably lifted out',
    level: 'Village',
    reading: {
      zh: '拟定：89 万是建档立卡总规模(约 2014 年)。以 2015 年末已脱贫人数(建档人数减未脱贫人数)为期初，加 2016 年起脱贫人数，减返贫人数。',
      en: 'Proposed: 890,000 is the first registration, of about 2014. The opening balance are those already lifted at the end of 2015 (registered less remaining); exits since 2016 are added, returns taken off.',
    },
    formula: `sum(povertyOffice.VillageStatus.registeredPersons[2015])
      - sum(povertyOffice.VillageStatus.remainingPoorPersons[2015])
      + sum(cumulative(povertyOffice.VillageStatus.exitedPersons, 2016))
      - sum(cumulative(povertyOffice.VillageStatus.returnedPersons, 2016))`,
    from: 2016,
    unit: 'person',
  }),
  target('T13, 2,717 stations and all administrative villages', {
    code: 'T13',
    zh: '精准脱贫服务站',
    en: 'Targeted poverty alleviation service stations',
    level: 'Village',
    reading: {
      zh: '拟定：一村一站，取该年度最后报告的季度；只计当年纳入项目的行政村，分母为其总数，尚未报告的村也在内。',
      en:
        'Proposed: one station a village, as of the last quarter reported in the year. Only the ' +
        "programme's villages of that year count; the denominator is all of them, silent ones too.",
    },
    formula: `count(ruralCredit.VillageOutlet.stationEstablished
      where programme.VillageStanding.programmeVillage)`,
    denominator: 'count(programme.VillageStanding.programmeVillage)',
    unit: 'village',
  }),
  target('T14, 100 % of administrative villages', {
    code: 'T14',
    zh: '"信合村村通"覆盖',
    en: 'Village banking outlet coverage',
    level: 'Village',
    reading: {
      zh: '一村一点，取该年度最后报告的季度；分母为当年纳入项目的行政村。',
      en: 'One outlet a village, as of the last quarter reported; the denominator is the programme’s villages of the year.',
    },
    formula: `count(ruralCredit.VillageOutlet.outletInstalled
      where programme.VillageStanding.programmeVillage)`,
    denominator: 'count(programme.VillageStanding.programmeVillage)',
    unit: 'village',
  }),
  target('T15, 7.5 billion yuan, 2016-2020', {
    code: 'T15',
    zh: '"精扶贷"累放',
    en: 'Cumulative Jingfu loans',
    level: 'Village',
    reading: {
      zh: '自 2016 年起累放额；与 T01 为同一资金流。按四类创业群体的见 T15L、T15G、T15W、T15M。',
      en: 'Paid out since 2016; one stream with T01. By the four start-up groups: T15L, T15G, T15W, T15M.',
    },
    formula: `sum(${disbursed} where product = JINGFU and ${sinceStart})`,
    unit: 'CNY',
  }),
  startUps(
    'T15L',
    '"精扶贷"累放：青年致富带头人',
    'Jingfu loans: young wealth-creation leaders',
    'youthLeague.YouthLeader',
    '团市委青年致富带头人名册',
  ),
  startUps(
    'T15G',
    '"精扶贷"累放：大学生村官',
    'Jingfu loans: graduate village officials',
    'humanResources.ReturneeStartup.starterGroup = GRADUATE_VILLAGE_OFFICIAL',
    '人社局大学生村官创业名册',
  ),
  startUps(
    'T15W',
    '"精扶贷"累放：妇女',
    'Jingfu loans: women',
    'womensFederation.WomenStartup',
    '妇联妇女创业名册',
  ),
  startUps(
    'T15M',
    '"精扶贷"累放：返乡农民工',
    'Jingfu loans: returned migrants',
    'humanResources.ReturneeStartup.starterGroup = RETURNED_MIGRANT',
    '人社局返乡农民工创业名册',
  ),
  target('T16, 20,000 sessions', {
    code: 'T16',
    zh: '"金融夜校"场次',
    en: 'Financial night-school sessions',
    level: 'Village',
    reading: {
      zh: '拟定：自 2016 年起各季度场次累计；缺报任一季度的村不计入。',
      en: 'Proposed: sessions of all quarters since 2016; a village that misses one of them is left out.',
    },
    formula: 'sum(cumulative(ruralCredit.VillageOutlet.nightSchoolSessions, 2016))',
    from: 2016,
    unit: 'session',
  }),
  target('T17, all 890,000 registered persons', {
    code: 'T17',
    zh: '普及金融知识的建档立卡户(不重复)',
    en: 'Registered households reached by financial literacy, each once',
    level: 'Village',
    reading: {
      zh: '拟定：没有到课人名单，不能逐户去重；每村取到课户数最多的一个季度，不超过建档立卡户数，是不重复户数的下限。人次见 T17A。“89 万贫困农户”应为 89 万人。',
      en: 'Proposed: there are no lists of those who came, so households cannot be told apart; for each village the best-attended quarter, at most its registered households, is the least that it can be. Attendances are T17A. "890,000 households" must be persons.',
    },
    formula: `sum(min(highest(ruralCredit.VillageOutlet.nightSchoolHouseholds, 2016),
      povertyOffice.VillageStatus.registeredHouseholds))`,
    denominator: 'sum(povertyOffice.VillageStatus.registeredHouseholds)',
    from: 2016,
    unit: 'household',
  }),
  target('T17, attendances beside', {
    code: 'T17A',
    zh: '金融知识普及人次',
    en: 'Attendances at financial night schools',
    level: 'Village',
    reading: {
      zh: '自 2016 年起各季度到课人次累计，同一人可重复；宣讲覆盖人次另见 publicityDept.ThreeOnesProgress。',
      en: 'All quarters since 2016; the same person may come again. Lecture attendances stand in publicityDept.ThreeOnesProgress.',
    },
    formula: 'sum(cumulative(ruralCredit.VillageOutlet.nightSchoolPersons, 2016))',
    from: 2016,
    unit: 'person',
  }),
  target('T18, one of each in every county', {
    code: 'T18',
    zh: '"31工程"',
    en: 'Three ones: one textbook, one courseware set, one lecture team',
    reading: {
      zh: '拟定：“31”即三个一，每个区县各一套；计三项齐备的区县。',
      en: 'Proposed: "31" reads three ones, one set of each a county; counties that have all three.',
    },
    formula: `count(publicityDept.ThreeOnesProgress.textbookTitles >= 1
      and publicityDept.ThreeOnesProgress.coursewareSets >= 1
      and publicityDept.ThreeOnesProgress.lectureTeams >= 1)`,
    denominator: 'count(County)',
    unit: 'county',
  }),
]
