import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fixtures, mismatch, numbers, testEveryField } from '../reference.test-data.ts'
import type { Fixture } from '../reference.test-data.ts'
import { cox } from './cox.ts'
import type { Cox } from './cox-estimates.ts'
import { devianceResiduals, martingaleResiduals } from './cox-martingale.ts'
import { schoenfeldResiduals, scaledSchoenfeldResiduals } from './cox-schoenfeld.ts'
import { dfbetaResiduals, dfbetasResiduals, scoreResiduals } from './cox-score-residuals.ts'
import { coxCall } from './cox.test-data.ts'

const ofType: Record<string, (fit: Cox) => readonly Float64Array[]> = {
  martingale: (fit) => [martingaleResiduals(fit)],
  deviance: (fit) => [devianceResiduals(fit)],
  score: (fit) => scoreResiduals(fit),
  dfbeta: (fit) => dfbetaResiduals(fit),
  dfbetas: (fit) => dfbetasResiduals(fit),
  schoenfeld: (fit) => schoenfeldResiduals(fit).residuals,
  scaledsch: (fit) => scaledSchoenfeldResiduals(fit).residuals,
}

const references = fixtures(undefined, 'residuals')
test('there are residuals by R to compare with', () => assert.ok(references.length >= 204))

const fits = new Map<string, Cox>()
function fitOf(fixture: Fixture): Cox {
  const key = fixture.dataset + fixture.id.replace(/_resid_.*/, '')
  if (!fits.has(key)) {
    const { time, event, X, options } = coxCall(fixture)
    fits.set(key, cox(time, event, X, options))
  }
  return fits.get(key)!
}

for (const fixture of references)
  test(`residuals as in R: ${fixture.dataset} ${fixture.id}`, () => {
    const { result, spec } = fixture
    const ours = ofType[spec.type](fitOf(fixture))
    assert.equal(ours[0].length, result.n)
    const first20 = result.first20.map((row: unknown) => [row].flat())
    const size = Math.max(...first20.flat().map((x: number) => Math.abs(x)))
    const rows = first20.flatMap((_: unknown, i: number) => ours.map((column) => column[i]))
    // Residuals near 0 are differences of numbers of the size of the largest.
    assert.equal(mismatch(rows, numbers(first20.flat()), 1e-8, size), '')
    const sums = ours.map((column) => column.reduce((a, b) => a + b, 0))
    const sizes = ours.map((column) => column.reduce((a, b) => a + Math.abs(b), 0))
    ;[result.col_sums].flat().forEach((sum: number, j: number) => {
      assert.ok(Math.abs(sums[j] - sum) <= 1e-8 * sizes[j], `column ${j}: ${sums[j]}, R has ${sum}`)
    })
    if (spec.type === 'schoenfeld') {
      const times = Array.from(schoenfeldResiduals(fitOf(fixture)).time.subarray(0, 20))
      assert.deepEqual(times, result.event_time_first20.map(Number))
    }
  })

testEveryField('residuals')
