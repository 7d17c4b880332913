import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fenwickTree } from './fenwick.ts'

test('sums below a rank are the plain sums, as weights come and go', () => {
  const change = fc.record({ rank: fc.integer({ min: 0, max: 12 }), weight: fc.integer({ min: -5, max: 5 }) })
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const tree = fenwickTree(13)
      const plain = new Float64Array(13)
      for (const { rank, weight } of changes) {
        tree.add(rank, weight)
        plain[rank] += weight
        assert.equal(
          tree.below(rank),
          plain.slice(0, rank).reduce((a, b) => a + b, 0),
        )
        assert.equal(tree.at(rank), plain[rank])
        assert.equal(
          tree.total(),
          plain.reduce((a, b) => a + b, 0),
        )
      }
      tree.clear()
      assert.deepEqual([tree.total(), tree.below(12), tree.at(3)], [0, 0, 0])
    }),
  )
})
