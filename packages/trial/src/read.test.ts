import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { findingText } from './finding.ts'
import { openFiles, readFiles } from './read.ts'
import type { ReadOptions } from './read.ts'

const examples = new URL('../examples/', import.meta.url)
const golden = new URL('../../../../shared/data/golden/', import.meta.url)
const { comparisons } = JSON.parse(
  readFileSync(new URL('../../stats/reference/two-groups.json', import.meta.url), 'utf8'),
)

for (const [id, at] of [
  ['veteran', 0],
  ['lung', 3],
] as const)
  test(`the shipped example ${id} reads to R's numbers`, () => {
    const options = JSON.parse(text(`${id}/example.json`)).options
    const { readout } = readFiles(new Map([[`${id}.csv`, text(`${id}/${id}.csv`)]]), options)
    const { hazardRatio, logRank, arms } = readout!.endpoints[0]!
    const wanted = comparisons[at]
    near(hazardRatio.estimate, wanted.hazardRatio.estimate)
    near(hazardRatio.upper, wanted.hazardRatio.upper)
    near(logRank.p, wanted.logRank.p)
    for (const [i, group] of wanted.groups.entries()) {
      const { estimate, lower, upper } = arms[i]!.median
      assert.deepEqual([arms[i]!.subjects, arms[i]!.events], [group.n, group.events])
      assert.deepEqual([estimate, lower, upper], group.median)
    }
    assert.equal(readout!.subjects.length, wanted.groups[0].n + wanted.groups[1].n)
  })

test('the synthetic study: every stage, every chain, and the word synthetic', () => {
  const { readout, adam, findings } = readFiles(folder(new URL('booster-synthetic/', examples)))
  assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(findingText), [])
  assert.equal(readout!.synthetic, true)
  const [randomized, full] = readout!.populations
  assert.deepEqual([randomized!.subjects, full!.subjects, full!.excluded.length], [65, 62, 3])
  for (const endpoint of readout!.endpoints) {
    const marks = endpoint.arms.flatMap((arm) => arm.marks)
    assert.equal(marks.length, 62)
    for (const { subject, time, event } of marks) {
      const chain = readout!.subjects.find(({ id }) => id === subject)!
      const own = chain.endpoints.find(({ id }) => id === endpoint.id)!
      assert.deepEqual([own.days, own.event], [time, event])
      if (own.scan !== null)
        assert.ok(
          chain.timePoints.some(({ scan }) => scan === own.scan),
          own.says,
        )
      assert.ok(own.because.length > 0 && own.because.every(({ says }) => says !== ''))
    }
  }
  assert.ok(adam!.find(({ name }) => name === 'ADTTE')!.rows.length >= 2 * 62)
})

test('files opened once read with other choices to what the changed protocol reads to, and back to the same', () => {
  const files = folder(new URL('booster-synthetic/', examples))
  const open = openFiles(files)
  const before = open().readout
  const choices = { policy: 'ema-type', ablatedLesions: 'freeze', population: 'randomized' } as const
  const asked = open(choices)
  const protocol = JSON.parse(files.get('protocol.json')!)
  const changed = { ...protocol, title: asked.readout!.study.title }
  changed.response = { ...protocol.response, ablatedLesions: 'freeze' }
  type Written = { kind?: string; endpoint: string; policy?: string; estimand?: string }
  changed.analyses = protocol.analyses.map(({ estimand, ...one }: Written) =>
    (one.kind ?? 'time-to-event') === 'time-to-event'
      ? { ...one, population: 'randomized', ...(one.endpoint !== 'os' && { policy: 'ema-type' }) }
      : { ...one, ...(estimand && { estimand }) },
  )
  changed.estimands = protocol.estimands.map((one: object) => ({ ...one, population: 'randomized' }))
  const written = readFiles(new Map([...files, ['protocol.json', JSON.stringify(changed)]]))
  assert.deepEqual(asked.readout, written.readout)
  assert.deepEqual(asked.adam, written.adam)
  assert.notDeepEqual(asked.readout!.endpoints, before!.endpoints)
  assert.deepEqual(open().readout, before)
})

test('a table of subjects has no choices to make', () => {
  const table = new Map([['a.csv', 'time,event\n1,1\n2,0\n']])
  const open = openFiles(table, { time: 'time', event: { column: 'event' } })
  assert.equal(open().readout!.endpoints.length, 1)
  assert.throws(() => open({ policy: 'ema-type' }), /of a study folder/)
})

test('golden A from the door to the readout: OS and PFS as published', (t) => {
  if (!existsSync(golden)) return t.skip('shared data absent')
  const published = rows(new URL('A_exp_adtte.csv', golden))
  assert.equal(published.filter(({ PARAMCD }) => PARAMCD === 'OS' || PARAMCD === 'PFS').length, 16)
  const { readout } = readFiles(goldenA())
  for (const id of ['os', 'pfs'])
    for (const row of published.filter(({ PARAMCD }) => PARAMCD === id.toUpperCase())) {
      const chain = readout!.subjects.find((subject) => subject.id === row['USUBJID'])!
      const own = chain.endpoints.find((endpoint) => endpoint.id === id)!
      assert.deepEqual(
        [own.days, own.event, own.end],
        [Number(row['AVAL']), row['CNSR'] === '0', row['ADT']],
        row['USUBJID'],
      )
    }
})

const table = 'arm,time,event\nA,3,1\nA,5,0\nB,4,1\nB,9,1\n'
const columns: ReadOptions = { time: 'time', event: { column: 'event' }, arm: 'arm' }
for (const [law, files, options, wanted] of [
  ['no files', {}, {}, /no files came/],
  ['an empty table', { 'a.csv': '' }, columns, /a\.csv/],
  ['a table without options', { 'a.csv': table }, {}, /a\.csv.*--time COL --event COL.*arm,time,event/],
  ['a table without the event', { 'a.csv': table }, { time: 'time' }, /the event was not named/],
  [
    'a column that is not there',
    { 'a.csv': table },
    { ...columns, time: 'day' },
    /a\.csv row 1, day: no such column/,
  ],
  ['an unknown reference', { 'a.csv': table }, { ...columns, reference: 'C' }, /no arm "C"; allowed: A, B/],
  [
    'two tables without a protocol',
    { 'a.csv': table, 'b.csv': table },
    columns,
    /2 tables.*no protocol\.json/,
  ],
  ['no table at all', { 'a.pdf': '%PDF' }, columns, /no study among a\.pdf/],
  ['a protocol that is no JSON', { 'protocol.json': '{' }, {}, /protocol\.json/],
  ['a protocol without its arms', { 'protocol.json': '{"id":"x"}' }, {}, /arms/],
] as const)
  test(`nothing is read, and a finding says why: ${law}`, () => {
    const { readout, adam, findings } = readFiles(new Map(Object.entries(files)), options)
    assert.equal(readout, null)
    assert.equal(adam, null)
    const errors = findings.filter(({ severity }) => severity === 'error').map(findingText)
    assert.match(errors.join('\n'), wanted)
  })

test('noise never throws, and is never a fault of ours', () => {
  const cell = fc.oneof(fc.constantFrom('A', '1', '0', '-3', '', 'NaN', '1e400', '"', 'true'), fc.string())
  const noise = fc.array(
    fc.array(cell, { maxLength: 4 }).map((line) => line.join(',')),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(noise, (lines) => {
      const csv = ['arm,time,event', ...lines].join('\n')
      const { findings } = readFiles(new Map([['a.csv', csv]]), columns)
      assert.ok(!findings.some(({ code }) => code === 'read.fault'), JSON.stringify(findings))
    }),
    { seed: 7, numRuns: 200 },
  )
})

test('a study of which every table is mutilated is still read or refused, never a fault', () => {
  const files = new Map(
    [...folder(new URL('booster-synthetic/', examples))].map(([name, whole]) => [name, fewSubjects(whole)]),
  )
  for (const name of files.keys()) {
    const whole = files.get(name)!
    for (const broken of [
      whole.slice(0, whole.length / 2),
      '',
      whole.replaceAll('2022', '20x2'),
      'a,b\n1,2\n',
    ]) {
      const { findings } = readFiles(new Map(files).set(name, broken))
      const faults = findings.filter(({ code }) => code === 'read.fault').map(findingText)
      assert.deepEqual(faults, [], `${name} as ${broken.slice(0, 40)}`)
    }
  }
})

test('files in folders are found by their names', () => {
  const { readout } = readFiles(new Map([['C:\\data\\a.csv', table]]), columns)
  assert.equal(readout!.endpoints[0]!.arms.length, 2)
})

test('an analysis that is not done yet, an unknown population: said, and the rest is read', () => {
  const files = folder(new URL('booster-synthetic/', examples))
  const protocol = JSON.parse(files.get('protocol.json')!)
  const [pfs, os] = protocol.analyses
  const analyses = [{ ...pfs, population: 'nobody' }, os, { id: 'later', kind: 'some-later-kind' }]
  const { readout } = readFiles(files.set('protocol.json', JSON.stringify({ ...protocol, analyses })))
  assert.deepEqual(
    readout!.endpoints.map(({ id }) => id),
    ['os'],
  )
  const said = readout!.findings.map(findingText).join('\n')
  assert.match(said, /error: analysis pfs: no population nobody; there are randomized, full-analysis/)
  assert.match(said, /note: analysis later: analyses of kind some-later-kind are not done yet/)
})

/** The rows of the first nine subjects: enough for every table to have some. */
function fewSubjects(csv: string): string {
  if (csv.startsWith('{')) return csv
  return csv
    .split('\n')
    .filter((line, i) => i === 0 || /SYN-\d\d-00\d/.test(line))
    .join('\n')
}

function goldenA(): Map<string, string> {
  const arms = ['Pbo', 'Xan_Hi', 'Xan_Lo'].map((id, i) => ({
    id,
    title: id,
    role: i === 0 ? 'control' : 'experimental',
  }))
  const analyses = ['os', 'pfs'].map((endpoint) => ({ id: endpoint, endpoint }))
  const protocol = { id: 'A', version: '1', title: 'Golden A', arms, analyses }
  const tables = readdirSync(golden).filter((name) => name.startsWith('A_in_'))
  return new Map([
    ['protocol.json', JSON.stringify(protocol)],
    ...tables.map((name): [string, string] => [name.slice(5), readFileSync(new URL(name, golden), 'utf8')]),
    // The last day alive of one subject rests on a laboratory date that is not in these files.
    ['adsl.csv', readFileSync(new URL('A_exp_adsl.csv', golden), 'utf8')],
  ])
}

function rows(file: URL): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  return lines.map((line) => Object.fromEntries(cells(head).map((name, i) => [name, cells(line)[i] ?? ''])))
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

function folder(url: URL): Map<string, string> {
  const names = readdirSync(url).filter((name) => /\.(csv|json)$/.test(name) && name !== 'example.json')
  return new Map(names.map((name) => [name, readFileSync(new URL(name, url), 'utf8')]))
}

function text(path: string): string {
  return readFileSync(new URL(path, examples), 'utf8')
}

/** The JSON has 15 digits, and a root of Newton's is as good as its last step. */
function near(got: number | null, wanted: number) {
  assert.ok(got !== null && Math.abs(got - wanted) <= 1e-9 * Math.abs(wanted), `${got} for ${wanted}`)
}

test('a tr.csv of which no row can be used gives no progression-free survival from the new lesions of tu.csv alone', () => {
  const files = folder(new URL('booster-synthetic/', examples))
  for (const tr of [undefined, files.get('tr.csv')!.split('\n')[0]!]) {
    const broken = new Map([...files].filter(([name]) => name !== 'tr.csv' && name !== 'rs.csv'))
    if (tr !== undefined) broken.set('tr.csv', `${tr}\n`)
    const { readout } = readFiles(broken)
    assert.ok(!readout!.endpoints.some(({ endpoint }) => endpoint === 'pfs'))
    assert.ok(readout!.endpoints.some(({ endpoint }) => endpoint === 'os'))
    assert.ok(
      readout!.findings.some(({ code, severity }) => code.startsWith('endpoint.no-') && severity === 'error'),
    )
  }
})
