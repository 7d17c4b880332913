import type { Statistic } from './bootstrap.ts'
import { resamplingPlan } from './resample.ts'

/**
 * The statistic with each row, or each cluster of rows, left out in turn.
 *
 * @returns flat, units × components, units in the order of their first row
 * @throws RangeError as `bootstrap`
 */
export function jackknife(
  n: number,
  statistic: Statistic,
  { clusters }: { readonly clusters?: Int32Array } = {},
): Float64Array {
  const plan = resamplingPlan('jackknife', n, { clusters })
  const left = new Uint8Array(n)
  const values = plan.strata[0].map((unit) => {
    left.fill(1)
    for (const i of unit) left[i] = 0
    const value = statistic(Uint32Array.from([...left.keys()].filter((i) => left[i])))
    return typeof value === 'number' ? [value] : Array.from(value)
  })
  return Float64Array.from(values.flat())
}
