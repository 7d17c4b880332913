/**
 * β and the log frailties b for a given variance θ = 1/ν: the maximum of ℓ(β, b) + ν Σ_c (b_c − e^{b_c}).
 *
 * Newton steps with the information of b replaced by its diagonal Σ_t p_c, which is never less than the true one, so that no step goes
 * too far; β is eliminated from the rest (a matrix in the shape of an arrow). After each step b is shifted to mean e^b = 1, which no
 * partial likelihood sees. The variance of β takes the diagonal Σ_t p_c (1 − p_c), as R does for sparse frailties; p_c is the share of
 * the cluster in the risk of the risk set. O(n p²) a step.
 */
import { cholesky, choleskyInverse, choleskySolve } from '../numeric/cholesky.ts'
import type { CoxColumns } from './cox-columns.ts'
import { clusterShares } from './cox-cluster-shares.ts'
import { groupTerms } from './cox-group-terms.ts'
import type { GroupTerms } from './cox-group-terms.ts'
import { partialLikelihood, roomFor } from './cox-likelihood.ts'
import type { LikelihoodRoom } from './cox-likelihood.ts'
import { riskSums } from './cox-risk-sums.ts'
import type { RiskSets } from './cox-risk-sets.ts'
import { timeMet } from './cox-time-met.ts'

export type FrailtyProblem = {
  readonly sets: RiskSets
  readonly columns: CoxColumns
  readonly ties: 'efron' | 'breslow'
  readonly codes: Int32Array // cluster by place
  readonly rowsOf: Float64Array // rows and events by cluster
  readonly eventsOf: Float64Array
}

export type FrailtyFit = {
  readonly beta: Float64Array // in the scaled columns
  readonly logFrailty: Float64Array
  readonly variance: Float64Array // of beta, scaled
  readonly logLikelihood: number
  readonly integrated: number
  readonly converged: boolean
}

export function frailtyFit(
  problem: FrailtyProblem,
  theta: number,
  startBeta: Float64Array,
  startFrailty: Float64Array,
): FrailtyFit {
  const { sets, ties, codes, rowsOf, eventsOf } = problem
  const nu = 1 / theta
  const columns = { ...problem.columns, offset: new Float64Array(codes.length) }
  const room = roomFor(sets, columns, ties)
  const p = columns.X.length
  const penalized = (beta: Float64Array, b: Float64Array) => {
    for (let i = 0; i < codes.length; i++)
      columns.offset[i] = (problem.columns.offset?.[i] ?? 0) + b[codes[i]]
    const logLikelihood = partialLikelihood(sets, columns, beta, room)
    let sum = 0
    for (let c = 0; c < b.length; c++) if (rowsOf[c] > 0) sum += b[c]
    return { logLikelihood, value: logLikelihood + nu * sum }
  }

  let beta = startBeta
  let b = centred(startFrailty, rowsOf)
  let here = penalized(beta, b)
  let converged = false
  for (let iteration = 0; iteration < 500 && !converged; iteration++) {
    const expected = byCluster(room.met, codes, b.length)
    const D = expected.map((sum, c) => sum + nu * Math.exp(b[c]))
    const score = expected.map((sum, c) =>
      rowsOf[c] > 0 ? eventsOf[c] - sum - nu * (Math.exp(b[c]) - 1) : 0,
    )
    const C = crossInformation(problem, room, groupTerms(sets, room.risk, columns.weight, ties), b.length)
    const reduced = Float64Array.from(room.score, (u, j) => u - dotOver(C[j], score, D))
    const stepBeta = choleskySolve(cholesky(eliminated(room.information, C, D), p), reduced)
    const stepB = score.map((s, c) => {
      if (rowsOf[c] === 0) return 0
      let rest = s
      for (let j = 0; j < p; j++) rest -= C[j][c] * stepBeta[j]
      return rest / D[c]
    })
    converged = stepBeta.every((s) => Math.abs(s) < 1e-10) && stepB.every((s) => Math.abs(s) < 1e-10)
    for (let factor = 1; factor > 1e-6; factor /= 2) {
      const nextBeta = beta.map((value, j) => value + factor * stepBeta[j])
      const nextB = centred(
        b.map((value, c) => value + factor * stepB[c]),
        rowsOf,
      )
      const next = penalized(nextBeta, nextB)
      if (!(next.value >= here.value - 1e-11 * Math.abs(here.value))) continue
      beta = nextBeta
      b = nextB
      here = next
      break
    }
  }
  here = penalized(beta, b)
  const terms = groupTerms(sets, room.risk, columns.weight, ties)
  const { shares, squares } = clusterShares(sets, room.risk, codes, b.length, terms)
  const D = shares.map((sum, c) => sum - squares[c] + nu * Math.exp(b[c]))
  const C = crossInformation(problem, room, terms, b.length)
  return {
    beta,
    logFrailty: b,
    variance: choleskyInverse(cholesky(eliminated(room.information, C, D), p)),
    logLikelihood: here.logLikelihood,
    integrated: here.value + integration(eventsOf, nu),
    converged,
  }
}

/** Shifted so that the mean of e^b over the clusters that have rows is 1. */
function centred(b: Float64Array, rowsOf: Float64Array): Float64Array {
  let sum = 0
  let count = 0
  for (let c = 0; c < b.length; c++)
    if (rowsOf[c] > 0) {
      sum += Math.exp(b[c])
      count++
    }
  const shift = Math.log(sum / count)
  return b.map((value, c) => (rowsOf[c] > 0 ? value - shift : 0))
}

export function byCluster(values: Float64Array, codes: Int32Array, size: number): Float64Array {
  const sums = new Float64Array(size)
  for (let i = 0; i < codes.length; i++) sums[codes[i]] += values[i]
  return sums
}

/** Information between covariate j and each log frailty: Σ_t Σ_k ω_k (E[x_j z_c] − x̄_j p_c). */
function crossInformation(
  { sets, columns, codes }: FrailtyProblem,
  room: LikelihoodRoom,
  terms: GroupTerms,
  size: number,
): Float64Array[] {
  return columns.X.map((x) => {
    const product = room.risk.map((r, i) => r * x[i])
    const { all, failing } = riskSums(sets, product)
    const mean = all.map((sum, g) => terms.hazardMeanS[g] * sum - terms.hazardMeanD[g] * failing[g])
    const own = all.map((sum, g) => terms.ownMeanS[g] * sum - terms.ownMeanD[g] * failing[g])
    const met = timeMet(sets, mean, own)
    return byCluster(
      x.map((value, i) => room.met[i] * value - room.risk[i] * met[i]),
      codes,
      size,
    )
  })
}

/** I − C D⁻¹ C′. */
function eliminated(information: Float64Array, C: readonly Float64Array[], D: Float64Array): Float64Array {
  const p = C.length
  return information.map((value, jk) => value - dotOver(C[Math.floor(jk / p)], C[jk % p], D))
}

function dotOver(u: Float64Array, v: Float64Array, D: Float64Array): number {
  let sum = 0
  for (let c = 0; c < u.length; c++) if (D[c] > 0) sum += (u[c] * v[c]) / D[c]
  return sum
}

/** What integrating the frailties out adds to the penalised likelihood. */
function integration(eventsOf: Float64Array, nu: number): number {
  let sum = 0
  for (const d of eventsOf) {
    sum += d - nu * Math.log1p(d / nu)
    for (let l = 0; l < d; l++) sum += Math.log((nu + l) / (nu + d))
  }
  return sum
}
