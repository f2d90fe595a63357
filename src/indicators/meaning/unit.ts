/** A unit as powers of what it is made of: `CNY/year` is CNY¹ · year⁻¹; a plain number has none. */
export type Unit = ReadonlyMap<string, number>

/** The unit of a plain number. */
export const plain: Unit = new Map()

/** What a figure may be called whose units cancel out: a share, a multiple. */
const sharesOfOne = ['pct', 'x', 'index']

/** Reads a unit as it is declared: `person`, `CNY/year`, `1`; `case/1000 person` leaves its factor out. */
export function unitOf(text: string): Unit {
  const [above = '', ...below] = text.split('/').map((name) => name.replace(/^\d+ /, ''))
  // A multiple is a plain number, a percentage is not: it is a hundred times one.
  if (above === '1' || above === 'x')
    return below.length === 0 ? plain : times(plain, unitOf(below.join('/')), -1)
  return times(new Map([[above, 1]]), new Map(below.map((name) => [name, -1])))
}

/** The unit of a product; with `power` -1, of a quotient. */
export function times(one: Unit, other: Unit, power: 1 | -1 = 1): Unit {
  const product = new Map(one)
  for (const [name, of] of other) product.set(name, (product.get(name) ?? 0) + power * of)
  return new Map([...product].filter(([, of]) => of !== 0))
}

/** Whether two units are the same, in whatever order they are written. */
export function isSameUnit(one: Unit, other: Unit): boolean {
  return one.size === other.size && [...one].every(([name, power]) => other.get(name) === power)
}

/** A unit as it is shown: `CNY/year`, or `1` for a plain number. */
export function unitText(unit: Unit): string {
  const powers = [...unit].sort(([one], [other]) => (one < other ? -1 : 1))
  const named = (sign: number) =>
    powers.flatMap(([name, of]) => Array<string>(Math.max(0, sign * of)).fill(name))
  return [named(1).join('·') || '1', ...named(-1)].join('/')
}

/** Whether a figure of this unit may be declared as `declared`: the same, or a share of one. */
export function mayBeCalled(unit: Unit, declared: string): boolean {
  if (unit.size === 0 && sharesOfOne.includes(declared)) return true
  return isSameUnit(unit, unitOf(declared))
}
