import { badInput, type Sentence } from '../ground/refusal.ts'

/** One way to read a sentence of the programme's text. */
export interface Option extends Sentence {
  readonly key: string
  /** What we would propose, and why; never taken without being chosen. */
  readonly proposed?: Sentence
}

/** A sentence that may be read in several ways; finalising asks for each. */
export interface Reading {
  readonly key: string
  /** The seed fact that it reads, and the question that it leaves. */
  readonly of: string
  readonly question: Sentence
  readonly options: readonly Option[]
}

/** Every ambiguous reading of the text on awards; none has a default. */
export const readings = [
  {
    key: 'bound',
    of: 'W01-W03 “以上”',
    question: {
      zh: '“95 分以上”是否包括 95 分本身？',
      en: 'Does "95 or above" include 95 itself?',
    },
    options: [
      {
        key: 'INCLUSIVE',
        zh: '包括',
        en: 'Included',
        proposed: { zh: '中文行文惯例', en: 'Chinese drafting practice' },
      },
      { key: 'EXCLUSIVE', zh: '不包括', en: 'Not included' },
    ],
  },
  {
    key: 'bandAndRank',
    of: 'W01 与 W04、W05',
    question: {
      zh: '分数档的工作经费与名次奖金是否同时发放？',
      en: 'Do the work funds of the band and the award of the rank add up?',
    },
    options: [
      {
        key: 'ADD_UP',
        zh: '同时发放',
        en: 'Both',
        proposed: {
          zh: '工作经费每村都有，名次奖在其上',
          en: 'Every village of the band has the funds; the rank comes on top',
        },
      },
      { key: 'HIGHER', zh: '只发较高的一项', en: 'The higher only' },
    ],
  },
  {
    key: 'rankAwards',
    of: 'W04、W05',
    question: {
      zh: '同时进入乡(镇)和区(县)前三名的村，两项奖金都发还是只发较高的？',
      en: 'Does a village among the first three of both its township and its county have both awards?',
    },
    options: [
      {
        key: 'HIGHER',
        zh: '只发较高的',
        en: 'The higher only',
        proposed: { zh: '避免重复奖励', en: 'One merit, one award' },
      },
      { key: 'BOTH', zh: '两项都发', en: 'Both' },
    ],
  },
  {
    key: 'townshipAward',
    of: 'W08 “同时奖励所在乡(镇)各20000元”',
    question: { zh: '哪些乡(镇)获 20,000 元？', en: 'Which townships have the 20,000 yuan?' },
    options: [
      {
        key: 'COUNTY_WINNER',
        zh: '有村进入区(县)前三名的乡(镇)，每年一次',
        en: 'Each with a village among the first three of the county, once a year',
        proposed: {
          zh: '奖金总额约七十万元；其他读法可达三百多万元',
          en: 'About 0.7 million yuan; other readings come to more than 3 million',
        },
      },
      {
        key: 'ANY_WINNER',
        zh: '有村进入乡(镇)或区(县)前三名的乡(镇)，每年一次',
        en: 'Each with a village among the first three of township or county, once a year',
      },
      {
        key: 'PER_VILLAGE',
        zh: '按进入区(县)前三名的村数，每村 20,000 元',
        en: 'For each village among the first three of the county',
      },
    ],
  },
  {
    key: 'postAmounts',
    of: 'W06、W07',
    question: {
      zh: '支书、主任、专干各 2,000 元、3,000 元如何对应？',
      en: 'To what do the 2,000 and 3,000 yuan of the three posts belong?',
    },
    options: [
      {
        key: 'BY_SCOPE',
        zh: '乡(镇)前三名 2,000 元，区(县)前三名 3,000 元',
        en: '2,000 with the township, 3,000 with the county',
        proposed: { zh: '与前文“分别”的对应一致', en: 'It pairs as the amounts before it do' },
      },
      {
        key: 'BY_POST',
        zh: '支书、主任 2,000 元，专干 3,000 元，两个名次也只发一次',
        en: '2,000 for secretary and director, 3,000 for the poverty officer: once, even with both ranks',
      },
    ],
  },
  {
    key: 'twoPosts',
    of: 'W07、E08',
    question: {
      zh: '一人兼任两职的，奖励一份还是两份？',
      en: 'Does one person who holds two posts have one award or two?',
    },
    options: [
      {
        key: 'ONE',
        zh: '一份，取较高的',
        en: 'One, the higher',
        proposed: {
          zh: '“一肩挑”普遍，奖励对人',
          en: 'One person in two posts is common; the award is personal',
        },
      },
      { key: 'EACH', zh: '每职一份', en: 'One for each post' },
    ],
  },
  {
    key: 'ties',
    of: 'W04、W05、W09',
    question: {
      zh: '并列第三名、第十名如何处理？',
      en: 'What becomes of ties at the third and the tenth place?',
    },
    options: [
      {
        key: 'ALL_TIED',
        zh: '并列者都算(1、2、2、4)',
        en: 'All tied count, by competition ranking (1, 2, 2, 4)',
        proposed: { zh: '原文没有分出先后的规定', en: 'The text gives no rule to tell them apart' },
      },
      {
        key: 'BY_POVERTY_GROUP',
        zh: '精准扶贫组得分高者在前，仍同分者并列',
        en: 'More points for targeted poverty alleviation go first; who is still tied stays tied',
      },
    ],
  },
  {
    key: 'zones',
    of: 'O06 “各区(县、高新区、开发区)”',
    question: {
      zh: '高新区、开发区的村在哪里排名？',
      en: 'Where are the villages of the zones ranked?',
    },
    options: [
      {
        key: 'OWN_LIST',
        zh: '各自单列，不在所在区(县)排名',
        en: 'In a list of each zone, and not in the county',
        proposed: {
          zh: '原文把开发区、高新区与区(县)并列为考评单位',
          en: 'The text sets the zones beside the counties',
        },
      },
      { key: 'IN_COUNTY', zh: '在所在区(县)排名', en: 'In their county' },
    ],
  },
  {
    key: 'criticism',
    of: 'S03 “达不到预定要求”',
    question: {
      zh: '低于多少分列为通报批评候选(由领导小组决定)？',
      en: 'Below which score is a village a candidate for criticism (the leading group decides)?',
    },
    options: [
      {
        key: 'BELOW_75',
        zh: '低于 75 分(没有奖励档)',
        en: 'Below 75, the lowest band',
        proposed: { zh: '最低奖励档', en: 'The lowest band that is paid' },
      },
      { key: 'BELOW_60', zh: '低于 60 分', en: 'Below 60' },
      { key: 'NONE', zh: '不设候选', en: 'Nobody' },
    ],
  },
] as const satisfies readonly Reading[]

type Known = (typeof readings)[number]

/** One choice for each reading. */
export type Choices = {
  readonly [Key in Known['key']]: Extract<Known, { key: Key }>['options'][number]['key']
}

/** What we would propose, for showing what a choice costs beside it; never for finalising. */
export const proposedChoices: Choices = Object.fromEntries(
  (readings as readonly Reading[]).map(({ key, options }) => [
    key,
    options.find(({ proposed }) => proposed)?.key ?? '',
  ]),
) as Choices

/** Reads the choices that were made; refuses an unknown one, and two for one reading. */
export function readChoices(
  given: readonly { readonly reading: string; readonly option: string }[],
): Partial<Choices> {
  const chosen = new Map<string, string>()
  for (const { reading, option } of given) {
    const known = (readings as readonly Reading[]).find(({ key }) => key === reading)
    if (!known) throw unknownReading(reading)
    if (!known.options.some(({ key }) => key === option)) throw unknownOption(known, option)
    if (chosen.has(reading)) {
      throw badInput({
        zh: `“${known.question.zh}”选了两次。`,
        en: `"${known.question.en}" is answered twice.`,
      })
    }
    chosen.set(reading, option)
  }
  return Object.fromEntries(chosen)
}

/** All choices; refused where one is missing, naming each that is. */
export function allChosen(choices: Partial<Choices>): Choices {
  const missing = (readings as readonly Reading[]).filter(({ key }) => !(key in choices))
  if (missing.length === 0) return choices as Choices
  throw badInput(
    {
      zh: `定稿前须逐项选定读法，尚缺：${missing.map(({ question }) => question.zh).join('；')}`,
      en: `Every reading must be chosen before finalising; these are not: ${missing.map(({ key, question }) => `${key} (${question.en})`).join('; ')}`,
    },
    { missing: missing.map(({ key }) => key) },
  )
}

function unknownReading(reading: string) {
  const keys = readings.map(({ key }) => key)
  return badInput({
    zh: `没有名为“${reading.slice(0, 40)}”的读法；有 ${keys.join('、')}。`,
    en: `No reading is called "${reading.slice(0, 40)}"; there are ${keys.join(', ')}.`,
  })
}

function unknownOption({ question, options, key }: Reading, option: string) {
  const keys = options.map((one) => one.key)
  return badInput({
    zh: `“${question.zh}”没有“${option.slice(0, 40)}”这一选项；有 ${keys.join('、')}。`,
    en: `The reading ${key} has no option "${option.slice(0, 40)}"; it has ${keys.join(', ')}.`,
  })
}
