import 'reflect-metadata'
import { Arg, Ctx, Extensions, Int, Mutation, Resolver } from 'type-graphql'
import { stampOf } from '../../../assessment/assessments.ts'
import { freeze, type InputTable } from '../../../assessment/frozenYear.ts'
import { allChosen, readChoices } from '../../../assessment/readings.ts'
import { noticeUntil, reading, recordingIn } from '../../../assessment/records.ts'
import { itemsOf, mustHaveItem, mustHaveScheme } from '../../../assessment/scheme.ts'
import { liesIn } from '../../../assessment/villages.ts'
import { today } from '../../../ground/calendarDate.ts'
import { badInput, notFound, Refusal } from '../../../ground/refusal.ts'
import { AreaCode, CalendarDate, Year } from '../../../ground/scalars.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { plainWords, reasonGiven } from '../../../publishing/delivering/wishes.ts'
import type { Context } from '../../graph/context.ts'
import { mayJudge, mayObject } from '../../graph/duties.ts'
import { ChoiceInput, FinalType, NoticeType, ObjectionType } from './assessmentTypes.ts'

const longestText = 2_000

/** What is done to the record of an assessment: notice, objections, the final result. */
@Resolver()
export class AssessmentMutations {
  @Extensions({ sharing: { may: mayJudge } })
  @Mutation(() => NoticeType, {
    description: '公示一年的考评草稿，收集异议。Gives notice of a draft, and takes objections.',
  })
  async openNotice(
    @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
    @Arg('until', () => CalendarDate, { description: '截止日。Its last day.' }) until: string,
    @Ctx() { caller, reader, database }: Context,
  ): Promise<NoticeType> {
    mustBeOver(year)
    mustHaveScheme(year)
    await recordingIn(database).openNotice(year, noticeUntil(until, today()), caller)
    return noticeOf(await reading.notice(reader, year))
  }

  @Extensions({ sharing: { may: mayJudge } })
  @Mutation(() => NoticeType, { description: '提前结束公示。Ends a notice before its last day.' })
  async closeNotice(
    @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
    @Arg('reason', () => String, { description: '理由。Why.' }) reason: string,
    @Ctx() { caller, reader, database }: Context,
  ): Promise<NoticeType> {
    await recordingIn(database).closeNotice(year, reasonGiven(reason), caller)
    return noticeOf(await reading.notice(reader, year))
  }

  @Extensions({ sharing: { may: mayObject } })
  @Mutation(() => [ObjectionType], {
    description: "对一个村的结果提出异议；答以本人提出的全部异议。Objects to a village's result.",
  })
  async objectTo(
    @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
    @Arg('village', () => AreaCode, { description: '村。The village.' }) village: string,
    @Arg('item', () => String, { nullable: true, description: '所涉子项。The item.' })
    item: string | null | undefined,
    @Arg('text', () => String, { description: '内容。What is objected.' }) text: string,
    @Ctx() context: Context,
  ): Promise<ObjectionType[]> {
    const { caller, reader, figures, database } = context
    const draft = await context.assessments.draft({ reader, figures }, year)
    const found = draft.villages.find((one) => one.village.code === village)
    if (!found || !liesIn(caller.area, found.village)) {
      throw notFound('考评的村', 'village that is assessed', village)
    }
    if (item) mustHaveItem(draft.scheme, item)
    const objection = { year, villageCode: village, item: item ?? null, text: words(text) }
    await recordingIn(database).object(objection, caller)
    const all = await reading.objections(reader, year)
    return all.filter(({ raisedBy }) => raisedBy === caller.subject)
  }

  @Extensions({ sharing: { may: mayJudge } })
  @Mutation(() => [ObjectionType], { description: '答复异议。Answers an objection.' })
  async answerObjection(
    @Arg('number', () => Int, { description: '异议编号。Its number.' }) number: number,
    @Arg('answer', () => String, { description: '答复。The answer.' }) answer: string,
    @Ctx() { caller, reader, database }: Context,
  ): Promise<ObjectionType[]> {
    const year = await recordingIn(database).answer(number, words(answer), caller)
    return reading.objections(reader, year)
  }

  @Extensions({ sharing: { may: mayJudge } })
  @Mutation(() => FinalType, {
    description:
      "定稿：冻结一年的结果、输入、规则与读法；每个读法都须选定。Freezes a year's result; every reading must be chosen.",
  })
  async finaliseAssessment(
    @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
    @Arg('readings', () => [ChoiceInput], {
      description: '选定的读法。The readings that are chosen.',
    })
    given: ChoiceInput[],
    @Ctx() context: Context,
  ): Promise<FinalType> {
    const { caller, catalogue, reader, figures, database } = context
    mustBeOver(year)
    const choices = allChosen(readChoices(given))
    if (await reading.final(reader, year)) throw alreadyFinal(year)
    const sources = { reader, figures }
    const stamp = await stampOf(sources, year, mustHaveScheme(year))
    const draft = await context.assessments.draft(sources, year)
    if (draft.villages.length === 0)
      throw notFound('考评的村', 'village that is assessed', String(year))
    const codes = draft.villages.map(({ village }) => village.code)
    const inputs = new Map<string, InputTable>()
    for (const { code } of itemsOf(draft.scheme)) {
      inputs.set(code, await figures.inputsOf(code, codes, String(year)))
    }
    // Points and inputs are of one state; if that has moved meanwhile, nothing is frozen.
    await context.anew()
    if ((await stampOf(sources, year, draft.scheme)) !== stamp) throw hasMoved(year)
    const snapshot = freeze(draft, choices, knownIndicatorsOf(catalogue), inputs, stamp)
    await recordingIn(database).finalise(snapshot, caller)
    const final = await reading.final(reader, year)
    if (!final) throw new Error('the final result was not kept')
    return final
  }
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
