import type { Refusal } from '../ground/refusal.ts'
import { busy, hasLeft } from './turnedAway.ts'

/** Who asks something of the database. */
export interface Asker {
  /** Those who have one share between them, such as a department. */
  readonly share: string
  /** One of them, such as one of the department's systems. */
  readonly subject: string
}

/** How many operations are at work at once, how many may wait, and for how long. */
export interface Bounds {
  readonly permits: number
  readonly queueLength: number
  readonly queueSeconds: number
}

/** An operation that waits for its turn. */
export interface Waiting {
  readonly permit: Promise<Permit>
  /** Gives the turn up before it has come. */
  readonly withdraw: () => void
}

interface Waiter {
  readonly admit: (permit: Permit) => void
  readonly refuse: (why: Refusal) => void
  /** Until when it waits, by the clock of the process. */
  readonly until: number
}

interface Subject {
  readonly name: string
  readonly share: Share
  running: number
  readonly waiting: Waiter[]
}

interface Share {
  readonly name: string
  readonly subjects: Map<string, Subject>
  running: number
  waiting: number
}

/** Leave to work at the database, until it is given back. */
export interface Permit {
  readonly leave: () => void
}

const lookMillis = 500

/** The first of those for whom a count is least. */
function least<T>(all: Iterable<T>, count: (one: T) => number): T | undefined {
  let found: T | undefined
  for (const one of all) if (!found || count(one) < count(found)) found = one
  return found
}

/**
 * Lets in as many operations at once as can be at work; the others wait, and are refused where there are
 * too many of them or it takes too long. Whoever has least at work comes next, by department and then by
 * subject, and no department holds every permit: one caller's thousand operations delay that caller.
 */
export class Admission {
  readonly #bounds: Bounds
  readonly #shares = new Map<string, Share>()
  #free: number
  #waiting = 0
  #isLooking = false

  constructor(bounds: Bounds) {
    this.#bounds = bounds
    this.#free = bounds.permits
  }

  /** Whether somebody waits who could have the next permit. */
  get isWanted(): boolean {
    return this.#waiting > 0
  }

  /**
   * A permit at once where there is one, or else when the asker's turn comes. `again` is an operation that
   * was admitted before and has written since: it comes first, and is not refused.
   */
  enter(asker: Asker, again = false): Permit | Waiting {
    const subject = this.#subjectOf(asker)
    if (this.#mayEnter(subject.share)) return this.#admit(subject)
    return this.#wait(subject, again)
  }

  /** One more permit for an operation that has one, if nobody else wants it. */
  spare(asker: Asker): Permit | undefined {
    const subject = this.#subjectOf(asker)
    return this.#waiting === 0 && this.#mayEnter(subject.share) ? this.#admit(subject) : undefined
  }

  #subjectOf({ share: shareName, subject: name }: Asker): Subject {
    const share = this.#shares.get(shareName) ?? {
      name: shareName,
      subjects: new Map<string, Subject>(),
      running: 0,
      waiting: 0,
    }
    this.#shares.set(shareName, share)
    const subject = share.subjects.get(name) ?? { name, share, running: 0, waiting: [] }
    share.subjects.set(name, subject)
    return subject
  }

  /** The last permit of several is kept for others than those who have all the rest. */
  #mayEnter({ running }: Share): boolean {
    return this.#free > 0 && (running === 0 || running < this.#bounds.permits - 1)
  }

  #admit(subject: Subject): Permit {
    this.#free -= 1
    subject.running += 1
    subject.share.running += 1
    let isLeft = false
    return {
      leave: () => {
        if (isLeft) return
        isLeft = true
        this.#free += 1
        subject.running -= 1
        subject.share.running -= 1
        this.#callNext()
        this.#forget(subject)
      },
    }
  }

  #forget(subject: Subject): void {
    const { share } = subject
    if (subject.running > 0 || subject.waiting.length > 0) return
    share.subjects.delete(subject.name)
    if (share.subjects.size === 0) this.#shares.delete(share.name)
  }

  #wait(subject: Subject, again: boolean): Waiting {
    const { queueLength, queueSeconds } = this.#bounds
    if (!again && this.#waiting >= queueLength && !this.#makeRoom(subject)) {
      this.#forget(subject)
      return { permit: Promise.reject(busy()), withdraw: () => undefined }
    }
    const { promise: permit, resolve: admit, reject: refuse } = Promise.withResolvers<Permit>()
    const until = again ? Number.POSITIVE_INFINITY : performance.now() + queueSeconds * 1000
    const waiter: Waiter = { admit, refuse, until }
    if (again) subject.waiting.unshift(waiter)
    else subject.waiting.push(waiter)
    subject.share.waiting += 1
    this.#waiting += 1
    this.#lookLater()
    return { permit, withdraw: () => this.#sendAway(subject, waiter, hasLeft()) }
  }

  #remove(subject: Subject, waiter: Waiter): boolean {
    const at = subject.waiting.indexOf(waiter)
    if (at < 0) return false
    subject.waiting.splice(at, 1)
    subject.share.waiting -= 1
    this.#waiting -= 1
    this.#forget(subject)
    return true
  }

  #sendAway(subject: Subject, waiter: Waiter, why: Refusal): void {
    if (this.#remove(subject, waiter)) waiter.refuse(why)
  }

  /** Looks now and then at who has waited too long, which costs less than a timer each. */
  #lookLater(): void {
    if (this.#isLooking) return
    this.#isLooking = true
    setTimeout(() => {
      this.#isLooking = false
      this.#sendLateAway()
      if (this.#waiting > 0) this.#lookLater()
    }, lookMillis)
  }

  #sendLateAway(): void {
    const now = performance.now()
    for (const { subjects } of [...this.#shares.values()]) {
      for (const subject of [...subjects.values()]) {
        for (const waiter of subject.waiting.filter(({ until }) => until <= now)) {
          this.#sendAway(subject, waiter, busy())
        }
      }
    }
  }

  /** Sends away the latest of those who have most waiting, where the newcomer has less. */
  #makeRoom(newcomer: Subject): boolean {
    const share = least(this.#shares.values(), ({ waiting }) => -waiting)
    if (!share) return false
    const subject = least(share.subjects.values(), ({ waiting }) => -waiting.length)
    const latest = subject?.waiting.at(-1)
    if (!subject || !latest) return false
    const [less, more] =
      share === newcomer.share
        ? [newcomer.waiting.length, subject.waiting.length]
        : [newcomer.share.waiting, share.waiting]
    if (less + 1 >= more) return false
    this.#sendAway(subject, latest, busy())
    return true
  }

  #callNext(): void {
    while (this.#waiting > 0) {
      const waiting = [...this.#shares.values()].filter(
        (share) => share.waiting > 0 && this.#mayEnter(share),
      )
      const share = least(waiting, ({ running }) => running)
      if (!share) return
      const subject = least(
        [...share.subjects.values()].filter(({ waiting: those }) => those.length > 0),
        ({ running }) => running,
      )
      const next = subject?.waiting[0]
      if (!subject || !next) return
      const permit = this.#admit(subject)
      this.#remove(subject, next)
      this.#toTheEnd(subject)
      next.admit(permit)
    }
  }

  /** Where two have as much at work, the one comes first whose turn is longer ago. */
  #toTheEnd(subject: Subject): void {
    const { name, share } = subject
    share.subjects.delete(name)
    share.subjects.set(name, subject)
    this.#shares.delete(share.name)
    this.#shares.set(share.name, share)
  }
}
