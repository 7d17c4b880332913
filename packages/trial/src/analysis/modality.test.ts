import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { addDays, isoDay } from '../day.ts'
import type { Day } from '../day.ts'
import type { LesionId, RowId, ScanId, SubjectId } from '../ids.ts'
import { fromMillimetres } from '../length.ts'
import { timeToEventAnalysisSchema } from '../protocol/analysis.ts'
import { modalityAnalysisSchema } from '../protocol/effect-analyses.ts'
import type { Procedure, Reader, Records, Scan } from '../record/records.ts'
import { close, reference } from './arm-effects.test-data.ts'
import { modality } from './modality.ts'
import type { SubjectTime } from './subject-time.ts'

const origin = isoDay('2022-01-01')!

test('the hazard by exposure over time equals R, with the robust error by patient', () => {
  const wanted = reference.exposure
  const folder = new URL('../../../stats/reference/', import.meta.url)
  const [head = '', ...lines] = readFileSync(new URL(wanted.csv, folder), 'utf8').trimEnd().split('\n')
  const names = head.split(',')
  const patients = lines.map((line, i) => {
    const cells = line.split(',')
    const number = (name: string) => Number(cells[names.indexOf(name)])
    const from = 1 + (number('age') % 7)
    const [first, second] = number('prior') === 0 ? ['cryo', 'heat'] : ['heat', 'cryo']
    return {
      id: `P${i}`,
      time: number('time'),
      event: number('event') === 1,
      sessions: [`${first} ${from}`, ...(number('karno') >= 80 ? [`${second} ${from + 10}`] : [])],
    }
  })
  const { exposure } = compared(patients).readout!
  assert.equal(exposure.subjects, wanted.subjects)
  const [a, b, both] = exposure.states
  assert.deepEqual([a!.days, b!.days, both!.days], [wanted.days.a, wanted.days.b, wanted.days.both])
  assert.deepEqual(
    [a!.events, b!.events, both!.events],
    [wanted.events.a, wanted.events.b, wanted.events.both],
  )
  for (const key of ['estimate', 'lower', 'upper', 'p'] as const)
    close(exposure.hazardRatio[key], wanted[key])
})

test('from the landmark: who had the event, was censored, has no scan or both groups is left out and counted', () => {
  const { readout } = compared([
    { id: 'event', time: 40, event: true, sessions: ['cryo 10'], scans: [40, 80] },
    { id: 'censored', time: 30, event: false, sessions: ['heat 10'], scans: [35] },
    { id: 'no-scan', time: 300, event: true, sessions: ['heat 10'], scans: [10] },
    { id: 'both', time: 300, event: true, sessions: ['heat 10', 'cryo 30'], scans: [40] },
    { id: 'later-other', time: 300, event: true, sessions: ['heat 10', 'cryo 60'], scans: [40] },
    { id: 'cryo', time: 140, event: true, sessions: ['cryo 10'], scans: [5, 40] },
    { id: 'heat', time: 240, event: false, sessions: ['heat 10'], scans: [40] },
    { id: 'not-ablated', time: 90, event: true, sessions: [], scans: [40] },
  ])
  assert.deepEqual(
    readout!.landmark.excluded.map(({ why, subjects }) => [why, subjects]),
    [
      ['no scan after the ablation', ['no-scan']],
      ['event at or before the landmark', ['event']],
      ['censored at or before the landmark', ['censored']],
      ['both groups up to the landmark', ['both']],
    ],
  )
  const [cryo, heat] = readout!.landmark.comparison.arms
  assert.deepEqual(
    [cryo!, heat!].map(({ marks }) => marks.map(({ subject, time, event }) => [subject, time, event])),
    [
      [['cryo', 100, true]],
      [
        ['heat', 200, false],
        ['later-other', 260, true],
      ],
    ],
  )
})

test('a landmark on one day: an ablation after it does not make a group', () => {
  const { readout } = compared(
    [
      { id: 'a', time: 140, event: true, sessions: ['cryo 10'] },
      { id: 'b', time: 240, event: true, sessions: ['heat 50'] },
      { id: 'late', time: 240, event: true, sessions: ['heat 61'] },
    ],
    { landmark: 60 },
  )
  assert.deepEqual(
    readout!.landmark.excluded.find(({ why }) => why === 'ablated only after the landmark')!.subjects,
    ['late'],
  )
  assert.deepEqual(
    readout!.landmark.comparison.arms.map(({ marks }) => marks.map(({ time }) => time)),
    [[80], [180]],
  )
})

test('sessions are counted by lesion, patients by group, and a patient of both is in both counts and said', () => {
  const { readout } = compared([
    { id: 'a', time: 140, event: true, sessions: ['cryo 10 L1 20', 'heat 10 L2 30', 'heat 40 L2'] },
    { id: 'b', time: 240, event: true, sessions: ['heat 10 L1 10'] },
    { id: 'c', time: 240, event: true, sessions: ['cryo 10 L1 24'] },
  ])
  const [cryo, heat] = readout!.lesions
  assert.deepEqual([cryo!.sessions, cryo!.lesions, cryo!.subjects], [2, 2, 2])
  assert.deepEqual([heat!.sessions, heat!.lesions, heat!.subjects], [3, 2, 2])
  assert.equal(readout!.bothGroups, 1)
  assert.deepEqual([cryo!.diameterMm.mean, heat!.diameterMm.mean], [22, 20])
  // Standard deviations √8 and √200: 2 / √104.
  close(readout!.diameterDifference, 2 / Math.sqrt(104), 1e-12)
})

test('the naive comparison says how long each group could not have the event, and that it is biased', () => {
  const { readout } = compared([
    { id: 'a', time: 140, event: true, sessions: ['cryo 101'] },
    { id: 'b', time: 240, event: true, sessions: ['heat 11'] },
    { id: 'c', time: 300, event: true, sessions: ['cryo 51'] },
  ])
  assert.deepEqual(
    readout!.naive.groups.map(({ immortalDays }) => immortalDays),
    [
      { median: 75, total: 150 },
      { median: 10, total: 10 },
    ],
  )
  assert.match(readout!.naive.says, /^Biased/)
  assert.match(readout!.warning, /not randomized/)
})

test('a modality of no group is a warning, and without any session nothing is compared', () => {
  const other = compared([
    { id: 'a', time: 140, event: true, sessions: ['cryo 10', 'laser 12'] },
    { id: 'b', time: 240, event: true, sessions: ['heat 11'] },
  ])
  assert.match(
    other.findings.find(({ code }) => code === 'analysis.modality.other')!.message,
    /1 ablations .*laser/,
  )
  const none = compared([{ id: 'a', time: 140, event: true, sessions: [] }])
  assert.equal(none.readout, undefined)
  assert.ok(none.findings.some(({ code }) => code === 'analysis.modality.none'))
  const groups = compared([{ id: 'a', time: 140, event: true, sessions: ['cryo 3'] }], {
    groups: { Cold: ['cryo'] },
  })
  assert.ok(groups.findings.some(({ code }) => code === 'analysis.modality.groups'))
})

type Patient = {
  readonly id: string
  readonly time: number
  readonly event: boolean
  /** `cryo 10 L1 20`: modality, day, lesion, millimetres before it. */
  readonly sessions: readonly string[]
  readonly scans?: readonly number[]
}

function compared(patients: readonly Patient[], choices: object = {}) {
  const subjects = patients.map(({ id, time, event }): SubjectTime => ({
    id: id as SubjectId,
    arm: 'ablation',
    time,
    event,
    strata: {},
    covariates: {},
  }))
  return modality(subjects, recordsOf(patients), {
    asked: modalityAnalysisSchema.parse({
      id: 'modality',
      kind: 'modality',
      groups: { Cold: ['cryo'], Heat: ['heat'] },
      ...choices,
    }),
    analysis: timeToEventAnalysisSchema.parse({ id: 'pfs', endpoint: 'pfs' }),
    title: 'Progression-free survival',
    policy: 'admiralonco',
  })
}

/** The day of randomization is day 1. */
const dayOf = (day: number): Day => addDays(origin, day - 1)

function recordsOf(patients: readonly Patient[]): Records {
  const from = 'made:1' as RowId
  const sessions = patients.flatMap(({ id, sessions: own }) =>
    own.map((text) => {
      const [word = '', day = '', lesion, mm] = text.split(' ')
      return { subject: id as SubjectId, word, day: Number(day), lesion: lesion as LesionId | undefined, mm }
    }),
  )
  return {
    synthetic: true,
    tables: [],
    subjects: patients.map(({ id }) => ({
      id: id as SubjectId,
      randomized: origin,
      lastAliveFrom: [],
      dispositions: [],
      excludedFrom: [],
      strata: {},
      from: [from],
    })),
    lesions: [],
    scans: [
      ...patients.flatMap(({ id, scans = [] }) => scans.map((day) => scan(id, day, []))),
      ...sessions.flatMap(({ subject, lesion, mm }) =>
        lesion && mm
          ? [
              scan(subject, -5, [
                { lesion, diameter: fromMillimetres(Number(mm)), date: { day: dayOf(-5) }, from },
              ]),
            ]
          : [],
      ),
    ],
    reportedResponses: [],
    doses: [],
    procedures: sessions.map(({ subject, word, day, lesion }): Procedure => ({
      subject,
      what: word,
      kind: 'study-ablation',
      modality: word,
      ...(lesion && { lesion }),
      start: dayOf(day),
      from,
    })),
    adverseEvents: [],
    measurements: [],
  }
}

function scan(subject: string, day: number, observations: Scan['observations']): Scan {
  const date = { day: dayOf(day) }
  return {
    id: `${subject}-${day}` as ScanId,
    subject: subject as SubjectId,
    reader: 'INVESTIGATOR' as Reader,
    visit: `day ${day}`,
    baseline: day < 1,
    date,
    lastDate: date,
    observations,
  }
}
