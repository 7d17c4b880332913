/** iPFS and iBOR from sequences of iRECIST words on study days, `iUPD@43 iSD@85`, the first day being 1. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween, type Day } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import { policyNamed } from '../protocol/policies.ts'
import type { ImmuneResponse, ImmuneTimePoint } from '../recist/irecist/immune-response.ts'
import type { Reader } from '../record/records.ts'
import { endpointsBySubject } from './endpoints.ts'
import { immuneProgression } from './immune-progression.ts'
import { immuneResponseParameters } from './immune-response-parameters.ts'
import { patient, protocolOf, recordsOf, type Happened } from './patient-line.ts'

const start = '2022-01-01' as Day
const protocol = protocolOf({
  response: { irecist: 'exploratory' },
  analyses: [{ id: 'ipfs', endpoint: 'ipfs' }],
})

function immune(line: string): readonly ImmuneTimePoint[] {
  return line
    .split(' ')
    .filter(Boolean)
    .map((word, index) => {
      const [response = '', day] = word.split('@')
      return {
        subject: 'P1' as SubjectId,
        reader: 'INVESTIGATOR' as Reader,
        visit: `DAY ${day}`,
        sequence: index + 1,
        date: { day: addDays(start, Number(day) - 1) },
        origin: 'reported',
        response: response as ImmuneResponse,
        says: `${response} as reported`,
        because: ['irecist.reported.as-stated'],
        from: [`rs.csv:${index + 2}` as RowId],
      }
    })
}

function ipfs(line: string, happened: Happened = {}, more: object = {}) {
  const { subject, responses, procedures } = patient('P1', '', happened)
  const timePoints = immune(line)
  const records = recordsOf([{ subject, responses, procedures }])
  const study = { ...protocol, ...more }
  const { byAnalysis } = endpointsBySubject(
    records,
    [{ ...responses, immune: { timePoints, byReader: new Map() } }],
    study,
  )
  return byAnalysis.get('ipfs')![0]!
}
const days = (line: string, happened: Happened = {}, more: object = {}) => {
  const found = ipfs(line, happened, more)
  return `${found.event ? 'event' : 'censored'} ${found.days} ${found.because.find((id) => id.startsWith('ipfs')) ?? ''}`.trim()
}

for (const [law, line, expected] of [
  ['a confirmed iUPD counts at its own date', 'iSD@43 iUPD@85 iCPD@127', 'event 85 ipfs.event.confirmed'],
  [
    'the first iUPD of those that were confirmed',
    'iUPD@43 iUPD@85 NE@127 iCPD@169',
    'event 43 ipfs.event.confirmed',
  ],
  ['an iCPD that no iUPD precedes is dated to itself', 'iSD@43 iCPD@85', 'event 85 ipfs.event.confirmed'],
  ['an iUPD that was never assessed again', 'iSD@43 iUPD@85', 'event 85 ipfs.event.unconfirmed'],
  ['an iUPD with only NE after it', 'iUPD@43 NE@85 NE@127', 'event 43 ipfs.event.unconfirmed'],
  ['an iUPD followed by iSD is ignored', 'iUPD@43 iSD@85', 'censored 85 ipfs.ignored.cleared'],
  ['by iPR too', 'iUPD@43 NE@85 iPR@127', 'censored 127 ipfs.ignored.cleared'],
  ['by iCR too', 'iUPD@43 iCR@85', 'censored 85 ipfs.ignored.cleared'],
  ['cleared, but another iUPD comes later', 'iUPD@43 iSD@85 iUPD@127', 'event 43 ipfs.event.cleared'],
  ['cleared, but an iCPD comes later', 'iUPD@43 iSD@85 iUPD@127 iCPD@169', 'event 43 ipfs.event.cleared'],
  ['cleared twice is ignored twice', 'iUPD@43 iSD@85 iUPD@127 iPR@169', 'censored 169 ipfs.ignored.cleared'],
  ['no progression at all', 'iSD@43 iPR@85', 'censored 85'],
] as const)
  test(`iPFS: ${law}`, () => assert.equal(days(line), expected))

test('iPFS: where the protocol ignores what was cleared, the later iUPD is the event', () => {
  const ignoring = {
    response: {
      ...protocol.response,
      immune: { ...protocol.response.immune, clearedProgression: 'ignored' as const },
    },
  }
  assert.equal(days('iUPD@43 iSD@85 iUPD@127 iCPD@169', {}, ignoring), 'event 127 ipfs.ignored.cleared')
  assert.equal(days('iUPD@43 iSD@85', {}, ignoring), 'censored 85 ipfs.ignored.cleared')
})

test('iPFS: death is an event, also after an iUPD that was cleared; an open iUPD comes first', () => {
  assert.equal(days('iSD@43', { death: 60 }), 'event 60')
  assert.equal(days('iUPD@43 iSD@85', { death: 100 }), 'event 100 ipfs.ignored.cleared')
  assert.equal(days('iUPD@43', { death: 60 }), 'event 43 ipfs.event.unconfirmed')
})

test('iPFS: the policy stops the count at new therapy as for PFS', () => {
  const analyses = [{ ...protocol.analyses[0]!, policy: 'fda-type-a' }]
  assert.ok(policyNamed(protocol, 'fda-type-a'))
  assert.equal(days('iSD@43 iUPD@127 iCPD@169', { therapy: 60 }, { analyses }).slice(0, 11), 'censored 43')
})

test('iPFS: the sentence names the endpoint, the days and the policy', () => {
  assert.match(
    ipfs('iUPD@43 iCPD@85').says,
    /^iPFS 43 days, event: iUPD as reported on 2022-02-12, .*policy admiralonco/,
  )
})

test('iPFS without iRECIST in the protocol is not derived, with a finding', () => {
  const { subject, responses, procedures } = patient('P1', 'PD@43')
  const study = protocolOf({ analyses: [{ id: 'ipfs', endpoint: 'ipfs' }] })
  const { byAnalysis, findings } = endpointsBySubject(
    recordsOf([{ subject, responses, procedures }]),
    [responses],
    study,
  )
  assert.deepEqual(byAnalysis.get('ipfs') ?? [], [])
  assert.ok(findings.some(({ code }) => code === 'protocol.no-irecist'))
})

for (const [line, expected] of [
  ['iUPD@43 NE@85 NE@127', 'iUPD'],
  ['iUPD@43 iSD@85 iPR@127', 'iPR'],
  ['iUPD@43 NE@85 iPR@127', 'iPR'],
  ['iUPD@43 iCPD@85 iPR@127', 'iCPD'],
  ['iUPD@43 iCPD@85 iCR@127', 'iCPD'],
  ['iPR@43 iUPD@85 iCPD@127', 'iPR'],
  ['iUPD@43 iSD@85', 'iSD'],
  ['iSD@42', 'NE'],
  ['iSD@43', 'iSD'],
  ['', 'MISSING'],
] as const)
  test(`iBOR: ${line || 'nothing'} is ${expected}`, () => {
    const found = immuneResponseParameters(immune(line), start, protocol.response)
    assert.equal(found.find(({ code }) => code === 'IBOR')!.value, expected)
  })

test('law: shifting all dates shifts the event and nothing else; NE between changes nothing', () => {
  const word = fc.constantFrom('iCR', 'iPR', 'iSD', 'iUPD', 'iCPD')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.integer({ min: 1, max: 500 }), (words, shift) => {
      const at = (by: number) => immune(words.map((one, k) => `${one}@${43 + 42 * k + by}`).join(' '))
      const settings = protocol.response.immune
      const [first, second] = [immuneProgression(at(0), settings), immuneProgression(at(shift), settings)]
      assert.deepEqual(first.because, second.because)
      if (first.event) assert.equal(daysBetween(first.event.date.day, second.event!.date.day), shift)
      const spaced = words.flatMap((one, k) => [`${one}@${43 + 42 * k}`, `NE@${64 + 42 * k}`]).join(' ')
      assert.equal(immuneProgression(immune(spaced), settings).event?.date.day, first.event?.date.day)
    }),
  )
})
