import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { agreementWeights, type WeightKind } from './agreement-weights.ts'
import { cohenKappa } from './cohen-kappa.ts'

const near = (a: number, b: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} is not ${b}`)

test('by hand, 20 5 10 15: 0.7 observed, 0.5 expected, kappa 0.4, variance 0.016128', () => {
  const { n, observed, expected, kappa, se, lower, upper } = cohenKappa([20, 5, 10, 15])
  assert.equal(n, 50)
  near(observed, 0.7)
  near(expected, 0.5)
  near(kappa, 0.4)
  near(se ** 2, 0.016128) // (0.04624 + 0.04356 + 0.05832 + 0.06348 − 0.01) / 12.5
  near(lower, 0.4 - 1.959963984540054 * Math.sqrt(0.016128))
  near(upper, 0.4 + 1.959963984540054 * Math.sqrt(0.016128))
})

test('by hand, three ordered categories: weights and the three kappas', () => {
  assert.deepEqual([...agreementWeights(3, 'linear')], [1, 0.5, 0, 0.5, 1, 0.5, 0, 0.5, 1])
  assert.deepEqual([...agreementWeights(3, 'quadratic')], [1, 0.75, 0, 0.75, 1, 0.75, 0, 0.75, 1])
  // n = 10, margins 5 3 2 and 4 4 2; observed 7/10; expected (20 + 12 + 4)/100
  const counts = [4, 1, 0, 0, 2, 1, 0, 1, 1]
  near(cohenKappa(counts).kappa, (0.7 - 0.36) / 0.64)
  // linear: observed 0.7 + 0.3/2; expected 0.36 + (20 + 12 + 6 + 8)/200
  near(cohenKappa(counts, { weights: 'linear' }).kappa, (0.85 - 0.59) / 0.41)
  near(cohenKappa(counts, { weights: 'quadratic' }).kappa, (0.925 - 0.705) / 0.295)
})

test('perfect agreement is 1 with no spread, none at all is below 0, independence is 0', () => {
  const perfect = cohenKappa([7, 0, 0, 5])
  assert.equal(perfect.kappa, 1)
  near(perfect.se, 0, 1e-8)
  assert.ok(cohenKappa([0, 6, 4, 0]).kappa < 0)
  near(cohenKappa([4, 8, 6, 12]).kappa, 0)
})

test('nothing rated, or one category throughout, has no kappa', () => {
  assert.ok(Number.isNaN(cohenKappa([0, 0, 0, 0]).kappa))
  const single = cohenKappa([9, 0, 0, 0])
  assert.equal(single.observed, 1)
  assert.ok(Number.isNaN(single.kappa) && Number.isNaN(single.se))
})

test('a wrong call says what is permitted', () => {
  assert.throws(() => cohenKappa([1, 2, 3]), /square table/)
  assert.throws(() => cohenKappa([1]), /square table/)
  assert.throws(() => cohenKappa([1, 2, 3, -1]), /whole number/)
  assert.throws(() => cohenKappa([1, 2, 3, 0.5]), /whole number/)
  assert.throws(() => cohenKappa([1, 2, 3, 4], { level: 1 }), /level/)
  assert.throws(() => agreementWeights(1, 'none'), RangeError)
})

const table = (k: number) => fc.array(fc.integer({ min: 1, max: 40 }), { minLength: k * k, maxLength: k * k })
const kinds = fc.constantFrom<WeightKind[]>('none', 'linear', 'quadratic')

test('law: exchanging the raters changes nothing, nor does turning the order of the categories', () => {
  fc.assert(
    fc.property(table(3), kinds, (counts, weights) => {
      const { kappa, se } = cohenKappa(counts, { weights })
      const exchanged = counts.map((_, cell) => counts[(cell % 3) * 3 + Math.floor(cell / 3)]!)
      for (const other of [exchanged, counts.toReversed()]) {
        near(cohenKappa(other, { weights }).kappa, kappa, 1e-10)
        near(cohenKappa(other, { weights }).se, se, 1e-10)
      }
    }),
  )
})

test('law: with two categories every weighting is the same', () => {
  fc.assert(
    fc.property(table(2), (counts) => {
      for (const weights of ['linear', 'quadratic'] as const)
        near(cohenKappa(counts, { weights }).se, cohenKappa(counts).se)
    }),
  )
})

/** Kappa as a function of any shares, for the gradient. */
function kappaOf(p: readonly number[], w: Float64Array, k: number): number {
  const row = Array.from({ length: k }, (_, i) => p.slice(i * k, i * k + k).reduce((a, b) => a + b, 0))
  const column = Array.from({ length: k }, (_, j) => row.reduce((sum, _r, i) => sum + p[i * k + j]!, 0))
  let observed = 0
  let expected = 0
  for (const [cell, share] of p.entries()) {
    observed += w[cell]! * share
    expected += w[cell]! * row[Math.floor(cell / k)]! * column[cell % k]!
  }
  return (observed - expected) / (1 - expected)
}

test('the variance of Fleiss, Cohen and Everitt is that of the delta method', () => {
  fc.assert(
    fc.property(table(3), kinds, (counts, weights) => {
      const n = counts.reduce((a, b) => a + b, 0)
      const p = counts.map((count) => count / n)
      const w = agreementWeights(3, weights)
      const h = 1e-5
      const gradient = p.map((_, cell) => {
        const moved = (by: number) =>
          kappaOf(
            p.map((share, i) => (i === cell ? share + by : share)),
            w,
            3,
          )
        return (moved(h) - moved(-h)) / (2 * h)
      })
      const mean = gradient.reduce((sum, g, cell) => sum + g * p[cell]!, 0)
      const square = gradient.reduce((sum, g, cell) => sum + g * g * p[cell]!, 0)
      // the gradient is good to h² = 1e-10 absolutely; the variance of kappa here is at least 1e-4
      near(cohenKappa(counts, { weights }).se ** 2, (square - mean ** 2) / n, 1e-6)
    }),
  )
})
