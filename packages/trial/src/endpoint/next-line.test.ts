/** The next line of systemic therapy on one line a subject; days are study days. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { NextLine } from '../protocol/next-line.ts'
import { endpointsBySubject } from './endpoints.ts'
import { patient, protocolOf, recordsOf, type Happened } from './patient-line.ts'

function time(
  endpoint: 'pfs-nest' | 'ttnt',
  [line, happened]: readonly [string, Happened],
  settings: Partial<NextLine> = {},
  further?: number,
) {
  const one = patient('P1', line, happened)
  const records = recordsOf([one])
  const procedures =
    further === undefined
      ? records.procedures
      : [
          ...records.procedures,
          {
            subject: one.subject.id,
            what: 'gemcitabine',
            kind: 'anticancer-therapy' as const,
            start: addDays('2022-01-01' as Day, further - 1),
            from: 'pr.csv:9' as RowId,
          },
        ]
  const protocol = protocolOf({ nextSystemicTherapy: settings, analyses: [{ id: 'a', endpoint }] })
  return endpointsBySubject({ ...records, procedures }, [one.responses], protocol).byAnalysis.get('a')?.[0]
}
const shown = (...args: Parameters<typeof time>) => {
  const found = time(...args)
  return found && `${found.days}${found.event ? 'E' : 'C'} ${found.what}`
}

for (const [law, subject, settings, expected] of [
  ['the first day of it', ['PD@85', { therapy: 90, death: 300 }], {}, '90E Next Systemic Therapy'],
  ['radiotherapy is none', ['PD@85', { local: 90, alive: 200 }], {}, '200C Alive'],
  ['a study ablation is none', ['PD@85', { ablation: 90, alive: 200 }], {}, '200C Alive'],
  ['death before it is an event', ['PD@85', { death: 120 }], {}, '120E Death'],
  ['…or censored', ['PD@85', { death: 120 }], { deathBefore: 'censor' }, '120C Death'],
  ['nothing known after randomization', ['', {}], {}, '1C Start of Follow-up'],
] as const)
  test(`time to next systemic therapy: ${law}`, () =>
    assert.equal(shown('ttnt', subject, settings), expected))

const on = 'Progression on Next Systemic Therapy'
for (const [law, subject, settings, further, expected] of [
  ['PD before it is no event', ['PD@85', { therapy: 90, alive: 200 }], {}, undefined, '200C Alive'],
  ['PD on its first day is none', ['PD@90', { therapy: 90, alive: 200 }], {}, undefined, '200C Alive'],
  ['PD reported a day later is one', ['PD@85 PD@91', { therapy: 90 }], {}, undefined, `91E ${on}`],
  ['PD without it is none', ['PD@85 PD@127', { alive: 200 }], {}, undefined, '200C Alive'],
  ['progression stated on it', ['PD@85', { therapy: 90, claimed: 150 }], {}, undefined, `150E ${on}`],
  ['a further therapy', ['PD@85', { therapy: 90 }], {}, 160, '160E Further Systemic Therapy'],
  [
    'the earliest of them',
    ['PD@85 PD@170', { therapy: 90, claimed: 165 }],
    {},
    160,
    '160E Further Systemic Therapy',
  ],
  [
    '…of the evidence that the protocol names',
    ['PD@85 PD@170', { therapy: 90, claimed: 165 }],
    { evidence: ['claimed'] },
    160,
    `165E ${on}`,
  ],
  ['death on it', ['PD@85', { therapy: 90, death: 130 }], {}, undefined, '130E Death'],
  ['death without it', ['PD@85', { death: 130 }], {}, undefined, '130E Death'],
  [
    'counted from its first day',
    ['PD@85 PD@127', { therapy: 90 }],
    { from: 'next-therapy' },
    undefined,
    `38E ${on}`,
  ],
  ['…only of those who have one', ['PD@85', { death: 130 }], { from: 'next-therapy' }, undefined, undefined],
  [
    'a scan measured against the line before shows none',
    ['SD@43 PD@127-128', { therapy: 90, alive: 200 }],
    {},
    undefined,
    '200C Alive',
  ],
] as const)
  test(`PFS on next systemic therapy: ${law}`, () =>
    assert.equal(shown('pfs-nest', subject, settings as Partial<NextLine>, further), expected))

test('the sentence names the therapy and what showed progression', () => {
  assert.equal(
    time('pfs-nest', ['PD@85', { therapy: 90, claimed: 150 }])?.says,
    'PFS on next systemic therapy 150 days, event: progressive disease without a scan on next systemic therapy (docetaxel) on 2022-05-30',
  )
  assert.equal(
    time('ttnt', ['PD@85', { therapy: 90 }])?.says,
    'Time to next systemic therapy 90 days, event: next systemic therapy (docetaxel) on 2022-03-31',
  )
})
