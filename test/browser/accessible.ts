import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { opened, site, withoutBrowser } from './served.ts'
import type { Page } from 'playwright-core'

const skip = withoutBrowser
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // oxlint-disable-next-line typescript/no-explicit-any -- axe is there because the line above put it there
    const found = await (globalThis as any).axe.run()
    return found.violations.flatMap(
      (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  })
}

const booster = '/examples/booster-synthetic'
for (const scheme of ['light', 'dark'] as const)
  for (const [name, path, ready] of [
    ['first page', '/', '.examples > li'],
    ['readout', booster, '.answer-block'],
    ['readout of a table', '/examples/veteran', '.answer-block'],
    ['efficacy', `${booster}/efficacy`, 'section.endpoint'],
  ] as const)
    test(`axe finds nothing on the ${name}, ${scheme}`, { skip }, async () => {
      const { page } = await opened('/')
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await page.goto(`${(await site()).url}${path}`)
      await page.locator(ready).first().waitFor()
      assert.deepEqual(await violations(page), [])
      await page.close()
    })

test('axe finds nothing on an open chain', { skip }, async () => {
  const { page } = await opened(booster)
  await page.locator('.frame [data-subject]').first().dispatchEvent('click')
  await page.getByRole('dialog').locator('.chain').waitFor()
  await page.waitForTimeout(400) // the drawer slides in, and contrast is judged at rest
  assert.deepEqual(await violations(page), [])
  await page.close()
})
