import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { close, fixtures, mismatch, testEveryField } from '../reference.test-data.ts'
import { chiSquareCdf } from '../special/chi-square.ts'
import { bootstrapInterval } from './bootstrap-interval.ts'
import { bootstrap, bootstrapRange } from './bootstrap.ts'
import { jackknife } from './jackknife.ts'
import { permutationRange, permutationTest } from './permutation.ts'
import { randomFraction, randomIndex, randomStream } from './random-stream.ts'

const reference = fixtures('sampling', 'bootstrap_interval')
test('there are boot results of R to compare with', () => assert.ok(reference.length >= 6))
for (const { id, spec, result } of reference)
  test(`bootstrap intervals equal boot.ci: ${id}`, () => {
    const replicates = Float64Array.from(result.replicates)
    const leftOut = Float64Array.from(result.leftOut)
    for (const kind of ['percentile', 'bca'] as const) {
      const { lower, upper } = bootstrapInterval(result.estimate, replicates, {
        kind,
        level: spec.level,
        leftOut,
      })
      assert.equal(mismatch([lower, upper], result[kind], 1e-10), '', kind)
    }
  })

test('of 99 replicates the fifth and the ninety-fifth bound 90 %, by hand', () => {
  const replicates = Float64Array.from({ length: 99 }, (_, i) => 99 - i)
  const limits = bootstrapInterval(50, replicates, { kind: 'percentile', level: 0.9 })
  assert.deepEqual([limits.lower, limits.upper], [5, 95])
})

const x = Float64Array.from({ length: 30 }, (_, i) => Math.sin(i) * 10 + i)
const mean = (rows: Uint32Array) => rows.reduce((sum, i) => sum + x[i], 0) / rows.length

test('however the resamples are split, each gives the same value', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 40 }), (seed, cut) => {
      const whole = bootstrapRange(30, mean, { seed, from: 0, to: 40 })
      const parts = [
        ...bootstrapRange(30, mean, { seed, from: 0, to: cut }),
        ...bootstrapRange(30, mean, { seed, from: cut, to: 40 }),
      ]
      assert.deepEqual([...whole], parts)
      const group = Int32Array.from(x, (_, i) => i % 2)
      const deal = (from: number, to: number) =>
        permutationRange(group, (g) => g.reduce((sum, code, i) => sum + code * x[i], 0), { seed, from, to })
      assert.deepEqual([...deal(0, 40)], [...deal(0, cut), ...deal(cut, 40)])
    }),
    { numRuns: 20 },
  ))

test('streams of neighbouring seeds and indices are uniform and unlike', () => {
  const cells = new Float64Array(100)
  for (let seed = 0; seed < 100; seed++)
    for (let index = 0; index < 100; index++) {
      const stream = randomStream(seed, index)
      cells[10 * randomIndex(stream, 10) + Math.floor(10 * randomFraction(stream))]++
    }
  const chiSquare = cells.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)
  assert.ok(chiSquareCdf(chiSquare, 99, { upper: true }) > 0.001)
  assert.ok(chiSquareCdf(chiSquare, 99) > 0.001)
  const firsts = new Set(Array.from({ length: 1000 }, (_, i) => randomStream(1, i).next()))
  assert.ok(firsts.size >= 999)
  assert.notEqual(randomStream(1, 0).next(), randomStream(0, 1).next())
  assert.notEqual(randomStream(2 ** 32, 0).next(), randomStream(0, 0).next())
})

test('the bootstrap error of a mean is its standard error, less the share that n − 1 gives', () => {
  const { estimate, standardError, bias } = bootstrap(30, mean, {
    seed: 7,
    resamples: 4000,
    kind: 'percentile',
    level: 0.95,
  })
  const spread = Math.sqrt(x.reduce((sum, value) => sum + (value - estimate[0]) ** 2, 0)) / 30
  // 4000 draws know a standard error to about 1.1 %
  assert.ok(close(standardError[0], spread, 0.04))
  assert.ok(Math.abs(bias[0]) < (4 * spread) / Math.sqrt(4000))
})

test('BCa limits are those of a monotone function of the statistic, the percentile ones too', () => {
  for (const kind of ['percentile', 'bca'] as const) {
    // 999 resamples and level 0.95 fall on order statistics for the percentile; for BCa the jackknife changes a little
    const options = { seed: 3, resamples: 999, kind, level: 0.95 }
    const plain = bootstrap(30, mean, options)
    const curved = bootstrap(30, (rows) => Math.exp(mean(rows) / 10), options)
    assert.ok(close(curved.lower[0], Math.exp(plain.lower[0] / 10), kind === 'bca' ? 0.03 : 1e-12))
    assert.ok(close(curved.upper[0], Math.exp(plain.upper[0] / 10), kind === 'bca' ? 0.03 : 1e-12))
  }
})

test('strata keep their sizes and clusters stay whole', () => {
  const strata = Int32Array.from(x, (_, i) => (i < 10 ? 0 : 1))
  const clusters = Int32Array.from(x, (_, i) => Math.floor(i / 2))
  const seen = bootstrapRange(30, (rows) => {
    const count = new Float64Array(30)
    for (const i of rows) count[i]++
    for (let i = 0; i < 30; i += 2) assert.equal(count[i], count[i + 1])
    return rows.reduce((sum, i) => sum + (i < 10 ? 1 : 0), 0)
  }, { seed: 1, from: 0, to: 50, strata, clusters }) // prettier-ignore
  assert.ok(seen.every((count) => count === 10))
  assert.equal(jackknife(30, mean, { clusters }).length, 15)
})

test('a permutation test comes to the share of all splits that are as extreme', () => {
  const y = [1, 2, 3, 4, 5.5, 6, 7, 9]
  const group = Int32Array.of(0, 0, 1, 0, 1, 0, 1, 1)
  const statistic = (g: Int32Array) => g.reduce((sum, code, i) => sum + code * y[i], 0)
  let extreme = 0
  let splits = 0
  for (let bits = 0; bits < 256; bits++) {
    const g = Int32Array.from(y, (_, i) => (bits >> i) & 1)
    if (g.reduce((a, b) => a + b, 0) !== 4) continue
    splits++
    if (statistic(g) >= statistic(group)) extreme++
  }
  assert.equal(splits, 70)
  const { p, observed } = permutationTest(group, statistic, {
    seed: 5,
    permutations: 20000,
    alternative: 'greater',
  })
  assert.equal(observed, statistic(group))
  // four standard errors of a share of 20,000
  assert.ok(Math.abs(p - extreme / 70) < 4 * Math.sqrt(0.25 / 20000))
})

test('permuting within strata leaves every stratum its groups', () => {
  const strata = Int32Array.of(0, 0, 0, 1, 1, 1)
  const group = Int32Array.of(0, 1, 1, 0, 0, 0)
  const ones = permutationRange(group, (g) => g[0] + g[1] + g[2], { seed: 2, from: 0, to: 100, strata })
  assert.ok(ones.every((count) => count === 2))
  const equal = permutationTest(group, () => 3, {
    seed: 2,
    permutations: 99,
    alternative: 'two-sided',
    strata,
  })
  assert.equal(equal.p, 1)
})

test('where the statistic does not exist it is counted and said', () => {
  const seldom = bootstrap(30, (rows) => (rows[0] % 3 === 0 ? NaN : mean(rows)), {
    seed: 1,
    resamples: 200,
    kind: 'percentile',
    level: 0.9,
  })
  assert.ok(seldom.failed[0] > 30 && seldom.failed[0] < 110)
  assert.ok(seldom.lower[0] < seldom.upper[0])
  const never = bootstrap(30, () => NaN, { seed: 1, resamples: 5, kind: 'bca', level: 0.9 })
  assert.deepEqual([never.failed[0], never.lower[0], never.upper[0]], [5, NaN, NaN])
  const constant = bootstrap(1, () => 4, { seed: 1, resamples: 5, kind: 'bca', level: 0.9 })
  assert.deepEqual([constant.lower[0], constant.upper[0]], [4, 4])
  const p = permutationTest(Int32Array.of(0, 1), () => NaN, { seed: 1, permutations: 9, alternative: 'less' })
  assert.deepEqual([p.p, p.failed], [NaN, 9])
})

test('a wrong call throws with what is permitted and what came', () => {
  const options = { seed: 1, resamples: 10, kind: 'percentile', level: 0.95 } as const
  assert.throws(() => bootstrap(0, mean, options), /number of rows must be ≥ 1, got 0/)
  assert.throws(() => bootstrap(3, mean, { ...options, resamples: 1.5 }), /resamples/)
  assert.throws(() => bootstrap(3, mean, { ...options, level: 1 }), /0 < level < 1, got 1/)
  assert.throws(() => bootstrap(3, mean, { ...options, seed: -1 }), /seed must be a whole number/)
  assert.throws(() => bootstrap(3, mean, { ...options, strata: new Int32Array(2) }), /as many strata as rows/)
  assert.throws(
    () => bootstrap(2, mean, { ...options, strata: Int32Array.of(0, 1), clusters: Int32Array.of(0, 0) }),
    /within one stratum/,
  )
  let calls = 0
  assert.throws(
    () => bootstrapRange(3, () => new Float64Array(++calls), { seed: 1, from: 0, to: 3 }),
    /always have 1/,
  )
})

testEveryField('bootstrap_interval')
