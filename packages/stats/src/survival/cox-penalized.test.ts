import { test } from 'node:test'
import assert from 'node:assert/strict'
import { close, fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { firthCox } from './cox-firth.ts'
import { cox } from './cox.ts'
import { profileInterval } from './cox-profile.ts'
import { ridgeCox } from './cox-ridge.ts'
import { coxCall } from './cox.test-data.ts'

const profiles = fixtures(undefined, 'cox_profile')
const firths = fixtures(undefined, 'cox_firth')
const ridges = fixtures(undefined, 'cox_ridge')
test('there are penalised fits to compare with', () =>
  assert.deepEqual([profiles.length, firths.length, ridges.length], [8, 8, 6]))

for (const fixture of profiles)
  test(`profile interval as by uniroot on coxph: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const fit = cox(time, event, X, options)
    const ours = X.map((_, j) => profileInterval(fit, j))
    assert.equal(mismatch(fit.coefficients, numbers(fixture.result.coef), 1e-8), '')
    assert.equal(
      mismatch(
        ours.map((i) => i.lower),
        numbers(fixture.result.lower),
        1e-7,
        0.1,
      ),
      '',
    )
    assert.equal(
      mismatch(
        ours.map((i) => i.upper),
        numbers(fixture.result.upper),
        1e-7,
        0.1,
      ),
      '',
    )
  })

for (const fixture of firths)
  test(`Firth's fit as by optim on coxph: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const ours = firthCox(time, event, X, options)
    const { coef, loglik, penalized_loglik } = fixture.result
    const R = fixture.result.var
    // R's side is a maximum by differences: its gradient is good to some 1e-8.
    assert.equal(mismatch(ours.coefficients, numbers(coef), 1e-6, 0.1), '')
    assert.equal(mismatch(ours.variance, numbers(R.flat()), 1e-6, 1e-4), '')
    const likelihoods = [ours.logLikelihood, ours.nullPenalizedLogLikelihood, ours.penalizedLogLikelihood]
    assert.equal(mismatch(likelihoods, numbers([loglik, ...penalized_loglik]), 1e-9), '')
    assert.ok(ours.converged)
  })

for (const fixture of ridges)
  test(`ridge as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const { theta, scale } = fixture.spec
    const ours = ridgeCox(time, event, X, { ...options, theta, scale: scale === 'TRUE' })
    const r = fixture.result
    assert.equal(mismatch(ours.coefficients, numbers(r.coef), 1e-8), '', 'coefficients')
    assert.equal(mismatch(ours.variance, numbers(r.var.flat()), 1e-8, 1e-8), '', 'variance')
    assert.equal(mismatch(ours.sandwichVariance, numbers(r.var2.flat()), 1e-8, 1e-8), '', 'sandwich')
    assert.ok(close(ours.degreesOfFreedom, r.df, 1e-8))
    assert.equal(mismatch([ours.nullLogLikelihood, ours.logLikelihood], numbers(r.loglik), 1e-10), '')
  })

const time = Float64Array.of(4, 1, 1, 2, 2, 3)
const event = Uint8Array.of(1, 1, 0, 1, 1, 0)
const x = Float64Array.of(0, 1, 1, 1, 0, 0)

test('where exact ties make the likelihood monotone, the profile interval is open above and ends below at ℓ = −χ²/2', () => {
  const { lower, upper } = profileInterval(cox(time, event, [x], { ties: 'exact' }), 0)
  // ℓ = −2 log(3 (r + 1)/r), at most −2 log 3: the gap is 4 log(1 + 1/r) = 3.84…
  const r = 1 / Math.expm1(3.841458820694124 / 4)
  assert.equal(upper, Infinity)
  assert.ok(close(lower, Math.log(r), 1e-6), `${lower}`)
})

const star = (v: number) => {
  const r = Math.exp(v)
  const I = r / (r + 1) ** 2 + (2 * r) / (r + 2) ** 2
  return 2 * v - Math.log(2 * r + 2) - Math.log(r + 2) + Math.log(I) / 2
}

test("Firth's estimate is finite where the likelihood is monotone, and the root of its score for one flag", () => {
  const fit = firthCox(Float64Array.of(1, 2, 3, 4), Uint8Array.of(1, 1, 0, 0), [Float64Array.of(1, 1, 0, 0)])
  // ℓ = 2β − log(2r + 2) − log(r + 2), I = r/(r + 1)² + 2r/(r + 2)²
  const b = fit.coefficients[0]
  assert.ok(fit.converged && Number.isFinite(b))
  const slope = (star(b + 1e-5) - star(b - 1e-5)) / 2e-5
  assert.ok(Math.abs(slope) < 1e-8, `slope ${slope}`)
})

test('ridge with θ = 0 is the plain fit', () => {
  const plain = cox(time, event, [x], { epsilon: 1e-13 })
  assert.ok(close(ridgeCox(time, event, [x], { theta: 0 }).coefficients[0], plain.coefficients[0], 1e-9))
  assert.throws(() => ridgeCox(time, event, [x], { theta: -1 }), /theta must be finite and ≥ 0, got -1/)
})
testEveryField('cox_profile')
testEveryField('cox_firth')
testEveryField('cox_ridge')
