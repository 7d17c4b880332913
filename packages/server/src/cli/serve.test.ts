import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { run, start } from './child.test-data.ts'

/** Where it says that it listens. */
async function address({ child, said }: ReturnType<typeof start>): Promise<string> {
  for (;;) {
    const found = /^Abscopal listens on (http:\/\/localhost:\d+)$/m.exec(said.out)
    if (found?.[1]) return found[1]
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    if (child.exitCode !== null && !said.out.includes('listens')) throw new Error(`it ended: ${said.err}`)
  }
}

test(
  'it says one line, answers on 127.0.0.1 and nowhere else, and ends on SIGTERM',
  { timeout: 60_000 },
  async () => {
    const server = start('serve', '--port', '0')
    const { port } = new URL(await address(server))
    const page = await fetch(`http://127.0.0.1:${port}/`)
    assert.equal(page.status, 200)
    assert.match(await page.text(), /<div id=/)
    const health = await fetch(`http://127.0.0.1:${port}/api/health`)
    assert.deepEqual(await health.json(), { status: 'ok' })
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
    for (const { address: elsewhere } of [...others, { address: '127.0.0.2' }])
      await assert.rejects(
        fetch(`http://${elsewhere}:${port}/api/health`, { signal: AbortSignal.timeout(2_000) }),
      )
    server.child.kill('SIGTERM')
    const { code, out, err } = await server.ended
    assert.equal(code, 0, err)
    assert.equal(out.trimEnd().split('\n').length, 1)
  },
)

test('a port in use is one line and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { code, out, err } = await run('serve', '--port', String(port))
  other.close()
  assert.equal(code, 1)
  assert.equal(out, '')
  assert.equal(
    err,
    `error: port ${port}: something else listens there already; another is chosen with --port N\n`,
  )
})

for (const [law, words, says] of [
  ['a port that is none', ['--port', '99999'], /--port: 0 to 65535/],
  ['a port in words', ['--port', 'http'], /--port: 0 to 65535/],
  ['a path', ['somewhere'], /no PATH/],
  ['an unknown option', ['--host', '0.0.0.0'], /--host.*--port/],
] as const)
  test(`${law} is refused in one line`, async () => {
    const { code, err } = await run('serve', ...words)
    assert.equal(code, 1)
    assert.match(err, says)
    assert.equal(err.trimEnd().split('\n').length, 1)
  })
