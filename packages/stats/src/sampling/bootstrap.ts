/**
 * Bootstrap: a statistic recomputed on rows drawn with replacement, for its standard error, bias and interval.
 *
 * @param n          number of rows
 * @param statistic  of the rows drawn (indices into the caller's columns, valid during the call only): one number or several,
 *   always as many; NaN where it does not exist
 * @param options  `seed` and `resamples`, to be said; `kind` 'percentile' or 'bca' and `level` of the interval; `strata`, `clusters`
 * @returns by component: `estimate` on all rows, `standardError`, `bias`, `lower`, `upper` and `failed`, how many resamples gave
 *   NaN and are left out. An infinite value counts as the largest; then standard error and bias are not finite but the
 *   interval may be. `replicates` is resamples × components, flat
 * @throws RangeError for a count that is not whole and ≥ 1, codes of another length, a statistic of varying length
 *
 * Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13 and 14.
 * Checked: intervals against R `boot::boot.ci` on the same replicates (reference/sampling.json), 1e-10; the error of a mean.
 *
 * Over threads: `replicatesOverThreads`. Each computes a `bootstrapRange` of its own; the pieces laid end to end are the replicates of one.
 */
import { bootstrapInterval } from './bootstrap-interval.ts'
import { jackknife } from './jackknife.ts'
import { resample, resamplingPlan } from './resample.ts'
import type { ResamplingOptions } from './resample.ts'

export type Statistic = (rows: Uint32Array) => number | ArrayLike<number>

export type Bootstrap = {
  readonly estimate: Float64Array
  readonly standardError: Float64Array
  readonly bias: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly failed: Float64Array
  readonly replicates: Float64Array
}

export function bootstrap(
  n: number,
  statistic: Statistic,
  options: ResamplingOptions & {
    readonly seed: number
    readonly resamples: number
    readonly kind: 'percentile' | 'bca'
    readonly level: number
    /** From `replicatesOverThreads` or pieces of `bootstrapRange`, with the same seed and resamples. */
    readonly replicates?: Float64Array
  },
): Bootstrap {
  const { seed, resamples, kind, level, strata, clusters } = options
  if (!(Number.isInteger(resamples) && resamples >= 1))
    throw new RangeError(`bootstrap: resamples must be a whole number ≥ 1, got ${resamples}`)
  const replicates =
    options.replicates ?? bootstrapRange(n, statistic, { seed, from: 0, to: resamples, strata, clusters })
  const estimate = Float64Array.from(several(statistic(Uint32Array.from({ length: n }, (_, i) => i))))
  if (replicates.length !== resamples * estimate.length)
    throw new RangeError(
      `bootstrap: replicates must be ${resamples} × ${estimate.length} replicates, got ${replicates.length}`,
    )
  const leftOut = kind === 'bca' ? jackknife(n, statistic, { clusters }) : undefined
  const q = estimate.length
  const column = (values: Float64Array, k: number) => values.filter((_, at) => at % q === k)

  const summary = Array.from(estimate, (value, k) => {
    const all = column(replicates, k)
    const usable = all.filter((t) => !Number.isNaN(t))
    const mean = usable.reduce((sum, t) => sum + t, 0) / usable.length
    const squares = usable.reduce((sum, t) => sum + (t - mean) ** 2, 0)
    const limits = bootstrapInterval(value, usable, { kind, level, leftOut: leftOut && column(leftOut, k) })
    return {
      ...limits,
      bias: mean - value,
      se: Math.sqrt(squares / (usable.length - 1)),
      failed: all.length - usable.length,
    }
  })
  const collected = (value: (s: (typeof summary)[number]) => number) => Float64Array.from(summary, value)
  return {
    estimate,
    standardError: collected((s) => s.se),
    bias: collected((s) => s.bias),
    lower: collected((s) => s.lower),
    upper: collected((s) => s.upper),
    failed: collected((s) => s.failed),
    replicates,
  }
}

/** The replicates from..to−1 of a bootstrap, flat, (to − from) × components: they depend on nothing but the seed and their own number. */
export function bootstrapRange(
  n: number,
  statistic: Statistic,
  {
    seed,
    from,
    to,
    ...options
  }: ResamplingOptions & { readonly seed: number; readonly from: number; readonly to: number },
): Float64Array {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from))
    throw new RangeError(`bootstrapRange: whole numbers 0 ≤ from ≤ to, got ${from} and ${to}`)
  const plan = resamplingPlan('bootstrapRange', n, options)
  let q = 0
  let replicates = new Float64Array(0)
  for (let b = from; b < to; b++) {
    const value = several(statistic(resample(plan, seed, b)))
    if (b === from) {
      q = value.length
      replicates = new Float64Array((to - from) * q)
    }
    if (value.length !== q)
      throw new RangeError(
        `bootstrapRange: the statistic must always have ${q} components, resample ${b} has ${value.length}`,
      )
    replicates.set(value, (b - from) * q)
  }
  return replicates
}

const several = (value: number | ArrayLike<number>) => (typeof value === 'number' ? [value] : value)
