import { fineGray } from '../src/survival/fine-gray.ts'
import { codes, type Job, matrix } from './job.ts'
import { competing } from './made-data.ts'

/** Compared: coefficients and standard errors; cmprsk stops Newton early, so at 1e-5. */
export const fineGrayJob: Job = {
  name: 'Fine–Gray, p = 3',
  n: 5000,
  quick: 1000,
  data: competing,
  prepare: (columns) => {
    const cause = codes(columns.cause)
    const X = matrix(columns)
    return () => {
      const fit = fineGray(columns.time, cause, X, { of: 1, definition: 'crr' })
      return [...fit.coefficients, ...fit.standardErrors]
    }
  },
  script: 'fine-gray.R',
  goals: [{ call: 'crr', times: 500 }],
  tolerance: 1e-5,
  grows: true,
}
