/** One patient a line: `PR@43 NE@85 PD@127` are responses by study day, the first day being 1, as in AVAL. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day } from '../day.ts'
import type { Policy } from '../protocol/policy.ts'
import { policies } from '../protocol/policies.ts'
import { courses } from './course.ts'
import { progressionFreeSurvival } from './progression-free-survival.ts'
import { patient, protocolOf, recordsOf, type Happened } from './patient-line.ts'

const everySixWeeks = [{ everyDays: 42, windowDays: 7 }]

function pfs(
  responses: string,
  happened: Happened,
  policy: Partial<Policy> | string,
  imaging = everySixWeeks,
) {
  const one = patient('P1', responses, happened)
  const protocol = protocolOf({ schedule: { imaging } })
  const [course] = courses(recordsOf([one]), [one.responses], protocol)
  const name = typeof policy === 'string' ? policy : 'own'
  const value = typeof policy === 'string' ? policies[policy]! : { ...policies.admiralonco!, ...policy }
  const { days, event, because, says } = progressionFreeSurvival(
    { ...course!, randomized: course!.randomized! },
    { name, policy: value, imaging },
  )
  return { days, event, rule: because.at(-1), because, says }
}

const gap = { missedVisits: { max: 1, then: 'censor-before-gap', death: 'as-progression' } } as const
for (const [law, responses, happened, policy, days, event] of [
  ['the first progression is the event', 'PR@43 PD@85 SD@127 PD@169', {}, 'admiralonco', 85, true],
  ['a death before progression is the event', 'PR@43', { death: 60 }, 'admiralonco', 60, true],
  ['a death long after the last scan is an event', 'PR@43', { death: 900 }, 'admiralonco', 900, true],
  ['a scan that is not evaluable counts as one', 'PR@43 NE@85', {}, 'admiralonco', 85, false],
  ['…and does not where only evaluable ones count', 'PR@43 NE@85', {}, 'ema-type', 43, false],
  ['nothing after randomization is day 1', '', {}, 'admiralonco', 1, false],
  ['a scan before randomization is none', 'PD@-20', {}, 'admiralonco', 1, false],
  ['progression on the day of randomization is an event on day 1', 'PD@1', {}, 'admiralonco', 1, true],
  ['two scans on a day: the worst counts', 'PD@43 SD@43', {}, 'admiralonco', 43, true],
  ['progression after death: the death', 'SD@43 PD@85', { death: 70 }, 'admiralonco', 70, true],
  // New therapy: on or before its first day is an event, later is not.
  [
    'progression on the first day of new therapy counts',
    'SD@43 PD@85',
    { therapy: 85 },
    { newTherapy: 'censor-before' },
    85,
    true,
  ],
  [
    'progression a day after it does not',
    'SD@43 PD@86',
    { therapy: 85 },
    { newTherapy: 'censor-before' },
    43,
    false,
  ],
  [
    'death on the first day of new therapy counts',
    'SD@43',
    { therapy: 60, death: 60 },
    { newTherapy: 'censor-before' },
    60,
    true,
  ],
  [
    'a scan on the first day of new therapy is the last one',
    'SD@43 SD@85 SD@127',
    { therapy: 85 },
    { newTherapy: 'censor-before' },
    85,
    false,
  ],
  [
    'new therapy is ignored where the policy says so',
    'SD@43 PD@86',
    { therapy: 85 },
    { newTherapy: 'ignore' },
    86,
    true,
  ],
  [
    'new therapy is the event where the policy says so',
    'SD@43 PD@86',
    { therapy: 80 },
    { newTherapy: 'event' },
    80,
    true,
  ],
  [
    'a therapy before randomization is not new',
    'SD@43 PD@86',
    { therapy: -30 },
    { newTherapy: 'censor-before' },
    86,
    true,
  ],
  [
    'a study ablation is never new therapy',
    'SD@43 PD@86',
    { ablation: 20 },
    { newTherapy: 'censor-before' },
    86,
    true,
  ],
  ['…nor an event', 'SD@43 PD@86', { ablation: 20 }, { newTherapy: 'event' }, 86, true],
  // Visits are planned on days 43, 85, 127, 169 …, each ± 7.
  ['one missed visit is allowed', 'SD@43 PD@127', {}, gap, 127, true],
  ['two missed visits censor before the gap', 'SD@43 PD@169', {}, gap, 43, false],
  ['the window of the second has to close before the event', 'SD@43 PD@134', {}, gap, 134, true],
  ['…and has closed a day later', 'SD@43 PD@135', {}, gap, 43, false],
  ['a scan at the opening of a window is that visit', 'SD@78 PD@169', {}, gap, 169, true],
  ['…a day earlier it is not', 'SD@77 PD@169', {}, gap, 77, false],
  ['an old gap, filled since, does not matter', 'SD@43 SD@169 PD@211', {}, gap, 211, true],
  ['death after two missed visits is censored', 'SD@43', { death: 200 }, gap, 43, false],
  ['death before the first visits is an event', '', { death: 60 }, gap, 60, true],
  ['two visits missed from the start: day 1', '', { death: 100 }, gap, 1, false],
  [
    'a visit that was not evaluable was missed',
    'SD@43 NE@85 NE@127 PD@169',
    {},
    { ...gap, countsAsAssessment: 'evaluable' },
    43,
    false,
  ],
  ['…unless every scan counts', 'SD@43 NE@85 NE@127 PD@169', {}, gap, 169, true],
  [
    'a gap changes nothing where it is an event',
    'SD@43 PD@400',
    {},
    { missedVisits: { max: 1, then: 'event', death: 'as-progression' } },
    400,
    true,
  ],
  // Dates of progression.
  [
    'progression between visits is dated to the next one',
    'SD@43 PD@100',
    {},
    { dateOfProgression: 'next-scheduled' },
    127,
    true,
  ],
  [
    '…within a window it keeps its date',
    'SD@43 PD@92',
    {},
    { dateOfProgression: 'next-scheduled' },
    92,
    true,
  ],
  [
    '…and is never later than death',
    'SD@43 PD@100',
    { death: 110 },
    { dateOfProgression: 'next-scheduled' },
    110,
    true,
  ],
  // Claimed progression.
  ['claimed progression is ignored', 'SD@43 SD@85', { claimed: 60 }, 'ema-type', 85, false],
  ['…or stops the count', 'SD@43 PD@85', { claimed: 60 }, { clinicalProgression: 'censor' }, 43, false],
  ['…or is the event', 'SD@43 PD@85', { claimed: 60 }, { clinicalProgression: 'event' }, 60, true],
  ['…or is the event as claimed', 'SD@43 PD@85', { claimed: 60 }, { progression: 'claimed' }, 60, true],
] as const)
  test(`progression-free survival: ${law}`, () => {
    const found = pfs(responses, happened, policy as Partial<Policy> | string)
    assert.deepEqual({ days: found.days, event: found.event }, { days, event }, found.says)
  })

test('the gap follows the schedule when its interval changes', () => {
  const imaging = [
    { everyDays: 42, untilDay: 84, windowDays: 7 },
    { everyDays: 84, windowDays: 14 },
  ]
  assert.equal(pfs('SD@85 PD@253', {}, gap, imaging).event, true)
  assert.equal(pfs('SD@85 PD@268', {}, gap, imaging).event, false)
})

test('of progression and death on one day the progression is named', () => {
  assert.deepEqual(pfs('PD@85', { death: 85 }, 'admiralonco').because, [
    'assessment.worst-of-day',
    'pfs.event.progression',
    'pfs.row.3',
  ])
})

test('the sentence says days, what happened, when, where and by which policy', () => {
  assert.equal(
    pfs('SD@43 PD@85', {}, 'admiralonco').says,
    `PFS 85 days, event: PD as reported on ${addDays('2022-01-01' as Day, 84)}, scan 2 (DAY 85); policy admiralonco rule 3`,
  )
})

test('one patient by three policies, as on the page of the method', () => {
  const days = ['admiralonco', 'fda-type-a', 'ema-type'].map((policy) => pfs('SD@43 PD@169', {}, policy).days)
  assert.deepEqual(days, [169, 43, 169])
})
