import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  close,
  codes,
  column,
  columns,
  fixtures,
  mismatch,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { rmst } from './rmst.ts'
import { timeLost } from './time-lost.ts'

const reference = fixtures(undefined, 'time_lost')
test('there are results of R to compare with', () => assert.ok(reference.length >= 4))
for (const { id, csv, spec, result } of reference)
  test(`time lost and its error are R's influences, integrated: ${id}`, () => {
    const lost = [1, 2, 3].map((of) =>
      timeLost(column(csv, spec.time), Int32Array.from(column(csv, spec.status)), {
        of,
        tau: spec.tau,
        entry: spec.start && column(csv, spec.start),
        weights: spec.weights && column(csv, spec.weights),
      }),
    )
    assert.equal(
      mismatch(
        lost.map((l) => l.estimate),
        numbers(result.estimate),
        1e-12,
      ),
      '',
    )
    assert.equal(
      mismatch(
        lost.map((l) => l.standardError),
        numbers(result.standard_error),
        1e-10,
      ),
      '',
    )
  })

for (const { dataset, id, csv, spec, result } of fixtures(undefined, 'aalen_johansen').filter(
  (f) => f.result.rmst,
))
  test(`the areas of R's table, to its own end of follow-up: ${dataset} ${id}`, () => {
    const used = [spec.time, spec.status, spec.group]
    const time = column(csv, spec.time, used)
    const cause = Int32Array.from(column(csv, spec.status, used))
    const group = spec.group ? codes(columns(csv, used)[spec.group]) : new Int32Array(time.length)
    const groups = Math.max(...group) + 1
    const causes = result.states.length - 1
    // R measures every group to the last time of all
    const tau = Math.max(...time)
    for (let k = 1; k <= causes; k++)
      for (let g = 0; g < groups; g++) {
        const rows = [...group.keys()].filter((i) => group[i] === g)
        const mine = timeLost(
          Float64Array.from(rows, (i) => time[i]),
          Int32Array.from(rows, (i) => cause[i]),
          { of: k, tau, causes },
        )
        assert.ok(close(mine.estimate, result.rmst.table[k * groups + g][2], 1e-12), `${mine.estimate}`)
      }
  })

const follow = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 2 })), {
  minLength: 2,
  maxLength: 40,
})

test('what is lost to all causes is τ less the restricted mean; with one cause the error is near that of the mean', () =>
  fc.assert(
    fc.property(follow, fc.integer({ min: 1, max: 15 }), (rows, tau) => {
      const time = Float64Array.from(rows, ([t]) => t)
      const cause = Int32Array.from(rows, ([, k]) => k)
      const lost = [1, 2].reduce((sum, of) => sum + timeLost(time, cause, { of, tau, causes: 2 }).estimate, 0)
      const mean = rmst(
        kaplanMeier(
          time,
          Uint8Array.from(cause, (k) => (k > 0 ? 1 : 0)),
        ),
        { tau, level: 0.95 },
      )
      assert.ok(close(lost, tau - mean.estimate, 1e-9, 1))
    }),
  ))

test('without censoring time lost is a mean over rows, and so is its error', () =>
  fc.assert(
    fc.property(follow, fc.integer({ min: 1, max: 15 }), (rows, tau) => {
      const each = rows.map(([t, k]) => (k === 1 ? Math.max(0, tau - t) : 0))
      const n = each.length
      const mean = each.reduce((sum, value) => sum + value, 0) / n
      const error = Math.sqrt(each.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / n
      const lost = timeLost(
        Float64Array.from(rows, ([t]) => t),
        Int32Array.from(rows, ([, k]) => (k === 1 ? 1 : 2)),
        { of: 1, tau, causes: 2 },
      )
      assert.ok(close(lost.estimate, mean, 1e-10, 1))
      assert.ok(close(lost.standardError, error, 1e-9, 1), `${lost.standardError} ${error}`)
    }),
  ))

test('past the end of follow-up it is said, and a wrong call throws', () => {
  const time = Float64Array.of(1, 2)
  assert.equal(timeLost(time, Int32Array.of(1, 0), { of: 1, tau: 3 }).beyondFollowUp, true)
  assert.equal(timeLost(time, Int32Array.of(1, 1), { of: 1, tau: 3 }).beyondFollowUp, false)
  assert.throws(
    () => timeLost(time, Int32Array.of(1, 0), { of: 1, tau: NaN }),
    /tau must be a finite number > 0, got NaN/,
  )
  assert.throws(() => timeLost(time, Int32Array.of(1, 0), { of: 2, tau: 1 }), /cause of interest/)
})

testEveryField('time_lost')
testEveryField('aalen_johansen', (field) => field.startsWith('rmst'))
