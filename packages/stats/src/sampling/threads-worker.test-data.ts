/** A thread that bootstraps a hazard ratio, for threads.test.ts. */
import { parentPort } from 'node:worker_threads'
import { coxResampler } from '../survival/cox-resample.ts'
import { cox } from '../survival/cox.ts'
import { answerRanges } from './threads.ts'

answerRanges(parentPort!, ({ time, event, x }) => {
  const refit = coxResampler(cox(time, event, [x], { ties: 'efron' }))
  return { n: time.length, statistic: (rows) => refit(rows).coefficients }
})
