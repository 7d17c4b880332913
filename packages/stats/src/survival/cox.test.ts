import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fixtures, isListedDifference, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import type { Fixture } from '../reference.test-data.ts'
import type { Cox } from './cox-estimates.ts'
import { covariateMeans } from './cox-linear-predictor.ts'
import { cox } from './cox.ts'
import { hazardRatios } from './cox-interval.ts'
import { coxCall } from './cox.test-data.ts'

const fits = fixtures(undefined, 'coxph')
test('there are fits by R to compare with', () => assert.ok(fits.length >= 52))

const infiniteInR = ({ warnings }: Fixture) =>
  warnings.flatMap((text) => /before variable *([\d,]+) *;/.exec(text)?.[1].split(',').map(Number) ?? [])

for (const fixture of fits)
  test(`Cox model as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const fit = cox(time, event, X, options)
    const r = fixture.result
    const infinite = infiniteInR(fixture)
    const ours = fit.flags.flatMap((flag, j) => (flag === 'infinite' ? [j + 1] : []))
    const differs = isListedDifference(fixture, 'flags')
    if (differs) assert.notDeepEqual(ours, infinite, 'listed as different, but it is not')
    else assert.deepEqual(ours, infinite, 'coefficients that R calls infinite')
    if (ours.length > 0) {
      // R goes on with the number at which it stopped; only ℓ and the score test are of the data.
      assert.equal(mismatch([fit.nullLogLikelihood, fit.logLikelihood], numbers(r.loglik), 1e-8), '')
      assert.equal(mismatch([fit.scoreTest.statistic], [r.score_test], 1e-9), '')
      assert.equal(mismatch([fit.likelihoodRatioTest.statistic], [r.lr_test], 1e-6), '')
      for (const j of ours) {
        const sign = differs ? fit.coefficients[j - 1] : r.coef[j - 1]
        assert.equal(fit.coefficients[j - 1], Math.sign(sign) * Infinity)
      }
      assert.equal(fit.converged, false)
      return
    }
    assert.equal(mismatch(fit.coefficients, numbers(r.coef), 1e-9), '', 'coefficients')
    const logLikelihoods = [fit.nullLogLikelihood, fit.logLikelihood]
    assert.equal(mismatch(logLikelihoods, numbers(r.loglik), 1e-12), '', 'log-likelihoods')
    assert.equal(
      mismatch(fit.variance, numbers((r.naive_var ?? r.var).flat()), 1e-8, 1e-8),
      '',
      'model-based variance',
    )
    const size = Math.max(...numbers(r.var.flat()).map(Math.abs))
    const used = fit.robustVariance ?? fit.variance
    assert.equal(mismatch(used, numbers(r.var.flat()), 1e-8, size * 1e-3), '', 'variance in use')
    // A collinear column has no standard error; R prints 0.
    const known = (_: unknown, j: number) => fit.flags[j] === 'estimated'
    assert.equal(mismatch(fit.standardErrors.filter(known), numbers(r.se).filter(known), 1e-8), '', 'SE')
    if (r.se_naive) {
      const naive = fit.flags.map((_, j) => Math.sqrt(fit.variance[j * (fit.flags.length + 1)]))
      assert.equal(mismatch(naive, numbers(r.se_naive), 1e-8), '', 'model-based standard errors')
    }
    if (r.robust_score !== undefined) {
      const robustScore = (f: Cox) => mismatch([f.robustScoreTest!.statistic], [r.robust_score], 1e-7)
      if (isListedDifference(fixture, 'robust score test')) {
        assert.notEqual(robustScore(fit), '')
        assert.equal(robustScore(cox(time, event, X, { ...options, offset: undefined })), '')
      } else assert.equal(robustScore(fit), '', 'robust score test')
    }
    assert.equal(mismatch([fit.waldTest.statistic], [r.wald_test], 1e-8), '', 'Wald test')
    assert.equal(mismatch(covariateMeans(fit), numbers(r.means), 1e-12), '', 'means')
    assert.equal(mismatch([fit.scoreTest.statistic], [r.score_test], 1e-9), '', 'score test')
    assert.equal(
      mismatch([fit.likelihoodRatioTest.statistic], [r.lr_test], 1e-9),
      '',
      'likelihood ratio test',
    )
    const ratios = hazardRatios(fit)
    const interval = [...ratios.lower].flatMap((lower, j) => [lower, ratios.upper[j]])
    assert.equal(mismatch(interval, numbers(r.conf_int_exp.flat()), 1e-8), '', 'intervals')
    assert.equal(mismatch(ratios.z, numbers(r.z), 1e-8), '', 'z')
    assert.equal(mismatch(ratios.p, numbers(r.p), 1e-7), '', 'p, in which an error of z grows with z²')
    assert.equal(fit.robust, r.naive_var !== undefined)
    assert.equal(fit.scoreTest.degreesOfFreedom, r.df)
    assert.deepEqual([fit.n, fit.events, fit.iterations, fit.converged], [r.n, r.nevent, r.iter, true])
  })

testEveryField('coxph', (field) => !/^(concordance|linear_predictors)/.test(field))
