import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  codes,
  column,
  columns,
  fixtures,
  mismatch,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { cumulativeIncidenceByGroup } from './cumulative-incidence-by-group.ts'
import { cumulativeIncidence } from './cumulative-incidence.ts'
import { incidenceInterval } from './incidence-interval.ts'

const reference = fixtures(undefined, 'aalen_johansen')
test('there are Aalen–Johansen results of R to compare with', () => assert.ok(reference.length >= 10))

for (const { dataset, id, csv, spec, result } of reference)
  test(`Aalen–Johansen equals R: ${dataset} ${id}`, () => {
    const used = [spec.time, spec.status, spec.start, spec.weights, spec.group]
    const read = (name: string) => column(csv, name, used)
    const time = read(spec.time)
    const cause = Int32Array.from(read(spec.status))
    const group = spec.group ? codes(columns(csv, used)[spec.group]) : new Int32Array(time.length)
    const causes = result.states.length - 1
    // R 3.5-3 loses the shape of arcsin limits: one long column, state after state.
    const matrix = (name: string, j: number) => {
      const rows: (number | string)[][] = result[name]
      const T = result.time.length
      return numbers(
        rows.length === T ? rows.map((row) => row[j]) : rows.slice(j * T, (j + 1) * T).map((row) => row[0]),
      )
    }

    const curves = cumulativeIncidenceByGroup(time, cause, {
      group,
      entry: spec.start && read(spec.start),
      weights: spec.weights && read(spec.weights),
      causes,
    })
    if (result.strata)
      assert.deepEqual(
        curves.map((curve) => curve.time.length),
        Object.values(result.strata),
      )
    let from = 0
    for (const curve of curves) {
      const to = from + curve.time.length
      const equal = (what: string, actual: ArrayLike<number>, expected: Float64Array, floor = 0) =>
        assert.equal(mismatch(actual, expected.subarray(from, to), 1e-12, floor), '', what)
      equal('time', curve.time, numbers(result.time))
      equal('at risk', curve.atRisk, matrix('n_risk', 0))
      equal('censored', curve.censored, matrix('n_censor', 0))
      // Where everybody with a fractional weight has left, R keeps a rest of 1e-16; ours is 0.
      equal('survival', curve.survival, matrix('pstate', 0), 1e-2)
      equal('survival SE', curve.survivalStandardError, matrix('std_err', 0), 1e-2)
      for (let k = 0; k < causes; k++) {
        equal(`events ${k + 1}`, curve.events[k], matrix('n_event', k + 1))
        equal(`incidence ${k + 1}`, curve.incidence[k], matrix('pstate', k + 1))
        equal(`SE ${k + 1}`, curve.standardError[k], matrix('std_err', k + 1))
        equal(`hazard ${k + 1}`, curve.cumulativeHazard[k], matrix('cumhaz', k))
        const interval = incidenceInterval(curve.incidence[k], curve.standardError[k], {
          kind: result.conf_type,
          level: 0.95,
        })
        equal(`lower ${k + 1}`, interval.lower, matrix('lower', k + 1), 1e-3)
        equal(`upper ${k + 1}`, interval.upper, matrix('upper', k + 1))
      }
      from = to
    }
    assert.equal(from, result.time.length)
  })

type Row = { time: number; entry: number; cause: number; weight: number }
const rowsWithCauses = fc.array(
  fc.record({
    time: fc.integer({ min: 3, max: 12 }),
    entry: fc.integer({ min: 0, max: 2 }),
    cause: fc.integer({ min: 0, max: 3 }),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
)
const time = (rows: readonly Row[]) => Float64Array.from(rows, (r) => r.time)
const cause = (rows: readonly Row[]) => Int32Array.from(rows, (r) => r.cause)
const entry = (rows: readonly Row[]) => Float64Array.from(rows, (r) => r.entry)
const same = (a: ArrayLike<number>, b: ArrayLike<number>) => assert.equal(mismatch(a, b, 1e-11, 1), '')

test('times within the tolerance in two groups are one time, the smallest of both, as for Kaplan–Meier', () => {
  const ends = Float64Array.of(4 + 8e-9, 5, 4, 5 + 4e-9)
  const curves = cumulativeIncidenceByGroup(ends, Int32Array.of(1, 2, 2, 0), {
    group: Int32Array.of(0, 0, 1, 1),
  })
  assert.deepEqual(
    curves.map(({ time: at, merged }) => [[...at], merged]),
    [
      [[4, 5], 2],
      [[4, 5], 2],
    ],
  )
})

test('the incidences and the survival always sum to 1', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const curve = cumulativeIncidence(time(rows), cause(rows), { entry: entry(rows), causes: 3 })
      same(
        curve.survival.map((s, j) => curve.incidence.reduce((sum, F) => sum + F[j], s)),
        curve.survival.map(() => 1),
      )
    }),
  ))

test('cumulative incidence does not see the order of rows, nor the names of the causes, nor the unit of time', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const curve = cumulativeIncidence(time(rows), cause(rows), { causes: 3 })
      const other = rows
        .toReversed()
        .map((r) => ({ ...r, time: 30.4375 * r.time, cause: [0, 3, 1, 2][r.cause] }))
      const renamed = cumulativeIncidence(time(other), cause(other), { causes: 3 })
      for (const [k, l] of [3, 1, 2].entries()) {
        same(renamed.incidence[l - 1], curve.incidence[k])
        same(renamed.standardError[l - 1], curve.standardError[k])
      }
    }),
  ))

test('a row of weight 3 is three rows that vary together', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const weights = Float64Array.from(rows, (r) => r.weight)
      const copies = rows.flatMap((r, i) => Array.from({ length: r.weight }, () => ({ ...r, i })))
      const options = { entry: entry(rows), causes: 3 }
      const weighted = cumulativeIncidence(time(rows), cause(rows), { ...options, weights })
      const copied = cumulativeIncidence(time(copies), cause(copies), {
        entry: entry(copies),
        causes: 3,
        unit: Int32Array.from(copies, (r) => r.i),
      })
      for (let k = 0; k < 3; k++) {
        same(copied.incidence[k], weighted.incidence[k])
        same(copied.standardError[k], weighted.standardError[k])
      }
      same(copied.survivalStandardError, weighted.survivalStandardError)
    }),
  ))

test('the standard error is the jackknife one: the root of Σ over units of the squared slope in their weight', () =>
  fc.assert(
    fc.property(rowsWithCauses, fc.integer({ min: 1, max: 6 }), (rows, units) => {
      const unit = Int32Array.from(rows, (_, i) => i % units)
      const weights = Float64Array.from(rows, (r) => r.weight)
      const ask = (changed: Float64Array) =>
        cumulativeIncidence(time(rows), cause(rows), {
          entry: entry(rows),
          weights: changed,
          unit,
          causes: 3,
        })
      const curve = ask(weights)
      const variance = curve.incidence.map((F) => new Float64Array(F.length))
      for (let u = 0; u < units; u++) {
        const [up, down] = [1e-5, -1e-5].map((h) =>
          ask(weights.map((w, i) => (unit[i] === u ? w * (1 + h) : w))),
        )
        variance.forEach((squares, k) =>
          squares.forEach(
            (_, j) => (squares[j] += ((up.incidence[k][j] - down.incidence[k][j]) / 2e-5) ** 2),
          ),
        )
      }
      variance.forEach((squares, k) =>
        assert.equal(mismatch(curve.standardError[k], squares.map(Math.sqrt), 1e-6, 1e-2), ''),
      )
    }),
    { numRuns: 50 },
  ))

test('cutting a row in two, both of one unit, changes nothing', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const whole = cumulativeIncidence(time(rows), cause(rows), { entry: entry(rows), causes: 3 })
      const pieces = rows.flatMap((r, i) => {
        const cut = r.entry + 0.5
        return [
          { ...r, time: cut, cause: 0, i },
          { ...r, entry: cut, i },
        ]
      })
      const cut = cumulativeIncidence(time(pieces), cause(pieces), {
        entry: entry(pieces),
        causes: 3,
        unit: Int32Array.from(pieces, (r) => r.i),
      })
      const late = [...cut.time.keys()].filter((j) => cut.time[j] >= 3)
      for (let k = 0; k < 3; k++) {
        same(
          Float64Array.from(late, (j) => cut.incidence[k][j]),
          whole.incidence[k],
        )
        same(
          Float64Array.from(late, (j) => cut.standardError[k][j]),
          whole.standardError[k],
        )
      }
    }),
  ))

test('six rows by hand', () => {
  // 1: cause 1 | 2: cause 2 | 2: censored | 3: cause 1 | 4: censored | 5: cause 2
  const curve = cumulativeIncidence(Float64Array.of(1, 2, 2, 3, 4, 5), Int32Array.of(1, 2, 0, 1, 0, 2))
  same(curve.survival, [5 / 6, 4 / 6, 4 / 9, 4 / 9, 0])
  same(curve.incidence[0], [1 / 6, 1 / 6, 1 / 6 + 2 / 9, 7 / 18, 7 / 18])
  same(curve.incidence[1], [0, 1 / 6, 1 / 6, 1 / 6, 1 / 6 + 4 / 9])
  // Until the first censoring F is a proportion, and its jackknife variance F (1 − F) / n.
  same(curve.standardError[0].subarray(0, 2), [Math.sqrt(5 / 216), Math.sqrt(5 / 216)])
  assert.equal(curve.standardError[1][0], 0)
  assert.equal(curve.survivalStandardError[4], 0)
})

test('nasty data have a typed answer', () => {
  const empty = cumulativeIncidence(new Float64Array(0), new Int32Array(0))
  assert.equal(empty.time.length, 0)
  const censored = cumulativeIncidence(Float64Array.of(0, 1, 1), new Int32Array(3), { causes: 2 })
  same(censored.survival, [1, 1])
  same(censored.standardError[1], [0, 0])
  const one = cumulativeIncidence(Float64Array.of(0), Int32Array.of(2))
  same([one.incidence[0][0], one.incidence[1][0], one.standardError[1][0], one.survival[0]], [0, 1, 0, 0])
  const weightless = cumulativeIncidence(Float64Array.of(1, 2), Int32Array.of(1, 1), {
    weights: Float64Array.of(0, 1),
  })
  same(weightless.incidence[0], [0, 1])
})

test('a wrong call throws with what is permitted and what came', () => {
  const two = Float64Array.of(1, 2)
  assert.throws(() => cumulativeIncidence(two, Int32Array.of(1)), /as many causes as times, got 1 for 2/)
  assert.throws(() => cumulativeIncidence(two, Int32Array.of(1, -1)), /row 1 is -1/)
  assert.throws(() => cumulativeIncidence(two, Int32Array.of(1, 3), { causes: 2 }), /1\.\.2, row 1 is 3/)
  assert.throws(() => cumulativeIncidence(Float64Array.of(NaN, 1), Int32Array.of(1, 1)), RangeError)
  assert.throws(
    () => cumulativeIncidence(two, Int32Array.of(1, 1), { entry: Float64Array.of(0, 2) }),
    RangeError,
  )
  assert.throws(
    () => cumulativeIncidence(two, Int32Array.of(1, 1), { weights: Float64Array.of(1, NaN) }),
    /weight must be a finite number ≥ 0, row 1 is NaN/,
  )
})

testEveryField('aalen_johansen', (field) => !field.startsWith('rmst'))
