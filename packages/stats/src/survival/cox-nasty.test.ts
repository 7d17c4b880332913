import { test } from 'node:test'
import assert from 'node:assert/strict'
import { close } from '../reference.test-data.ts'
import { baselineHazard } from './cox-baseline.ts'
import { coxCurves } from './cox-curve.ts'
import { hazardRatios } from './cox-interval.ts'
import { cox } from './cox.ts'
import { martingaleResiduals } from './cox-martingale.ts'
import { proportionality } from './cox-proportionality.ts'
import { scoreResiduals } from './cox-score-residuals.ts'

const real = (...values: number[]) => Float64Array.from(values)
const flags = (...values: number[]) => Uint8Array.from(values)
const time = real(5, 8, 2, 9, 3, 7, 4, 6)
const event = flags(1, 0, 1, 1, 0, 1, 1, 0)
const x = real(1, 0, 1, 0, 0, 1, 0, 1)
const z = real(0.2, -1, 0.4, 0.5, 2, -0.3, -0.6, 0.1)

const bad = (message: RegExp, call: () => unknown) => assert.throws(call, message)

test('all censored: no estimate, and the reason', () => {
  const fit = cox(time, flags(0, 0, 0, 0, 0, 0, 0, 0), [x])
  assert.equal(fit.converged, false)
  assert.equal(fit.reason, 'there is no event')
  assert.ok(Number.isNaN(fit.coefficients[0]) && Number.isNaN(fit.standardErrors[0]))
  assert.deepEqual([fit.logLikelihood, fit.events], [0, 0])
  assert.deepEqual([...martingaleResiduals(fit)], [0, 0, 0, 0, 0, 0, 0, 0])
  assert.throws(() => baselineHazard(fit), /finite coefficients/)
})

test('one row: nothing to compare, so the column is collinear', () => {
  const fit = cox(real(3), flags(1), [real(2)])
  assert.deepEqual(fit.flags, ['collinear'])
  assert.ok(Number.isNaN(fit.coefficients[0]))
  assert.equal(fit.logLikelihood, 0)
})

test('collinear columns: those before stand, the one they explain is NaN, as R has NA', () => {
  const fit = cox(time, event, [x, z, z.map((v, i) => 2 * v - x[i])])
  const two = cox(time, event, [x, z])
  assert.deepEqual(fit.flags, ['estimated', 'estimated', 'collinear'])
  assert.ok(close(fit.coefficients[0], two.coefficients[0], 1e-9) && Number.isNaN(fit.coefficients[2]))
  assert.equal(fit.likelihoodRatioTest.degreesOfFreedom, 2)
  assert.ok(close(fit.waldTest.statistic, two.waldTest.statistic, 1e-9))
  assert.ok(fit.converged)
  const tested = proportionality(fit)
  assert.equal(tested.global.degreesOfFreedom, 2)
  assert.ok(close(tested.global.statistic, proportionality(two).global.statistic, 1e-7))
})

test('a constant column is collinear, also with the strata', () => {
  const fit = cox(time, event, [real(4, 4, 4, 4, 7, 7, 7, 7), z], {
    strata: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1),
  })
  assert.deepEqual(fit.flags, ['collinear', 'estimated'])
  assert.deepEqual(cox(time, event, [new Float64Array(8).fill(0.1)]).flags, ['collinear'])
})

test('a monotone likelihood: ±∞ with its sign, the other coefficients at their limit, no interval', () => {
  const first = real(...Array.from(time, (t, i) => (event[i] === 1 && t <= 5 ? 1 : 0)))
  const separated = cox(time, event, [first])
  assert.deepEqual(
    [separated.flags[0], separated.coefficients[0], separated.converged],
    ['infinite', Infinity, false],
  )
  const reversed = cox(time, event, [first.map((v) => 1 - v)])
  assert.equal(reversed.coefficients[0], -Infinity)
  const ratio = hazardRatios(reversed)
  assert.deepEqual(
    [ratio.estimate[0], Number.isNaN(ratio.lower[0]), Number.isNaN(ratio.p[0])],
    [0, true, true],
  )
  assert.ok(separated.scoreTest.p > 0 && separated.likelihoodRatioTest.p > 0)
})

test('covariates of size 1e8, and of size 1e-8', () => {
  const plain = cox(time, event, [z], { epsilon: 1e-13 }).coefficients[0]
  assert.ok(
    close(cox(time, event, [z.map((v) => v * 1e8)], { epsilon: 1e-13 }).coefficients[0] * 1e8, plain, 1e-9),
  )
  assert.ok(
    close(cox(time, event, [z.map((v) => v * 1e-8)], { epsilon: 1e-13 }).coefficients[0] * 1e-8, plain, 1e-9),
  )
  const far = z.map((v) => v + 1e8)
  const near = far.map((v) => v - 1e8) // what is left of z at that distance
  const [a, b] = [cox(time, event, [far]), cox(time, event, [near])]
  assert.ok(close(a.coefficients[0], b.coefficients[0], 1e-12))
})

test('an extreme outlier does not overflow', () => {
  const outlying = cox(time, event, [real(0.2, -1, 3, 0.5, 2, -0.3, 1, 1e6)])
  assert.ok(Number.isFinite(outlying.logLikelihood))
  const early = cox(time, event, [real(0.2, -1, 1e5, 0.5, 2, -0.3, 1, 0.1)])
  assert.ok(Number.isFinite(early.logLikelihood))
})

test('one who was at enormous risk leaves no trace after leaving', () => {
  const entry = real(0, 0, 0, 0, 0, 0, 0, 0)
  const [a, b] = [
    cox(time, event, [z], { epsilon: 1e-13 }),
    cox(real(...time, 10), flags(...event, 0), [real(...z, 0)], {
      entry: real(...entry, 9.5),
      offset: real(...entry, 30),
      epsilon: 1e-13,
    }),
  ]
  assert.ok(close(a.coefficients[0], b.coefficients[0], 1e-10), `${a.coefficients[0]} ${b.coefficients[0]}`)
})

test('fractional weights switch the robust variance on, as in R, and only scale the model-based one', () => {
  const half = cox(time, event, [z], {
    weights: new Float64Array(8).fill(0.5),
    ties: 'breslow',
    epsilon: 1e-13,
  })
  const one = cox(time, event, [z], { ties: 'breslow', robust: true, epsilon: 1e-13 })
  assert.equal(half.robust, true)
  assert.ok(close(half.coefficients[0], one.coefficients[0], 1e-9))
  assert.ok(close(half.variance[0], 2 * one.variance[0], 1e-9))
  assert.ok(close(half.robustVariance![0], one.robustVariance![0], 1e-9))
})

test('strata of one row, and strata without an event, add nothing', () => {
  const strata = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2)
  const fit = cox(real(...time, 1, 2, 3), flags(...event, 1, 0, 0), [real(...z, 5, 6, 7)], {
    strata,
    epsilon: 1e-13,
  })
  const plain = cox(time, event, [z], { epsilon: 1e-13 })
  assert.ok(close(fit.coefficients[0], plain.coefficients[0], 1e-10))
  assert.equal(fit.events, plain.events + 1)
  assert.equal(coxCurves(fit, [real(0)], { stratum: 2 })[0].survival.at(-1), 1)
  assert.ok(scoreResiduals(fit)[0].every(Number.isFinite))
})

test('a code that no row has is an empty stratum', () => {
  const fit = cox(time, event, [z], { strata: new Int32Array(8).fill(3) })
  assert.ok(close(fit.coefficients[0], cox(time, event, [z]).coefficients[0], 1e-12))
})

test('no covariate: the null likelihood', () => {
  const fit = cox(time, event, [])
  assert.deepEqual([fit.coefficients.length, fit.converged], [0, true])
  assert.equal(fit.logLikelihood, fit.nullLogLikelihood)
})

test('all events at one time: Efron, Breslow and exact each have an answer', () => {
  for (const ties of ['efron', 'breslow', 'exact'] as const) {
    const fit = cox(new Float64Array(8).fill(4), event, [z], { ties })
    assert.ok(fit.converged && Number.isFinite(fit.coefficients[0]), ties)
  }
})

test('a wrong call says what is permitted and what came', () => {
  bad(/at least one row/, () => cox(real(), flags(), []))
  bad(/event must have 8 rows, as time, got 1/, () => cox(time, flags(1), [x]))
  bad(/column 2 of X must be finite, row 0 is NaN/, () => cox(time, event, [x, x.map(() => NaN)]))
  bad(/every event must be 0 or 1, row 1 is 2/, () => cox(real(1, 2), flags(1, 2), [real(1, 2)]))
  bad(/every time must be a finite number ≥ 0, row 0 is -1/, () =>
    cox(real(-1, 2), flags(1, 1), [real(1, 2)]),
  )
  bad(/weight must be ≥ 0, row 0 is -1/, () =>
    cox(real(1, 2), flags(1, 1), [real(1, 2)], { weights: real(-1, 1) }),
  )
  bad(/some weight must be > 0/, () => cox(real(1, 2), flags(1, 1), [real(1, 2)], { weights: real(0, 0) }))
  bad(/strata must be codes/, () =>
    cox(real(1, 2), flags(1, 1), [real(1, 2)], { strata: Int32Array.of(0, -1) }),
  )
  bad(/strata must be codes below 16777216, row 0 is 999999999/, () =>
    cox(real(1, 2), flags(1, 1), [real(1, 2)], { strata: Int32Array.of(999999999, 0) }),
  )
  bad(/offset must be finite/, () =>
    cox(real(1, 2), flags(1, 1), [real(1, 2)], { offset: real(0, Infinity) }),
  )
  bad(/every weight must be 0 or 1/, () => cox(time, event, [x], { ties: 'exact', weights: x.map(() => 2) }))
  bad(/score does not|efron' or 'breslow/, () => scoreResiduals(cox(time, event, [z], { ties: 'exact' })))
})
