import assert from 'node:assert/strict'
import test from 'node:test'
import {
  codes,
  columns,
  fixtures,
  mismatch,
  number,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { logRank } from './log-rank.ts'

const transposed = (m: number[][]) => m[0].flatMap((_, s) => m.map((row) => row[s]))

test('the log-rank family equals R', async (t) => {
  const all = fixtures(undefined, 'logrank')
  assert.ok(all.length > 40)
  for (const f of all)
    await t.test(`${f.dataset} ${f.id}`, () => {
      const { csv, spec, result: R } = f
      const data = columns(csv, [spec.time, spec.event, ...spec.group, ...(spec.strata ?? [])])
      const ours = logRank(
        Float64Array.from(data[spec.time], number),
        Uint8Array.from(data[spec.event], Number),
        codes(...spec.group.map((name: string) => data[name])),
        { rho: spec.rho, strata: spec.strata && codes(...spec.strata.map((name: string) => data[name])) },
      )
      assert.equal(mismatch(ours.n, numbers(R.n), 0), '', 'n')
      assert.equal(mismatch(ours.observed, numbers(R.obs), 1e-12), '', 'observed')
      assert.equal(mismatch(ours.expected, numbers(R.exp), 1e-12), '', 'expected')
      assert.equal(
        mismatch(ours.variance, numbers(R.var.flat()), 1e-12, Math.max(...R.var.flat())),
        '',
        'variance',
      )
      assert.equal(
        mismatch([ours.chiSquare, ours.degreesOfFreedom], [R.chisq, R.df], 1e-12, 1e-1),
        '',
        'chi-square',
      )
      assert.equal(mismatch([ours.p], [number(R.p)], 1e-11), '', 'p')
      if (R.obs_by_stratum) {
        assert.equal(mismatch(ours.byStratum.expected, transposed(R.exp_by_stratum), 1e-12), '', 'by stratum')
        assert.equal(mismatch(ours.byStratum.observed, transposed(R.obs_by_stratum), 1e-12), '', 'by stratum')
      }
    })
})

testEveryField('logrank')
