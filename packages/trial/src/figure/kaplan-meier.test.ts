import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toMonths } from '../analysis/time-unit.ts'
import { monthTicks } from './curve-frame.ts'
import { figureCsv } from './figure-csv.ts'
import type { Mark } from './figure.ts'
import { kaplanMeierFigure } from './kaplan-meier.ts'
import { svgText } from './svg.ts'
import { textWidth } from './tokens.ts'
import { wellFormed } from './well-formed.test-data.ts'
import { workedReadout } from './worked-readout.test-data.ts'

const readout = workedReadout()
const endpoint = readout.endpoints[0]!
const figure = kaplanMeierFigure(readout, 'pfs')
const texts = (marks: readonly Mark[]) => marks.filter((mark) => mark.kind === 'text')
const curves = figure.marks.filter((mark) => mark.kind === 'path' && mark.fill === 'none')

test('the axis runs from 0 to 1 and every curve starts at 1', () => {
  const one = texts(figure.marks).find(({ text }) => text === '1.0')!
  assert.ok(texts(figure.marks).some(({ text }) => text === '0.0'))
  const starts = curves.map((mark) => (mark.kind === 'path' ? mark.d.split('L')[0] : ''))
  assert.deepEqual(starts, [`M64,${one.y - 4}`, `M64,${one.y - 4}`])
})

test('the numbers at risk stand under their ticks and are those whose time is not before the tick', () => {
  const months = texts(figure.marks).filter(
    ({ y }) => y === texts(figure.marks).find(({ text }) => text === 'Months')!.y - 19,
  )
  const [first, second] = [
    [6, 6, 5, 4, 2, 2, 2],
    [5, 4, 2, 0, 0, 0, 0],
  ]
  assert.deepEqual(
    months.map(({ text }) => text),
    ['0', '2', '4', '6', '8', '10', '12'],
  )
  const below = texts(figure.marks).filter(({ y, anchor }) => anchor === 'middle' && y > months[0]!.y + 20)
  const rows = [...new Set(below.map(({ y }) => y))].map((y) => below.filter((mark) => mark.y === y))
  assert.deepEqual(
    rows.map((row) => row.map(({ text }) => Number(text))),
    [first, second],
  )
  for (const row of rows)
    assert.deepEqual(
      row.map(({ x }) => x),
      months.map(({ x }) => x),
    )
  for (const [i, arm] of endpoint.arms.entries())
    for (const { at, subjects } of arm.atRisk) {
      const column = months.findIndex(({ text }) => Number(text) === at)
      assert.equal(Number(rows[i]![column]!.text), subjects)
    }
})

test('every subject has exactly one mark, which names the endpoint', () => {
  const about = figure.marks.flatMap((mark) => ('about' in mark && mark.about ? [mark.about] : []))
  const expected = endpoint.arms.flatMap((arm) => arm.marks.map(({ subject }) => subject))
  assert.deepEqual(
    about.map(({ subject }) => subject),
    expected,
  )
  assert.ok(about.every((each) => each.endpoint === 'pfs' && each.label))
})

test('subjects of one time do not lie on each other', () => {
  const places = figure.marks.flatMap((mark) => {
    if (!('about' in mark) || !mark.about) return []
    if (mark.kind === 'circle') return [`${mark.cx} ${mark.cy}`]
    return mark.kind === 'line' ? [`${mark.x1} ${mark.y1}`] : []
  })
  assert.equal(new Set(places).size, 11)
})

test('a curve fades from the time on at which fewer than a tenth of its arm remain at risk', () => {
  const long = Array.from({ length: 20 }, (_, i) => i + 1)
  const arm = endpoint.arms[0]!
  const steps = {
    time: long,
    atRisk: long.map((i) => 21 - i),
    events: long.map(() => 1),
    censored: long.map(() => 0),
    survival: long.map((i) => 1 - i / 20),
    lower: long.map(() => null),
    upper: long.map(() => null),
  }
  const endpoints = [{ ...endpoint, arms: [{ ...arm, subjects: 20, events: 20, steps, marks: [] }] }]
  const { marks } = kaplanMeierFigure(workedReadout({ endpoints }), 'pfs')
  const lines = marks.filter((mark) => mark.kind === 'path' && mark.fill === 'none')
  assert.equal(lines.length, 2)
  const [solid, faded] = lines.map((mark) => (mark.kind === 'path' ? mark.d.split('L') : []))
  assert.equal(faded!.length, 3) // the last subject alone: along, then down
  assert.equal(faded![0], `M${solid!.at(-1)}`)
  assert.equal(lines[1]!.opacity, 0.4)
})

test('no text leaves the frame, and direct labels do not touch, for one arm or nine with long titles', () => {
  const arm = endpoint.arms[0]!
  for (const title of ['1', 'Immunotherapy with ablation of every residual lesion within eight weeks'])
    for (const n of [1, 2, 9]) {
      const arms = Array.from({ length: n }, (_, i) => ({
        ...arm,
        arm: `a${i}`,
        title,
        subjects: 1234,
        events: 1000,
      }))
      const endpoints = [{ ...endpoint, arms }]
      const { marks, width, height } = kaplanMeierFigure(workedReadout({ endpoints }), 'pfs')
      for (const mark of texts(marks)) {
        if (mark.anchor === undefined)
          assert.ok(mark.x + textWidth(mark.text, mark.size) <= width, `${mark.text} at ${mark.x}`)
        assert.ok(mark.y > 0 && mark.y < height)
      }
      const labels = texts(marks).filter(({ x, anchor }) => anchor === undefined && x > width / 2)
      for (const [i, { y }] of labels.entries()) if (i > 0) assert.ok(y - labels[i - 1]!.y >= 14 - 1e-9)
    }
})

test('an arm without subjects, follow-up of zero days and no arm at all are drawn', () => {
  const empty = { time: [], atRisk: [], events: [], censored: [], survival: [], lower: [], upper: [] }
  const zero = { time: [0], atRisk: [2], events: [0], censored: [2], survival: [1], lower: [1], upper: [1] }
  const arm = endpoint.arms[0]!
  for (const arms of [
    [{ ...arm, subjects: 0, events: 0, steps: empty, marks: [] }],
    [{ ...arm, steps: zero, marks: [] }],
    [],
  ])
    wellFormed(svgText(kaplanMeierFigure(workedReadout({ endpoints: [{ ...endpoint, arms }] }), 'pfs')))
})

test('the data behind the curve are the numbers of the readout', () => {
  const rows = endpoint.arms.flatMap(({ arm, steps }) =>
    steps.time.map((time, i) => [
      arm,
      time,
      'days',
      toMonths(time, 'days'),
      steps.atRisk[i],
      steps.events[i],
      steps.censored[i],
      steps.survival[i],
      steps.lower[i],
      steps.upper[i],
    ]),
  )
  assert.deepEqual(figure.data.rows, rows)
  const lines = figureCsv(figure).split('\r\n')
  assert.equal(lines[0], 'synthetic,arm,time,unit,months,at_risk,events,censored,survival,lower,upper')
  assert.equal(lines.at(-2), `Y,io,122,days,${122 / 30.4375},2,2,0,0,,`)
})

test('a text that a spreadsheet would run is quoted, and a comma does not break a cell', () => {
  const data = { columns: ['arm'], rows: [['=1+1'], ['a,"b"'], [-1]] }
  assert.equal(figureCsv({ ...figure, synthetic: false, data }), 'arm\r\n\'=1+1\r\n"a,""b"""\r\n-1\r\n')
})

test('an endpoint that is not there, or no room to draw, is a wrong call', () => {
  assert.throws(() => kaplanMeierFigure(readout, 'os'), /an endpoint of the readout \(pfs\), got os/)
  assert.throws(() => kaplanMeierFigure(readout, 'pfs', { width: 50 }), /a width of at least 320, got 50/)
})

test('ticks rise from 0 to the end of follow-up, and there are at most eleven', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 5000, noNaN: true }), (last) => {
      const ticks = monthTicks(last, 10)
      assert.equal(ticks[0], 0)
      assert.ok(ticks.length >= 2 && ticks.length <= 13, String(ticks))
      assert.ok(ticks.at(-1)! <= last)
      assert.deepEqual(
        ticks,
        ticks.toSorted((a, b) => a - b),
      )
    }),
  )
})
