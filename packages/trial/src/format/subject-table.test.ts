import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { subjectTable } from './subject-table.ts'
import type { SubjectTableOptions } from './subject-table.ts'

const base: SubjectTableOptions = { time: 't', event: { column: 'e' } }
const byArm = { ...base, arm: 'arm' }
const read = (text: string, options: SubjectTableOptions = base) => subjectTable('x.csv', text, options)
const found = (text: string, options?: SubjectTableOptions) =>
  read(text, options).findings.map(({ code, where }) => [code, where?.row, where?.field])
const arms = (text: string, options = byArm) =>
  read(text, options).protocol?.arms.map(({ id, role }) => `${id} ${role}`)

test('a row is a subject: time, event, and the row it came from', () => {
  const { table, findings } = read('t,e\n5,1\n3.5,false\n')
  assert.deepEqual(findings, [])
  assert.deepEqual(
    table?.subjects.map(({ id, arm, time, event, from }) => [id, arm, time, event, ...from]),
    [
      ['row 2', 'all', 5, true, 'x.csv:2'],
      ['row 3', 'all', 3.5, false, 'x.csv:3'],
    ],
  )
})

for (const [law, text, options, expected] of [
  ['a value missing', 't,e\n,1\n2,1\n', base, ['value.missing', 2, 't']],
  ['NA', 't,e\n1,NA\n2,1\n', base, ['value.missing', 2, 'e']],
  ['text in a time', 't,e\n1,1\nfive,1\n', base, ['number.unreadable', 3, 't']],
  ['a negative time', 't,e\n-1,1\n2,1\n', base, ['time.negative', 2, 't']],
  ['a time that no one lives', 't,e\n1e300,1\n2,1\n', base, ['time.too-large', 2, 't']],
  [
    'an event value that does not occur',
    't,e\n1,no\n2,yes\n',
    { ...base, event: { column: 'e', value: 'Yes' } },
    ['event.value-absent', 1, 'e'],
  ],
  ['an event that is neither', 't,e\n1,2\n2,1\n', base, ['event.unreadable', 2, 'e']],
  ['a missing column', 't,x\n1,2\n', base, ['column.missing', 1, 'e']],
  ['an unknown reference', 't,e,arm\n1,1,A\n', { ...byArm, reference: 'Z' }, ['reference.unknown', 1, 'arm']],
  ['the same id twice', 'id,t,e\na,1,1\na,2,1\n', base, ['subject.twice', 3, undefined]],
] as const)
  test(`subject table: ${law} is one finding with its row and column`, () =>
    assert.deepEqual(found(text, options), [expected]))

test('subject table: rows that cannot be used are left out, the others stay', () => {
  assert.equal(read('t,e\n,1\nx,1\n-1,1\n1,2\n7,1\n').table?.subjects.length, 1)
})

test('subject table: a finding names a subject where the table does, else its row alone', () => {
  assert.equal(read('t,e\nx,1\n2,1\n').findings[0]?.subject, undefined)
  assert.equal(read('id,t,e\na,x,1\nb,2,1\n').findings[0]?.subject, 'a')
})

test('subject table: a missing column lists those of the file', () => {
  assert.match(read('t,x\n1,2\n').findings[0]!.message, /the columns are t, x/)
})

test('subject table: with a value named, all others are censored', () => {
  const { table } = read('t,e\n1,2\n2,1\n3,0\n4,2.0\n', { ...base, event: { column: 'e', value: '2' } })
  assert.deepEqual(
    table?.subjects.map(({ event }) => event),
    [true, false, false, true],
  )
})

test('subject table: the reference is the first in order, of numbers by number, unless it is named', () => {
  assert.deepEqual(arms('t,e,arm\n1,1,10\n1,1,9\n'), ['9 control', '10 experimental'])
  assert.deepEqual(arms('t,e,arm\n1,1,b\n1,1,B\n'), ['B control', 'b experimental'])
  assert.deepEqual(arms('t,e,arm\n1,1,a\n1,1,b\n', { ...byArm, reference: 'b' }), [
    'b control',
    'a experimental',
  ])
})

test('subject table: a column of words is one covariate a level but the first; numbers stay numbers', () => {
  const { table, protocol } = read('t,e,age,cell\n1,1,60,b\n2,0,61.5,a\n3,1,62,c\n', {
    ...base,
    adjust: ['age', 'cell'],
    strata: ['cell'],
  })
  assert.deepEqual(table?.subjects[0]?.covariates, { age: 60, 'cell=b': 1, 'cell=c': 0 })
  assert.deepEqual(table?.subjects[1]?.strata, { cell: 'a' })
  const [analysis] = protocol!.analyses
  assert.ok(analysis && isTimeToEvent(analysis))
  assert.deepEqual(analysis.model.adjustFor, ['age', 'cell=b', 'cell=c'])
})

test('subject table: 300,000 rows of one subject are 21 findings', () => {
  assert.equal(found('id,t,e\n' + 'a,1,1\n'.repeat(300_000)).length, 21)
})

test('subject table: no text throws', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('t,e,arm\n', '1,1,A\n', '-1,0,\n', 'NA,x,"', '__proto__', ',', '\n', '"', '\0'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      const { table, findings } = read(pieces.join(''), { ...byArm, adjust: ['arm'] })
      assert.ok(table !== null || findings.length > 0)
    }),
    { numRuns: 200 },
  )
})
