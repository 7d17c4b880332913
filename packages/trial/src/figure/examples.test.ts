import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Readout } from '../analysis/readout.ts'
import { readFiles } from '../read.ts'
import { reportHtml } from '../report/report-html.ts'
import { summaryText } from '../report/summary-text.ts'
import { consortFlow } from './consort.ts'
import { figures } from './figures.ts'
import { kaplanMeierFigure } from './kaplan-meier.ts'
import { svgText } from './svg.ts'
import { wellFormed } from './well-formed.test-data.ts'

const examples = new URL('../../examples/', import.meta.url)

function example(id: string): Readout {
  const folder = new URL(`${id}/`, examples)
  const { options } = JSON.parse(readFileSync(new URL('example.json', folder), 'utf8'))
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv') || name === 'protocol.json')
  const { readout } = readFiles(
    new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
    options,
  )
  assert.ok(readout, `${id} is read`)
  return readout
}

for (const id of ['veteran', 'lung', 'booster-synthetic']) {
  const readout = example(id)

  test(`${id}: figures and report are well-formed, and each subject has one mark on each curve`, () => {
    for (const figure of figures(readout)) wellFormed(svgText(figure, { interactive: true }))
    const html = reportHtml(readout)
    wellFormed(html.slice(html.indexOf('<body>'), html.indexOf('</html>')))
    for (const endpoint of readout.endpoints) {
      const marks = kaplanMeierFigure(readout, endpoint.id).marks
      const subjects = marks.flatMap((mark) =>
        'about' in mark && mark.about?.subject ? [mark.about.subject] : [],
      )
      assert.equal(new Set(subjects).size, subjects.length)
      assert.equal(
        subjects.length,
        endpoint.arms.reduce((sum, arm) => sum + arm.subjects, 0),
      )
    }
  })

  test(`${id}: the number at risk drawn is the readout's wherever both have one`, () => {
    for (const endpoint of readout.endpoints) {
      const texts = kaplanMeierFigure(readout, endpoint.id).marks.filter((mark) => mark.kind === 'text')
      const axis = texts.find(({ text }) => text === 'Months')!.y - 19
      const ticks = texts.filter(({ y }) => y === axis)
      const rows = [
        ...new Set(texts.filter((mark) => mark.anchor === 'middle' && mark.y > axis + 20).map(({ y }) => y)),
      ]
      let compared = 0
      for (const [i, arm] of endpoint.arms.entries())
        for (const { at, subjects } of arm.atRisk) {
          const tick = ticks.find(({ text }) => Number(text) === at)
          if (!tick) continue
          const drawn = texts.find(({ x, y }) => x === tick.x && y === rows[i])
          assert.equal(drawn?.text, String(subjects), `${arm.arm} at ${at} months`)
          compared++
        }
      assert.ok(compared >= 2 * endpoint.arms.length)
    }
  })

  test(`${id}: synthetic is said exactly where it is so`, () => {
    for (const figure of figures(readout))
      assert.equal(svgText(figure).includes('>Synthetic data</text>'), readout.synthetic)
    assert.equal(/\*\*\* Synthetic data/.test(summaryText(readout)), readout.synthetic)
  })
}

test('veteran: the summary has the medians, log-rank and hazard ratio of R', () => {
  const text = summaryText(example('veteran'))
  for (const said of ['103 days', '52.5 days', 'p = 0.928', 'Hazard ratio 1.02 (0.71–1.45), p = 0.922'])
    assert.ok(text.includes(said), said)
})

test('booster-synthetic: 65 randomized, 3 excluded with reasons, 62 analysed', () => {
  const { entered, arms } = consortFlow(example('booster-synthetic'))
  assert.equal(entered, 65)
  assert.equal(
    arms.reduce((sum, arm) => sum + arm.analysed, 0),
    62,
  )
  assert.equal(
    arms.flatMap(({ excluded }) => excluded).reduce((sum, { subjects }) => sum + subjects, 0),
    3,
  )
})
