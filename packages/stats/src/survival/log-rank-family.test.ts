import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { codes, columns, mismatch, number } from '../reference.test-data.ts'
import { exactLogRank } from './exact-log-rank.ts'
import { logRankScores } from './log-rank-scores.ts'
import { logRankTrend } from './log-rank-trend.ts'
import { logRank } from './log-rank.ts'
import { modestlyWeightedLogRank } from './modestly-weighted-log-rank.ts'
import { permutationLogRank } from './permutation-log-rank.ts'
import { tiedTimes } from './tied-times.ts'

const close = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} is not ${b}`)

// Times 1 A+, 2 B+, 3 A+, 4 B censored, 5 B+; A is group 0.
const time = Float64Array.of(1, 2, 3, 4, 5)
const event = Uint8Array.of(1, 1, 1, 0, 1)
const group = Int32Array.of(0, 1, 0, 1, 1)

test('log-rank by hand, in rationals', () => {
  const { observed, expected, variance, chiSquare, degreesOfFreedom, z } = logRank(time, event, group)
  // A at risk 2/5, 1/4, 1/3, 0/1 at the four events
  close(expected[0], 2 / 5 + 1 / 4 + 1 / 3, 1e-15)
  assert.deepEqual([...observed], [2, 2])
  const V = 6 / 25 + 3 / 16 + 2 / 9
  close(variance[0], V, 1e-15)
  close(chiSquare, (2 - 59 / 60) ** 2 / V, 1e-14)
  close(z, -(2 - 59 / 60) / Math.sqrt(V), 1e-14)
  assert.equal(degreesOfFreedom, 1)
})

test('modest weights by hand: 1/S(t−) until t*, then 1/S(t*)', () => {
  // S before the events is 1, 4/5, 3/5, 2/5; with t* = 2 weights are 1, 5/4, 5/3 = 1/S(2), 5/3
  const { observed } = modestlyWeightedLogRank(time, event, { group, until: 2 })
  assert.equal(mismatch(observed, [1 + 5 / 3, 5 / 4 + 5 / 3], 1e-15), '')
  const { observed: floored } = modestlyWeightedLogRank(time, event, { group, floor: 0.7 })
  assert.equal(mismatch(floored, [1 + 1 / 0.7, 5 / 4 + 1 / 0.7], 1e-15), '')
})

test('modest weights with t* before the first event, or floor 1, are the log-rank test', () => {
  const plain = logRank(time, event, group)
  for (const weights of [{ until: 0.5 }, { floor: 1 }])
    close(modestlyWeightedLogRank(time, event, { group, ...weights }).chiSquare, plain.chiSquare, 1e-14)
  assert.throws(() => modestlyWeightedLogRank(time, event, { group, until: -1 }), RangeError)
  assert.throws(() => modestlyWeightedLogRank(time, event, { group, floor: 2 }), RangeError)
})

test('trend by hand, with two groups the log-rank test, and blind to shift and scale of scores', () => {
  const two = logRank(time, event, group)
  const trend = logRankTrend(two, Float64Array.of(0, 1))
  close(trend.chiSquare, two.chiSquare, 1e-14)
  close(trend.z, two.z, 1e-14)
  const three = logRank(time, event, Int32Array.of(0, 1, 2, 1, 2))
  const a = logRankTrend(three, Float64Array.of(0, 1, 2))
  close(logRankTrend(three, Float64Array.of(100, 110, 120)).z, a.z, 1e-12)
  const U = three.observed.map((o, g) => o - three.expected[g])
  const V = three.variance
  close(a.z, (U[1] + 2 * U[2]) / Math.sqrt(V[4] + 4 * V[8] + 4 * V[5]), 1e-14)
  assert.throws(() => logRankTrend(two, Float64Array.of(1)), RangeError)
  assert.ok(Number.isNaN(logRankTrend(two, Float64Array.of(3, 3)).p))
})

test('exact p by hand: 6 labellings of four events', () => {
  // Scores 3/4, 5/12, −1/12, −13/12. The pair {first, second} sums to 7/6, {third, fourth} to −7/6; no other pair is as far from 0.
  const four = Float64Array.of(1, 2, 3, 4)
  const all = Uint8Array.of(1, 1, 1, 1)
  const { statistic, p, pGreater, labellings } = exactLogRank(four, all, { group: Int32Array.of(1, 1, 0, 0) })
  close(statistic, 7 / 6, 1e-15)
  assert.deepEqual([p, pGreater, labellings], [2 / 6, 1 / 6, 6])
})

const trial = (csv: string, name: string, stratum?: string) => {
  const data = columns(`csv/${csv}.csv`, ['time', 'event', name, stratum])
  return {
    time: Float64Array.from(data.time, number),
    event: Uint8Array.from(data.event, Number),
    group: codes(data[name]),
    strata: stratum ? codes(data[stratum]) : undefined,
  }
}

for (const [csv, name, stratum] of [
  ['aml', 'x'],
  ['ovarian', 'rx', 'resid_ds'],
] as const)
  test(`the lattice encloses the count of all labellings: ${csv}`, () => {
    const { time: times, event: events, ...labels } = trial(csv, name, stratum)
    const exact = exactLogRank(times, events, labels)
    const lattice = exactLogRank(times, events, { ...labels, countUpTo: 0 })
    assert.equal(exact.lower, exact.upper)
    assert.ok(lattice.lower <= exact.p && exact.p <= lattice.upper)
    assert.ok(lattice.upper - lattice.lower < 1e-3)
    assert.ok(lattice.lower <= lattice.p && lattice.p <= lattice.upper)
    const { p, monteCarloError } = permutationLogRank(times, events, {
      ...labels,
      permutations: 4000,
      seed: 5,
    })
    assert.ok(Math.abs(p - exact.p) < 4 * monteCarloError)
  })

test('the same seed gives the same p', () => {
  const { time: times, event: events, group: cells } = trial('veteran', 'celltype')
  const p = (seed: number) => permutationLogRank(times, events, { group: cells, permutations: 300, seed })
  assert.deepEqual(p(1), p(1))
  assert.equal(p(1).degreesOfFreedom, 3)
  assert.throws(
    () => permutationLogRank(times, events, { group: cells, permutations: 0, seed: 1 }),
    RangeError,
  )
})

test('nothing to compare: no p from any test', () => {
  const none = new Uint8Array(5)
  for (const p of [
    logRank(time, none, group).p,
    logRank(time, event, Int32Array.of(1, 1, 1, 1, 1)).p,
    exactLogRank(time, none, { group }).p,
    exactLogRank(time, event, { group: Int32Array.of(1, 1, 1, 1, 1) }).p,
    permutationLogRank(time, none, { group, permutations: 9, seed: 1 }).p,
    logRank(time, event, group, { strata: Int32Array.of(0, 1, 2, 3, 4) }).p,
  ])
    assert.ok(Number.isNaN(p))
})

test('groups that never share a risk set cost rank, not the answer', () => {
  const apart = logRank(
    Float64Array.of(1, 2, 3, 1, 2, 3),
    Uint8Array.of(1, 1, 1, 1, 1, 1),
    Int32Array.of(0, 1, 0, 2, 2, 2),
    {
      strata: Int32Array.of(0, 0, 0, 1, 1, 1),
    },
  )
  assert.equal(apart.degreesOfFreedom, 1)
  const alone = logRank(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 1), Int32Array.of(0, 1, 0))
  close(apart.chiSquare, alone.chiSquare, 1e-12)
})

const subjects = fc
  .array(
    fc.record({
      time: fc.integer({ min: 0, max: 12 }),
      event: fc.integer({ min: 0, max: 1 }),
      group: fc.integer({ min: 0, max: 2 }),
      stratum: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 3, maxLength: 40 },
  )
  .map((rows) => ({
    times: Float64Array.from(rows, (r) => r.time),
    events: Uint8Array.from(rows, (r) => r.event),
    groups: Int32Array.from([...rows.map((r) => r.group).slice(2), 0, 1]),
    strata: Int32Array.from(rows, (r) => r.stratum),
    weights: { rho: rows.length % 2, gamma: rows[0].event },
  }))

const back = <T extends { toReversed(): T }>(x: T) => x.toReversed()

test('laws: order of rows, names of groups, scale of time, scores', () => {
  fc.assert(
    fc.property(
      subjects,
      fc.integer({ min: 1, max: 9 }),
      ({ times, events, groups, strata, weights }, factor) => {
        const options = { strata, ...weights }
        const base = logRank(times, events, groups, options)
        const reversed = logRank(back(times), back(events), back(groups), {
          strata: back(strata),
          ...weights,
        })
        const renamed = logRank(
          times,
          events,
          groups.map((g) => 2 - g),
          options,
        )
        const scaled = logRank(
          times.map((t) => t * factor),
          events,
          groups,
          options,
        )
        const shared = logRank(times, events, groups, { ...options, tied: tiedTimes(times) })
        for (const other of [reversed, renamed, scaled, shared]) {
          assert.equal(other.degreesOfFreedom, base.degreesOfFreedom)
          close(other.chiSquare, base.chiSquare, 1e-9)
        }
        const scores = logRankScores(times, events, options)
        const U = new Float64Array(base.observed.length)
        scores.forEach((c, i) => (U[groups[i]] += c))
        U.forEach((u, g) => close(u, base.observed[g] - base.expected[g], 1e-12))
      },
    ),
    { seed: 11 },
  )
})

test('late entry: splitting follow-up into intervals changes nothing', () => {
  fc.assert(
    fc.property(subjects, fc.integer({ min: 1, max: 11 }), ({ times: end, events, groups }, cut) => {
      const times = end.map((t) => t + 1)
      const later = [...times.keys()].filter((i) => times[i] > cut)
      const split = logRank(
        Float64Array.from([...times.map((t) => Math.min(t, cut)), ...later.map((i) => times[i])]),
        Uint8Array.from([...events.map((e, i) => (times[i] > cut ? 0 : e)), ...later.map((i) => events[i])]),
        Int32Array.from([...groups, ...later.map((i) => groups[i])]),
        { entry: Float64Array.from([...times.map(() => 0), ...later.map(() => cut)]) },
      )
      const whole = logRank(times, events, groups)
      close(split.chiSquare, whole.chiSquare, 1e-10)
      assert.equal(split.degreesOfFreedom, whole.degreesOfFreedom)
    }),
    { seed: 12 },
  )
})

test('wrong calls say what is permitted', () => {
  assert.throws(() => logRank(time, event, Int32Array.of(0, 0, 0, 0, 0)), /at least two groups/)
  assert.throws(() => logRank(time, event, Int32Array.of(0, 1)), /group needs 5 codes/)
  assert.throws(
    () => logRank(time, event, Int32Array.of(0, 1, 0, 1, 20_001)),
    /for 5 rows the largest is 20001/,
  )
  assert.throws(() => logRank(time, Uint8Array.of(1, 1, 1, 2, 0), group), /0 or 1, row 3 is 2/)
  assert.throws(() => logRank(Float64Array.of(1, NaN, 3, 4, 5), event, group), /row 1 is NaN/)
  assert.throws(() => logRank(time, event, group, { rho: -1 }), /rho and gamma/)
  assert.throws(
    () => exactLogRank(time, event, { group, tied: tiedTimes(time, new Float64Array(5)) }),
    /late entries/,
  )
})
