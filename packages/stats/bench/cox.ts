import { cox } from '../src/survival/cox.ts'
import { flags, type Job, matrix } from './job.ts'
import { followUp } from './made-data.ts'

/** Compared: coefficients, standard errors and log-likelihood. */
export const coxJob: Job = {
  name: 'Cox, Efron, p = 10',
  n: 1e6,
  quick: 1e4,
  data: (n) => followUp(n, 10),
  prepare: (columns) => {
    const event = flags(columns.event)
    const X = matrix(columns)
    return () => {
      const fit = cox(columns.time, event, X, { ties: 'efron' })
      return [...fit.coefficients, ...fit.standardErrors, fit.logLikelihood]
    }
  },
  script: 'cox.R',
  goals: [
    { call: 'coxph', times: 8 },
    { call: 'coxph.fit', times: 1 },
  ],
  tolerance: 1e-7,
  grows: true,
}
