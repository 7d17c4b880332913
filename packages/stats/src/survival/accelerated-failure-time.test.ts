import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  close,
  column,
  fixtures,
  isListedDifference,
  mismatch,
  number,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { acceleratedFailureTime } from './accelerated-failure-time.ts'
import type { AftDistribution } from './accelerated-failure-time.ts'
import { aftDevianceResiduals, aftLinearPredictors, aftQuantiles, aftSurvival } from './aft-residuals.ts'
import { rightCensored } from './censored-times.ts'

const reference = fixtures(undefined, 'survreg')
test('there are survreg results of R to compare with', () => assert.ok(reference.length >= 49))

for (const fixture of reference)
  test(`parametric regression equals survreg: ${fixture.dataset} ${fixture.id}`, () => {
    const { csv, spec, result } = fixture
    const used = [spec.time, spec.event, spec.lower, spec.upper, spec.weights, ...spec.x]
    const read = (name: string) => column(csv, name, used)
    // A lower end of 0 means left censored; on the whole line that is −∞.
    const wholeLine = spec.dist === 'gaussian' || spec.dist === 'logistic'
    const times = spec.lower
      ? {
          lower: read(spec.lower).map((t) => (wholeLine && t === 0 ? -Infinity : t)),
          upper: read(spec.upper),
        }
      : rightCensored(read(spec.time), Uint8Array.from(read(spec.event)))
    const X = spec.x.map(read)
    const fit = acceleratedFailureTime(times, X, {
      distribution: spec.dist,
      weights: spec.weights && read(spec.weights),
      scale: spec.scale,
    })
    assert.equal(fit.converged, true)
    const equal = (what: string, difference: string) =>
      isListedDifference(fixture, what) ? assert.notEqual(difference, '') : assert.equal(difference, '', what)
    equal('coefficients', mismatch(fit.coefficients, numbers(result.coef), 1e-8))
    equal('scale', mismatch([fit.scale], [number(result.scale[0])], 1e-8))
    equal(
      'variance',
      mismatch(fit.variance, numbers(result.var.flat()), 1e-7, Math.max(...fit.variance) * 1e-2),
    )
    assert.equal(mismatch([fit.nullLogLikelihood, fit.logLikelihood], numbers(result.loglik), 1e-9), '')
    assert.equal(fit.likelihoodRatioTest.degreesOfFreedom, result.df)
    assert.ok(close(fit.likelihoodRatioTest.statistic, number(result.lr_test), 1e-6, 1))
    const predictors = aftLinearPredictors(fit, X).subarray(0, 20)
    equal('linear predictors', mismatch(predictors, numbers(result.linear_predictors_first20), 1e-7))
    const residuals = aftDevianceResiduals(fit, times, X).subarray(0, 20)
    equal('deviance residuals', mismatch(residuals, numbers(result.deviance_resid_first20), 1e-6, 1))
    const quantiles = aftQuantiles(fit, X, result.predict_p)
    quantiles.forEach((q, k) =>
      assert.equal(
        mismatch(q.subarray(0, 5), numbers(result.predict_quantiles_first5.map((r: number[]) => r[k])), 1e-6),
        '',
      ),
    )
  })

type Row = { time: number; event: number; x: number; y: number }
const followUp = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 30 }),
    event: fc.integer({ min: 0, max: 1 }),
    x: fc.integer({ min: -3, max: 3 }),
    y: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 30, maxLength: 60 },
)
const laws = fc.constantFrom<AftDistribution>(
  'weibull',
  'exponential',
  'lognormal',
  'loglogistic',
  'gaussian',
  'logistic',
)
const fitted = (rows: readonly Row[], distribution: AftDistribution, weights?: Float64Array) =>
  acceleratedFailureTime(
    rightCensored(
      Float64Array.from(rows, (r) => r.time),
      Uint8Array.from(rows, (r) => r.event),
    ),
    [Float64Array.from(rows, (r) => r.x), Float64Array.from(rows, (r) => r.y)],
    { distribution, weights },
  )
const same = (a: ArrayLike<number>, b: ArrayLike<number>) => assert.equal(mismatch(a, b, 1e-6, 1), '')

test('a parametric fit does not see the order of rows, and a weight of 2 is two rows', () =>
  fc.assert(
    fc.property(followUp, laws, (rows, law) => {
      const weights = Float64Array.from(rows, (_, i) => i % 3)
      const weighted = fitted(rows, law, weights)
      fc.pre(weighted.converged)
      const copied = fitted(rows.flatMap((r, i) => Array.from({ length: i % 3 }, () => r)).toReversed(), law)
      same(copied.coefficients, weighted.coefficients)
      same(copied.variance, weighted.variance)
      same([copied.logLikelihood], [weighted.logLikelihood])
    }),
    { numRuns: 60 },
  ))

test('in another unit of time only the intercept moves, by its logarithm', () =>
  fc.assert(
    fc.property(
      followUp,
      fc.constantFrom<AftDistribution>('weibull', 'lognormal', 'loglogistic'),
      (rows, law) => {
        const fit = fitted(rows, law)
        fc.pre(fit.converged)
        const other = fitted(
          rows.map((r) => ({ ...r, time: r.time * 30.4375 })),
          law,
        )
        same(
          other.coefficients.map((b, j) => (j === 0 ? b - Math.log(30.4375) : b)),
          fit.coefficients,
        )
        same([other.scale], [fit.scale])
      },
    ),
    { numRuns: 60 },
  ))

test('an interval that shrinks to a point becomes an exact time', () =>
  fc.assert(
    fc.property(followUp, laws, (rows, law) => {
      const exact = fitted(rows, law)
      fc.pre(exact.converged)
      const lower = Float64Array.from(rows, (r) => (r.event ? r.time * (1 - 1e-4) : r.time))
      const upper = Float64Array.from(rows, (r) => (r.event ? r.time * (1 + 1e-4) : Infinity))
      const X = [Float64Array.from(rows, (r) => r.x), Float64Array.from(rows, (r) => r.y)]
      const narrow = acceleratedFailureTime({ lower, upper }, X, { distribution: law })
      assert.equal(mismatch(narrow.coefficients, exact.coefficients, 1e-4, 1), '')
    }),
    { numRuns: 40 },
  ))

test('the exponential rate by hand: events over time at risk', () => {
  const fit = acceleratedFailureTime(
    rightCensored(Float64Array.of(2, 3, 5, 10), Uint8Array.of(1, 0, 1, 0)),
    [],
    {
      distribution: 'exponential',
    },
  )
  assert.ok(close(fit.coefficients[0], Math.log(20 / 2), 1e-12))
  assert.ok(close(fit.standardErrors[0], Math.sqrt(1 / 2), 1e-12))
  assert.ok(close(fit.logLikelihood, 2 * Math.log(2 / 20) - 2, 1e-12))
  assert.ok(close(aftSurvival(fit, [], Float64Array.of(10))[0], Math.exp(-1), 1e-12))
})

test('without censoring the log-normal is the mean and the standard deviation of log t', () => {
  const fit = acceleratedFailureTime(
    rightCensored(Float64Array.of(1, Math.E, Math.E ** 5), Uint8Array.of(1, 1, 1)),
    [],
    {
      distribution: 'lognormal',
    },
  )
  assert.ok(close(fit.coefficients[0], 2, 1e-9))
  assert.ok(close(fit.scale, Math.sqrt(14 / 3), 1e-9))
})

test('one row far away from all others drowns neither them nor the fit', () => {
  const time = Float64Array.from({ length: 2000 }, (_, i) => (i === 0 ? 1e300 : 1 + (i % 7) / 100))
  for (const distribution of ['weibull', 'lognormal', 'loglogistic'] as const) {
    const fit = acceleratedFailureTime(rightCensored(time, new Uint8Array(2000).fill(1)), [], {
      distribution,
    })
    assert.equal(fit.converged, true)
    assert.ok(fit.coefficients[0] > 0 && fit.scale > 0)
  }
})

test('nasty data have a typed answer', () => {
  const time = Float64Array.of(1, 2, 3, 4, 5, 6)
  const group = Float64Array.of(0, 0, 0, 1, 1, 1)
  const ask = (event: number[], X: Float64Array[], distribution: AftDistribution = 'weibull', t = time) =>
    acceleratedFailureTime(rightCensored(t, Uint8Array.from(event)), X, { distribution })

  const censored = ask([0, 0, 0, 0, 0, 0], [])
  assert.equal(censored.converged, false)
  assert.match(censored.reason!, /monotone|not settled/)
  assert.ok(Number.isNaN(censored.scale) || censored.coefficients[0] === Infinity)

  const eventless = ask([1, 1, 1, 0, 0, 0], [group])
  assert.deepEqual(eventless.flags, ['estimated', 'infinite'])
  assert.equal(eventless.coefficients[1], Infinity)
  assert.equal(eventless.converged, false)
  const others = ask([1, 1, 1], [], 'weibull', time.subarray(0, 3))
  assert.ok(close(eventless.coefficients[0], others.coefficients[0], 1e-6))
  assert.ok(close(eventless.scale, others.scale, 1e-6))

  const twice = ask([1, 0, 1, 1, 0, 1], [group, group.map((x) => 1e8 + x)])
  assert.deepEqual(twice.flags, ['estimated', 'estimated', 'collinear'])
  assert.equal(twice.converged, true)

  const tied = ask([1, 1, 1, 1, 1, 1], [], 'lognormal', new Float64Array(6).fill(3))
  assert.equal(tied.converged, false)
  assert.match(tied.reason!, /the scale/)
  assert.ok(Number.isNaN(tied.scale))
})

const times = (lower: number, upper: number) => ({
  lower: Float64Array.of(lower),
  upper: Float64Array.of(upper),
})

test('a wrong call throws with what is permitted and what came', () => {
  const weibull = { distribution: 'weibull' } as const
  assert.throws(() => acceleratedFailureTime(times(3, 2), [], weibull), /row 0 is \(3, 2\]/)
  assert.throws(() => acceleratedFailureTime(times(NaN, 2), [], weibull), RangeError)
  assert.throws(() => acceleratedFailureTime(times(0, 0), [], weibull), /must be > 0, row 0 is 0/)
  assert.throws(() => acceleratedFailureTime(times(-1, 2), [], weibull), RangeError)
  assert.throws(() => acceleratedFailureTime(times(1, 2), [Float64Array.of(NaN)], weibull), /column 1 of X/)
  assert.throws(() => acceleratedFailureTime(times(1, 2), [], { ...weibull, scale: 0 }), /scale must be/)
  assert.throws(
    () => acceleratedFailureTime(times(1, 2), [], { distribution: 'gompertz' as 'weibull' }),
    /one of/,
  )
})

testEveryField('survreg')
