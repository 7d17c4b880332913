import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '../day.ts'
import { boosterPreset } from '../protocol/presets/booster.ts'
import { endpointsBySubject } from './endpoints.ts'
import { patient, protocolOf, recordsOf, responsesOf, type Happened, type Patient } from './patient-line.ts'
import { endpointRules, policyRowRules } from './rules.ts'

const presets = ['admiralonco', 'fda-type-a', 'fda-type-b', 'fda-type-c', 'ema-type']
const protocol = protocolOf({
  schedule: { imaging: [{ everyDays: 42, windowDays: 7 }] },
  analyses: [
    { id: 'os', endpoint: 'os' },
    ...presets.map((policy) => ({ id: policy, endpoint: 'pfs', policy })),
    { id: 'dor', endpoint: 'dor' },
    { id: 'pfs-nest', endpoint: 'pfs-nest' },
    { id: 'ttnt', endpoint: 'ttnt' },
  ],
})

const day = fc.integer({ min: 1, max: 700 })
const response = fc
  .tuple(fc.constantFrom('CR', 'PR', 'SD', 'NON-CR/NON-PD', 'PD', 'NE', 'NED'), day)
  .map(([word, on]) => `${word}@${on}`)
const life = fc.record(
  { death: day, alive: day, therapy: day, local: day, ablation: day, claimed: day, stop: day, lost: day },
  { requiredKeys: [] },
)
const person = fc.tuple(fc.array(response, { maxLength: 8 }), life)
const trial = fc.array(person, { minLength: 1, maxLength: 6 })

const patientsOf = (people: readonly [string[], Happened][], from?: Day): Patient[] =>
  people.map(([responses, happened], n) =>
    patient(`P${n}`, responses.join(' '), from ? { ...happened, from } : happened),
  )
const derive = (patients: readonly Patient[], cut?: Day) =>
  endpointsBySubject(recordsOf(patients, cut), responsesOf(patients, cut), protocol).byAnalysis

const times = (patients: Patient[]) =>
  [...derive(patients)].map(([id, all]) => [id, all.map(({ days, event, what }) => [days, event, what])])

test('where no one has a scan, progression is not known; without a table of procedures, nor is next therapy', () => {
  const people = [patient('A', '', { death: 90 }), patient('B', '', { alive: 200 })]
  const derived = (...missing: string[]) => {
    const { byAnalysis, findings } = endpointsBySubject(
      { ...recordsOf(people), tables: missing.map((name) => ({ name, rows: 0, absent: true })) },
      people.map(({ responses }) => responses),
      protocol,
    )
    const unknown = findings.filter(
      ({ code, severity }) => /no-(assess|proc)/.test(code) && severity === 'error',
    )
    assert.equal(unknown.length, protocol.analyses.length - byAnalysis.size)
    return [...byAnalysis.keys()]
  }
  assert.deepEqual(derived('tr'), ['os', 'ttnt'])
  assert.deepEqual(derived('tr', 'pr'), ['os'])
  assert.equal(derived().length, protocol.analyses.length)
})

test('shifting every date by the same days changes no time and no event', () => {
  fc.assert(
    fc.property(trial, fc.integer({ min: -3000, max: 3000 }), (people, shift) => {
      const later = patientsOf(people, addDays('2022-01-01' as Day, shift))
      assert.deepEqual(times(later), times(patientsOf(people)))
    }),
  )
})

test('a later data cut removes no event', () => {
  fc.assert(
    fc.property(trial, day, day, (people, a, b) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)].map((n) => addDays('2022-01-01' as Day, n))
      const patients = patientsOf(people)
      const after = derive(patients, late)
      for (const [id, all] of derive(patients, early))
        for (const { subject, event, says } of all)
          if (event) assert.ok(after.get(id)?.find((one) => one.subject === subject)?.event, `${id}: ${says}`)
    }),
  )
})

test('the order of rows does not matter', () => {
  fc.assert(
    fc.property(trial, (people) => {
      const patients = patientsOf(people)
      const turned = patients
        .map(({ subject, procedures, responses }) => ({
          subject,
          procedures: procedures.toReversed(),
          responses: { ...responses, timePoints: responses.timePoints.toReversed() },
        }))
        .toReversed()
      for (const [id, all] of derive(turned)) assert.deepEqual(all.toReversed(), derive(patients).get(id))
    }),
  )
})

test('what is an event of FDA-type A is one of EMA-type', () => {
  fc.assert(
    fc.property(trial, (people) => {
      const of = derive(patientsOf(people))
      for (const { subject, event, says } of of.get('fda-type-a') ?? [])
        assert.ok(!event || of.get('ema-type')?.find((one) => one.subject === subject)?.event, says)
    }),
  )
})

test('a stable scan more, in a window, moves no time of any policy earlier and takes no event away', () => {
  const visit = fc.tuple(fc.integer({ min: 1, max: 16 }), fc.integer({ min: -7, max: 7 }))
  fc.assert(
    fc.property(person, visit, ([responses, happened], [number, off]) => {
      const more = [...responses, `SD@${42 * number + 1 + off}`]
      const [before, after] = [responses, more].map((all) => derive(patientsOf([[all, happened]])))
      for (const policy of presets) {
        const [then, now] = [before?.get(policy)?.[0], after?.get(policy)?.[0]]
        assert.ok(now!.days >= then!.days && (now!.event || !then!.event), `${then!.says}\n${now!.says}`)
      }
    }),
  )
})

test('every time is at least one day, and no event is after death', () => {
  fc.assert(
    fc.property(trial, (people) => {
      const patients = patientsOf(people)
      for (const all of derive(patients).values())
        for (const { days, end, event, subject } of all) {
          const death = patients.find((one) => one.subject.id === subject)?.subject.death?.day
          assert.ok(days >= 1)
          assert.ok(!event || !death || end <= death)
        }
    }),
  )
})

test('every endpoint names only rules that exist, and rows that it rests on', () => {
  const ids = new Set<string>([...endpointRules, ...policyRowRules].map(({ id }) => id))
  fc.assert(
    fc.property(trial, (people) => {
      for (const all of derive(patientsOf(people)).values())
        for (const { because, from } of all) {
          assert.ok(because.length > 0 && because.every((id) => ids.has(id)))
          assert.ok(from.length > 0)
        }
    }),
  )
})

const os = (happened: Happened) => derive([patient('P1', '', happened)]).get('os')?.[0]

test('overall survival: death, else last alive, else randomization', () => {
  assert.deepEqual([os({ death: 100, alive: 90 })?.days, os({ death: 100 })?.event], [100, true])
  assert.deepEqual([os({ alive: 90 })?.days, os({ alive: 90 })?.what], [90, 'Alive'])
  assert.deepEqual([os({ alive: 1 })?.days, os({})?.what], [1, 'Randomization'])
})

test('who died after the data cut was alive on it', () => {
  const cut = addDays('2022-01-01' as Day, 49)
  const one = derive([patient('P1', '', { death: 100, alive: 100 })], cut).get('os')?.[0]
  assert.deepEqual([one?.days, one?.event], [50, false])
})

test('duration of response counts from the first response, responders only', () => {
  const dor = derive([patient('P1', 'SD@43 PR@85 PD@169'), patient('P2', 'SD@43 PD@85 PR@127')]).get('dor')
  assert.deepEqual(
    dor?.map(({ subject, days, event }) => [subject, days, event]),
    [['P1', 85, true]],
  )
})

test('findings: response after death, before randomization, progression after last alive, no arm, no date', () => {
  const { arm: _, ...noArm } = patient('P4', '').subject
  const { randomized: __, ...noDate } = patient('P5', '').subject
  const patients = [
    patient('P1', 'SD@43 SD@85', { death: 60 }),
    patient('P2', 'SD@-9'),
    patient('P3', 'PD@43', { alive: 20 }),
    { ...patient('P4', ''), subject: noArm },
    { ...patient('P5', ''), subject: noDate },
  ]
  const { findings, byAnalysis } = endpointsBySubject(
    recordsOf(patients),
    patients.map(({ responses }) => responses),
    protocol,
  )
  const found = (name: string) => findings.filter(({ subject }) => subject === name).map(({ code }) => code)
  assert.deepEqual(['P1', 'P2', 'P3', 'P4', 'P5'].map(found), [
    ['endpoint.assessment-after-death'],
    ['endpoint.assessment-before-randomization'],
    ['endpoint.progression-after-last-alive'],
    ['endpoint.no-arm'],
    ['endpoint.no-randomization-date'],
  ])
  assert.deepEqual(
    byAnalysis.get('os')?.map(({ subject }) => subject),
    ['P1', 'P2', 'P3'],
  )
})

test('an endpoint or policy that does not exist is an error that names those that do', () => {
  const wrong = protocolOf({
    analyses: [
      { id: 'a', endpoint: 'ttp' },
      { id: 'b', endpoint: 'pfs', policy: 'constructor' },
    ],
  })
  const { findings, byAnalysis } = endpointsBySubject(recordsOf([]), [], wrong)
  assert.equal(byAnalysis.size, 0)
  assert.deepEqual(
    findings.map(({ severity, message }) => [severity, message]),
    [
      ['error', 'endpoint os, pfs, dor, pfs-nest, ttnt, ipfs, pmfs, got ttp; not derived'],
      ['error', `policy ${presets.join(', ')}, got constructor; not derived`],
    ],
  )
})

test('every rule has an id of its own', () => {
  assert.equal(new Set(endpointRules.map(({ id }) => id)).size, endpointRules.length)
})

test('the BOOSTER preset randomizes 2 to 1 and marks the schedule and the policy as our choice', () => {
  assert.deepEqual(
    boosterPreset.arms.map(({ weight }) => weight),
    [2, 1],
  )
  assert.equal(boosterPreset.schedule.ours, true)
  assert.equal(boosterPreset.policies['fda-type-a']?.ours, true)
})
