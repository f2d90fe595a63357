import { firstYear, lastYear, years } from '../chance/anchors.ts'
import { dayOf, yearOf } from '../chance/days.ts'
import { Random } from '../chance/random.ts'
import type { CountedVillage } from '../people/groundwork.ts'
import type { SampledHousehold } from '../people/households.ts'
import { firstMicroCredit, microCredit, ordinaryLoan } from '../people/householdTerms.ts'
import {
  benchmarkRate,
  type Contract,
  type Draft,
  owed,
  signed,
  type Terms,
} from '../villages/lending.ts'
import { performanceOf } from '../villages/performance.ts'
import { fallBehind } from './arrears.ts'
import { growthOfCountyLoans, testsPassed, usualIncrement, wantedIncrement } from './lendingPace.ts'

/** Who lends in a village. */
type Lender = Pick<Terms, 'lender' | 'county' | 'seat'>

/** How often a loan that falls due is renewed. */
const renewal = { JINGFU: 0.15, others: 0.18 }

/** The least that anybody borrows. */
const smallest = 5000

/** How often a village lends somebody a second micro-credit in the last year, and on what terms. */
const secondMicroCredit = { chance: 0.4, amount: 50_000, months: 36 } as const

/**
 * Draws the loans of a village's households year by year: as many as bring all loans of the village
 * to where they should stand at the year's end, and paid back as well as its people do.
 */
export class VillageLoans {
  readonly #seed: number
  readonly #village: CountedVillage
  readonly #lender: Lender
  readonly #random: Random
  readonly #households: readonly SampledHousehold[]
  readonly #able: readonly number[]
  /** The day until which each household is bound by a loan. */
  readonly #bound: number[]
  readonly #placeOf = new Map<string, number>()
  /** The loans of the village's cooperatives, firms and collective, which are drawn already. */
  readonly #ofOthers: readonly Draft[]
  /** All loans of the village. */
  readonly #book: Draft[]
  readonly #drawn: Draft[] = []

  constructor(
    seed: number,
    village: CountedVillage,
    households: readonly SampledHousehold[],
    ofOthers: readonly Draft[],
    lender: Lender,
    random: Random,
  ) {
    this.#seed = seed
    this.#village = village
    this.#households = households
    this.#lender = lender
    this.#random = random
    this.#ofOthers = ofOthers
    this.#book = [...ofOthers]
    this.#bound = households.map(() => -Infinity)
    this.#able = households.flatMap(({ registration }, place) =>
      registration && registration.type !== 'TEKUN' && !registration.removed ? [place] : [],
    )
  }

  /** The loans of all years. */
  draw(): Draft[] {
    const activity = Math.exp(this.#random.normal(0, 0.12))
    let [balance, increment] = [0, 0]
    for (const year of years) {
      const ofHouseholds = usualIncrement(this.#households.length, this.#able.length, year)
      const usual = activity * ofHouseholds + this.#growthOfOthers(year)
      const wanted = year === firstYear ? usual : this.#wanted(year, balance, increment, usual)
      this.#fallDue(year, balance + wanted)
      if (year === lastYear) this.#lendTwice(balance + wanted)
      this.#lend(year, balance + wanted)
      const now = this.#balanceOn(dayOf(year, 12, 31))
      increment = now - balance
      balance = now
    }
    return this.#drawn
  }

  #wanted(year: number, balance: number, increment: number, usual: number): number {
    return wantedIncrement({
      balance,
      ...(year > firstYear + 1 ? { increment } : {}),
      usual,
      pace: growthOfCountyLoans(this.#seed, this.#village.village.county, year),
      passed: testsPassed(this.#seed, this.#village, year),
      surely: performanceOf(this.#seed, this.#village, 'D02', year) >= 1,
    })
  }

  #balanceOn(day: number): number {
    return balanceOf(this.#book, day)
  }

  #growthOfOthers(year: number): number {
    const [before, now] = [dayOf(year - 1, 12, 31), dayOf(year, 12, 31)]
    return balanceOf(this.#ofOthers, now) - balanceOf(this.#ofOthers, before)
  }

  /** Some loans that fall due are renewed on that day, some are not paid back. */
  #fallDue(year: number, expectedBalance: number): void {
    const random = this.#random
    const ending = this.#drawn.filter(({ due }) => yearOf(due) === year)
    const renewed = new Set<Contract>(
      ending.filter(({ product }) =>
        random.chance(product === 'JINGFU' ? renewal.JINGFU : renewal.others),
      ),
    )
    const share = (item: string, of: number) =>
      performanceOf(this.#seed, this.#village, item, Math.min(of, lastYear))
    const morale = {
      performing: share('B05', year),
      performingNext: share('B05', year + 1),
      collected: share('B06', year),
    }
    fallBehind(this.#book, renewed, year, expectedBalance, morale, random)
    for (const old of ending) {
      const place = this.#placeOf.get(old.borrower)
      if (place === undefined) continue
      if (old.overdue > 0) this.#bound[place] = Infinity
      if (renewed.has(old)) this.#sign({ ...old, from: old.due }, place, old)
    }
  }

  /** Now and then a household that owes much of one micro-credit has another, which is more than it may. */
  #lendTwice(wanted: number): void {
    const random = new Random(`${this.#seed}/second micro-credit/${this.#village.village.code}`)
    const { chance, amount, months } = secondMicroCredit
    const [first, last] = [dayOf(lastYear, 1, 4), dayOf(lastYear, 12, 10)]
    const end = dayOf(lastYear, 12, 31)
    if (!random.chance(chance) || wanted - this.#balanceOn(end) < amount) return
    const running = this.#drawn.find(
      (one) => one.product === 'JINGFU' && one.from < first && owed(one, end) >= 30_000,
    )
    const place = running && this.#placeOf.get(running.borrower)
    if (!running || place === undefined || running.due <= end) return
    const from = random.whole(first, last)
    const terms = microCredit({ ...this.#lender, borrower: running.borrower }, from, random)
    this.#sign({ ...terms, amount, months, rate: benchmarkRate(from, months) }, place)
  }

  /** Lends to one household after the other until the village owes what it should. */
  #lend(year: number, wanted: number): void {
    const end = dayOf(year, 12, 31)
    const random = this.#random
    let missing = wanted - this.#balanceOn(end)
    if (missing < smallest) return
    const microShare = shareOfMicroCredit(this.#households.length, this.#able.length, year)
    const queue = random.shuffled(this.#able)
    for (let tries = 0; missing >= smallest / 2 && tries < 4 * this.#households.length; tries++) {
      const micro = queue.length > 0 && random.chance(microShare)
      const place = micro ? queue.pop() : random.whole(0, this.#households.length - 1)
      const household = place === undefined ? undefined : this.#households[place]
      if (place === undefined || !household) continue
      if (!micro && household.registration && !random.chance(0.35)) continue
      const from = this.#dayFor(place, year)
      if (from === undefined) continue
      const draw = micro ? microCredit : ordinaryLoan
      const terms = draw({ ...this.#lender, borrower: household.id }, from, random)
      const contract = this.#sign(terms, place)
      const left = owed(contract, end)
      if (left > missing) {
        const enough = Math.ceil((missing * terms.amount) / left / 1000) * 1000
        contract.amount = Math.min(terms.amount, Math.max(smallest, enough))
      }
      missing -= owed(contract, end)
    }
  }

  #dayFor(place: number, year: number): number | undefined {
    const bound = this.#bound[place] ?? Infinity
    const [first, last] = [Math.max(dayOf(year, 1, 4), bound + 1), dayOf(year, 12, 10)]
    return first > last ? undefined : this.#random.whole(first, last)
  }

  #sign(terms: Terms, place: number, renews?: Contract): Draft {
    const contract = signed(terms, this.#random, renews)
    this.#drawn.push(contract)
    this.#book.push(contract)
    this.#bound[place] = contract.due
    this.#placeOf.set(contract.borrower, place)
    return contract
  }
}

/** What is owed on the loans that have to do with farming or the countryside. */
function balanceOf(contracts: readonly Contract[], day: number): number {
  return contracts.reduce(
    (sum, contract) => sum + (contract.category === 'NON_AGRI' ? 0 : owed(contract, day)),
    0,
  )
}

/** New micro-credit for each able household, and other loans for each of the village, in yuan. */
const newMicroCredit = [4000, 8300, 9900, 10_800, 11_300]
const newOrdinary = 230

function shareOfMicroCredit(households: number, able: number, year: number): number {
  const micro = able * (newMicroCredit[year - firstMicroCredit] ?? 0)
  return micro / (micro + households * newOrdinary)
}
