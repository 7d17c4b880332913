import { coxResampler } from '../src/survival/cox-resample.ts'
import { cox } from '../src/survival/cox.ts'
import { flags, type Job } from './job.ts'
import { followUp, resampledRows } from './made-data.ts'

const RESAMPLES = 2000

/** Both sides refit the same 2000 draws of rows. Compared: the quartiles of the log hazard ratio. */
export const bootstrapJob: Job = {
  name: 'bootstrap of a hazard ratio, 2000 resamples',
  n: 62,
  quick: 62,
  data: (n) => ({ ...followUp(n, 1, { seed: 7 }), draws: resampledRows(n, RESAMPLES) }),
  prepare: ({ time, event, x1, draws }) => {
    const happened = flags(event)
    const n = time.length
    const rows = Array.from({ length: RESAMPLES }, (_, b) =>
      Uint32Array.from(draws.subarray(b * n, (b + 1) * n)),
    )
    return () => {
      const refit = coxResampler(cox(time, happened, [x1], { ties: 'efron' }))
      const coefficients = Float64Array.from(rows, (draw) => refit(draw).coefficients[0]).toSorted()
      return [499, 999, 1499].map((k) => coefficients[k])
    }
  },
  script: 'bootstrap.R',
  goals: [
    { call: 'coxph', times: 50 },
    { call: 'coxph.fit', times: 3 },
  ],
  tolerance: 1e-7,
  grows: false,
}
