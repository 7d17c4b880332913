/** The reading prints what it computes. `UPDATE=1 node --test reading-booster.test.ts` prints docs/guide anew. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { readingBooster } from './reading-booster.ts'
import { readingPage } from './reading-page.ts'

const sentences = readingBooster.parts.flatMap((part) => part.sentences)
const told = (id: string) => sentences.find((one) => one.id === id)!.tells.join(' ')

test('docs/guide/reading-booster.md is the reading that the pages show', () => {
  const file = new URL('../../../../docs/guide/reading-booster.md', import.meta.url)
  const page = readingPage(readingBooster, '/examples/booster-synthetic')
  if (process.env.UPDATE) writeFileSync(file, page)
  assert.equal(readFileSync(file, 'utf8'), page)
})

/** By hand: ln 0.213 = −1.546; (ln 0.461 − ln 0.099) / 3.92 = 0.392; 1 / (0.392² × ¼) = 26.0; ln 0.242 = −1.419. */
for (const [id, number] of [
  ['design.randomized', '43.3 to 21.7'],
  ['design.sets', '1 of 43 (2.3 %) and 2 of 22 (9.1 %)'],
  ['primary.ratio', '−1.546 with standard error 0.392'],
  ['primary.ratio', 'about 26 to 30 events among 62'],
  ['primary.ratio', '11.7 / 26.7 = 0.438, ln −0.825'],
  ['primary.follow-up', '8.9 months beyond'],
  ['primary.os', 'p = 0.054 by Wald'],
  ['primary.os', '−1.419 with standard error 0.736'],
  ['primary.os', 'about 8 deaths'],
  ['modality.pfs', '13 + 31 = 44 > 42'],
  ['safety.pneumothorax', 'one is 2.3 %'],
] as const)
  test(`reading BOOSTER: ${id} says ${number}`, () => assert.ok(told(id).includes(number), told(id)))

test('every sentence has an id of its own, a source and a page, and says what it does not tell', () => {
  assert.equal(new Set(sentences.map(({ id }) => id)).size, sentences.length)
  for (const { id, says, source, doesNotTell, page } of sentences) {
    assert.ok(says.length > 20 && source.length > 5, id)
    assert.ok(doesNotTell.length > 0 && page.shows.length > 10, id)
  }
})

test('practical advice supports a decision and never makes one', () => {
  const practice = readingBooster.parts.find(({ id }) => id === 'practice')!
  for (const { id, doesNotTell } of practice.sentences)
    assert.match(doesNotTell.join(' '), /supports a decision and never makes one/, id)
})
