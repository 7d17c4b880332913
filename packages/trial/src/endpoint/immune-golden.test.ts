/** Golden C: iRECIST responses of 26 subjects → the parameters of admiralonco's iRECIST vignette, value, date and row. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { csvTable } from '../format/csv.ts'
import { studyFromFiles } from '../format/study-folder.ts'
import { responsesBySubject } from '../recist/responses.ts'
import { immuneAssessments } from './immune-assessments.ts'
import { immuneResponseParameters } from './immune-response-parameters.ts'

const golden = fileURLToPath(new URL('../../../../../shared/data/golden/', import.meta.url))
const absent = existsSync(golden) ? false : '../shared/data is absent'
const text = (name: string) => readFileSync(`${golden}${name}`, 'utf8')
const protocol = JSON.stringify({
  id: 'golden-c',
  version: '1',
  title: 'Golden C',
  arms: [
    { id: 'Pbo', title: 'Placebo', role: 'control' },
    { id: 'Xan_Hi', title: 'Xanomeline High Dose', role: 'experimental' },
    { id: 'Xan_Lo', title: 'Xanomeline Low Dose', role: 'experimental' },
  ],
  response: { irecist: 'exploratory' },
  analyses: [{ id: 'ipfs', endpoint: 'ipfs' }],
})

test(
  'golden C: IUPD ICPD IRSP ICB IBOR ICRSP ICCB ICBOR and the analysed responses of every subject',
  { skip: absent },
  () => {
    const read = studyFromFiles(
      new Map([
        ['protocol.json', protocol],
        ['adsl.csv', text('B_in_adsl.csv')],
        ['rs.csv', text('C_in_rs_irecist.csv')],
      ]),
    )
    assert.ok(read.records && read.protocol)
    const { records, protocol: parsed } = read
    const { responses } = responsesBySubject(records, parsed)
    const expected = csvTable('expected.csv', text('C_exp_adrs_irecist.csv')).rows.map(({ cells }) => cells)
    const subjects = new Set(expected.map((row) => row.USUBJID))
    assert.equal(subjects.size, 27)
    for (const id of subjects) {
      const subject = records.subjects.find((one) => one.id === id)
      assert.ok(subject?.randomized, id)
      const points = responses.find((one) => one.subject === id)!.immune!.timePoints
      const rows = expected.filter((row) => row.USUBJID === id)
      for (const { code, value, date, timePoint } of immuneResponseParameters(
        points,
        subject.randomized,
        parsed.response,
      )) {
        const row = rows.find((one) => one.PARAMCD === code)!
        assert.deepEqual(
          [value, date?.day ?? '', date?.flag ?? '', String(timePoint?.sequence ?? '')],
          [row.AVALC, row.ADT, row.ADTF, row.RSSEQ],
          `${id} ${code}`,
        )
      }
      assert.deepEqual(
        immuneAssessments(points, subject.randomized).map((one) => `${one.response} ${one.date.day}`),
        rows
          .filter((row) => row.PARAMCD === 'OVR' && row.ANL01FL === 'Y')
          .map((row) => `${row.AVALC} ${row.ADT}`)
          .toSorted((a, b) => (a.slice(-10) < b.slice(-10) ? -1 : 1)),
        id,
      )
    }
  },
)
