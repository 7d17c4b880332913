import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')

test('the example of the README prints what the README shows', () => {
  const shown = /```sh\nnpm run --silent abscopal -- (read [^\n]+)\n```\n\n```text\n([^]*?)```/.exec(readme)
  assert.ok(shown, 'the README has an example with its output')
  const printed = execFileSync(
    process.execPath,
    ['packages/server/src/cli/main.ts', ...shown[1]!.split(' ')],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  assert.equal(printed, shown[2])
})

test('every link of the README leads somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map((match) => match[1]!)
  assert.ok(links.length > 5)
  for (const link of links) assert.ok(existsSync(new URL(link, root)), link)
})
