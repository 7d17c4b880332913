/**
 * One patient, from the diameters on her scans to the curve, and back. Her lesions: T1 in the liver, T2 in the lung.
 *
 *   baseline 2023-12-20   30 + 20 = 50 mm
 *   week 6   2024-02-12   22 + 13 = 35 mm   −30 % of 50 exactly: partial response
 *   week 12  2024-03-25   30 + 14 = 44 mm   +9 mm and +25.7 % above the nadir of 35: progression
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adamCsv } from '../packages/trial/src/format/adam-csv.ts'
import { readFiles } from '../packages/trial/src/index.ts'

const anna = 'ANNA'
const { readout, adam, findings } = readFiles(study())
const chain = readout!.subjects.find(({ id }) => id === anna)!

test('the study is read without an error', () => {
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  )
})

test('her lesions are the two that were identified before treatment', () => {
  assert.deepEqual(
    chain.lesions.map(({ id, role, organ }) => [id, role, organ]),
    [
      ['T1', 'target', 'LIVER'],
      ['T2', 'target', 'LUNG'],
    ],
  )
})

test('six weeks in, −30 % exactly is a partial response', () => {
  const week6 = chain.timePoints[0]!
  assert.deepEqual([week6.date, week6.response], ['2024-02-12', 'PR'])
  assert.deepEqual(week6.sums, { sumMm: 35, baselineMm: 50, nadirMm: 50, complete: true })
})

test('at twelve weeks the sum has grown from its nadir: progression, with the rule that says so', () => {
  const week12 = chain.timePoints[1]!
  assert.deepEqual([week12.date, week12.response], ['2024-03-25', 'PD'])
  assert.deepEqual(week12.sums, { sumMm: 44, baselineMm: 50, nadirMm: 35, complete: true })
  assert.ok(
    week12.because.some(({ says }) => /20 ?%/.test(says)),
    JSON.stringify(week12.because),
  )
  assert.deepEqual(
    week12.lesions.map(({ id, diameterMm, from }) => [id, diameterMm, from]),
    [
      ['T1', 30, 'tr.csv:6'],
      ['T2', 14, 'tr.csv:7'],
    ],
  )
})

test('so her progression-free survival is an event on day 85, counted from randomization', () => {
  const pfs = chain.endpoints.find(({ id }) => id === 'pfs')!
  assert.deepEqual([pfs.days, pfs.event, pfs.start, pfs.end], [85, true, '2024-01-01', '2024-03-25'])
  assert.equal(pfs.scan, chain.timePoints[1]!.scan, 'and it points at the scan that decided')
  assert.ok(pfs.because.some(({ id }) => id === 'pfs.event.progression'))
})

test('she died later: overall survival is an event on day 183', () => {
  const os = chain.endpoints.find(({ id }) => id === 'os')!
  assert.deepEqual([os.days, os.event], [183, true])
})

test('on the curve of her arm she is one mark, where one of two falls', () => {
  const arm = readout!.endpoints.find(({ id }) => id === 'pfs')!.arms.find((row) => row.arm === 'ablation')!
  assert.deepEqual([arm.subjects, arm.events], [2, 1])
  assert.deepEqual(arm.marks[0], { subject: anna, time: 85, event: true, survival: 0.5 })
})

test('the population counts her, and says why another is not in it', () => {
  const full = readout!.populations.find(({ id }) => id === 'full-analysis')!
  assert.equal(full.subjects, 4)
  assert.deepEqual(
    full.excluded.map(({ subject, arm, from }) => [subject, arm, from]),
    [['EVE', 'immunotherapy', ['ds.csv:7']]],
  )
})

test('every row she rests on is a row of a file', () => {
  const rows = [...chain.endpoints, ...chain.timePoints].flatMap(({ from }) => from)
  assert.ok(rows.length > 0)
  const files = study()
  for (const row of rows) {
    const [file = '', line = ''] = row.split(':')
    const text = files.get(file)?.split('\n')[Number(line) - 1]
    assert.ok(text?.includes(anna), `${row}: ${text}`)
  }
})

test('the analysis data set has her line', () => {
  const line = adam!
    .map(adamCsv)
    .flatMap((text) => text.split('\n'))
    .find((row) => row.includes(anna) && row.includes(',PFS,'))
  assert.match(line!, /,85,DAYS,/)
})

function study(): Map<string, string> {
  const arms = [
    { id: 'ablation', title: 'Ablation + immunotherapy', role: 'experimental' },
    { id: 'immunotherapy', title: 'Immunotherapy alone', role: 'control' },
  ]
  const analyses = ['pfs', 'os'].map((endpoint) => ({ id: endpoint, endpoint }))
  const protocol = { id: 'story', version: '1', title: 'A story', synthetic: true, arms, analyses }
  return new Map([
    ['protocol.json', JSON.stringify(protocol)],
    [
      'dm.csv',
      table(
        'USUBJID,SITEID,AGE,SEX,ARMCD,ARM,DTHDTC,RFICDTC',
        'ANNA,1,61,F,ablation,Ablation + immunotherapy,2024-07-01,2023-12-15',
        'BO,1,58,M,ablation,Ablation + immunotherapy,,2023-12-15',
        'CLEO,1,70,F,immunotherapy,Immunotherapy alone,,2023-12-15',
        'DAN,1,66,M,immunotherapy,Immunotherapy alone,2024-03-01,2023-12-15',
        'EVE,1,66,F,immunotherapy,Immunotherapy alone,,2023-12-15',
      ),
    ],
    [
      'ds.csv',
      table(
        'USUBJID,DSSEQ,DSTERM,DSDECOD,DSCAT,DSSTDTC',
        ...['ANNA', 'BO', 'CLEO', 'DAN', 'EVE'].map(
          (id) => `${id},1,RANDOMIZED,RANDOMIZED,PROTOCOL MILESTONE,2024-01-01`,
        ),
        'EVE,2,WITHDREW CONSENT,EXCLUDED FROM FULL ANALYSIS SET,ANALYSIS SET,2024-01-03',
      ),
    ],
    [
      'tu.csv',
      table(
        'USUBJID,TUSEQ,TULNKID,TUTESTCD,TUSTRESC,TULOC,TUEVAL,VISITNUM,VISIT,TUDTC',
        ...lesions(anna),
        ...lesions('BO'),
      ),
    ],
    [
      'tr.csv',
      table(
        'USUBJID,TRSEQ,TRGRPID,TRLNKID,TRTESTCD,TRSTRESC,TRSTRESN,TRSTRESU,TREVAL,VISITNUM,VISIT,TRDTC',
        ...scan(anna, '1,SCREENING,2023-12-20', 30, 20),
        ...scan(anna, '2,WEEK 6,2024-02-12', 22, 13),
        ...scan(anna, '3,WEEK 12,2024-03-25', 30, 14),
        ...scan('BO', '1,SCREENING,2023-12-20', 30, 20),
        ...scan('BO', '2,WEEK 18,2024-05-06', 30, 20),
      ),
    ],
  ])
}

function table(columns: string, ...rows: string[]): string {
  return [columns, ...rows, ''].join('\n')
}

function lesions(id: string): string[] {
  return ['LIVER', 'LUNG'].map(
    (organ, i) => `${id},${i + 1},T${i + 1},TUMIDENT,TARGET,${organ},INVESTIGATOR,1,SCREENING,2023-12-20`,
  )
}

function scan(id: string, visit: string, ...diameters: number[]): string[] {
  return diameters.map(
    (mm, i) => `${id},${i + 1},TARGET,T${i + 1},LDIAM,${mm},${mm},mm,INVESTIGATOR,${visit}`,
  )
}
