/** The published CDISC-shaped data of `../shared/data/golden`, where that folder stands. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { studyFromFiles } from './study-folder.ts'
import { csvTable } from './csv.ts'

const golden = new URL('../../../../../shared/data/golden/', import.meta.url)
const absent = !existsSync(golden) && 'shared/data/golden absent'
const text = (name: string) => readFileSync(new URL(name, golden), 'utf8')
const armOf = (id: string, title: string, role: string) => ({ id, title, role })
const protocol = JSON.stringify({
  id: 'golden',
  version: '1',
  title: 'Golden',
  arms: [
    armOf('pbo', 'Placebo', 'control'),
    armOf('xan_hi', 'Xanomeline High Dose', 'experimental'),
    armOf('xan_lo', 'Xanomeline Low Dose', 'experimental'),
  ],
  analyses: [{ id: 'pfs', endpoint: 'pfs' }],
})
const count = (readers: readonly { reader: string }[]) =>
  Object.values(Object.groupBy(readers, ({ reader }) => reader)).map((own) => own?.length)
const setA = () =>
  studyFromFiles(
    new Map([
      ['protocol.json', protocol],
      ...['tu', 'tr', 'rs', 'dm', 'ds', 'ae', 'ex'].map(
        (name) => [`${name}.csv`, text(`A_in_${name}.csv`)] as const,
      ),
    ]),
  )

test('golden A: 8 subjects, 25 lesions a reader, 30 scans a reader, 66 responses, and no error', (t) => {
  if (absent) return t.skip(absent)
  const { records, findings } = setA()
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  )
  assert.equal(records?.subjects.length, 8)
  assert.deepEqual(count(records!.lesions), [25, 25, 25])
  assert.deepEqual(count(records!.scans), [30, 30, 30])
  assert.equal(records!.scans.filter(({ baseline }) => baseline).length, 24)
  assert.equal(records!.reportedResponses.length, 66)
})

test('golden A: sums by lesion type equal the independent ones, to the micrometre', (t) => {
  if (absent) return t.skip(absent)
  const { records } = setA()
  const targets = new Set(
    records!.lesions
      .filter(({ role }) => role === 'target')
      .map(({ subject, reader, id }) => `${subject} ${reader} ${id}`),
  )
  let compared = 0
  for (const { cells } of csvTable('a', text('A_indep_recist_from_tr.csv')).rows) {
    if (cells.SUM === '' || cells.SUM === 'NA') continue
    const scan = records!.scans.find(
      ({ subject, reader, visitNumber }) =>
        subject === cells.USUBJID &&
        reader.replace(' / ', ' ') === cells.k!.trim() &&
        visitNumber === Number(cells.VISITNUM),
    )
    const sum = scan!.observations.reduce(
      (um, { lesion, diameter }) =>
        um + (targets.has(`${scan!.subject} ${scan!.reader} ${lesion}`) ? (diameter ?? 0) : 0),
      0,
    )
    assert.equal(sum, Math.round(Number(cells.SUM) * 1000))
    compared++
  }
  assert.ok(compared >= 50)
})

test('golden A: randomized, and last alive but for the laboratory date that the files do not have, equal ADSL', (t) => {
  if (absent) return t.skip(absent)
  const { records } = setA()
  const adsl = csvTable('adsl', text('A_exp_adsl.csv')).rows
  const expected = adsl.map(({ cells }) => [
    cells.USUBJID,
    cells.RANDDT,
    cells.USUBJID === '01-701-1133' ? '2013-04-28' : cells.LSTALVDT,
  ])
  assert.deepEqual(
    records!.subjects.map(({ id, randomized, lastAlive }) => [id, randomized, lastAlive]),
    expected,
  )
})

test('golden B: ADSL and RS alone: 306 subjects, 254 randomized, 3 deaths, 205 with 1899 responses, CHECK thrice', (t) => {
  if (absent) return t.skip(absent)
  const { records, findings } = studyFromFiles(
    new Map([
      ['protocol.json', protocol],
      ['rs.csv', text('B_in_rs_ovrlresp.csv')],
      ['adsl.csv', text('B_in_adsl.csv')],
    ]),
  )
  const { subjects, reportedResponses } = records!
  assert.deepEqual(
    [
      subjects.length,
      subjects.filter(({ randomized }) => randomized).length,
      subjects.filter(({ arm }) => arm).length,
      subjects.filter(({ death }) => death).length,
    ],
    [306, 254, 254, 3],
  )
  assert.deepEqual(
    [reportedResponses.length, new Set(reportedResponses.map(({ subject }) => subject)).size],
    [1899, 205],
  )
  assert.deepEqual(
    findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code),
    Array(3).fill('response.unknown'),
  )
  assert.equal(
    findings.some(({ where }) => where?.file === 'dm.csv'),
    false,
  )
})
