import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeToEventAnalysisSchema } from '../protocol/analysis.ts'
import { subgroupsAnalysisSchema } from '../protocol/effect-analyses.ts'
import { armSchema } from '../protocol/protocol.ts'
import { close, reference, subjectsOf } from './arm-effects.test-data.ts'
import { subgroups } from './subgroups.ts'
import type { SubjectTime } from './subject-time.ts'

for (const r of reference.subgroups) {
  const cut = Array.isArray(r.cut) || r.cut === null || Object(r.cut) === r.cut ? undefined : r.cut
  for (const method of ['likelihood-ratio', 'wald'] as const)
    test(`each level and the interaction (${method}) equal R: ${r.csv}, ${r.field}, strata [${r.strata}]`, () => {
      const { readout } = asked(subjectsOf(r, [r.field]), r, {
        interaction: method,
        subgroups: [{ field: r.field, ...(cut !== undefined && { cutoffs: [cut] }) }],
      })
      const [found] = readout!.subgroups
      for (const wanted of r.rows) {
        const title = cut === undefined ? wanted.level : wanted.level === 'below' ? `< ${cut}` : `≥ ${cut}`
        const row = found!.rows.find((each) => each.title === title)!
        assert.deepEqual([row.subjects, row.events], [wanted.subjects, wanted.events])
        for (const key of ['estimate', 'lower', 'upper', 'p'] as const)
          close(row.hazardRatio[key], wanted[key])
      }
      const [chiSquare, p] = method === 'wald' ? r.wald : r.likelihoodRatio
      assert.equal(found!.interaction.degreesOfFreedom, r.df)
      close(found!.interaction.chiSquare, chiSquare, 1e-7) // a difference of two log-likelihoods near 500
      close(found!.interaction.p, p, 1e-7)
    })
}

const veteran = reference.subgroups[0]
const cell = subjectsOf(veteran, ['celltype'])

test('the row of all patients is the hazard ratio of the analysis itself, and levels add up to it', () => {
  const { overall, subgroups: fields } = asked(cell, veteran, { subgroups: [{ field: 'celltype' }] }).readout!
  assert.equal(overall.subjects, 137)
  assert.equal(
    fields[0]!.rows.reduce((sum, { events }) => sum + events, 0),
    overall.events,
  )
})

test('a level with fewer events than the protocol wants is not estimated, and says how many it has', () => {
  const { readout } = asked(cell, veteran, { leastEvents: 30, subgroups: [{ field: 'celltype' }] })
  const large = readout!.subgroups[0]!.rows.find(({ title }) => title === 'large')!
  assert.equal(large.hazardRatio.estimate, null)
  assert.equal(large.why, '26 events, fewer than 30')
  const exactly = asked(cell, veteran, { leastEvents: 26, subgroups: [{ field: 'celltype' }] }).readout!
  assert.ok(exactly.subgroups[0]!.rows.find(({ title }) => title === 'large')!.hazardRatio.estimate !== null)
})

test('a field that no data has leaves the other rows and says so', () => {
  const { readout, findings } = asked(cell, veteran, {
    subgroups: [
      { field: 'histology', levels: [{ title: 'Squamous', values: ['squamous'] }] },
      { field: 'celltype' },
    ],
  })
  assert.equal(readout!.subgroups[0]!.rows[0]!.why, 'no subject is in it')
  assert.equal(readout!.subgroups[0]!.interaction.p, null)
  assert.ok(readout!.subgroups[1]!.interaction.p !== null)
  assert.ok(findings.some(({ code }) => code === 'analysis.subgroup.unknown'))
})

test('a value in no level is counted, not put somewhere', () => {
  const levels = [
    { title: 'Small', values: ['SMALLCELL'] },
    { title: 'Other', values: ['adeno', 'large'] },
  ]
  const { readout, findings } = asked(cell, veteran, { subgroups: [{ field: 'celltype', levels }] })
  const [found] = readout!.subgroups
  assert.equal(found!.without, 35)
  assert.deepEqual(
    found!.rows.map(({ subjects }) => subjects),
    [48, 54],
  )
  assert.match(
    findings.find(({ code }) => code === 'analysis.subgroup.without-value')!.message,
    /35 of 137 subjects/,
  )
})

test('cut-offs of words are an error, and a number on a cut-off belongs above it', () => {
  const words = asked(cell, veteran, { subgroups: [{ field: 'celltype', cutoffs: [3] }] })
  assert.ok(words.findings.some(({ code }) => code === 'analysis.subgroup.not-a-number'))
  const aged = cell.map((subject, i) => ({ ...subject, covariates: { age: [64, 65, 74, 75][i % 4]! } }))
  const { rows } = asked(aged, veteran, { subgroups: [{ field: 'age', cutoffs: [75, 65] }] }).readout!
    .subgroups[0]!
  assert.deepEqual(
    rows.map(({ title, subjects }) => [title, subjects]),
    [
      ['< 65', 35],
      ['65 to < 75', 68],
      ['≥ 75', 34],
    ],
  )
})

test('a level without an event in one arm has no ratio, and the likelihood-ratio test still stands, with its note', () => {
  const some = cell.map((subject) => ({
    ...subject,
    event: subject.covariates['celltype'] === 'large' && subject.arm === '2' ? false : subject.event,
  }))
  const { readout, findings } = asked(some, veteran, { subgroups: [{ field: 'celltype' }] })
  const large = readout!.subgroups[0]!.rows.find(({ title }) => title === 'large')!
  assert.match(large.why!, /the likelihood is monotone/)
  assert.ok(readout!.subgroups[0]!.interaction.p! > 0)
  assert.ok(findings.some(({ code }) => code === 'analysis.interaction.monotone'))
  const wald = asked(some, veteran, { interaction: 'wald', subgroups: [{ field: 'celltype' }] })
  assert.equal(wald.readout!.subgroups[0]!.interaction.p, null)
})

test('an arm that the study does not have is refused', () => {
  const { readout, findings } = asked(cell, veteran, { arm: '9', subgroups: [{ field: 'celltype' }] })
  assert.equal(readout, undefined)
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['analysis.subgroups.arm'],
  )
})

function asked(
  subjects: readonly SubjectTime[],
  r: { reference: string; strata: string[]; adjust: string[] },
  choices: object,
) {
  return subgroups(subjects, {
    asked: subgroupsAnalysisSchema.parse({ id: 'forest', kind: 'subgroups', of: 'os', ...choices }),
    analysis: timeToEventAnalysisSchema.parse({
      id: 'os',
      endpoint: 'os',
      model: { strata: r.strata, adjustFor: r.adjust },
    }),
    title: 'Overall survival',
    policy: 'as given',
    arms: ['1', '2'].map((id) =>
      armSchema.parse({ id, title: id, role: id === r.reference ? 'control' : 'experimental' }),
    ),
  })
}
