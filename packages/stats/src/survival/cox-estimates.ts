/** What a proportional hazards fit answers: Newton's result in the units of the caller, with tests and flags. */
import { cholesky, choleskyInverse, choleskyQuadraticForm } from '../numeric/cholesky.ts'
import { chiSquareCdf } from '../special/chi-square.ts'
import type { CoxColumns } from './cox-columns.ts'
import type { CoxModel } from './cox-model.ts'
import type { NewtonFit } from './cox-newton.ts'
import { inCallersUnits } from './cox-problem.ts'
import type { RiskSets } from './cox-risk-sets.ts'
import { clusterScores, sandwich } from './cox-robust.ts'
import { coxStateAt } from './cox-state.ts'

export type CoxFlag = 'estimated' | 'collinear' | 'infinite'
export type ChiSquareTest = {
  readonly statistic: number
  readonly degreesOfFreedom: number
  readonly p: number
}

export type Cox = {
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  readonly variance: Float64Array // p × p, model-based: the inverse information
  readonly robustVariance?: Float64Array // p × p
  readonly robust: boolean
  readonly flags: readonly CoxFlag[]
  readonly converged: boolean
  readonly reason?: string
  readonly lastIterate: Float64Array
  readonly iterations: number
  readonly nullLogLikelihood: number // at β = 0, or at `initial`
  readonly logLikelihood: number
  readonly likelihoodRatioTest: ChiSquareTest
  readonly waldTest: ChiSquareTest
  readonly scoreTest: ChiSquareTest
  readonly robustScoreTest?: ChiSquareTest
  readonly n: number // rows of weight above 0
  readonly events: number
  readonly model: CoxModel
}

export function coxEstimates(fit: NewtonFit, model: CoxModel, sets: RiskSets, columns: CoxColumns): Cox {
  const p = fit.beta.length
  const { scale } = columns
  const flags = Array.from(scale, (_, j): CoxFlag => {
    if (fit.collinear[j]) return 'collinear'
    return fit.infinite[j] ? 'infinite' : 'estimated'
  })
  let events = 0
  for (let g = 0; g < sets.groupStart.length; g++) events += sets.groupEnd[g] - sets.groupStart[g]
  const reason = unsettled(fit, flags, events)
  const known = fit.settled && events > 0

  const lastIterate = fit.beta.map((b, j) => b * scale[j])
  const inverse = choleskyInverse(fit.decomposition)
  const variance = inCallersUnits(inverse, scale)
  const robust = model.robust && events > 0 && p > 0 ? robustParts() : undefined
  const used = robust?.robustVariance ?? variance

  const coefficients = lastIterate.map((b, j) => {
    if (flags[j] === 'infinite') return Math.sign(b) * Infinity
    return known && flags[j] === 'estimated' ? b : NaN
  })
  const degreesOfFreedom = flags.filter((flag) => flag !== 'collinear').length
  const shift = lastIterate.map((b, j) => b - (model.initial?.[j] ?? 0))
  const wald =
    known && !flags.includes('infinite') ? quadraticForm(used, shift, model.singularTolerance) : NaN
  return {
    coefficients,
    standardErrors: coefficients.map((b, j) => (Number.isFinite(b) ? Math.sqrt(used[j * p + j]) : NaN)),
    variance,
    ...(robust && { robustVariance: robust.robustVariance }),
    robust: robust !== undefined,
    flags,
    converged: reason === undefined,
    ...(reason && { reason }),
    lastIterate,
    iterations: fit.iterations,
    nullLogLikelihood: fit.initialLogLikelihood,
    logLikelihood: fit.logLikelihood,
    likelihoodRatioTest: chiSquareTest(2 * (fit.logLikelihood - fit.initialLogLikelihood), degreesOfFreedom),
    waldTest: chiSquareTest(wald, degreesOfFreedom),
    scoreTest: chiSquareTest(fit.scoreTest, degreesOfFreedom),
    ...(robust && { robustScoreTest: chiSquareTest(robust.scoreStatistic, degreesOfFreedom) }),
    n: sets.rows.length,
    events,
    model,
  }

  function robustParts() {
    const { meat } = clusterScores(coxStateAt(sets, columns, fit.beta, model.ties), model.cluster)
    const initial = scale.map((s, j) => (model.initial?.[j] ?? 0) / s)
    const start = clusterScores(coxStateAt(sets, columns, initial, model.ties), model.cluster)
    return {
      robustVariance: inCallersUnits(sandwich(inverse, meat, p), scale),
      scoreStatistic: quadraticForm(start.meat, start.score, model.singularTolerance),
    }
  }
}

function unsettled(fit: NewtonFit, flags: readonly CoxFlag[], events: number): string | undefined {
  if (events === 0) return 'there is no event'
  const named = flags.flatMap((flag, j) => (flag === 'infinite' ? [j + 1] : []))
  if (named.length > 0)
    return `the likelihood is monotone in coefficient ${named.join(', ')}, so that it is infinite`
  if (!fit.settled) return `the likelihood had not settled after ${fit.iterations} iterations`
  return undefined
}

/** xᵀ V⁻ x; dependent columns have a zero row in V and take no part. */
function quadraticForm(variance: Float64Array, x: Float64Array, singularTolerance: number): number {
  return choleskyQuadraticForm(cholesky(variance, x.length, singularTolerance), x)
}

export function chiSquareTest(statistic: number, degreesOfFreedom: number): ChiSquareTest {
  const known = degreesOfFreedom > 0 && statistic >= 0
  const p = known ? chiSquareCdf(statistic, degreesOfFreedom, { upper: true }) : NaN
  return { statistic, degreesOfFreedom, p }
}
