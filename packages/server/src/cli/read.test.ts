import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { run, root } from './child.test-data.ts'

const veteran = 'packages/trial/examples/veteran/veteran.csv'
const columns = ['--time', 'time', '--event', 'event', '--arm', 'trt']
const oracle = JSON.parse(await readFile(join(root, 'packages/stats/reference/veteran.json'), 'utf8'))
const fixture = (id: string) => oracle.fixtures.find((one: { id: string }) => one.id === id).result

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abscopal-read-'))
})
after(() => rm(folder, { recursive: true, force: true }))

/** At most 1e-9 relative apart, the tolerance that the readout promises. */
function equals(actual: number, expected: number) {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual} is not ${expected}`)
}

async function fileOf(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

/** Lines for a person: an exit code of 1, nothing on the standard output, no trace of our code. */
async function refused(says: RegExp, ...words: string[]) {
  const { code, out, err } = await run('read', ...words)
  assert.equal(code, 1, err)
  assert.equal(out, '')
  assert.match(err, says)
  assert.doesNotMatch(err, /^\s+at |node:internal|\.ts:\d/m)
  return err
}

test('--json prints the readout and nothing else: stratified and adjusted, veteran equals R', async () => {
  const { code, out, err } = await run(
    'read', veteran, ...columns, '--reference', '1', '--strata', 'celltype', '--adjust', 'karno', '--json',
  ) // prettier-ignore
  assert.equal(code, 0, err)
  assert.equal(err, '')
  const [endpoint] = JSON.parse(out).endpoints
  const cox = fixture('coxstr_efron')
  equals(endpoint.hazardRatio.estimate, Math.exp(cox.coef[0]))
  equals(endpoint.hazardRatio.lower, cox.conf_int_exp[0][0])
  equals(endpoint.hazardRatio.upper, cox.conf_int_exp[0][1])
  equals(endpoint.hazardRatio.p, cox.p[0])
  assert.equal(endpoint.hazardRatio.reference, '1')
  assert.deepEqual(endpoint.hazardRatio.strata, ['celltype'])
  assert.deepEqual(endpoint.hazardRatio.adjustedFor, ['karno'])
  const logRank = fixture('logrank_trt_strat_celltype_rho0')
  equals(endpoint.logRank.chiSquare, logRank.chisq)
  equals(endpoint.logRank.p, logRank.p)
})

test('the summary names both arms, their events and the hazard ratio', async () => {
  const { code, out } = await run('read', veteran, ...columns)
  assert.equal(code, 0)
  assert.match(out, /64/)
  assert.match(out, /hazard ratio/i)
})

async function ratio(reference: string): Promise<number> {
  const { out } = await run('read', veteran, ...columns, '--reference', reference, '--json')
  return JSON.parse(out).endpoints[0].hazardRatio.estimate
}

test('the other arm as reference gives the inverse hazard ratio', async () => {
  equals((await ratio('1')) * (await ratio('2')), 1)
})

test('--out writes report, readout, figures with their numbers, and says that a table has no adam/', async () => {
  const out = join(folder, 'new', 'out')
  const { code, err } = await run('read', veteran, ...columns, '--out', out)
  assert.equal(code, 0, err)
  assert.match(err, /no adam/)
  assert.deepEqual((await readdir(out)).toSorted(), [
    'figures',
    'readout.json',
    'report.html',
    'sensitivity.json',
  ])
  const drawn = await readdir(join(out, 'figures'))
  assert.ok(drawn.some((name) => name.endsWith('.svg')))
  for (const name of drawn.filter((one) => one.endsWith('.svg')))
    for (const other of ['.csv', '.png', '.pdf']) assert.ok(drawn.includes(name.replace('.svg', other)))
  const { out: printed } = await run('read', veteran, ...columns, '--json')
  assert.equal(await readFile(join(out, 'readout.json'), 'utf8'), printed)
  assert.match(await readFile(join(out, 'report.html'), 'utf8'), /^<!doctype html>/i)
})

test('--out of a study folder writes adam/ too', async () => {
  const out = join(folder, 'booster')
  const { code, err } = await run('read', 'packages/trial/examples/booster-synthetic', '--out', out)
  assert.equal(code, 0, err)
  assert.deepEqual(
    (await readdir(join(out, 'adam'))).toSorted(),
    ['adrs', 'adsl', 'adtte'].flatMap((name) => [`${name}.csv`, `${name}.json`, `${name}.xpt`]),
  )
  assert.match(await readFile(join(out, 'report.html'), 'utf8'), /synthetic/i)
  assert.match(await readFile(join(out, 'r/readout.R'), 'utf8'), /survival/)
})

test('--figures and --figure-width say what is drawn, and its numbers come with it', async () => {
  const out = join(folder, 'narrow')
  const how = ['--figures', 'svg', '--figure-width', 'column']
  const { code, err } = await run('read', veteran, ...columns, '--out', out, ...how)
  assert.equal(code, 0, err)
  const drawn = await readdir(join(out, 'figures'))
  assert.deepEqual([...new Set(drawn.map((name) => name.split('.')[1]))].toSorted(), ['csv', 'svg'])
  assert.match(await readFile(join(out, 'figures', 'consort.svg'), 'utf8'), /width="350"/)
})

test('a folder that is a file cannot be written, and nothing is left behind', async () => {
  const path = await fileOf('in-the-way', 'kept')
  const { code, err } = await run('read', veteran, ...columns, '--out', path)
  assert.equal(code, 1)
  assert.match(err, /in-the-way: cannot be written/)
  assert.doesNotMatch(err, /^\s+at /m)
  assert.equal(await readFile(path, 'utf8'), 'kept')
})

test('a folder where none can be is refused in one line', async () => {
  const { code, err } = await run('read', veteran, ...columns, '--out', '/dev/null/no/such')
  assert.equal(code, 1)
  assert.match(err, /^error: \/dev\/null\/no\/such: cannot be written: .*\n$/)
})

test('a table with a byte order mark, quotes and a column of any name is read', async () => {
  const path = await fileOf(
    'odd.csv',
    '\ufeff"time, days",dead,__proto__\r\n1,true,a\r\n2,false,b\r\n3,1,a\r\n4,0,b\r\n',
  )
  const { code, err, out } = await run(
    'read',
    path,
    '--time',
    'time, days',
    '--event',
    'dead',
    '--arm',
    '__proto__',
    '--json',
  )
  assert.equal(code, 0, err)
  assert.deepEqual(
    JSON.parse(out).endpoints[0].arms.map((arm: { subjects: number; events: number }) => [arm.subjects, arm.events]),
    [[2, 2], [2, 0]],
  ) // prettier-ignore
})

for (const [law, text, says] of [
  ['a missing column', 'time,died,trt\n1,1,1\n', /event/],
  ['an empty file', '', /empty/],
  ['a header without a row', 'time,event,trt\n', /row/],
] as const)
  test(`${law} is refused in words`, async () => {
    const err = await refused(says, await fileOf('bad.csv', text), ...columns)
    assert.match(err, /bad\.csv/)
  })

test('a reference that is no arm is refused, and the arms are named', async () => {
  await refused(/"?3"?.*1.*2|1.*2.*"?3"?/s, veteran, ...columns, '--reference', '3')
})

for (const [law, cell, field] of [
  ['a negative time', '-5,1,2', 'time'],
  ['text in a number', 'ten,1,2', 'time'],
  ['an event that is neither yes nor no', '10,maybe,2', 'event'],
] as const)
  test(`${law} is a finding with file, row and column, and the other rows are read`, async () => {
    const rows = ['time,event,trt', '1,1,1', '2,1,2', cell, '4,1,1', '5,0,2']
    const { code, out, err } = await run(
      'read',
      await fileOf('one-bad.csv', rows.join('\n')),
      ...columns,
      '--json',
    )
    assert.equal(code, 0, err)
    const { endpoints, findings } = JSON.parse(out)
    assert.ok(
      findings.some(
        ({ where }: { where?: { file: string; row?: number; field?: string } }) =>
          where?.file === 'one-bad.csv' && where.row === 4 && where.field === field,
      ),
      JSON.stringify(findings),
    )
    const subjects = endpoints[0].arms.map((arm: { subjects: number }) => arm.subjects)
    assert.deepEqual(subjects, [2, 2])
  })

test('bytes that are not UTF-8 are refused with their row', async () => {
  const latin = Buffer.from('time,event,trt\n1,1,caf\u00e9\n', 'latin1')
  await refused(/latin\.csv: row 2 is not UTF-8/, await fileOf('latin.csv', latin), ...columns)
  await refused(/UTF-16/, await fileOf('wide.csv', Buffer.from('\ufefftime,event', 'utf16le')), ...columns)
})

test('a table of a study that is no text is a finding, and the rest of the study is read', async () => {
  const study = join(folder, 'bad-table')
  await cp(join(root, 'packages/trial/examples/booster-synthetic'), study, { recursive: true })
  await writeFile(join(study, 'ae.csv'), Buffer.from('USUBJID,AETERM\nSYN-03-001,fi\u00e8vre\n', 'latin1'))
  await writeFile(join(study, 'lb.csv'), randomBytes(4000))
  const { code, out, err } = await run('read', study, '--json')
  assert.equal(code, 0, err)
  assert.match(err, /error: ae\.csv: row 2 is not UTF-8 text/)
  assert.match(err, /error: lb\.csv: not a text file/)
  const { endpoints, findings } = JSON.parse(out)
  assert.equal(endpoints[0].arms[0].subjects, 42)
  const named = findings.filter(({ where }: { where?: { file: string } }) => where?.file === 'lb.csv')
  assert.equal(named.length, 1)
})

test('a folder without protocol.json is refused by that name', async () => {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  await refused(/protocol\.json/, empty)
  const noProtocol = join(folder, 'no-protocol')
  await mkdir(noProtocol)
  await writeFile(join(noProtocol, 'dm.csv'), 'a,b\n1,2\n')
  await refused(/protocol/, noProtocol)
})

for (const [law, words, says] of [
  ['no PATH', columns, /PATH is missing/],
  ['two paths', ['a.csv', 'b.csv'], /one PATH/],
  ['a path that is not there', ['no-such.csv', ...columns], /no-such\.csv: there is no such file/],
  ['an unknown option', [veteran, '--tiem', 'time'], /--tiem.*--time/],
  ['an option without its value', [veteran, '--time'], /--time/],
  ['an option given twice', [veteran, ...columns, '--time', 'karno'], /--time: given twice/],
  ['a table without --time', [veteran], /--time COL --event COL/],
  ['a table without --event', [veteran, '--time', 'time'], /event was not named.*celltype/],
  ['a unit that is none', [veteran, ...columns, '--unit', 'years'], /--unit: days, weeks, months.*"years"/],
  ['an interval that is none', [veteran, ...columns, '--interval', 'exact'], /--interval: log-log/],
  ['ties of no kind', [veteran, ...columns, '--ties', 'random'], /--ties: efron/],
  ['a reference without arms', [veteran, '--time', 'time', '--event', 'event', '--reference', '1'], /--arm/],
  ['a comma too many', [veteran, ...columns, '--strata', 'celltype,'], /--strata/],
  ['figures of no folder', [veteran, ...columns, '--figures', 'svg'], /--out DIR/],
  [
    'a format that is none',
    [veteran, ...columns, '--out', 'x', '--figures', 'gif'],
    /--figures: svg, png, pdf/,
  ],
  ['columns of a folder', ['packages/trial/examples/veteran', ...columns], /protocol\.json/],
] as const)
  test(`${law} is refused in one line`, async () => {
    const err = await refused(says, ...words)
    assert.equal(err.trimEnd().split('\n').length, 1)
  })

test('200 MB of noise are refused, whether bytes, text, or text beneath a right header', async () => {
  const bytes = randomBytes(1e6)
  const letters = Buffer.from(bytes.toString('base64').replace(/[+/]/g, (c) => (c === '+' ? ',' : '\n')))
  for (const [name, header, noise, says] of [
    ['bytes.csv', '', bytes, /bytes\.csv: .*CSV/],
    ['letters.csv', '', letters, /letters\.csv: .*column/],
    ['header.csv', 'time,event,trt\n', letters, /header\.csv: .*CSV table/],
  ] as const) {
    const path = await fileOf(name, header)
    const file = await open(path, 'a')
    for (let written = 0; written < 200e6; written += noise.length) await file.write(noise)
    await file.close()
    await refused(says, path, ...columns)
    await rm(path)
  }
})

test('text longer than is allowed is refused by its size, unread', async () => {
  const path = await fileOf('long.csv', `time,event,trt\n${'1,1,1\n'.repeat(20_000)}`)
  const file = await open(path, 'r+')
  await file.truncate(65e6)
  await file.close()
  await refused(/long\.csv: 65 MB are too many; up to 64 MB are allowed/, path, ...columns)
  await rm(path)
})
