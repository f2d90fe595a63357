import { DeclarationRefused } from './declarationRefused.ts'
import type { Class, FactType } from './factType.ts'
import { snakeCase } from './naming.ts'
import type { LegalBasis, Sensitivity, Sharing } from './sharing.ts'

/** One datum with its meaning, unit and class, as a department or a shared entity declares it. */
export interface Fact {
  readonly name: string
  readonly column: string
  readonly type: FactType
  readonly zh: string
  readonly en: string
  readonly sharing: Sharing
  readonly sensitivity: Sensitivity
  readonly legalBasis?: LegalBasis
  /** Whether its sum or count may be shown to those who may not see the value. */
  readonly aggregate: 'open' | 'closed'
  /** The departments that own it, where they are not the owner of the view or entity it stands in. */
  readonly owners?: readonly string[]
  /** A reading of ours, said where it shows. */
  readonly note?: string
  /** The register of which it tells, for an area, how many things there are on it. */
  readonly counts?: () => Class
}

interface Choices {
  readonly aggregate?: 'open'
  readonly column?: string
  readonly owners?: readonly string[]
  readonly note?: string
  readonly counts?: () => Class
}

const declared = new WeakMap<object, Fact[]>()

function declare(
  sharing: Sharing,
  type: FactType,
  zh: string,
  en: string,
  choices: Choices & { sensitivity: Sensitivity; legalBasis?: LegalBasis },
): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property)
    const facts = declared.get(prototype.constructor) ?? []
    if (facts.some((fact) => fact.name === name)) {
      const full = `${prototype.constructor.name}.${name}`
      throw new DeclarationRefused(`${full} 声明了两次。`, `${full} is declared twice.`)
    }
    // Spread, since a department may have forgotten what it has to choose: it is told at start.
    const { aggregate = 'closed', column = snakeCase(name), ...rest } = { ...choices }
    facts.push({ name, column, type, zh, en, sharing, aggregate, ...rest })
    declared.set(prototype.constructor, facts)
  }
}

/** 无条件共享： any member department may read it. */
export function Open(
  type: FactType,
  zh: string,
  en: string,
  choices: Choices & { sensitivity?: Sensitivity } = {},
): PropertyDecorator {
  return declare('open', type, zh, en, { sensitivity: 'public', ...choices })
}

/** 有条件共享： read by its owner, and by others under a grant with a purpose and a time limit. */
export function Conditional(
  type: FactType,
  zh: string,
  en: string,
  choices: Choices & { sensitivity: Sensitivity },
): PropertyDecorator {
  return declare('conditional', type, zh, en, choices)
}

/** 不予共享： never leaves its owner as a value; the legal basis is named. */
export function Withheld(
  type: FactType,
  zh: string,
  en: string,
  choices: Choices & { sensitivity: Sensitivity; legalBasis: LegalBasis },
): PropertyDecorator {
  return declare('withheld', type, zh, en, choices)
}

/** The facts that a class declares, in the order in which it declares them. */
export function factsOf(cls: Class): readonly Fact[] {
  return declared.get(cls) ?? []
}
