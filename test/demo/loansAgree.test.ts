import { describe, expect, test } from 'vitest'
import { InterestSubsidy } from '../../src/departments/finance.ts'
import { HouseholdRegister } from '../../src/departments/povertyOffice.ts'
import { LoanLedger } from '../../src/departments/ruralCredit.ts'
import { Cooperative } from '../../src/entities/cooperative.ts'
import { Enterprise } from '../../src/entities/enterprise.ts'
import { Household } from '../../src/entities/household.ts'
import { Borrower } from '../../src/entities/legalEntity.ts'
import { Loan } from '../../src/entities/loan.ts'
import { Organisation } from '../../src/entities/organisation.ts'
import { targetFor } from '../../src/ground/factType.ts'
import { cityOf, grouped, rowsOf, sum } from './rows.ts'

const city = cityOf(12)
const loans = rowsOf(city, Loan)
const ledger = rowsOf(city, LoanLedger)
const subsidies = rowsOf(city, InterestSubsidy)
const ledgerOf = new Map(ledger.map((row) => [row.contractNo, row]))
const organisations = new Map(rowsOf(city, Organisation).map((row) => [row.uscc, row]))
const registered = new Set(rowsOf(city, HouseholdRegister).map(({ householdId }) => householdId))
const jingfu = ledger.filter(({ product }) => product === 'JINGFU')

/** Where each borrower lives or is seated, by the entity that its key says it is. */
const seats = new Map([
  [Household, new Map(rowsOf(city, Household).map((row) => [row.householdId, row.village]))],
  [Cooperative, new Map(rowsOf(city, Cooperative).map((row) => [row.uscc, row.village]))],
  [
    Enterprise,
    new Map(rowsOf(city, Enterprise).map((row) => [row.uscc, row.village ?? row.township])),
  ],
  [Organisation, new Map([...organisations].map(([uscc, row]) => [uscc, row.village ?? '']))],
] as [object, Map<string, string>][])

describe('a loan', () => {
  test('has one line in the ledger', () => {
    expect(ledger.map(({ contractNo }) => contractNo)).toEqual(
      loans.map(({ contractNo }) => contractNo),
    )
    expect(ledgerOf.size).toBe(loans.length)
  })

  test('has a borrower that exists, where the loan says it is', () => {
    for (const { contractNo, seat } of loans) {
      const borrower = ledgerOf.get(contractNo)?.borrowerRef ?? ''
      const kind = targetFor({ to: () => Borrower }, borrower)
      expect(seats.get(kind)?.get(borrower)).toBe(seat)
    }
  })

  test('is lent by the credit union of the county', () => {
    for (const { lender, seat = '' } of loans) {
      const union = organisations.get(lender)
      expect([union?.kind, union?.county]).toEqual(['CREDIT_COOPERATIVE', seat.slice(0, 6)])
    }
  })

  test('owes no more than was lent', () => {
    for (const { outstandingBalance, disbursedAmount } of ledger) {
      expect(Number(outstandingBalance)).toBeLessThanOrEqual(Number(disbursedAmount))
      expect(Number(outstandingBalance)).toBeGreaterThanOrEqual(0)
    }
  })

  test('that renews another comes after it, to the same borrower, and has paid it off', () => {
    const seen = new Set<string>()
    const renewing = loans.filter(({ contractNo, rollsOver }) => {
      seen.add(contractNo)
      if (rollsOver) expect(seen.has(rollsOver)).toBe(true)
      return rollsOver
    })
    expect(renewing.length).toBeGreaterThan(50)
    for (const { contractNo, rollsOver = '' } of renewing) {
      const [old, renewed] = [ledgerOf.get(rollsOver), ledgerOf.get(contractNo)]
      expect(renewed?.borrowerRef).toBe(old?.borrowerRef)
      expect((renewed?.disbursedDate ?? '') > (old?.disbursedDate ?? '')).toBe(true)
      expect(Number(old?.outstandingBalance)).toBe(0)
    }
  })

  test('is dated from 2014 to 2020', () => {
    for (const { disbursedDate = '' } of ledger) expect(disbursedDate).toMatch(/^20(1[4-9]|20)-/)
  })
})

describe('a micro-credit for poverty alleviation', () => {
  test('goes to a registered household, within 50,000 yuan, 36 months and the benchmark rate', () => {
    expect(jingfu.length).toBeGreaterThan(100)
    for (const { borrowerRef = '', ...loan } of jingfu) {
      expect(registered.has(borrowerRef)).toBe(true)
      expect(Number(loan.disbursedAmount)).toBeLessThanOrEqual(50_000)
      expect(loan.termMonths).toBeLessThanOrEqual(36)
      expect(loan.guaranteeMode).toBe('CREDIT')
      expect(loan.annualRate).toBe(Number(loan.termMonths) > 12 ? '4.75' : '4.35')
    }
  })

  test('a household owes no more than 50,000 yuan of them, but for a few that were lent another', () => {
    const households = [...grouped(jingfu, ({ borrowerRef }) => borrowerRef).values()]
    const over = households.filter(
      (rows) => sum(rows, ({ outstandingBalance }) => outstandingBalance) > 50_000,
    )
    expect(over.length).toBeGreaterThan(0)
    expect(over.length).toBeLessThan(0.02 * households.length)
    for (const rows of over) {
      const owing = rows.filter(({ outstandingBalance }) => Number(outstandingBalance) > 0)
      expect(owing).toHaveLength(2)
    }
  })

  test('is subsidised quarter by quarter, on days that lie in the quarter and follow on', () => {
    const byLoan = grouped(subsidies, ({ contractNo }) => contractNo)
    expect([...byLoan.keys()].sort()).toEqual(jingfu.map(({ contractNo }) => contractNo).sort())
    for (const [contractNo, rows] of byLoan) {
      expect(rows[0]?.periodStart).toBe(ledgerOf.get(contractNo)?.disbursedDate)
      for (const [i, { period, periodStart = '', periodEnd = '' }] of rows.entries()) {
        for (const day of [periodStart, periodEnd]) {
          const quarter = Math.ceil(Number(day.slice(5, 7)) / 3)
          expect(`${day.slice(0, 4)}-Q${quarter}`).toBe(period)
        }
        expect(periodStart <= periodEnd).toBe(true)
        const next = rows[i + 1]?.periodStart
        if (next) expect(Date.parse(next) - Date.parse(periodEnd)).toBe(86_400_000)
      }
    }
  })
})
