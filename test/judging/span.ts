/** A prime by which numbers are counted: small integers that are told apart by it are told apart at all. */
const prime = 1_000_003

/** A sum of unknowns, each by its name with how often it is in it. */
export type Sum = ReadonlyMap<string, number>

/** Adds one sum to another, so many times. */
export function plus(one: Sum, other: Sum, times = 1): Sum {
  const all = new Map(one)
  for (const [name, often] of other) {
    const together = (all.get(name) ?? 0) + times * often
    if (together === 0) all.delete(name)
    else all.set(name, together)
  }
  return all
}

/** All sums that can be had from some by adding and subtracting multiples of them: Gaussian elimination. */
export class Span {
  readonly #rows = new Map<string, Sum>()

  /** Adds a sum that is known. */
  learn(sum: Sum): void {
    const left = this.#reduced(sum)
    const [first] = left
    if (!first) return
    const [name, often] = first
    this.#rows.set(name, scaled(left, inverse(often)))
  }

  /** Whether a sum is known exactly by those that were learnt. */
  knows(sum: Sum): boolean {
    return this.#reduced(sum).size === 0
  }

  #reduced(sum: Sum): Map<string, number> {
    const left = new Map([...sum].map(([name, often]) => [name, modulo(often)]))
    for (;;) {
      const found = [...left.keys()].find((name) => this.#rows.has(name))
      if (found === undefined) return left
      const often = left.get(found) ?? 0
      for (const [name, in_] of this.#rows.get(found) ?? []) {
        const rest = modulo((left.get(name) ?? 0) - often * in_)
        if (rest === 0) left.delete(name)
        else left.set(name, rest)
      }
    }
  }
}

function modulo(number: number): number {
  return ((number % prime) + prime) % prime
}

function scaled(sum: Sum, by: number): Sum {
  return new Map([...sum].map(([name, often]) => [name, modulo(often * by)]))
}

/** By Fermat: a number to the power of the prime less two. */
function inverse(number: number): number {
  let [result, base, left] = [1, modulo(number), prime - 2]
  while (left > 0) {
    if (left % 2 === 1) result = (result * base) % prime
    base = (base * base) % prime
    left = Math.floor(left / 2)
  }
  return result
}
