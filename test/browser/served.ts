/** What a browser test stands on: the server of this checkout on a free port, and the installed Chromium. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const chromiumAt = places.find((place) => place !== undefined && existsSync(place))

/** The reason to skip, or false; where CI is set a missing browser fails instead. */
export const withoutBrowser: string | false =
  chromiumAt === undefined && process.env['CI'] !== 'true'
    ? 'no Chromium found: set CHROMIUM to its path to run the browser tests'
    : false

type Served = { readonly url: string; readonly browser: Browser; readonly close: () => Promise<void> }

let made: Promise<Served> | undefined

/** One server and one browser for all tests, started when the first asks. */
export function site(): Promise<Served> {
  return (made ??= served())
}

export async function closeSite(): Promise<void> {
  if (made) await (await made).close()
}

async function served(): Promise<Served> {
  if (chromiumAt === undefined) throw new Error('no Chromium found: set CHROMIUM to its path')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const main = fileURLToPath(new URL('../../packages/server/src/cli/main.ts', import.meta.url))
  const server = spawn(process.execPath, [main, 'serve', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(`${url}/api/health`)
  const browser = await chromium.launch({ executablePath: chromiumAt, args: ['--no-sandbox'] })
  const close = async () => {
    await browser.close()
    server.kill()
  }
  return { url, browser, close }
}

/** A page at a path, and what went wrong on it: uncaught errors, and whatever the console calls an error. */
export async function opened(path: string, width = 1440, height = 900) {
  const { browser, url } = await site()
  const page = await browser.newPage({ viewport: { width, height } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${url}${path}`)
  return { page, errors }
}

async function answering(url: string): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return
    if (Date.now() > until) throw new Error(`${url} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
