/**
 * Score test of proportional hazards (cox.zph since survival 3.0): of θ_j = 0 in β_j(t) = β_j + θ_j g(t), for each covariate and for all.
 *
 *   U_j = Σ_events w g(t)(x_j − x̄_j(t)),  information of (β, θ): Σ_t V(t) ⊗ [1 g; g g²],  V(t) the weighted variance of x at risk;
 *   each test is (0, U_j) I⁻ (0, U_j)′ over the rows of β and θ_j, with 1 degree of freedom; the global one over all θ, with p
 *
 * @param transform  g: 'km' 1 − S(t−) of all rows together, 'rank' mean rank among all times, 'identity', 'log' (no time may be 0), or a function;
 *                   g is then centred at its mean over the events
 * @returns the tests, and for a plot per event `x` = g(t) before centring and `y`, p columns of scaled Schoenfeld residuals + β
 *          (NaN where the covariate is constant in the stratum). A collinear column has NaN
 * @throws RangeError for ties 'exact', log with a time 0, a fit without finite coefficients
 *
 * Source: Grambsch & Therneau 1994, Biometrika 81:515; as a score test, Therneau, vignette "Approximating a Cox Model", survival 3.
 * Checked: R survival 3.5-3 `cox.zph(terms = FALSE)`, every fixture to 1e-8. O(n p²).
 */
import { cholesky, choleskyQuadraticForm, choleskySolve } from '../numeric/cholesky.ts'
import { addCrossProduct, crossProductRoom } from './cox-cross-product.ts'
import { chiSquareTest } from './cox-estimates.ts'
import type { ChiSquareTest, Cox } from './cox-estimates.ts'
import { partialLikelihood, roomFor } from './cox-likelihood.ts'
import { riskSetMeans } from './cox-risk-set-means.ts'
import { eventsInOrder, schoenfeldByPlace } from './cox-schoenfeld.ts'
import { demandSplitTies } from './cox-score-residuals.ts'
import { coxState } from './cox-state.ts'
import type { CoxState } from './cox-state.ts'
import { timeMet } from './cox-time-met.ts'
import { transformedTimes } from './cox-transform.ts'
import type { TimeTransform } from './cox-transform.ts'

export type Proportionality = {
  readonly tests: readonly ChiSquareTest[]
  readonly global: ChiSquareTest
  readonly time: Float64Array
  readonly row: Uint32Array
  readonly x: Float64Array
  readonly y: readonly Float64Array[]
}

export function proportionality(fit: Cox, transform: TimeTransform = 'km'): Proportionality {
  demandSplitTies(fit, 'proportionality')
  if (fit.flags.includes('infinite') || fit.events === 0)
    throw new RangeError(
      `proportionality: a fit with finite coefficients is needed, this one says: ${fit.reason}`,
    )
  const state = coxState(fit)
  const { sets, columns } = state
  const p = columns.X.length
  const { place, group, time } = eventsInOrder(sets)
  const g = transformedTimes(fit.model.tied, fit.model.event, transform)
  const x = Float64Array.from(place, (i) => g[sets.rows[i]])
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length
  const ofGroup = new Float64Array(sets.groupStart.length)
  // No test sees the unit of g; in this one the information of β and of θ are of one size.
  const width = x.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0) || 1
  group.forEach((k, e) => {
    ofGroup[k] = (x[e] - mean) / width
  })

  const schoenfeld = schoenfeldByPlace(state, place)
  const U = Float64Array.from(schoenfeld, (column) =>
    column.reduce((sum, r, e) => sum + columns.weight[place[e]] * ofGroup[group[e]] * r, 0),
  )
  const [plain, once, twice] = momentsOfInformation(fit, state, ofGroup)
  const tested = (theta: readonly number[]) => {
    const kept = fit.flags.flatMap((flag, j) => (flag === 'collinear' ? [] : [j]))
    return scoreTest(
      kept,
      theta.filter((j) => kept.includes(j)),
      U,
      plain,
      once,
      twice,
      p,
    )
  }
  return {
    tests: fit.flags.map((_, j) => tested([j])),
    global: tested(fit.flags.map((_, j) => j)),
    time,
    row: place.map((i) => sets.rows[i]),
    x,
    y: betaOverTime(fit, state, schoenfeld, plain),
  }
}

/** Σ_t g(t)^k V(t) for k = 0, 1, 2, flat p × p, in the scaled columns. */
function momentsOfInformation(fit: Cox, { sets, columns }: CoxState, g: Float64Array): Float64Array[] {
  const p = columns.X.length
  const room = roomFor(sets, columns, fit.model.ties === 'efron' ? 'efron' : 'breslow')
  const beta = fit.lastIterate.map((b, j) => b / columns.scale[j])
  partialLikelihood(sets, columns, beta, room)
  riskSetMeans(sets, columns, room)
  const cross = crossProductRoom(p)
  return [0, 1, 2].map((power) => {
    const factor = g.map((value) => value ** power)
    const met = timeMet(
      sets,
      room.hazard.map((h, k) => h * factor[k]),
      room.ownHazard.map((h, k) => h * factor[k]),
    ).map((value, i) => value * room.risk[i])
    const ofMeans = new Float64Array(room.means[0]?.length ?? 0)
    ofMeans.set(factor)
    room.secondOf.forEach((second, k) => {
      if (second >= 0) ofMeans[second] = factor[k]
    })
    const information = new Float64Array(p * p)
    addCrossProduct(information, columns.X, met, 1, cross)
    addCrossProduct(information, room.means, ofMeans, -1, cross)
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k]
    return information
  })
}

function scoreTest(
  betas: readonly number[],
  thetas: readonly number[],
  U: Float64Array,
  plain: Float64Array,
  once: Float64Array,
  twice: Float64Array,
  p: number,
): ChiSquareTest {
  if (thetas.length === 0) return chiSquareTest(NaN, 0)
  const size = betas.length + thetas.length
  const A = new Float64Array(size * size)
  betas.forEach((j, r) => betas.forEach((k, c) => (A[r * size + c] = plain[j * p + k])))
  thetas.forEach((j, r) => {
    const row = (betas.length + r) * size
    betas.forEach((k, c) => (A[row + c] = once[j * p + k]))
    thetas.forEach((k, c) => (A[row + betas.length + c] = twice[j * p + k]))
  })
  const u = Float64Array.from([...betas.map(() => 0), ...thetas.map((j) => U[j])])
  return chiSquareTest(choleskyQuadraticForm(cholesky(A, size), u), thetas.length)
}

/** Schoenfeld residuals over the mean variance at an event, + β: in each stratum over the covariates that vary in it. */
function betaOverTime(
  fit: Cox,
  { sets, columns }: CoxState,
  schoenfeld: readonly Float64Array[],
  information: Float64Array,
): Float64Array[] {
  const p = columns.X.length
  const { stratumStart, stratumGroup, groupStart, groupEnd } = sets
  const strata = stratumStart.length - 1
  const events = new Float64Array(strata)
  for (let s = 0; s < strata; s++)
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) events[s] += groupEnd[g] - groupStart[g]
  const varies = (j: number, s: number) =>
    fit.flags[j] !== 'collinear' && !isConstant(columns.X[j], stratumStart[s], stratumStart[s + 1])
  const used = Array.from(events, (_, s) => columns.X.flatMap((__, j) => (varies(j, s) ? [j] : [])))

  const perEvent = new Float64Array(p * p)
  used.forEach((covariates, s) => {
    for (const j of covariates) for (const k of covariates) perEvent[j * p + k] += events[s]
  })
  for (let jk = 0; jk < p * p; jk++) perEvent[jk] = information[jk] / (perEvent[jk] || 1)

  const y = schoenfeld.map((column) => new Float64Array(column.length).fill(NaN))
  let e = 0
  used.forEach((covariates, s) => {
    const size = covariates.length
    const A = Float64Array.from({ length: size * size }, (_, rc) => {
      return perEvent[covariates[Math.floor(rc / size)] * p + covariates[rc % size]]
    })
    const decomposition = cholesky(A, size)
    for (const to = e + events[s]; e < to; e++) {
      const residual = Float64Array.from(covariates, (j) => schoenfeld[j][e])
      const solved = choleskySolve(decomposition, residual)
      covariates.forEach((j, c) => {
        y[j][e] = solved[c] * columns.scale[j] + fit.lastIterate[j]
      })
    }
  })
  return y
}

function isConstant(x: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (x[i] !== x[from]) return false
  return true
}
