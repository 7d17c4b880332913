import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { readFiles } from '@abscopal/trial/read.ts'
import { examples, readExample } from '../examples.ts'
import type { Example } from '../examples.ts'
import { readoutJson } from '../readout-json.ts'
import { app } from './app.ts'

const pages = await mkdtemp(join(tmpdir(), 'abscopal-pages-'))
await mkdir(join(pages, 'assets'))
await writeFile(join(pages, 'index.html'), '<!doctype html><title>pages</title>')
await writeFile(join(pages, 'assets', 'main-abc.js'), 'export {}')

const server = await app({ pages })
after(async () => {
  await server.close()
  await rm(pages, { recursive: true })
})
const get = (url: string) => server.inject({ method: 'GET', url })

test('every example that is listed gives the readout of the road, and a report', async () => {
  const listed = (await get('/api/examples')).json<readonly Example[]>()
  assert.ok(listed.length >= 3)
  assert.deepEqual(listed, await examples())
  for (const example of listed) {
    const answer = await get(`/api/examples/${example.id}/readout`)
    assert.equal(answer.statusCode, 200, answer.body)
    assert.match(String(answer.headers['content-type']), /^application\/json/)
    const { readout } = await readExample(example)
    assert.equal(answer.body, readout && readoutJson(readout))
    assert.equal(answer.json<Readout>().synthetic, example.synthetic)
    assert.equal((await get(`/api/examples/${example.id}/readout`)).body, answer.body)
    const report = await get(`/api/examples/${example.id}/report.html`)
    assert.equal(report.statusCode, 200)
    assert.match(report.body, /^<!doctype html>/i)
    if (example.synthetic) assert.match(report.body, /synthetic/i)
    const files = await get(`/api/examples/${example.id}/files`)
    assert.equal(files.statusCode, 200)
    const here = readFiles(new Map(Object.entries(files.json<Record<string, string>>())), example.options)
    assert.deepEqual(here.readout, readout, 'its files read to the same readout')
  }
})

test('health is ok', async () => {
  assert.deepEqual((await get('/api/health')).json(), { status: 'ok' })
})

for (const [law, method, url, status, code] of [
  ['an example that does not exist', 'GET', '/api/examples/nobody/readout', 404, 'not-found'],
  ['a name out of its folder', 'GET', '/api/examples/..%2F..%2Fsrc/readout', 404, 'not-found'],
  ['files of an example that does not exist', 'GET', '/api/examples/nobody/files', 404, 'not-found'],
  ['files out of their folder', 'GET', '/api/examples/..%2F..%2Fsrc/files', 404, 'not-found'],
  ['a resource that does not exist', 'GET', '/api/nothing', 404, 'not-found'],
  ['an asset that does not exist', 'GET', '/assets/gone-123.js', 404, 'not-found'],
  ['a path out of the pages', 'GET', '/..%2f..%2fetc/passwd.txt', 404, 'not-found'],
  ['a method that is not served', 'POST', '/api/examples', 404, 'not-found'],
  ['an address that is not one', 'GET', '/api/examples/%zz/readout', 400, 'bad-request'],
] as const)
  test(`${law} answers ${status} in the one shape of an error`, async () => {
    const answer = await server.inject({ method, url })
    assert.equal(answer.statusCode, status, answer.body)
    const body = answer.json<{ error: { code: string; message: string } }>()
    assert.deepEqual(Object.keys(body), ['error'])
    assert.equal(body.error.code, code)
    assert.ok(body.error.message.length > 10)
    assert.doesNotMatch(answer.body, /node_modules|\.ts|    at /)
  })

test('a path of the application gets its page, never to be kept; an asset may be kept for ever', async () => {
  for (const url of ['/', '/examples/veteran', '/examples/veteran?endpoint=os']) {
    const page = await get(url)
    assert.equal(page.statusCode, 200, url)
    assert.match(page.body, /<title>pages/)
    assert.equal(page.headers['cache-control'], 'no-cache')
  }
  const asset = await get('/assets/main-abc.js')
  assert.match(String(asset.headers['content-type']), /javascript/)
  assert.match(String(asset.headers['cache-control']), /immutable/)
})

test('pages run only their own code, and a report none', async () => {
  const policy = async (url: string) => String((await get(url)).headers['content-security-policy'])
  assert.match(await policy('/'), /default-src 'self'/)
  assert.doesNotMatch(await policy('/'), /unsafe-eval|script-src[^;]*unsafe|upgrade-insecure/)
  const report = await policy('/api/examples/veteran/report.html')
  assert.match(report, /default-src 'none'/)
  assert.doesNotMatch(report, /script-src/)
  assert.equal((await get('/')).headers['x-content-type-options'], 'nosniff')
})
