import { test } from 'node:test'
import assert from 'node:assert/strict'
import { complicationScales } from '../record/complication-scales.ts'
import { studyFromFiles } from './study-folder.ts'

const base = {
  'dm.csv': 'USUBJID,ARMCD\nS1,A\n',
  'tu.csv': 'USUBJID,TULNKID,TULOC,TUSTRESC\nS1,T1,LUNG,TARGET\n',
}
const prHead =
  'USUBJID,PRTRT,PRCAT,PRSTDTC,PRLNKID,PRSUCC,PRMARGIN,PRZONE1,PRZONE2,PRZONE3,PRPLAN,PRCMPSC,PRCMPGR\n'
const session = (columns: string) =>
  studied({ 'pr.csv': `${prHead}S1,CRYOABLATION,STUDY ABLATION,2022-03-01,T1,${columns}\n` })
const zoneRow = (code: string, value: string, more = ',') => `S1,T1,${code},${value},${more},2022-04-01\n`
const zoneOf = (...rows: string[]) =>
  studied({ 'tr.csv': `USUBJID,TRLNKID,TRTESTCD,TRSTRESC,TRSTRESU,TRSTAT,TRDTC\n${rows.join('')}` })

function studied(files: Record<string, string>) {
  const { records, findings } = studyFromFiles(new Map(Object.entries({ ...base, ...files })))
  const codes = findings
    .filter(({ where, severity }) => severity !== 'note' && where?.row)
    .map(({ code, where }) => `${code} ${where?.field}`)
  return {
    codes,
    detail: records!.procedures[0]?.detail,
    success: records!.procedures[0]?.technicalSuccess,
    seen: records!.scans[0]?.observations[0],
  }
}

test('a session has its success, margin, zone, plan and complication', () => {
  const { detail, success, codes } = session('Y,7.5,31,42,28,STAGED,CIRSE 2025,3B')
  assert.deepEqual(codes, [])
  assert.equal(success, true)
  assert.deepEqual(detail, {
    margin: 7500,
    zone: [42_000, 31_000, 28_000],
    plan: 'staged',
    complication: { scale: 'CIRSE 2025', grade: '3b' },
  })
})

test('empty columns say nothing of a session', () => {
  const { detail, success, codes } = session(',,,,,,,')
  assert.deepEqual([detail, success, codes], [undefined, undefined, []])
})

for (const [law, columns, code] of [
  ['a margin is no negative length', 'Y,-1,,,,,,', 'ablation.length PRMARGIN'],
  ['a plan has one of three words', 'Y,,,,,SECOND,,', 'ablation.plan PRPLAN'],
  ['a grade needs a scale with its version', 'Y,,,,,,CIRSE,3', 'ablation.complication PRCMPSC'],
  ['a grade is one of its scale', 'Y,,,,,,CIRSE 2017,3B', 'ablation.complication PRCMPGR'],
] as const)
  test(`ablation: ${law}`, () => assert.deepEqual(session(columns).codes, [code]))

test('no grade stands twice in a complication scale', () => {
  for (const { grades, name } of complicationScales) assert.equal(new Set(grades).size, grades.length, name)
})

test('the signs of a zone stand beside its diameter, each with its row', () => {
  const { seen, codes } = zoneOf(
    zoneRow('LDIAM', '34', 'mm,'),
    zoneRow('ZNODULE', '1.1', 'cm,'),
    zoneRow('ZENHMARG', '15.5', 'HU,'),
    zoneRow('ZENHCENT', '-3'),
    zoneRow('ZSCARGRO', 'N'),
    zoneRow('ZGGOSOL', 'Y'),
    zoneRow('ZPETRISE', '', ',NOT DONE'),
    zoneRow('ZONESTAT', 'local tumor progression'),
  )
  assert.deepEqual(codes, [])
  assert.equal(seen?.diameter, 34_000)
  assert.deepEqual(seen?.zone, {
    nodule: 11_000,
    marginEnhancement: 15.5,
    centralEnhancement: -3,
    scarGrowth: false,
    groundGlassTurnedSolid: true,
    statement: 'progression',
    from: [3, 4, 5, 6, 7, 9].map((row) => `tr.csv:${row}`),
  })
})

test('signs without a diameter leave the zone unmeasured and are kept', () => {
  const { seen, codes } = zoneOf(zoneRow('ZONESTAT', 'COMPLETE ABLATION'))
  assert.deepEqual(codes, [])
  assert.deepEqual(
    [seen?.diameter, seen?.notDone, seen?.zone?.statement],
    [undefined, 'its diameter was not recorded', 'complete'],
  )
})

for (const [law, rows, code] of [
  ['a statement has one of four words', [zoneRow('ZONESTAT', 'FINE')], 'zone.sign TRSTRESC'],
  ['enhancement is in Hounsfield units', [zoneRow('ZENHCENT', '20', 'mm,')], 'zone.sign TRSTRESC'],
  ['a nodule has a length', [zoneRow('ZNODULE', 'Y')], 'zone.sign TRSTRESC'],
  [
    'two rows that contradict are no sign',
    [zoneRow('ZPETRISE', 'Y'), zoneRow('ZPETRISE', 'N')],
    'zone.contradicts TRSTRESC',
  ],
] as const)
  test(`zone: ${law}`, () => {
    const { codes, seen } = zoneOf(...rows)
    assert.deepEqual(codes, [code])
    assert.deepEqual(seen?.zone, { from: [] })
  })
