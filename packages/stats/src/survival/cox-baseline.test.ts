import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { baselineHazard } from './cox-baseline.ts'
import { coxCurves } from './cox-curve.ts'
import type { CoxCurve } from './cox-curve.ts'
import { cox } from './cox.ts'
import { coxCall } from './cox.test-data.ts'
import { survivalInterval } from './survival-interval.ts'

const bases = fixtures(undefined, 'basehaz')
const curves = fixtures(undefined, 'coxph_survfit')
test('there are baselines and curves by R to compare with', () => {
  assert.ok(bases.length >= 40)
  assert.ok(curves.length >= 22)
})

const total = (values: Float64Array | undefined) => values?.reduce((sum, value) => sum + value, 0) ?? 0

for (const fixture of bases)
  test(`baseline hazard as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const { result } = fixture
    // R's baseline is at the mean of the offsets, ours at 0 unless told otherwise.
    const { offset: o, weights: w } = options
    const offset = o ? total(o.map((value, i) => value * (w ? w[i] : 1))) / (w ? total(w) : o.length) : 0
    const base = baselineHazard(cox(time, event, X, options), 'zero', { offset })
    assert.equal(mismatch(base.time, numbers(result.time), 0), '')
    assert.equal(mismatch(base.cumulativeHazard, numbers(result.cumhaz), 1e-8), '')
    if (!result.strata) return
    const labels = [...new Set(result.strata)]
    assert.deepEqual(
      [...base.stratum],
      result.strata.map((label: string) => labels.indexOf(label)),
    )
  })

for (const fixture of curves)
  test(`predicted curves as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const { result, spec } = fixture
    const covariates = spec.newdata.map((row: Record<string, number>) =>
      Float64Array.from([spec.x].flat(), (name: string) => Number(row[name])),
    )
    const fit = cox(time, event, X, options)
    const ours = covariates.map((x: Float64Array, c: number) => {
      const offset = spec.offset ? Number(spec.newdata[c][spec.offset]) : 0
      return coxCurves(fit, [x], { stratum: spec.stratum, offset })[0]
    })
    ours.forEach((curve: CoxCurve, c: number) => {
      const rows = result.time.length
      const column = (key: string) => numbers(result[key].map((row: number[]) => row[c]))
      assert.equal(mismatch(curve.time.subarray(0, rows), numbers(result.time), 0), '')
      assert.equal(mismatch(curve.survival.subarray(0, rows), column('surv'), 1e-8), '', 'survival')
      const errors = curve.greenwood.subarray(0, rows).map(Math.sqrt)
      assert.equal(mismatch(errors, column('std_err'), 1e-8), '', 'standard error of log survival')
      const { lower, upper } = survivalInterval(curve, { kind: 'log', level: 0.95 })
      assert.equal(mismatch(lower.subarray(0, rows), column('lower'), 1e-8), '', 'lower limit')
      assert.equal(mismatch(upper.subarray(0, rows), column('upper'), 1e-8), '', 'upper limit')
    })
  })
testEveryField('basehaz')
testEveryField('coxph_survfit')
