import assert from 'node:assert/strict'
import test from 'node:test'
import { fixtures, isListedDifference, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import { flemingHarringtonByGroup } from './fleming-harrington.ts'
import { followUp } from './follow-up.test-data.ts'
import { kaplanMeierByGroup } from './kaplan-meier.ts'
import { survivalInterval } from './survival-interval.ts'
import { survivalQuantile } from './survival-quantile.ts'

const CLOSED = 1e-12

const joined = (curves: readonly any[], field: string) => curves.flatMap((curve) => [...curve[field]])

test('Kaplan–Meier equals R: columns, limits on five scales, quartiles', async (t) => {
  const all = fixtures(undefined, 'kaplan_meier')
  assert.ok(all.length > 50)
  for (const f of all)
    await t.test(`${f.dataset} ${f.id}`, () => {
      const { time, event, ...options } = followUp(f)
      const curves = kaplanMeierByGroup(time, event, options)
      const R = f.result
      assert.equal(
        mismatch(
          curves.map((c) => c.n),
          numbers(R.n),
          0,
        ),
        '',
        'n',
      )
      if (R.strata)
        assert.deepEqual(
          curves.map((c) => c.time.length),
          Object.values(R.strata),
          'rows of each curve',
        )
      if (R.time) {
        for (const [ours, theirs] of [
          ['time', 'time'],
          ['atRisk', 'n_risk'],
          ['events', 'n_event'],
          ['censored', 'n_censor'],
          ['survival', 'surv'],
          ['cumulativeHazard', 'cumhaz'],
          ['cumulativeHazardStandardError', 'std_chaz'],
        ])
          assert.equal(
            mismatch(joined(curves, ours), numbers(R[theirs]), CLOSED) !== '',
            isListedDifference(f, ours),
            ours,
          )
        assert.equal(
          mismatch(joined(curves, 'greenwood').map(Math.sqrt), numbers(R.std_err), CLOSED),
          '',
          'std_err',
        )
      }
      const interval = { kind: f.spec.conf_type, level: f.spec.conf_level }
      const limits = curves.map((curve) => survivalInterval(curve, interval))
      assert.equal(mismatch(joined(limits, 'lower'), numbers(R.lower), CLOSED, 1e-3), '', 'lower')
      assert.equal(mismatch(joined(limits, 'upper'), numbers(R.upper), CLOSED, 1e-3), '', 'upper')
      const quantiles = curves.map((curve) => survivalQuantile(curve, numbers(R.quantiles.probs), interval))
      for (const [ours, theirs] of [
        ['estimate', 'est'],
        ['lower', 'lower'],
        ['upper', 'upper'],
      ])
        assert.equal(
          mismatch(joined(quantiles, ours), numbers(R.quantiles[theirs].flat()), CLOSED),
          '',
          theirs,
        )
    })
})

test('Fleming–Harrington equals R', async (t) => {
  const all = fixtures(undefined, 'fleming_harrington')
  assert.ok(all.length > 10)
  for (const f of all)
    await t.test(`${f.dataset} ${f.id}`, () => {
      const { time, event, ...options } = followUp(f)
      const curves = flemingHarringtonByGroup(time, event, options)
      const R = f.result
      const first = (field: string) => joined(curves, field).slice(0, R.surv.length)
      assert.equal(mismatch(first('survival'), numbers(R.surv), CLOSED), '', 'surv')
      assert.equal(mismatch(first('cumulativeHazard'), numbers(R.cumhaz), CLOSED), '', 'cumhaz')
      assert.equal(mismatch(first('greenwood').map(Math.sqrt), numbers(R.std_err), CLOSED), '', 'std_err')
      assert.equal(
        mismatch(first('cumulativeHazardStandardError'), numbers(R.std_chaz), CLOSED),
        '',
        'std_chaz',
      )
    })
})
testEveryField('kaplan_meier')
testEveryField('fleming_harrington')
