/**
 * Linear predictors η_i = Σ_j (x_ij − c_j) β_j + offset_i of the rows of a fit, and the centres c that R reports as `means`.
 *
 * R's centre is the weighted mean of a column, 0 for columns of −1, 0 and 1 (`nocenter`), and for (start, stop] rows the plain mean.
 * It moves η by a constant and no hazard ratio; a baseline hazard depends on it.
 *
 * @param centred  false: c = 0. Offsets, where given, are centred at their plain mean with it, as in R
 * @returns n values in the order of the rows; a collinear column takes no part
 *
 * Checked: R survival 3.5-3 `fit$means`, `fit$linear.predictors`, every fixture to 1e-8.
 */
import { isCode } from './cox-columns.ts'
import type { Cox } from './cox-estimates.ts'

export function linearPredictors(fit: Cox, { centred = true } = {}): Float64Array {
  const { X, offset } = fit.model
  const n = fit.model.event.length
  const centres = centred ? covariateMeans(fit) : new Float64Array(X.length)
  const eta = new Float64Array(n)
  X.forEach((column, j) => {
    const b = fit.lastIterate[j]
    const c = centres[j]
    if (b !== 0) for (let i = 0; i < n; i++) eta[i] += (column[i] - c) * b
  })
  if (!offset) return eta
  const shift = centred ? mean(offset) : 0
  for (let i = 0; i < n; i++) eta[i] += offset[i] - shift
  return eta
}

export function covariateMeans(fit: Cox): Float64Array {
  const { X, weights, tied } = fit.model
  return Float64Array.from(X, (column) =>
    isCode(column) ? 0 : mean(column, tied.entry ? undefined : weights),
  )
}

function mean(column: Float64Array, weights?: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < column.length; i++) {
    const w = weights ? weights[i] : 1
    sum += w * column[i]
    total += w
  }
  return sum / total
}
