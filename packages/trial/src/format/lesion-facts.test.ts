/** From the columns of TU, TR, RS and LB to the response: what the data may say of a lesion reaches the rule that asks for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { responsesBySubject } from '../recist/responses.ts'
import { studyFromFiles } from './study-folder.ts'

const protocol = (response: object) =>
  JSON.stringify({
    id: 'p',
    version: '1',
    title: 'P',
    arms: [{ id: 'A', title: 'A', role: 'control' }],
    response,
    analyses: [{ id: 'pfs', endpoint: 'pfs' }],
  })

const table = (columns: string, rows: readonly string[]) =>
  [`USUBJID,${columns}`, ...rows.map((row) => `S1,${row}`)].join('\n')
const tuColumns =
  'TULNKID,TUTESTCD,TULOC,TULAT,TUSTRESC,VISITNUM,TUDTC,LESKIND,LOCTRT,OUTBLFLD,SPLITOF,MERGEINT,SAMESITE,PETBL'
const trColumns =
  'TRLNKID,TRTESTCD,TRSTRESC,TRSTRESN,TRSTRESU,TRSTAT,TRREASND,VISITNUM,VISIT,TRDTC,TRMETHOD,SLICTHK,MERGEINT'
const visits = ['1,SCREENING,2022-01-01', '2,WEEK 6,2022-02-12', '3,WEEK 12,2022-03-26']
const mm = (lesion: string, length: number, visit: number, more = ',,') =>
  `${lesion},LDIAM,,${length},mm,,,${visits[visit]},${more}`
const target = (id: string, more = ',,,,,,') => `${id},TUMIDENT,LIVER,,TARGET,1,2022-01-01,${more}`

function read(
  tu: readonly string[],
  tr: readonly string[],
  more: Readonly<Record<string, string>> = {},
  response: object = {},
) {
  const study = studyFromFiles(
    new Map([
      ['protocol.json', protocol(response)],
      ['dm.csv', 'USUBJID,ARM\nS1,A\n'],
      ['ds.csv', 'USUBJID,DSDECOD,DSSTDTC\nS1,RANDOMIZED,2022-01-02\n'],
      ['tu.csv', table(tuColumns, tu)],
      ['tr.csv', table(trColumns, tr)],
      ...Object.entries(more),
    ]),
  )
  const found = responsesBySubject(study.records!, study.protocol!)
  return {
    timePoints: found.responses[0]!.timePoints,
    says: found.responses[0]!.timePoints.map(({ response: word, target: sum }) => [
      word,
      (sum?.sum ?? 0) / 1000,
    ]),
    findings: [...study.findings, ...found.findings]
      .filter(({ severity }) => severity !== 'note')
      .map(({ code, where }) => [code, where?.file, where?.row, where?.field]),
  }
}

test('TUSPLIT: parts named T1.1, or by SPLITOF, are added under T1', () => {
  const { says, findings } = read(
    [
      target('T1'),
      'T1.1,TUSPLIT,LIVER,,TARGET,2,2022-02-12,,,,,,,',
      'T9,TUSPLIT,LIVER,,TARGET,2,2022-02-12,,,,T1,,,',
    ],
    [mm('T1', 40, 0), mm('T1.1', 15, 1), mm('T9', 12, 1)],
  )
  assert.deepEqual([says, findings], [[['PR', 27]], []])
})

test('TUSPLIT of no lesion is a finding', () => {
  const { findings } = read(
    [target('T1'), 'T7,TUSPLIT,LIVER,,TARGET,2,2022-02-12,,,,,,,'],
    [mm('T1', 40, 0), mm('T1', 40, 1)],
  )
  assert.deepEqual(findings, [['lesion.split', 'tu.csv', 3, 'SPLITOF']])
})

for (const [how, tu, tr] of [
  ['MERGEINT in TR', [], ['T2,LDIAM,,,,NOT DONE,,2,WEEK 6,2022-02-12,,,T1']],
  ['TRREASND', [], ['T2,LDIAM,,,,NOT DONE,MERGED WITH T1,2,WEEK 6,2022-02-12,,,']],
  ['TUMERGE', ['T2,TUMERGE,LIVER,,TARGET,2,2022-02-12,,,,,T1,,'], []],
  [
    'TUMERGE and a row without a value',
    ['T2,TUMERGE,LIVER,,TARGET,2,2022-02-12,,,,,T1,,'],
    ['T2,LDIAM,,,,NOT DONE,,2,WEEK 6,2022-02-12,,,'],
  ],
] as const)
  test(`merged lesions by ${how}: T1 carries the diameter of both, then and later`, () => {
    const { says, findings } = read(
      [target('T1'), target('T2'), ...tu],
      [mm('T1', 20, 0), mm('T2', 20, 0), mm('T1', 35, 1), ...tr, mm('T1', 28, 2)],
    )
    assert.deepEqual(
      [says, findings],
      [
        [
          ['SD', 35],
          ['PR', 28],
        ],
        [],
      ],
    )
  })

test('merged lesions by an id that names both', () => {
  const { says, findings } = read(
    [target('T1'), target('T2')],
    [mm('T1', 20, 0), mm('T2', 20, 0), mm('T1/T2', 35, 1), mm('T1/T2', 28, 2)],
  )
  assert.deepEqual(
    [says, findings],
    [
      [
        ['SD', 35],
        ['PR', 28],
      ],
      [],
    ],
  )
})

test('TUMERGE of a lesion that nobody identified, and at a visit without a scan, are findings', () => {
  const { findings } = read(
    [
      target('T1'),
      'T1,TUMERGE,LIVER,,TARGET,2,2022-02-12,,,,,T8,,',
      target('T2'),
      'T2,TUMERGE,LIVER,,TARGET,9,2022-12-12,,,,,T1,,',
    ],
    [mm('T1', 20, 0), mm('T2', 20, 0), mm('T1', 20, 1), mm('T2', 20, 1)],
  )
  assert.deepEqual(findings, [
    ['lesion.merge', 'tu.csv', 3, 'MERGEINT'],
    ['lesion.merge', 'tu.csv', 5, 'VISITNUM'],
  ])
})

for (const [law, tu, tr, code] of [
  ['SLICTHK', target('T1'), mm('T1', 15, 0, ',8,'), 'target-under-two-slices'],
  ['LESKIND', target('T1', 'BLASTIC BONE,,,,,,'), mm('T1', 15, 0), 'target-not-measurable'],
  ['LOCTRT', target('T1', ',Y,,,,,'), mm('T1', 15, 0), 'target-treated-before'],
  ['TRMETHOD', target('T1'), mm('T1', 15, 0, 'X-RAY,,'), 'target-too-small'],
] as const)
  test(`baseline: ${law} reaches its rule`, () => {
    const { findings } = read([tu], [tr, mm('T1', 15, 1)])
    assert.deepEqual(findings, [[code, 'tr.csv', 2, undefined]])
  })

const codes = (more: string) => read([target('T1', more)], [mm('T1', 15, 0), mm('T1', 15, 1)]).findings

test('LOCTRT PROGRESSED is measurable; a word that is none is a finding', () => {
  assert.deepEqual(codes(',PROGRESSED,,,,,'), [])
  assert.deepEqual(codes(',MAYBE,,,,,'), [['lesion.fact', 'tu.csv', 2, 'LOCTRT']])
})

const appearing = (more: string, method = '') =>
  read(
    [target('T1'), `L1,TUMIDENT,LUNG,,NEW,2,2022-02-12,${more}`],
    [mm('T1', 15, 0), mm('T1', 15, 1), `L1,TUMSTATE,PRESENT,,,,,2,WEEK 6,2022-02-12,${method},,`],
  ).says.map(([word]) => word)

test('OUTBLFLD, SAMESITE and PETBL decide what is new', () => {
  assert.deepEqual(appearing(',,Y,,,,'), ['PD'])
  assert.deepEqual(appearing(',,,,,,', 'PET/CT SCAN'), ['SD'])
  assert.deepEqual(appearing(',,,,,,NEGATIVE', 'PET/CT SCAN'), ['PD'])
  assert.deepEqual(appearing(',,,,,T1,NEGATIVE', 'PET/CT SCAN'), ['SD'])
  assert.deepEqual(appearing(',,,,,,'), ['PD'])
})

const moved = (place: string) =>
  read(
    ['T1,TUMIDENT,LUNG,LEFT,TARGET,1,2022-01-01,,,,,,,', `T1,TUMIDENT,${place},TARGET,2,2022-02-12,,,,,,,`],
    [mm('T1', 15, 0), mm('T1', 15, 1)],
  ).findings

test('a lesion that changes organ or side is a finding with both rows', () => {
  assert.deepEqual(moved('LIVER,LEFT'), [['lesion.changes-place', 'tu.csv', 3, 'TULOC']])
  assert.deepEqual(moved('LUNG,RIGHT'), [['lesion.changes-place', 'tu.csv', 3, 'TULAT']])
  assert.deepEqual(moved('Lung,left'), [])
})

const rs = (definite: string) => ({
  'rs.csv': `USUBJID,RSTESTCD,RSSTRESC,VISITNUM,VISIT,RSDTC,CRDEFIN\nS1,OVRLRESP,CR,2,WEEK 6,2022-02-12,${definite}\n`,
})

test('CRDEFIN: what returns after a complete response that the reader calls definite is PD', () => {
  const tr = [mm('T1', 40, 0), mm('T1', 0, 1), mm('T1', 2, 2)]
  assert.deepEqual(read([target('T1')], tr, rs('Y')).says, [
    ['CR', 0],
    ['PD', 2],
  ])
  assert.deepEqual(read([target('T1')], tr, rs('N')).says, [
    ['CR', 0],
    ['PR', 2],
  ])
})

const withMarker = (row: string) =>
  read(
    [target('T1')],
    [mm('T1', 40, 0), mm('T1', 0, 1)],
    { 'lb.csv': `USUBJID,LBTESTCD,LBSTRESN,LBSTNRLO,LBSTNRHI,LBNRIND,LBDTC\nS1,CEA,${row},2022-02-10\n` },
    { tumourMarkers: { tests: ['CEA'] } },
  ).says[0]![0]

test('LBNRIND, or the limits of LB, decide a complete response where the protocol names the marker', () => {
  assert.equal(withMarker('5,0,5,'), 'CR')
  assert.equal(withMarker('5.1,0,5,'), 'PR')
  assert.equal(withMarker('9,,,NORMAL'), 'CR')
  assert.equal(withMarker('1,,,HIGH'), 'PR')
})
