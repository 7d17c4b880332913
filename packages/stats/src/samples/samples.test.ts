import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { meanInterval } from './mean-interval.ts'
import { midranks } from './midranks.ts'
import { proportionDifference } from './proportion-difference.ts'
import { rankSum } from './rank-sum.ts'
import { rateRatio } from './rate-ratio.ts'
import { sampleQuantile } from './sample-quantile.ts'
import { signedRank } from './signed-rank.ts'

const answers: Record<
  string,
  (result: any, spec: any) => readonly [readonly number[], readonly (number | string | null)[]]
> = {
  signed_rank: ({ d, V, p }, { exact }) => {
    const of = signedRank(numbers(d), { exactUpTo: exact ? 1000 : 0 })
    assert.equal(of.exact, exact)
    return [[of.statistic, of.p], [V, p]] // prettier-ignore
  },
  rank_sum: ({ x, y, U, p }, { exact }) => {
    const of = rankSum(numbers(x), numbers(y), { exactUpTo: exact ? 1000 : 0 })
    assert.equal(of.exact, exact)
    return [[of.statistic, of.p], [U, p]] // prettier-ignore
  },
  rate_ratio: ({ d, T, ratio, lower, upper }, { level }) => {
    const [first, second] = [0, 1].map((k) => ({ events: d[k], personTime: T[k] }))
    const of = rateRatio(first!, second!, { level })
    return [[of.ratio, of.lower, of.upper], [ratio, lower, upper]] // prettier-ignore
  },
  proportion_difference: ({ x, n, difference, lower, upper }, { level }) => {
    const [first, second] = [0, 1].map((k) => ({ count: x[k], of: n[k] }))
    const of = proportionDifference(first!, second!, { level })
    return [[of.difference, of.lower, of.upper], [difference, lower, upper]] // prettier-ignore
  },
  sample_quantile: ({ x, q }, { p }) => [p.map((each: number) => sampleQuantile(numbers(x), each)), q],
  mean_interval: ({ x, mean, sd, lower, upper, p }, { level }) => {
    const of = meanInterval(numbers(x), { level })
    return [[of.mean, of.standardDeviation, of.lower, of.upper, of.p], [mean, sd, lower, upper, p]] // prettier-ignore
  },
}
const kinds = [
  'signed_rank',
  'rank_sum',
  'rate_ratio',
  'proportion_difference',
  'sample_quantile',
  'mean_interval',
]
for (const kind of kinds) {
  const all = fixtures('samples', kind)
  test(`there are results of R of ${kind}`, () => assert.ok(all.length >= 3))
  for (const { id, result, spec } of all)
    test(`one and two samples equal R: ${id}`, () => {
      const [ours, theirs] = answers[kind]!(result, spec)
      assert.equal(mismatch(ours, numbers(theirs), 1e-10, 1e-3), '')
    })
}

test('ties share the mean of their ranks, by hand', () =>
  assert.deepEqual([...midranks(Float64Array.of(3, 1, 3, 2, 3))], [4, 1, 4, 2, 4]))

const ties = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 9 })

test('with ties the signed-rank p is that of all signs', () =>
  fc.assert(
    fc.property(ties, (values) => {
      const d = values.filter((value) => value !== 0)
      const { p, statistic } = signedRank(Float64Array.from(values))
      if (d.length === 0) return assert.ok(Number.isNaN(p))
      const ranks = midranks(Float64Array.from(d, Math.abs))
      const all = Array.from({ length: 2 ** d.length }, (_, signs) =>
        ranks.reduce((sum, rank, i) => sum + ((signs >> i) & 1 ? rank : 0), 0),
      )
      const share = (holds: (V: number) => boolean) => all.filter(holds).length / all.length
      const expected = Math.min(
        1,
        2 *
          Math.min(
            share((V) => V <= statistic),
            share((V) => V >= statistic),
          ),
      )
      assert.ok(Math.abs(p - expected) < 1e-12, `${p} ${expected}`)
    }),
  ))

test('with ties the rank-sum p is that of all choices, and exchanging the samples changes nothing', () =>
  fc.assert(
    fc.property(ties, ties, (x, y) => {
      const [first, second] = [Float64Array.from(x), Float64Array.from(y)]
      const { p } = rankSum(first, second)
      const turned = rankSum(second, first).p
      if (new Set([...x, ...y]).size === 1) return assert.ok(Number.isNaN(p))
      assert.ok(Math.abs(p - turned) < 1e-12)
      const ranks = midranks(Float64Array.of(...x, ...y))
      const observed = ranks.subarray(0, x.length).reduce((sum, rank) => sum + rank, 0)
      let [below, above, all] = [0, 0, 0]
      for (let choice = 0; choice < 2 ** ranks.length; choice++) {
        let [size, sum] = [0, 0]
        for (let i = 0; i < ranks.length; i++)
          if ((choice >> i) & 1) [size, sum] = [size + 1, sum + ranks[i]!]
        if (size !== x.length) continue
        all++
        if (sum <= observed) below++
        if (sum >= observed) above++
      }
      assert.ok(Math.abs(p - Math.min(1, (2 * Math.min(below, above)) / all)) < 1e-12)
    }),
    { numRuns: 15 },
  ))

test("56 of 70 less 48 of 80 is 0.20 (0.0524 to 0.3339), Newcombe's own table", () => {
  const of = proportionDifference({ count: 56, of: 70 }, { count: 48, of: 80 }, { level: 0.95 })
  assert.deepEqual(
    [of.difference, of.lower, of.upper].map((value) => value.toFixed(4)),
    ['0.2000', '0.0524', '0.3339'],
  )
})

test('what a sample cannot say is NaN, and a wrong call throws', () => {
  assert.ok(Number.isNaN(meanInterval(Float64Array.of(4), { level: 0.95 }).lower))
  assert.ok(
    Number.isNaN(
      rateRatio({ events: 0, personTime: 1 }, { events: 0, personTime: 1 }, { level: 0.95 }).ratio,
    ),
  )
  assert.throws(() => sampleQuantile(new Float64Array(0), 0.5), RangeError)
  assert.throws(() => sampleQuantile(Float64Array.of(1), 1.5), RangeError)
  assert.throws(() => signedRank(Float64Array.of(NaN)), RangeError)
  assert.throws(() => rankSum(Float64Array.of(NaN), Float64Array.of(1)), RangeError)
  assert.throws(
    () => rateRatio({ events: 1.5, personTime: 1 }, { events: 1, personTime: 1 }, { level: 0.95 }),
    RangeError,
  )
  assert.throws(
    () => proportionDifference({ count: 3, of: 2 }, { count: 1, of: 2 }, { level: 0.95 }),
    RangeError,
  )
  assert.throws(() => meanInterval(Float64Array.of(Infinity), { level: 0.95 }), RangeError)
})
testEveryField('signed_rank')
testEveryField('rank_sum')
testEveryField('rate_ratio')
testEveryField('proportion_difference')
testEveryField('sample_quantile')
testEveryField('mean_interval')
