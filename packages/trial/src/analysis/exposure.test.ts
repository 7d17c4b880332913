import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallStudy } from './small-study.test-data.ts'

const days = (id: string, ...dates: string[]) => dates.map((date) => `${id}|PEMBRO|${date}|${date}`)
const protocol = {
  analyses: [
    { id: 'pfs', endpoint: 'pfs' },
    { id: 'exposure', kind: 'exposure', everyDaysByDrug: { pembro: 21 }, toleranceDays: 7 },
  ],
}
// A1: 21, 28 and 29 days between doses: only the last is more than 21 + 7; planned 1 + 78/21 → 5 doses, 4 given
const ex = [
  ...days('A1', '2022-01-01', '2022-01-22', '2022-02-19', '2022-03-20'),
  ...days('C1', '2022-01-01', '2022-01-22', '2022-02-12'),
].join('\n')

test('a gap is a pause only beyond the interval and the tolerance; relative dose count is doses over plan', () => {
  const { exposure } = smallStudy({ ex, protocol })
  const [ablation, control] = exposure!.arms
  assert.deepEqual(ablation!.pauses, { subjects: 1, total: 1, longestDays: 29 })
  assert.equal(ablation!.relativeDoseCount?.median, 4 / 5)
  assert.equal(ablation!.daysOnTreatment.median, 79)
  assert.deepEqual(control!.pauses, { subjects: 0, total: 0, longestDays: null })
  assert.equal(control!.relativeDoseCount?.median, 1)
  assert.equal(control!.doses.total, 3)
})

test('where no interval is planned, pauses are not known and a finding says so', () => {
  const { exposure, findings } = smallStudy({ ex })
  assert.equal(exposure!.arms[0]?.pauses, null)
  assert.ok(findings.some(({ code }) => code === 'exposure.no-interval'))
})

test('a session is one day of one subject; modality is counted by lesion, and success only where it is stated', () => {
  const { exposure } = smallStudy({
    pr: [
      'A1|CRYOABLATION|STUDY ABLATION|T1|S1|Y|2022-01-10',
      'A1|MICROWAVE ABLATION|STUDY ABLATION|T2|S1|N|2022-01-10',
      'A1|CRYOABLATION|STUDY ABLATION|T1|S2||2022-03-10',
      'A2|CRYOABLATION|STUDY ABLATION|T1|S1|Y|2022-01-10',
    ].join('\n'),
  })
  const { ablation } = exposure!.arms[0]!
  assert.equal(ablation.sessions, 3)
  assert.equal(ablation.lesionSessions, 4)
  assert.deepEqual(ablation.byModality, [
    { modality: 'cryoablation', subjects: 2, lesionSessions: 3 },
    { modality: 'microwave', subjects: 1, lesionSessions: 1 },
  ])
  assert.deepEqual(ablation.technicalSuccess, { success: 2, known: 3, unknown: 1 })
})

const scan = (id: string, visit: number, date: string) =>
  `${id}|T1|TARGET|A${visit}|LDIAM|20|mm|${visit}|V${visit}|${date}`

test('scans per patient-month count to the last scan, with the exact interval and ratio of R', () => {
  const lesions = 'A1|T1|TUMIDENT|TARGET|LUNG\nC1|T1|TUMIDENT|TARGET|LUNG'
  const { exposure } = smallStudy({
    ex,
    tu: lesions,
    tr: [
      scan('A1', 1, '2021-12-20'), scan('A1', 2, '2022-02-01'), scan('A1', 3, '2022-03-02'),
      scan('C1', 1, '2021-12-20'), scan('C1', 2, '2022-05-01'),
    ].join('\n'), // prettier-ignore
    lb: 'A1|X|1|u|2022-12-01\nC1|X|1|u|2022-12-01',
  })
  const [ablation, control] = exposure!.arms
  // R: poisson.test(c(2, 1), c(60, 120) / 30.4375) → ratio 4, 0.2082 to 236.0; rate 1.0146 (0.1229 to 3.665)
  assert.deepEqual([ablation!.scans.total, control!.scans.total], [2, 1])
  assert.ok(Math.abs(ablation!.scans.personMonths - 60 / 30.4375) < 1e-12)
  assert.ok(Math.abs(exposure!.scanRateRatio!.estimate! - 4) < 1e-12)
  assert.ok(Math.abs(exposure!.scanRateRatio!.lower! - 0.2082350749) < 1e-9)
  assert.ok(Math.abs(exposure!.scanRateRatio!.upper! - 235.9887477745) < 1e-6)
  assert.ok(Math.abs(ablation!.scans.lower! - 0.1228707486) < 1e-9)
  assert.ok(Math.abs(ablation!.scans.upper! - 3.6650238481) < 1e-9)
})
