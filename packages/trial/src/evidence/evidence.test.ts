import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkedResult, importChecks, importFindings } from './import-check.ts'
import { pooledEvidence } from './pooled-evidence.ts'
import { impliedEvents, impliedP, impliedStandardError, logAsymmetry } from './published-ratio.ts'
import type { TrialResult } from './trial-result.ts'
import { trialResults } from './trials.ts'

const row = (id: string) => trialResults.find((one) => one.id === id)!
const rules = (result: TrialResult) => checkedResult(result).map(({ rule }) => rule)
const close = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, not ${expected}`)

test('BOOSTER by hand: ln HR −1.546, standard error 0.392; 26 to 30 events for progression, about 8 deaths', () => {
  const [pfs, os] = [row('booster-pfs').ratio!, row('booster-os').ratio!]
  close(Math.log(pfs.estimate), -1.546, 5e-4)
  close(impliedStandardError(pfs, 0.95), 0.392, 5e-4)
  close(impliedStandardError(os, 0.95), 0.736, 5e-4)
  close(impliedEvents(pfs, 0.95, 42 / 62), 29.7, 0.1)
  close(impliedEvents(os, 0.95, 42 / 62), 8.4, 0.1)
  close(impliedP(os, 0.95, 2), 0.054, 5e-4)
})

test('the two tests of overall survival in BOOSTER disagree, and the medians say non-proportional hazards', () => {
  assert.ok(rules(row('booster-os')).includes('evidence.tests-disagree'))
  assert.ok(rules(row('booster-pfs')).includes('evidence.ratio-against-medians'))
  assert.ok(!rules(row('booster-pfs')).includes('evidence.log-symmetry'))
})

test('log symmetry catches microwave ablation (+0.133) and SINDAS (−0.240), and only those', () => {
  close(logAsymmetry(row('wei-mwa-pfs').ratio!), 0.133, 5e-4)
  close(logAsymmetry(row('sindas-pfs').ratio!), -0.24, 5e-4)
  const caught = trialResults
    .filter((one) => rules(one).includes('evidence.log-symmetry'))
    .map(({ id }) => id)
  assert.deepEqual(caught, ['sindas-pfs', 'wei-mwa-pfs'])
})

const said = (id: string) =>
  checkedResult(row(id)).find(({ rule }) => rule === 'evidence.p-against-interval')?.message

test('p against interval: NorthStar fits an 80 % interval, Gomez a 90 % one', () => {
  assert.match(said('northstar-pfs-a') ?? '', /agree with an interval of 80 %/)
  assert.match(
    said('gomez-2016-pfs') ?? '',
    /agree with an interval of 80 % or 90 %|agree with an interval of 90 %/,
  )
  assert.equal(said('northstar-pfs-b'), undefined)
})

test('implied events catch NorthStar at 95 % (about 200 of 119) and the pooled analysis (about 315 of 148)', () => {
  const caught = trialResults
    .filter((one) => rules(one).includes('evidence.implied-events'))
    .map(({ id }) => id)
  assert.ok(caught.includes('northstar-pfs-a') && caught.includes('pembro-pooled-os'))
  close(impliedEvents(row('northstar-pfs-a').ratio!, 0.95, 56 / 119), 200, 5)
  close(impliedEvents(row('pembro-pooled-os').ratio!, 0.95, 0.5), 315, 5)
})

test('each check has a result on either side of its edge', () => {
  for (const { id } of importChecks) {
    const caught = trialResults.filter((one) => rules(one).includes(id)).length
    assert.ok(caught > 0 && caught < trialResults.length, `${id}: ${caught}`)
  }
})

test('ids are unique, a result that is not used says why, and every row has a source', () => {
  assert.equal(new Set(trialResults.map(({ id }) => id)).size, trialResults.length)
  for (const { id, used, why, source } of trialResults) {
    assert.ok(used || why, id)
    assert.ok(source.length > 5, id)
  }
})

test('at most one result of an overlap group enters, and what is left out says why', () => {
  const pfs = trialResults.filter(({ endpoint }) => endpoint === 'pfs')
  const { rows, leftOut, random, fixed } = pooledEvidence(pfs)
  const groups = rows.map(({ result }) => result.overlapGroup)
  assert.equal(new Set(groups).size, groups.length)
  assert.equal(rows.length + leftOut.length, pfs.length)
  for (const { why } of leftOut) assert.ok(why.length > 5)
  assert.ok(rows.every(({ result }) => result.randomized))
  close(
    rows.reduce((sum, { weight }) => sum + weight!, 0),
    1,
    1e-12,
  )
  assert.ok(fixed && random && random.lower < random.estimate && random.estimate < random.upper)
  assert.ok(random.prediction.lower <= random.lower && random.upper <= random.prediction.upper)
})

test('a trial without difference that cannot enter is named before the mean', () => {
  const { cautions } = pooledEvidence(trialResults.filter(({ endpoint }) => endpoint === 'pfs'))
  assert.match(cautions[0] ?? '', /^NRG-LU002, STOP found no difference/)
  assert.deepEqual(pooledEvidence([row('peng-2023-pfs')]).cautions, [])
})

test('a second result of the same patients is left out even where both are marked as used', () => {
  const twice = [row('curb-nsclc-pfs'), { ...row('curb-all-pfs'), used: true }]
  const { rows, leftOut, random } = pooledEvidence(twice)
  assert.equal(rows.length, 1)
  assert.equal(leftOut[0]?.why, 'the same patients as curb-nsclc-pfs')
  assert.equal(random, null)
})

test('nothing to pool gives no estimate', () => {
  const { fixed, random, rows } = pooledEvidence([])
  assert.deepEqual([fixed, random, rows], [null, null, []])
  assert.throws(() => pooledEvidence([], { level: 2 }), /pooledEvidence: level must be in \(0, 1\), got 2/)
})

test('a level that is not printed is a note, what does not add up a warning', () => {
  const findings = importFindings([row('peng-2023-pfs'), row('sindas-pfs')])
  assert.equal(findings.find(({ code }) => code === 'evidence.level-stated')?.severity, 'note')
  assert.equal(findings.find(({ code }) => code === 'evidence.integrity')?.severity, 'warning')
})
