import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { builtPages } from './web-pages.ts'

test('every file that the page names is there, and what is current is not built again', async () => {
  const pages = await builtPages()
  const index = join(pages, 'index.html')
  const named = [...(await readFile(index, 'utf8')).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)]
  assert.ok(named.length > 0)
  for (const [, path] of named) assert.ok((await stat(join(pages, path!))).isFile())
  const { mtimeMs } = await stat(index)
  const { mtimeMs: newest } = await stat(join(await builtPages(), 'index.html'))
  assert.equal(newest, mtimeMs)
})
