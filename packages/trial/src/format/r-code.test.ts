/** The R program of a readout, run by R, gives the numbers of the readout. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { Estimate, Readout } from '../analysis/readout.ts'
import { readFiles } from '../read.ts'
import { adamCsv } from './adam-csv.ts'
import type { AdamDataset } from './adam-dataset.ts'
import { rCode } from './r-code.ts'

const example = new URL('../../examples/booster-synthetic/', import.meta.url)
const hasR = spawnSync('Rscript', ['-e', 'library(survival)']).status === 0
const absent = hasR || process.env.CI ? false : 'Rscript with survival is absent'
const hasMvtnorm = hasR && spawnSync('Rscript', ['-e', 'library(mvtnorm)']).status === 0

type Document = {
  response: Record<string, unknown>
  analyses: Record<string, unknown>[]
  populations: Record<string, unknown>
}

/** The synthetic study, its protocol changed. */
function study(change: (document: Document) => void = () => {}): {
  readout: Readout
  adam: readonly AdamDataset[]
} {
  const files = new Map(
    readdirSync(example)
      .filter((name) => /\.csv$|^protocol\.json$/.test(name))
      .map((name) => [name, readFileSync(new URL(name, example), 'utf8')]),
  )
  const document = JSON.parse(files.get('protocol.json')!)
  change(document)
  const { readout, adam } = readFiles(files.set('protocol.json', JSON.stringify(document)))
  assert.ok(readout && adam)
  return { readout, adam }
}

type Row = Estimate & { readonly p: number | null }

const number = (cell: string | undefined) => (cell ? Number(cell) : null)

function byR({ readout, adam }: ReturnType<typeof study>): Map<string, Row> {
  const folder = mkdtempSync(join(tmpdir(), 'abscopal-r-'))
  try {
    mkdirSync(join(folder, 'adam'))
    for (const dataset of adam)
      writeFileSync(join(folder, 'adam', `${dataset.name.toLowerCase()}.csv`), adamCsv(dataset))
    writeFileSync(join(folder, 'readout.R'), rCode(readout)!)
    execFileSync('Rscript', ['readout.R', 'results.csv'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'results.csv'), 'utf8'), {
      columns: true,
    })
    return new Map(
      rows.map((row) => [
        [row.analysis, row.statistic, row.arm, row.at_months].join(' | '),
        {
          estimate: number(row.estimate),
          lower: number(row.lower),
          upper: number(row.upper),
          p: number(row.p),
        },
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Every estimate of the readout under the name that R prints it with. */
function ours({ endpoints }: Readout): Map<string, Partial<Row>> {
  const rows = new Map<string, Partial<Row>>()
  for (const endpoint of endpoints) {
    const row = (statistic: string, of: Partial<Row>, arm = '', at: number | string = '') =>
      rows.set([endpoint.id, statistic, arm, at].join(' | '), of)
    for (const { arm, subjects, events, median, followUp, rates } of endpoint.arms) {
      row('subjects', { estimate: subjects }, arm)
      row('events', { estimate: events }, arm)
      row('median', median, arm)
      row('median follow-up', followUp, arm)
      for (const rate of rates) row('rate', rate, arm, rate.at)
    }
    for (const { atMonths, arms, contrasts } of endpoint.restrictedMeans) {
      for (const mean of arms) row('restricted mean', mean, mean.arm, atMonths)
      for (const { arm, difference, ratio } of contrasts) {
        row('restricted mean difference', difference, arm, atMonths)
        row('restricted mean ratio', ratio, arm, atMonths)
      }
    }
    for (const one of endpoint.milestones) row('rate difference', one, one.arm, one.atMonths)
    row('log-rank', { estimate: endpoint.logRank.chiSquare, p: endpoint.logRank.p })
    for (const ratio of endpoint.hazardRatios) row('hazard ratio', ratio, ratio.arm ?? '')
    for (const { arm, chiSquare, p } of endpoint.proportionality?.tests ?? [])
      row('proportional hazards', { estimate: chiSquare, p }, arm)
    for (const { rho, gamma, z } of endpoint.weightedTest?.weights ?? [])
      row(`weighted log-rank z (rho ${rho}, gamma ${gamma})`, { estimate: z })
  }
  return rows
}

function equal(readout: Readout, theirs: Map<string, Row>, least: number): void {
  const mine = ours(readout)
  assert.ok(mine.size >= least, `only ${mine.size} rows`)
  const surplus = [...theirs.keys()].filter((key) => !mine.has(key) && !key.includes('| weighted log-rank |'))
  assert.deepEqual(surplus, [])
  for (const [key, row] of mine) {
    const other = theirs.get(key)
    const values = [row.estimate, row.lower, row.upper, row.p].filter((value) => typeof value === 'number')
    if (!other) assert.deepEqual(values, [], `${key}: R does not have it`)
    else
      for (const field of ['estimate', 'lower', 'upper', 'p'] as const) {
        const [a, b] = [row[field], other[field]]
        if (a === undefined) continue
        const close = a === null || b === null ? a === b : Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(b))
        assert.ok(close, `${key}, ${field}: ${a}, R ${b}`)
      }
  }
}

test('R gives every number of the synthetic study', { skip: absent }, () => {
  const made = study()
  equal(made.readout, byR(made), 40)
})

test(
  'R gives every number with strata, covariates, Breslow ties, profile limits, other scales and weights',
  { skip: absent },
  () => {
    const made = study((document) => {
      document.response.ablatedLesions = 're-baseline'
      document.populations['per-protocol'] = { says: 'as randomized' }
      document.populations['odd one'] = { says: 'a population without a standard name' }
      document.analyses = [
        {
          id: 'adjusted',
          title: 'PFS "by" \\ site\n, μ',
          endpoint: 'pfs',
          population: 'odd one',
          test: { strata: ['sex'] },
          model: { ties: 'breslow', strata: ['sex'], adjustFor: ['age', 'site'], level: 0.9 },
          curve: { interval: 'logit', level: 0.9 },
          ratesAtMonths: [1, 18, 3, 200],
          restrictedMeanMonths: [6, 12, 200],
          milestones: { scale: 'plain' },
          proportionality: { transform: 'rank' },
          weightedTest: {
            weights: [
              { rho: 0, gamma: 0 },
              { rho: 0, gamma: 1 },
            ],
          },
        },
        {
          id: 'profiled',
          endpoint: 'pfs',
          rank: 'primary',
          policy: 'fda-type-a',
          population: 'per-protocol',
          model: { interval: 'profile', adjustFor: ['sex'] },
          curve: { interval: 'arcsin' },
          weightedTest: { weights: [{ rho: 1, gamma: 0.5 }] },
        },
        {
          id: 'exact',
          endpoint: 'os',
          model: { ties: 'exact', strata: ['site'] },
          curve: { interval: 'log' },
        },
        {
          id: 'response',
          endpoint: 'dor',
          curve: { interval: 'plain' },
          proportionality: { transform: 'identity' },
        },
      ]
    })
    const theirs = byR(made)
    assert.equal(made.readout.endpoints.length, 4)
    assert.deepEqual(
      made.readout.endpoints.map(({ arms }) => arms.every(({ subjects }) => subjects > 0)),
      [true, true, true, false], // no one responds: R has nothing either
    )
    equal(made.readout, theirs, 90)
    for (const { id, weightedTest } of made.readout.endpoints) {
      if (!weightedTest || (weightedTest.weights.length > 1 && !hasMvtnorm)) continue
      const p = theirs.get(`${id} | weighted log-rank |  | `)?.p
      assert.ok(Math.abs(p! - weightedTest.p!) < 1e-4, `${p}, ${weightedTest.p}`)
    }
  },
)

test('a table of subjects has no ADTTE, so no R code', () => {
  const { readout } = study()
  assert.equal(rCode({ ...readout, tables: [] }), null)
})
