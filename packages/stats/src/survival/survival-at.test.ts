import assert from 'node:assert/strict'
import test from 'node:test'
import { columns, fixtures, mismatch, number, numbers, testEveryField } from '../reference.test-data.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { numberAtRisk } from './number-at-risk.ts'
import { reverseKaplanMeier } from './reverse-kaplan-meier.ts'
import { survivalAt } from './survival-at.ts'
import { survivalQuantile } from './survival-quantile.ts'

const LOG = { kind: 'log', level: 0.95 } as const

test('a curve read at times equals R, and so does the number at risk', async (t) => {
  const all = fixtures(undefined, 'risk_table')
  assert.ok(all.length > 4)
  for (const { dataset, csv, spec, result: R } of all)
    await t.test(dataset, () => {
      const data = columns(csv, [spec.time, spec.event])
      const time = Float64Array.from(data[spec.time], number)
      const times = numbers(spec.times)
      assert.deepEqual([...times], R.times)
      const read = survivalAt(kaplanMeier(time, Uint8Array.from(data[spec.event], Number)), times, LOG)
      for (const [ours, theirs] of [
        ['atRisk', 'n_risk'],
        ['events', 'n_event'],
        ['censored', 'n_censor'],
        ['survival', 'surv'],
        ['standardError', 'se_surv'],
        ['lower', 'lower'],
        ['upper', 'upper'],
      ] as const)
        assert.equal(mismatch(read[ours], numbers(R[theirs]), 1e-12), '', ours)
      assert.deepEqual([...numberAtRisk(time, times)], R.n_risk)
    })
})

test('reverse Kaplan–Meier follow-up equals R', async (t) => {
  const all = fixtures(undefined, 'median_followup')
  assert.ok(all.length > 4)
  for (const { dataset, csv, spec, result: R } of all)
    await t.test(dataset, () => {
      const data = columns(csv, [spec.time, spec.event])
      const event = Uint8Array.from(data[spec.event], Number)
      const curve = reverseKaplanMeier(Float64Array.from(data[spec.time], number), event)
      const q = survivalQuantile(curve, numbers(R.probs), LOG)
      for (const [ours, theirs] of [
        ['estimate', 'est'],
        ['lower', 'lower'],
        ['upper', 'upper'],
      ] as const)
        assert.equal(mismatch(q[ours], numbers(R[theirs]), 1e-12), '', ours)
    })
})

const curve = () => kaplanMeier(Float64Array.of(2, 4, 4, 6), Uint8Array.of(1, 1, 0, 0))

test('before the first time S = 1; past the last follow-up S is unknown, unless carried on', () => {
  const times = Float64Array.of(0, 1, 2, 3, 6, 7)
  assert.deepEqual([...survivalAt(curve(), times, LOG).survival], [1, 1, 0.75, 0.75, 0.5, NaN])
  assert.deepEqual(
    [...survivalAt(curve(), times, { ...LOG, extend: true }).survival],
    [1, 1, 0.75, 0.75, 0.5, 0.5],
  )
  assert.deepEqual([...survivalAt(curve(), times, LOG).atRisk], [4, 4, 4, 3, 1, 0])
})

test('past the last follow-up S stays 0 once it is 0', () => {
  const gone = kaplanMeier(Float64Array.of(1, 2), Uint8Array.of(1, 1))
  assert.deepEqual([...survivalAt(gone, Float64Array.of(2, 9), LOG).survival], [0, 0])
})

test('an asked time given twice has its events once', () => {
  const { events, atRisk } = survivalAt(curve(), Float64Array.of(4, 4), LOG)
  assert.deepEqual(
    [[...events], [...atRisk]],
    [
      [2, 0],
      [3, 3],
    ],
  )
})

test('number at risk: (entry, time], all at time 0', () => {
  const time = Float64Array.of(5, 5, 9)
  const entry = Float64Array.of(0, 3, 5)
  assert.deepEqual(
    [...numberAtRisk(time, Float64Array.of(0, 3, 4, 5, 6, 9, 10), entry)],
    [1, 1, 2, 2, 1, 1, 0],
  )
  assert.deepEqual([...numberAtRisk(time, Float64Array.of(0, 5, 6))], [3, 3, 1])
})

test('asked times must increase', () => {
  assert.throws(() => survivalAt(curve(), Float64Array.of(2, 1), LOG), RangeError)
  assert.throws(() => numberAtRisk(Float64Array.of(1), Float64Array.of(NaN)), RangeError)
})
testEveryField('risk_table')
testEveryField('median_followup')
