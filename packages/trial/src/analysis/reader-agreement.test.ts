/** Two readers of a few made patients, counted by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../day.ts'
import { patient, protocolOf, recordsOf } from '../endpoint/patient-line.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Reader } from '../record/records.ts'
import { progressionDiscordance, type ProgressionCall } from './progression-discordance.ts'
import { readerAgreement } from './reader-agreement.ts'

type Lines = { readonly [reader: string]: string }

function study(patients: readonly Lines[]) {
  const made = patients.map((lines, i) => {
    const read = Object.entries(lines).map(([reader, line]) => {
      const { responses } = patient(`P${i + 1}`, line)
      return [
        reader as Reader,
        responses.timePoints.map((one) => ({ ...one, reader: reader as Reader })),
      ] as const
    })
    const { subject, responses, procedures } = patient(`P${i + 1}`, '')
    return { subject, procedures, responses: { ...responses, byReader: new Map(read) } as SubjectResponses }
  })
  return readerAgreement(
    recordsOf(made),
    made.map(({ responses }) => responses),
    protocolOf(),
  )
}

const I = 'INVESTIGATOR'
const R = 'INDEPENDENT ASSESSOR / RADIOLOGIST 1'
const five: readonly Lines[] = [
  { [I]: 'SD@43 PD@85', [R]: 'SD@43 PD@85' },
  { [I]: 'PR@43 PD@85', [R]: 'SD@43 PR@85 PD@127' },
  { [I]: 'SD@43 SD@85 PD@127', [R]: 'SD@43 PD@85' },
  { [I]: 'PD@43', [R]: 'SD@43 SD@85' },
  { [I]: 'PR@43 PR@85', [R]: 'PR@43 PR@85' },
]

test('by hand: five subjects, ten visits of both, one discordant progression of each kind but one', () => {
  const [found, ...more] = study(five)
  assert.equal(more.length, 0)
  assert.deepEqual(found!.readers, [I, R])
  assert.equal(found!.subjects, 5)
  // visits of both: 2, 2, 2, 1, 2; equal: SD PD, –, SD, –, PR PR
  assert.equal(found!.timePoints.n, 9)
  assert.equal(found!.timePoints.observed, 5 / 9)
  assert.deepEqual(found!.progression.counts, [
    [3, 1],
    [0, 1],
  ])
  // observed 4/5, expected (4 · 3 + 1 · 2) / 25
  assert.ok(Math.abs(found!.progression.kappa.estimate! - (0.8 - 0.56) / 0.44) < 1e-12)
  assert.deepEqual(found!.dates, {
    subjects: 5,
    sameDay: 1,
    firstEarlier: 1,
    firstLater: 1,
    onlyFirst: 1,
    onlySecond: 0,
    neither: 1,
    earlyDiscrepancyRate: 2 / 4,
    lateDiscrepancyRate: 1 / 3,
  })
  assert.deepEqual(
    found!.discordant.map(({ subject, kind, days, first, second }) => [
      subject,
      kind,
      days,
      first?.day ?? null,
      second?.day ?? null,
    ]),
    [
      ['P2', 'first earlier', 42, '2022-03-26', '2022-05-07'],
      ['P3', 'first later', -42, '2022-05-07', '2022-03-26'],
      ['P4', 'only first', null, '2022-02-12', null],
    ],
  )
  assert.deepEqual(
    found!.byArm.map(({ arm, subjects }) => [arm, subjects]),
    [
      ['A', 5],
      ['B', 0],
    ],
  )
})

test('a weighted kappa is over the ordered words only', () => {
  const [found] = study([{ [I]: 'SD@43 NE@85 PR@127', [R]: 'SD@43 PR@85 PR@127' }])
  assert.equal(found!.timePoints.n, 3)
  assert.equal(found!.timePoints.weightedKappa!.n, 2)
})

test('a subject that one reader never assessed is not compared, and one word throughout has no kappa', () => {
  assert.deepEqual(study([{ [I]: 'SD@43' }, { [R]: 'SD@43' }]), [])
  const [found] = study([{ [I]: 'SD@43', [R]: 'SD@43' }])
  assert.equal(found!.timePoints.observed, 1)
  assert.equal(found!.timePoints.kappa.estimate, null)
})

test('an adjudicator, who reads a choice only, is in no pair', () => {
  const [found, ...more] = study([
    { [I]: 'SD@43', [R]: 'SD@43', 'INDEPENDENT ASSESSOR / ADJUDICATOR': 'SD@43' },
  ])
  assert.deepEqual([found!.readers, more.length], [[I, R], 0])
})

test('law: the order of the readers in the data does not matter', () => {
  const turned = five.map((lines) => Object.fromEntries(Object.entries(lines).toReversed()))
  assert.deepEqual(study(turned), study(five))
})

const of = (n: number | null): ProgressionCall | null =>
  n === null ? null : { day: `2022-01-0${n}` as Day, says: '', from: [] }

test('law: the kinds add up to the subjects, and exchanging the readers mirrors them', () => {
  const call = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null })
  fc.assert(
    fc.property(fc.array(fc.tuple(call, call)), (all) => {
      const subject = 'P' as never
      const one = progressionDiscordance(all.map(([a, b]) => ({ subject, first: of(a), second: of(b) })))
      const other = progressionDiscordance(all.map(([a, b]) => ({ subject, first: of(b), second: of(a) })))
      const { sameDay, firstEarlier, firstLater, onlyFirst, onlySecond, neither } = one
      assert.equal(sameDay + firstEarlier + firstLater + onlyFirst + onlySecond + neither, all.length)
      assert.deepEqual(
        [other.firstLater, other.firstEarlier, other.onlySecond, other.onlyFirst],
        [firstEarlier, firstLater, onlyFirst, onlySecond],
      )
    }),
  )
})
