import { kaplanMeierByGroup } from '../src/survival/kaplan-meier.ts'
import { survivalInterval } from '../src/survival/survival-interval.ts'
import { codes, flags, type Job } from './job.ts'
import { followUp } from './made-data.ts'

/** Two curves with Greenwood's standard error and log limits. Compared: survival and upper limit at nine places of each. */
export const kaplanMeierJob: Job = {
  name: 'Kaplan–Meier, SE and CI, 2 groups',
  n: 1e6,
  quick: 1e4,
  data: (n) => followUp(n, 1),
  prepare: ({ time, event, x1 }) => {
    const happened = flags(event)
    const group = codes(x1)
    return () => {
      const curves = kaplanMeierByGroup(time, happened, { group })
      const limits = curves.map((curve) => survivalInterval(curve, { kind: 'log', level: 0.95 }))
      return curves.flatMap(({ survival }, g) =>
        [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((tenth) => {
          const row = Math.floor((survival.length * tenth) / 10)
          return [survival[row], limits[g].upper[row]]
        }),
      )
    }
  },
  script: 'kaplan-meier.R',
  goals: [
    { call: 'survfit', times: 5 },
    { call: 'survfitKM', times: 1 },
  ],
  tolerance: 1e-10,
  grows: true,
}
