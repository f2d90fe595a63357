import type { Level, Rise } from '../../src/indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { readIndicator } from '../../src/indicators/meaning/indicator.ts'
import { ownIndicator } from '../../src/indicators/meaning/ownFormula.ts'
import { openWorld, type World } from './world.ts'

export const [one, two, three] = ['520602101201', '520602101202', '520602101203'] as const
export const [town, county] = ['520602101', '520602'] as const
export const [far, farCounty] = ['520603101201', '520603'] as const

export const register = 'povertyOffice.HouseholdRegister'
export const village = 'povertyOffice.VillageStatus'
export const credit = 'ruralCredit.HouseholdCredit'
export const ledger = 'ruralCredit.LoanLedger'
export const outlet = 'ruralCredit.VillageOutlet'
export const visits = 'orgDept.PairingAssistance.visitCount'
export const dibao = 'civilAffairs.MinimumLiving'

/** For what a formula is asked; of village one in 2018, if nothing else is said. */
export interface Asking {
  readonly level?: Level
  readonly area?: string
  readonly year?: number
  /** The last month that is asked for. */
  readonly through?: number
  readonly decimals?: number
  /** How it rises to an area above its level. */
  readonly rise?: Rise
}

/** A small world of which formulas are asked. */
export interface FormulaWorld extends World {
  readonly known: ReturnType<typeof knownIndicatorsOf>
  readonly ask: (formula: string, asking?: Asking) => ReturnType<typeof answer>
  /** Its value, or why there is none. */
  readonly told: (formula: string, asking?: Asking) => Promise<string>
  /** Which of the households, worth 1, 10, 100 …, a condition holds of. */
  readonly whom: (names: readonly string[], condition: string, asking?: Asking) => Promise<string>
}

async function answer(
  { catalogue, database }: World,
  formula: string,
  { level = 'Village', area = one, year = 2018, through = 12, decimals = 0, rise }: Asking = {},
) {
  const known = knownIndicatorsOf(catalogue)
  const own = ownIndicator(catalogue, known, { formula, level, decimals })
  const rising = rise && { ...own.definition, rise }
  const indicator = rising ? readIndicator(catalogue, rising, known.vocabulary) : own
  const { compute } = openFigures(catalogue, known).over(database.reader)
  const [value] = await compute(indicator, [{ area, year, through }])
  if (!value) throw new Error('a question was not answered')
  return value
}

/** Opens an empty database of this name on the run's server. */
export async function openFormulaWorld(name: string): Promise<FormulaWorld> {
  const world = await openWorld(name)
  const ask = (formula: string, asking?: Asking) => answer(world, formula, asking)
  const told = async (formula: string, asking?: Asking) => {
    const { status, value } = await ask(formula, asking)
    return status === 'OK' ? `${value}` : status
  }
  return {
    ...world,
    known: knownIndicatorsOf(world.catalogue),
    ask,
    told,
    whom: async (names, condition, asking) =>
      spelt(names, await told(`sum(${register}.memberCount where ${condition})`, asking)),
  }
}

/** Things that are worth 1, 10, 100 …: the digits of a sum spell out of whom it is made, each once. */
export const worth = (names: readonly string[]) =>
  Object.fromEntries(names.map((name, at) => [name, 10 ** at]))

/** Of whom a sum of what they are worth is made. */
export function spelt(names: readonly string[], sum: string): string {
  if (!/^[\d.]+$/.test(sum)) return sum
  const digits = [...`${Number(sum)}`].reverse()
  const meant = digits.flatMap((digit, at) => (digit === '0' ? [] : [[names[at], digit]]))
  return meant.map(([name, digit]) => (digit === '1' ? name : `${digit} × ${name}`)).join(' ')
}

/** Households, all in one village. */
export const inVillage = (names: readonly string[], of: string = one) =>
  Object.fromEntries(names.map((name) => [name, of]))

/** Their rows in the register of the poor, with so many members as each is worth. */
export const registered = (names: readonly string[], period: string, more: object[] = []) =>
  names.map((of, at) => ({ of, period, memberCount: worth(names)[of], ...more[at] }))

/** The parts of a year; where one is undefined, nothing was reported. */
export const parts = (of: string, year: number, per: 'Q' | 'M', fact: string, values: unknown[]) =>
  values.flatMap((value, at) => {
    const part = per === 'Q' ? `Q${at + 1}` : `${at + 1}`.padStart(2, '0')
    return value === undefined ? [] : [{ of, period: `${year}-${part}`, [fact]: value }]
  })
