import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from './child.test-data.ts'
import { readOptions } from './read-options.ts'
import { serveOptions } from './serve-options.ts'

test('help names every command and every option, with or without being asked for', async () => {
  const { code, out } = await run('help')
  assert.equal(code, 0)
  for (const { name } of [...readOptions, ...serveOptions]) assert.ok(out.includes(`--${name}`), name)
  assert.equal((await run()).out, out)
  assert.equal((await run('--help')).out, out)
  assert.equal((await run('read', '--help')).out, out)
})

for (const word of ['reed', '__proto__', 'constructor'])
  test(`"${word}" is no command, in one line`, async () => {
    const { code, out, err } = await run(word)
    assert.equal(code, 1)
    assert.equal(out, '')
    assert.equal(err, `error: "${word}" is no command; allowed are read, serve, help\n`)
  })
