import { logRank } from '../src/survival/log-rank.ts'
import { codes, flags, type Job } from './job.ts'
import { followUp } from './made-data.ts'

/** Compared: the statistic, observed and expected counts. */
export const logRankJob: Job = {
  name: 'log-rank, 2 groups',
  n: 1e6,
  quick: 1e4,
  data: (n) => followUp(n, 1),
  prepare: ({ time, event, x1 }) => {
    const happened = flags(event)
    const group = codes(x1)
    return () => {
      const { chiSquare, observed, expected } = logRank(time, happened, group)
      return [chiSquare, ...observed, ...expected]
    }
  },
  script: 'log-rank.R',
  goals: [{ call: 'survdiff', times: 10 }],
  tolerance: 1e-9,
  grows: true,
}
