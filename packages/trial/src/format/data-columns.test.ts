/** docs/guide/data-columns.md names every column and value that the door looks for. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const folder = new URL('./', import.meta.url)
const page = readFileSync(new URL('../../../../docs/guide/data-columns.md', folder), 'utf8')
const doors = readdirSync(folder).filter(
  (name) => /^(sdtm-|lesion-|ablation-detail|zone-observation)/.test(name) && !name.includes('.test'),
)

for (const name of doors)
  test(`docs/guide/data-columns.md has what ${name} reads`, () => {
    const text = readFileSync(new URL(name, folder), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
    const words = new Set([...text.matchAll(/'([A-Z][A-Z0-9]{3,7})'/g)].map(([, word]) => word!))
    assert.deepEqual(
      [...words].filter((word) => !new RegExp(`\\b${word}\\b`).test(page)),
      [],
    )
  })

test('the words of the doors are found at all', () =>
  assert.ok(doors.length >= 12 && page.includes('`TRLNKGRP`')))
