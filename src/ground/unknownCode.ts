import { nearestName } from './nearestName.ts'
import { badInput, type Refusal, type Sentence } from './refusal.ts'

/** That nothing has a code, what has one, and which of those is nearest. */
export function unknownCode(of: Sentence, code: string, codes: readonly string[]): Refusal {
  const nearest = nearestName(code, codes)
  const shown = code.slice(0, 20)
  return badInput(
    {
      zh: `没有代码为“${shown}”的${of.zh}；有 ${codes.join('、')}。`,
      en: `No ${of.en} has the code "${shown}"; there are ${codes.join(', ')}.`,
    },
    nearest ? { nearest } : {},
  )
}
