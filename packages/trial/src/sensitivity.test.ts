import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { specificationCurves } from './figure/specification-curve.ts'
import { figureCsv } from './figure/figure-csv.ts'
import { svgText } from './figure/svg.ts'
import { wellFormed } from './figure/well-formed.test-data.ts'
import { readFiles, readSensitivity } from './read.ts'
import { reportHtml } from './report/report-html.ts'

const folder = new URL('../examples/booster-synthetic/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.csv') || name === 'protocol.json')
const files = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
const document = readSensitivity(files)!
const [panel] = document.panels
const { readout } = readFiles(files)

test('every rule for ablated lesions × policy × estimator is there once, and one is the protocol’s', () => {
  const keys = panel!.specifications.map(({ ablatedLesions, policy, estimator }) =>
    [ablatedLesions, policy, estimator].join(),
  )
  assert.equal(new Set(keys).size, keys.length)
  const rules = new Set(panel!.specifications.map(({ ablatedLesions }) => ablatedLesions))
  const policies = new Set(panel!.specifications.map(({ policy }) => policy))
  assert.ok(rules.size === 4 && policies.size >= 5)
  assert.equal(keys.length, rules.size * policies.size * 2)
  assert.equal(panel!.specifications.filter(({ protocol }) => protocol).length, 1)
})

test('the specification of the protocol is the readout’s own hazard ratio and log-rank p', () => {
  const own = panel!.specifications.find(({ protocol }) => protocol)!
  const endpoint = readout!.endpoints.find(({ id }) => id === panel!.of)!
  const { estimate, lower, upper, p } = endpoint.hazardRatio
  assert.deepEqual([own.estimate, own.lower, own.upper, own.p], [estimate, lower, upper, p])
  assert.equal(own.logRankP, endpoint.logRank.p)
  assert.equal(panel!.fragility!.p.toPrecision(10), endpoint.logRank.p!.toPrecision(10))
})

test('a protocol that itself takes another rule or policy gets the numbers of that specification; another policy stands without the estimand', () => {
  for (const { ablatedLesions, policy, estimate } of panel!.specifications.filter(
    ({ estimator }) => estimator === 'cox',
  )) {
    const protocol = JSON.parse(files.get('protocol.json')!)
    protocol.response.ablatedLesions = ablatedLesions
    const pfsOf = protocol.analyses.find(({ id }: { id: string }) => id === 'pfs')
    if (policy !== pfsOf.policy) delete pfsOf.estimand
    pfsOf.policy = policy
    const changed = new Map([...files, ['protocol.json', JSON.stringify(protocol)]])
    const pfs = readFiles(changed).readout!.endpoints.find(({ id }) => id === 'pfs')!
    assert.equal(pfs.hazardRatio.estimate, estimate, `${ablatedLesions}, ${policy}`)
  }
})

test('the figures draw each specification once, say that the data is synthetic, and stand in the report', () => {
  const figures = specificationCurves(document)
  assert.equal(figures.length, 2)
  const html = reportHtml(readout!, document)
  for (const figure of figures) {
    wellFormed(svgText(figure))
    assert.match(figureCsv(figure), /^synthetic,ablated_lesions,policy/)
    assert.ok(html.includes(`${figure.id}-title`))
  }
  const drawn = figures.flatMap(({ data }) => data.rows)
  assert.equal(drawn.length, panel!.specifications.length)
  wellFormed(html.slice(html.indexOf('<body>'), html.indexOf('</html>')))
})

test('a protocol may ask for less, and a policy it does not have is said and left out', () => {
  const protocol = JSON.parse(files.get('protocol.json')!)
  protocol.analyses.push({
    id: 'firm',
    kind: 'sensitivity',
    of: 'pfs',
    ablatedLesions: ['freeze'],
    policies: ['ema-type', 'mine'],
    estimators: ['cox'],
    bootstrap: { resamples: 100 },
  })
  const changed = new Map([...files, ['protocol.json', JSON.stringify(protocol)]])
  const { panels, findings } = readSensitivity(changed)!
  assert.deepEqual(
    panels[0]!.specifications.map(({ ablatedLesions, policy }) => `${ablatedLesions} ${policy}`),
    ['exclude admiralonco', 'exclude ema-type', 'freeze admiralonco', 'freeze ema-type'],
  )
  assert.match(findings.find(({ code }) => code === 'protocol.policy-unknown')!.message, /got mine; left out/)
})

test('a table has one specification an estimator, and how firm it is all the same', () => {
  const veteran = new URL('../examples/veteran/veteran.csv', import.meta.url)
  const { panels, findings } = readSensitivity(new Map([['veteran.csv', readFileSync(veteran, 'utf8')]]), {
    time: 'time',
    event: { column: 'event' },
    arm: 'trt',
  })!
  assert.deepEqual(
    panels[0]!.specifications.map(({ ablatedLesions, policy }) => [ablatedLesions, policy]),
    [
      [null, 'as given'],
      [null, 'as given'],
    ],
  )
  assert.ok(panels[0]!.fragility!.count! > 0)
  assert.ok(findings.some(({ code }) => code === 'analysis.sensitivity.one-rule'))
})

test('what cannot be read has no sensitivity either', () => {
  assert.equal(readSensitivity(new Map()), null)
  assert.equal(readSensitivity(new Map([['protocol.json', '{']])), null)
})
