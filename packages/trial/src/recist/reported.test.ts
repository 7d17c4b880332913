import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Imputed } from '../day.ts'
import type { Records, ReportedResponse } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

/** `60 SD 7` is SD at the visit of day 60 with sequence 7. */
function reporting(records: Records, text: string, more: Partial<ReportedResponse> = {}): Records {
  const reportedResponses = text.split(',').map((item): ReportedResponse => {
    const [days = '', response = '', sequence = ''] = item.trim().split(' ')
    const day = new Date(Date.UTC(2022, 0, 1 + Number(days))).toISOString().slice(0, 10)
    return {
      subject: records.subjects[0]!.id,
      reader: 'INVESTIGATOR' as never,
      accepted: false,
      visit: `DAY ${days}`,
      visitNumber: Number(days),
      sequence: Number(sequence),
      response,
      test: 'OVRLRESP',
      date: { day } as Imputed,
      from: `rs.csv:${Number(sequence) + 1}` as never,
      ...more,
    }
  })
  return { ...records, reportedResponses: [...records.reportedResponses, ...reportedResponses] }
}

const read = (records: Records, reader = 'investigator') =>
  responsesBySubject(records, studyProtocol({ reader } as never))

test('where nothing was measured, the reported responses are used, in order of date', () => {
  const { responses, findings } = read(reporting(patient(''), '120 PD 9, 60 SD 7'))
  assert.deepEqual(
    responses[0]!.timePoints.map(({ response, origin, sequence, from }) => [
      response,
      origin,
      sequence,
      from,
    ]),
    [
      ['SD', 'reported', 7, ['rs.csv:8']],
      ['PD', 'reported', 9, ['rs.csv:10']],
    ],
  )
  assert.deepEqual(findings, [])
})

test('where both are, the measured one is used, with the sequence of the reported row; agreement is no finding', () => {
  const { responses, findings } = read(reporting(patient('0: T1 50; 60: T1 30'), '60 PR 4'))
  const [found] = responses[0]!.timePoints
  assert.deepEqual([found!.response, found!.origin, found!.sequence], ['PR', 'derived', 4])
  assert.deepEqual(findings, [])
})

test('a disagreement is a warning that holds both values', () => {
  const { responses, findings } = read(reporting(patient('0: T1 50; 60: T1 30'), '60 SD 4'))
  assert.equal(responses[0]!.timePoints[0]!.response, 'PR')
  const [finding] = findings
  assert.equal(finding!.severity, 'warning')
  assert.match(finding!.message, /reported SD, derived PR/)
  assert.deepEqual(finding!.where, { file: 'rs.csv', row: 5, field: 'RSSTRESC' })
})

test('a reported response of a visit that nobody measured is used as reported, and said', () => {
  const { responses, findings } = read(reporting(patient('0: T1 50; 60: T1 30'), '60 PR 4, 120 PD 5'))
  assert.deepEqual(
    responses[0]!.timePoints.map(({ response, origin }) => [response, origin]),
    [
      ['PR', 'derived'],
      ['PD', 'reported'],
    ],
  )
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['response-without-scan'],
  )
})

test('a word that is no response is not used, and said; a response by iRECIST has another road', () => {
  const records = reporting(reporting(patient(''), '60 CHECK 1, 90 SD 2'), '95 iUPD 3', {
    criteria: 'iRECIST',
  })
  const { responses, findings } = read(records)
  assert.deepEqual(
    responses[0]!.timePoints.map(({ response }) => response),
    ['SD'],
  )
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['response-unknown'],
  )
})

test('of several readers, the accepted row of a visit counts; a visit without one has no response, and that is said', () => {
  const one = { reader: 'INDEPENDENT / 1' as never }
  const two = { reader: 'INDEPENDENT / 2' as never }
  const first = reporting(patient(''), '60 SD 1, 120 PD 2', { ...one, accepted: true })
  const records = reporting(reporting(first, '60 PR 3, 120 PR 4', two), '180 PR 5', two)
  const { responses, findings } = read(records, 'independent')
  assert.deepEqual(
    responses[0]!.timePoints.map(({ response }) => response),
    ['SD', 'PD'],
  )
  assert.equal(responses[0]!.byReader.size, 2)
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['reader-not-accepted'],
  )
})

test('a single reader of another name is used, and that is said; of several none is', () => {
  const records = reporting(patient(''), '60 SD 1')
  const single = read(records, 'committee')
  assert.equal(single.responses[0]!.timePoints.length, 1)
  assert.deepEqual(
    single.findings.map(({ code, severity }) => [code, severity]),
    [['reader-unknown', 'warning']],
  )
  const several = read(reporting(records, '60 PR 2', { reader: 'OTHER' as never }), 'committee')
  assert.equal(several.responses[0]!.timePoints.length, 0)
  assert.deepEqual(
    several.findings.map(({ code, severity }) => [code, severity]),
    [['reader-unknown', 'error']],
  )
})
