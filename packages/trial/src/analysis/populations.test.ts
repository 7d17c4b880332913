import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArmId, RowId, SubjectId } from '../ids.ts'
import { protocolSchema } from '../protocol/protocol.ts'
import type { Subject } from '../record/records.ts'
import { populations } from './populations.ts'

test('whoever has no arm is not randomized, and a screen failure says so', () => {
  const [randomized] = of(
    subject('A', 'x'),
    subject('B'),
    subject('C', undefined, {
      dispositions: [{ what: 'SCREEN FAILURE', says: 'brain metastases', from: row('ds.csv:9') }],
    }),
  ).populations
  assert.deepEqual(
    [randomized!.subjects, randomized!.byArm],
    [
      1,
      [
        { arm: 'x', subjects: 1 },
        { arm: 'y', subjects: 0 },
      ],
    ],
  )
  assert.deepEqual(
    randomized!.excluded.map((one) => [one.subject, one.reason, one.from]),
    [
      ['B', 'no arm of the protocol', ['dm.csv:B']],
      ['C', 'brain metastases', ['ds.csv:9']],
    ],
  )
})

test('the full analysis set is the randomized without the excluded, each with a reason and its row', () => {
  const [, full] = of(subject('A', 'x'), excludedFrom('full-analysis', 'B', 'y'), subject('C')).populations
  assert.equal(full!.id, 'full-analysis')
  assert.deepEqual([...full!.members], ['A'])
  assert.deepEqual(full!.excluded, [{ subject: 'B', arm: 'y', reason: 'withdrew', from: ['ds.csv:B'] }])
})

test('members and excluded make up the randomized, by arm and in all', () => {
  for (const { id, subjects, byArm, excluded } of of(
    ...['A', 'B', 'C', 'D'].map((name, i) => subject(name, i % 2 ? 'x' : 'y')),
    excludedFrom('full-analysis', 'E', 'x'),
    excludedFrom('treated', 'F', 'x'),
  ).populations) {
    assert.equal(subjects + excluded.length, 6, id)
    assert.equal(
      byArm.reduce((sum, arm) => sum + arm.subjects, 0),
      subjects,
      id,
    )
  }
})

test('a population of the protocol that excludes no one is said to be all who were randomized', () => {
  const { findings } = of(subject('A', 'x'))
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['population.no-exclusion', 'note']],
  )
})

test('an exclusion from a population that the protocol does not have is a finding', () => {
  const { findings } = of(excludedFrom('safety', 'A', 'x'), excludedFrom('treated', 'B', 'x'))
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['population.unknown'],
  )
  assert.match(
    findings[0]!.message,
    /safety, which is no population of the protocol \(randomized, full-analysis, treated\)/,
  )
})

function of(...subjects: Subject[]) {
  const arms = [
    { id: 'x', title: 'X', role: 'experimental' },
    { id: 'y', title: 'Y', role: 'control' },
  ]
  const protocol = protocolSchema.parse({
    id: 'p',
    version: '1',
    title: 'P',
    arms,
    populations: { treated: { says: 'at least one dose' } },
    analyses: [{ id: 'os', endpoint: 'os' }],
  })
  return populations({ subjects }, protocol)
}

function excludedFrom(population: string, id: string, arm: string): Subject {
  return subject(id, arm, { excludedFrom: [{ population, reason: 'withdrew', from: row(`ds.csv:${id}`) }] })
}

function subject(id: string, arm?: string, more: Partial<Subject> = {}): Subject {
  return {
    id: id as SubjectId,
    ...(arm !== undefined && { arm: arm as ArmId }),
    lastAliveFrom: [],
    dispositions: [],
    excludedFrom: [],
    strata: {},
    from: [row(`dm.csv:${id}`)],
    ...more,
  }
}

function row(text: string): RowId {
  return text as RowId
}
