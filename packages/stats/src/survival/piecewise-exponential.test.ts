import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  close,
  column,
  columns,
  fixtures,
  mismatch,
  number,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { acceleratedFailureTime } from './accelerated-failure-time.ts'
import { rightCensored } from './censored-times.ts'
import { piecewiseExponential } from './piecewise-exponential.ts'

const reference = fixtures(undefined, 'piecewise_exponential')
test('there are piecewise exponential results of R to compare with', () => assert.ok(reference.length >= 2))
for (const { id, csv, spec, result } of reference)
  test(`the piecewise exponential equals R's Poisson regression on split rows: ${id}`, () => {
    const sex = columns(csv, ['sex']).sex
    const covariate = (name: string) =>
      name === 'male' ? Float64Array.from(sex, (s) => (s === 'm' ? 1 : 0)) : column(csv, name)
    const fit = piecewiseExponential(
      column(csv, spec.time),
      Uint8Array.from(column(csv, spec.event)),
      Float64Array.from(spec.cuts),
      { entry: spec.start && column(csv, spec.start), X: spec.x.map(covariate) },
    )
    assert.equal(fit.converged, true)
    assert.equal(mismatch([...fit.hazard.map(Math.log), ...fit.coefficients], numbers(result.coef), 1e-8), '')
    assert.equal(
      mismatch([...fit.logHazardStandardError, ...fit.standardErrors], numbers(result.se), 1e-8),
      '',
    )
    assert.ok(close(fit.logLikelihood, number(result.loglik), 1e-10))
  })

test('without covariates the hazard is events over person-time, by hand', () => {
  // 2, 5+, 8, 12+ cut at 4 and 10: person-time 2+4+4+4 = 14, 1+4+6 = 11, 2
  const fit = piecewiseExponential(
    Float64Array.of(2, 5, 8, 12),
    Uint8Array.of(1, 0, 1, 0),
    Float64Array.of(4, 10),
  )
  assert.deepEqual([...fit.personTime], [14, 11, 2])
  assert.deepEqual([...fit.hazard], [1 / 14, 1 / 11, 0])
  assert.deepEqual([...fit.logHazardStandardError], [1, 1, NaN])
  assert.ok(close(fit.logLikelihood, -Math.log(14) - Math.log(11) - 2, 1e-12))
})

test('with one interval it is the exponential regression with the signs turned', () => {
  const time = Float64Array.of(2, 5, 8, 12, 3, 9, 4)
  const event = Uint8Array.of(1, 0, 1, 0, 1, 1, 1)
  const X = [
    Float64Array.of(0, 1, 0, 1, 1, 0, 0),
    Float64Array.of(1e6, 1e6 + 1, 1e6 + 5, 1e6, 1e6 + 2, 1e6, 1e6 + 1),
  ]
  const fit = piecewiseExponential(time, event, new Float64Array(0), { X })
  const aft = acceleratedFailureTime(rightCensored(time, event), X, { distribution: 'exponential' })
  assert.equal(
    mismatch(
      fit.coefficients.map((b) => -b),
      aft.coefficients.subarray(1),
      1e-8,
    ),
    '',
  )
  assert.equal(mismatch(fit.standardErrors, aft.standardErrors.subarray(1), 1e-7), '')
  assert.ok(close(fit.logLikelihood, aft.logLikelihood, 1e-10))
})

test('nasty data have a typed answer', () => {
  const time = Float64Array.of(2, 5, 8, 12)
  const group = Float64Array.of(0, 0, 1, 1)
  const never = piecewiseExponential(time, Uint8Array.of(1, 1, 0, 0), Float64Array.of(6), { X: [group] })
  assert.deepEqual(never.flags, ['infinite'])
  assert.equal(never.coefficients[0], -Infinity)
  assert.equal(never.converged, false)
  const none = piecewiseExponential(time, new Uint8Array(4), Float64Array.of(6, 20), { X: [group] })
  assert.equal(none.reason, 'no row has an event')
  assert.deepEqual([...none.hazard], [0, 0, NaN])
  const mixed = Float64Array.of(0, 1, 0, 1)
  const same = piecewiseExponential(time, Uint8Array.of(1, 1, 1, 0), Float64Array.of(6), {
    X: [mixed, mixed],
  })
  assert.deepEqual(same.flags, ['estimated', 'collinear'])
})

test('a wrong call throws with what is permitted and what came', () => {
  const time = Float64Array.of(1, 2)
  const event = Uint8Array.of(0, 1)
  assert.throws(() => piecewiseExponential(time, event, Float64Array.of(0)), /cuts must be > 0/)
  assert.throws(() => piecewiseExponential(time, event, Float64Array.of(2, 1)), /ascend/)
  assert.throws(() => piecewiseExponential(time, Uint8Array.of(2, 0), Float64Array.of(1)), /0 or 1/)
})

testEveryField('piecewise_exponential')
