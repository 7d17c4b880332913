import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { DAYS_PER_MONTH } from '../../src/day.ts'
import { csvTable } from '../../src/format/csv.ts'
import { studyFromFiles } from '../../src/format/study-folder.ts'
import { readFiles } from '../../src/read.ts'
import { derivations } from '../../src/study.ts'
import { assumptions, type Assumptions } from './generator/assumptions.ts'
import { course } from './generator/course.ts'
import { studyFiles } from './generator/study.ts'
import { people } from './generator/subjects.ts'

const files = studyFiles(assumptions)
const { readout } = readFiles(files)
const courses = people(assumptions).map((person) => course(assumptions, person))

/** The rows of a table by column, read with the door's own CSV. */
function rowsOf(name: string) {
  return csvTable(name, files.get(name) ?? '').rows.map(({ cells }) => cells)
}

test('the committed files are those that the generator writes: run generate.ts after a change', () => {
  for (const [name, text] of files)
    assert.equal(readFileSync(new URL(name, import.meta.url), 'utf8'), text, name)
})

test('the same seed gives the same bytes, another seed another study', () => {
  assert.deepEqual(studyFiles(structuredClone(assumptions)), files)
  assert.notEqual(
    studyFiles({ ...assumptions, seed: assumptions.seed + 1 }).get('tr.csv'),
    files.get('tr.csv'),
  )
})

test('the protocol writes what the study chooses; a setting that it leaves open is not in the file', () => {
  const { response, analyses } = JSON.parse(files.get('protocol.json') ?? '')
  assert.equal(response.confirmation.minDays, 28)
  assert.equal(response.keepingPartialResponse, undefined)
  assert.equal(readout?.protocol.response.keepingPartialResponse, 'strict')
  assert.equal(analyses[0].curve, undefined)
})

test('65 subjects are randomized 43 to 22, and 3 are left out of the full analysis set with a reason', () => {
  const [randomized, full] = readout?.populations ?? []
  assert.deepEqual(
    randomized?.byArm.map(({ subjects }) => subjects),
    [43, 22],
  )
  assert.deepEqual(
    full?.byArm.map(({ subjects }) => subjects),
    [42, 20],
  )
  assert.deepEqual(full?.excluded.map(({ arm }) => arm).toSorted(), [
    'ablation',
    'immunotherapy',
    'immunotherapy',
  ])
  assert.ok(full?.excluded.every(({ reason }) => reason.length > 10))
})

test('every file says that it is synthetic, row by row', () => {
  assert.equal(readout?.synthetic, true)
  assert.match(files.get('protocol.json') ?? '', /"synthetic": true/)
  for (const name of files.keys())
    if (name.endsWith('.csv'))
      for (const row of rowsOf(name)) assert.equal(row.STUDYID, 'SYNTHETIC-BOOSTER', name)
})

test('every block of three or six holds two of the ablation arm to one', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const arms = people({ ...assumptions, seed, blockSizes: [3], subjects: 66 }).map(({ arm }) => arm)
    for (let k = 0; k < 66; k += 3)
      assert.equal(arms.slice(k, k + 3).filter((arm) => arm === 'ablation').length, 2)
  }
})

test('baseline shows one to five lesions in at most three organs', () => {
  for (const { lesions } of courses) {
    const old = lesions.filter(({ role }) => role !== 'NEW')
    assert.ok(old.length >= 1 && old.length <= 5)
    assert.ok(new Set(old.map(({ tumour }) => tumour.organ)).size <= 3)
  }
})

test('targets are measurable at baseline, five at most and two an organ', () => {
  for (const { scans } of courses) {
    const targets = (scans[0]?.readings ?? []).filter(({ lesion }) => lesion.role === 'TARGET')
    assert.ok(targets.length >= 1 && targets.length <= 5)
    for (const { mm = 0, lesion } of targets) {
      assert.ok(mm >= (lesion.tumour.node ? 15 : 10))
      assert.ok(targets.filter((other) => other.lesion.tumour.organ === lesion.tumour.organ).length <= 2)
    }
  }
})

test('nothing happens before consent, after death, or after the data cutoff', () => {
  const persons = new Map(rowsOf('dm.csv').map((row) => [row.USUBJID, row]))
  const dates = {
    'tr.csv': 'TRDTC',
    'ex.csv': 'EXSTDTC',
    'pr.csv': 'PRSTDTC',
    'ae.csv': 'AESTDTC',
    'lb.csv': 'LBDTC',
  }
  for (const [name, column] of Object.entries(dates))
    for (const row of rowsOf(name)) {
      const person = persons.get(row.USUBJID)
      const date = row[column] ?? ''
      assert.ok(date >= (person?.RFICDTC ?? '9'), `${name} ${row.USUBJID} ${date} before consent`)
      assert.ok(date <= (person?.DTHDTC || assumptions.dataCutoff), `${name} ${row.USUBJID} ${date} too late`)
    }
})

test('only the ablation arm is ablated, lesion by lesion, and no dose falls within a week of it', () => {
  const arm = new Map(rowsOf('dm.csv').map((row) => [row.USUBJID, row.ARMCD]))
  const lesions = new Set(rowsOf('tu.csv').map((row) => `${row.USUBJID} ${row.TULNKID}`))
  const doses = Map.groupBy(rowsOf('ex.csv'), (row) => row.USUBJID)
  for (const row of rowsOf('pr.csv').filter(({ PRCAT }) => PRCAT === 'STUDY ABLATION')) {
    assert.equal(arm.get(row.USUBJID), 'ablation')
    assert.ok(lesions.has(`${row.USUBJID} ${row.PRLNKID}`))
    for (const dose of doses.get(row.USUBJID) ?? [])
      assert.ok(Math.abs(Number(dose.EXSTDY) - Number(row.PRSTDY)) >= 7, `${row.USUBJID} ${dose.EXSTDTC}`)
  }
})

test('a failed session has no margin, a complete one has half of what its zone adds', () => {
  for (const row of rowsOf('pr.csv').filter(({ PRCAT }) => PRCAT === 'STUDY ABLATION')) {
    assert.equal(Number(row.PRMARGIN) > 0, row.PRSUCC === 'Y')
    assert.ok(Number(row.PRZONE1) >= Number(row.PRZONE2) && Number(row.PRZONE2) >= Number(row.PRZONE3))
  }
})

test('a zone without viable tumour has no sign, and some ablations leave residual tumour or progress', () => {
  for (const { scans } of courses)
    for (const { zone, lesion } of scans.flatMap(({ readings }) => readings))
      if (zone?.noduleMm === undefined) assert.ok((zone?.enhancement ?? 0) <= 15, lesion.id)
      else assert.ok(zone.noduleMm >= assumptions.scans.nodulePartMm && (zone.enhancement ?? 0) > 15)
  const [all] = readout?.ablatedLesions?.lesions ?? []
  assert.ok(all && all.residual > 0 && all.localProgression > 0 && all.lesions > 100)
  assert.ok(readout?.findings.some(({ code }) => code === 'ablated-lesion-suspicious'))
})

test('every new metastasis is smaller than a scan shows on the day it is seeded: no event is drawn', () => {
  assert.ok(assumptions.growth.occultMm < assumptions.scans.newLesionMm)
  for (const { scans } of courses) assert.ok(scans[0]?.readings.every(({ lesion }) => lesion.role !== 'NEW'))
})

test('without any ablation the same subjects of the ablation arm progress sooner: the effect comes through the lesions', () => {
  const idle = { ...assumptions, ablation: { ...assumptions.ablation, largestMm: 0 } }
  assert.ok(progressed(idle) > 1.5 * progressed(assumptions))
})

test('one pneumothorax of grade 3 after ablation, and some interferon below its limit', () => {
  const severe = rowsOf('ae.csv').filter((row) => row.AEDECOD === 'PNEUMOTHORAX' && row.AETOXGR === '3')
  assert.deepEqual(
    severe.map(({ AERELABL }) => AERELABL),
    ['Y'],
  )
  assert.ok(rowsOf('lb.csv').some(({ LBSTRESC }) => LBSTRESC?.startsWith('<')))
})

test('the road reads the study without an error', () => {
  assert.deepEqual(
    readout?.findings.filter(({ severity }) => severity === 'error'),
    [],
  )
})

test('the road finds from the measurements each progression that the site saw, on its day, and no other', () => {
  const { protocol, records } = studyFromFiles(files)
  assert.ok(protocol && records)
  const found = new Map(
    derivations(protocol, records)
      .byAnalysis.get('pfs')
      ?.map((pfs) => [String(pfs.subject), pfs]),
  )
  for (const { person, progressionSeen, death } of courses) {
    const day = progressionSeen ?? death
    const pfs = found.get(person.id)
    if (day === undefined) assert.notEqual(pfs?.event, true, person.id)
    else assert.deepEqual([pfs?.event, pfs?.days], [true, day + 1], person.id)
  }
})

test('the estimates fall near the published ones, by the seed that was chosen for it', () => {
  const [pfs, os] = ['pfs', 'os'].map((name) => readout?.endpoints.find(({ id }) => id === name))
  const months = pfs?.arms.map(({ median }) => (median.estimate ?? 0) / DAYS_PER_MONTH) ?? []
  const events = (all: typeof pfs) => all?.arms.reduce((sum, arm) => sum + arm.events, 0) ?? 0
  within(pfs?.hazardRatio?.estimate, 0.15, 0.32)
  within(months[0], 24, 30)
  within(months[1], 10, 14)
  within(events(pfs), 26, 30)
  within(os?.hazardRatio?.estimate, 0.15, 0.35)
  within(events(os), 6, 10)
})

function progressed(a: Assumptions): number {
  return people(a).filter((p) => p.arm === 'ablation' && course(a, p).progressionSeen !== undefined).length
}

function within(value: number | null | undefined, low: number, high: number) {
  assert.ok(typeof value === 'number' && value >= low && value <= high, `${value} from ${low} to ${high}`)
}
