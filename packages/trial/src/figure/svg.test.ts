import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Figure } from './figure.ts'
import { pathData, svgText, xmlEscaped } from './svg.ts'
import { wellFormed } from './well-formed.test-data.ts'

function drawing(changes: Partial<Figure>): Figure {
  const data = { columns: [], rows: [] }
  return {
    id: 'one',
    title: 't',
    caption: 'c',
    synthetic: false,
    width: 10,
    height: 10,
    marks: [],
    data,
    ...changes,
  }
}

const mark = { kind: 'line', x1: 1, y1: 1, x2: 1, y2: 9 } as const

test('escaping: unescaping gives the text back where XML can hold it', () => {
  const printable = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(printable, (text) => {
      const escaped = xmlEscaped(text)
      assert.doesNotMatch(escaped, /[<>"']/)
      const back = escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&')
      assert.equal(back, text)
    }),
  )
})

test('whatever a subject, a title and a caption are called, the figure is well-formed XML', () => {
  const any = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(any, any, any, fc.boolean(), (title, caption, subject, interactive) => {
      const marks = [
        { ...mark, about: { subject, label: title } },
        { kind: 'text', x: 0, y: 0, text: caption, size: 12 } as const,
      ]
      wellFormed(svgText(drawing({ title, caption, marks }), { interactive }))
    }),
  )
})

test('characters that XML forbids become the replacement character', () => {
  assert.equal(xmlEscaped('a\u0000b\u001bc\ud800d\uffff'), 'a\ufffdb\ufffdc\ufffdd\ufffd')
})

test('coordinates have two decimals and no negative zero', () => {
  assert.equal(
    pathData([
      [1.23456, -0.001],
      [2, 1e-9],
    ]),
    'M1.23,0L2,0',
  )
})

test('a coordinate that is no number is a wrong call', () => {
  assert.throws(() => pathData([[NaN, 0]]), /RangeError: svgText: finite coordinates, got NaN/)
})

test('a figure is an image with a title and a description', () => {
  const text = svgText(drawing({ title: 'Curves', caption: 'Of whom' }))
  assert.match(text, /role="img" aria-labelledby="one-title one-desc"/)
  assert.match(text, /<title id="one-title">Curves<\/title>\n<desc id="one-desc">Of whom<\/desc>/)
})

test('in an interactive figure a mark of a subject is a button, and no other mark is', () => {
  const about = { subject: 'S1', endpoint: 'os', label: 'S1 censored' }
  const figure = drawing({ marks: [{ ...mark, about }, mark, { ...mark, about: { label: 'no one' } }] })
  const text = svgText(figure, { interactive: true })
  assert.equal(text.split('role="button"').length, 2)
  assert.match(
    text,
    /data-subject="S1" data-endpoint="os" data-label="S1 censored" tabindex="0" role="button" aria-label="S1 censored"/,
  )
  assert.doesNotMatch(svgText(figure), /tabindex|button/)
})
