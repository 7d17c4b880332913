import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { close, column, fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { rightCensored } from './censored-times.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { turnbull } from './turnbull.ts'

const between = (pairs: readonly (readonly [number, number])[]) => ({
  lower: Float64Array.from(pairs, ([l]) => l),
  upper: Float64Array.from(pairs, ([, u]) => u),
})

const reference = fixtures(undefined, 'turnbull')
test('there are Turnbull curves of R to compare with', () => assert.ok(reference.length >= 2))
for (const { id, csv, spec, result } of reference)
  test(`the Turnbull curve is that of R, as far as R goes: ${id}`, () => {
    const fit = turnbull(
      {
        lower: column(csv, spec.lower).map((t) => (t === 0 ? -Infinity : t)),
        upper: column(csv, spec.upper),
      },
      { weights: spec.weights && column(csv, spec.weights) },
    )
    assert.equal(fit.converged, true)
    // R puts the mass of an interval at its middle and stops when no step moves S by 5e-5; both curves are read at interval ends.
    const [time, survival] = [numbers(result.time), numbers(result.surv)]
    for (let j = 0; j < fit.right.length; j++) {
      if (fit.right[j] === Infinity) continue
      const at = time.findLastIndex((t) => t <= fit.right[j])
      assert.ok(close(fit.survival[j], at < 0 ? 1 : survival[at], 2e-3, 1), `${fit.right[j]}`)
    }
  })

const intervals = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 })),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((rows) => rows.map(([l, width, kind]) => [l, kind === 0 ? Infinity : l + width] as const))

test('the masses meet the condition of Karush, Kuhn and Tucker, so they are the maximum', () =>
  fc.assert(
    fc.property(intervals, (pairs) => {
      const fit = turnbull(between(pairs))
      assert.ok(fit.converged, fit.reason)
      assert.ok(
        close(
          fit.mass.reduce((sum, p) => sum + p, 0),
          1,
          1e-12,
        ),
      )
      const n = pairs.length
      const holds = ([l, u]: readonly [number, number], j: number) =>
        l === u
          ? fit.left[j] === l && fit.right[j] === l
          : l <= fit.left[j] && fit.right[j] <= u && !(fit.left[j] === l && fit.right[j] === l)
      const P = pairs.map((pair) => fit.mass.reduce((sum, p, j) => sum + (holds(pair, j) ? p : 0), 0))
      fit.mass.forEach((p, j) => {
        const d = pairs.reduce((sum, pair, i) => sum + (holds(pair, j) ? 1 / P[i] : 0), 0)
        assert.ok(d <= n * (1 + 1e-9))
        if (p > 1e-6) assert.ok(close(d, n, 1e-3))
      })
    }),
  ))

test('right-censored data give the Kaplan–Meier curve', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1 })), {
        minLength: 1,
        maxLength: 30,
      }),
      (rows) => {
        const time = Float64Array.from(rows, ([t]) => t)
        const event = Uint8Array.from(rows, ([, e]) => e)
        const fit = turnbull(rightCensored(time, event))
        const curve = kaplanMeier(time, event)
        assert.ok(fit.converged, fit.reason)
        for (let j = 0; j < fit.left.length; j++) {
          if (fit.right[j] === Infinity) continue
          const at = curve.time.indexOf(fit.right[j])
          assert.ok(
            close(fit.survival[j], curve.survival[at], 1e-6, 1),
            `${fit.survival[j]} ${curve.survival[at]}`,
          )
        }
      },
    ),
  ))

test('neither the order of rows, nor twice the data, nor a weight for a copy changes it', () =>
  fc.assert(
    fc.property(intervals, (pairs) => {
      const fit = turnbull(between(pairs))
      const other = turnbull(between(pairs.toReversed()), {
        weights: new Float64Array(pairs.length).fill(2.5),
      })
      assert.equal(mismatch(other.left, fit.left, 0), '')
      assert.ok(close(other.logLikelihood, 2.5 * fit.logLikelihood, 1e-8, 1))
    }),
  ))

test('four intervals by hand', () => {
  // (0,2] (1,3] (2,4] (3,∞): innermost (1,2] (2,3] (3,4]; ℓ = log p₁ + log(p₁+p₂) + log(p₂+p₃) + log p₃ is largest without p₂.
  const fit = turnbull(between([[0, 2], [1, 3], [2, 4], [3, Infinity]])) // prettier-ignore
  assert.deepEqual([...fit.left], [1, 2, 3])
  assert.deepEqual([...fit.right], [2, 3, 4])
  assert.equal(mismatch(fit.mass, [0.5, 0, 0.5], 1e-9, 1), '')
  assert.ok(close(fit.logLikelihood, 4 * Math.log(0.5), 1e-9))
})

test('current status data give the isotonic regression of the status', () => {
  // seen at 1..5: no, yes, no, yes, yes. Pooled: 0, ½, ½, 1, 1
  const fit = turnbull(between([[1, Infinity], [-Infinity, 2], [3, Infinity], [-Infinity, 4], [-Infinity, 5]])) // prettier-ignore
  assert.deepEqual([...fit.left], [1, 3])
  assert.equal(mismatch(fit.mass, [0.5, 0.5], 1e-9), '')
})

test('nasty data have a typed answer', () => {
  const empty = turnbull(between([]))
  assert.equal(empty.converged, true)
  assert.equal(empty.mass.length, 0)
  const one = turnbull(between([[2, 5]]))
  assert.deepEqual([one.left[0], one.right[0], one.mass[0]], [2, 5, 1])
  const censored = turnbull(between([[2, Infinity], [4, Infinity]])) // prettier-ignore
  assert.deepEqual([censored.left[0], censored.right[0], censored.survival[0]], [4, Infinity, 0])
  const short = turnbull(between([[0, 2], [1, 3], [2, 4], [3, 6], [0, 6]]), { maxIterations: 0 }) // prettier-ignore
  assert.equal(short.converged, false)
  assert.match(short.reason!, /optimality/)
})

test('a wrong call throws with what is permitted and what came', () => {
  assert.throws(() => turnbull(between([[3, 2]])), /row 0 is \(3, 2\]/)
  assert.throws(() => turnbull(between([[NaN, 2]])), RangeError)
  assert.throws(() => turnbull(between([[1, 2]]), { weights: Float64Array.of(-1) }), /weight/)
})

testEveryField('turnbull')
