/**
 * The twelve rows of docs/rules/pfs-policies.md by every policy, a patient a line: what each policy makes of it, as study
 * day, E an event or C censored, and the row that decided. Visits are planned on days 43, 85, 127, 169 …, each ± 7.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day } from '../day.ts'
import { policies } from '../protocol/policies.ts'
import { policyRows, situations } from '../protocol/policy-rows.ts'
import { policySchema } from '../protocol/policy.ts'
import { courses } from './course.ts'
import { patient, protocolOf, recordsOf, responsesOf, type Happened } from './patient-line.ts'
import { progressionFreeSurvival } from './progression-free-survival.ts'

const imaging = [{ everyDays: 42, windowDays: 7 }]

function pfs(line: string, happened: Happened, policy = policies.admiralonco!, name = 'own') {
  const one = patient('P1', line, happened)
  const [course] = courses(recordsOf([one]), [one.responses], protocolOf({ schedule: { imaging } }))
  return progressionFreeSurvival({ ...course!, randomized: course!.randomized! }, { name, policy, imaging })
}

const shown = (line: string, happened: Happened, policy: (typeof policies)[string], name?: string) => {
  const { days, event, row } = pfs(line, happened, policy, name)
  return `${days}${event ? 'E' : 'C'} ${row}`
}

//                                                                  admiralonco  A         B         C         EMA
const cells: readonly [number, string, string, Happened, readonly string[]][] = [
  [1, 'no baseline scan', 'SD@43 PD@85', { baseline: 'none' }, ['85E 3', '1C 1', '1C 1', '1C 1', '85E 3']],
  [
    1,
    'an incomplete one',
    'SD@43 PD@85',
    { baseline: 'incomplete' },
    ['85E 3', '1C 1', '1C 1', '1C 1', '85E 3'],
  ],
  [
    1,
    '…and a complete one',
    'SD@43 PD@85',
    { baseline: 'complete' },
    ['85E 3', '85E 3', '85E 3', '85E 3', '85E 3'],
  ],
  [2, 'nothing seen, alive', '', { alive: 200 }, ['1C 2', '1C 2', '1C 2', '1C 2', '1C 2']],
  [2, 'only a scan that is not evaluable', 'NE@43', {}, ['43C 5', '1C 2', '1C 2', '1C 2', '1C 2']],
  [2, 'only a scan on the day of randomization', 'SD@1', {}, ['1C 2', '1C 2', '1C 2', '1C 2', '1C 2']],
  [3, 'PD within a window', 'SD@43 PD@92', {}, ['92E 3', '92E 3', '92E 3', '92E 3', '92E 3']],
  [3, 'PD a day after the window', 'SD@43 PD@93', {}, ['93E 3', '93E 3', '127E 3', '93E 3', '93E 3']],
  [
    3,
    'PD between visits, death before the next',
    'SD@43 PD@100',
    { death: 110 },
    ['100E 3', '100E 3', '110E 3', '100E 3', '100E 3'],
  ],
  [4, 'PD by the sum over several days', 'SD@43 PD@85-90', {}, ['85E 4', '85E 4', '85E 4', '85E 4', '85E 4']],
  [4, '…between visits', 'SD@43 PD@95-99', {}, ['95E 4', '95E 4', '127E 4', '95E 4', '95E 4']],
  [
    5,
    'no PD, last scan between visits',
    'SD@43 SD@100',
    {},
    ['100C 5', '100C 5', '85C 5', '100C 5', '100C 5'],
  ],
  [5, 'no PD, last scan in a window', 'SD@43 SD@92', {}, ['92C 5', '92C 5', '92C 5', '92C 5', '92C 5']],
  [5, 'last scan before the first window', 'SD@20', {}, ['20C 5', '20C 5', '1C 5', '20C 5', '20C 5']],
  [
    6,
    'clinical progression, nothing after',
    'SD@43',
    { claimed: 60 },
    ['43C 5', '43C 6', '43C 6', '60E 6', '43C 5'],
  ],
  [
    6,
    'clinical progression, PD later',
    'SD@43 PD@85',
    { claimed: 60 },
    ['85E 3', '43C 6', '43C 6', '60E 6', '85E 3'],
  ],
  [6, '…PD on that very day', 'SD@43 PD@85', { claimed: 85 }, ['85E 3', '85E 3', '85E 3', '85E 3', '85E 3']],
  [
    7,
    'stop for toxicity, PD later',
    'SD@43 PD@85',
    { stop: 60 },
    ['85E 3', '43C 7', '43C 7', '43C 7', '85E 3'],
  ],
  [7, '…PD on that very day', 'SD@43 PD@85', { stop: 85 }, ['85E 3', '85E 3', '85E 3', '85E 3', '85E 3']],
  [8, 'new therapy, PD later', 'SD@43 PD@85', { therapy: 84 }, ['85E 3', '43C 8', '43C 8', '43C 8', '85E 3']],
  [8, '…on the day of PD', 'SD@43 PD@85', { therapy: 85 }, ['85E 3', '85E 3', '85E 3', '85E 3', '85E 3']],
  [
    8,
    '…on the day of death',
    'SD@43',
    { therapy: 60, death: 60 },
    ['60E 10', '60E 10', '60E 10', '60E 10', '60E 10'],
  ],
  [
    8,
    'unplanned local therapy, PD later',
    'SD@43 PD@85',
    { local: 60 },
    ['85E 3', '43C 8', '43C 8', '43C 8', '85E 3'],
  ],
  [
    8,
    'an ablation in the control arm',
    'SD@43 PD@85',
    { ablation: 60, arm: 'B' },
    ['85E 3', '43C 8', '43C 8', '43C 8', '85E 3'],
  ],
  [
    8,
    '…the same in the ablation arm',
    'SD@43 PD@85',
    { ablation: 60 },
    ['85E 3', '85E 3', '85E 3', '85E 3', '85E 3'],
  ],
  [9, 'death before the first visit', '', { death: 20 }, ['20E 9', '20E 9', '20E 9', '20E 9', '20E 9']],
  [
    9,
    '…on the last day of the second window',
    '',
    { death: 92 },
    ['92E 9', '92E 9', '92E 9', '92E 9', '92E 9'],
  ],
  [
    9,
    '…a day later two visits were missed',
    '',
    { death: 93 },
    ['93E 9', '1C 11', '1C 11', '93E 11', '93E 9'],
  ],
  [10, 'death between visits', 'SD@43', { death: 60 }, ['60E 10', '60E 10', '60E 10', '60E 10', '60E 10']],
  [
    10,
    'death on the last day of the second missed window',
    'SD@43',
    { death: 134 },
    ['134E 10', '134E 10', '134E 10', '134E 10', '134E 10'],
  ],
  [
    11,
    'death a day after it',
    'SD@43',
    { death: 135 },
    ['135E 10', '43C 11', '43C 11', '135E 11', '135E 10'],
  ],
  [11, 'PD after two missed visits', 'SD@43 PD@169', {}, ['169E 3', '43C 11', '43C 11', '169E 11', '169E 3']],
  [
    11,
    '…the second was not evaluable',
    'SD@43 NE@127 PD@169',
    {},
    ['169E 3', '43C 11', '43C 11', '169E 11', '169E 3'],
  ],
  [
    11,
    'a gap that a stable scan closed since',
    'SD@43 SD@169 PD@211',
    {},
    ['211E 3', '211E 3', '211E 3', '211E 3', '211E 3'],
  ],
  [12, 'lost to follow-up', 'SD@43', { lost: 60 }, ['43C 12', '43C 12', '43C 12', '43C 12', '43C 12']],
  [12, '…and nothing seen', '', { lost: 60 }, ['1C 12', '1C 12', '1C 12', '1C 12', '1C 12']],
  [
    12,
    '…and a death known none the less',
    'SD@43',
    { lost: 60, death: 70 },
    ['70E 10', '70E 10', '70E 10', '70E 10', '70E 10'],
  ],
]

for (const [row, law, line, happened, expected] of cells)
  test(`row ${row}: ${law}`, () => {
    const found = Object.entries(policies).map(([name, policy]) => shown(line, happened, policy, name))
    assert.deepEqual(found, expected)
  })

test('every row of every policy is decided in some line above', () => {
  const tried = new Set(cells.map(([row]) => row))
  assert.deepEqual(
    [...tried].toSorted((a, b) => a - b),
    situations.map(({ number }) => number),
  )
})

const own = (switches: object) => policySchema.parse(switches)
const gap = { max: 1, then: 'censor-before-gap' }
for (const [law, line, happened, switches, expected] of [
  ['the first day of the time point', 'SD@43 PD@85-90', {}, {}, '85E 4'],
  ['the last day of it', 'SD@43 PD@85-90', {}, { dayOfTimePoint: 'last' }, '90E 4'],
  ['…not after death', 'SD@43 PD@85-90', { death: 88 }, { dayOfTimePoint: 'last' }, '88E 4'],
  ['…and not for what was seen on one day', 'SD@43 PD@85', {}, { dayOfTimePoint: 'last' }, '85E 3'],
  ['NE counts', 'SD@43 NE@85', {}, {}, '85C 5'],
  ['NE does not count', 'SD@43 NE@85', {}, { countsAsAssessment: 'evaluable' }, '43C 5'],
  ['death after a gap as progression', 'SD@43', { death: 200 }, { missedVisits: gap }, '43C 11'],
  [
    'death after a gap is an event',
    'SD@43',
    { death: 200 },
    { missedVisits: { ...gap, death: 'event' } },
    '200E 11',
  ],
  [
    '…while progression after it is censored',
    'SD@43 PD@200',
    {},
    { missedVisits: { ...gap, death: 'event' } },
    '43C 11',
  ],
  [
    'death after a gap is censored',
    'SD@43',
    { death: 200 },
    { missedVisits: { max: 1, then: 'event', death: 'censor-before-gap' } },
    '43C 11',
  ],
  ['no visit may be missed', 'SD@43 PD@127', {}, { missedVisits: { ...gap, max: 0 } }, '43C 11'],
  ['three may be missed', 'SD@43 PD@211', {}, { missedVisits: { ...gap, max: 3 } }, '211E 3'],
  ['local therapy follows new therapy', 'SD@43 PD@85', { local: 60 }, { newTherapy: 'event' }, '60E 8'],
  [
    'local therapy is ignored, new therapy not',
    'SD@43 PD@85',
    { local: 60 },
    { newTherapy: 'event', salvageLocalTherapy: 'ignore' },
    '85E 3',
  ],
  ['local therapy is an event', 'SD@43 PD@85', { local: 60 }, { salvageLocalTherapy: 'event' }, '60E 8'],
  ['local therapy censors', 'SD@43 PD@85', { local: 60 }, { salvageLocalTherapy: 'censor-before' }, '43C 8'],
  [
    'a local therapy is no systemic one',
    'SD@43 PD@85',
    { local: 60 },
    { newTherapy: 'censor-before', salvageLocalTherapy: 'ignore' },
    '85E 3',
  ],
  ['a stop of treatment censors', 'SD@43 PD@85', { stop: 60 }, { treatmentStop: 'censor' }, '43C 7'],
  [
    'the earlier of two stops decides',
    'SD@43 PD@85',
    { stop: 60, therapy: 50 },
    { treatmentStop: 'censor', newTherapy: 'censor-before' },
    '43C 8',
  ],
  [
    'no baseline only',
    'PD@43',
    { baseline: 'incomplete' },
    { noBaseline: 'censor-at-randomization' },
    '43E 3',
  ],
  [
    'incomplete baseline only',
    'PD@43',
    { baseline: 'none' },
    { incompleteBaseline: 'censor-at-randomization' },
    '43E 3',
  ],
  [
    'PD moved to the next planned visit',
    'SD@43 PD@93',
    {},
    { dateOfProgression: 'next-scheduled' },
    '127E 3',
  ],
  [
    'a last scan moved to the last planned visit',
    'SD@43 SD@93',
    {},
    { dateOfCensoring: 'last-scheduled' },
    '85C 5',
  ],
] as const)
  test(`switch: ${law}`, () => assert.equal(shown(line, happened, own(switches)), expected))

test('what the data cut-off hides does not decide', () => {
  const one = patient('P1', 'SD@43 SD@85 PD@127', { therapy: 100 })
  const cut = addDays('2022-01-01' as Day, 95)
  const [course] = courses(
    recordsOf([one], cut),
    responsesOf([one], cut),
    protocolOf({ schedule: { imaging } }),
  )
  const policy = policies['fda-type-a']!
  const { days, event, row } = progressionFreeSurvival(
    { ...course!, randomized: course!.randomized! },
    { name: 'fda-type-a', policy, imaging },
  )
  assert.deepEqual([days, event, row], [85, false, 5])
})

const said = (line: string, happened: Happened) => {
  const { says, what, censored } = pfs(line, happened, policies['fda-type-a'], 'fda-type-a')
  return [says, what, censored]
}

test('each reason to censor has its sentence and its words in the export', () => {
  assert.deepEqual(said('SD@43 PD@85', { therapy: 60 }), [
    'PFS 43 days, censored: last tumour assessment SD (new therapy (docetaxel) from 2022-03-01) on 2022-02-12, scan 1 (DAY 43); policy FDA-type A rule 8',
    'Last Tumor Assessment',
    'Last Tumor Assessment Before New Anticancer Therapy',
  ])
  assert.deepEqual(
    said('SD@43 PD@85', { local: 60 })[2],
    'Last Tumor Assessment Before Salvage Local Therapy',
  )
  assert.deepEqual(said('SD@43', { claimed: 60 })[2], 'Last Tumor Assessment Before Clinical Progression')
  assert.deepEqual(said('SD@43', { stop: 60 })[2], 'Last Tumor Assessment Before Treatment Discontinuation')
  assert.deepEqual(said('SD@43', { death: 200 }), [
    'PFS 43 days, censored: last tumour assessment SD (3 planned visits missed before death on 2022-07-19) on 2022-02-12, scan 1 (DAY 43); policy FDA-type A rule 11',
    'Last Tumor Assessment',
    'Last Tumor Assessment Before Missed Visits',
  ])
  assert.deepEqual(said('SD@43', { baseline: 'none' }), [
    'PFS 1 day, censored: no tumour assessment after randomization that counts (no baseline scan) on 2022-01-01; policy FDA-type A rule 1',
    'Randomization',
    'Randomization Without Baseline Assessment',
  ])
})

test('the rows of a protocol’s own policy say what its switches do, as a local default', () => {
  const rows = policyRows('own', own({ missedVisits: { ...gap, death: 'event' }, newTherapy: 'event' }))
  assert.deepEqual(
    rows.map(({ tag }) => tag),
    Array<string>(12).fill('D'),
  )
  assert.equal(
    rows[10]?.does,
    '2 or more missed: progression: censored at the last assessment, of those before the gap; death: event at its date',
  )
  assert.equal(rows[7]?.does, 'event on its first day')
  assert.ok(policyRows('fda-type-a', policies['fda-type-a']!).every(({ tag }) => tag !== 'D'))
})
