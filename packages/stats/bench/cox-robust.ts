import { cox } from '../src/survival/cox.ts'
import { codes, flags, type Job, matrix } from './job.ts'
import { startStop } from './made-data.ts'

/** Rows (entry, time] of the same id make a cluster. Compared: coefficients and robust standard errors. */
export const coxRobustJob: Job = {
  name: 'Cox, start–stop, robust by cluster, p = 5',
  n: 1e5,
  quick: 1e4,
  data: (n) => startStop(n, 5),
  prepare: (columns) => {
    const { time, entry } = columns
    const event = flags(columns.event)
    const cluster = codes(columns.id)
    const X = matrix(columns)
    return () => {
      const fit = cox(time, event, X, { ties: 'efron', entry, cluster })
      return [...fit.coefficients, ...fit.standardErrors]
    }
  },
  script: 'cox-robust.R',
  goals: [{ call: 'coxph', times: 100 }],
  tolerance: 1e-7,
  grows: true,
}
