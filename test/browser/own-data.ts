import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { opened, site, withoutBrowser } from './served.ts'
import type { Page } from 'playwright-core'

const skip = withoutBrowser
const examples = fileURLToPath(new URL('../../packages/trial/examples/', import.meta.url))
const picker = (page: Page) => page.locator('input[type=file][multiple]')

test('a CSV that is picked is read here: nothing leaves the page', { skip }, async () => {
  const { page, errors } = await opened('/')
  await page.locator('.examples > li').first().waitFor()
  const asked: string[] = []
  page.on('request', (request) => {
    // The worker's own program is the one thing that is fetched.
    if (!/\/assets\/[^/]+\.js$/.test(request.url()) && !request.url().startsWith('blob:'))
      asked.push(request.url())
    assert.equal(request.postData(), null)
  })
  await picker(page).setInputFiles(`${examples}veteran/veteran.csv`)
  await page.getByRole('button', { name: 'Read the table' }).click()
  await page.locator('.answer-block').first().waitFor()
  assert.match(await page.getByRole('main').innerText(), /137/)
  assert.match(await page.getByRole('main').innerText(), /not uploaded/)
  assert.deepEqual(asked, [])
  assert.deepEqual(errors, [])
  await page.close()
})

test('a study folder that is picked shows the same readout as on the server', { skip }, async () => {
  const folder = `${examples}booster-synthetic/`
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv') || name === 'protocol.json')
  const { page } = await opened('/')
  await picker(page).setInputFiles(files.map((name) => folder + name))
  await page.getByRole('link', { name: 'Efficacy' }).first().click()
  await page.locator('section.endpoint').first().waitFor()
  const here = await page.locator('section.endpoint table').allInnerTexts()
  await page.goto(`${(await site()).url}/examples/booster-synthetic/efficacy`)
  await page.locator('section.endpoint').first().waitFor()
  assert.deepEqual(await page.locator('section.endpoint table').allInnerTexts(), here)
  await page.close()
})

for (const [law, name, text, says] of [
  ['an empty file', 'empty.csv', '', /empty/i],
  [
    'a file in Latin-1',
    'latin.csv',
    Buffer.from('time,event\n1,caf\u00e9\n', 'latin1'),
    /latin\.csv[^]*row 2 is not UTF-8/,
  ],
  ['a file without a column to read', 'noise.csv', '\u0000\u0001\u0002', /noise\.csv/],
] as const)
  test(`${law} is a finding that names it, not a crash`, { skip }, async () => {
    const { page, errors } = await opened('/')
    await picker(page).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    const answer = page.locator('.unread, form.columns')
    await answer.waitFor()
    assert.match(await answer.innerText(), says)
    assert.deepEqual(errors, [])
    await page.close()
  })

test('a row that cannot be used is a finding with its file, row and column', { skip }, async () => {
  const lines = readFileSync(`${examples}veteran/veteran.csv`, 'utf8').split('\n')
  lines[3] = lines[3]!.replace(/^([^,]*),[^,]*/, '$1,soon')
  const { page, errors } = await opened('/')
  await picker(page).setInputFiles({
    name: 'bad.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await page.getByRole('button', { name: 'Read the table' }).click()
  await page.getByRole('link', { name: 'Findings' }).first().click()
  await page.locator('.findings').waitFor()
  assert.match(await page.locator('.findings').innerText(), /bad\.csv, row 4, time/)
  assert.deepEqual(errors, [])
  await page.close()
})

test('a table of which nothing can be used says why, on the same page', { skip }, async () => {
  const { page, errors } = await opened('/')
  await picker(page).setInputFiles({
    name: 'words.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('time,event,arm\nlong,1,a\nlonger,0,b\n'),
  })
  await page.getByRole('button', { name: 'Read the table' }).click()
  await page.getByText(/words\.csv, row 2, time/).waitFor()
  assert.deepEqual(errors, [])
  await page.close()
})

/** A drop as the browser itself makes it, so that folders come as folders. */
async function dropped(page: Page, path: string) {
  const box = (await page.locator('.drop').boundingBox())!
  const client = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: box.x + 20, y: box.y + 20, data })
}

test(
  'a CSV that is dropped asks for its columns; a study folder that is dropped is read at once',
  { skip },
  async () => {
    const { page, errors } = await opened('/')
    await dropped(page, `${examples}veteran/veteran.csv`)
    await page.getByRole('button', { name: 'Read the table' }).click()
    await page.locator('h1', { hasText: /hazard ratio 1\.02/ }).waitFor()
    await page.goto((await site()).url)
    await dropped(page, `${examples}booster-synthetic`)
    await page.locator('.answer-block').first().waitFor()
    assert.match(await page.getByRole('main').innerText(), /Synthetic data/)
    assert.deepEqual(errors, [])
    await page.close()
  },
)

test('a large file of noise is refused in the page too', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'abscopal-noise-'))
  const file = join(folder, 'noise.csv')
  const line = `${'qwxz'.repeat(20)}\n`
  writeFileSync(file, line.repeat(2_500_000))
  const { page, errors } = await opened('/')
  await picker(page).setInputFiles(file)
  await page.getByText(/could not be read|What the columns of noise\.csv mean/).waitFor({ timeout: 60_000 })
  assert.match(await page.getByRole('main').innerText(), /noise\.csv/)
  assert.deepEqual(errors, [])
  await page.close()
  rmSync(folder, { recursive: true })
})
