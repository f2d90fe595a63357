import { PovertyFund, RiskCompensationFund } from '../../departments/finance.ts'
import { periodsOf } from '../../ground/period.ts'
import { places, yuan } from '../chance/amounts.ts'
import { years } from '../chance/anchors.ts'
import { stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { type CountyFigures, countyFigures } from '../villages/countyFigures.ts'

const unit = 10_000

/** The synthetic county views of the finance bureau. */
export function fundSheets(seed: number): Sheet[] {
  const rows = countyFigures.length * years.length * 4
  return [
    sheet(PovertyFund, rows, () =>
      withGaps(povertyFunds(seed), stream(seed, 'PovertyFund/gaps'), {
        silent: 0,
        blank: 0.01,
        facts: ['municipalFunds', 'integratedFunds'],
      }),
    ),
    sheet(RiskCompensationFund, rows, () =>
      withGaps(riskFunds(seed), stream(seed, 'RiskCompensationFund/gaps'), {
        silent: 0.004,
        blank: 0.01,
        facts: ['compensatedAmount', 'governmentSharePct'],
      }),
    ),
  ]
}

/** What each county gets follows its poor; most is allocated in spring and spent by winter. */
function* povertyFunds(seed: number): Generator<PovertyFund> {
  const random = stream(seed, 'PovertyFund')
  for (const { code, registered } of countyFigures) {
    for (const year of years) {
      const yearly = (registered * 1100 * 1.16 ** (year - 2016)) / unit
      for (const [i, period] of periodsOf(year, 'quarter').entries()) {
        const quarterly = yearly * ([0.34, 0.36, 0.2, 0.1][i] ?? 0)
        const part = (share: number) => Math.round(quarterly * share * random.between(0.9, 1.1))
        const parts = [part(0.56), part(0.27), part(0.06), part(0.11)] as const
        const allocated = parts.reduce((sum, amount) => sum + amount, 0)
        const spent = allocated * ([0.35, 0.7, 0.95, 0.99][i] ?? 0) * random.between(0.94, 1)
        const [central, provincial, municipal, county] = parts
        yield {
          countyCode: code,
          period,
          centralFunds: yuan(central * unit),
          provincialFunds: yuan(provincial * unit),
          municipalFunds: yuan(municipal * unit),
          countyFunds: yuan(county * unit),
          allocatedFunds: yuan(allocated * unit),
          disbursedFunds: yuan(Math.floor(spent) * unit),
          integratedFunds: yuan(Math.round(quarterly * random.between(1.3, 1.9)) * unit),
        }
      }
    }
  }
}

/** Each balance is the one before, and what the county pays in, less what was compensated. */
function* riskFunds(seed: number): Generator<RiskCompensationFund> {
  const random = stream(seed, 'RiskCompensationFund')
  for (const { code, registered } of countyFigures) {
    let balance = Math.round(registered / 100)
    const leverage = random.whole(5, 10)
    const share = random.pick([70, 70, 70, 80])
    for (const year of years) {
      for (const period of periodsOf(year, 'quarter')) {
        const paidIn = contribution(registered, year, period, random.next())
        const risk = Math.max(0, 0.6 + 0.012 * (year - 2014))
        const compensated = Math.min(balance, random.times(balance * 0.0025))
        balance += paidIn - compensated
        yield {
          countyCode: code,
          period,
          fundBalance: yuan(balance * unit),
          countyContribution: yuan(paidIn * unit),
          leverageMultiple: places(leverage, 2),
          coveredLoanBalance: yuan(
            Math.floor(balance * leverage * Math.min(0.99, risk * random.between(0.9, 1.25))) *
              unit,
          ),
          compensatedAmount: yuan(compensated * unit),
          governmentSharePct: places(share, 2),
        }
      }
    }
  }
}

/** Counties pay in from 2016 on, in the first and third quarter. */
function contribution(
  registered: CountyFigures['registered'],
  year: number,
  period: string,
  chance: number,
): number {
  const due = year >= 2016 && (period.endsWith('Q1') || period.endsWith('Q3'))
  return due ? Math.round((registered / 130) * (0.6 + 0.8 * chance)) : 0
}
