import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '../day.ts'
import type { ArmId } from '../ids.ts'
import { csvTable } from '../format/csv.ts'
import { studyFromFiles } from '../format/study-folder.ts'
import { readFiles } from '../read.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { derivations } from '../study.ts'
import { dataCut } from './data-cut.ts'
import type { Records } from './records.ts'

const dayZero = '2022-01-01' as Day
const on = (day: number) => addDays(dayZero, day)

/** A randomized patient, as known on a day. */
function knownAt(text: string, cut: number, more: object = {}) {
  const made = patient(text)
  const [subject] = made.subjects
  const records = { ...made, subjects: [{ ...subject!, arm: 'A' as ArmId, randomized: dayZero, ...more }] }
  return dataCut(records, on(cut))
}
type Settings = Parameters<typeof studyProtocol>[0]
const responses = (text: string, cut: number, settings: Settings = {}) =>
  derivations(studyProtocol(settings), knownAt(text, cut).records)
    .responses[0]!.timePoints.map(({ date, response }) => `${response} ${date.day}`)
    .join(', ')
const pfs = (
  text: string,
  cut: number,
  { policy = 'fda-type-b', ...settings }: Settings & { policy?: string } = {},
) =>
  derivations(
    { ...studyProtocol(settings), analyses: [analysis('pfs', policy), analysis('dor', policy)], schedule },
    knownAt(text, cut).records,
  ).byAnalysis
const analysis = (endpoint: string, policy: string) =>
  ({ ...studyProtocol().analyses[0]!, id: endpoint, endpoint, policy }) as never
const schedule = { imaging: [{ everyDays: 42, windowDays: 7 }] }
const arms = [{ ...studyProtocol().arms[0]!, plansAblation: true }]

test('a scan after the cut cannot date a progression before it', () => {
  const doubt = '0: T1 50; 60: T1 50, L1 equivocal; 120: T1 50, L1 present'
  assert.equal(responses(doubt, 120), 'PD 2022-03-02, PD 2022-05-01')
  assert.equal(responses(doubt, 119), 'SD 2022-03-02')
})

test('a time point on both sides of the cut is what was seen by the cut', () => {
  const late = { day: on(64) }
  const whole = patient('0: T1 50, T2 30; 60: T1 50, T2 30, L1 present')
  const scans = whole.scans.map((scan, k) =>
    k === 0
      ? scan
      : {
          ...scan,
          lastDate: late,
          observations: scan.observations.map((one, i) => (i === 0 ? one : { ...one, date: late })),
        },
  )
  const seen = (cut: number) => dataCut({ ...whole, scans }, on(cut)).records
  assert.deepEqual(
    [64, 63, 59].map((cut) => seen(cut).scans.map(({ observations }) => observations.length)),
    [[2, 3], [2, 1], [2]],
  )
  assert.deepEqual(seen(63).scans[1]!.lastDate.day, on(60))
  assert.deepEqual(
    [64, 63].map((cut) => seen(cut).lesions.map(({ id }) => id)),
    [
      ['T1', 'T2', 'L1'],
      ['T1', 'T2'],
    ],
  )
})

test('a lesion that was named by the cut is known, also where it is measured later', () => {
  const whole = patient('0: T1 50; 60: T1 50, L1 present')
  const named = (day: number) => ({
    ...whole,
    lesions: whole.lesions.map((lesion) => ({
      ...lesion,
      ...(lesion.id === 'L1' && { identified: on(day) }),
    })),
  })
  assert.equal(dataCut(named(50), on(55)).records.lesions.length, 2)
  assert.equal(dataCut(named(56), on(55)).records.lesions.length, 1)
})

const subjectWith = (more: object) => knownAt('0: T1 50', 30, more).records.subjects[0]!

test('who died or lived after the cut was alive on it; who was randomized after it is in no arm', () => {
  assert.deepEqual(
    [subjectWith({ death: { day: on(30) } }).death?.day, subjectWith({ death: { day: on(31) } }).death?.day],
    [on(30), undefined],
  )
  assert.equal(subjectWith({ death: { day: on(31) }, lastAlive: on(10) }).lastAlive, on(30))
  assert.equal(subjectWith({ lastAlive: on(31) }).lastAlive, on(30))
  assert.equal(subjectWith({ lastAlive: on(10) }).lastAlive, on(10))
  assert.deepEqual(
    [subjectWith({ randomized: on(30) }).arm, subjectWith({ randomized: on(31) }).arm],
    ['A', undefined],
  )
})

test('what began by the cut and ended after it goes on; a month that began by the cut counts, undated rows stay', () => {
  const records: Records = {
    ...patient('0: T1 50'),
    doses: [
      { subject: 'P1' as never, drug: 'X', start: on(10), end: on(40), from: 'ex.csv:2' as never },
      { subject: 'P1' as never, drug: 'X', start: on(31), from: 'ex.csv:3' as never },
    ],
    adverseEvents: [
      adverse({ text: '2022-01', precision: 'month' }, { text: '2022-02', precision: 'month' }),
      adverse({ text: '2022-02', precision: 'month' }),
      adverse(undefined),
    ],
  }
  const { records: known, findings } = dataCut(records, on(30)) // 2022-01-31
  assert.deepEqual(
    known.doses.map(({ start, end }) => [start, end]),
    [[on(10), on(30)]],
  )
  assert.deepEqual(
    known.adverseEvents.map(({ start, end }) => [start?.text, end?.text]),
    [
      ['2022-01', undefined],
      [undefined, undefined],
    ],
  )
  assert.deepEqual(
    findings.map(({ code, message }) => [code, message]),
    [['records.after-cutoff', 'after the data cut-off 2022-01-31 and not used: 1 doses, 1 adverse events']],
  )
})

function adverse(start?: object, end?: object) {
  const dates = { ...(start && { start }), ...(end && { end }) }
  return { subject: 'P1', term: 'X', serious: false, from: 'ae.csv:2', ...dates } as never
}

test('law: a later cut removes no progression and no event, by every rule for ablated lesions', () => {
  const target = fc.constantFrom('?', '0', '8', '20', '24', '30', '36')
  const fresh = fc.constantFrom('', ', L1 equivocal', ', L1 present', ', L1 absent', ', LN 12', ', N2 12')
  const scan = fc.tuple(target, target, fresh)
  const rule = fc.constantFrom('exclude', 'freeze', 'per-lesion', 're-baseline')
  const [scans, cut] = [fc.array(scan, { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 300 })]
  fc.assert(
    fc.property(
      scans,
      fc.option(fc.nat(250)),
      rule,
      cut,
      fc.nat(200),
      (made, ablated, ablatedLesions, day, more) => {
        const text = [
          '0: T1 20, T2 30, N1 20',
          ...(ablated === null ? [] : [`${ablated}: T1 ablated`]),
          ...made.map(([a, b, other], k) => `${42 * (k + 1)}: T1 ${a}, T2 ${b}, N1 9${other}`),
        ].join('; ')
        const event = (cutDay: number) =>
          pfs(text, cutDay, {
            ablatedLesions: ablatedLesions as 'exclude',
            newBaseline: { day: 84, windowDays: 7 },
            policy: 'admiralonco',
          }).get('pfs')?.[0]
        const early = event(day)
        if (!early?.event) return
        const late = event(day + more)
        assert.ok(late?.event && late.end <= early.end, `${text}: ${early.says}; ${late?.says}`)
      },
    ),
  )
})

test('what a later cut may remove: progression dated back behind missed visits, or before the response', () => {
  const doubt = '0: T1 100; 180: T1 100, L1 equivocal; 220: T1 140; 260: T1 140, L1 present'
  const gapped = (cut: number) => pfs(doubt, cut, { policy: 'fda-type-a' }).get('pfs')?.[0]?.event
  assert.deepEqual([gapped(220), gapped(260)], [true, false])
  const responder = '0: T1 100; 42: T1 100, L1 equivocal; 84: T1 60; 126: T1 90; 168: T1 90, L1 present'
  const dor = (cut: number) =>
    pfs(responder, cut)
      .get('dor')
      ?.map(({ event }) => event)
  assert.deepEqual([dor(126), dor(168)], [[true], []])
})

const statement = { subject: 'P1', accepted: false, sequence: 1, test: 'OVRLRESP', from: 'rs.csv:2' }

test('what a later cut may remove: progression by a reader, once another one reads too and no reading is accepted', () => {
  const reportedResponses = [
    { ...statement, reader: 'READER 1', visit: 'A', response: 'PD', date: { day: on(42) } },
    { ...statement, reader: 'READER 2', visit: 'B', response: 'SD', date: { day: on(84) } },
  ] as never
  const read = (cut: number) =>
    derivations(
      studyProtocol({ reader: 'reader' }),
      dataCut({ ...patient(''), reportedResponses }, on(cut)).records,
    )
  assert.deepEqual(
    [42, 84].map((cut) => read(cut).responses[0]!.timePoints.map(({ response }) => response)),
    [['PD'], []],
  )
})

test('a new baseline that the data gives moves with the cut, one that the protocol names does not', () => {
  const long = '0: T1 50, T2 50; 20: T2 ablated; 42: T1 59, T2 50; 84: T1 61, T2 50'
  const late = '0: T1 50, T2 50; 60: T2 ablated; 84: T1 50, T2 50'
  const all = [long, late, long.replace('20:', '21:')].map((text, k) => patient(text, `P${k}`))
  const event = (cut: number, newBaseline?: object) => {
    const known = all.slice(0, cut < 200 ? 2 : 3) // the third was enrolled later
    const records: Records = {
      ...known[0]!,
      subjects: known.map(({ subjects: [one] }) => ({ ...one!, arm: 'A' as ArmId, randomized: dayZero })),
      lesions: known.flatMap(({ lesions }) => lesions),
      scans: known.flatMap(({ scans }) => scans),
      procedures: known.flatMap(({ procedures }) => procedures),
    }
    const protocol = {
      ...studyProtocol({ ablatedLesions: 're-baseline', ...newBaseline }),
      analyses: [analysis('pfs', 'fda-type-b')],
      arms,
    }
    return derivations(protocol, records).byAnalysis.get('pfs')?.[0]?.event
  }
  assert.deepEqual([event(100), event(200)], [true, false])
  const planned = { newBaseline: { day: 84, windowDays: 7 } }
  assert.deepEqual([event(100, planned), event(200, planned)], [true, true])
})

const folder = new URL('../../examples/booster-synthetic/', import.meta.url)
const example = new Map(
  readdirSync(folder)
    .filter((name) => /\.csv$|^protocol\.json$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const),
)
const dates: Readonly<Record<string, string>> = {
  'ds.csv': 'DSSTDTC',
  'tu.csv': 'TUDTC',
  'tr.csv': 'TRDTC',
  'ex.csv': 'EXSTDTC',
  'pr.csv': 'PRSTDTC',
  'ae.csv': 'AESTDTC',
  'lb.csv': 'LBDTC',
}

const withoutRows = (value: object) =>
  JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'from' ? undefined : one)))

/** What proves a subject alive or excluded is another row, and proves the same; the responses keep theirs. */
function shown(files: ReadonlyMap<string, string>, cut: Day) {
  const { readout } = readFiles(withCut(files, cut))
  const { subjects, populations, flow: _flow, findings: _findings, tables: _tables, ...rest } = readout!
  const said = { ...rest, populations: populations.map(({ id, byArm }) => ({ id, byArm })) }
  return {
    said: withoutRows(said),
    subjects: subjects.map((subject) => ({ ...subject, endpoints: withoutRows(subject.endpoints) })),
  }
}

test('law: reading at a cut equals reading the same files with later rows deleted', () => {
  const full = studyFromFiles(example).records!
  const days = fc.integer({ min: 0, max: 1200 })
  fc.assert(
    fc.property(days, (n) => {
      const cut = addDays('2021-05-01' as Day, n)
      const known = withAlive(example, full, undefined)
      const deleted = withAlive(withoutLaterRows(example, full, cut), full, cut)
      assert.deepEqual(shown(deleted, cut), shown(known, cut))
    }),
    { numRuns: 5 },
  )
})

function withCut(files: ReadonlyMap<string, string>, cut: Day) {
  const protocol = { ...JSON.parse(files.get('protocol.json')!), dataCutoff: cut }
  return new Map([...files, ['protocol.json', JSON.stringify(protocol)]])
}

/** Who is known to have lived after the cut was alive on it, which only ADSL can say once the later rows are gone. */
function withAlive(files: ReadonlyMap<string, string>, { subjects }: Records, cut: Day | undefined) {
  const rows = subjects.flatMap(({ id, death, lastAlive }) => {
    const known = cut && death && death.day > cut ? cut : lastAlive
    return known ? [`${id},,${cut && known > cut ? cut : known}`] : []
  })
  return new Map([...files, ['adsl.csv', ['USUBJID,ARMCD,LSTALVDT', ...rows].join('\n')]])
}

/** Each deleted row leaves an empty line, so that the others keep their number. */
function withoutLaterRows(files: ReadonlyMap<string, string>, { subjects }: Records, cut: Day) {
  const later = new Set<string>(
    subjects.filter(({ randomized }) => randomized && randomized > cut).map(({ id }) => id),
  )
  const changed = (name: string, cells: Record<string, string>): Record<string, string> | undefined => {
    if ((cells[dates[name] ?? ''] ?? '') > cut) return undefined
    const died = (cells['DTHDTC'] ?? '') > cut && { DTHDTC: '', DTHFL: '' }
    const unassigned = name === 'dm.csv' && later.has(cells['USUBJID'] ?? '') && { ARMCD: '', ARM: '' }
    const ended = (cells['AEENDTC'] ?? '') > cut && { AEENDTC: '' }
    const given = (cells['EXENDTC'] ?? '') > cut && { EXENDTC: cut }
    return { ...cells, ...died, ...unassigned, ...ended, ...given }
  }
  return new Map(
    [...files].map(([name, text]) => {
      if (!name.endsWith('.csv')) return [name, text]
      const { columns: header, rows } = csvTable(name, text)
      const lines = [header.join(',')]
      for (const { row, cells } of rows) {
        const kept = changed(name, cells)
        lines[row - 1] = kept ? header.map((column) => `"${kept[column] ?? ''}"`).join(',') : ''
      }
      return [name, Array.from(lines, (line) => line ?? '').join('\n')]
    }),
  )
}
