/**
 * The covariates, weights and offsets of a proportional hazards model in the order of its risk sets, ready for Newton.
 *
 * Each covariate is centred within its stratum, which no partial likelihood can see, and divided by its mean absolute
 * deviation, so that age in days and a flag are of one size and 1e8 + 1 is not lost in rounding. Columns that hold
 * nothing but −1, 0 and 1 keep their scale, as R's `nocenter` does; the tolerance for collinearity then means the same as in R.
 */
import type { RiskSets } from './cox-risk-sets.ts'

export type CoxColumns = {
  readonly n: number
  readonly X: readonly Float64Array[] // p columns, centred and scaled
  readonly centre: readonly Float64Array[] // per column, what was taken off in each stratum
  readonly scale: Float64Array // of p; coefficient of the caller = coefficient here × scale
  readonly weight: Float64Array
  readonly offset: Float64Array | undefined
  readonly offsetCentre: Float64Array // per stratum
}

export function coxColumns(
  sets: RiskSets,
  X: readonly Float64Array[],
  weights?: Float64Array,
  offset?: Float64Array,
): CoxColumns {
  const n = sets.rows.length
  const weight = weights ? gathered(weights, sets.rows) : new Float64Array(n).fill(1)
  const scale = new Float64Array(X.length).fill(1)
  const centres: Float64Array[] = []
  const columns = X.map((column, j) => {
    const x = gathered(column, sets.rows)
    centres.push(centre(x, weight, sets.stratumStart))
    if (!isCode(column)) scale[j] = rescale(x, weight)
    return x
  })
  const centredOffset = offset && gathered(offset, sets.rows)
  const offsetCentre = centredOffset
    ? centre(centredOffset, weight, sets.stratumStart)
    : new Float64Array(sets.stratumStart.length - 1)
  return { n, X: columns, centre: centres, scale, weight, offset: centredOffset, offsetCentre }
}

/** Columns of nothing but −1, 0, 1: codes, which R neither centres nor scales. */
export function isCode(column: Float64Array): boolean {
  for (let i = 0; i < column.length; i++) {
    const x = column[i]
    if (x !== 0 && x !== 1 && x !== -1) return false
  }
  return true
}

function gathered(values: Float64Array, rows: Uint32Array): Float64Array {
  const ordered = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) ordered[i] = values[rows[i]]
  return ordered
}

/** Takes the weighted mean of its stratum off every value, and returns the means. */
function centre(x: Float64Array, weight: Float64Array, stratumStart: Uint32Array): Float64Array {
  const means = new Float64Array(stratumStart.length - 1)
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    const from = stratumStart[s]
    const to = stratumStart[s + 1]
    if (from === to) continue
    // The first value is taken off before the mean is formed: 1e8 + 1 keeps all its digits and a constant becomes exactly 0.
    const first = x[from]
    let sum = 0
    let total = 0
    for (let i = from; i < to; i++) {
      sum += weight[i] * (x[i] - first)
      total += weight[i]
    }
    const mean = sum / total
    for (let i = from; i < to; i++) x[i] = x[i] - first - mean
    means[s] = first + mean
  }
  return means
}

/** Divides by the weighted mean absolute deviation and returns the factor; a constant column is left as it is. */
function rescale(x: Float64Array, weight: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < x.length; i++) {
    sum += weight[i] * Math.abs(x[i])
    total += weight[i]
  }
  if (!(sum > 0)) return 1
  const factor = total / sum
  for (let i = 0; i < x.length; i++) x[i] *= factor
  return factor
}
