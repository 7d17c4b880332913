import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { cox } from './cox.ts'
import { proportionality } from './cox-proportionality.ts'
import { coxCall } from './cox.test-data.ts'

const references = fixtures(undefined, 'cox_zph')
test('there are tests of proportional hazards by R to compare with', () =>
  assert.ok(references.length >= 120))

for (const fixture of references)
  test(`proportional hazards as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { time, event, X, options } = coxCall(fixture)
    const ours = proportionality(cox(time, event, X, options), fixture.spec.transform)
    const { table, x_first20, y_first20 } = fixture.result
    // R leaves a collinear column out of its answer.
    const kept = X.flatMap((_, j) => (ours.tests[j].degreesOfFreedom === 0 ? [] : [j]))
    const rows = [...kept.map((j) => ours.tests[j]), ours.global]
    assert.equal(
      mismatch(
        rows.map((r) => r.statistic),
        numbers(table.map((row: number[]) => row[0])),
        1e-8,
        1e-6,
      ),
      '',
    )
    assert.deepEqual(
      rows.map((r) => r.degreesOfFreedom),
      table.map((row: number[]) => row[1]),
    )
    assert.equal(
      mismatch(
        rows.map((r) => r.p),
        numbers(table.map((row: number[]) => row[2])),
        1e-7,
      ),
      '',
    )
    assert.equal(mismatch(ours.x.subarray(0, 20), numbers(x_first20), 1e-12), '')

    // R lists tied events of (start, stop] rows backwards; ours are by row.
    const order = Array.from(ours.x.keys())
    if (options.entry)
      for (let from = 0, to = 0; from < order.length; from = to) {
        while (to < order.length && ours.time[to] === ours.time[from]) to++
        order.splice(from, to - from, ...order.slice(from, to).toReversed())
      }
    const first20 = y_first20.map((row: unknown) => numbers([row].flat() as number[]))
    const shown = first20.flatMap((_: unknown, e: number) => kept.map((j) => ours.y[j][order[e]]))
    const size = Math.max(...kept.map((j) => Math.abs(ours.y[j][0]) || 1))
    assert.equal(
      mismatch(
        shown,
        first20.flatMap((row: Float64Array) => [...row]),
        1e-7,
        size,
      ),
      '',
    )
  })

testEveryField('cox_zph')
