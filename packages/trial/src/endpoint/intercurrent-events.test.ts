/** Each kind of intercurrent event on either side of its edge; days are study days, the first being 1. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { AdverseEvent, Dose, Procedure, Records } from '../record/records.ts'
import { courses } from './course.ts'
import { intercurrentEventsOf } from './intercurrent-events.ts'
import { intercurrentRules } from './intercurrent-rules.ts'
import { patient, protocolOf, recordsOf, type Happened } from './patient-line.ts'

const on = (day: number) => addDays('2022-01-01' as Day, day - 1)

type Extra = {
  readonly doses?: readonly (readonly [day: number, drug?: string])[]
  readonly ablations?: readonly number[]
  readonly fatal?: boolean
}

function found(line: string, happened: Happened, { doses = [], ablations = [], fatal }: Extra = {}) {
  const one = patient('P1', line, happened)
  // Another subject is ablated, so that the study records ablations.
  const other = patient('P2', '', { ablation: 10 })
  const records: Records = {
    ...recordsOf([one, other], on(1500)),
    doses: doses.map(([day, drug = 'PEMBROLIZUMAB'], n): Dose => ({
      subject: one.subject.id,
      drug,
      start: on(day),
      from: `ex.csv:${n + 2}` as RowId,
    })),
    procedures: [
      ...one.procedures,
      ...other.procedures,
      ...ablations.map((day, n): Procedure => ({
        subject: one.subject.id,
        what: 'cryoablation',
        kind: 'study-ablation',
        session: `S${n + 1}`,
        start: on(day),
        from: `pr.csv:${n + 9}` as RowId,
      })),
    ],
    adverseEvents: fatal
      ? [
          {
            subject: one.subject.id,
            term: 'HAEMOTHORAX',
            grade: 5,
            serious: true,
            relatedToAblation: true,
            from: 'ae.csv:2' as RowId,
          } satisfies AdverseEvent,
        ]
      : [],
  }
  const protocol = protocolOf()
  const all = courses(records, [one.responses, other.responses], protocol)
  const events = intercurrentEventsOf(records, all, protocol).filter(({ subject }) => subject === 'P1')
  for (const { because, from } of events) {
    assert.ok(because.every((id) => intercurrentRules.some((rule) => rule.id === id)))
    assert.ok(from.length > 0)
  }
  return events.map(({ kind, day, beforeProgression }) => {
    const number = (Date.parse(day) - Date.parse('2022-01-01')) / 86_400_000 + 1
    return `${kind}@${number}${beforeProgression ? '' : ' after progression'}`
  })
}

const ablated = { ablation: 20 }
for (const [law, line, happened, extra, expected] of [
  [
    'new systemic therapy before progression',
    'SD@43',
    { ...ablated, therapy: 60 },
    {},
    ['new-systemic-therapy@60'],
  ],
  [
    '…and on the day of progression',
    'PD@60',
    { ...ablated, therapy: 60 },
    {},
    ['new-systemic-therapy@60 after progression'],
  ],
  [
    'radiotherapy before progression is salvage',
    'SD@43 PD@85',
    { ...ablated, local: 84 },
    {},
    ['salvage-local-therapy@84'],
  ],
  [
    '…at progression it is another kind',
    'SD@43 PD@85',
    { ...ablated, local: 85 },
    {},
    ['local-therapy-at-progression@85 after progression'],
  ],
  [
    'an ablation in the control arm is a crossover',
    'SD@43',
    { arm: 'B', ablation: 20 },
    {},
    ['salvage-local-therapy@20'],
  ],
  ['the first ablation in the ablation arm is none', 'SD@43', ablated, {}, []],
  [
    'a second session is staged, and never new therapy',
    'SD@43',
    {},
    { ablations: [20, 50] },
    ['staged-session@50'],
  ],
  ['two lesions in one session are one', 'SD@43', {}, { ablations: [20] }, []],
  ['a first ablation 42 days after randomization is in time', 'SD@43', {}, { ablations: [43] }, []],
  ['…a day later it is delayed', 'SD@43', {}, { ablations: [44] }, ['ablation-delayed@44']],
  ['no ablation, followed 43 days', '', { alive: 44 }, {}, ['ablation-not-done@44']],
  ['…followed 42 days it may still come', '', { alive: 43 }, {}, []],
  ['…seen on day 44 and nothing else known', 'SD@44', {}, {}, ['ablation-not-done@44']],
  ['…nothing known of the subject at all', '', {}, {}, []],
  ['…dead before it could', '', { death: 10 }, {}, ['ablation-not-done@10']],
  ['the control arm is assigned none', '', { arm: 'B', alive: 400 }, {}, []],
  ['clinical progression', 'SD@43', { ...ablated, claimed: 60 }, {}, ['clinical-progression@60']],
  ['a stop for toxicity', 'SD@43', { ...ablated, stop: 60 }, {}, ['immunotherapy-stopped@60']],
  [
    'immunotherapy of 700 days, none for 85 since',
    '',
    { ...ablated, alive: 786 },
    { doses: [[1], [80], [160], [240], [320], [400], [480], [560], [640], [701]] },
    ['immunotherapy-completed@701'],
  ],
  [
    '…none for 84 since is too early to say',
    '',
    { ...ablated, alive: 785 },
    { doses: [[1], [80], [160], [240], [320], [400], [480], [560], [640], [701]] },
    [],
  ],
  [
    '…of 699 days is a stop of another kind',
    '',
    { ...ablated, alive: 1000 },
    { doses: [[1], [80], [160], [240], [320], [400], [480], [560], [640], [700]] },
    [],
  ],
  [
    'another drug of the class',
    '',
    ablated,
    { doses: [[1], [22, 'NIVOLUMAB'], [43, 'Nivolumab 480 mg']] },
    ['immunotherapy-switched@22'],
  ],
  ['chemotherapy is not of the class', '', ablated, { doses: [[1], [22, 'PEMETREXED'], [43]] }, []],
  [
    'a dose 85 days after the last is a rechallenge',
    '',
    ablated,
    { doses: [[1], [86]] },
    ['immunotherapy-rechallenge@86'],
  ],
  ['…84 days after it is not', '', ablated, { doses: [[1], [85]] }, []],
  ['death from the procedure', '', { ...ablated, death: 30 }, { fatal: true }, ['death-from-procedure@30']],
  ['…a death without such an event is none', '', { ...ablated, death: 30 }, {}, []],
] as const)
  test(`intercurrent event: ${law}`, () => assert.deepEqual(found(line, happened, extra), expected))

const saysOfLocalTherapy = (doses: readonly Dose[]) => {
  const one = patient('P1', 'SD@43 PD@85', { local: 90 })
  const records = { ...recordsOf([one]), doses }
  const protocol = protocolOf()
  return intercurrentEventsOf(records, courses(records, [one.responses], protocol), protocol)[0]?.says
}
const dose = (day: number): Dose => ({
  subject: patient('P1', '').subject.id,
  drug: 'PEMBROLIZUMAB',
  start: on(day),
  from: 'ex.csv:2' as RowId,
})

test('local therapy at progression says whether immunotherapy goes on', () => {
  assert.equal(saysOfLocalTherapy([dose(91)]), 'radiotherapy; pembrolizumab goes on')
  assert.equal(saysOfLocalTherapy([dose(89)]), 'radiotherapy; no dose after it')
})

test('where a study records no ablation at all, none is missing', () => {
  const one = patient('P1', 'SD@43', { alive: 400 })
  const records = recordsOf([one])
  assert.deepEqual(
    intercurrentEventsOf(records, courses(records, [one.responses], protocolOf()), protocolOf()),
    [],
  )
})
