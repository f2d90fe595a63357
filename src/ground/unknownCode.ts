import { nearestName } from './nearestName.ts'
import { badInput, type Refusal, type Sentence } from './refusal.ts'

/** That nothing has a code, and which is nearest; or what there is, where none is. */
export function unknownCode(of: Sentence, code: string, codes: readonly string[]): Refusal {
  const nearest = nearestName(code, codes)
  const shown = code.slice(0, 20)
  const meant = nearest
    ? { zh: `是否指 ${nearest}？`, en: `Did you mean ${nearest}?` }
    : { zh: `现有 ${codes.join('、')}。`, en: `There are ${codes.join(', ')}.` }
  return badInput(
    {
      zh: `没有代码为“${shown}”的${of.zh}。${meant.zh}`,
      en: `No ${of.en} has the code "${shown}". ${meant.en}`,
    },
    nearest ? { nearest } : {},
  )
}
