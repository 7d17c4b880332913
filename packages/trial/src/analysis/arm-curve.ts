/** The Kaplan–Meier curve of one arm as the readout has it: its steps with a confidence band, and a mark for each subject. */
import { survivalAt, survivalInterval } from '@abscopal/stats'
import type { KaplanMeier } from '@abscopal/stats'
import { known } from './known.ts'
import type { Interval } from './median.ts'
import type { ArmReadout, CurveSteps } from './readout.ts'
import { timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export function curveSteps(curve: KaplanMeier, interval: Interval): CurveSteps {
  const { lower, upper } = survivalInterval(curve, interval)
  return {
    time: [...curve.time],
    atRisk: [...curve.atRisk],
    events: [...curve.events],
    censored: [...curve.censored],
    survival: [...curve.survival],
    lower: Array.from(lower, known),
    upper: Array.from(upper, known),
  }
}

/** In order of time; at one time events come before censorings, as in the estimate. */
export function curveMarks(
  subjects: readonly SubjectTime[],
  curve: KaplanMeier,
  interval: Interval,
): ArmReadout['marks'] {
  const inOrder = subjects.toSorted((a, b) => a.time - b.time || Number(b.event) - Number(a.event))
  const { survival } = survivalAt(curve, timeColumn(inOrder), { ...interval, extend: true })
  return inOrder.map(({ id, time, event }, i) => ({ subject: id, time, event, survival: survival[i] ?? 1 }))
}
