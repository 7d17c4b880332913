/**
 * `npm run bench:readout`: the whole readout, records to JSON, of the example study and of its subjects many times over,
 * once the code is warm. A goal is held against the fastest run, which another program on the machine disturbs least; ends
 * with status 1 where it is missed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { studyFromFiles } from '../src/format/study-folder.ts'
import { readStudy } from '../src/study.ts'

const folder = new URL('../examples/booster-synthetic/', import.meta.url)
const example = new Map(
  readdirSync(folder)
    .filter((name) => /\.csv$|^protocol\.json$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const),
)

for (const { copies, runs, goal } of [
  { copies: 1, runs: 30, goal: 50 },
  { copies: 31, runs: 5, goal: 1000 },
]) {
  const files = new Map([...example].map(([name, text]) => [name, manyTimes(name, text, copies)]))
  const { protocol, records } = studyFromFiles(files)
  if (!protocol || !records) throw new Error('the example study could not be read')
  const readout = () => JSON.stringify(readStudy(protocol, records))
  const fromRecords = times(readout, runs)
  const fromTables = times(() => studyFromFiles(files), Math.min(runs, 5))
  const { fastest } = fromRecords
  const scans = records.scans.length / records.subjects.length
  console.log(
    `${records.subjects.length} subjects, ${scans.toFixed(1)} scans each: readout ${inMs(fastest)} (goal ${inMs(goal)} ${fastest <= goal ? '✓' : '✗'}; median ${inMs(fromRecords.median)}); its tables are read in ${inMs(fromTables.fastest)}`,
  )
  if (fastest > goal) process.exitCode = 1
}

/** Every copy is of other subjects: their ids begin with another number. */
function manyTimes(name: string, text: string, copies: number): string {
  if (!name.endsWith('.csv')) return text
  const [header = '', ...rows] = text.trimEnd().split('\n')
  const copied = Array.from({ length: copies }, (_, i) =>
    rows.map((row) => row.replace(/\bSYN-/, `SYN${i}-`)),
  )
  return [header, ...copied.flat()].join('\n')
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
