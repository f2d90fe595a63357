import type { Catalogue } from '../../catalogue/catalogue.ts'
import { kindWords, type Period, type PeriodParts, parsePeriod } from '../../ground/period.ts'
import { badInput } from '../../ground/refusal.ts'
import { unknownCode } from '../../ground/unknownCode.ts'
import type { Definition } from '../definitions/definition.ts'
import type { Parameter } from '../definitions/parameter.ts'
import { type Indicator, readIndicator, viewsOf } from './indicator.ts'
import type { Vocabulary } from './scope.ts'
import { runningMonth, type Time } from './times.ts'

/** The built-in indicators, read and checked against a catalogue. */
export interface KnownIndicators {
  /** Each with all its versions, the latest first. */
  readonly all: readonly Indicator[]
  readonly vocabulary: Vocabulary
  /** The version of an indicator for a period; refuses an unknown code and a period that it has none for. */
  readonly asked: (code: string, period: Period) => { indicator: Indicator; time: Time }
  /** The version in force in a year; undefined before the first. */
  readonly inYear: (code: string, year: number) => Indicator | undefined
}

/** Reads all definitions; two of one code from one year, or one that does not hold, are refused here. */
export function knowIndicators(
  catalogue: Catalogue,
  definitions: readonly Definition[],
  parameters: readonly Parameter[],
): KnownIndicators {
  const byCode = versionsOf(definitions)
  mustFollow(byCode)
  const named = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  const vocabularyOf = (year: number): Vocabulary => ({
    parameters: named,
    formulas: new Map(
      [...byCode].flatMap(([code, found]) => {
        const version = found.find(({ from }) => from <= year) ?? found.at(-1)
        return version ? [[code, version.formula]] : []
      }),
    ),
  })
  const vocabulary = vocabularyOf(Number.POSITIVE_INFINITY)
  const read = new Map(
    definitions.map((definition) => [
      definition,
      readIndicator(catalogue, definition, vocabularyOf(definition.from)),
    ]),
  )
  const of = (definition: Definition): Indicator => {
    const indicator = read.get(definition)
    if (!indicator) throw new Error(`${definition.code} was not read`)
    return indicator
  }
  return {
    all: [...byCode.values()].flat().map(of),
    vocabulary,
    asked: (code, period) => {
      const found = byCode.get(code)
      if (!found)
        throw unknownCode({ zh: '指标', en: 'indicator' }, code, [...byCode.keys()].sort())
      const parts = partsOf(found, period)
      const indicator = of(versionIn(found, parts.year))
      return { indicator, time: timeOf(indicator, period, parts) }
    },
    inYear: (code, year) => {
      const found = byCode.get(code)?.find(({ from }) => from <= year)
      return found && of(found)
    },
  }
}

/** The versions of each indicator, the latest first; two from the same year are refused here. */
export function versionsOf(definitions: readonly Definition[]): Map<string, Definition[]> {
  const byCode = Map.groupBy(definitions, ({ code }) => code)
  for (const [code, found] of byCode) {
    found.sort((one, other) => other.from - one.from)
    const twice = found.find(({ from }, index) => found[index + 1]?.from === from)
    if (twice) throw new Error(`${code} is defined twice from ${twice.from}`)
  }
  return byCode
}

/** Refuses a rule that names one which is defined anew while it stands: which of the two it meant nobody could tell. */
function mustFollow(byCode: ReadonlyMap<string, readonly Definition[]>): void {
  for (const found of byCode.values()) {
    for (const [at, { code, from, formula, denominator = '' }] of found.entries()) {
      const until = found[at - 1]?.from ?? Number.POSITIVE_INFINITY
      const words = new Set(`${formula} ${denominator}`.match(/\w+/g))
      for (const [other, versions] of byCode) {
        const anew = versions.find((version) => version.from > from && version.from < until)
        if (other === code || !words.has(other) || !anew || anew === versions.at(-1)) continue
        throw new Error(
          `${code} names ${other}, which is defined anew from ${anew.from}: define ${code} anew from then on too`,
        )
      }
    }
  }
}

/** The version that a year is computed by, of those of one indicator. */
export function versionIn(found: readonly Definition[], year: number): Definition {
  const version = found.find(({ from }) => from <= year)
  if (version) return version
  const earliest = found.at(-1)
  if (!earliest) throw new Error('an indicator has at least one version')
  throw badInput({
    zh: `${earliest.code}“${earliest.zh}”自 ${earliest.from} 年起才有定义；请改用 ${earliest.from} 或以后的年份。`,
    en: `${earliest.code} is defined from ${earliest.from} on; ask for ${earliest.from} or later.`,
  })
}

/** Whether the facts of an indicator are told within the year, so that a quarter can be asked for. */
export function isTold(indicator: Indicator): 'within the year' | 'by the year' {
  const now = viewsOf(indicator).filter(({ back }) => back === 0)
  const within = now.every(
    ({ shelf: { per } }) => per === 'quarter' || per === 'month' || per === undefined,
  )
  return within && now.length > 0 ? 'within the year' : 'by the year'
}

function partsOf([latest]: readonly Definition[], period: Period): PeriodParts {
  const parts = parsePeriod(period)
  if (parts && (parts.kind === 'year' || parts.kind === 'quarter' || parts.kind === 'half'))
    return parts
  throw notOfThatKind(latest, parts?.year)
}

/** The time that a period means for an indicator; refused where it is of another kind. */
export function timeIn(indicator: Indicator, period: Period): Time {
  return timeOf(indicator, period, partsOf([indicator.definition], period))
}

function timeOf(indicator: Indicator, period: Period, { year, kind, index }: PeriodParts): Time {
  mustHaveBegun(year)
  if (kind === 'year') return { year, through: 12 }
  if (isTold(indicator) === 'within the year')
    return { year, through: index * (kind === 'half' ? 6 : 3) }
  throw notOfThatKind(indicator.definition, parsePeriod(period)?.year)
}

/** Refuses a year that has not begun: nothing is known of it, and silence is not zero. */
export function mustHaveBegun(year: number): void {
  if (year <= runningMonth().year) return
  throw badInput({
    zh: `${year} 年尚未开始，没有可算的数据。`,
    en: `${year} has not begun; there is nothing to compute yet.`,
  })
}

function notOfThatKind(latest: Definition | undefined, asked: number | undefined) {
  const { code = '', zh = '', from = 2019 } = latest ?? {}
  const { zh: kind, en, example } = kindWords.year
  const year = example(asked ?? from)
  return badInput({
    zh: `${code}“${zh}”是${kind}指标，请改用 ${year}。`,
    en: `${code} is ${en}; ask for ${year}.`,
  })
}
