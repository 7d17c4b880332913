import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  codes,
  close,
  column,
  columns,
  fixtures,
  mismatch,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { aalenVariance } from './aalen-variance.ts'
import { cumulativeIncidence } from './cumulative-incidence.ts'
import { grayTest } from './gray-test.ts'
import { incidenceAt } from './incidence-at.ts'
import { logRank } from './log-rank.ts'

const reference = fixtures(undefined, 'cuminc')
test('there are cuminc results of R to compare with', () => assert.ok(reference.length >= 9))

for (const { dataset, id, csv, spec, result } of reference)
  test(`cumulative incidence, its variance and Gray's test equal cmprsk: ${dataset} ${id}`, () => {
    const used = [spec.time, spec.status, spec.group, spec.strata]
    const time = column(csv, spec.time, used)
    const cause = Int32Array.from(column(csv, spec.status, used))
    const group = spec.group ? codes(columns(csv, used)[spec.group]) : new Int32Array(time.length)
    const strata = spec.strata && codes(columns(csv, used)[spec.strata])
    const groups = Math.max(...group) + 1
    const causes = Math.max(...cause)
    for (let g = 0; g < groups; g++) {
      const rows = [...group.keys()].filter((i) => group[i] === g)
      const curve = cumulativeIncidence(
        Float64Array.from(rows, (i) => time[i]),
        Int32Array.from(rows, (i) => cause[i]),
        { causes },
      )
      const last = curve.time.at(-1)!
      for (let k = 1; k <= causes; k++) {
        const variance = aalenVariance(curve, k)
        const at = (values: Float64Array) =>
          spec.times.map((t: number) =>
            t > last ? NaN : (values[curve.time.findLastIndex((s) => s <= t)] ?? 0),
          )
        const row = (k - 1) * groups + g
        assert.deepEqual(result.times, spec.times)
        const asked = incidenceAt(curve, k, Float64Array.from(spec.times), { kind: 'plain', level: 0.95 })
        const ended = curve.survival.at(-1) === 0 // then nothing can change any more, and we go on where cmprsk says NA
        const known = asked.incidence.map((F, i) => (ended && spec.times[i] > last ? NaN : F))
        assert.equal(mismatch(known, numbers(result.est[row]), 1e-12), '')
        assert.equal(mismatch(at(variance), numbers(result.var[row]), 1e-12), '')
      }
    }
    if (groups > 1)
      for (let k = 1; k <= causes; k++) {
        const [chiSquare, p, df] = numbers(result.gray_test.table[k - 1])
        const gray = grayTest(time, cause, group, { of: k, strata, rho: spec.rho })
        assert.equal(gray.degreesOfFreedom, df)
        assert.ok(close(gray.chiSquare, chiSquare, 1e-10), `${gray.chiSquare}, R has ${chiSquare}`)
        // cmprsk computes 1 − pchisq, so a small p carries its absolute error
        assert.ok(close(gray.p, p, 1e-10, 1e-5), `${gray.p}, R has ${p}`)
      }
  })

const compared = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 9 }),
    cause: fc.integer({ min: 0, max: 2 }),
    group: fc.integer({ min: 0, max: 2 }),
    stratum: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 20, maxLength: 60 },
)
type Compared = typeof compared extends fc.Arbitrary<infer T> ? T : never
const gray = (rows: Compared, of = 1) =>
  grayTest(
    Float64Array.from(rows, (r) => r.time),
    Int32Array.from(rows, (r) => r.cause),
    Int32Array.from(rows, (r) => r.group),
    { of, strata: Int32Array.from(rows, (r) => r.stratum) },
  )

test("Gray's test sees neither the order of rows, nor the names of groups, nor the unit of time", () =>
  fc.assert(
    fc.property(compared, (rows) => {
      const [there, back] = [
        gray(rows),
        gray(
          rows
            .toReversed()
            .map((r) => ({ ...r, time: 7 * r.time, group: [5, 0, 3][r.group], stratum: 1 - r.stratum })),
        ),
      ]
      assert.equal(there.degreesOfFreedom, back.degreesOfFreedom)
      assert.ok(close(there.chiSquare, back.chiSquare, 1e-7, 1e-3), `${there.chiSquare} ${back.chiSquare}`)
    }),
  ))

test("without competing causes the scores of Gray's test are those of the log-rank test", () =>
  fc.assert(
    fc.property(compared, (rows) => {
      const single = rows.map((r) => ({ ...r, cause: r.cause === 1 ? 1 : 0 }))
      const { score, groups } = gray(single)
      const { observed, expected } = logRank(
        Float64Array.from(single, (r) => r.time),
        Uint8Array.from(single, (r) => r.cause),
        Int32Array.from(single, (r) => r.group),
        { strata: Int32Array.from(single, (r) => r.stratum) },
      )
      // the last score has no part in the test; R_g = Y_g here, so observed − expected is the same sum
      groups.forEach((g, at) => assert.ok(close(score[at], observed[g] - expected[g], 1e-9, 1)))
    }),
  ))

test('a curve read between its times is the step before, past its end unknown unless all have left', () => {
  const open = cumulativeIncidence(Float64Array.of(2, 4, 6), Int32Array.of(1, 2, 0))
  const asked = incidenceAt(open, 1, Float64Array.of(0, 2, 5, 6, 7), { kind: 'log', level: 0.95 })
  assert.deepEqual([...asked.incidence], [0, 1 / 3, 1 / 3, 1 / 3, NaN])
  assert.deepEqual([...asked.atRisk], [3, 3, 1, 1, 0])
  const all = cumulativeIncidence(Float64Array.of(2, 4), Int32Array.of(1, 2))
  assert.deepEqual(
    [...incidenceAt(all, 2, Float64Array.of(9), { kind: 'plain', level: 0.95 }).incidence],
    [0.5],
  )
  assert.throws(
    () => incidenceAt(all, 3, Float64Array.of(1), { kind: 'plain', level: 0.95 }),
    /1\.\.2, got 3/,
  )
  assert.throws(() => incidenceAt(all, 1, Float64Array.of(-1), { kind: 'plain', level: 0.95 }), /row 0 is -1/)
})

test("Gray's test without an event of the cause, or with one group, has no degree of freedom", () => {
  const time = Float64Array.of(1, 2, 3, 4)
  const absent = grayTest(time, Int32Array.of(2, 0, 2, 0), Int32Array.of(0, 0, 1, 1), { of: 1 })
  assert.deepEqual([absent.chiSquare, absent.degreesOfFreedom, absent.p], [0, 0, NaN])
  const alone = grayTest(time, Int32Array.of(1, 0, 2, 0), new Int32Array(4), { of: 1 })
  assert.deepEqual([alone.chiSquare, alone.degreesOfFreedom, alone.p], [0, 0, NaN])
})

test('a wrong call throws with what is permitted and what came', () => {
  const time = Float64Array.of(1, 2)
  assert.throws(() => grayTest(time, Int32Array.of(1, 0), Int32Array.of(0, -1), { of: 1 }), /group code/)
  assert.throws(
    () => grayTest(time, Int32Array.of(1, 0), Int32Array.of(0, 1), { of: 0 }),
    /cause of interest/,
  )
  assert.throws(() => grayTest(time, Int32Array.of(1, 0), Int32Array.of(0, 1), { of: 1, rho: NaN }), /rho/)
})

testEveryField('cuminc')
