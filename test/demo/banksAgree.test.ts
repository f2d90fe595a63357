import { describe, expect, test } from 'vitest'
import { dateOf, dayOf } from '../../src/demo/chance/days.ts'
import { drawLoans } from '../../src/demo/money/loans.ts'
import { leadershipSheets } from '../../src/demo/offices/leadership.ts'
import { supervisionSheets } from '../../src/demo/offices/supervision.ts'
import { layGroundwork } from '../../src/demo/people/groundwork.ts'
import { officerPersons } from '../../src/demo/people/officers.ts'
import { type Contract, owed } from '../../src/demo/villages/lending.ts'
import { performanceOf } from '../../src/demo/villages/performance.ts'
import { InstitutionSupervision, LoanRisk } from '../../src/departments/bankingRegulator.ts'
import { VillageLeadership } from '../../src/departments/orgDept.ts'
import { CountyCredit } from '../../src/departments/pboc.ts'
import { viewOf } from '../../src/ground/view.ts'
import { grouped, rowsOf, sum } from './rows.ts'

const ground = layGroundwork({ seed: 5206, sampledVillages: 24, personKey: (number) => number })
const loans = drawLoans(ground)
const sheets = supervisionSheets(ground, loans)
const risks = rowsOf(sheets, LoanRisk)
const risksOf = grouped(risks, ({ contractNo }) => contractNo)

function lastDayOf(period: string): number {
  return dayOf(Number(period.slice(0, 4)), Number(period.slice(5)) + 1, 1) - 1
}

function contractOf(contractNo: string): Contract {
  return loans.get(contractNo)!
}

describe('the risk of a loan', () => {
  test('is told at each year-end, and month by month in 2020, for every loan that is owed', () => {
    for (const period of ['2016-12', '2019-12', '2020-05', '2020-12']) {
      const day = lastDayOf(period)
      const owing = [...loans].filter(([, contract]) => owed(contract, day) > 0)
      const told = risks.filter(
        (row) => row.period === period && Number(row.outstandingBalance) > 0,
      )
      expect(told.map(({ contractNo }) => contractNo)).toEqual(owing.map(([number]) => number))
    }
  })

  test('holds the balance of the ledger', () => {
    for (const { contractNo, period, outstandingBalance } of risks) {
      const balance = owed(contractOf(contractNo), lastDayOf(period))
      expect(Number(outstandingBalance)).toBe(balance)
    }
  })

  test('moves through 2020 by what is lent and paid back', () => {
    for (const [contractNo, rows] of risksOf) {
      const months = rows.filter(({ period }) => period >= '2019-12')
      for (const [i, row] of months.entries()) {
        const before = months[i - 1]
        if (!before || row.writeOffFlag) continue
        const repaid = Number(before.outstandingBalance) - Number(row.outstandingBalance)
        expect(`${contractNo} ${row.period} ${row.repaidPrincipal}`).toBe(
          `${contractNo} ${row.period} ${repaid.toFixed(2)}`,
        )
      }
    }
  })

  test('falls due no later than the contract says, and what is missed then is overdue', () => {
    for (const row of risks) {
      const { due } = contractOf(row.contractNo)
      const missed = Number(row.duePrincipal) - Number(row.repaidPrincipal)
      const inMonth = dateOf(due).slice(0, 7) === row.period
      if (missed > 0) expect([inMonth, row.outstandingBalance]).toEqual([true, missed.toFixed(2)])
      if (Number(row.outstandingBalance) > 0) {
        expect(row.overdueDays).toBe(Math.max(0, lastDayOf(row.period) - due))
      }
    }
  })

  test('is of the class that its days overdue put it in', () => {
    const bad = ['SUBSTANDARD', 'DOUBTFUL', 'LOSS']
    for (const { overdueDays = 0, riskClass = '' } of risks) {
      expect(bad.includes(riskClass)).toBe(overdueDays > 90)
    }
    expect(new Set(risks.map(({ riskClass }) => riskClass)).size).toBe(5)
  })
})

describe('a village pays back as well as it stands', () => {
  const bySeat = grouped(risks, ({ contractNo }) => contractOf(contractNo).seat)
  const sampled = ground.villages.filter(({ village }) =>
    ground.sample.some((known) => known.village.code === village.code),
  )

  test('fewer of its loans do not perform, the better it stands', () => {
    for (const village of sampled) {
      const rows = (bySeat.get(village.village.code) ?? []).filter(
        ({ period }) => period === '2020-12',
      )
      if (rows.length === 0) continue
      const bad = rows.filter(({ overdueDays = 0 }) => overdueDays > 90)
      const balance = (of: readonly LoanRisk[]) => sum(of, (row) => row.outstandingBalance)
      const share = (100 * balance(bad)) / balance(rows)
      const standing = performanceOf(ground.seed, village, 'B05', 2020)
      if (standing >= 1) expect(share).toBeLessThanOrEqual(3)
      else expect(share).toBeLessThan(8 - 5 * standing + 0.6)
    }
  })

  test('more of the principal due in 2020 is collected, the better it stands', () => {
    for (const village of sampled) {
      const rows = (bySeat.get(village.village.code) ?? []).filter(({ period }) => period >= '2020')
      if (rows.length === 0) continue
      const collected =
        (100 * sum(rows, (row) => row.repaidPrincipal)) / sum(rows, (row) => row.duePrincipal)
      const standing = performanceOf(ground.seed, village, 'B06', 2020)
      expect(collected).toBeGreaterThan(Math.min(98, 90 + 8 * standing) - 0.01)
    }
  })
})

describe('the books of a county', () => {
  const supervisions = rowsOf(sheets, InstitutionSupervision)

  test('hold at least the loans of its union that the ledger has', () => {
    for (const { countyCode, period, allLoanBalance } of supervisions) {
      const day = dayOf(Number(period.slice(0, 4)), 3 * Number(period.slice(6)) + 1, 1) - 1
      const own = [...loans.values()].filter(({ county }) => county === countyCode)
      expect(Number(allLoanBalance)).toBeGreaterThan(sum(own, (contract) => owed(contract, day)))
    }
  })

  test('of its union are part of those of all its lenders', () => {
    const all = new Map(
      rowsOf(sheets, CountyCredit).map((row) => [`${row.countyCode} ${row.period}`, row]),
    )
    for (const { countyCode, period, allLoanBalance, agriLoanBalance } of supervisions) {
      const month = String(3 * Number(period.slice(6))).padStart(2, '0')
      const whole = all.get(`${countyCode} ${period.slice(0, 4)}-${month}`)
      expect(Number(whole?.allLoanBalance)).toBeGreaterThan(Number(allLoanBalance))
      expect(Number(whole?.agriLoanBalance)).toBeGreaterThan(Number(agriLoanBalance))
    }
  })

  test('keep the rules of their views', () => {
    for (const { of, rows } of sheets) {
      for (const row of of === LoanRisk ? [] : rows) {
        const text = Object.fromEntries(
          Object.entries(row).map(([fact, value]) => [fact, String(value)]),
        )
        expect(viewOf(of).rules.filter(({ holds }) => !holds(text))).toEqual([])
      }
    }
  })
})

describe('the leaders of a village', () => {
  const persons = new Map([...officerPersons(ground)].map((person) => [person.personKey, person]))
  const rows = rowsOf(leadershipSheets(ground), VillageLeadership)

  test('are persons, those of the village itself registered there', () => {
    for (const row of rows) {
      const { villageCode, secretaryRef = '', directorRef = '', firstSecretaryRef } = row
      for (const leader of [secretaryRef, directorRef]) {
        expect(persons.get(leader)?.village).toBe(villageCode)
      }
      if (firstSecretaryRef) expect(persons.has(firstSecretaryRef)).toBe(true)
    }
  })

  test('one person holds both posts just where it is said', () => {
    for (const { secretaryRef, directorRef, dualRoleFlag } of rows) {
      expect(dualRoleFlag).toBe(secretaryRef === directorRef)
    }
    const dual = rows.filter(({ period, dualRoleFlag }) => period === '2020' && dualRoleFlag)
    expect(dual.length).toBeGreaterThan(300)
  })

  test('are replaced now and then', () => {
    for (const post of ['secretaryRef', 'povertyOfficerRef', 'firstSecretaryRef'] as const) {
      const byVillage = grouped(rows, ({ villageCode }) => villageCode)
      const changed = [...byVillage.values()].filter(
        (years) => new Set(years.map((row) => row[post]).filter(Boolean)).size > 1,
      )
      expect(changed.length / byVillage.size).toBeGreaterThan(0.2)
      expect(changed.length / byVillage.size).toBeLessThan(0.9)
    }
  })
})
