/**
 * Partial log-likelihood of the proportional hazards model, with its gradient and information, for Breslow's and
 * Efron's handling of ties. With risks r_i = w_i exp(x_i′β + offset_i), events D_t of one time and weight W = Σ_{D_t} w_i,
 *
 *   ℓ(β) = Σ_t [ Σ_{i∈D_t} w_i η_i − Σ_k ω_k log(S0 − f_k D0) ]      u = Xᵀm      I = Xᵀ diag(a) X − Σ_t Σ_k ω_k x̄_k x̄_kᵀ
 *
 * where S0, S1 sum r_i and r_i x_i over the risk set and D0, D1 over D_t; Breslow has one term (f = 0, ω = W), Efron
 * d = |D_t| terms (f_k = k/d, ω_k = W/d); x̄_k = (S1 − f_k D1)/(S0 − f_k D0); a_i = r_i (hazard met by row i), m_i = w_i δ_i − a_i.
 * Written this way the information is two weighted cross-products over columns, O(n p²) however many rows are tied.
 *
 * Checked: R survival 3.5-3 `coxph.fit`, `agreg.fit` through cox.ts; central differences of ℓ and u.
 * Source: Breslow 1974, Biometrics 30:89; Efron 1977, J Am Stat Assoc 72:557; Therneau & Grambsch 2000, ch. 3.
 */
import type { CoxColumns } from './cox-columns.ts'
import { addCrossProduct, crossProductRoom } from './cox-cross-product.ts'
import type { CrossProductRoom } from './cox-cross-product.ts'
import { hazardMet, hazards } from './cox-hazards.ts'
import type { Objective } from './cox-newton.ts'
import { GROUPS_PER_BLOCK, takeMeansProduct } from './cox-risk-set-means.ts'
import type { RiskSets } from './cox-risk-sets.ts'

export type LikelihoodRoom = {
  readonly p: number
  readonly score: Float64Array // p
  readonly information: Float64Array // p × p, both triangles
  readonly moments: Float64Array // diagonal of Xᵀ diag(a) X
  readonly lp: Float64Array // η by place
  readonly risk: Float64Array // r by place
  readonly met: Float64Array // a by place
  readonly residual: Float64Array // m by place
  readonly hazard: Float64Array // per group, Σ_k ω_k / (S0 − f_k D0)
  readonly ownHazard: Float64Array // per group, the same for those who fail in it: Σ_k ω_k (1 − f_k)/(S0 − f_k D0)
  readonly means: readonly Float64Array[] // p columns of the vectors whose outer products sum to Σ Σ ω x̄ x̄′
  vectors: number // how many are in use
  readonly takeRisk: Float64Array // coefficients of S1 and D1 in those vectors
  readonly takeDeaths: Float64Array
  readonly takeSecond: Float64Array
  readonly secondOf: Int32Array // per group, the row of its second vector, −1 where one is enough
  readonly blockMeans: readonly Float64Array[] // p columns of the vectors of one block of groups
  readonly blockSecond: Int32Array // as `secondOf`, within the block
  readonly carried: Float64Array // p running sums at the end of a block
  readonly xSums: Float64Array // running sums by place
  readonly ySums: Float64Array
  readonly cross: CrossProductRoom
}

/** Room for a model and its resamples: no set of rows drawn from it may have more rows, groups or tied groups. */
export function likelihoodRoom(p: number, rows: number, groups: number, tiedGroups: number): LikelihoodRoom {
  const columns = (length: number) => Array.from({ length: p }, () => real(length))
  return {
    p,
    score: real(p),
    information: real(p * p),
    moments: real(p),
    lp: real(rows),
    risk: real(rows),
    met: real(rows),
    residual: real(rows),
    hazard: real(groups),
    ownHazard: real(groups),
    means: columns(groups + tiedGroups),
    vectors: 0,
    takeRisk: real(groups),
    takeDeaths: real(groups),
    takeSecond: real(groups),
    secondOf: new Int32Array(groups),
    blockMeans: columns(2 * GROUPS_PER_BLOCK),
    blockSecond: new Int32Array(GROUPS_PER_BLOCK),
    carried: real(p),
    xSums: real(rows),
    ySums: real(rows),
    cross: crossProductRoom(p),
  }
}

/** Gives every tied group of Efron's likelihood its second vector, after those that all groups have. */
export function placeVectors(room: LikelihoodRoom, sets: RiskSets, ties: 'efron' | 'breslow') {
  const groups = sets.stratumGroup[sets.stratumGroup.length - 1]
  room.vectors = groups
  for (let g = 0; g < groups; g++) {
    const tied = ties === 'efron' && sets.groupEnd[g] - sets.groupStart[g] > 1
    room.secondOf[g] = tied ? room.vectors++ : -1
  }
}

export function efronOrBreslow(sets: RiskSets, columns: CoxColumns, ties: 'efron' | 'breslow'): Objective {
  const room = roomFor(sets, columns, ties)
  const { score, information, moments } = room
  return { score, information, moments, at: (beta) => partialLikelihood(sets, columns, beta, room) }
}

export function roomFor(sets: RiskSets, columns: CoxColumns, ties: 'efron' | 'breslow'): LikelihoodRoom {
  const groups = sets.groupStart.length
  let tied = 0
  if (ties === 'efron') for (let g = 0; g < groups; g++) if (sets.groupEnd[g] - sets.groupStart[g] > 1) tied++
  const room = likelihoodRoom(columns.X.length, columns.n, groups, tied)
  placeVectors(room, sets, ties)
  return room
}

/** Fills `room` at `beta` (in the scaled columns) and returns ℓ. */
export function partialLikelihood(
  sets: RiskSets,
  columns: CoxColumns,
  beta: Float64Array,
  room: LikelihoodRoom,
): number {
  linearPredictor(columns, beta, room.lp)
  for (let i = 0; i < columns.n; i++) room.risk[i] = columns.weight[i] * Math.exp(room.lp[i])
  const logLikelihood = hazards(sets, columns, room)
  hazardMet(sets, columns, room)

  const { p, score, information, moments } = room
  for (let j = 0; j < p; j++) score[j] = dot(columns.X[j], room.residual, columns.n)
  information.fill(0)
  addCrossProduct(information, columns.X, room.met, 1, room.cross, columns.n)
  for (let j = 0; j < p; j++) moments[j] = information[j * p + j]
  takeMeansProduct(sets, columns, room, information)
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k]
  return logLikelihood
}

const real = (length: number) => new Float64Array(length)

export function linearPredictor(columns: CoxColumns, beta: Float64Array, lp: Float64Array) {
  const { n, X, offset } = columns
  if (offset) for (let i = 0; i < n; i++) lp[i] = offset[i]
  else lp.fill(0, 0, n)
  let j = 0
  for (; j + 1 < X.length; j += 2) addTwo(lp, X[j], X[j + 1], beta[j], beta[j + 1], n)
  if (j < X.length) addOne(lp, X[j], beta[j], n)
}

function addTwo(lp: Float64Array, x: Float64Array, y: Float64Array, a: number, b: number, n: number) {
  if (a === 0 && b === 0) return
  for (let i = 0; i < n; i++) lp[i] += a * x[i] + b * y[i]
}

function addOne(lp: Float64Array, x: Float64Array, a: number, n: number) {
  if (a !== 0) for (let i = 0; i < n; i++) lp[i] += a * x[i]
}

function dot(x: Float64Array, y: Float64Array, n: number): number {
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < n; i += 2) {
    even += x[i] * y[i]
    odd += x[i + 1] * y[i + 1]
  }
  return n % 2 === 1 ? even + odd + x[n - 1] * y[n - 1] : even + odd
}
