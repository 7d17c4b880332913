import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Figure } from '@abscopal/trial/figure/figure.ts'
import { figurePdf } from './figure-pdf.ts'
import { figurePng, printedMm } from './figure-png.ts'

const figure = (text: string, weight: 400 | 600 = 400): Figure => ({
  id: 'made',
  title: 'A made figure',
  caption: 'Nothing of a study.',
  synthetic: true,
  width: 350,
  height: 100,
  marks: [
    { kind: 'rect', x: 0, y: 0, width: 350, height: 100, fill: '#fbfbf9' },
    { kind: 'text', x: 20, y: 50, text, size: 14, weight },
  ],
  data: { columns: [], rows: [] },
})
const date = new Date('2024-07-31')

test('a column is printed 85 mm wide and a page 175 mm; a wider figure keeps its size of type', () => {
  assert.deepEqual(
    [350, 720, 1440].map((width) => printedMm({ width })),
    [85, 175, 350],
  )
})

test('a PNG has 300 dots an inch: 1004 for 85 mm, and the same bytes each time', () => {
  const png = figurePng(figure('Hazard ratio'))
  assert.deepEqual([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join(''), 'PNG')
  const view = new DataView(png.buffer, png.byteOffset)
  assert.deepEqual([view.getUint32(16), view.getUint32(20)], [1004, 287])
  assert.deepEqual(figurePng(figure('Hazard ratio')), png)
})

test('letters are drawn by the fonts that are shipped: another text, and a heavier one, are other bytes', () => {
  const blank = figurePng(figure(''))
  for (const text of ['≥ 20 % and −30 %', 'IFN-α', '½ Kaplan–Meier'])
    assert.notDeepEqual(figurePng(figure(text)), blank, text)
  assert.notDeepEqual(figurePng(figure('Arm', 600)), figurePng(figure('Arm', 400)))
})

test('a PDF has the printed size, embeds its font, holds no picture, and is the same bytes each time', async () => {
  const pdf = await figurePdf(figure('IFN-α ≥ 3'), { date })
  const text = Buffer.from(pdf).toString('latin1')
  assert.match(text, /^%PDF-/)
  const [, width] = /\/MediaBox \[0 0 ([\d.]+) [\d.]+\]/.exec(text)!
  assert.ok(Math.abs(Number(width) - (85 / 25.4) * 72) < 0.01)
  assert.match(text, /\/FontFile2/)
  assert.match(text, /SourceSans3/)
  assert.doesNotMatch(text, /\/Subtype \/Image/)
  assert.deepEqual(await figurePdf(figure('IFN-α ≥ 3'), { date }), pdf)
})
