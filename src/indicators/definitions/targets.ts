import type { Definition } from '../definition.ts'

/** The programme's targets, as figures that say how far each has come. */
export const targets: readonly Definition[] = [
  {
    code: 'T10',
    zh: '贫困乡(镇)脱贫',
    en: 'Poor townships delisted',
    from: 2014,
    source: { origin: 'seed', where: 'target T10, 125 townships by 2020; domain dossier 3.3' },
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
    decimals: 0,
    level: 'Township',
    rise: 'counted',
    sharing: 'open',
  },
  {
    code: 'T11',
    zh: '建档立卡贫困村出列',
    en: 'Poor villages delisted',
    from: 2014,
    source: { origin: 'seed', where: 'target T11, 1,565 villages by 2020; domain dossier 3.3' },
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
    decimals: 0,
    level: 'Village',
    rise: 'counted',
    sharing: 'open',
  },
  {
    code: 'T13',
    zh: '精准脱贫服务站',
    en: 'Targeted poverty alleviation service stations',
    from: 2014,
    source: {
      origin: 'seed',
      where: 'target T13, 2,717 stations and all administrative villages; domain dossier 3.3',
    },
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
    decimals: 0,
    level: 'Village',
    rise: 'counted',
    sharing: 'open',
  },
]
