import { schoenfeldResiduals } from '../src/survival/cox-schoenfeld.ts'
import { scoreResiduals } from '../src/survival/cox-score-residuals.ts'
import { cox } from '../src/survival/cox.ts'
import { type Columns, flags, type Job, matrix } from './job.ts'
import { followUp } from './made-data.ts'

const fitted = (columns: Columns) =>
  cox(columns.time, flags(columns.event), matrix(columns), { ties: 'efron' })
const squares = (residuals: readonly Float64Array[]) =>
  residuals.map((column) => column.reduce((sum, r) => sum + r * r, 0))

/** The fit is outside the clock. Compared: the sum of squares of each column, and the first rows. */
export const scoreResidualsJob: Job = {
  name: 'score residuals, p = 5',
  n: 1e5,
  quick: 1e4,
  data: (n) => followUp(n, 5),
  prepare: (columns) => {
    const fit = fitted(columns)
    return () => {
      const residuals = scoreResiduals(fit)
      return [...squares(residuals), ...residuals.flatMap((column) => [...column.subarray(0, 5)])]
    }
  },
  script: 'score-residuals.R',
  goals: [{ call: 'residuals', times: 100 }],
  tolerance: 1e-6,
  grows: true,
}

export const schoenfeldResidualsJob: Job = {
  name: 'Schoenfeld residuals, p = 5',
  n: 1e5,
  quick: 1e4,
  data: (n) => followUp(n, 5),
  prepare: (columns) => {
    const fit = fitted(columns)
    return () => {
      const { residuals } = schoenfeldResiduals(fit)
      return [...squares(residuals), ...residuals.flatMap((column) => [...column.subarray(0, 5)])]
    }
  },
  script: 'schoenfeld-residuals.R',
  goals: [{ call: 'residuals', times: 100 }],
  tolerance: 1e-6,
  grows: true,
}
