import { test } from 'node:test'
import assert from 'node:assert/strict'
import { close, mismatch } from '../reference.test-data.ts'
import { baselineHazard } from './cox-baseline.ts'
import { cox } from './cox.ts'
import type { CoxOptions } from './cox-model.ts'
import { martingaleResiduals } from './cox-martingale.ts'
import { schoenfeldResiduals } from './cox-schoenfeld.ts'
import { scoreResiduals } from './cox-score-residuals.ts'

// Therneau & Grambsch 2000, appendix E, data sets 1 and 2; r = exp β throughout.
const real = (...values: number[]) => Float64Array.from(values)
const flags = (...values: number[]) => Uint8Array.from(values)
const first = (options: CoxOptions) =>
  cox(real(4, 1, 1, 2, 2, 3), flags(1, 1, 0, 1, 1, 0), [real(0, 1, 1, 1, 0, 0)], options)
const second = (options: CoxOptions) =>
  cox(
    real(2, 3, 6, 7, 8, 9, 9, 9, 14, 17),
    flags(1, 1, 1, 1, 1, 1, 1, 0, 0, 0),
    [real(1, 0, 0, 1, 0, 1, 1, 1, 0, 0)],
    {
      entry: real(1, 2, 5, 2, 1, 7, 3, 4, 8, 8),
      ...options,
    },
  )
const start = { maxIterations: 0 }
const tight = { epsilon: 1e-14 }
const is = (actual: number, expected: number, what: string) =>
  assert.ok(close(actual, expected, 1e-12), `${what}: ${actual}, by hand ${expected}`)
const are = (actual: Float64Array, expected: number[], what: string) =>
  assert.equal(mismatch(actual, expected, 1e-12, 1), '', what)

test('data set 1, Breslow: ℓ = 2β − log(3r + 3) − 2 log(r + 3), r² − 3r − 6 = 0', () => {
  const r = (3 + Math.sqrt(33)) / 2
  const fit = first({ ties: 'breslow', ...tight })
  is(fit.coefficients[0], Math.log(r), 'β')
  is(fit.nullLogLikelihood, -Math.log(6) - 2 * Math.log(4), 'ℓ(0)')
  is(fit.logLikelihood, 2 * Math.log(r) - Math.log(3 * r + 3) - 2 * Math.log(r + 3), 'ℓ(β)')
  is(fit.scoreTest.statistic, 8 / 5, 'score test, 1²/(5/8)')
  is(1 / fit.variance[0], r / (r + 1) ** 2 + (6 * r) / (r + 3) ** 2, 'information')
})

test('data set 1, Breslow, at β = 0: hazards 1/6, 1/2, 1 and what follows from them', () => {
  const fit = first({ ties: 'breslow', ...start })
  are(martingaleResiduals(fit), [-2 / 3, 5 / 6, -1 / 6, 1 / 3, 1 / 3, -2 / 3], 'martingale')
  are(schoenfeldResiduals(fit).residuals[0], [1 / 2, 3 / 4, -1 / 4, 0], 'Schoenfeld')
  // x̄ is 1/2, 1/4, 0 at the three times.
  are(scoreResiduals(fit)[0], [5 / 24, 5 / 12, -1 / 12, 7 / 24, -1 / 24, 5 / 24], 'score')
  are(baselineHazard(fit).cumulativeHazard, [1 / 6, 2 / 3, 2 / 3, 5 / 3], 'baseline')
})

test('data set 1, Efron: the second death at 2 has (r + 5)/2 at risk, r³ − 23r − 30 = 0', () => {
  const r = 2 * Math.sqrt(23 / 3) * Math.cos(Math.acos(15 / Math.sqrt((23 / 3) ** 3)) / 3)
  const fit = first({ ties: 'efron', ...tight })
  is(fit.coefficients[0], Math.log(r), 'β')
  is(fit.nullLogLikelihood, -Math.log(6) - Math.log(4) - Math.log(3), 'ℓ(0)')
  is(1 / fit.variance[0], r / (r + 1) ** 2 + (3 * r) / (r + 3) ** 2 + (5 * r) / (r + 5) ** 2, 'information')
  are(
    martingaleResiduals(first({ ties: 'efron', ...start })),
    [-3 / 4, 5 / 6, -1 / 6, 5 / 12, 5 / 12, -3 / 4],
    'martingale at β = 0: hazards 1/6, 1/4 + 1/3, 1, and 1/4 + 1/6 for the two who die together',
  )
})

test('data set 1, exact: ℓ = 2β − 2 log(3r + 3) has no maximum, and this is said', () => {
  const fit = first({ ties: 'exact' })
  assert.deepEqual([fit.flags, fit.converged, fit.coefficients[0]], [['infinite'], false, Infinity])
  assert.match(fit.reason!, /monotone in coefficient 1/)
  is(fit.nullLogLikelihood, -2 * Math.log(6), 'ℓ(0)')
  is(fit.scoreTest.statistic, 2, 'score test, 1²/(1/2)')
})

test('data set 2, Breslow: ℓ = 4β − log(r+1) − log(r+2) − 3 log(3r+2) − 2 log(3r+1)', () => {
  const fit = second({ ties: 'breslow', ...tight })
  const r = Math.exp(fit.coefficients[0])
  const slope = 4 - r / (r + 1) - r / (r + 2) - (9 * r) / (3 * r + 2) - (6 * r) / (3 * r + 1)
  assert.ok(Math.abs(slope) < 1e-12, `slope ${slope}`)
  is(fit.scoreTest.statistic, (2 / 15) ** 2 / (2821 / 1800), 'score test')
  is(fit.nullLogLikelihood, -Math.log(2) - Math.log(3) - 3 * Math.log(5) - 2 * Math.log(4), 'ℓ(0)')
})

test('data set 2, Breslow, at β = 0: hazards 1/2 1/3 1/5 1/4 1/4 2/5 over the rows at risk', () => {
  const fit = second({ ties: 'breslow', ...start })
  are(
    martingaleResiduals(fit),
    [
      1 - 1 / 2,
      1 - 1 / 3,
      1 - 1 / 5,
      1 - 1 / 3 - 1 / 5 - 1 / 4,
      1 - 1 / 2 - 1 / 3 - 1 / 5 - 1 / 4 - 1 / 4,
      1 - 1 / 4 - 2 / 5,
      1 - 1 / 5 - 1 / 4 - 1 / 4 - 2 / 5,
      -1 / 5 - 1 / 4 - 1 / 4 - 2 / 5,
      -2 / 5,
      -2 / 5,
    ],
    'martingale',
  )
  are(
    schoenfeldResiduals(fit).residuals[0],
    [1 / 2, -1 / 3, -3 / 5, 1 / 4, -3 / 4, 2 / 5, 2 / 5],
    'Schoenfeld',
  )
})

test('data set 2, Efron: the second death at 9 has 2r + 2 at risk', () => {
  const fit = second({ ties: 'efron', ...tight })
  const r = Math.exp(fit.coefficients[0])
  const slope = 4 - (2 * r) / (r + 1) - r / (r + 2) - (6 * r) / (3 * r + 2) - (6 * r) / (3 * r + 1)
  assert.ok(Math.abs(slope) < 1e-12, `slope ${slope}`)
  const atZero = martingaleResiduals(second({ ties: 'efron', ...start }))
  are(
    atZero.slice(5, 7),
    [1 - 1 / 4 - 1 / 5 - 1 / 8, 1 - 1 / 5 - 1 / 2 - 1 / 5 - 1 / 8],
    'own hazard 1/5 + (1/2)/4',
  )
})

test('exact ties by listing all subsets of the risk set', () => {
  const [time, event] = [real(1, 1, 1, 2, 2, 3), flags(1, 1, 0, 1, 1, 0)]
  const x = real(0.3, -1, 2, 0.5, 1.5, -0.7)
  const fit = cox(time, event, [x], { ties: 'exact', ...tight })
  const b = fit.coefficients[0]
  const term = (deaths: number[], atRisk: number[]) => {
    let all = 0
    for (const i of atRisk) for (const j of atRisk) if (i < j) all += Math.exp(b * (x[i] + x[j]))
    return b * deaths.reduce((sum, i) => sum + x[i], 0) - Math.log(all)
  }
  is(fit.logLikelihood, term([0, 1], [0, 1, 2, 3, 4, 5]) + term([3, 4], [3, 4, 5]), 'ℓ')
  const entered = cox(time, event, [x], { ties: 'exact', entry: new Float64Array(6), ...tight })
  is(entered.coefficients[0], b, 'entry at 0 changes nothing')
})
