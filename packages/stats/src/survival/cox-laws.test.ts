import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { mismatch } from '../reference.test-data.ts'
import { cox } from './cox.ts'
import type { Cox } from './cox-estimates.ts'
import type { CoxOptions } from './cox-model.ts'
import { coxResampler } from './cox-resample.ts'
import { martingaleResiduals } from './cox-martingale.ts'
import { dfbetaResiduals, scoreResiduals } from './cox-score-residuals.ts'

const row = fc.record({
  entry: fc.integer({ min: 0, max: 5 }),
  length: fc.integer({ min: 1, max: 12 }),
  event: fc.integer({ min: 0, max: 1 }),
  x: fc.integer({ min: -20, max: 20 }).map((x) => x / 10),
  y: fc.integer({ min: 0, max: 1 }),
  stratum: fc.integer({ min: 0, max: 2 }),
  weight: fc.integer({ min: 1, max: 3 }),
  offset: fc.integer({ min: -10, max: 10 }).map((o) => o / 10),
})
type Row = {
  entry: number
  length: number
  event: number
  x: number
  y: number
  stratum: number
  weight: number
  offset: number
}
const rows = fc.array(row, { minLength: 15, maxLength: 40 })
const ties = fc.constantFrom('efron' as const, 'breslow' as const)

function fit(data: readonly Row[], options: CoxOptions = {}, columns?: Float64Array[]): Cox {
  const column = (of: (r: Row) => number) => Float64Array.from(data, of)
  const X = columns ?? [column((r) => r.x), column((r) => r.y)]
  return cox(
    column((r) => r.entry + r.length),
    Uint8Array.from(data, (r) => r.event),
    X,
    {
      entry: column((r) => r.entry),
      strata: Int32Array.from(data, (r) => r.stratum),
      weights: column((r) => r.weight),
      offset: column((r) => r.offset),
      epsilon: 1e-13,
      ...options,
    },
  )
}

/** Fits that settled; the others are the matter of cox-nasty.test.ts. */
function settled(one: Cox, other: Cox): boolean {
  assert.equal(one.converged, other.converged)
  if (one.converged) assert.deepEqual(one.flags, other.flags)
  return one.converged && !one.flags.includes('collinear')
}
const same = (a: ArrayLike<number>, b: ArrayLike<number>, what: string, tolerance = 1e-7) =>
  assert.equal(mismatch(a, b, tolerance, 1), '', what)

const dot = (u: Float64Array, v: Float64Array) => u.reduce((sum, d, i) => sum + d * v[i], 0)

test('permuting rows changes nothing', () => {
  fc.assert(
    fc.property(rows, ties, fc.infiniteStream(fc.nat()), (data, tied, random) => {
      const order = data.map((_, i) => ({ i, key: random.next().value })).toSorted((a, b) => a.key - b.key)
      const permuted = order.map(({ i }) => data[i])
      const [a, b] = [fit(data, { ties: tied }), fit(permuted, { ties: tied })]
      if (!settled(a, b)) return
      same(a.coefficients, b.coefficients, 'coefficients')
      const residuals = martingaleResiduals(a)
      same(
        order.map(({ i }) => residuals[i]),
        martingaleResiduals(b),
        'martingale residuals',
      )
    }),
  )
})

test('reversing a covariate reverses its coefficient; scaling divides it; shifting leaves it', () => {
  fc.assert(
    fc.property(rows, ties, (data, tied) => {
      const plain = fit(data, { ties: tied })
      const y = Float64Array.from(data, (r) => 1e4 * (7 - r.y))
      const x = Float64Array.from(data, (r) => -3 * r.x + 1e6)
      const moved = fit(data, { ties: tied }, [x, y])
      if (!settled(plain, moved)) return
      same(
        moved.coefficients.map((b, j) => b * [-3, -1e4][j]),
        plain.coefficients,
        'coefficients',
        1e-6,
      )
      same([moved.logLikelihood], [plain.logLikelihood], 'likelihood')
    }),
  )
})

test('adding a constant to the offset of a stratum changes nothing', () => {
  fc.assert(
    fc.property(rows, ties, (data, tied) => {
      const moved = data.map((r) => ({ ...r, offset: r.offset + [3, -800, 1e3][r.stratum] }))
      const [a, b] = [fit(data, { ties: tied }), fit(moved, { ties: tied })]
      if (settled(a, b)) same(a.coefficients, b.coefficients, 'coefficients', 1e-6)
    }),
  )
})

test('splitting an interval where nothing happens to the row leaves the fit', () => {
  fc.assert(
    fc.property(rows, ties, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (data, tied, share) => {
      const split = data.flatMap((r) => {
        const first = r.length * share
        return [
          { ...r, length: first, event: 0 },
          { ...r, entry: r.entry + first, length: r.entry + r.length - (r.entry + first) },
        ]
      })
      const [a, b] = [fit(data, { ties: tied }), fit(split, { ties: tied })]
      if (!settled(a, b)) return
      same(a.coefficients, b.coefficients, 'coefficients')
      same(a.variance, b.variance, 'variance', 1e-6)
      const whole = martingaleResiduals(b)
      same(
        martingaleResiduals(a),
        data.map((_, i) => whole[2 * i] + whole[2 * i + 1]),
        'residuals add up',
      )
    }),
  )
})

test('a whole weight is so many rows, with Breslow; clusters of copies are the weighted rows', () => {
  fc.assert(
    fc.property(rows, (data) => {
      const copies = data.flatMap((r, i) => Array.from({ length: r.weight }, () => ({ ...r, weight: 1, i })))
      const a = fit(data, { ties: 'breslow', robust: true })
      const b = fit(copies, { ties: 'breslow', cluster: Int32Array.from(copies, (r) => r.i) })
      if (!settled(a, b)) return
      same(a.coefficients, b.coefficients, 'coefficients')
      same(a.robustVariance!, b.robustVariance!, 'robust variance', 1e-6)
    }),
  )
})

test('a row of weight 0 is as absent', () => {
  fc.assert(
    fc.property(rows, ties, (data, tied) => {
      const weights = Float64Array.from(data, (r, i) => (i % 3 === 0 ? 0 : r.weight))
      const kept = data.filter((_, i) => i % 3 !== 0)
      const [a, b] = [fit(data, { ties: tied, weights }), fit(kept, { ties: tied })]
      assert.deepEqual([a.n, a.events], [b.n, b.events])
      if (settled(a, b)) same(a.coefficients, b.coefficients, 'coefficients')
    }),
  )
})

test('score residuals with weights sum to 0 at the estimate, as do martingale residuals', () => {
  fc.assert(
    fc.property(rows, ties, (data, tied) => {
      const a = fit(data, { ties: tied })
      if (!settled(a, a)) return
      for (const column of scoreResiduals(a, { weighted: true }))
        assert.ok(Math.abs(column.reduce((sum, u) => sum + u, 0)) < 1e-6)
      const total = martingaleResiduals(a).reduce((sum, m, i) => sum + m * data[i].weight, 0)
      assert.ok(Math.abs(total) < 1e-9)
    }),
  )
})

test('dfbeta sums by cluster to the robust variance', () => {
  fc.assert(
    fc.property(rows, ties, (data, tied) => {
      const a = fit(data, { ties: tied, cluster: Int32Array.from(data, (_, i) => i >> 1) })
      if (!settled(a, a)) return
      const sums = dfbetaResiduals(a).map((column) => {
        const byCluster = new Float64Array(data.length)
        column.forEach((d, i) => (byCluster[i >> 1] += d))
        return byCluster
      })
      same(
        sums.flatMap((u) => sums.map((v) => dot(u, v))),
        a.robustVariance!,
        'D′D',
      )
    }),
  )
})

test('a resample is the fit to the drawn rows', () => {
  fc.assert(
    fc.property(rows, ties, fc.boolean(), fc.infiniteStream(fc.nat()), (data, tied, late, random) => {
      const entry = late ? undefined : { entry: undefined }
      const a = fit(data, { ties: tied, epsilon: 1e-9, ...entry })
      const refit = coxResampler(a)
      for (let k = 0; k < 3; k++) {
        const draw = Uint32Array.from(data, () => random.next().value % data.length)
        const drawn = fit(
          Array.from(draw, (i) => data[i]),
          { ties: tied, epsilon: 1e-9, ...entry },
        )
        const again = refit(draw)
        assert.equal(again.converged, drawn.converged)
        if (drawn.converged) same(again.coefficients, drawn.coefficients, 'coefficients', 1e-6)
      }
    }),
    { numRuns: 50 },
  )
})
