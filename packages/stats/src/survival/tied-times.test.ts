import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { groupCount, partition } from './partition.ts'
import { tiedTimes } from './tied-times.ts'

test('times that differ are passed on untouched, in order', () => {
  const time = Float64Array.of(3, 1, 2)
  const tied = tiedTimes(time)
  assert.equal(tied.time, time)
  assert.deepEqual([[...tied.byTime], tied.merged, tied.entry], [[1, 2, 0], 0, undefined])
})

test('sums that differ in the last bit are one time, the smallest of the run', () => {
  const { time, merged } = tiedTimes(Float64Array.of(0.1 + 0.2, 0.3, 0.7 + 0.1, 0.8))
  assert.deepEqual([[...time], merged], [[0.3, 0.3, 0.7 + 0.1, 0.7 + 0.1], 2])
})

test('rows of a merged time stand in the order of the caller, as rows of equal times do', () => {
  const tied = tiedTimes(Float64Array.of(2 + 2e-9, 1, 2, 2 + 1e-9), Float64Array.of(2e-9, 0, 1e-9, 0))
  assert.deepEqual([...tied.byTime], [1, 0, 2, 3])
  assert.deepEqual([...tied.byEntry!], [0, 1, 2, 3])
})

test('merging chains: neighbours closer than the tolerance join a run longer than it', () => {
  const step = 1e-8
  const { time } = tiedTimes(Float64Array.of(1, 1 + step, 1 + 2 * step, 1 + 3 * step, 1 + 3 * step + 1e-6))
  assert.deepEqual([...time], [1, 1, 1, 1, 1 + 3 * step + 1e-6])
})

test('the tolerance is also relative to the mean of the distinct times', () => {
  assert.equal(tiedTimes(Float64Array.of(1e9, 1e9 + 5)).merged, 1)
  assert.equal(tiedTimes(Float64Array.of(1e9, 1e9 + 100)).merged, 0)
})

test('an end and an entry within the tolerance are one time', () => {
  const { time, entry } = tiedTimes(Float64Array.of(1, 2), Float64Array.of(0, 1 + 1e-12))
  assert.deepEqual(
    [[...time], [...entry!]],
    [
      [1, 2],
      [0, 1],
    ],
  )
})

test('settling ties twice changes nothing, and keeps the order of times', () => {
  const times = fc.array(
    fc.double({ min: 0, max: 10, noNaN: true }).map((t) => Math.round(t * 4) / 4 + (t % 1e-9)),
    {
      maxLength: 40,
    },
  )
  fc.assert(
    fc.property(times, (values) => {
      const once = tiedTimes(Float64Array.from(values))
      assert.equal(tiedTimes(once.time).merged, 0)
      for (let r = 1; r < values.length; r++)
        assert.ok(once.time[once.byTime[r - 1]] <= once.time[once.byTime[r]])
    }),
    { seed: 31 },
  )
})

test('a partition keeps every row once, and the order within each group', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 50 }), (labels) => {
      const code = Int32Array.from(labels)
      const { rows, start } = partition(Uint32Array.from(labels.keys()), code, 5)
      assert.deepEqual(rows.toSorted(), Uint32Array.from(labels.keys()))
      for (let g = 0; g < 5; g++) {
        const members = [...rows.subarray(start[g], start[g + 1])]
        assert.ok(members.every((row, r) => code[row] === g && (r === 0 || members[r - 1] < row)))
      }
    }),
    { seed: 32 },
  )
})

test('codes that are labels are refused', () => {
  assert.equal(groupCount('f', 'group', Int32Array.of(0, 2), 2), 3)
  assert.throws(() => groupCount('f', 'group', Int32Array.of(0, 2026), 2), /largest is 2026/)
})
