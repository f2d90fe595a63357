import { FinancingNeed } from '../../departments/financeOffice.ts'
import { periodsOf } from '../../ground/period.ts'
import { tenThousands } from '../chance/amounts.ts'
import { years } from '../chance/anchors.ts'
import { dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import type { Operator } from '../people/operators.ts'
import { shortName } from '../villages/areaList.ts'
import type { Contract } from '../villages/lending.ts'
import type { Loans } from './loans.ts'

/** The financial affairs office's list of firms that ask for money. */
export function financingSheets(ground: Groundwork, loans: Loans): Sheet[] {
  const { seed, operators } = ground
  return [
    sheet(FinancingNeed, Math.round(operators.enterprises.length * 7.5), () =>
      withGaps(needs(ground, loans), stream(seed, 'FinancingNeed/gaps'), {
        silent: 0.004,
        blank: 0.01,
        facts: ['applicationCount', 'requestedAmount', 'obtainedAmount'],
      }),
    ),
  ]
}

/** Only the quarters in which a firm asks; what the credit unions lend it then is among what it gets. */
function* needs({ seed, areas, operators }: Groundwork, loans: Loans): Generator<FinancingNeed> {
  const random = stream(seed, 'FinancingNeed')
  const counties = new Map(areas.counties.map(({ code, name }) => [code, shortName(name)]))
  const lent = Map.groupBy(loans.values(), ({ borrower }) => borrower)
  for (const firm of operators.enterprises) {
    const contracts = lent.get(firm.row.uscc) ?? []
    const guarantor = `${counties.get(firm.county)}${random.pick(guarantors)}`
    for (const year of years) {
      if (year < firm.founded) continue
      for (const [i, period] of periodsOf(year, 'quarter').entries()) {
        const [start, next] = [dayOf(year, 3 * i + 1, 1), dayOf(year, 3 * i + 4, 1)]
        const signed = contracts.filter(({ from }) => from >= start && from < next)
        const need = needOf(firm, signed, guarantor, random)
        if (need) yield { uscc: firm.row.uscc, period, ...need }
      }
    }
  }
}

const guarantors = ['农业融资担保有限公司', '中小企业融资担保有限公司', '信用担保有限公司']

type Need = Omit<FinancingNeed, 'uscc' | 'period'>

/** Besides its loans a firm asks other banks, and is often turned down or given less. */
function needOf(
  { size, kind }: Operator,
  signed: readonly Contract[],
  guarantor: string,
  random: Random,
): Need | undefined {
  let applications = signed.length
  let obtained = signed.reduce((sum, { amount }) => sum + amount, 0)
  let requested = obtained * (random.chance(0.4) ? random.between(1, 1.5) : 1)
  let guaranteed = signed.some(({ mode }) => mode === 'GUARANTEE')
  for (let i = random.times(0.27); i > 0; i--) {
    const amount = Math.max(5, size * random.between(20, kind ? 300 : 120)) * 10_000
    const granted = random.chance(0.55) ? amount * random.between(0.4, 1) : 0
    applications++
    requested += amount
    obtained += granted
    guaranteed ||= granted > 0 && random.chance(0.35)
  }
  if (applications === 0) return undefined
  return {
    applicationCount: applications,
    requestedAmount: tenThousands(requested),
    obtainedAmount: tenThousands(obtained),
    ...(guaranteed ? { guaranteeProvider: guarantor } : {}),
  }
}
