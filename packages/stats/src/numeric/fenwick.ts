/**
 * Sums of weights by rank, updated and asked in O(log n): a binary indexed tree over ranks 0 … n−1.
 *
 * Source: Fenwick 1994, Softw Pract Exper 24:327. Checked: against plain sums by fast-check.
 */
export function fenwickTree(n: number) {
  const tree = new Float64Array(n + 1)
  const own = new Float64Array(n)
  let sum = 0
  return {
    clear() {
      tree.fill(0)
      own.fill(0)
      sum = 0
    },
    add(rank: number, weight: number) {
      own[rank] += weight
      sum += weight
      for (let i = rank + 1; i <= n; i += i & -i) tree[i] += weight
    },
    /** The weight at the rank. */
    at: (rank: number) => own[rank],
    /** The weight at all smaller ranks. */
    below(rank: number) {
      let below = 0
      for (let i = rank; i > 0; i -= i & -i) below += tree[i]
      return below
    },
    total: () => sum,
  }
}
