/** Golden A: 66 time points of 8 subjects and 3 readers, responses and sums by independent code. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { csvTable } from '../format/csv.ts'
import { studyFromFiles } from '../format/study-folder.ts'
import { toMillimetres, type Micrometres } from '../length.ts'
import { responsesBySubject } from './responses.ts'

const golden = fileURLToPath(new URL('../../../../../shared/data/golden/', import.meta.url))
const absent = existsSync(golden) ? false : '../shared/data is absent'
const file = (name: string) => readFileSync(`${golden}${name}`, 'utf8')

const protocol = {
  id: 'golden-a',
  version: '1',
  title: 'Golden A',
  arms: [
    { id: 'Pbo', title: 'Placebo', role: 'control' },
    { id: 'Xan_Hi', title: 'Xanomeline High Dose', role: 'experimental' },
    { id: 'Xan_Lo', title: 'Xanomeline Low Dose', role: 'experimental' },
  ],
  analyses: [{ id: 'pfs', endpoint: 'pfs' }],
}

const key = (text: string) => text.replace(/[^A-Z0-9]+/gi, ' ').trim()
const mm = (um: Micrometres | undefined) => (um === undefined ? 0 : toMillimetres(um))

function study(reader: string) {
  const tables = ['dm', 'ds', 'tu', 'tr', 'rs'].map(
    (name) => [`${name}.csv`, file(`A_in_${name}.csv`)] as const,
  )
  const text = JSON.stringify({ ...protocol, response: { reader } })
  const read = studyFromFiles(new Map([['protocol.json', text], ...tables]))
  assert.ok(read.records && read.protocol)
  return responsesBySubject(read.records, read.protocol)
}

test('golden A: every response and sum of 66 time points equals independent code', { skip: absent }, () => {
  const { responses, findings } = study('investigator')
  const rows = csvTable('expected.csv', file('A_indep_recist_from_tr.csv')).rows.map(({ cells }) => cells)
  assert.equal(rows.length, 66)
  for (const row of rows) {
    const subject = responses.find(({ subject: id }) => id === row.USUBJID)
    assert.ok(subject)
    const [, points] = [...subject.byReader].find(([reader]) => key(reader) === key(row.k ?? ''))!
    const found = points.find(({ visitNumber }) => visitNumber === Number(row.VISITNUM))
    assert.ok(found, `${row.USUBJID} ${row.k} ${row.VISITNUM}`)
    assert.equal(found.origin, 'derived')
    const { target, nonTarget, response } = found
    const nadir = target && (target.complete ? Math.min(target.nadir, target.sum) : target.nadir)
    assert.deepEqual(
      [target?.response ?? '', nonTarget?.response ?? '', response],
      [row.TRGRESP, row.NTRGRESP, row.OVR],
    )
    assert.deepEqual(
      [mm(target?.sum), mm(target?.baseline), mm(nadir as Micrometres | undefined)],
      [row.SUM, row.BASE, row.NADIR].map(Number),
      `${row.USUBJID} ${row.k} ${row.VISITNUM}`,
    )
  }
  assert.equal(responses.flatMap(({ byReader }) => [...byReader.values()].flat()).length, 66)
  const unlike = findings.filter(({ code }) => code.startsWith('response-'))
  assert.deepEqual(unlike, [], 'the reported responses are the derived ones')
})

test(
  'golden A: of two radiologists, the one whose reading was accepted at the visit is used',
  { skip: absent },
  () => {
    const { responses } = study('independent assessor')
    const accepted = csvTable('rs.csv', file('A_in_rs.csv')).rows.filter(
      ({ cells }) => cells.RSACPTFL === 'Y',
    )
    const used = responses.flatMap(({ timePoints }) => timePoints)
    assert.equal(used.length, accepted.length)
    for (const { cells } of accepted) {
      const found = used.find(
        ({ subject, visitNumber }) => subject === cells.USUBJID && visitNumber === Number(cells.VISITNUM),
      )
      assert.equal(found?.response, cells.RSSTRESC)
      assert.equal(found?.sequence, Number(cells.RSSEQ))
      assert.ok(found?.reader.includes(cells.RSEVALID!))
    }
  },
)
