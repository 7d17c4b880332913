/** A simulated study with every awkward case: all survival numbers of its readout are R's, from the adtte.csv that it exports. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { EndpointReadout, Estimate, Readout } from '../analysis/readout.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { policies } from '../protocol/policies.ts'
import { readFiles } from '../read.ts'
import { adamCsv } from './adam-csv.ts'
import { parameterCodes } from './adam-adtte.ts'
import { csvTable } from './csv.ts'
import { simulatedStudy } from './simulated-study.test-data.ts'

const choices = { ratesAtMonths: [6, 12, 24], restrictedMeanMonths: [12, 24] }
const protocol = {
  id: 'awkward',
  version: '1',
  title: 'Simulated study with every awkward case',
  arms: [
    { id: 'A', title: 'Ablation', weight: 2, role: 'experimental' },
    { id: 'B', title: 'Control', role: 'control' },
  ],
  schedule: { imaging: [{ everyDays: 42, windowDays: 7 }] },
  analyses: [
    { id: 'os', endpoint: 'os', ...choices },
    {
      id: 'os-adjusted',
      endpoint: 'os',
      ...choices,
      population: 'randomized',
      test: { strata: ['STRATUM1'] },
      model: { strata: ['STRATUM1'], adjustFor: ['age'], ties: 'breslow' },
      curve: { interval: 'log' },
      proportionality: { transform: 'rank' },
    },
    ...Object.keys(policies).map((policy) => ({ id: policy, endpoint: 'pfs', policy, ...choices })),
    {
      id: 'pfs-adjusted',
      endpoint: 'pfs',
      policy: 'fda-type-b',
      population: 'randomized',
      ...choices,
      test: { strata: ['STRATUM1'] },
      model: { strata: ['STRATUM1'], adjustFor: ['age', 'sex'] },
      curve: { interval: 'plain' },
      proportionality: { transform: 'identity' },
    },
  ],
}

const files = simulatedStudy({ seed: 1, subjects: 300, scans: 16, lesions: 4, awkward: true, protocol })
const { readout, adam } = readFiles(files)
const rows = (name: string) => csvTable(name, files.get(name) ?? '').rows.map(({ cells }) => cells)
const dataset = adam?.find(({ name }) => name === 'ADTTE')
assert.ok(readout && dataset)
const adtte = adamCsv(dataset)

test('the simulated study holds every awkward case, and each of the twelve situations decides under some policy', () => {
  const [scans, deaths] = [rows('tr.csv'), rows('dm.csv')]
  assert.ok(
    scans.some(({ TRDTC }) => TRDTC?.length === 7) && deaths.some(({ DTHDTC }) => DTHDTC?.length === 7),
    'dates known to the month',
  )
  assert.ok(readout.subjects.some(({ timePoints }) => timePoints.some(({ response }) => response === 'NE')))
  assert.ok(
    readout.subjects.some(({ timePoints }) =>
      timePoints.slice(0, -1).some(({ response }) => response === 'PD'),
    ),
    'scans after progression',
  )
  const said = new Set(readout.findings.map(({ code }) => code))
  assert.ok(said.has('scan.two-on-a-day') && said.has('records.after-cutoff') && said.has('date.imputed'))
  const decided = (readout.policyDecisions ?? []).flatMap((decisions) =>
    decisions.rows.flatMap(({ row, byArm }) =>
      byArm.some(({ events, censored }) => events + censored > 0) ? [row] : [],
    ),
  )
  assert.deepEqual(
    [...new Set(decided)].toSorted((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  )
  const errors = readout.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  assert.deepEqual([...new Set(errors)].toSorted(), ['no-baseline', 'target-not-measured-at-baseline'])
})

const packages = spawnSync('Rscript', ['-e', 'library(survival); library(jsonlite)'])
const absent =
  packages.status === 0 || process.env['CI'] === 'true' ? false : 'Rscript with survival and jsonlite absent'

test('every survival number of the readout is R’s, from the exported adtte.csv', { skip: absent }, () => {
  const expected = byR(readout, adtte)
  let compared = 0
  for (const endpoint of readout.endpoints) {
    const own = expected.find(({ id }) => id === endpoint.id)
    assert.ok(own, endpoint.id)
    compared += same(endpoint, own)
  }
  assert.ok(compared > 200 * readout.endpoints.length, `${compared} numbers`)
})

type Numbers = readonly (number | null)[]
type Steps = Record<'time' | 'atRisk' | 'events' | 'censored' | 'survival' | 'lower' | 'upper', Numbers>
type ByR = {
  readonly id: string
  readonly arms: readonly {
    readonly subjects: number
    readonly events: number
    readonly median: Numbers
    readonly followUp: Numbers
    readonly rates: readonly Numbers[]
    readonly steps: Steps
  }[]
  readonly logRank: Numbers
  readonly hazardRatio: Numbers
  readonly proportionality: Numbers
  readonly restricted: readonly {
    readonly means: readonly Numbers[]
    readonly difference: Numbers
    readonly ratio: Numbers
  }[]
  readonly milestones: readonly Numbers[]
}

/** The number of values compared. */
function same(endpoint: EndpointReadout, r: ByR): number {
  let compared = 0
  const equal = (what: string, got: Numbers, wanted: Numbers) => {
    assert.equal(got.length, wanted.length, `${endpoint.id}: ${what}`)
    for (const [i, value] of got.entries()) {
      near(value, wanted[i] ?? null, `${endpoint.id}: ${what} ${i}`)
      compared++
    }
  }
  for (const [k, id] of ['B', 'A'].entries()) {
    const [arm, own] = [endpoint.arms.find((one) => one.arm === id)!, r.arms[k]!]
    equal(`${id} subjects and events`, [arm.subjects, arm.events], [own.subjects, own.events])
    equal(`${id} median`, three(arm.median), own.median)
    equal(`${id} follow-up`, three(arm.followUp), own.followUp)
    for (const [i, rate] of arm.rates.entries()) equal(`${id} rate at ${rate.at}`, three(rate), own.rates[i]!)
    for (const column of ['time', 'atRisk', 'events', 'censored', 'survival'] as const)
      equal(`${id} ${column}`, arm.steps[column], own.steps[column])
    // At a probability of 1 or 0 the two differ in whether an interval exists (docs/methods/where-we-differ.md).
    const inside = arm.steps.survival.map((s) => s > 0 && s < 1)
    for (const column of ['lower', 'upper'] as const)
      equal(
        `${id} ${column}`,
        arm.steps[column].filter((_, i) => inside[i]),
        own.steps[column].filter((_, i) => inside[i]),
      )
    for (const [i, { arms }] of endpoint.restrictedMeans.entries()) {
      const mean = arms.find((one) => one.arm === id)!
      equal(`${id} restricted mean`, [mean.estimate, mean.standardError], r.restricted[i]!.means[k]!)
    }
  }
  equal('log-rank', [endpoint.logRank.chiSquare, endpoint.logRank.p], r.logRank)
  equal('hazard ratio', [...three(endpoint.hazardRatio), endpoint.hazardRatio.p], r.hazardRatio)
  const [ph] = endpoint.proportionality!.tests
  equal('proportional hazards', [ph!.chiSquare, ph!.degreesOfFreedom, ph!.p], r.proportionality)
  for (const [i, { contrasts }] of endpoint.restrictedMeans.entries()) {
    const { difference, ratio } = contrasts[0]!
    equal('difference of means', [...three(difference), difference.p], r.restricted[i]!.difference)
    equal('ratio of means', [...three(ratio), ratio.p], r.restricted[i]!.ratio)
  }
  for (const [i, row] of endpoint.milestones.entries())
    equal(`difference at ${row.atMonths}`, [...three(row), row.p], r.milestones[i]!)
  return compared
}

function three({ estimate, lower, upper }: Estimate): Numbers {
  return [estimate, lower, upper]
}

function near(got: number | null, wanted: number | null, what: string) {
  if (got === null || wanted === null) assert.equal(got, wanted, what)
  else
    assert.ok(
      Math.abs(got - wanted) <= 1e-8 * Math.max(1e-300, Math.abs(wanted)),
      `${what}: ${got} is not ${wanted}`,
    )
}

function byR({ protocol: read, populations, endpoints }: Readout, csv: string): readonly ByR[] {
  const folder = mkdtempSync(join(tmpdir(), 'awkward-'))
  try {
    writeFileSync(join(folder, 'adtte.csv'), csv)
    const timed = read.analyses.filter(isTimeToEvent)
    const codes = parameterCodes(timed)
    const analyses = timed.map((analysis) => {
      return {
        id: analysis.id,
        param: codes.get(analysis),
        excluded: populations
          .find(({ id }) => id === analysis.population)!
          .excluded.map(({ subject }) => subject),
        strata: analysis.model.strata,
        adjust: analysis.model.adjustFor,
        ties: analysis.model.ties,
        interval: analysis.curve.interval,
        transform: analysis.proportionality.transform,
        at: analysis.ratesAtMonths,
        tau: analysis.restrictedMeanMonths,
      }
    })
    assert.equal(analyses.length, endpoints.length)
    const subjects = rows('dm.csv').map((row) => ({
      id: row['USUBJID'],
      arm: row['ARMCD'],
      age: Number(row['AGE']),
      sex: row['SEX'],
      STRATUM1: row['STRATUM1'],
    }))
    writeFileSync(
      join(folder, 'job.json'),
      JSON.stringify({ adtte: join(folder, 'adtte.csv'), reference: 'B', subjects, analyses }),
    )
    const script = fileURLToPath(new URL('../../reference/awkward-study.R', import.meta.url))
    const run = spawnSync('Rscript', [script, join(folder, 'job.json')], { encoding: 'utf8', maxBuffer: 1e8 })
    assert.equal(run.status, 0, run.stderr)
    return JSON.parse(run.stdout).analyses
  } finally {
    rmSync(folder, { recursive: true })
  }
}
