import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { utf8Text } from './utf8-text.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))

test('any text comes back from its UTF-8 bytes, without the byte order mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.replaceAll('\0', '')
      assert.deepEqual(utf8Text(bytes(`\ufeff${plain}`)), { text: plain })
    }),
  )
})

for (const [law, given, says] of [
  ['a letter of Latin-1 is named by its row', bytes('a,b\n1,caf\u00e9\n', 'latin1'), /^row 2 is not UTF-8/],
  ['UTF-16', bytes('\ufeffa,b', 'utf16le'), /UTF-16/],
  ['a NUL byte', bytes('a,\0b'), /not a text file/],
] as const)
  test(`no text: ${law}`, () => {
    const read = utf8Text(given)
    assert.match('fault' in read ? read.fault : '', says)
  })
