/**
 * Schoenfeld residuals: for each event, its covariates less their mean over those at risk, x_i − x̄(t_i);
 * scaled (Grambsch & Therneau), β + D · V · residual with D the number of events, whose mean at t estimates β(t).
 *
 * With Efron's ties x̄ is the mean of the d means of the tied time.
 *
 * @param weighted  multiply by the case weight of the event (R's default does not)
 * @returns one row per event by (stratum, time, row): `row` of the caller, `time`, and p columns `residuals`
 * @throws RangeError for ties 'exact'
 *
 * Source: Schoenfeld 1982, Biometrika 69:239; Grambsch & Therneau 1994, Biometrika 81:515.
 * Checked: R survival 3.5-3 `residuals(fit, 'schoenfeld' | 'scaledsch')`, every fixture to 1e-8; unweighted columns sum to 0. O(n p).
 */
import type { Cox } from './cox-estimates.ts'
import { riskSums } from './cox-risk-sums.ts'
import { demandSplitTies } from './cox-score-residuals.ts'
import { coxState } from './cox-state.ts'
import type { CoxState } from './cox-state.ts'

export type SchoenfeldResiduals = {
  readonly row: Uint32Array
  readonly time: Float64Array
  readonly residuals: readonly Float64Array[]
}

export function schoenfeldResiduals(fit: Cox, { weighted = false } = {}): SchoenfeldResiduals {
  demandSplitTies(fit, 'schoenfeldResiduals')
  const state = coxState(fit)
  const { sets, columns } = state
  const { place, time } = eventsInOrder(sets)
  const residuals = schoenfeldByPlace(state, place).map((values, j) =>
    values.map((r, e) => (r / columns.scale[j]) * (weighted ? columns.weight[place[e]] : 1)),
  )
  return { row: place.map((i) => sets.rows[i]), time, residuals }
}

export function scaledSchoenfeldResiduals(fit: Cox): SchoenfeldResiduals {
  const { row, time, residuals } = schoenfeldResiduals(fit)
  const p = residuals.length
  const scaled = residuals.map((_, j) => {
    const column = new Float64Array(row.length).fill(fit.lastIterate[j])
    for (let k = 0; k < p; k++) {
      const factor = fit.variance[k * p + j] * row.length
      for (let e = 0; e < row.length; e++) column[e] += residuals[k][e] * factor
    }
    return column
  })
  return { row, time, residuals: scaled }
}

/** Places of the events by stratum and ascending time, and their groups. */
export function eventsInOrder(sets: CoxState['sets']) {
  const { stratumGroup, groupStart, groupEnd, groupTime } = sets
  let count = 0
  for (let g = 0; g < groupStart.length; g++) count += groupEnd[g] - groupStart[g]
  const place = new Uint32Array(count)
  const group = new Uint32Array(count)
  const time = new Float64Array(count)
  let e = 0
  for (let s = 0; s + 1 < stratumGroup.length; s++)
    for (let g = stratumGroup[s + 1] - 1; g >= stratumGroup[s]; g--)
      for (let i = groupEnd[g] - 1; i >= groupStart[g]; i--) {
        place[e] = i
        group[e] = g
        time[e++] = groupTime[g]
      }
  return { place, group, time }
}

/** In the scaled columns, for the events at the given places. */
export function schoenfeldByPlace(state: CoxState, place: Uint32Array): Float64Array[] {
  const { sets, columns, risk, terms } = state
  const product = new Float64Array(columns.n)
  const mean = new Float64Array(columns.n)
  return columns.X.map((x) => {
    for (let i = 0; i < columns.n; i++) product[i] = risk[i] * x[i]
    const { all, failing } = riskSums(sets, product)
    for (let g = 0; g < all.length; g++)
      mean.fill(terms.meanS[g] * all[g] - terms.meanD[g] * failing[g], sets.groupStart[g], sets.groupEnd[g])
    return Float64Array.from(place, (i) => x[i] - mean[i])
  })
}
