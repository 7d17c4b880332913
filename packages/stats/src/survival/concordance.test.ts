import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { close, fixtures, mismatch, testEveryField } from '../reference.test-data.ts'
import { concordance } from './concordance.ts'
import { coxCall } from './cox.test-data.ts'
import { cox } from './cox.ts'
import { linearPredictors } from './cox-linear-predictor.ts'

const references = fixtures(undefined, 'concordance')
const fits = fixtures(undefined, 'coxph')
test('there are concordances by R to compare with', () => assert.ok(references.length >= 25))

for (const fixture of references)
  test(`concordance as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const { entry, strata, weights, cluster } = options
    const ours = concordance(time, event, X[0], {
      entry,
      strata,
      weights,
      cluster,
      timeWeight: fixture.spec.timewt,
      until: fixture.spec.until,
    })
    const { result } = fixture
    assert.equal(time.length, result.n)
    const counts = [ours.concordant, ours.discordant, ours.tiedX, ours.tiedTime, ours.tiedBoth]
    assert.equal(mismatch(counts, Object.values(result.count), 1e-12), '')
    assert.equal(
      mismatch(
        [ours.concordance, ours.variance, ours.coxVariance],
        [result.concordance, result.var, result.cvar],
        1e-10,
      ),
      '',
    )
  })

for (const fixture of fits)
  test(`concordance of a Cox fit as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const fit = cox(time, event, X, options)
    const { entry, strata, weights, cluster } = options
    const ours = concordance(time, event, linearPredictors(fit), {
      entry,
      strata,
      weights,
      cluster,
      reverse: true,
    })
    const r = fixture.result.concordance
    const counts = [ours.concordant, ours.discordant, ours.tiedX, ours.tiedTime, ours.tiedBoth]
    const theirs = [r.concordant, r.discordant, r['tied.x'], r['tied.y'], r['tied.xy']]
    assert.equal(mismatch(counts, theirs, 1e-10), '', 'pairs')
    assert.ok(close(ours.concordance, r.concordance, 1e-10), `${ours.concordance}, R has ${r.concordance}`)
    assert.ok(close(ours.standardError, r.std, 1e-8), `${ours.standardError}, R has ${r.std}`)
    assert.equal(
      mismatch(
        linearPredictors(fit).subarray(0, 20),
        fixture.result.linear_predictors_first20.flat(),
        1e-8,
        1,
      ),
      '',
    )
  })

/** All pairs, one by one. */
function listed(
  time: readonly number[],
  event: readonly number[],
  x: readonly number[],
  w: readonly number[],
  entry: readonly number[],
) {
  const sums = { concordant: 0, discordant: 0, tiedX: 0, tiedTime: 0, tiedBoth: 0 }
  for (let i = 0; i < time.length; i++)
    for (let j = 0; j < time.length; j++) {
      if (i === j || event[i] === 0) continue
      const pair = w[i] * w[j]
      if (time[j] === time[i] && event[j] === 1) {
        if (i < j && x[i] === x[j]) sums.tiedBoth += pair
        else if (i < j) sums.tiedTime += pair
      } else if (time[j] >= time[i] && entry[j] < time[i]) {
        if (x[j] > x[i]) sums.concordant += pair
        else if (x[j] < x[i]) sums.discordant += pair
        else sums.tiedX += pair
      }
    }
  return sums
}

const row = fc.record({
  entry: fc.integer({ min: 0, max: 4 }),
  length: fc.integer({ min: 1, max: 6 }),
  event: fc.integer({ min: 0, max: 1 }),
  x: fc.integer({ min: -3, max: 3 }),
  w: fc.integer({ min: 0, max: 3 }),
})

test('the sums are those of all pairs listed one by one, with weights, ties and late entry', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
      const time = rows.map((r) => r.entry + r.length)
      const weights = Float64Array.from(rows, (r) => r.w)
      const ours = concordance(
        Float64Array.from(time),
        Uint8Array.from(rows, (r) => r.event),
        Float64Array.from(rows, (r) => r.x),
        { entry: Float64Array.from(rows, (r) => r.entry), weights },
      )
      const theirs = listed(
        time,
        rows.map((r) => r.event),
        rows.map((r) => r.x),
        rows.map((r) => r.w),
        rows.map((r) => r.entry),
      )
      for (const [key, value] of Object.entries(theirs))
        assert.equal(ours[key as keyof typeof theirs], value, key)
    }),
  )
})

test('influence is the derivative of C by the weight of a row', () => {
  const time = Float64Array.of(5, 3, 3, 8, 2, 9, 4, 4)
  const event = Uint8Array.of(1, 1, 1, 0, 1, 1, 0, 1)
  const x = Float64Array.of(1, 2, 2, 3, 1, 5, 4, 0)
  const entry = Float64Array.of(0, 1, 0, 4, 0, 3, 2, 0)
  for (const options of [{}, { entry }]) {
    const { influence } = concordance(time, event, x, options)
    for (let i = 0; i < time.length; i++) {
      const at = (w: number) => {
        const weights = new Float64Array(time.length).fill(1)
        weights[i] = w
        return concordance(time, event, x, { ...options, weights }).concordance
      }
      const slope = (at(1 + 1e-5) - at(1 - 1e-5)) / 2e-5
      assert.ok(Math.abs(slope - influence[i]) < 1e-9, `row ${i}: ${influence[i]}, slope ${slope}`)
    }
  }
})

test('with no comparable pair C is NaN', () => {
  assert.ok(
    Number.isNaN(concordance(Float64Array.of(1, 2), Uint8Array.of(0, 0), Float64Array.of(1, 2)).concordance),
  )
})

test('a wrong call says what is permitted and what came', () => {
  const [t, e, x] = [Float64Array.of(1, 2), Uint8Array.of(1, 0), Float64Array.of(1, NaN)]
  assert.throws(() => concordance(t, e, x), /every x must be finite, row 1 is NaN/)
  assert.throws(() => concordance(t, e, Float64Array.of(1)), /x must have 2 rows/)
})

testEveryField('concordance')
testEveryField('coxph', (field) => /^(concordance|linear_predictors)/.test(field))
