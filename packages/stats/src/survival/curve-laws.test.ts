import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { mismatch } from '../reference.test-data.ts'
import { flemingHarrington } from './fleming-harrington.ts'
import { kaplanMeier, kaplanMeierByGroup } from './kaplan-meier.ts'
import type { SurvivalCurve } from './survival-curve.ts'
import { survivalInterval } from './survival-interval.ts'
import type { IntervalKind } from './survival-interval.ts'
import { survivalQuantile } from './survival-quantile.ts'
import { tiedTimes } from './tied-times.ts'

const MEDIAN = Float64Array.of(0.5)
const scales: readonly IntervalKind[] = ['log', 'log-log', 'plain', 'arcsin', 'logit']
const median = (curve: SurvivalCurve, kind: IntervalKind = 'log') => {
  const { estimate, lower, upper } = survivalQuantile(curve, MEDIAN, { kind, level: 0.95 })
  return [estimate[0], lower[0], upper[0]]
}

test('Kaplan–Meier by hand: the six remission times of Therneau and Grambsch data set 1', () => {
  const curve = kaplanMeier(Float64Array.of(1, 1, 6, 6, 8, 9), Uint8Array.of(1, 0, 1, 1, 0, 1))
  assert.deepEqual([...curve.time], [1, 6, 8, 9])
  assert.deepEqual([...curve.atRisk], [6, 4, 2, 1])
  assert.equal(mismatch(curve.survival, [5 / 6, 5 / 12, 5 / 12, 0], 1e-15), '')
  assert.equal(mismatch(curve.greenwood, [1 / 30, 1 / 30 + 1 / 4, 1 / 30 + 1 / 4, Infinity], 1e-15), '')
  assert.equal(mismatch(curve.cumulativeHazard, [1 / 6, 2 / 3, 2 / 3, 5 / 3], 1e-15), '')
})

test('all at one time: S falls to 0 there, or stays 1', () => {
  const time = new Float64Array(5).fill(3)
  const events = kaplanMeier(time, new Uint8Array(5).fill(1))
  assert.deepEqual([[...events.survival], [...events.greenwood]], [[0], [Infinity]])
  assert.deepEqual(median(events), [3, NaN, NaN])
  const censored = kaplanMeier(time, new Uint8Array(5))
  assert.deepEqual([[...censored.survival], [...censored.standardError]], [[1], [0]])
  assert.deepEqual(median(censored), [NaN, NaN, NaN])
})

test('one row, none, and an event at time 0', () => {
  assert.deepEqual(median(kaplanMeier(Float64Array.of(7), Uint8Array.of(1))), [7, NaN, NaN])
  const none = kaplanMeier(new Float64Array(), new Uint8Array())
  assert.deepEqual([none.n, none.time.length], [0, 0])
  assert.deepEqual(median(none), [NaN, NaN, NaN])
  const zero = kaplanMeier(Float64Array.of(0, 0, 2), Uint8Array.of(1, 0, 1))
  assert.deepEqual([...zero.atRisk], [3, 1])
  assert.equal(mismatch(zero.survival, [2 / 3, 0], 1e-15), '')
})

test('times 1e-12 apart are one time, and that is said; tolerance 0 keeps them apart', () => {
  const time = Float64Array.of(1, 1 + 1e-12, 2)
  const event = Uint8Array.of(1, 1, 0)
  const curve = kaplanMeier(time, event)
  assert.deepEqual([[...curve.time], [...curve.events], curve.merged], [[1, 2], [2, 0], 1])
  assert.equal(kaplanMeier(time, event, { tied: tiedTimes(time, undefined, 0) }).time.length, 3)
})

test('limits at S = 1 and S = 0: what exists is a number, the rest NaN', () => {
  const curve = { survival: Float64Array.of(1, 0), greenwood: Float64Array.of(0, Infinity) }
  const at = (kind: IntervalKind) => {
    const { lower, upper } = survivalInterval(curve, { kind, level: 0.95 })
    return [...lower, ...upper]
  }
  assert.deepEqual(at('log'), [1, NaN, 1, NaN])
  assert.deepEqual(at('plain'), [1, NaN, 1, NaN])
  for (const kind of ['log-log', 'arcsin', 'logit'] as const)
    assert.deepEqual(at(kind), [NaN, NaN, NaN, NaN], kind)
  assert.throws(() => survivalInterval(curve, { kind: 'log', level: 1 }), RangeError)
  assert.throws(() => survivalInterval(curve, { kind: 'probit' as IntervalKind, level: 0.9 }), TypeError)
})

test('a risk set that late entry leaves with one row, or empty between two, is not carried over', () => {
  const alone = kaplanMeier(Float64Array.of(2, 9, 9), Uint8Array.of(1, 1, 0), {
    entry: Float64Array.of(0, 5, 5),
  })
  assert.deepEqual([...alone.atRisk], [1, 2])
  assert.deepEqual([...alone.survival], [0, 0])
  const weights = Float64Array.of(0.1, 0.7, 0.2)
  const weighted = kaplanMeier(Float64Array.of(2, 9, 9), Uint8Array.of(0, 1, 1), {
    entry: Float64Array.of(0, 5, 5),
    weights,
    robust: false,
  })
  assert.equal(weighted.survival[1], 0)
})

test('weight 0 is as good as absent, but for the row of its time', () => {
  const curve = kaplanMeier(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 1), {
    weights: Float64Array.of(1, 0, 1),
  })
  assert.deepEqual(
    [[...curve.survival], [...curve.events]],
    [
      [0.5, 0.5, 0],
      [1, 0, 1],
    ],
  )
  const nothing = kaplanMeier(Float64Array.of(1, 2), Uint8Array.of(1, 1), { weights: new Float64Array(2) })
  assert.deepEqual([...nothing.survival], [1, 1])
})

test('fractional weights switch the robust variance on, and the curve says so', () => {
  const time = Float64Array.of(1, 2, 3)
  const event = Uint8Array.of(1, 0, 1)
  assert.equal(kaplanMeier(time, event, { weights: Float64Array.of(1, 2, 3) }).robust, false)
  assert.equal(kaplanMeier(time, event, { weights: Float64Array.of(1, 2.5, 3) }).robust, true)
  assert.equal(kaplanMeier(time, event, { weights: Float64Array.of(1, 2.5, 3), robust: false }).robust, false)
})

test('robust limits are flat where the curve is, to the last bit, so that their quantiles find the first time', () => {
  const time = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)
  const weights = Float64Array.of(0.3, 1.7, 0.9, 2.1, 0.4, 1.3, 0.7, 1.1)
  const { greenwood } = kaplanMeier(time, Uint8Array.of(0, 1, 0, 0, 0, 1, 0, 0), {
    weights,
    cluster: Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1),
  })
  assert.deepEqual(
    [greenwood[2], greenwood[3], greenwood[4], greenwood[6]],
    [greenwood[1], greenwood[1], greenwood[1], greenwood[5]],
  )
})

test('a group without rows has an empty curve, one without events stays at 1', () => {
  const [first, empty, last] = kaplanMeierByGroup(Float64Array.of(1, 2, 3), Uint8Array.of(1, 0, 0), {
    group: Int32Array.of(0, 2, 2),
  })
  assert.deepEqual([first.n, empty.n, last.n], [1, 0, 2])
  assert.deepEqual([...last.survival], [1, 1])
})

test('wrong calls say what is permitted and what came', () => {
  const time = Float64Array.of(1, 2)
  const event = Uint8Array.of(1, 0)
  for (const [call, says] of [
    [() => kaplanMeier(Float64Array.of(1, NaN), event), /row 1 is NaN/],
    [() => kaplanMeier(Float64Array.of(1, -2), event), /row 1 is -2/],
    [() => kaplanMeier(Float64Array.of(1, Infinity), event), /row 1 is Infinity/],
    [() => kaplanMeier(time, Uint8Array.of(1)), /got 1 for 2/],
    [() => kaplanMeier(time, Uint8Array.of(1, 2)), /row 1 is 2/],
    [() => kaplanMeier(time, event, { entry: Float64Array.of(0, 2) }), /row 1 is \(2, 2\]/],
    [() => kaplanMeier(time, event, { entry: Float64Array.of(0) }), /got 1 for 2/],
    [() => kaplanMeier(time, event, { entry: Float64Array.of(0, 2 - 1e-9) }), /longer than the tolerance/],
    [() => kaplanMeier(time, event, { weights: Float64Array.of(1, -1) }), /row 1 is -1/],
    [() => kaplanMeier(time, event, { weights: Float64Array.of(1, NaN) }), /row 1 is NaN/],
    [() => kaplanMeier(time, event, { cluster: Int32Array.of(0, -1) }), /row 1 is -1/],
    [() => kaplanMeier(time, event, { cluster: Int32Array.of(0, 1), robust: false }), /refuses/],
    [() => kaplanMeier(time, event, { tied: tiedTimes(Float64Array.of(1)) }), /same 2 times/],
    [() => kaplanMeier(time, event, { tied: tiedTimes(time), entry: new Float64Array(2) }), /has no entries/],
    [
      () => survivalQuantile(kaplanMeier(time, event), Float64Array.of(2), { kind: 'log', level: 0.9 }),
      /got 2/,
    ],
  ] as const)
    assert.throws(call, says)
})

const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 15 }),
    event: fc.integer({ min: 0, max: 1 }),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
)
type Row = { time: number; event: number; weight: number }
const timeOf = (r: readonly Row[]) => Float64Array.from(r, (x) => x.time)
const eventOf = (r: readonly Row[]) => Uint8Array.from(r, (x) => x.event)
const fields = ['time', 'survival', 'greenwood', 'cumulativeHazard', 'atRisk', 'events', 'censored'] as const

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(rows, (r) => {
      const [one, other] = [r, r.toReversed()].map((x) => kaplanMeier(timeOf(x), eventOf(x)))
      for (const field of fields) assert.deepEqual(one[field], other[field])
    }),
    { seed: 21 },
  )
})

test('the unit of time scales times only', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(0.25, 7, 365.25, 1e6), (r, unit) => {
      const one = kaplanMeier(timeOf(r), eventOf(r))
      const other = kaplanMeier(
        timeOf(r).map((t) => t * unit),
        eventOf(r),
      )
      assert.deepEqual(
        [...other.time],
        [...one.time].map((t) => t * unit),
      )
      assert.deepEqual(other.survival, one.survival)
      const [m, n] = [median(one), median(other)]
      assert.equal(
        mismatch(
          n,
          m.map((t) => t * unit),
          1e-15,
        ),
        '',
      )
    }),
    { seed: 22 },
  )
})

test('a whole weight is that many rows', () => {
  fc.assert(
    fc.property(
      rows.filter((r) => r.some((x) => x.weight > 0)),
      (all) => {
        const r = all
          .map((x, i) => ({ ...x, weight: i === 0 ? x.weight + 1 : x.weight }))
          .filter((x) => x.weight > 0)
        const copies = r.flatMap((x) => Array.from({ length: x.weight }, () => x))
        for (const curve of [kaplanMeier, flemingHarrington]) {
          const weighted = curve(timeOf(r), eventOf(r), {
            weights: Float64Array.from(r, (x) => x.weight),
            tieCorrection: false,
          })
          const repeated = curve(timeOf(copies), eventOf(copies), { tieCorrection: false })
          for (const field of fields)
            assert.equal(mismatch(weighted[field], repeated[field], 1e-12), '', field)
        }
      },
    ),
    { seed: 23 },
  )
})

const seen = (curve: SurvivalCurve, field: (typeof fields)[number]) =>
  curve[field].filter((_, j) => curve.events[j] + curve.censored[j] > 0)

test('splitting follow-up into intervals of one subject changes nothing', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 14 }), (r, cut) => {
      const end = r.map((x) => ({ ...x, time: x.time + 1, entry: 0 }))
      const split = end.flatMap((x, id) =>
        x.time > cut
          ? [
              { ...x, id, time: cut, event: 0 },
              { ...x, id, entry: cut },
            ]
          : [{ ...x, id }],
      )
      const whole = kaplanMeier(timeOf(end), eventOf(end))
      const parts = kaplanMeier(timeOf(split), eventOf(split), {
        entry: Float64Array.from(split, (x) => x.entry),
        id: Int32Array.from(split, (x) => x.id),
      })
      for (const field of fields)
        assert.equal(mismatch(seen(parts, field), seen(whole, field), 1e-12), '', field)
      const clustered = kaplanMeier(timeOf(end), eventOf(end), { robust: true })
      const collapsed = kaplanMeier(timeOf(split), eventOf(split), {
        entry: Float64Array.from(split, (x) => x.entry),
        id: Int32Array.from(split, (x) => x.id),
        robust: true,
      })
      assert.equal(mismatch(seen(collapsed, 'greenwood'), seen(clustered, 'greenwood'), 1e-9, 1e-6), '')
    }),
    { seed: 24 },
  )
})

test('without censoring S = 1 − ECDF, and its robust variance is binomial, as Greenwood’s', () => {
  fc.assert(
    fc.property(rows, (r) => {
      const time = timeOf(r)
      const all = new Uint8Array(r.length).fill(1)
      const [greenwood, robust] = [kaplanMeier(time, all), kaplanMeier(time, all, { robust: true })]
      for (let j = 0; j < greenwood.time.length; j++) {
        const S = time.filter((t) => t > greenwood.time[j]).length / r.length
        assert.ok(Math.abs(greenwood.survival[j] - S) < 1e-14)
        assert.ok(Math.abs(robust.standardError[j] ** 2 - (S * (1 - S)) / r.length) < 1e-13)
        if (S > 0) assert.ok(Math.abs(greenwood.standardError[j] ** 2 - (S * (1 - S)) / r.length) < 1e-13)
      }
    }),
    { seed: 25 },
  )
})

test('limits enclose S, on every scale', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...scales), (r, kind) => {
      const curve = kaplanMeier(timeOf(r), eventOf(r))
      const { lower, upper } = survivalInterval(curve, { kind, level: 0.95 })
      curve.survival.forEach((S, j) => {
        if (Number.isNaN(lower[j])) return
        assert.ok(lower[j] >= 0 && lower[j] <= S + 1e-12 && upper[j] >= S - 1e-12 && upper[j] <= 1)
      })
    }),
    { seed: 26 },
  )
})
