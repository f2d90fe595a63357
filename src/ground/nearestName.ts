const mostCompared = 120
const mostWrong = 0.4

/**
 * The name most like what was written, or none where nothing is much like it. A name with fewer parts
 * than the candidates is compared with their last parts: `VillageStatus.exitedPerson` finds
 * `povertyOffice.VillageStatus.exitedPersons`.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const given = written.slice(0, mostCompared).toLowerCase()
  const parts = given.split('.').length
  let nearest: string | undefined
  let least = Math.max(1, Math.floor(given.length * mostWrong)) + 1
  for (const name of names) {
    const tail = name.split('.').slice(-parts).join('.').toLowerCase()
    if (Math.abs(tail.length - given.length) >= least) continue
    const changes = changesBetween(given, tail)
    if (changes >= least) continue
    least = changes
    nearest = name
  }
  return nearest
}

/** The name that has most of what was written in the same order, such as a longer title; none under half of it. */
export function titleLike(written: string, names: Iterable<string>): string | undefined {
  const given = written.slice(0, mostCompared).toLowerCase()
  // Whatever is only put in costs the difference in length: what is left of it is not shared.
  const shared = (name: string) =>
    (given.length + name.length - insertionsBetween(given, name.toLowerCase())) / 2
  const [best] = [...names]
    .map((name) => ({ name, common: shared(name) }))
    .filter(({ common }) => common * 2 > given.length)
    .sort((one, other) => other.common - one.common || one.name.length - other.name.length)
  return best?.name
}

/** How many letters must be put in and left out, and none exchanged, to turn one text into the other. */
function insertionsBetween(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...one].entries()) {
    const now = [row + 1]
    for (const [column, found] of [...other].entries()) {
      now.push(
        letter === found ? at(last, column) : Math.min(at(last, column + 1), at(now, column)) + 1,
      )
    }
    last = now
  }
  return last.at(-1) ?? 0
}

/** How many letters must be put in, left out, exchanged or swapped to turn one text into the other. */
function changesBetween(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      now[column] = Math.min(
        at(last, column) + 1,
        at(now, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = now
  }
  return at(last, other.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
