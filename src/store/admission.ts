import { Refusal } from '../ground/refusal.ts'

/** Who asks something of the database, and until when. */
export interface Asker {
  /** Those who have one share between them, such as a department. */
  readonly share: string
  /** One of them, such as one of the department's systems. */
  readonly subject: string
  /** Tells that nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

/** How many operations are at work at once, how many may wait, and for how long. */
export interface Bounds {
  readonly places: number
  readonly queueLength: number
  readonly queueSeconds: number
}

/** What is told of an operation whose turn did not come. */
export function busy(): Refusal {
  return new Refusal(
    'SERVICE_UNAVAILABLE',
    {
      zh: '网关正忙，本次操作尚未执行；请稍后再试。',
      en: 'The gateway is busy, and nothing of this operation was run; try again shortly.',
    },
    { retryAfterSeconds: 5 },
  )
}

/** What is told of an operation whose client has left: nobody hears it. */
export function hasLeft(): Refusal {
  return new Refusal('SERVICE_UNAVAILABLE', {
    zh: '客户端已断开，本次操作已停止。',
    en: 'The client has left, and the operation was stopped.',
  })
}

interface Waiting {
  readonly admit: (place: Place) => void
  readonly refuse: (why: Refusal) => void
}

interface Subject {
  readonly name: string
  readonly share: Share
  running: number
  readonly waiting: Waiting[]
}

interface Share {
  readonly name: string
  readonly subjects: Map<string, Subject>
  running: number
  waiting: number
}

/** Leave to work at the database, until it is given back. */
export interface Place {
  readonly leave: () => void
}

/** The first of those for whom a count is least. */
function least<T>(all: Iterable<T>, count: (one: T) => number): T | undefined {
  let found: T | undefined
  for (const one of all) if (!found || count(one) < count(found)) found = one
  return found
}

/**
 * Lets in as many operations at once as can be at work; the others wait, and are refused where there are
 * too many of them or it takes too long. Whoever has least at work comes next, by department and then by
 * subject, and no department holds every place: one caller's thousand operations delay that caller.
 */
export class Admission {
  readonly #bounds: Bounds
  readonly #shares = new Map<string, Share>()
  #free: number
  #waiting = 0

  constructor(bounds: Bounds) {
    this.#bounds = bounds
    this.#free = bounds.places
  }

  /** Whether somebody waits who could have the next place. */
  get isWanted(): boolean {
    return this.#waiting > 0
  }

  /**
   * A place at once where there is one, or else when the asker's turn comes. `again` is an operation that
   * was admitted before and has written since: it comes first, and is not refused.
   */
  enter(asker: Asker, again = false): Place | Promise<Place> {
    const subject = this.#subjectOf(asker)
    if (this.#mayEnter(subject.share)) return this.#admit(subject)
    return this.#wait(subject, asker.signal, again)
  }

  /** One more place for an operation that has one, if nobody else wants it. */
  spare(asker: Asker): Place | undefined {
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

  /** The last place of several is kept for others than those who have all the rest. */
  #mayEnter({ running }: Share): boolean {
    return this.#free > 0 && (running === 0 || running < this.#bounds.places - 1)
  }

  #admit(subject: Subject): Place {
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

  #wait(subject: Subject, signal: AbortSignal | undefined, again: boolean): Promise<Place> {
    const isFull = !again && this.#waiting >= this.#bounds.queueLength
    if (signal?.aborted || (isFull && !this.#makeRoom(subject))) {
      this.#forget(subject)
      return Promise.reject(signal?.aborted ? hasLeft() : busy())
    }
    const { promise, resolve, reject } = Promise.withResolvers<Place>()
    const one: Waiting = { admit: resolve, refuse: reject }
    const giveUp = (why: Refusal) => {
      this.#remove(subject, one)
      reject(why)
    }
    const leave = () => giveUp(hasLeft())
    signal?.addEventListener('abort', leave)
    const { queueSeconds } = this.#bounds
    const timer = again ? undefined : setTimeout(() => giveUp(busy()), queueSeconds * 1000)
    if (again) subject.waiting.unshift(one)
    else subject.waiting.push(one)
    subject.share.waiting += 1
    this.#waiting += 1
    return promise.finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
    })
  }

  #remove(subject: Subject, one: Waiting): void {
    const at = subject.waiting.indexOf(one)
    if (at < 0) return
    subject.waiting.splice(at, 1)
    subject.share.waiting -= 1
    this.#waiting -= 1
    this.#forget(subject)
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
    this.#remove(subject, latest)
    latest.refuse(busy())
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
      const place = this.#admit(subject)
      this.#remove(subject, next)
      this.#toTheEnd(subject)
      next.admit(place)
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
