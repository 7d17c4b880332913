import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readFiles } from '../read.ts'
import { reportHtml } from '../report/report-html.ts'
import { figures } from './figures.ts'
import { forestFigure } from './forest.ts'
import type { Mark } from './figure.ts'
import { svgText } from './svg.ts'
import { wellFormed } from './well-formed.test-data.ts'

const folder = new URL('../../examples/booster-synthetic/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.csv') || name === 'protocol.json')
const files = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
const protocol = JSON.parse(files.get('protocol.json')!)
protocol.analyses = [
  ...protocol.analyses.filter(
    ({ kind }: { kind?: string }) => kind === undefined || kind === 'time-to-event',
  ),
  {
    id: 'forest',
    kind: 'subgroups',
    of: 'pfs',
    subgroups: [{ field: 'sex' }, { field: 'age', cutoffs: [65] }, { field: 'nowhere' }],
  },
  {
    id: 'modality',
    kind: 'modality',
    of: 'pfs',
    groups: { Cryoablation: ['cryoablation'], 'Thermal ablation': ['microwave', 'radiofrequency'] },
  },
]
const { readout } = readFiles(new Map([...files, ['protocol.json', JSON.stringify(protocol)]]))
const texts = (marks: readonly Mark[]) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))
const figureOf = (start: string) => figures(readout!).find(({ id }) => id.startsWith(start))!

test('the forest has one row of all patients, and a box with its area by the events for each row that is estimated', () => {
  const forest = forestFigure(readout!, 'forest')
  const [subgroups] = readout!.subgroups
  const rows = [subgroups!.overall, ...subgroups!.subgroups.flatMap((each) => each.rows)]
  const boxes = forest.marks.filter((mark) => mark.kind === 'rect' && mark.width < 20)
  const estimated = rows.filter(({ why }) => why === null)
  assert.equal(boxes.length, estimated.length)
  const areas = boxes.map((mark) => (mark.kind === 'rect' ? mark.width * mark.height : 0))
  for (const [i, { events }] of estimated.entries())
    if (events >= 4) assert.ok(Math.abs(areas[i]! / areas[0]! - events / estimated[0]!.events) < 1e-9)
  assert.equal(texts(forest.marks).filter((text) => text === 'All patients').length, 1)
  assert.equal(forest.data.rows.length, rows.length)
  assert.deepEqual(
    forest.data.rows.map((row) => row[6]),
    rows.map(({ hazardRatio }) => hazardRatio.estimate),
  )
})

test('the solid line stands at 1 and the dashed one at the effect in all patients, on a log axis', () => {
  const forest = forestFigure(readout!, 'forest')
  const upright = forest.marks.filter(
    (mark) => mark.kind === 'line' && mark.x1 === mark.x2 && mark.y2 - mark.y1 > 50,
  )
  const at = (dashed: boolean) =>
    upright.flatMap((mark) => (mark.kind === 'line' && (mark.dash !== undefined) === dashed ? [mark.x1] : []))
  const tick = (text: string) =>
    forest.marks.flatMap((mark) =>
      mark.kind === 'text' && mark.text === text && mark.anchor === 'middle' ? [mark.x] : [],
    )[0]!
  assert.deepEqual(at(false), [tick('1')])
  const perLog = (tick('1') - tick('0.1')) / Math.log(10)
  const estimate = readout!.subgroups[0]!.overall.hazardRatio.estimate!
  assert.ok(Math.abs(at(true)[0]! - (tick('1') + perLog * Math.log(estimate))) < 1e-6)
})

test('both figures of the modalities say in themselves and beneath that no one was randomized to one', () => {
  for (const start of ['modality-modality', 'modality-ratios']) {
    const figure = figureOf(start)
    assert.ok(texts(figure.marks).includes('Modalities were not randomized'), start)
    assert.match(figure.caption, /not randomized/)
    wellFormed(svgText(figure))
  }
  assert.deepEqual(
    figureOf('modality-ratios').data.rows.map((row) => row.at(-1)),
    ['', '', 'Y'],
  )
})

test('report and captions: forest and modalities are there, with the data cut-off', () => {
  const html = reportHtml(readout!)
  const within = figures(readout!).filter(({ id }) => /^(forest|modality)/.test(id))
  assert.equal(within.length, 3)
  for (const { id, caption } of within) {
    assert.ok(html.includes(`id="${id}-title"`), id)
    assert.match(caption, /data cut-off 2024-07-31/)
  }
  wellFormed(html.slice(html.indexOf('<body>'), html.indexOf('</html>')))
})

test('an analysis of subgroups that is not there is a wrong call', () => {
  assert.throws(() => forestFigure(readout!, 'x'), /a subgroup analysis of the readout \(forest\), got x/)
})
