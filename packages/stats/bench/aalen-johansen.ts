import { cumulativeIncidence } from '../src/survival/cumulative-incidence.ts'
import { codes, type Job } from './job.ts'
import { competing } from './made-data.ts'

/** Compared: incidence and standard error of both causes at nine places. */
export const aalenJohansenJob: Job = {
  name: 'Aalen–Johansen with SE, 2 causes',
  n: 2e4,
  quick: 2000,
  data: competing,
  prepare: (columns) => {
    const { time } = columns
    const cause = codes(columns.cause)
    return () => {
      const curve = cumulativeIncidence(time, cause)
      return [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((tenth) => {
        const row = Math.floor((curve.time.length * tenth) / 10)
        return [0, 1].flatMap((k) => [curve.incidence[k][row], curve.standardError[k][row]])
      })
    }
  },
  script: 'aalen-johansen.R',
  goals: [{ call: 'survfit', times: 100 }],
  tolerance: 1e-9,
  grows: true,
}
