/**
 * Rows of an order gathered by code, each group keeping the order: one sort serves every group, stratum and curve.
 *
 * @param order  rows, for instance ascending in time
 * @param code   per row, 0..k−1
 * @returns `rows`, group after group, and `start`, k+1 offsets: group g is rows[start[g]] … rows[start[g+1] − 1]
 * O(n + k). Checked: by hand and as a law, in tied-times.test.ts.
 */
export function partition(order: Uint32Array, code: Int32Array, k: number): Partition {
  const start = new Uint32Array(k + 1)
  for (let i = 0; i < order.length; i++) start[code[order[i]] + 1]++
  for (let g = 0; g < k; g++) start[g + 1] += start[g]
  const next = start.slice(0, k)
  const rows = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const row = order[i]
    rows[next[code[row]]++] = row
  }
  return { rows, start }
}

export type Partition = { readonly rows: Uint32Array; readonly start: Uint32Array }

/**
 * The number of groups, 1 + the largest code; some may have no rows.
 * @throws RangeError for a wrong length, a negative code, or one so far above the number of rows that it must be a label, not a code
 */
export function groupCount(caller: string, name: string, code: Int32Array, n: number): number {
  checkCodes(caller, name, code, n)
  let largest = -1
  for (let i = 0; i < n; i++) if (code[i] > largest) largest = code[i]
  if (largest >= Math.max(n, 1000))
    throw new RangeError(
      `${caller}: ${name} codes must be 0, 1, … k − 1, for ${n} rows the largest is ${largest}`,
    )
  return largest + 1
}

export function checkCodes(caller: string, name: string, code: Int32Array, n: number): void {
  if (code.length !== n)
    throw new RangeError(`${caller}: ${name} needs ${n} codes, one per time, got ${code.length}`)
  for (let i = 0; i < n; i++)
    if (code[i] < 0) throw new RangeError(`${caller}: ${name} codes must be 0, 1, …, row ${i} is ${code[i]}`)
}
