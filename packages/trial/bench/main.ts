/**
 * `npm run bench:readout`: the whole readout, records to JSON, of the example study and of a simulated study of 2,000
 * subjects with 12 scans of 6 lesions, and there also every endpoint under every policy; all once the code is warm. A goal is
 * held against the fastest run, which another program on the machine disturbs least; ends with status 1 where it is missed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { studyFromFiles } from '../src/format/study-folder.ts'
import { simulatedStudy } from '../src/format/simulated-study.test-data.ts'
import { policies } from '../src/protocol/policies.ts'
import { derivations, readStudy } from '../src/study.ts'

const arms = [
  { id: 'A', title: 'Ablation', weight: 2, role: 'experimental' },
  { id: 'B', title: 'Control', role: 'control' },
]
const design = { id: 'bench', version: '1', title: 'Simulated study', arms }
const schedule = { imaging: [{ everyDays: 42, windowDays: 7 }] }
const endpoints = ['os', 'pfs', 'dor', 'ttnt', 'pfs-nest', 'ipfs', 'pmfs']
const each = endpoints.flatMap((endpoint) =>
  Object.keys(policies).map((policy) => ({ id: `${endpoint} ${policy}`, endpoint, policy })),
)

measured('example study', exampleFiles(), { runs: 30, goal: 50 })
measured(
  'simulated study',
  simulated([
    { id: 'pfs', endpoint: 'pfs', rank: 'primary', restrictedMeanMonths: [12] },
    { id: 'os', endpoint: 'os', rank: 'secondary', restrictedMeanMonths: [12] },
  ]),
  { runs: 5, goal: 1000 },
)
measured(
  `the same, ${endpoints.length} endpoints under ${each.length / endpoints.length} policies`,
  simulated(each),
  {
    runs: 3,
  },
)

function measured(
  title: string,
  files: ReadonlyMap<string, string>,
  { runs, goal }: { readonly runs: number; readonly goal?: number },
) {
  const { protocol, records } = studyFromFiles(files)
  if (!protocol || !records) throw new Error(`${title} could not be read`)
  const derived = times(() => derivations(protocol, records), runs)
  const readout = times(() => JSON.stringify(readStudy(protocol, records)), runs)
  const tables = times(() => studyFromFiles(files), Math.min(runs, 5))
  const { subjects, scans, lesions } = records
  const size = `${subjects.length} subjects, ${per(scans)} scans and ${per(lesions)} lesions each`
  const held = goal === undefined ? '' : `goal ${inMs(goal)} ${readout.fastest <= goal ? '✓' : '✗'}; `
  console.log(
    `${title}, ${size}: readout ${inMs(readout.fastest)} (${held}median ${inMs(readout.median)}), of it responses and endpoints ${inMs(derived.fastest)}; its tables are read in ${inMs(tables.fastest)}`,
  )
  if (goal !== undefined && readout.fastest > goal) process.exitCode = 1

  function per(all: readonly unknown[]): string {
    return String(Math.round((10 * all.length) / subjects.length) / 10)
  }
}

function simulated(analyses: readonly object[]): ReadonlyMap<string, string> {
  const protocol = { ...design, schedule, response: { irecist: 'exploratory' }, oligoState: {}, analyses }
  return simulatedStudy({ seed: 1, subjects: 2000, scans: 12, lesions: 6, awkward: false, protocol })
}

function exampleFiles(): ReadonlyMap<string, string> {
  const folder = new URL('../examples/booster-synthetic/', import.meta.url)
  return new Map(
    readdirSync(folder)
      .filter((name) => /\.csv$|^protocol\.json$/.test(name))
      .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const),
  )
}

function times(job: () => unknown, runs: number): { fastest: number; median: number } {
  for (let i = 0; i < 3; i++) job()
  const all = Array.from({ length: runs }, () => {
    const start = performance.now()
    job()
    return performance.now() - start
  }).toSorted((a, b) => a - b)
  return { fastest: all[0]!, median: all[Math.floor(runs / 2)]! }
}

function inMs(time: number): string {
  return `${time.toFixed(0)} ms`
}
