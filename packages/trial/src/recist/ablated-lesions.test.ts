import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AblatedRule } from './ablated.ts'
import { lesionStateRules } from './lesion-state.ts'
import { courseOf, patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

type Response = Parameters<typeof courseOf>[1]
type Local = NonNullable<Response>['localProgression']
const settings = (local: object): Response => ({ localProgression: local as Local })

const read = (text: string, response: Response = {}) => {
  const { responses, findings } = responsesBySubject(patient(text), studyProtocol(response))
  return { lesions: responses[0]!.ablatedLesions!, findings, timePoints: responses[0]!.timePoints }
}
const statesOf = (text: string, response: Response = {}) =>
  read(text, response).lesions[0]!.states.map(({ state }) => state)
const rules = ['exclude', 'freeze', 're-baseline', 'per-lesion'] as const

const start = '0: T1 20, T2 30; 30: T1 ablated; '
const scan = (day: number, zone: string) => `${day}: T1 ${zone}, T2 30; `
const complete = start + scan(70, '38')

test('untreated, ablated, zone as expected, local progression', () => {
  const text = start + scan(36, '45') + scan(72, '40') + scan(120, '36/progression')
  assert.deepEqual(statesOf(text), ['untreated', 'ablated', 'zone-as-expected', 'local-progression'])
  const { lesions, timePoints } = read(text)
  assert.equal(
    lesions[0]!.states[3]!.says,
    'T1, 90 days after ablation (late phase): local tumour progression, 36 mm',
  )
  assert.deepEqual(
    timePoints.map(({ response }) => response),
    ['SD', 'SD', 'PD'],
  )
})

/** Each row of the table by a patient: the state after the last scan, and the rule that gave it. */
for (const [rule, text, state, local] of [
  ['not-seen', complete + scan(100, '?'), 'zone-as-expected'],
  ['stays', start + scan(70, '38/residual') + scan(112, '30/complete'), 'residual'],
  ['progression.stated', complete + scan(112, '38/progression'), 'local-progression'],
  ['residual.progressed', start + scan(70, '38/progression'), 'residual'],
  ['unfinished', `${start}60: T1 ablated/staged; ${scan(50, '30/residual')}`, 'ablated'],
  ['residual.stated', start + scan(70, '38/residual'), 'residual'],
  ['residual.late', complete + scan(112, '38/residual'), 'suspicious'],
  ['complete.stated', start + scan(32, '44/complete'), 'zone-as-expected'],
  ['equivocal', complete + scan(112, '38/equivocal'), 'suspicious'],
  ['progression.sign', complete + scan(230, '48'), 'local-progression', { signsAlone: 'event' }],
  ['residual.sign', start + scan(70, '38/nodule=4') + scan(230, '48'), 'residual', { signsAlone: 'event' }],
  ['suspicious', complete + scan(230, '48'), 'suspicious'],
  ['early', start + scan(37, '44'), 'ablated'],
  ['as-expected', start + scan(38, '44'), 'zone-as-expected'],
] as const)
  test(`state of an ablated lesion: ${lesionStateRules.find(({ id }) => id === `lesion-state.${rule}`)!.says}`, () => {
    const last = read(text, settings(local ?? {})).lesions[0]!.states.at(-1)!
    assert.deepEqual([last.state, last.because.at(-1)], [state, `lesion-state.${rule}`])
  })

test('every row of the table has a patient above', () => assert.equal(lesionStateRules.length, 14))

test('tumour seen at the first follow-up is residual, after one complete scan it is local progression', () => {
  assert.deepEqual(statesOf(start + scan(70, '30/progression')).at(-1), 'residual')
  assert.deepEqual(statesOf(start + scan(70, '30') + scan(71, '30/progression')).at(-1), 'local-progression')
  const stated = settings({ completeAblation: 'stated' })
  assert.deepEqual(statesOf(start + scan(70, '30') + scan(71, '30/progression'), stated).at(-1), 'residual')
  assert.deepEqual(
    statesOf(start + scan(70, '30/complete') + scan(71, '30/progression'), stated).at(-1),
    'local-progression',
  )
})

test('growth of a zone is from its smallest diameter since the session, by 20 % and 5 mm', () => {
  for (const [later, state] of [
    [36, 'zone-as-expected'], // 30 → 36, +20 % and 6 mm
    [35, 'zone-as-expected'],
  ] as const)
    assert.equal(statesOf(start + scan(70, '30') + scan(71, String(later))).at(-1), state, 'within 2 months')
  const at230 = (mm: number) => statesOf(start + scan(70, '30') + scan(230, String(mm))).at(-1)
  assert.deepEqual([at230(35), at230(36)], ['zone-as-expected', 'suspicious'])
  assert.equal(statesOf(start + scan(70, '15') + scan(230, '19')).at(-1), 'zone-as-expected') // +27 %, 4 mm
  assert.equal(statesOf(start + scan(70, '15') + scan(230, '20')).at(-1), 'suspicious')
})

test('a sign alone is a finding with its row and no progression; by the protocol it is the event', () => {
  const text = complete + scan(230, '48')
  const asked = read(text)
  assert.deepEqual(
    asked.findings.map(({ code, where }) => [code, where?.file, where?.row]),
    [['ablated-lesion-suspicious', 'tr.csv', 302]],
  )
  assert.notEqual(asked.timePoints.at(-1)!.response, 'PD')
  assert.match(asked.timePoints.at(-1)!.says, /T1 suspicious, the reader's statement is needed/)
  const decided = read(text, settings({ signsAlone: 'event' }))
  assert.deepEqual(decided.findings, [])
  assert.equal(decided.timePoints.at(-1)!.response, 'PD')
  assert.ok(decided.timePoints.at(-1)!.because.includes('zone.sign.growth.certain'))
})

test('residual tumour that the reader states is no progression; that it progresses is', () => {
  for (const rule of rules) {
    assert.notEqual(courseOf(start + scan(70, '30/residual'), { ablatedLesions: rule })[0]!.response, 'PD')
    const [found] = courseOf(start + scan(70, '30/progression'), { ablatedLesions: rule })
    assert.equal(found!.response, 'PD')
    assert.match(found!.says, /^progression of residual tumour of T1/)
  }
})

test('a second session begins the count anew', () => {
  const text = `${start}${scan(70, '30/residual')}90: T1 ablated/repeat; ${scan(130, '42')}${scan(200, '40/progression')}`
  assert.deepEqual(statesOf(text), ['untreated', 'residual', 'zone-as-expected', 'local-progression'])
})

test('a statement that takes progression back without a session between is a finding, and the state stays', () => {
  const { findings, lesions } = read(complete + scan(112, '38/progression') + scan(150, '36/complete'))
  assert.equal(lesions[0]!.states.at(-1)!.state, 'local-progression')
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['ablated-lesion-contradicts'],
  )
})

test('signs of a zone before any session are a finding', () => {
  assert.deepEqual(
    read('0: T1 20, T2 30; 40: T1 20/nodule=12, T2 30; 50: T1 ablated; 70: T1 30, T2 30').findings.map(
      ({ code }) => code,
    ),
    ['ablated-lesion-zone-too-soon'],
  )
})

const before = (baseline: string) => `-40: T1 ablated; 0: T1 ${baseline}, T2 30; 60: T1 23, T2 30`

test('a lesion ablated before baseline is no target unless progression of it was shown', () => {
  for (const rule of ['exclude', 'freeze'] as const) {
    const { timePoints, findings } = read(before('20'), { ablatedLesions: rule })
    assert.deepEqual([timePoints[0]!.target!.sum, timePoints[0]!.target!.baseline], [30_000, 30_000])
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['target-treated-before', 'target-ablated-before-baseline'],
    )
    const shown = read(before('20/progression'), { ablatedLesions: rule })
    assert.deepEqual([shown.timePoints[0]!.target!.sum, shown.timePoints[0]!.response], [53_000, 'SD'])
    assert.deepEqual(shown.findings, [])
  }
})

test('a lesion ablated on the day of the baseline scan is a target: that scan shows it untreated', () => {
  const { timePoints, findings } = read('0: T1 20, T2 30; 0: T1 ablated; 60: T1 45, T2 30')
  assert.deepEqual([timePoints[0]!.target!.baseline, findings], [30_000, []])
})

test('re-baseline waits for the last planned session, also of one lesion, and not for a repeat', () => {
  const scans = '60: T1 40, T2 30; 120: T1 38, T2 30; 180: T1 36, T2 36'
  const found = (plan: string) =>
    courseOf(`0: T1 20, T2 30; 20: T1 ablated; 100: T1 ablated/${plan}; ${scans}`, {
      ablatedLesions: 're-baseline',
    }).at(-1)!
  const judgedAgainst = (plan: string, row: string) => found(plan).target!.from.includes(row as never)
  assert.deepEqual([found('staged').response, found('repeat').response], ['PD', 'PD'])
  assert.deepEqual(
    [judgedAgainst('staged', 'tr.csv:303'), judgedAgainst('repeat', 'tr.csv:303')],
    [false, true],
  )
})

const zone = fc
  .tuple(
    fc.integer({ min: 0, max: 80 }),
    fc.constantFrom('', '/complete', '/equivocal', '/residual', '/nodule=12', '/margin=20', '/scar'),
  )
  .map(([mm, more]) => `${mm}${more}`)
const other = fc.integer({ min: 0, max: 60 })
const followUp = fc.array(fc.record({ zone, other }), { minLength: 1, maxLength: 6 })

test('law: under every rule no size and no sign of a zone makes a time point PD, only a statement does', () => {
  fc.assert(
    fc.property(followUp, fc.constantFrom<AblatedRule>(...rules), (seen, rule) => {
      const text = (of: (one: { zone: string }) => string) =>
        start + seen.map((one, k) => `${60 + 60 * k}: T1 ${of(one)}, T2 ${one.other}`).join('; ')
      const responses = (line: string) =>
        courseOf(line, { ablatedLesions: rule }).map(({ response }) => response)
      assert.deepEqual(responses(text((one) => one.zone)), responses(text(() => '20')))
    }),
  )
})

test('law: where the other lesions are not PD by themselves, an ablation makes no time point PD', () => {
  fc.assert(
    fc.property(followUp, fc.constantFrom<AblatedRule>(...rules), (seen, rule) => {
      const line = (own: string) =>
        own + seen.map((one, k) => `${60 + 60 * k}: T1 ${one.zone}, T2 ${one.other}`).join('; ')
      const alone = courseOf(
        `0: T2 30; ${seen.map((one, k) => `${60 + 60 * k}: T2 ${one.other}`).join('; ')}`,
        { ablatedLesions: rule },
      )
      const ablated = courseOf(line(start), { ablatedLesions: rule })
      for (const [k, { response }] of ablated.entries())
        if (response === 'PD') assert.equal(alone[k]!.response, 'PD')
    }),
  )
})

const outweighed = (ablation: string) => `0: T1 50, T2 20; ${ablation}60: T1 20, T2 26`

test('that law needs its condition: exclude lets an untouched lesion speak that a shrinking one had outweighed', () => {
  assert.equal(courseOf(outweighed(''))[0]!.response, 'PR')
  assert.equal(courseOf(outweighed('30: T1 ablated; '))[0]!.response, 'PD')
  assert.equal(courseOf(outweighed('30: T1 ablated; '), { ablatedLesions: 'freeze' })[0]!.response, 'SD')
})

const stateDays = (text: string) =>
  read(text).lesions[0]!.states.map(({ state, daysSince }) => [state, daysSince])

test('law: the order of sessions and scans does not matter', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        [
          '30: T1 ablated',
          '90: T1 ablated/repeat',
          '70: T1 30/residual, T2 30',
          '130: T1 42, T2 30',
          '200: T1 40/progression, T2 30',
        ],
        { minLength: 5 },
      ),
      (lines) => {
        const ordered = `${start}90: T1 ablated/repeat; ${scan(70, '30/residual')}${scan(130, '42')}${scan(200, '40/progression')}`
        assert.deepEqual(stateDays(`0: T1 20, T2 30; ${lines.join('; ')}`), stateDays(ordered))
      },
    ),
  )
})
