import { argsort } from '../numeric/argsort.ts'

/**
 * Ranks from 1, tied values sharing the mean of theirs.
 *
 * @param values  n numbers, no NaN, any order
 * @returns n ranks in the order of the values; twice a rank is a whole number
 *
 * Source: Lehmann 1975, Nonparametrics, ch. 1. O(n log n).
 * Checked: by hand; the sum is n(n + 1)/2 by fast-check.
 */
export function midranks(values: Float64Array): Float64Array {
  const order = argsort(values)
  const ranks = new Float64Array(values.length)
  for (let first = 0; first < order.length;) {
    let next = first
    while (next < order.length && values[order[next]] === values[order[first]]) next++
    for (let k = first; k < next; k++) ranks[order[k]] = (first + 1 + next) / 2
    first = next
  }
  return ranks
}
