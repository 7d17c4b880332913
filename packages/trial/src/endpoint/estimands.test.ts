/** An estimand sets the switches of the policy, and what it cannot set it refuses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { howTimes } from '../analysis/how-times.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { estimandSchema } from '../protocol/estimand.ts'
import { strategyRows } from '../protocol/estimand-strategies.ts'
import { endpointsBySubject } from './endpoints.ts'
import { patient, protocolOf, recordsOf, type Happened } from './patient-line.ts'

function derived(
  intercurrentEvents: object,
  [line, happened]: readonly [string, Happened],
  more: { readonly endpoint?: string; readonly policy?: string; readonly estimand?: object } = {},
) {
  const { endpoint = 'pfs', policy = 'ema-type', estimand = {} } = more
  const protocol = protocolOf({
    schedule: { imaging: [{ everyDays: 42, windowDays: 7 }] },
    estimands: [{ id: 'E1', endpoint, intercurrentEvents, ...estimand }],
    analyses: [{ id: 'a', endpoint, policy, estimand: 'E1' }],
  })
  const one = patient('P1', line, happened)
  const { byAnalysis, findings } = endpointsBySubject(recordsOf([one]), [one.responses], protocol)
  const time = byAnalysis.get('a')?.[0]
  return {
    protocol,
    shown: time && `${time.days}${time.event ? 'E' : 'C'} ${time.row}`,
    says: time?.says,
    findings: findings.filter(({ code }) => code.startsWith('protocol.')),
  }
}

const therapy = ['SD@43 PD@85', { therapy: 60 }] as const
const local = ['SD@43 PD@85', { local: 60 }] as const
const claimed = ['SD@43 PD@85', { claimed: 60 }] as const
const stop = ['SD@43 PD@85', { stop: 60 }] as const
for (const [event, strategy, subject, expected] of [
  ['new-systemic-therapy', 'treatment-policy', therapy, '85E 3'],
  ['new-systemic-therapy', 'hypothetical', therapy, '43C 8'],
  ['new-systemic-therapy', 'composite', therapy, '60E 8'],
  ['new-systemic-therapy', 'while-on-treatment', therapy, '43C 8'],
  ['salvage-local-therapy', 'treatment-policy', local, '85E 3'],
  ['salvage-local-therapy', 'hypothetical', local, '43C 8'],
  ['salvage-local-therapy', 'composite', local, '60E 8'],
  ['clinical-progression', 'treatment-policy', claimed, '85E 3'],
  ['clinical-progression', 'hypothetical', claimed, '43C 6'],
  ['clinical-progression', 'composite', claimed, '60E 6'],
  ['immunotherapy-stopped', 'treatment-policy', stop, '85E 3'],
  ['immunotherapy-stopped', 'hypothetical', stop, '43C 7'],
  ['immunotherapy-stopped', 'while-on-treatment', stop, '43C 7'],
  ['staged-session', 'treatment-policy', ['SD@43 PD@85', { ablation: 60 }], '85E 3'],
] as const)
  for (const policy of ['ema-type', 'fda-type-a', 'fda-type-c'])
    test(`estimand: ${event} by ${strategy} is the same from policy ${policy}`, () => {
      assert.equal(derived({ [event]: strategy }, subject, { policy }).shown, expected)
    })

test('crossover ablation of the control arm is handled by salvage-local-therapy', () => {
  const crossover = ['SD@43 PD@85', { ablation: 60, arm: 'B' }] as const
  assert.equal(derived({ 'salvage-local-therapy': 'hypothetical' }, crossover).shown, '43C 8')
  assert.equal(derived({ 'salvage-local-therapy': 'treatment-policy' }, crossover).shown, '85E 3')
})

test('the sentence, the methods and a note say the estimand and what it changed', () => {
  const { says, findings, protocol } = derived({ 'new-systemic-therapy': 'composite' }, therapy)
  assert.match(says!, /; policy EMA-type rule 8, estimand E1$/)
  assert.deepEqual(
    findings.map(({ severity, message }) => [severity, message]),
    [['note', 'estimand E1 sets of policy ema-type: newTherapy event']],
  )
  const analysis = protocol.analyses.find(isTimeToEvent)!
  const methods = howTimes(protocol, analysis).join('\n')
  assert.match(methods, /Estimand E1; intercurrent events: new-systemic-therapy: composite/)
  assert.match(methods, /new anticancer therapy is an event/)
})

test('an estimand that the policy already keeps changes nothing and notes nothing', () => {
  assert.deepEqual(derived({ 'new-systemic-therapy': 'treatment-policy' }, therapy).findings, [])
})

for (const [law, events, more, why] of [
  [
    'what no switch decides',
    { 'ablation-not-done': 'hypothetical' },
    {},
    /hypothetical for ablation-not-done is not supported for endpoint pfs/,
  ],
  [
    'a death that does not count',
    { 'death-from-procedure': 'treatment-policy' },
    {},
    /treatment-policy for death-from-procedure/,
  ],
  [
    'censoring of overall survival',
    { 'new-systemic-therapy': 'hypothetical' },
    { endpoint: 'os' },
    /not supported for endpoint os/,
  ],
  [
    'another population',
    {},
    { estimand: { population: 'randomized' } },
    /has population randomized, the analysis full-analysis/,
  ],
  ['another endpoint', {}, { estimand: { endpoint: 'os' } }, /has endpoint os, the analysis pfs/],
] as const)
  test(`an estimand refuses ${law}, and no number is made`, () => {
    const { shown, findings } = derived(events, therapy, more)
    assert.equal(shown, undefined)
    assert.match(findings[0]!.message, why)
    assert.equal(findings[0]!.severity, 'error')
  })

test('overall survival takes treatment policy, and death as composite', () => {
  const { says } = derived(
    { 'new-systemic-therapy': 'treatment-policy', 'death-from-procedure': 'composite' },
    ['', { death: 100 }],
    { endpoint: 'os' },
  )
  assert.match(says!, /^OS 100 days, event/)
})

test('principal stratum is refused at the door with the reason', () => {
  const read = estimandSchema.safeParse({
    id: 'E1',
    endpoint: 'pfs',
    intercurrentEvents: { 'new-systemic-therapy': 'principal-stratum' },
  })
  assert.match(read.error!.issues[0]!.message, /principal-stratum is not supported/)
})

test('an estimand that is not there is an error that names those that are', () => {
  const protocol = protocolOf({ analyses: [{ id: 'a', endpoint: 'pfs', estimand: 'E9' }] })
  const { byAnalysis, findings } = endpointsBySubject(recordsOf([]), [], protocol)
  assert.equal(byAnalysis.size, 0)
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['estimand none, got E9; not derived'],
  )
})

test('every strategy has one row', () => {
  const keys = strategyRows.map(({ event, strategy }) => `${event} ${strategy}`)
  assert.equal(new Set(keys).size, keys.length)
})
