/**
 * A deterministic source of chance (sfc32). Each purpose draws from a stream of its own, so that
 * what one view draws never shifts what another holds.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(name: string) {
    let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162]
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i)
      a = Math.imul(a ^ code, 0x85ebca6b) ^ (b >>> 13)
      b = Math.imul(b ^ code, 0xc2b2ae35) ^ (c >>> 15)
      c = Math.imul(c ^ code, 0x27d4eb2f) ^ (a >>> 16)
    }
    this.#a = a
    this.#b = b
    this.#c = c
    for (let i = 0; i < 12; i++) this.next()
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** A number between two bounds. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** A whole number from one bound to the other, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.next())
  }

  /** A draw from the normal distribution (Box-Muller). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next())
  }

  /** How often something rare happens that happens `mean` times on average (Poisson). */
  times(mean: number): number {
    if (mean <= 0) return 0
    if (mean > 30) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))))
    const limit = Math.exp(-mean)
    let [times, product] = [0, this.next()]
    while (product > limit) {
      times++
      product *= this.next()
    }
    return times
  }

  /** One of a list, each as likely as the others. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('There is nothing to pick from')
    return list[Math.floor(this.next() * list.length)] as T
  }

  /** One of several, each as likely as its weight says. */
  weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [choice, weight] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    return this.pick(choices)[0]
  }

  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => [this.next(), item] as const)
      .sort(([one], [other]) => one - other)
      .map(([, item]) => item)
  }
}

/** The stream of a seed for one purpose, such as a view's name. */
export function stream(seed: number, purpose: string): Random {
  return new Random(`${seed}/${purpose}`)
}
