/** The printed rules are the rules that run. `UPDATE=1 node --test rules.test.ts` prints them anew. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { rulesPage } from './rules-page.ts'
import { ruleSentence, ruleTables } from './rules.ts'

const folder = new URL('../../../docs/rules/', import.meta.url)

for (const [name, page] of Object.entries(ruleTables))
  test(`docs/rules/${name}.md says what runs`, () => {
    const file = new URL(`${name}.md`, folder)
    if (process.env.UPDATE) writeFileSync(file, rulesPage(page))
    assert.equal(readFileSync(file, 'utf8'), rulesPage(page))
  })

const rows = Object.values(ruleTables).flatMap(({ tables }) => tables.flatMap((table) => table.rows))

test('every rule has an id of its own, a sentence, a source and a tag', () => {
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
  for (const { id, says, source, tag } of rows) {
    assert.ok(says.length > 10 && source.length > 2 && ['S', 'K', 'D'].includes(tag), id)
    assert.deepEqual(ruleSentence(id), { id, says, source, tag })
  }
})

test('an id that no table has is a wrong call', () => {
  assert.throws(() => ruleSentence('target.maybe'), RangeError)
})
