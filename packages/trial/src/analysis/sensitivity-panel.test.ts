import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { logRank } from '@abscopal/stats'
import type { SubjectId } from '../ids.ts'
import { timeToEventAnalysisSchema } from '../protocol/analysis.ts'
import { sensitivityAnalysisSchema } from '../protocol/effect-analyses.ts'
import { armSchema } from '../protocol/protocol.ts'
import { close, reference, subjectsOf } from './arm-effects.test-data.ts'
import { fragility } from './fragility.ts'
import { sensitivityPanel } from './sensitivity-panel.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

for (const r of reference.effects) {
  const name = `${r.csv}, strata [${r.strata}], adjusted for [${r.adjust}]`
  const subjects = subjectsOf(r)

  test(`leaving one out equals R, subject by subject: ${name}`, () => {
    const { leaveOneOut: found } = panel(subjects, r).panel!
    close(found!.hazardRatio.lowest, Math.min(...r.leftOut))
    close(found!.hazardRatio.highest, Math.max(...r.leftOut))
    close(found!.p.lowest, Math.min(...r.leftOutP))
    close(found!.p.highest, Math.max(...r.leftOutP))
    for (const { subject: left, hazardRatio, p } of found!.influential) {
      const i = subjects.findIndex(({ id }) => id === left)
      close(hazardRatio, r.leftOut[i])
      close(p, r.leftOutP[i])
    }
  })

  test(`one change of status is found where R's log-rank test has one: ${name}`, () => {
    const p = logRankP(subjects, r.reference, r.strata)
    const alpha = p < r.flippedP[0] ? (p + Math.max(...r.flippedP)) / 2 : (p + Math.min(...r.flippedP)) / 2
    const found = fragility(subjects, { reference: r.reference, strata: r.strata, alpha, changes: 'any' })!
    close(found.p, p)
    assert.equal(found.count, 1)
    assert.ok(found.fewest)
    const i = subjects.findIndex(({ id }) => id === found.changed[0]!.subject)
    close(found.pAfter, r.flippedP[i])
  })
}

const small = fc.array(
  fc.record({ arm: fc.constantFrom('A', 'B'), time: fc.integer({ min: 1, max: 6 }), event: fc.boolean() }),
  { minLength: 4, maxLength: 9 },
)

test('against all sets of changes: the count is reached, and where it is called the fewest no smaller set does', () => {
  let proven = 0
  fc.assert(
    fc.property(
      small,
      fc.constantFrom(0.05, 0.2, 0.5),
      fc.constantFrom('any' as const, 'added-events' as const),
      (rows, alpha, changes) => {
        const subjects = rows.map((row, i) => subject(i, row))
        const found = fragility(subjects, { reference: 'A', strata: [], alpha, changes })
        if (!found) return
        const significant = found.p < alpha
        const least = fewestByAll(subjects, alpha, significant, changes)
        if (found.count === null) return
        const after = subjects.map((each) =>
          found.changed.some(({ subject: id }) => id === each.id) ? { ...each, event: !each.event } : each,
        )
        const p = logRankP(after, 'A', [])
        assert.ok(Math.abs(p - found.pAfter!) < 1e-9)
        assert.equal(p < alpha, !significant)
        assert.equal(found.changed.length, found.count)
        assert.ok(found.count >= least)
        if (found.fewest) {
          proven++
          assert.equal(found.count, least)
        }
      },
    ),
    { numRuns: 400 },
  )
  assert.ok(proven > 20, `${proven} proven`)
})

test('only added events, where the protocol allows no others', () => {
  const subjects = subjectsOf(reference.effects[2])
  const found = fragility(subjects, { reference: '1', strata: [], alpha: 0.05, changes: 'added-events' })!
  assert.ok(found.count! > 0)
  assert.ok(found.changed.every(({ to }) => to === 'event'))
})

test('the bootstrap is the same for the same seed, and another for another', () => {
  const [r] = reference.effects
  const subjects = subjectsOf(r)
  const of = (seed: number) => panel(subjects, r, { bootstrap: { resamples: 200, seed } }).panel!.bootstrap!
  assert.deepEqual(of(3), of(3))
  assert.notDeepEqual(of(3).percentile, of(4).percentile)
  const { percentile, bca } = of(3)
  for (const { lower, upper } of [percentile, bca])
    assert.ok(lower! < 1.02 && upper! > 1.02 && lower! > 0.5 && upper! < 2)
})

test('the specification of the protocol is the analysis itself; the unadjusted model is there only where it differs', () => {
  const plain = panel(subjectsOf(reference.effects[2]), reference.effects[2]).panel!
  assert.deepEqual(
    plain.specifications.map(({ estimator, protocol }) => [estimator, protocol]),
    [
      ['cox', true],
      ['restricted-mean', false],
    ],
  )
  close(plain.specifications[0]!.estimate, 0.588003, 1e-5)
  const adjusted = panel(subjectsOf(reference.effects[3]), reference.effects[3]).panel!
  assert.deepEqual(
    adjusted.specifications.map(({ estimator }) => estimator),
    ['cox', 'cox-unadjusted', 'restricted-mean'],
  )
  assert.notEqual(adjusted.specifications[0]!.estimate, adjusted.specifications[1]!.estimate)
})

test('a restricted mean past follow-up, and an arm without events, have no estimate and say why', () => {
  const subjects = ['A 3', 'B 5+', 'A 7', 'B 9+'].map((text, i) => {
    const [arm = '', time = ''] = text.split(' ')
    return subject(i, { arm, time: Number.parseInt(time, 10), event: !time.endsWith('+') })
  })
  const { panel: found, findings } = panel(subjects, { reference: 'A', strata: [], adjust: [] })
  for (const { estimate, why } of found!.specifications) {
    assert.equal(estimate, null)
    assert.match(why!, /monotone|follow-up of an arm ends before/)
  }
  assert.equal(found!.bootstrap, null)
  assert.ok(findings.some(({ code }) => code === 'analysis.sensitivity.no-ratio'))
})

function panel(
  times: readonly SubjectTime[],
  r: { reference: string; strata: string[]; adjust: string[] },
  choices: object = {},
) {
  return sensitivityPanel([{ ablatedLesions: null, policy: 'as given', protocol: true, times }], {
    asked: sensitivityAnalysisSchema.parse({
      id: 'firm',
      kind: 'sensitivity',
      of: 'os',
      bootstrap: { resamples: 100 },
      ...choices,
    }),
    analysis: timeToEventAnalysisSchema.parse({
      id: 'os',
      endpoint: 'os',
      test: { strata: r.strata },
      model: { strata: r.strata, adjustFor: r.adjust },
    }),
    title: 'Overall survival',
    arms: [...new Set(times.map(({ arm }) => arm))]
      .toSorted()
      .map((id) => armSchema.parse({ id, title: id, role: id === r.reference ? 'control' : 'experimental' })),
    unit: 'days',
  })
}

function subject(
  i: number,
  { arm, time, event }: { arm: string; time: number; event: boolean },
): SubjectTime {
  return { id: `S${i}` as SubjectId, arm, time, event, strata: {}, covariates: {} }
}

function logRankP(subjects: readonly SubjectTime[], control: string, strata: readonly string[]): number {
  const group = Int32Array.from(subjects, ({ arm }) => (arm === control ? 0 : 1))
  const words = subjects.map((each) => strata.map((name) => each.strata[name]).join('\n'))
  const codes = [...new Set(words)]
  return logRank(timeColumn(subjects), eventColumn(subjects), group, {
    ...(strata.length > 0 && { strata: Int32Array.from(words, (word) => codes.indexOf(word)) }),
  }).p
}

/** The least number of changes over all sets of subjects; ∞ where none crosses. */
function fewestByAll(
  subjects: readonly SubjectTime[],
  alpha: number,
  significant: boolean,
  changes: string,
): number {
  let least = Infinity
  for (let set = 1; set < 2 ** subjects.length; set++) {
    const chosen = subjects.map((_, i) => Math.floor(set / 2 ** i) % 2 === 1)
    const size = chosen.filter(Boolean).length
    if (size >= least || subjects.some(({ event }, i) => chosen[i] && event && changes !== 'any')) continue
    const p = logRankP(
      subjects.map((each, i) => (chosen[i] ? { ...each, event: !each.event } : each)),
      'A',
      [],
    )
    if (!Number.isNaN(p) && p < alpha !== significant) least = size
  }
  return least
}
