/** Two readers and an adjudicator: each rule on both sides of its edge, and nothing that is not known is resolved. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Reader, ReportedResponse } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const [one, two, judge] = ['INDEPENDENT / 1', 'INDEPENDENT / 2', 'INDEPENDENT / ADJUDICATOR']
type Settings = Partial<Protocol['response']['adjudication']>
type Reads = Readonly<Record<string, string>>

/** `{ 'INDEPENDENT / 1': '60 SD, 120 PD*' }`: the star is the flag of acceptance. */
function read(reads: Reads, adjudication: Settings) {
  const made = patient('')
  const reportedResponses = Object.entries(reads).flatMap(([reader, text], k) =>
    text.split(', ').map((visit, i): ReportedResponse => {
      const [days = '', word = ''] = visit.split(' ')
      return {
        subject: made.subjects[0]!.id,
        reader: reader as Reader,
        accepted: word.endsWith('*'),
        visit: `DAY ${days}`,
        visitNumber: Number(days),
        sequence: 10 * k + i,
        response: word.replace('*', ''),
        test: 'OVRLRESP',
        date: { day: addDays('2022-01-01' as Day, Number(days)) },
        from: `rs.csv:${10 * k + i + 2}` as RowId,
      }
    }),
  )
  const defaults = studyProtocol().response.adjudication
  const protocol = studyProtocol({ reader: 'independent', adjudication: { ...defaults, ...adjudication } })
  const { responses, findings } = responsesBySubject({ ...made, reportedResponses }, protocol)
  return {
    timePoints: responses[0]!.timePoints,
    words: responses[0]!.timePoints.map(({ response }) => response),
    because: responses[0]!.timePoints.map(({ because }) => because.at(-1)),
    codes: findings.map(({ code }) => code),
  }
}

const adjudicated = { by: 'adjudicator' } as const
const [agreed, decided] = ['adjudication.agreed', 'adjudication.adjudicator']

test('readers who agree need no adjudication; where they differ the adjudicator’s read stands', () => {
  const found = read({ [one]: '60 SD, 120 PR', [two]: '60 SD, 120 PD', [judge]: '120 PD' }, adjudicated)
  assert.deepEqual([found.words, found.because, found.codes], [['SD', 'PD'], [agreed, decided], []])
  assert.equal(found.timePoints[1]!.reader, judge)
  assert.deepEqual(found.timePoints[1]!.from.toSorted(), ['rs.csv:13', 'rs.csv:22', 'rs.csv:3'])
})

test('a dispute that nobody adjudicated is not known, with or without an adjudicator elsewhere', () => {
  for (const settings of [adjudicated, { by: 'none' } as const]) {
    const found = read({ [one]: '60 SD, 120 PR', [two]: '60 SD, 120 PD' }, settings)
    assert.deepEqual([found.words, found.codes], [['SD'], ['reader-not-adjudicated']])
  }
})

test('a visit that one reader alone assessed is in dispute', () => {
  const found = read({ [one]: '60 SD, 120 PD', [two]: '60 SD' }, adjudicated)
  assert.deepEqual([found.words, found.codes], [['SD'], ['reader-not-adjudicated']])
})

const wordsOf = (a: string, b: string, agreement: 'response' | 'progression') =>
  read({ [one]: `60 ${a}`, [two]: `60 ${b}` }, { ...adjudicated, agreement }).words

test('agreement by progression: SD and PR agree, SD and PD do not, NE is neither', () => {
  assert.deepEqual(wordsOf('SD', 'PR', 'progression'), ['SD'])
  assert.deepEqual(wordsOf('SD', 'PR', 'response'), [])
  assert.deepEqual(wordsOf('SD', 'PD', 'progression'), [])
  assert.deepEqual(wordsOf('SD', 'NE', 'progression'), [])
  assert.deepEqual(wordsOf('PD', 'PD', 'response'), ['PD'])
})

test('for the subject: one dispute gives all visits to the adjudicator, none gives none', () => {
  const bySubject = { ...adjudicated, decides: 'subject' } as const
  const disputed = { [one]: '60 SD, 120 PR', [two]: '60 SD, 120 PD' }
  const found = read({ ...disputed, [judge]: '60 PR, 120 PR' }, bySubject)
  assert.deepEqual(
    [found.words, found.because],
    [
      ['PR', 'PR'],
      [decided, decided],
    ],
  )
  const partly = read({ ...disputed, [judge]: '120 PR' }, bySubject)
  assert.deepEqual([partly.words, partly.codes], [['PR'], ['reader-not-adjudicated']])
  const calm = read({ [one]: '60 SD', [two]: '60 SD', [judge]: '60 PD' }, bySubject)
  assert.deepEqual([calm.words, calm.because], [['SD'], [agreed]])
})

test('by flag: the accepted read stands; two that are accepted and differ are not known', () => {
  const found = read({ [one]: '60 SD*', [two]: '60 PR' }, {})
  assert.deepEqual([found.words, found.because], [['SD'], ['adjudication.accepted']])
  const twice = read({ [one]: '60 SD*', [two]: '60 PR*' }, {})
  assert.deepEqual([twice.words, twice.codes], [[], ['reader-not-accepted']])
  const none = read({ [one]: '60 SD', [two]: '60 SD' }, {})
  assert.deepEqual([none.words, none.codes], [[], ['reader-not-accepted']])
})

test('a subject whom one reader alone assessed keeps that read, and that is said', () => {
  const found = read({ [one]: '60 SD', [judge]: '60 PD' }, adjudicated)
  assert.deepEqual(
    [found.words, found.because, found.codes],
    [['SD'], ['adjudication.only-reader'], ['reader-alone']],
  )
})

test('law: the order of the readers in the data does not matter', () => {
  const reads = { [one]: '60 SD, 120 PR', [two]: '60 PR, 120 PR', [judge]: '60 PR' }
  const turned = Object.fromEntries(Object.entries(reads).toReversed())
  assert.deepEqual(read(turned, adjudicated).words, read(reads, adjudicated).words)
})
