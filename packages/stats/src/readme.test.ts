import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1].split('```')[0]

test('the program of the README prints what the README shows', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', block('js')], {
    cwd: root,
    encoding: 'utf8',
  })
  assert.equal(printed, block('text'))
})

test('the program takes about ten lines after its imports', () => {
  const lines = block('js')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('import'))
  assert.ok(lines.length <= 11, `${lines.length} lines`)
})

test('the page of the README shows in a browser what the README says', async (t) => {
  const browserPath = onPath(['chromium', 'chromium-browser', 'google-chrome'])
  if (!browserPath && !process.env.CI) return t.skip('no Chromium on the path')
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  try {
    const [, command] = /`npx rolldown (.+?) --file stats\.js`/.exec(readme)!
    execFileSync(process.execPath, [
      join(root, 'node_modules/rolldown/bin/cli.mjs'),
      join(root, command),
      '--file',
      join(folder, 'stats.js'),
    ])
    writeFileSync(join(folder, 'index.html'), block('html'))
    writeFileSync(join(folder, 'lung.csv'), readFileSync(join(root, 'packages/stats/reference/csv/lung.csv')))
    const shown = await textOfPage(folder, browserPath!)
    assert.equal(shown, /which shows `(.+)`\./.exec(readme)![1])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

async function textOfPage(folder: string, executablePath: string): Promise<string | null> {
  const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', csv: 'text/csv' }
  const server = createServer(({ url }, response) => {
    const name = url === '/' ? 'index.html' : url!.slice(1)
    const type = types[name.split('.').at(-1)!]
    if (!type) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': type }).end(readFileSync(join(folder, name)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => document.querySelector('#answer')!.textContent !== '')
    return await page.textContent('#answer')
  } finally {
    await browser.close()
    server.close()
  }
}

function onPath(names: readonly string[]): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      const file = join(folder, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        continue
      }
    }
  return undefined
}
