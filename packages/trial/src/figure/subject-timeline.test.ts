import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readFiles } from '../read.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { readStudy } from '../study.ts'
import { subjectTimelineFigure } from './subject-timeline.ts'
import { svgText } from './svg.ts'
import { wellFormed } from './well-formed.test-data.ts'

const folder = new URL('../../examples/booster-synthetic/', import.meta.url)
const files = new Map(
  readdirSync(folder)
    .filter((name) => /\.csv$|^protocol\.json$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)
const readout = readFiles(files).readout!

test('every subject of the synthetic study has a course, well formed and inside its sheet, on page and phone', () => {
  for (const { id } of readout.subjects)
    for (const width of [960, 358]) {
      const figure = subjectTimelineFigure(readout, id, { width })
      wellFormed(svgText(figure))
      for (const mark of figure.marks)
        if (mark.kind === 'circle') assert.ok(mark.cx >= 0 && mark.cx <= width, `${id} ${mark.cx}`)
    }
})

test('what is drawn are the dates of the records', () => {
  const { data } = subjectTimelineFigure(
    readStudy(studyProtocol(), patient('0: T1 50, T2 50; 10: T1 ablated; 60: T1 20, T2 30')),
    'P1',
  )
  assert.deepEqual(
    data.rows.map(([, lane, date, , what]) => [lane, date, what]),
    [
      ['Ablation', '2022-01-11', 'ablation T1'],
      ['Scans, response', '2022-01-01', 'baseline'],
      ['Scans, response', '2022-03-02', 'PR'],
    ],
  )
})

test('an empty lane says so, and a subject that is not there is a wrong call', () => {
  const made = readStudy(studyProtocol(), patient('0: T1 50; 60: T1 20'))
  const texts = subjectTimelineFigure(made, 'P1').marks.flatMap((mark) =>
    mark.kind === 'text' ? [mark.text] : [],
  )
  for (const note of ['no dose in the data', 'none', 'none in the data', 'no value in the data'])
    assert.ok(texts.includes(note), note)
  assert.throws(() => subjectTimelineFigure(made, 'P9'), /subjectTimelineFigure: a subject .*, got P9/)
})
