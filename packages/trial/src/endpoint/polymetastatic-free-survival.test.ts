import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../day.ts'
import type { ArmId } from '../ids.ts'
import { patient } from '../recist/patient.ts'
import { responsesBySubject } from '../recist/responses.ts'
import { endpointsBySubject } from './endpoints.ts'
import { protocolOf } from './patient-line.ts'

const protocol = protocolOf({
  oligoState: { maxLesions: 1, maxOrgans: 5 },
  analyses: [{ id: 'pmfs', endpoint: 'pmfs' }],
})

function outcome(text: string, death?: string, study = protocol) {
  const made = patient(text)
  const subjects = made.subjects.map((subject) => ({
    ...subject,
    arm: 'A' as ArmId,
    randomized: '2022-01-01' as Day,
    ...(death && { death: { day: death as Day } }),
  }))
  const records = { ...made, subjects }
  return endpointsBySubject(records, responsesBySubject(records, study).responses, study)
}
const found = (text: string, death?: string) => {
  const { days, event, because } = outcome(text, death).byAnalysis.get('pmfs')![0]!
  return `${days} ${event ? 'event' : 'censored'} ${because.at(-1)}`
}

test('the first scan over the limit is the event, one at the limit is not', () => {
  assert.equal(found('0: T1 20; 42: T1 20, L1 12; 84: T1 20'), '43 event pmfs.event.polymetastatic')
  assert.equal(found('0: T1 20; 42: T1 0; 84: T1 20, L1 12'), '85 event pmfs.event.polymetastatic')
})

test('a lesion in doubt is no event', () => {
  assert.match(found('0: T1 20; 42: T1 20, L1 equivocal'), /censored/)
})

test('death is an event, the scan of the same day comes first', () => {
  assert.equal(found('0: T1 20; 42: T1 20', '2022-03-01'), '60 event pmfs.event.death')
  assert.equal(found('0: T1 20; 42: T1 20, L1 12', '2022-02-12'), '43 event pmfs.event.polymetastatic')
  assert.equal(found('0: T1 20; 42: T1 20, L1 12', '2022-02-11'), '42 event pmfs.event.death')
})

test('a scan within the limit is an assessment, also where the time on immunotherapy is not known', () => {
  assert.equal(found('0: T1 20; 42: T1 20; 84: T1 20'), '85 censored pmfs.censor.last-scan')
  assert.equal(found('0: T1 20; 42: T1 20; 84: T1 20, L1 equivocal'), '43 censored pmfs.censor.last-scan')
  assert.equal(found('0: T1 20'), '1 censored pmfs.censor.randomization')
})

test('without a rule of counting it is not derived, with a finding', () => {
  const { byAnalysis, findings } = outcome(
    '0: T1 20',
    undefined,
    protocolOf({ analyses: [{ id: 'pmfs', endpoint: 'pmfs' }] }),
  )
  assert.deepEqual(byAnalysis.get('pmfs') ?? [], [])
  assert.ok(findings.some(({ code }) => code === 'protocol.no-oligo-state'))
})
