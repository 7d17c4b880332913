import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SubjectId } from '../ids.ts'
import { wellFormed } from '../figure/well-formed.test-data.ts'
import { workedReadout } from '../figure/worked-readout.test-data.ts'
import { headline } from './headline.ts'
import { protocolChoices } from './protocol-choices.ts'
import { reportHtml } from './report-html.ts'
import { summaryText } from './summary-text.ts'

const readout = workedReadout()
const summary = summaryText(readout)
const html = reportHtml(readout)
const body = html.slice(html.indexOf('<body>'), html.indexOf('</html>'))

test('the headline is the answer with its numbers', () => {
  assert.equal(
    headline(readout),
    'Progression-free survival: median (95 % CI) Immunotherapy plus ablation: 6.0 months (4.0–not reached) v Immunotherapy: ' +
      '4.0 months (1.0–4.0); log-rank p = 0.036; hazard ratio 0.24 (0.04–1.34), p = 0.104.',
  )
})

test('the summary has every number of the endpoint, the policy, the methods and the findings with their place', () => {
  for (const said of [
    'Synthetic data',
    'data cut-off 31 Mar 2024',
    'Full analysis set: 11',
    'excluded W-12',
    'policy admiralonco',
    '6.0 months (4.0–not reached)',
    '183 days',
    '80.0 % (20.0–97.0)',
    'not estimable: follow-up ends at 4.0 months',
    'Log-rank p = 0.036 (chi-square 4.40, 1 df)',
    'Hazard ratio 0.24 (0.04–1.34), p = 0.104',
    'Efron ties',
    'Two-sided log-rank test.',
    'warning: subjects.csv row 13, time: W-12: the time is missing',
  ])
    assert.ok(summary.includes(said), said)
})

test('no line of the summary is wider than a hundred letters', () => {
  for (const line of summary.split('\n')) assert.ok([...line].length <= 100, line)
})

test('no line of the summary begins with a per cent sign or ends within a p', () => {
  assert.doesNotMatch(summary, /\n *[%<>=]|[<>=]\n/)
})

test('an id from a file cannot steer the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (id) => {
      const findings = [{ code: 'x', severity: 'error', subject: id as SubjectId, message: id } as const]
      assert.deepEqual([...summaryText(workedReadout({ findings }))].filter(steers), [])
    }),
  )
})

test('a real study is never called synthetic, and a synthetic one is in the title, the banner and every figure', () => {
  const real = workedReadout({ synthetic: false, protocol: { ...readout.protocol, synthetic: false } })
  assert.doesNotMatch(summaryText(real), /synthetic/i)
  assert.doesNotMatch(reportHtml(real).replace(/<style>[^]*?<\/style>/, ''), /Synthetic data|\(synthetic\)/)
  assert.match(html, /<title>A worked example \(synthetic\)<\/title>/)
  assert.equal(html.split('>Synthetic data</text>').length - 1, 2)
})

test('the report asks for nothing from outside', () => {
  assert.doesNotMatch(html, /<script|<link|<img|@import|url\(|src=|href=/)
})

test('the report has one h1, its landmarks, headings that skip no level, and no id twice', () => {
  const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
  assert.equal(levels.filter((level) => level === 1).length, 1)
  for (const [i, level] of levels.entries()) assert.ok(level - (levels[i - 1] ?? 0) <= 1)
  for (const landmark of ['header', 'main', 'footer']) assert.equal(html.split(`<${landmark}>`).length, 2)
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
})

test('whatever is in the data, the body of the report is well-formed', () => {
  wellFormed(body)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const study = { id: text, version: text, title: text, source: text }
      const findings = [{ code: text, severity: 'error', where: { file: text }, message: text } as const]
      const page = reportHtml(workedReadout({ study, findings }))
      wellFormed(page.slice(page.indexOf('<body>'), page.indexOf('</html>')))
    }),
    { numRuns: 50 },
  )
})

test('without a hazard ratio the report says why', () => {
  const [endpoint] = readout.endpoints
  const arms = endpoint!.arms.map((arm, i) => (i === 0 ? { ...arm, events: 0 } : arm))
  const none = { ...endpoint!.hazardRatio, estimate: null, lower: null, upper: null, p: null }
  const endpoints = [{ ...endpoint!, arms, hazardRatio: none, hazardRatios: [none] }]
  assert.match(
    summaryText(workedReadout({ endpoints })),
    /Hazard ratio not estimable: no events in Immunotherapy plus ablation/,
  )
})

test('every value of the protocol is a row of its choices', () => {
  const rows = protocolChoices({
    a: [
      { id: 'x', on: true, none: null },
      { y: [1, 2], z: [] },
    ],
    b: {},
  })
  assert.deepEqual(rows, [
    { path: 'a.x.id', value: 'x' },
    { path: 'a.x.on', value: 'yes' },
    { path: 'a.x.none', value: 'none' },
    { path: 'a.2.y', value: '1, 2' },
    { path: 'a.2.z', value: 'none' },
  ])
})

function steers(letter: string): boolean {
  return letter !== '\n' && /[\p{Cc}\p{Bidi_Control}]/u.test(letter)
}
