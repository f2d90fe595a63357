import type { Entry } from '../../catalogue/catalogue.ts'
import type { Fact } from '../../ground/fact.ts'
import { sharingClasses } from '../../ground/sharing.ts'

/** What something is, in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** A description in both languages, Chinese first, as analysts read it. */
export function described({ zh, en }: Words): string {
  return `${zh}。${en}.`
}

function unitOf({ type }: Fact): string {
  return type.unit ? ` [${type.unit}]` : ''
}

/** What a fact's field says of itself: its name, unit, and class in both languages. */
export function describedFact({ fact, owners }: Entry): string {
  const note = fact.note ? ` ${fact.note}` : ''
  const sharing = `${sharingClasses[fact.sharing].zh} ${fact.sharing}: ${owners.join(', ')}`
  return `${fact.zh}。${fact.en}.${unitOf(fact)} ${sharing}.${note}`
}
