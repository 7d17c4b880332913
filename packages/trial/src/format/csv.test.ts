import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { csvTable, looksLikeText } from './csv.ts'

const codes = (text: string, required?: string[]) =>
  csvTable('x.csv', text, required).findings.map(({ code }) => code)
const csvText = (rows: string[][], quote: string) =>
  [['A', 'B', 'C'], ...rows].map((row) => row.map((one) => quote + one + quote).join(',')).join('\n')
const lines = (text: string) =>
  csvTable('x.csv', text).rows.map(({ row, cells }) => [row, ...Object.values(cells).toReversed()])

for (const [law, text, expected] of [
  [
    'a row is the line of the file, the header being line 1',
    'A,B\n1,2\n\n3,4\n',
    [
      [2, '1', '2'],
      [4, '3', '4'],
    ],
  ],
  [
    'CRLF, CR and a byte order mark change nothing',
    '\uFEFFA,B\r\n1,2\r3,4',
    [
      [2, '1', '2'],
      [3, '3', '4'],
    ],
  ],
  [
    'a quoted cell may hold commas, quotes and line ends',
    'A,B\n"1,""x""\ny",2\n3,4\n',
    [
      [2, '1,"x"\ny', '2'],
      [4, '3', '4'],
    ],
  ],
  ['cells are trimmed within quotes too', 'A,B\n" 1 ",2\n', [[2, '1', '2']]],
  ['cells may be divided by semicolons', 'A;B\n1;"2,5"\n', [[2, '1', '2,5']]],
  ['cells may be divided by tabs', 'A\tB\n1\t2\n', [[2, '1', '2']]],
  ['cells may be divided by bars', 'A|B\n1|2\n', [[2, '1', '2']]],
  [
    'a stray quote loses its own row and no other',
    'A,B\n"1",2\n3,x"y\n5,6\n7,"8\n9,10\n',
    [
      [2, '1', '2'],
      [4, '5', '6'],
      [6, '9', '10'],
    ],
  ],
  ['cells are trimmed; empty cells at the end are no surplus', 'A,B\n 1 , 2 ,,\n', [[2, '1', '2']]],
] as const)
  test(`csv: ${law}`, () => assert.deepEqual(lines(text), expected))

for (const [law, text, code] of [
  ['an empty file', '', 'csv.empty'],
  ['blanks only', ' \n \n', 'csv.empty'],
  ['a header and no row', 'A,B\n', 'csv.no-rows'],
  ['too few cells', 'A,B\n1\n', 'csv.ragged'],
  ['too many cells', 'A,B\n1,2,3\n', 'csv.ragged'],
  ['semicolons', 'A;B\n1;2\n', 'csv.delimiter'],
  ['tabs', 'A\tB\n1\t2\n', 'csv.delimiter'],
  ['a NUL byte', 'A,B\n1,\0\n', 'csv.not-text'],
  ['bytes that are no UTF-8', 'A,B\n' + '\ufffd\u0003x'.repeat(99), 'csv.not-text'],
  ['a first line without end', 'x'.repeat(100_000), 'csv.not-text'],
  ['a quote that is never closed', 'A,B\n3,4\n"1,2\n', 'csv.not-csv'],
  ['a header with a stray quote', 'A,x"B\n1,2\n', 'csv.not-csv'],
  ['a quote in each of many rows', `A,B\n${'x"y,2\n'.repeat(500)}`, 'csv.not-csv'],
  ['a column twice', 'A,A\n1,2\n', 'csv.column-twice'],
] as const)
  test(`csv: ${law} is one finding`, () => assert.deepEqual(codes(text), [code]))

test('csv: a row with the wrong number of cells is left out, the others are read', () => {
  const { rows, findings } = csvTable('x.csv', 'A,B\n1,2\n3\n5,6\n')
  assert.deepEqual(
    rows.map(({ row }) => row),
    [2, 4],
  )
  assert.deepEqual(findings[0]?.where, { file: 'x.csv', row: 3 })
})

test('csv: a missing column is named, with the columns that are there', () => {
  const { rows, findings } = csvTable('x.csv', 'A,B\n1,2\n', ['b', 'C'])
  assert.deepEqual([rows.length, findings.length, findings[0]?.where?.field], [0, 1, 'C'])
  assert.match(findings[0]!.message, /its columns are A, B/)
})

test('csv: a column may have any name, and the first of two is used', () => {
  const { rows } = csvTable('x.csv', '__proto__,toString,toString\n1,2,3\n')
  assert.deepEqual([rows[0]?.cells['__proto__'], rows[0]?.cells['toString']], ['1', '2'])
})

test('csv: what is written with quotes is read as what is written without', () => {
  const cell = fc.stringMatching(/^[a-z0-9.-]{0,6}$/)
  const table = fc.array(fc.tuple(cell, cell, fc.stringMatching(/^[a-z]{1,3}$/)), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(table, (rows) =>
      assert.deepEqual(csvTable('x', csvText(rows, '')), csvTable('x', csvText(rows, '"'))),
    ),
  )
})

test('csv: no text throws, and every row has every column', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', ',', '\n', '\r\n', '\0', 'A,B\n', '1,2\n', ';', '\uFEFF'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const { columns, rows } = csvTable('x.csv', pieces.join(''))
      for (const row of rows) for (const name of columns) assert.equal(typeof row.cells[name], 'string')
    }),
    { numRuns: 200 },
  )
})

for (const [law, text] of [
  [
    'of any bytes',
    () =>
      Array.from({ length: 50_000 }, (_, i) => String.fromCharCode((i * 7919) % 256))
        .join('')
        .repeat(4000),
  ],
  ['in one line', () => 'x'.repeat(200_000_000)],
  ['in one cell', () => 'USUBJID\n"' + 'x'.repeat(200_000_000)],
] as const)
  test(`csv: 200 MB of noise ${law} are one finding within two seconds`, () => {
    const noise = text()
    const start = performance.now()
    assert.equal(csvTable('x.csv', noise, ['USUBJID']).findings.length, 1)
    assert.ok(performance.now() - start < 2000)
  })

test('a table in any script looks like text; a picture does not', () => {
  assert.ok(looksLikeText('Größe,病変,размер\n1,2,3\n'))
  assert.ok(!looksLikeText('\ufffdPNG\r\n\u001a\n\0\0\0\rIHDR'))
})
