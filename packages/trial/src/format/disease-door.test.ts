/** From the files to the oligo state and to iRECIST: the history, the primary, metabolic response, and why a scan was done. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oligoSection } from '../analysis/oligo-section.ts'
import { responsesBySubject } from '../recist/responses.ts'
import { studyFromFiles } from './study-folder.ts'

const table = (columns: string, rows: readonly string[]) =>
  [`USUBJID,${columns}`, ...rows.map((row) => `S1,${row}`)].join('\n')
const tu = (rows: readonly string[]) => table('TULNKID,TULOC,TUSTRESC,VISITNUM,TUDTC,LESPRIM', rows)
const tr = (rows: readonly string[]) =>
  table('TRLNKID,TRTESTCD,TRSTRESC,TRSTRESN,TRSTRESU,VISITNUM,VISIT,TRDTC,CMETRESP,TRREASEX', rows)
const mh = (...rows: string[]) => ({ 'mh.csv': table('MHCAT,MHTERM,MHOCCUR,MHSTDTC,SYSTX', rows) })
const visits = ['1,SCREENING,2022-01-01', '2,WEEK 6,2022-02-12', '3,UNSCHEDULED,2022-02-26']
const mm = (lesion: string, length: number, visit: number, more = ',') =>
  `${lesion},LDIAM,,${length},mm,${visits[visit]},${more}`

const lesions = ['T1,LUNG,TARGET,1,2022-01-01,Y', 'T2,LIVER,TARGET,1,2022-01-01,N']
const scans = [mm('T1', 30, 0), mm('T2', 20, 0), mm('T1', 30, 1), mm('T2', 20, 1)]

function read(files: Readonly<Record<string, string>>, settings: object = {}) {
  const { protocol, records, findings } = studyFromFiles(
    new Map(
      Object.entries({
        'protocol.json': JSON.stringify({
          id: 'p',
          version: '1',
          title: 'P',
          arms: [{ id: 'A', title: 'A', role: 'control' }],
          response: { irecist: 'exploratory' },
          oligoState: settings,
          analyses: [{ id: 'pfs', endpoint: 'pfs' }],
        }),
        'dm.csv': 'USUBJID,ARM\nS1,A\n',
        'ds.csv': 'USUBJID,DSDECOD,DSSTDTC\nS1,RANDOMIZED,2022-01-02\n',
        'tu.csv': tu(lesions),
        'tr.csv': tr(scans),
        ...files,
      }),
    ),
  )
  assert.ok(protocol && records)
  const { responses } = responsesBySubject(records, protocol)
  return {
    subject: records.subjects[0]!,
    immune: responses[0]!.immune!.timePoints.map(({ response }) => response),
    points: oligoSection(records, responses, protocol)![0]!.points,
    notes: findings.filter(({ severity }) => severity === 'note'),
    wrong: findings
      .filter(({ severity }) => severity !== 'note')
      .map(({ code, where }) => [code, where?.file, where?.row, where?.field]),
  }
}
const classes = (...rows: string[]) => {
  const { points, wrong } = read(mh(...rows))
  assert.deepEqual(wrong, [])
  return points.map((point) => point.class.class)
}

const never = [
  'POLYMETASTATIC DISEASE,Polymetastatic,N,,',
  'PRIOR OLIGOMETASTATIC DISEASE,Oligometastatic,N,,',
]
const primary = (day: string) => `PRIMARY DIAGNOSIS,Lung cancer,,${day},`
const found = (day: string, therapy: string) => `OLIGOMETASTATIC DISEASE,Oligometastatic,,${day},${therapy}`

test('mh.csv answers the questions of the tree, and nothing else does', () => {
  const metachronous = 'metachronous oligorecurrence'
  assert.deepEqual(classes(...never, primary('2020-01-01'), found('2021-12-01', 'N')), [
    metachronous,
    metachronous,
  ])
  const synchronous = 'synchronous oligometastatic disease'
  assert.deepEqual(classes(...never, primary('2021-10-01'), found('2021-12-01', 'N')), [
    synchronous,
    synchronous,
  ])
  // Q5 asks for a scan that can show progression, which baseline is not.
  assert.deepEqual(classes('POLYMETASTATIC DISEASE,Polymetastatic,,,', found('2021-12-01', 'Y')), [
    null,
    'induced oligopersistence',
  ])
  assert.deepEqual(
    read(mh(...never)).points.map((point) => point.class.class),
    [null, null],
  )
})

test('the history says its rows, and a row of other history is one note', () => {
  const { subject, points, notes } = read(mh(...never, 'GENERAL,Hypertension,,,', 'GENERAL,Gout,,,'))
  assert.deepEqual(subject.history?.from, ['mh.csv:2', 'mh.csv:3'])
  assert.deepEqual(points[0]!.class.from, ['mh.csv:2', 'mh.csv:3'])
  assert.deepEqual(
    notes.filter(({ code }) => code === 'mh.not-read').map(({ count }) => count),
    [2],
  )
})

test('mh.csv: a month, a word that is neither Y nor N, and rows that contradict are findings and stay unknown', () => {
  const { subject, wrong } = read(
    mh(
      'POLYMETASTATIC DISEASE,x,MAYBE,,',
      primary('2020-03'),
      primary(''),
      found('2021-12-01', 'PERHAPS'),
      found('2021-12-02', ''),
      found('2021-13-01', ''),
    ),
  )
  assert.deepEqual(wrong, [
    ['history.fact', 'mh.csv', 2, 'MHOCCUR'],
    ['history.fact', 'mh.csv', 5, 'SYSTX'],
    ['history.date', 'mh.csv', 3, 'MHSTDTC'],
    ['history.date', 'mh.csv', 4, 'MHSTDTC'],
    ['date.unreadable', 'mh.csv', 7, 'MHSTDTC'],
    ['history.contradicts', 'mh.csv', 6, 'MHSTDTC'],
  ])
  assert.deepEqual(subject.history, { from: ['mh.csv:5', 'mh.csv:6'] })
})

test('no mh.csv: one note where the protocol counts the oligo state, none where it does not', () => {
  assert.equal(read({}).notes.filter(({ where }) => where?.file === 'mh.csv').length, 1)
  const { findings } = studyFromFiles(new Map([['dm.csv', 'USUBJID,ARM\nS1,A\n']]))
  assert.equal(findings.filter(({ where }) => where?.file === 'mh.csv').length, 0)
})

test('time on immunotherapy: a dose in ex.csv before randomization counts as at least, the first dose ever in mh.csv exactly', () => {
  const ex = { 'ex.csv': 'USUBJID,EXTRT,EXSTDTC\nS1,PEMBROLIZUMAB,2021-10-01\nS1,PEMBROLIZUMAB,2022-01-05\n' }
  assert.deepEqual(
    read(ex).points.map(({ immunotherapyDays, state }) => [immunotherapyDays, state]),
    [
      [{ min: 92, max: null }, 'oligo-residual'],
      [{ min: 134, max: null }, 'oligo-residual'],
    ],
  )
  const late = { 'ex.csv': 'USUBJID,EXTRT,EXSTDTC\nS1,PEMBROLIZUMAB,2022-01-05\n' }
  assert.deepEqual(
    read(late).points.map(({ state }) => state),
    ['unknown', 'unknown'],
  )
  assert.deepEqual(
    read({ ...late, ...mh('IMMUNOTHERAPY,Pembrolizumab,,2021-12-01,') }).points.map(
      ({ immunotherapyDays, state }) => [immunotherapyDays.max, state],
    ),
    [
      [31, 'too-early'],
      [73, 'too-early'],
    ],
  )
})

test('LESPRIM says which lesion is the primary; without it, whether it counts is not known', () => {
  const counts = (files: Record<string, string>) =>
    read(files, { countPrimary: false }).points[0]!.burden.lesions
  assert.deepEqual(counts({}), { min: 1, max: 1 })
  const unsaid = tu(lesions.map((row) => row.slice(0, -1)))
  assert.deepEqual(counts({ 'tu.csv': unsaid }), { min: 0, max: 2 })
  const wrong = tu([lesions[0]!.replace(/Y$/, 'PERHAPS'), lesions[1]!])
  assert.deepEqual(read({ 'tu.csv': wrong }).wrong, [['lesion.fact', 'tu.csv', 2, 'LESPRIM']])
})

test('CMETRESP Y takes a lesion that is still seen out of the count where the protocol says so', () => {
  const files = { 'tr.csv': tr([...scans.slice(0, 3), mm('T2', 20, 1, 'Y,')]) }
  const counts = (completeMetabolicResponse: string) =>
    read(files, { completeMetabolicResponse }).points.map(({ burden }) => burden.lesions.max)
  assert.deepEqual(counts('leave-out'), [2, 1])
  assert.deepEqual(counts('count'), [2, 2])
  const wrong = { 'tr.csv': tr([...scans.slice(0, 3), mm('T2', 20, 1, 'CMR,')]) }
  assert.deepEqual(read(wrong).wrong, [['lesion.fact', 'tr.csv', 5, 'CMETRESP']])
})

test('TRREASEX: an early scan confirms an iUPD only if it was done for a new symptom and shows another new lesion', () => {
  const grown = [...scans.slice(0, 2), mm('T1', 30, 1), mm('T2', 20, 1)]
  const more = {
    'tu.csv': tu([...lesions, 'L1,BONE,NEW,2,2022-02-12,', 'L2,BRAIN,NEW,3,2022-02-26,']),
  }
  const early = (...reasons: readonly string[]) => {
    const rows = [mm('T1', 30, 2, `,${reasons[0]}`), mm('T2', 20, 2, `,${reasons[1] ?? ''}`)]
    const seen = ['L1', 'L2'].map((id, k) => `${id},TUMSTATE,PRESENT,,,${visits[k + 1]},,`)
    const again = `L1,TUMSTATE,PRESENT,,,${visits[2]},,`
    return read({ ...more, 'tr.csv': tr([...grown, ...rows, ...seen, again]) })
  }
  assert.deepEqual(early('NEW SYMPTOM').immune, ['iUPD', 'iCPD'])
  assert.deepEqual(early('UNSCHEDULED').immune, ['iUPD', 'iUPD'])
  const unread = early('PAIN')
  assert.deepEqual(unread.immune, ['iUPD', 'iUPD'])
  assert.deepEqual(unread.wrong, [['lesion.fact', 'tr.csv', 6, 'TRREASEX']])
  const differ = early('NEW SYMPTOM', 'SCHEDULED')
  assert.deepEqual(differ.immune, ['iUPD', 'iUPD'])
  assert.deepEqual(differ.wrong, [['fact.contradicts', 'tr.csv', 7, 'TRREASEX']])
})
