import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { studyFromFiles } from './study-folder.ts'

const protocol = JSON.stringify({
  id: 'p',
  version: '1',
  title: 'P',
  arms: [
    { id: 'ablation', title: 'Ablation + immunotherapy', role: 'experimental', codes: ['ABL'] },
    { id: 'immunotherapy', title: 'Immunotherapy alone', role: 'control' },
  ],
  populations: { 'full-analysis': { says: 'all' }, safety: { says: 'treated' } },
  analyses: [{ id: 'pfs', endpoint: 'pfs' }],
})
const dm = 'USUBJID,ARMCD,ARM,SITEID,AGE,STRATECOG\nS1,abl,,7,61,0\nS2,IMMUNOTHERAPY,,8,,1\n'
const ds =
  'USUBJID,DSDECOD,DSTERM,DSCAT,DSSTDTC,DSDTC\nS1,RANDOMIZED,,,2022-01-10,\nS2,RANDOMIZED,,,,2022-01-11T10:00\n'
const tu =
  'USUBJID,TULNKID,TULOC,TUSTRESC,TUEVAL,VISITNUM,TUDTC\nS1,T1,LIVER,TARGET,INVESTIGATOR,1,\nS1,T2,LYMPH NODE,TARGET,INVESTIGATOR,1,\nS1,NT1,BONE,NON-TARGET,INVESTIGATOR,1,\n'
const trHead =
  'USUBJID,TRLNKID,TRTESTCD,TRORRES,TRSTRESC,TRSTRESN,TRSTRESU,TRSTAT,TRREASND,TREVAL,VISITNUM,VISIT,TRDTC\n'
const at = (lesion: string, measure: string, value: string, visit = '1,SCREENING,2022-01-05', more = ',') =>
  `S1,${lesion},${measure},,,${value},mm,${more},INVESTIGATOR,${visit}\n`

const study = (files: Record<string, string>) =>
  studyFromFiles(new Map(Object.entries({ 'protocol.json': protocol, 'dm.csv': dm, 'ds.csv': ds, ...files })))
const wrong = (files: Record<string, string>) =>
  study(files)
    .findings.filter(({ severity }) => severity !== 'note')
    .map(({ code, where }) => [code, where?.file, where?.row, where?.field])
const tr = (...rows: string[]) => ({ 'tu.csv': tu, 'tr.csv': trHead + rows.join('') })
const seen = (...rows: string[]) =>
  study(tr(...rows)).records!.scans.flatMap(({ observations }) => observations)

const fatal = (end: string) => ({ 'ae.csv': `USUBJID,AETERM,AETOXGR,AEENDTC\nS1,sepsis,5,${end}\n` })
const codesOf = (files: Record<string, string>) => wrong(files).map(([code]) => code)
const aliveOf = (all: Record<string, string>) =>
  study(all).records!.subjects.map(({ lastAlive, lastAliveFrom }) => [lastAlive, ...lastAliveFrom])
const inUnit = (unit: string) => `S1,T1,LDIAM,,,3.232,${unit},,,INVESTIGATOR,1,SCREENING,2022-01-05\n`
const baselines = (...rows: string[]) => study(tr(...rows)).records!.scans.map((scan) => scan.baseline)

test('names of files are read whatever their case and folder', () => {
  const { records, protocol: read } = studyFromFiles(
    new Map([
      ['a/Protocol.JSON', protocol],
      ['a/DM.CSV', dm],
    ]),
  )
  assert.equal(read?.id, 'p')
  assert.equal(records?.subjects.length, 2)
})

test('a table that is missing is a note, and an unknown file too', () => {
  const { records, findings } = study({ 'plan.xlsx': '' })
  const notes = findings.map(({ code, severity, where }) => `${severity} ${code} ${where?.file}`)
  assert.deepEqual(notes, [
    'note file.unknown plan.xlsx',
    ...['tu', 'tr', 'rs', 'ex', 'pr', 'ae', 'lb'].map((name) => `note table.missing ${name}.csv`),
  ])
  assert.deepEqual(
    records?.tables.filter(({ absent }) => !absent).map(({ name, rows }) => [name, rows]),
    [
      ['dm', 2],
      ['ds', 2],
    ],
  )
})

test('an arm is found by id, title or code in any case; strata and site come with the subject', () => {
  const [one, two] = study({}).records!.subjects
  assert.deepEqual(
    [one?.arm, one?.randomized, one?.strata],
    ['ablation', '2022-01-10', { STRATECOG: '0', site: '7' }],
  )
  assert.deepEqual([two?.arm, two?.randomized, two?.age], ['immunotherapy', '2022-01-11', undefined])
})

test('who was never assigned has no arm, and that is no finding', () => {
  const text = 'USUBJID,ARMCD,ARM\nA,SCRNFAIL,Screen Failure\nB,NOTASSGN,Not Assigned\nC,,\n'
  const { records } = study({ 'dm.csv': text, 'ds.csv': 'USUBJID,DSDECOD\n' })
  assert.deepEqual(
    records?.subjects.map(({ arm }) => arm),
    [undefined, undefined, undefined],
  )
  assert.deepEqual(wrong({ 'dm.csv': text, 'ds.csv': 'USUBJID,DSDECOD\nA,SCREEN FAILURE\n' }), [])
})

test('who was randomized to no arm is an error; NA is an empty cell', () => {
  const text = 'USUBJID,ARMCD,ARM\nS1,SCRNFAIL,\nS2,NA,immunotherapy\n'
  assert.deepEqual(wrong({ 'dm.csv': text }), [['arm.missing', 'dm.csv', undefined, undefined]])
  assert.equal(study({ 'dm.csv': text }).records!.subjects[1]?.arm, 'immunotherapy')
})

test('an unknown arm is an error that names the arms that are allowed', () => {
  const { findings } = study({ 'dm.csv': 'USUBJID,ARMCD\nS1,XYZ\nS2,ABL\n' })
  const finding = findings.find(({ code }) => code === 'arm.unknown')
  assert.deepEqual(finding?.where, { file: 'dm.csv', row: 2, field: 'ARMCD' })
  assert.match(finding!.message, /ablation or Ablation \+ immunotherapy or ABL; immunotherapy/)
})

const dmDeath = (date: string) => `USUBJID,ARMCD,DTHDTC,DTHFL\nS1,ABL,${date},Y\nS2,ABL,,\n`
const death = (files: Record<string, string>) => study(files).records!.subjects[0]?.death

test('a death is dated by DM, imputed to the first possible day with a flag', () => {
  assert.deepEqual(death({ 'dm.csv': dmDeath('2023-02-03') }), { day: '2023-02-03' })
  assert.deepEqual(death({ 'dm.csv': dmDeath('2023-02') }), { day: '2023-02-01', flag: 'D' })
  assert.deepEqual(death({ 'dm.csv': dmDeath('2023') }), { day: '2023-01-01', flag: 'M' })
})

test('without a date in DM the death is dated by DS or a fatal event; where they differ it is said; where none is, too', () => {
  const dead = 'S1,DEATH,,,2023-03-04,\n'
  assert.deepEqual(death({ 'ds.csv': ds + dead }), { day: '2023-03-04' })
  assert.deepEqual(death(fatal('2023-03-05')), { day: '2023-03-05' })
  assert.deepEqual(codesOf({ 'dm.csv': dmDeath('2023-03-04'), 'ds.csv': ds + dead }), [])
  assert.ok(codesOf({ 'ds.csv': ds + dead, ...fatal('2023-03-05') }).includes('death.contradicts'))
  assert.deepEqual(codesOf({ 'dm.csv': dmDeath('') }), ['death.undated'])
})

test('last alive is the latest of adverse events, laboratory and doses, and ADSL wins', () => {
  const files = {
    'ae.csv': 'USUBJID,AETERM,AESTDTC,AEENDTC\nS1,cough,2022-02-01,2022-03-01\n',
    'lb.csv': 'USUBJID,LBTESTCD,LBORRES,LBDTC\nS1,IFNA,<0.5,2022-03-02T08:00\n',
    'ex.csv': 'USUBJID,EXTRT,EXSTDTC,EXENDTC\nS1,drug,2022-02-20,\nS2,drug,2022-02-20,2022-02-21\n',
  }
  assert.deepEqual(aliveOf(files), [
    ['2022-03-02', 'lb.csv:2'],
    ['2022-02-21', 'ex.csv:3'],
  ])
  const adsl = 'USUBJID,ARM,LSTALVDT\nS1,ABL,2022-04-01\n'
  assert.deepEqual(aliveOf({ ...files, 'adsl.csv': adsl })[0], ['2022-04-01', 'adsl.csv:2'])
})

test('who is out of a population is so by DS, with the reason', () => {
  const out =
    'S1,EXCLUDED FROM FULL ANALYSIS SET,withdrew consent,ANALYSIS SET,,\nS2,EXCLUDED FROM SAFETY ANALYSIS SET,never treated,ANALYSIS SET,,\n'
  assert.deepEqual(
    study({ 'ds.csv': ds + out }).records!.subjects.map(({ excludedFrom }) => excludedFrom),
    [
      [{ population: 'full-analysis', reason: 'withdrew consent', from: 'ds.csv:4' }],
      [{ population: 'safety', reason: 'never treated', from: 'ds.csv:5' }],
    ],
  )
})

test('a node is measured by its short axis, any other lesion by its longest diameter', () => {
  const rows = seen(
    at('T1', 'LDIAM', '30'),
    at('T1', 'LPERP', '20'),
    at('T2', 'LDIAM', '25'),
    at('T2', 'LPERP', '15.5'),
    at('T1', 'SUMDIAM', '45'),
  )
  assert.deepEqual(
    rows.map(({ lesion, diameter }) => [lesion, diameter]),
    [
      ['T1', 30_000],
      ['T2', 15_500],
    ],
  )
})

test('what was not measured says why, and is never left out', () => {
  assert.deepEqual(
    seen(
      at('T1', 'LDIAM', '', undefined, 'NOT DONE,not in the field'),
      at('T2', 'LDIAM', '25'),
      at('NT1', 'TUMSTATE', '', undefined, 'NOT DONE,'),
    ).map(({ notDone }) => notDone),
    ['not in the field', 'its diameter was not recorded', 'no reason given'],
  )
})

test('too small to measure is 5 mm, in words and in number', () => {
  const [one] = seen('S1,T1,LDIAM,TOO SMALL TO MEASURE,,,mm,,,INVESTIGATOR,1,SCREENING,2022-01-05\n')
  assert.deepEqual([one?.diameter, one?.state], [5000, 'too-small-to-measure'])
})

test('centimetres are read exactly; another unit is an error and no length', () => {
  assert.equal(seen(inUnit('cm'))[0]?.diameter, 32_320)
  assert.equal(seen(inUnit('in'))[0]?.diameter, undefined)
  assert.deepEqual(wrong(tr(inUnit('in'))), [['length.unit', 'tr.csv', 2, 'TRSTRESU']])
})

test('two rows that contradict make the lesion not measured, whatever their order', () => {
  const rows = [at('T1', 'LDIAM', '30'), at('T1', 'LDIAM', '31')]
  for (const order of [rows, rows.toReversed()])
    assert.equal(seen(...order)[0]?.notDone, 'two rows contradict')
})

test('baseline is the visit that is called so, else the first scan up to randomization', () => {
  assert.deepEqual(baselines(at('T1', 'LDIAM', '30'), at('T1', 'LDIAM', '20', '2,WEEK 6,2022-02-20')), [
    true,
    false,
  ])
  assert.deepEqual(
    baselines(at('T1', 'LDIAM', '30', '1,V1,2022-01-05'), at('T1', 'LDIAM', '20', '2,V2,2022-02-20')),
    [true, false],
  )
  assert.deepEqual(baselines(at('T1', 'LDIAM', '30', '1,V1,2022-02-05')), [false])
})

test('a new lesion that only TU names is seen at that visit', () => {
  const files = {
    'tu.csv': tu + 'S1,N1,LUNG,NEW,INVESTIGATOR,2,2022-02-21\n',
    'tr.csv': trHead + at('T1', 'LDIAM', '30') + at('T1', 'LDIAM', '20', '2,WEEK 6,2022-02-20'),
  }
  const scan = study(files).records!.scans[1]
  assert.deepEqual(
    scan?.observations.map(({ lesion, state, from }) => [lesion, state, from]),
    [
      ['T1', undefined, 'tr.csv:3'],
      ['N1', 'present', 'tu.csv:5'],
    ],
  )
  assert.deepEqual([scan?.date.day, scan?.lastDate.day], ['2022-02-20', '2022-02-21'])
})

test('a scan without its day is dated by the last of the month, and flagged', () => {
  assert.deepEqual(study(tr(at('T1', 'LDIAM', '30', '2,WEEK 6,2022-02'))).records!.scans[0]?.date, {
    day: '2022-02-28',
    flag: 'D',
  })
})

test('the ablation that the study plans is told from new anticancer therapy', () => {
  const pr =
    'USUBJID,PRTRT,PRDECOD,PRCAT,PRSCAT,PRLNKID,PRSTDTC\nS1,MWA,Microwave ablation,STUDY ABLATION,SESSION 1,T1,2022-01-20\nS1,docetaxel,,CANCER RELATED,,,2022-09-01\nS1,drain,,SUPPORTIVE,,,2022-01-21\n'
  assert.deepEqual(
    study({ 'pr.csv': pr }).records!.procedures.map(({ kind, modality, lesion, session }) => [
      kind,
      modality,
      lesion,
      session,
    ]),
    [
      ['study-ablation', 'microwave', 'T1', 'SESSION 1'],
      ['anticancer-therapy', undefined, undefined, undefined],
      ['other', undefined, undefined, undefined],
    ],
  )
})

test('below the limit of quantification stays below', () => {
  const lb =
    'USUBJID,LBTESTCD,LBORRES,LBSTRESN\nS1,IFNA,<0.5,\nS1,IFNA,12.5,12.5\nS1,IFNA,3.5,\nS1,IFNA,NOT DONE,\n'
  assert.deepEqual(
    study({ 'lb.csv': lb }).records!.measurements.map(({ value, below }) => [value, below]),
    [
      [undefined, 0.5],
      [12.5, undefined],
      [3.5, undefined],
      [undefined, undefined],
    ],
  )
})

const rs = 'USUBJID,RSTESTCD,RSSTRESC,RSDTC,RSSEQ\n'
for (const [law, files, expected] of [
  [
    'text in a number',
    { 'dm.csv': 'USUBJID,ARM,AGE\nS1,ABL,sixty\nS2,ABL,60\n' },
    ['number.unreadable', 'dm.csv', 2, 'AGE'],
  ],
  [
    'a negative number',
    { 'dm.csv': 'USUBJID,ARM,AGE\nS1,ABL,-6\nS2,ABL,60\n' },
    ['number.too-small', 'dm.csv', 2, 'AGE'],
  ],
  ['a negative length', tr(at('T1', 'LDIAM', '-3')), ['length.unreadable', 'tr.csv', 2, 'TRSTRESN']],
  ['text in a length', tr(at('T1', 'LDIAM', 'big')), ['length.unreadable', 'tr.csv', 2, 'TRSTRESN']],
  [
    'a date that is not one',
    { 'rs.csv': `${rs}S1,OVRLRESP,PR,2023-02-30,1\n` },
    ['date.unreadable', 'rs.csv', 2, 'RSDTC'],
  ],
  [
    'a date in another order',
    { 'rs.csv': `${rs}S1,OVRLRESP,PR,03/02/2023,1\n` },
    ['date.unreadable', 'rs.csv', 2, 'RSDTC'],
  ],
  [
    'a response without its month',
    { 'rs.csv': `${rs}S1,OVRLRESP,PR,2023,1\n` },
    ['date.incomplete', 'rs.csv', 2, 'RSDTC'],
  ],
  [
    'an unknown response',
    { 'rs.csv': `${rs}S1,OVRLRESP,CHECK,2023-02-03,1\n` },
    ['response.unknown', 'rs.csv', 2, 'RSSTRESC'],
  ],
  [
    'a lesion that was never identified',
    tr(at('T9', 'LDIAM', '30')),
    ['lesion.not-identified', 'tr.csv', 2, 'TRLNKID'],
  ],
  [
    'two scans on a day',
    tr(at('T1', 'LDIAM', '30'), at('T1', 'LDIAM', '20', '2,WEEK 6,2022-01-05')),
    ['scan.two-on-a-day', 'tr.csv', 3, undefined],
  ],
  [
    'the same row twice',
    { 'rs.csv': `${rs}S1,OVRLRESP,PR,2023-02-03,1\n`.replace(/(S1.*\n)/, '$1$1') },
    ['row.twice', 'rs.csv', 3, undefined],
  ],
  [
    'a subject that DM does not have',
    { 'rs.csv': `${rs}S9,OVRLRESP,PR,2023-02-03,1\n` },
    ['subject.unknown', 'rs.csv', 2, 'USUBJID'],
  ],
  [
    'a subject twice in DM',
    { 'dm.csv': 'USUBJID,ARM\nS1,ABL\nS1,immunotherapy\nS2,ABL\n' },
    ['subject.twice', 'dm.csv', 3, 'USUBJID'],
  ],
  [
    'a missing column',
    { 'rs.csv': 'USUBJID,RSTESTCD\nS1,OVRLRESP\n' },
    ['column.missing', 'rs.csv', 1, 'RSDTC'],
  ],
  ['an empty file', { 'rs.csv': '' }, ['csv.empty', 'rs.csv', undefined, undefined]],
  ['a header only', { 'rs.csv': rs }, ['csv.no-rows', 'rs.csv', undefined, undefined]],
  ['a ragged row', { 'rs.csv': `${rs}S1,OVRLRESP\n` }, ['csv.ragged', 'rs.csv', 2, undefined]],
  ['semicolons', { 'rs.csv': rs.replaceAll(',', ';') }, ['csv.delimiter', 'rs.csv', 1, undefined]],
  ['noise', { 'rs.csv': '\0\0\u0001' }, ['csv.not-text', 'rs.csv', undefined, undefined]],
  [
    'a grade that is none',
    { 'ae.csv': 'USUBJID,AETERM,AETOXGR\nS1,cough,6\n' },
    ['grade.unreadable', 'ae.csv', 2, 'AETOXGR'],
  ],
  [
    'an arm without randomization',
    { 'ds.csv': ds.replace(/S2.*\n/, '') },
    ['randomization.missing', 'dm.csv', undefined, undefined],
  ],
  [
    'two dates of randomization',
    { 'ds.csv': ds + 'S1,RANDOMIZED,,,2022-01-12,\n' },
    ['randomization.twice', 'ds.csv', 4, 'DSSTDTC'],
  ],
  [
    'a population that is none',
    { 'ds.csv': ds + 'S1,EXCLUDED FROM SOME SET,x,ANALYSIS SET,,\n' },
    ['population.unknown', 'ds.csv', 4, 'DSDECOD'],
  ],
  ['two files of one name', { 'DM.csv': dm }, ['file.twice', 'DM.csv', undefined, undefined]],
] as [string, Record<string, string>, unknown[]][])
  test(`study folder: ${law} is one finding with file, row and column`, () =>
    assert.deepEqual(
      wrong(files).filter(([code]) => code !== 'csv.no-rows' || law === 'a header only'),
      [expected],
    ))

test('findings of one code in one file are listed up to 20, the rest counted', () => {
  const rows = Array.from({ length: 50 }, (_, i) => `S1,OVRLRESP,CHECK,2023-02-03,${i}\n`).join('')
  const alike = study({ 'rs.csv': rs + rows }).findings.filter(({ code }) => code === 'response.unknown')
  assert.deepEqual([alike.length, alike.at(-1)?.count], [21, 30])
})

test('without a protocol, or without a table of subjects, it is said and nothing is made up', () => {
  const { protocol: none, findings } = studyFromFiles(new Map([['dm.csv', dm]]))
  assert.equal(none, null)
  assert.ok(findings.some(({ code }) => code === 'protocol.missing'))
  const { records, findings: others } = studyFromFiles(new Map([['protocol.json', protocol]]))
  assert.equal(records, null)
  assert.ok(others.some(({ code }) => code === 'subjects.none'))
})

test('300,000 wrong rows are 21 findings, not a stack that overflows', () => {
  assert.equal(wrong({ 'rs.csv': rs + 'S1\n'.repeat(300_000) }).length, 21)
})

test('no text in any file makes reading throw', () => {
  const names = [
    'protocol.json',
    'dm.csv',
    'adsl.csv',
    'ds.csv',
    'tu.csv',
    'tr.csv',
    'rs.csv',
    'ex.csv',
    'pr.csv',
    'ae.csv',
    'lb.csv',
  ]
  const cell = fc.constantFrom(
    '',
    'S1',
    'NA',
    '-1',
    '2022',
    '2022-02',
    '2022-02-03',
    '9999-12-31',
    '0000-01',
    'x',
    'NEW',
    'TARGET',
    'T1',
    '__proto__',
    'LDIAM',
    'TUMSTATE',
    'RANDOMIZED',
    'DEATH',
    '5',
    '1e999',
    'OVRLRESP',
    'constructor',
  )
  const columns =
    'USUBJID,ARM,ARMCD,AGE,DTHDTC,RANDDT,LSTALVDT,DSDECOD,DSSTDTC,TULNKID,TULOC,TUSTRESC,TUDTC,VISITNUM,TRLNKID,TRTESTCD,TRSTRESN,TRDTC,RSTESTCD,RSSTRESC,RSDTC,EXTRT,EXSTDTC,EXENDTC,PRTRT,PRCAT,PRSTDTC,AETERM,AETOXGR,AESTDTC,AEENDTC,LBTESTCD,LBORRES,LBDTC'
  const width = columns.split(',').length
  const table = fc
    .array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 })
    .map((rows) => [columns, ...rows.map((row) => ['S1', ...row.slice(1)].join(','))].join('\n'))
  const text = fc.oneof(table, fc.string({ unit: 'binary' }), fc.string(), fc.constant(protocol))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), text), (files) => {
      const { records, findings } = studyFromFiles(
        new Map(Object.entries({ 'protocol.json': protocol, 'dm.csv': dm, ...files })),
      )
      assert.ok(records !== null || findings.length > 0)
    }),
    { numRuns: 300 },
  )
})
