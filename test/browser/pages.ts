import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { opened, site, withoutBrowser } from './served.ts'

const skip = withoutBrowser
test('the first page lists every example with what it says and where it is from', { skip }, async () => {
  const { page, errors } = await opened('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const items = page.locator('.examples > li')
  await items.first().waitFor()
  assert.ok((await items.count()) >= 3)
  for (const text of await items.allInnerTexts()) assert.match(text, /Source: \S/)
  assert.match(await page.getByRole('main').innerText(), /not uploaded/)
  assert.deepEqual(errors, [])
  await page.close()
})

test(
  'made data says synthetic on the list, on the readout, in the figure and in the title',
  { skip },
  async () => {
    const { page, errors } = await opened('/')
    const item = page.locator('.examples > li', { hasText: 'Synthetic' }).first()
    await item.getByRole('link').click()
    await page.locator('.synthetic-banner').waitFor()
    assert.match(await page.locator('.synthetic-banner').innerText(), /synthetic/i)
    assert.match((await page.locator('figure svg').first().textContent()) ?? '', /synthetic/i)
    assert.match(await page.title(), /synthetic/i)
    assert.deepEqual(errors, [])
    await page.close()
  },
)

test(
  'the answer stands first, and beside each endpoint its interval, n, rank, policy and methods',
  { skip },
  async () => {
    const { page } = await opened('/examples/booster-synthetic')
    await page.locator('h1', { hasText: /hazard ratio \d/ }).waitFor()
    await page.getByRole('link', { name: 'Efficacy' }).first().click()
    await page.locator('section.endpoint').first().waitFor()
    const endpoint = page.locator('section.endpoint').first()
    const text = await endpoint.innerText()
    for (const part of [
      /primary|secondary|exploratory/i,
      /policy/,
      /Subjects/,
      /Events/,
      /Median/,
      /Log-rank/i,
      /Hazard ratio/i,
    ])
      assert.match(text, part)
    await page.close()
  },
)

test('a page that does not exist, and an example that does not, say so', { skip }, async () => {
  const { page } = await opened('/nowhere')
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await page.goto(`${(await site()).url}/examples/nobody`)
  await page.getByRole('heading', { name: 'This example could not be read' }).waitFor()
  assert.match(await page.getByRole('alert').innerText(), /nobody/)
  await page.close()
})

test('on a phone nothing but a table or a figure is wider than the screen', { skip }, async () => {
  for (const path of ['/', '/examples/booster-synthetic', '/examples/veteran']) {
    const { page } = await opened(path, 390, 844)
    await page
      .locator(path === '/' ? '.examples > li' : '.answer-block')
      .first()
      .waitFor()
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, path)
    await page.close()
  }
})

test(
  'the program and styles of all pages stay under 350 kB as they travel, and so does the worker that follows',
  {
    skip,
  },
  async () => {
    await site()
    const assets = fileURLToPath(new URL('../../packages/web/dist/assets/', import.meta.url))
    const bytes = readdirSync(assets)
      .filter((name) => /\.(js|css)$/.test(name))
      .map((name) => ({ name, size: gzipSync(readFileSync(assets + name)).length }))
    const [pages, worker] = [false, true].map((ofWorker) =>
      bytes
        .filter(({ name }) => name.startsWith('worker') === ofWorker)
        .reduce((sum, { size }) => sum + size, 0),
    )
    assert.ok(bytes.length >= 3, 'pages, worker and styles')
    assert.ok(pages! < 350_000, `pages ${pages}`)
    assert.ok(worker! > 0 && worker! < 350_000, `worker ${worker}`)
  },
)
