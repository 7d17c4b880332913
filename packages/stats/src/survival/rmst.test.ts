import assert from 'node:assert/strict'
import test from 'node:test'
import {
  columns,
  fixtures,
  isListedDifference,
  mismatch,
  number,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { difference, ratio } from './contrast.ts'
import { followUp } from './follow-up.test-data.ts'
import { kaplanMeier, kaplanMeierByGroup } from './kaplan-meier.ts'
import { pseudoValues } from './pseudo-values.ts'
import { clusteredRmst, rmst } from './rmst.ts'

const LEVEL = { level: 0.95 }

test('restricted means and their difference equal R', async (t) => {
  const all = fixtures(undefined, 'rmst')
  assert.ok(all.length > 10)
  for (const f of all)
    await t.test(`${f.dataset} ${f.id}`, () => {
      const { time, event, ...options } = followUp(f)
      const curves = kaplanMeierByGroup(time, event, options)
      for (const R of f.result) {
        const means = curves.map((curve) => rmst(curve, { tau: R.tau, ...LEVEL }))
        assert.equal(
          mismatch(
            means.map((m) => m.estimate),
            numbers(R.rmst),
            1e-12,
          ),
          '',
        )
        assert.equal(
          mismatch(
            means.map((m) => m.standardError),
            numbers(R.se),
            1e-12,
          ),
          '',
        )
        const D = R.diff_2_minus_1
        if (!D) continue
        const d = difference(means[0], means[1], 0.95)
        // A difference of two means of size τ keeps 1e-12 of τ, not of itself.
        const [ours, theirs] = [
          [d.estimate, d.standardError, d.lower, d.upper],
          [D.est, D.se, D.lower, D.upper],
        ]
        assert.equal(mismatch(ours, theirs, 1e-12, R.tau), '')
        assert.equal(mismatch([d.z, d.p], [D.z, D.p], 1e-11, 1), '')
      }
    })
})

test('pseudo-values equal R', async (t) => {
  const all = fixtures(undefined, 'pseudo_values')
  assert.ok(all.length > 10)
  for (const f of all)
    await t.test(`${f.dataset} ${f.id}`, () => {
      const { csv, spec, result: R } = f
      const data = columns(csv, [spec.time, spec.event])
      const values = pseudoValues(
        Float64Array.from(data[spec.time], number),
        Uint8Array.from(data[spec.event], Number),
        { times: numbers(spec.times), quantity: spec.type },
      )
      const largest = spec.type === 'rmst' ? Math.max(...spec.times) : 1
      for (let k = 0; k < values.length; k++) {
        const expected = R.first20.map((row: number[]) => row[k])
        const unequal = mismatch(values[k].slice(0, expected.length), numbers(expected), 1e-12, largest)
        assert.equal(unequal !== '', isListedDifference(f, 'pseudo-values'), unequal)
      }
    })
})

const time = Float64Array.of(1, 2, 3, 4)
const event = Uint8Array.of(1, 1, 0, 1)

test('RMST by hand: S = 3/4, 1/2, 1/2, 0 at 1, 2, 3, 4', () => {
  const mean = rmst(kaplanMeier(time, event), { tau: 4, ...LEVEL })
  assert.equal(mean.estimate, 1 + 3 / 4 + 1 / 2 + 1 / 2)
  assert.equal(mean.timeLost.estimate, 4 - 11 / 4)
  // A = 7/4, 1 and d/(n(n − d)) = 1/12, 1/6; the last event has n = d
  assert.ok(Math.abs(mean.standardError ** 2 - ((7 / 4) ** 2 / 12 + 1 / 6)) < 1e-15)
})

test('without events RMST is τ, without error; beyond follow-up that is said', () => {
  const curve = kaplanMeier(time, new Uint8Array(4))
  const { estimate, standardError, beyondFollowUp } = rmst(curve, { tau: 9, ...LEVEL })
  assert.deepEqual([estimate, standardError, beyondFollowUp], [9, 0, true])
  assert.equal(rmst(curve, { tau: 4, ...LEVEL }).beyondFollowUp, false)
  assert.equal(rmst(kaplanMeier(time, event), { tau: 0.5, ...LEVEL }).estimate, 0.5)
})

test('no rows: no restricted mean', () => {
  const none = kaplanMeier(new Float64Array(), new Uint8Array())
  assert.ok(Number.isNaN(rmst(none, { tau: 1, ...LEVEL }).estimate))
})

test('without censoring pseudo-values are the indicators and the truncated times', () => {
  const events = new Uint8Array(4).fill(1)
  const times = Float64Array.of(2.5)
  const [survival] = pseudoValues(time, events, { times, quantity: 'survival' })
  assert.equal(mismatch(survival, [0, 0, 1, 1], 1e-15, 1), '')
  const [mean] = pseudoValues(time, events, { times, quantity: 'rmst' })
  assert.equal(mismatch(mean, [1, 2, 2.5, 2.5], 1e-15, 1), '')
})

test('duplicated rows in one cluster have the clustered error of single rows', () => {
  const once = clusteredRmst(time, event, { tau: 3.5, ...LEVEL, cluster: Int32Array.of(0, 1, 2, 3) })
  const doubled = clusteredRmst(Float64Array.of(...time, ...time), Uint8Array.of(...event, ...event), {
    tau: 3.5,
    ...LEVEL,
    cluster: Int32Array.of(0, 1, 2, 3, 0, 1, 2, 3),
  })
  assert.ok(Math.abs(once.standardError - doubled.standardError) < 1e-14)
  assert.throws(() => rmst(kaplanMeier(time, event, { robust: true }), { tau: 3, ...LEVEL }), /clusteredRmst/)
})

test('the ratio b/a is the reciprocal of a/b, with the same p', () => {
  const a = { estimate: 10, standardError: 1 }
  const b = { estimate: 12, standardError: 2 }
  const [up, down] = [ratio(a, b, 0.9), ratio(b, a, 0.9)]
  assert.ok(Math.abs(up.lower * down.upper - 1) < 1e-15 && Math.abs(up.p - down.p) < 1e-15)
  assert.ok(Number.isNaN(ratio({ estimate: 0, standardError: 0 }, b, 0.9).estimate))
  assert.ok(
    Number.isNaN(difference({ estimate: 1, standardError: 0 }, { estimate: 0, standardError: 0 }, 0.9).p),
  )
})
testEveryField('rmst')
testEveryField('pseudo_values')
