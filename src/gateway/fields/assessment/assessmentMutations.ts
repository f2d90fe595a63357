import 'reflect-metadata'
import { Int } from 'type-graphql'
import { stampOf } from '../../../assessment/assessments.ts'
import { freeze, type InputTable } from '../../../assessment/frozenYear.ts'
import { allChosen, readChoices } from '../../../assessment/readings.ts'
import { type Final, noticeUntil, reading, recordingIn } from '../../../assessment/records.ts'
import { itemsOf, mustHaveItem, mustHaveScheme } from '../../../assessment/scheme.ts'
import { liesIn } from '../../../assessment/villages.ts'
import { today } from '../../../ground/calendarDate.ts'
import { badInput, notFound, Refusal } from '../../../ground/refusal.ts'
import { AreaCode, CalendarDate, Year } from '../../../ground/scalars.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { plainWords, reasonGiven } from '../../../publishing/delivering/wishes.ts'
import type { Context } from '../../graph/context.ts'
import { declareMutation, optional, required } from '../../graph/declareField.ts'
import { mayJudge, mayObject } from '../../graph/duties.ts'
import { ChoiceInput } from './assessmentInputs.ts'
import { FinalType, NoticeType, ObjectionType } from './assessmentTypes.ts'

const longestText = 2_000

const year = required(Year, '年度', 'The year')

interface OfYear {
  readonly year: number
}

declareMutation('openNotice', {
  type: NoticeType,
  zh: '公示一年的考评草稿，收集异议',
  en: 'Gives notice of a draft, and takes objections',
  may: mayJudge,
  args: { year, until: required(CalendarDate, '截止日', 'Its last day') },
  resolve: async (_root, asked: OfYear & { until: string }, context: Context) => {
    const { caller, reader, database } = context
    mustBeOver(asked.year)
    mustHaveScheme(asked.year)
    const until = noticeUntil(asked.until, today())
    await recordingIn(database).openNotice(asked.year, until, caller)
    return noticeOf(await reading.notice(reader, asked.year))
  },
})

declareMutation('closeNotice', {
  type: NoticeType,
  zh: '提前结束公示',
  en: 'Ends a notice before its last day',
  may: mayJudge,
  args: { year, reason: required(String, '理由', 'Why') },
  resolve: async (_root, asked: OfYear & { reason: string }, context: Context) => {
    const { caller, reader, database } = context
    await recordingIn(database).closeNotice(asked.year, reasonGiven(asked.reason), caller)
    return noticeOf(await reading.notice(reader, asked.year))
  },
})

interface Objecting extends OfYear {
  readonly village: string
  readonly item?: string | null
  readonly text: string
}

declareMutation('objectTo', {
  type: [ObjectionType],
  zh: '对一个村的结果提出异议；答以本人提出的全部异议',
  en: "Objects to a village's result",
  may: mayObject,
  args: {
    year,
    village: required(AreaCode, '村', 'The village'),
    item: optional(String, '所涉子项', 'The item'),
    text: required(String, '内容', 'What is objected'),
  },
  resolve: (_root, asked: Objecting, context: Context) => objected(context, asked),
})

async function objected(context: Context, asked: Objecting): Promise<ObjectionType[]> {
  const { caller, reader, figures, database, assessments } = context
  const { village, item, text } = asked
  const draft = await assessments.draft({ reader, figures }, asked.year)
  const found = draft.villages.find((one) => one.village.code === village)
  if (!found || !liesIn(caller.area, found.village)) {
    throw notFound('考评的村', 'village that is assessed', village)
  }
  if (item) mustHaveItem(draft.scheme, item)
  const objection = {
    year: asked.year,
    villageCode: village,
    item: item || null,
    text: words(text),
  }
  await recordingIn(database).object(objection, caller)
  const all = await reading.objections(reader, asked.year)
  return all.filter(({ raisedBy }) => raisedBy === caller.subject)
}

interface Answering {
  readonly number: number
  readonly answer: string
}

declareMutation('answerObjection', {
  type: [ObjectionType],
  zh: '答复异议',
  en: 'Answers an objection',
  may: mayJudge,
  args: {
    number: required(Int, '异议编号', 'Its number'),
    answer: required(String, '答复', 'The answer'),
  },
  resolve: async (_root, { number, answer }: Answering, context: Context) => {
    const { caller, reader, database } = context
    const of = await recordingIn(database).answer(number, words(answer), caller)
    return reading.objections(reader, of)
  },
})

interface Finalising extends OfYear {
  readonly readings: readonly ChoiceInput[]
}

declareMutation('finaliseAssessment', {
  type: FinalType,
  zh: '定稿：冻结一年的结果、输入、规则与读法；每个读法都须选定',
  en: "Freezes a year's result; every reading must be chosen",
  may: mayJudge,
  args: { year, readings: required([ChoiceInput], '选定的读法', 'The readings that are chosen') },
  resolve: (_root, asked: Finalising, context: Context) => finalised(context, asked),
})

async function finalised(context: Context, { year: of, readings }: Finalising): Promise<Final> {
  const { caller, catalogue, reader, figures, database, assessments } = context
  mustBeOver(of)
  const choices = allChosen(readChoices(readings))
  if (await reading.final(reader, of)) throw alreadyFinal(of)
  const sources = { reader, figures }
  const stamp = await stampOf(sources, of, mustHaveScheme(of))
  const draft = await assessments.draft(sources, of)
  if (draft.villages.length === 0) {
    throw notFound('考评的村', 'village that is assessed', String(of))
  }
  const codes = draft.villages.map(({ village }) => village.code)
  const inputs = new Map<string, InputTable>()
  for (const { code } of itemsOf(draft.scheme)) {
    inputs.set(code, await figures.inputsOf(code, codes, String(of)))
  }
  // Points and inputs are of one state; if that has moved meanwhile, nothing is frozen.
  await context.anew()
  if ((await stampOf(sources, of, draft.scheme)) !== stamp) throw hasMoved(of)
  const snapshot = freeze(draft, choices, knownIndicatorsOf(catalogue), inputs, stamp)
  await recordingIn(database).finalise(snapshot, caller)
  const final = await reading.final(reader, of)
  if (!final) throw new Error('the final result was not kept')
  return final
}

function noticeOf<T>(notice: T | null): T {
  if (!notice) throw new Error('the notice was not kept')
  return notice
}

function mustBeOver(year: number): void {
  if (`${year}-12-31` < today()) return
  throw badInput({
    zh: `${year} 年尚未结束，不能公示或定稿。`,
    en: `${year} is not over yet; notice and the final result come after it.`,
  })
}

function hasMoved(year: number): Refusal {
  return new Refusal('CONFLICT', {
    zh: `定稿期间有部门报送了 ${year} 年考评所用的数据，未定稿；请核对草稿后再次定稿。`,
    en: `While the assessment of ${year} was being frozen a department published what it reads; nothing was frozen. Look at the draft, and finalise again.`,
  })
}

function alreadyFinal(year: number): Refusal {
  return new Refusal('CONFLICT', {
    zh: `${year} 年考评已定稿，不能再次定稿。`,
    en: `The assessment of ${year} is final already and cannot be finalised twice.`,
  })
}

/** What somebody writes: some words, without what no database takes. */
function words(text: string): string {
  const plain = plainWords(text)
  if (plain !== '' && plain.length <= longestText) return plain
  throw badInput({
    zh: `请写明内容，不超过 ${longestText} 字。`,
    en: `Write something, of at most ${longestText} characters.`,
  })
}
