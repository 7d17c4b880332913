import { test } from 'node:test'
import assert from 'node:assert/strict'
import { close, fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { frailtyCox } from './cox-frailty.ts'
import { cox } from './cox.ts'
import { coxCall } from './cox.test-data.ts'

const references = fixtures(undefined, 'cox_frailty')
test('there are frailty fits by R to compare with', () => assert.equal(references.length, 12))

for (const fixture of references)
  test(`gamma frailty as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const { cluster, robust: _, ...rest } = options
    const { result, spec } = fixture
    const ours = frailtyCox(time, event, X, cluster!, { ...rest, theta: spec.theta })
    assert.ok(ours.converged)
    if (result.theta < 2e-4) {
      // R's optimize was kept above 1e-4; the integrated likelihood falls from 0 on.
      assert.equal(ours.theta, 0)
      assert.ok(ours.integratedLogLikelihood > result.integrated_loglik)
      return
    }
    // coxph stops on ℓ, at best at a change of 1e-14, which leaves 1e-7 in its coefficients; θ is a maximum by comparing values.
    const tolerance = spec.theta === undefined ? 1e-6 : 1e-7
    assert.ok(close(ours.theta, result.theta, tolerance, 1e-3), `θ ${ours.theta}, R has ${result.theta}`)
    assert.equal(mismatch(ours.coefficients, numbers(result.coef), tolerance, 0.1), '', 'coefficients')
    assert.equal(mismatch(ours.variance, numbers(result.var.flat()), tolerance, 1e-4), '', 'variance')
    assert.ok(close(ours.integratedLogLikelihood, result.integrated_loglik, 1e-9), 'integrated likelihood')
    assert.equal(
      mismatch(
        ours.logFrailties.subarray(0, 20),
        numbers(result.frail_first20).subarray(0, 20),
        tolerance,
        1,
      ),
      '',
    )
    if (spec.theta === undefined)
      assert.ok(
        ours.integratedLogLikelihood >= result.integrated_loglik_by_coxph - 1e-9,
        "coxph's own θ is no better",
      )
  })

test('where clusters do not differ θ is 0 and the fit is the plain one', () => {
  const n = 60
  const time = Float64Array.from({ length: n }, (_, i) => 1 + ((i * 37) % 61))
  const event = Uint8Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 0 : 1))
  const x = Float64Array.from({ length: n }, (_, i) => ((i * 7) % 11) / 11)
  const byTime = Array.from(time.keys()).toSorted((a, b) => time[a] - time[b])
  const cluster = new Int32Array(n)
  byTime.forEach((row, place) => (cluster[row] = place % 6)) // every sixth by time: as alike as can be
  const fit = frailtyCox(time, event, [x], cluster)
  assert.equal(fit.theta, 0)
  assert.ok(close(fit.coefficients[0], cox(time, event, [x]).coefficients[0], 1e-6))
  assert.deepEqual([fit.frailtyTest.statistic, fit.frailtyTest.p], [0, 1])
})

test('a wrong call says what is permitted and what came', () => {
  const [t, e, x] = [Float64Array.of(1, 2), Uint8Array.of(1, 1), Float64Array.of(1, 2)]
  assert.throws(
    () => frailtyCox(t, e, [x], Int32Array.of(0, 1), { theta: 0 }),
    /theta must be positive and finite, got 0/,
  )
  assert.throws(() => frailtyCox(t, e, [x], Int32Array.of(0)), /cluster must have 2 rows/)
})

testEveryField('cox_frailty')
