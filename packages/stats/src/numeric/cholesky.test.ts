import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  cholesky,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskyQuadraticForm,
  choleskySolve,
} from './cholesky.ts'

const entries = (p: number) =>
  fc.array(fc.integer({ min: -20, max: 20 }), { minLength: p * (p + 2), maxLength: p * (p + 2) })

/** B B′ for a p × (p + 2) matrix B of whole numbers: non-negative definite, and exact. */
function gram(B: readonly number[], p: number): Float64Array {
  const A = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p + 2; k++) A[i * p + j] += B[i * (p + 2) + k] * B[j * (p + 2) + k]
  return A
}

test('L D L′ is A, and A x = b is solved', () => {
  fc.assert(
    fc.property(entries(4), fc.array(fc.integer(), { minLength: 4, maxLength: 4 }), (B, b) => {
      const A = gram(B, 4)
      const decomposition = cholesky(A, 4)
      if (decomposition.rank < 4) return
      const L = (i: number, j: number) => (i === j ? 1 : i > j ? decomposition.factor[i * 4 + j] : 0)
      const size = Math.max(...A)
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++) {
          let sum = 0
          for (let k = 0; k < 4; k++) sum += L(i, k) * decomposition.factor[k * 5] * L(j, k)
          assert.ok(Math.abs(sum - A[i * 4 + j]) <= 1e-13 * size)
        }
      const x = choleskySolve(decomposition, Float64Array.from(b))
      const smallest = Math.min(...[0, 5, 10, 15].map((k) => decomposition.factor[k]))
      for (let i = 0; i < 4; i++) {
        let row = 0
        for (let j = 0; j < 4; j++) row += A[i * 4 + j] * x[j]
        assert.ok(
          Math.abs(row - b[i]) <= (1e-12 * size * Math.max(...b.map(Math.abs), 1)) / Math.min(1, smallest),
        )
      }
    }),
  )
})

test('a column that earlier ones explain has pivot 0 and takes no part', () => {
  // The third row of B is the sum of the first two.
  const A = gram([1, 2, 3, 0, 0, 4, 0, 1, 2, 1, 5, 2, 4, 2, 1], 3)
  const decomposition = cholesky(A, 3)
  assert.deepEqual([decomposition.rank, decomposition.factor[8]], [2, 0])
  const inverse = choleskyInverse(decomposition)
  assert.deepEqual([inverse[2], inverse[5], inverse[8]], [0, 0, 0])
  const two = choleskyInverse(cholesky(Float64Array.of(A[0], A[1], A[3], A[4]), 2))
  assert.deepEqual([inverse[0], inverse[1], inverse[3], inverse[4]], [...two])
  assert.equal(choleskySolve(decomposition, Float64Array.of(1, 2, 3))[2], 0)
})

test('by hand: A = [4 2; 2 3]', () => {
  const decomposition = cholesky(Float64Array.of(4, NaN, 2, 3), 2) // the upper triangle is not read
  assert.deepEqual(
    [...decomposition.factor].filter((_, i) => i !== 1),
    [4, 0.5, 2],
  )
  assert.deepEqual([...choleskyInverse(decomposition)], [3 / 8, -1 / 4, -1 / 4, 1 / 2])
  assert.equal(choleskyQuadraticForm(decomposition, Float64Array.of(1, 1)), 3 / 8 - 1 / 2 + 1 / 2)
  assert.ok(Math.abs(choleskyLogDeterminant(decomposition) - Math.log(8)) < 1e-15)
})

test('a floor makes a pivot of rounding 0; so does one that is not finite; the matrix 0 has rank 0', () => {
  assert.equal(cholesky(Float64Array.of(1, 0, 0, 1e-10), 2, 1e-12, Float64Array.of(0, 1e-9)).rank, 1)
  assert.equal(cholesky(Float64Array.of(NaN, 0, 0, 1), 2).rank, 1)
  assert.equal(cholesky(new Float64Array(4), 2).rank, 0)
  assert.equal(cholesky(new Float64Array(0), 0).rank, 0)
})
