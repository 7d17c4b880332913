/**
 * Generalised Cholesky decomposition A = L D L′ of a symmetric, non-negative definite matrix that may be singular.
 *
 *   L unit lower triangular, D diagonal;  d_i = 0 and the column is skipped where the pivot is below tolerance · max diag(A)
 *
 * @param A          p×p, flat, row-major; only the lower triangle is read. Left as it was
 * @param p          order of A
 * @param tolerance  relative size below which a pivot is a linear dependence; R's `coxph` uses 2.2e-16^0.75 = 1.8e-12
 * @param floor      p absolute sizes below which a pivot is rounding, where A is known to be a difference of larger numbers
 * @returns `factor` with L below and D on the diagonal, and the `rank`. A pivot that is not finite counts as 0
 *
 * Source: Therneau, survival::gchol. Dependent columns are those that follow the columns that explain them.
 * Checked: L D L′ = A to 1e-13 on random matrices; rank of exactly dependent columns; R `solve(gchol())`.
 */
export function cholesky(
  A: Float64Array,
  p: number,
  tolerance = 1.818989403545857e-12,
  floor?: Float64Array,
): Cholesky {
  const L = A.slice(0, p * p)
  let largest = 0
  for (let i = 0; i < p; i++) if (L[i * p + i] > largest) largest = L[i * p + i]
  const least = largest * tolerance
  let rank = 0
  for (let i = 0; i < p; i++) {
    const pivot = L[i * p + i]
    if (!Number.isFinite(pivot) || pivot < least || pivot <= 0 || (floor !== undefined && pivot < floor[i])) {
      L[i * p + i] = 0
      continue
    }
    rank++
    for (let j = i + 1; j < p; j++) {
      const ratio = L[j * p + i] / pivot
      for (let k = j + 1; k < p; k++) L[k * p + j] -= ratio * L[k * p + i]
      L[j * p + j] -= ratio * ratio * pivot
      L[j * p + i] = ratio
    }
  }
  return { factor: L, p, rank }
}

export type Cholesky = { readonly factor: Float64Array; readonly p: number; readonly rank: number }

/** Solves A x = b. Elements of x that belong to a dependent column are 0. */
export function choleskySolve({ factor: L, p }: Cholesky, b: Float64Array): Float64Array {
  const x = b.slice(0, p)
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) x[i] -= x[j] * L[i * p + j]
  for (let i = p - 1; i >= 0; i--) {
    const d = L[i * p + i]
    x[i] = d === 0 ? 0 : x[i] / d
    if (d !== 0) for (let j = i + 1; j < p; j++) x[i] -= x[j] * L[j * p + i]
  }
  return x
}

/** The generalised inverse of A, flat and symmetric; rows and columns of dependent columns are 0. */
export function choleskyInverse(decomposition: Cholesky): Float64Array {
  const { factor: L, p } = decomposition
  const inverse = new Float64Array(p * p)
  const unit = new Float64Array(p)
  for (let j = 0; j < p; j++) {
    if (L[j * p + j] === 0) continue
    unit.fill(0)
    unit[j] = 1
    const column = choleskySolve(decomposition, unit)
    for (let i = 0; i < p; i++) inverse[i * p + j] = column[i]
  }
  for (let i = 0; i < p; i++)
    for (let j = 0; j < i; j++) {
      const mean = (inverse[i * p + j] + inverse[j * p + i]) / 2
      inverse[i * p + j] = mean
      inverse[j * p + i] = mean
    }
  return inverse
}

/** x′ A⁻ x, the quadratic form of a Wald or score test, over the columns that are not dependent. */
export function choleskyQuadraticForm(decomposition: Cholesky, x: Float64Array): number {
  const solved = choleskySolve(decomposition, x)
  let form = 0
  for (let i = 0; i < decomposition.p; i++) form += solved[i] * x[i]
  return form
}

/** log det A over the columns that are not dependent. */
export function choleskyLogDeterminant({ factor: L, p }: Cholesky): number {
  let sum = 0
  for (let i = 0; i < p; i++) if (L[i * p + i] > 0) sum += Math.log(L[i * p + i])
  return sum
}
