/**
 * `npm run bench`: our median time for each job of the design, R's in the same run where R is installed, and their ratio; then
 * how each job grows with n. `-- --quick` takes small data, `-- --no-r` leaves R out, `-- NAME` takes the jobs whose name has NAME.
 * Ends with status 1 when a number differs from R's. A goal that is missed is shown, and is no error.
 */
import { type Job, timing } from './job.ts'
import { jobs } from './jobs.ts'
import { answerOfR, hasR } from './r.ts'

const words = process.argv.slice(2)
const quick = words.includes('--quick')
const named = words.filter((word) => !word.startsWith('--'))
const chosen = jobs.filter((job) =>
  named.every((word) => job.name.toLowerCase().includes(word.toLowerCase())),
)
const withR = !words.includes('--no-r') && hasR()

const line = (cells: readonly string[], widths: readonly number[]) =>
  console.log(
    cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  '),
  )
const inSeconds = (s: number) => `${s.toPrecision(3)} s`

console.log(withR ? 'Medians on this machine in this run.' : 'R is absent or left out: our medians only.')
let wrong = 0
const widths = [44, 8, 10, 12, 10, 9, 7]
line(['job', 'n', 'ours', 'R call', 'R', 'ratio', 'goal'], widths)
for (const job of chosen) {
  const n = quick ? job.quick : job.n
  const columns = job.data(n)
  const run = job.prepare(columns)
  const ours = timing(run)
  const r = withR ? answerOfR(job.script, columns, 'timed') : undefined
  for (const { call, times } of job.goals) {
    const theirs = r?.seconds[call]
    const ratio = theirs === undefined ? NaN : theirs / ours.median
    line(
      [
        job.name,
        String(n),
        inSeconds(ours.median),
        call,
        theirs === undefined ? 'absent' : inSeconds(theirs),
        Number.isNaN(ratio) ? '–' : `${ratio.toPrecision(3)}×`,
        Number.isNaN(ratio) || quick ? `${times}×` : `${times}× ${ratio >= times ? '✓' : '✗'}`,
      ],
      widths,
    )
  }
  if (r) wrong += disagreements(job, run(), r.values)
}

console.log('\nGrowth: ours at n, and the power of n between the ends (1 is linear)')
const growthWidths = [44, 10, 10, 10, 7]
const sizes = quick ? [1e3, 1e4] : [1e4, 1e5, 1e6]
line(['job', ...sizes.map((n) => `n = ${n}`), 'power'], growthWidths)
for (const job of chosen.filter(({ grows }) => grows)) {
  const times = sizes.map((n) => timing(job.prepare(job.data(n)), { most: 5, seconds: 3 }).median)
  const last = times.length - 1
  const power = Math.log(times[last] / times[0]) / Math.log(sizes[last] / sizes[0])
  line([job.name, ...times.map(inSeconds), power.toFixed(2)], growthWidths)
}
if (wrong > 0) process.exitCode = 1

/** How many numbers differ from R's by more than the tolerance; each is printed. */
function disagreements(job: Job, ours: ArrayLike<number>, theirs: readonly number[]): number {
  if (ours.length !== theirs.length) {
    console.log(`  WRONG: ${ours.length} numbers, R gives ${theirs.length}`)
    return 1
  }
  let count = 0
  for (let k = 0; k < theirs.length; k++) {
    const apart = Math.abs(ours[k] - theirs[k])
    if (apart <= job.tolerance * Math.abs(theirs[k]) + 1e-12) continue
    console.log(`  WRONG: number ${k + 1} is ${ours[k]}, R gives ${theirs[k]}`)
    count++
  }
  return count
}
