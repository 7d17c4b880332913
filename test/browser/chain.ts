import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { opened, site, withoutBrowser } from './served.ts'
import type { Page } from 'playwright-core'

const skip = withoutBrowser
/** A progression found on a scan, as the readout itself has it. */
async function progression() {
  const answer = await fetch(`${(await site()).url}/api/examples/booster-synthetic/readout`)
  const readout = (await answer.json()) as {
    subjects: { id: string; endpoints: { id: string; event: boolean; scan: string | null }[] }[]
  }
  for (const { id, endpoints } of readout.subjects)
    for (const endpoint of endpoints)
      if (endpoint.event && endpoint.scan !== null) return { subject: id, endpoint: endpoint.id }
  throw new Error('the synthetic study has no progression on a scan')
}

const gap = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)

const markOf = (page: Page, { subject, endpoint }: { subject: string; endpoint: string }) =>
  page.locator(`.frame [data-subject="${subject}"][data-endpoint="${endpoint}"]`)

test(
  'a click on a subject’s mark opens endpoint, response, scan and lesions, each with rule and rows',
  { skip },
  async () => {
    const { page, errors } = await opened('/examples/booster-synthetic')
    const one = await progression()
    // Marks of tied subjects may overlap, so the event goes to the mark itself.
    await markOf(page, one).dispatchEvent('click')
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    assert.deepEqual(await drawer.locator('.chain h3').allInnerTexts(), [
      'Endpoint',
      'Response',
      'Scan',
      'Lesions',
    ])
    assert.match(await drawer.innerText(), new RegExp(one.subject))
    assert.ok((await drawer.locator('.rule').count()) >= 2)
    assert.match(await drawer.locator('.chain > li').last().innerText(), /tr\.csv:\d+/)
    assert.ok(page.url().includes(`subject=${one.subject}`))
    assert.deepEqual(errors, [])
    await page.close()
  },
)

/** What is measured twice the same: a page that has just closed its drawer still moves. */
async function settled<T>(measure: () => Promise<T>): Promise<T> {
  for (let before = await measure(); ;) {
    await setTimeout(100)
    const now = await measure()
    if (JSON.stringify(now) === JSON.stringify(before)) return now
    before = now
  }
}

test('a click in a dense stretch of the curve goes to the nearest mark', { skip }, async () => {
  const { page } = await opened('/examples/booster-synthetic')
  const figure = page.locator('.frame').first()
  await figure.scrollIntoViewIfNeeded()
  const middles = () =>
    figure.locator('[data-subject]').evaluateAll((marks) =>
      marks.map((mark) => {
        const { left, top, width, height } = mark.getBoundingClientRect()
        return { subject: mark.getAttribute('data-subject')!, x: left + width / 2, y: top + height / 2 }
      }),
    )
  const first = await middles()
  const crowded = first.filter((one) => first.some((other) => other !== one && gap(one, other) < 4))
  assert.ok(crowded.length > 3)
  for (const { subject } of crowded.slice(0, 6)) {
    const now = await settled(middles)
    const aim = now.find((one) => one.subject === subject)!
    const at = { x: Math.round(aim.x), y: Math.round(aim.y) } // a pointer has whole pixels
    await page.mouse.click(at.x, at.y)
    await page.waitForURL(/subject=/)
    await page.getByRole('dialog').locator('.chain').waitFor()
    const shown = new URL(page.url()).searchParams.get('subject')!.replaceAll('"', '')
    const mark = now.find((one) => one.subject === shown)!
    assert.ok(gap(mark, at) <= gap(aim, at), `${subject} was clicked, ${shown} opened`)
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.search.includes('subject'))
    await page.locator('.mantine-Drawer-overlay').waitFor({ state: 'detached' })
  }
  await page.close()
})

test(
  'the address alone opens the same chain, and a subject that is not there is said',
  { skip },
  async () => {
    const { subject, endpoint } = await progression()
    const { page } = await opened(`/examples/booster-synthetic?subject=${subject}&endpoint=${endpoint}`)
    await page.getByRole('dialog').locator('.chain').waitFor()
    await page.goto(`${(await site()).url}/examples/booster-synthetic?subject=nobody`)
    await page.getByRole('dialog').getByText('Subject nobody is not in this readout.').waitFor()
    await page.close()
  },
)

test(
  'the keyboard alone: arrows go from mark to mark, Enter opens, Escape closes and the focus is back',
  { skip },
  async () => {
    const { page } = await opened('/examples/booster-synthetic')
    const stops = page.locator('.frame').first().locator('[data-subject][tabindex="0"]')
    await stops.waitFor({ state: 'attached' }) // a vertical line has no width, so it never counts as visible
    assert.equal(await stops.count(), 1)
    await stops.focus()
    await page.keyboard.press('ArrowRight')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-subject'))
    const subject = await focused()
    assert.ok(subject)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(await focused(), subject)
    assert.ok(!page.url().includes('subject='))
    await page.close()
  },
)
