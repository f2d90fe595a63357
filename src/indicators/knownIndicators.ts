import { nearestName } from '../ground/nearestName.ts'
import { kindWords, type Period, parsePeriod } from '../ground/period.ts'
import { badInput } from '../ground/refusal.ts'
import type { Definition } from './definition.ts'
import { assessmentItems } from './definitions/assessmentItems.ts'
import { targets } from './definitions/targets.ts'

const versions: ReadonlyMap<string, readonly Definition[]> = versionsOf([
  ...assessmentItems,
  ...targets,
])

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

/** The built-in indicators, each with all its versions, the latest first. */
export function indicatorDefinitions(): readonly Definition[] {
  return [...versions.values()].flat()
}

/** The definition of an indicator in a period; refuses an unknown code and what is not its year. */
export function indicatorDefinition(code: string, period: Period): Definition {
  const found = versions.get(code)
  if (!found) throw unknownCode(code)
  return versionIn(found, period)
}

/** The version that a period is computed by, of those of one indicator. */
export function versionIn(found: readonly Definition[], period: Period): Definition {
  const parts = parsePeriod(period)
  const [latest] = found
  const earliest = found.at(-1)
  if (!latest || !earliest) throw new Error('an indicator has at least one version')
  if (parts?.kind !== 'year') {
    const { zh, en } = kindWords.year
    const year = kindWords.year.example(parts?.year ?? latest.from)
    throw badInput({
      zh: `${latest.code}“${latest.zh}”是${zh}指标，不能用 period "${period}"；请改用 ${year}。`,
      en: `${latest.code} is ${en}; ask for ${year}.`,
    })
  }
  const version = found.find(({ from }) => from <= parts.year)
  if (version) return version
  throw badInput({
    zh: `${latest.code}“${latest.zh}”自 ${earliest.from} 年起才有定义；请改用 ${earliest.from} 或以后的年份。`,
    en: `${latest.code} is defined from ${earliest.from} on; ask for ${earliest.from} or later.`,
  })
}

function unknownCode(code: string) {
  const codes = [...versions.keys()].sort()
  const shown = code.slice(0, 20)
  const nearest = nearestName(code, codes)
  const meant = nearest
    ? { zh: `是否指 ${nearest}？`, en: `Did you mean ${nearest}?` }
    : { zh: `现有 ${codes.join('、')}。`, en: `There are ${codes.join(', ')}.` }
  return badInput(
    {
      zh: `没有代码为“${shown}”的指标。${meant.zh}`,
      en: `No indicator has the code "${shown}". ${meant.en}`,
    },
    nearest ? { nearest } : {},
  )
}
