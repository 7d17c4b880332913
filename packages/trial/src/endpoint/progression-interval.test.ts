import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { endpointsBySubject } from './endpoints.ts'
import { patient, protocolOf, recordsOf, type Happened } from './patient-line.ts'

function interval(line: string, happened: Happened, policy: string) {
  const protocol = protocolOf({
    schedule: { imaging: [{ everyDays: 42, windowDays: 7 }] },
    analyses: [{ id: 'a', endpoint: 'pfs', policy }],
  })
  const one = patient('P1', line, happened)
  const { intervals, byAnalysis } = endpointsBySubject(recordsOf([one]), [one.responses], protocol)
  const { left, right } = intervals.get('a')![0]!
  return { left, right, time: byAnalysis.get('a')![0]! }
}

for (const [law, line, happened, policy, expected] of [
  ['between the last scan without it and the first with it', 'SD@43 SD@85 PD@127', {}, 'ema-type', [85, 127]],
  ['a scan that is not evaluable does not close it', 'SD@43 NE@85 PD@127', {}, 'ema-type', [43, 127]],
  ['…unless every scan counts', 'SD@43 NE@85 PD@127', {}, 'admiralonco', [85, 127]],
  ['from the start, where nothing was seen before', 'PD@43', {}, 'ema-type', [0, 43]],
  ['a date moved to a planned visit is not used', 'SD@43 PD@100', {}, 'fda-type-b', [43, 100]],
  ['death is exact', 'SD@43', { death: 60 }, 'ema-type', [60, 60]],
  ['censored: after the last scan', 'SD@43', { alive: 100 }, 'ema-type', [43, null]],
  ['censored at randomization: after the start', '', { alive: 100 }, 'ema-type', [0, null]],
  ['censored before a gap', 'SD@43 PD@169', {}, 'fda-type-a', [43, null]],
] as const)
  test(`when progression happened: ${law}`, () => {
    const { left, right } = interval(line, happened, policy)
    assert.deepEqual([left, right], expected)
  })

test('the interval holds the time that was seen, and only a censored one is open', () => {
  const scan = fc
    .tuple(fc.constantFrom('CR', 'PR', 'SD', 'PD', 'NE'), fc.integer({ min: 1, max: 500 }))
    .map(([word, day]) => `${word}@${day}`)
  const life = fc.record({ death: fc.integer({ min: 1, max: 500 }) }, { requiredKeys: [] })
  fc.assert(
    fc.property(
      fc.array(scan, { maxLength: 8 }),
      life,
      fc.constantFrom('admiralonco', 'fda-type-a', 'ema-type'),
      (scans, happened, policy) => {
        const { left, right, time } = interval(scans.join(' '), happened, policy)
        assert.equal(right === null, !time.event)
        if (right !== null)
          assert.ok(left <= right && right === time.days && (left < right || time.what === 'Death'))
      },
    ),
  )
})
