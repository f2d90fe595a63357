const mostPrepared = 500

/**
 * The names under which texts are prepared. A server keeps every one for as long as its connection lives:
 * when there are many, new ones begin, and connections that hold the old are let go.
 */
export class PreparedNames {
  readonly #names = new Map<string, string>()
  generation = 1

  of(text: string): string {
    const known = this.#names.get(text)
    if (known !== undefined) return known
    if (this.#names.size >= mostPrepared) {
      this.#names.clear()
      this.generation += 1
    }
    const name = `gateway_${this.generation}_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}
