import { TaxCredit } from '../../departments/taxation.ts'
import { yuan } from '../chance/amounts.ts'
import { dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { legalStandingOf } from '../people/legalStanding.ts'
import { type Accounts, accountsOf, yearsOpen } from './enterprises.ts'

type Grade = NonNullable<TaxCredit['taxCreditGrade']>

/** The synthetic view of the tax service. */
export function taxSheets(ground: Groundwork): Sheet[] {
  const { seed, operators } = ground
  const rows = operators.enterprises.reduce(
    (sum, operator) => sum + yearsOpen(seed, operator).length,
    0,
  )
  return [
    sheet(TaxCredit, rows, () =>
      withGaps(taxCredits(ground), stream(seed, 'TaxCredit/gaps'), {
        silent: 0.004,
        blank: 0.008,
        facts: ['taxArrears', 'taxPaid', 'smallEnterpriseRelief'],
      }),
    ),
  ]
}

/** What a firm brings along from year to year. */
interface Taxpayer {
  readonly uscc: string
  readonly honesty: number
  readonly arrears: number
}

function* taxCredits(ground: Groundwork): Generator<TaxCredit> {
  const random = stream(ground.seed, 'TaxCredit')
  let payer: Taxpayer | undefined
  for (const accounts of accountsOf(ground)) {
    const { row } = accounts.operator
    const honesty: number = payer?.uscc === row.uscc ? payer.honesty : random.normal()
    const owes: number = payer?.uscc === row.uscc ? payer.arrears : 0
    const grade = gradeOf(ground.seed, accounts, honesty + random.normal(0, 0.25))
    const due = taxDue(accounts)
    const unpaid = random.chance(grade === 'D' ? 0.7 : grade === 'C' ? 0.3 : 0.012) ? 0.3 : 0
    const kept = owes > 0 && random.chance(grade === 'D' ? 0.8 : 0.35) ? owes : 0
    const arrears = Math.round(kept + due * unpaid)
    payer = { uscc: row.uscc, honesty, arrears }
    yield {
      uscc: row.uscc,
      period: String(accounts.year),
      ...(grade ? { taxCreditGrade: grade } : {}),
      // Now and then an announcement is forgotten.
      gradeAListed: grade === 'A' && !random.chance(0.02),
      taxArrears: yuan(arrears),
      taxPaid: yuan(Math.round(due * (1 - unpaid) + (owes - kept))),
      smallEnterpriseRelief: yuan(reliefOf(accounts, due, random)),
    }
  }
}

/** Firms too young to be graded are M since 2018, and before that had no grade. */
function gradeOf(seed: number, { operator, year }: Accounts, merit: number): Grade | undefined {
  const { listings, status, closed = Infinity } = legalStandingOf(seed, operator)
  const offends = listings.some(
    ({ kind, listed }) => kind === 'SERIOUS' && listed <= dayOf(year, 12, 31),
  )
  if (offends || (status === 'LICENCE_REVOKED' && year >= closed)) return 'D'
  if (year - operator.founded < 2) return year >= 2018 ? 'M' : undefined
  if (merit > 1.15) return 'A'
  if (merit > -1.25) return 'B'
  return merit > -2.2 ? 'C' : 'D'
}

/** In yuan: trade and processing pay, farming and what serves it hardly does. */
function taxDue({ industryCode, revenue }: Accounts): number {
  const burden = { C: 0.024, F: 0.013 }[industryCode.charAt(0)] ?? 0.003
  return revenue * 10_000 * burden
}

/** Small and micro firms are let off more since 2019. */
function reliefOf({ size, year }: Accounts, due: number, random: Random): number {
  if (size !== 'SMALL' && size !== 'MICRO') return 0
  const share = (year >= 2019 ? 0.5 : 0.2) * (size === 'MICRO' ? 1.4 : 1)
  return Math.round(due * share * random.between(0.8, 1.2))
}
