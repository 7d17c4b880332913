/**
 * Shared gamma frailty: rows of a cluster share a random hazard ratio z_c of mean 1 and variance θ,
 *
 *   h_i(t) = z_c(i) h_0(t) exp(x_iβ),   z_c = exp(b_c) ~ Gamma(ν, ν), ν = 1/θ
 *
 * For a given θ, β and b maximise ℓ(β, b) + ν Σ_c (b_c − e^{b_c}), whose solution is that of the EM algorithm; θ maximises the integrated
 * likelihood, which is that maximum + Σ_c [ d_c + ν log(ν/(ν+d_c)) + Σ_{l<d_c} log((ν+l)/(ν+d_c)) ], d_c the events of the cluster.
 *
 * @param cluster  n codes from 0; codes that no row has are no clusters
 * @param options  as `cox`, and `theta` to hold it fixed (> 0)
 * @returns β with R's variance (frailties enter it by the diagonal of their information), θ, log frailties `b` by code (NaN where the code has
 *          no row), and `frailtyTest`, twice the gain of the integrated likelihood over θ = 0: its p is half of that of χ²_1, as θ ≥ 0. θ = 0, with the plain fit,
 *          where the integrated likelihood falls from there
 * @throws RangeError as `cox`; ties 'exact'; theta that is not positive and finite; weights other than 0 and 1
 *
 * Source: Nielsen et al. 1992, Scand J Stat 19:25; Therneau, Grambsch & Pankratz 2003, J Comput Graph Stat 12:156.
 * Checked: R survival 3.5-3 `coxph(frailty(theta =))` to 1e-7; θ by R's `optimize` (reference/cox_penalized.R; coxph's own search stops
 * at a relative change of 1e-5 and is then up to 1e-2 off in θ).
 */
import { choleskyInverse } from '../numeric/cholesky.ts'
import { normalCdf } from '../special/normal.ts'
import type { ChiSquareTest } from './cox-estimates.ts'
import { byCluster, frailtyFit } from './cox-frailty-fit.ts'
import type { FrailtyFit, FrailtyProblem } from './cox-frailty-fit.ts'
import { coxModel } from './cox-model.ts'
import type { CoxOptions } from './cox-model.ts'
import { newton } from './cox-newton.ts'
import { coxProblem, inCallersUnits } from './cox-problem.ts'

export type FrailtyOptions = Omit<CoxOptions, 'cluster' | 'robust'> & { readonly theta?: number }

export type FrailtyCox = {
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  readonly variance: Float64Array
  readonly theta: number
  readonly logFrailties: Float64Array
  readonly integratedLogLikelihood: number
  readonly logLikelihood: number // of the data given the frailties
  readonly nullLogLikelihood: number
  readonly frailtyTest: ChiSquareTest
  readonly converged: boolean
  readonly reason?: string
}

export function frailtyCox(
  time: Float64Array,
  event: Uint8Array,
  X: readonly Float64Array[],
  cluster: Int32Array,
  { theta, ...options }: FrailtyOptions = {},
): FrailtyCox {
  const model = coxModel(time, event, X, { ...options, cluster, robust: false })
  if (model.ties === 'exact')
    throw new RangeError("frailtyCox: ties must be 'efron' or 'breslow', got 'exact'")
  if (theta !== undefined && !(theta > 0 && theta < Infinity))
    throw new RangeError(`frailtyCox: theta must be positive and finite, got ${theta}`)
  if (model.weights?.some((w) => w !== 0 && w !== 1))
    throw new RangeError('frailtyCox: every weight must be 0 or 1')

  const { sets, columns, likelihood, newtonOptions } = coxProblem(model, {
    epsilon: 1e-13,
    maxIterations: 50,
  })
  const { scale } = columns
  const p = X.length
  const plain = newton(likelihood, new Float64Array(p), newtonOptions)
  const codes = Int32Array.from(sets.rows, (row) => cluster[row])
  const size = codes.reduce((most, code) => Math.max(most, code + 1), 0)
  const one = new Float64Array(codes.length).fill(1)
  const isEvent = Float64Array.from(sets.rows, (row) => event[row])
  const rowsOf = byCluster(one, codes, size)
  const eventsOf = byCluster(isEvent, codes, size)
  const problem: FrailtyProblem = { sets, columns, ties: model.ties, codes, rowsOf, eventsOf }
  let last: Pick<FrailtyFit, 'beta' | 'logFrailty'> = { beta: plain.beta, logFrailty: new Float64Array(size) }
  const at = (value: number): FrailtyFit => {
    const fit = frailtyFit(problem, value, last.beta, last.logFrailty)
    last = fit
    return fit
  }
  const best = theta ?? highest((root) => at(root * root).integrated, plain.logLikelihood) ** 2
  const fit = best > 0 ? at(best) : undefined

  const gain = fit ? Math.max(0, 2 * (fit.integrated - plain.logLikelihood)) : 0
  const settled = plain.settled && !plain.infinite.includes(1) && (fit?.converged ?? true)
  const beta = fit?.beta ?? plain.beta
  const variance = inCallersUnits(fit?.variance ?? choleskyInverse(plain.decomposition), scale)
  const coefficients = beta.map((b, j) => (settled && !plain.collinear[j] ? b * scale[j] : NaN))
  return {
    coefficients,
    standardErrors: coefficients.map((b, j) => (Number.isNaN(b) ? NaN : Math.sqrt(variance[j * p + j]))),
    variance,
    theta: best,
    logFrailties: rowsOf.map((rows, c) => (rows > 0 ? (fit?.logFrailty[c] ?? 0) : NaN)),
    integratedLogLikelihood: fit?.integrated ?? plain.logLikelihood,
    logLikelihood: fit?.logLikelihood ?? plain.logLikelihood,
    nullLogLikelihood: plain.initialLogLikelihood,
    frailtyTest: {
      statistic: gain,
      degreesOfFreedom: 1,
      p: gain === 0 ? 1 : normalCdf(Math.sqrt(gain), { upper: true }),
    },
    converged: settled,
    ...(!settled && { reason: 'the penalised likelihood has not settled' }),
  }
}

/** Where f is highest on 0 or [0.002, 8], 0 if nowhere higher than there: the best of a grid, and golden sections between its neighbours. */
function highest(f: (x: number) => number, atZero: number): number {
  const grid = [0, 0.002, 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2, 4, 8]
  const values = grid.map((x) => (x === 0 ? atZero : f(x)))
  const top = values.indexOf(Math.max(...values))
  if (top === 0) return 0
  let [lower, upper] = [grid[Math.max(1, top - 1)], grid[Math.min(grid.length - 1, top + 1)]]
  const share = (Math.sqrt(5) - 1) / 2
  let left = upper - share * (upper - lower)
  let right = lower + share * (upper - lower)
  let [atLeft, atRight] = [f(left), f(right)]
  while (upper - lower > 1e-8) {
    if (atLeft > atRight) {
      upper = right
      right = left
      atRight = atLeft
      left = upper - share * (upper - lower)
      atLeft = f(left)
    } else {
      lower = left
      left = right
      atLeft = atRight
      right = lower + share * (upper - lower)
      atRight = f(right)
    }
  }
  const x = (lower + upper) / 2
  return f(x) > atZero + 1e-9 * Math.abs(atZero) ? x : 0
}
