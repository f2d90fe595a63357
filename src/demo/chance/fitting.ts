/** How often rows and columns are brought to their sums in turn. */
const rounds = 40

/**
 * A table with the given sums of rows and columns that is as like the given weights as can be
 * (iterative proportional fitting); the rows come out exactly, the columns very nearly.
 */
export function fitted(
  weights: readonly (readonly number[])[],
  rowSums: readonly number[],
  columnSums: readonly number[],
): number[][] {
  const table = weights.map((row) => [...row])
  for (let round = 0; round < rounds; round++) {
    const columns = columnSums.map((_, c) => table.reduce((sum, row) => sum + (row[c] ?? 0), 0))
    for (const [r, row] of table.entries()) {
      let whole = 0
      for (const [c, wanted] of columnSums.entries()) {
        row[c] = ((row[c] ?? 0) * wanted) / (columns[c] || 1)
        whole += row[c] ?? 0
      }
      for (const c of columnSums.keys()) row[c] = ((row[c] ?? 0) * (rowSums[r] ?? 0)) / (whole || 1)
    }
  }
  return table
}
