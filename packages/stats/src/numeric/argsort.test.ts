import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { argsort } from './argsort.ts'

/** The order by comparison, with ties in order of entry. */
const compared = (values: Float64Array) =>
  Uint32Array.from([...values.keys()].toSorted((i, j) => values[i] - values[j] || i - j))

const short = fc.oneof(
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
  fc.array(fc.integer({ min: -3, max: 3 })),
  fc.array(fc.constantFrom(0, -0, 1, Infinity, -Infinity, 5e-324, -5e-324)),
)

const long = (unit: fc.Arbitrary<number>) => fc.array(unit, { minLength: 513, maxLength: 1500 })

test('the order is that of a stable comparison sort', () => {
  fc.assert(
    fc.property(short, (column) => {
      const values = Float64Array.from(column)
      assert.deepEqual(argsort(values), compared(values))
    }),
  )
})

test('long columns, sorted by their bits, have the same order', () => {
  const columns = fc.oneof(
    long(fc.double({ noNaN: true, noDefaultInfinity: true })),
    long(fc.integer({ min: -3, max: 900 })),
    long(fc.constantFrom(0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1 + 2 ** -52, 1)),
    long(fc.integer({ min: 0, max: 1e6 }).map((k) => 1 + k * 2 ** -52)), // equal upper words
    long(fc.integer({ min: 0, max: 1e6 }).map((k) => -1 - k * 2 ** -52)),
  )
  fc.assert(
    fc.property(columns, (column) => {
      const values = Float64Array.from(column)
      assert.deepEqual(argsort(values), compared(values))
    }),
    { numRuns: 60 },
  )
})

test('signed zeros are ties and keep their order of entry', () => {
  assert.deepEqual([...argsort(Float64Array.of(0, -0, -1, -0, 0))], [2, 0, 1, 3, 4])
})
