import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { fixtures, isListedDifference, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import type { Fixture } from '../reference.test-data.ts'
import { flemingHarrington } from './fleming-harrington.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { pseudoValues } from './pseudo-values.ts'
import { survivalInfluence } from './survival-influence.ts'
import { survivalInterval } from './survival-interval.ts'
import { survivalQuantile } from './survival-quantile.ts'
import { tiedTimes } from './tied-times.ts'

function followUp({ spec }: Fixture) {
  const column = (name?: string) => (name ? numbers(spec.data[name]) : undefined)
  const ints = (name?: string) => (name ? Int32Array.from(spec.data[name] as number[]) : undefined)
  return {
    time: numbers(spec.data.time),
    event: Uint8Array.from(spec.data.event),
    entry: column(spec.entry),
    weights: column(spec.weights),
    cluster: ints(spec.cluster),
    id: ints(spec.subject),
    robust: spec.robust,
  }
}

for (const f of fixtures('curves', 'robust_curve'))
  test(`robust variance equals R: ${f.id}`, () => {
    const { time, event, ...options } = followUp(f)
    const { spec, result: R } = f
    const tieCorrection = spec.ctype === 2
    const curve = (spec.stype === 2 ? flemingHarrington : kaplanMeier)(time, event, {
      ...options,
      tieCorrection,
    })
    for (const field of ['time', 'atRisk', 'events', 'censored', 'survival'] as const)
      if (R[field]) assert.equal(mismatch(curve[field], numbers(R[field]), 1e-12), '', field)
    assert.equal(mismatch(curve.cumulativeHazard, numbers(R.cumhaz), 1e-12), '', 'cumhaz')
    // The running sums of squares keep 1e-12 of their largest value, R's double sum of each.
    const error = curve.cumulativeHazardStandardError
    assert.equal(mismatch(error, numbers(R.std_chaz), 1e-12, Math.max(...error)), '', 'std_chaz')
    if (!R.lower) return
    const se = R.logse ? curve.greenwood.map(Math.sqrt) : curve.standardError
    assert.equal(mismatch(se, numbers(R.std_err), 1e-12, 1e-2), '', 'std_err')
    const { lower, upper } = survivalInterval(curve, { kind: spec.conf_type, level: 0.95 })
    assert.equal(mismatch(lower, numbers(R.lower), 1e-12, 1e-2), '', 'lower')
    assert.equal(mismatch(upper, numbers(R.upper), 1e-12, 1e-2), '', 'upper')
  })

for (const { id, spec, result: R } of fixtures('curves', 'quantiles'))
  test(`quantiles on flats equal R: ${id}`, () => {
    const curve = kaplanMeier(numbers(spec.data.time), Uint8Array.from(spec.data.event))
    const q = survivalQuantile(curve, numbers(R.probs), { kind: spec.conf_type, level: 0.95 })
    for (const field of ['estimate', 'lower', 'upper'] as const)
      assert.equal(mismatch(q[field], numbers(R[field]), 1e-12), '', field)
  })

for (const { id, spec, result: R } of fixtures('curves', 'ties'))
  test(`ties within rounding equal R: ${id}`, () => {
    const tied = tiedTimes(numbers(spec.data.time), spec.data.entry && numbers(spec.data.entry))
    assert.equal(mismatch(tied.time, numbers(R.time), 1e-15), '')
    if (R.entry) assert.equal(mismatch(tied.entry!, numbers(R.entry), 1e-15), '')
  })

for (const f of fixtures('curves', 'pseudo'))
  test(`pseudo-values equal R: ${f.id}`, () => {
    const { time, event, entry, weights } = followUp(f)
    const { spec, result: R } = f
    const quantity = spec.type === 'cumhaz' ? 'cumulativeHazard' : spec.type
    const values = pseudoValues(time, event, { entry, weights, times: numbers(spec.times), quantity })
    const unequal = values.some(
      (ours, k) =>
        mismatch(ours, numbers(R.values[k]), 1e-12, quantity === 'rmst' ? spec.times[k] : 1) !== '',
    )
    assert.equal(unequal, isListedDifference(f, 'pseudo-values'))
  })

test('the reference has all four kinds', () => {
  for (const kind of ['robust_curve', 'quantiles', 'ties', 'pseudo'])
    assert.ok(fixtures('curves', kind).length >= 4, kind)
})

/** Rows with late entries, ties, weights and clusters. */
const rows = fc
  .array(
    fc.record({
      entry: fc.integer({ min: 0, max: 8 }),
      length: fc.integer({ min: 1, max: 8 }),
      event: fc.integer({ min: 0, max: 1 }),
      weight: fc.integer({ min: 0, max: 12 }),
      cluster: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((r) => ({
    entry: Float64Array.from(r, (x) => x.entry),
    time: Float64Array.from(r, (x) => x.entry + x.length),
    event: Uint8Array.from(r, (x) => x.event),
    weights: Float64Array.from(r, (x) => x.weight / 4),
    cluster: Int32Array.from(r, (x) => x.cluster),
  }))

test('the clustered variance in one pass is the double sum over rows and clusters', () => {
  fc.assert(
    fc.property(rows, ({ time, event, ...options }) => {
      const curve = kaplanMeier(time, event, options)
      for (const [quantity, error] of [
        ['survival', curve.standardError],
        ['cumulativeHazard', curve.cumulativeHazardStandardError],
      ] as const) {
        const { entry, weights, cluster } = options
        const direct = survivalInfluence(time, event, { entry, weights, times: curve.time, quantity }).map(
          (influence) => {
            const sums = new Float64Array(5)
            influence.forEach((u, i) => (sums[cluster[i]] += weights[i] * u))
            return Math.hypot(...sums)
          },
        )
        assert.equal(
          mismatch(
            error.map((e) => e * e),
            direct.map((e) => e * e),
            1e-9,
            1e-4,
          ),
          '',
          quantity,
        )
      }
    }),
    { seed: 3 },
  )
})

test('influence is the derivative in the weight of a row', () => {
  fc.assert(
    fc.property(rows, ({ time, event, entry, weights }) => {
      const times = Float64Array.of(9.5)
      const heavier = weights.map((w, i) => (i === 0 ? w + 1 + 1e-6 : w + 1))
      const base = weights.map((w) => w + 1)
      const [influence] = survivalInfluence(time, event, {
        entry,
        weights: base,
        times,
        quantity: 'survival',
      })
      const at = (w: Float64Array) => {
        const { time: t, survival } = kaplanMeier(time, event, { entry, weights: w })
        const last = t.findLastIndex((x) => x <= 9.5)
        return last < 0 ? 1 : survival[last]
      }
      assert.ok(Math.abs((at(heavier) - at(base)) / 1e-6 - influence[0]) < 1e-5)
    }),
    { seed: 4 },
  )
})
testEveryField('robust_curve')
testEveryField('quantiles')
testEveryField('ties')
testEveryField('pseudo')
