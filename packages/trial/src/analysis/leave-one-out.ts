/** Hazard ratio and log-rank p with each subject left out in turn: on whom a result hangs. */
import { coxResampler, logRank } from '@abscopal/stats'
import type { SubjectId } from '../ids.ts'
import type { ArmModel } from './arm-model.ts'
import { strataCodes } from './complete-subjects.ts'
import { known } from './known.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type LeftOut = {
  readonly subject: SubjectId
  readonly arm: string
  readonly time: number
  readonly event: boolean
  readonly hazardRatio: number | null
  readonly p: number | null
}

export type LeaveOneOutReadout = {
  readonly hazardRatio: { readonly lowest: number | null; readonly highest: number | null }
  readonly p: { readonly lowest: number | null; readonly highest: number | null }
  /** Refits that have no finite hazard ratio. */
  readonly failed: number
  /** Subjects without whom p lies on the other side of alpha. */
  readonly decisive: readonly SubjectId[]
  /** Those who move the hazard ratio most, the first the most. */
  readonly influential: readonly LeftOut[]
}

const MOST_NAMED = 5

/** @param model of two arms; @param subjects those of the log-rank test, with every stratum known */
export function leaveOneOut(
  { fit, complete }: ArmModel,
  subjects: readonly SubjectTime[],
  {
    reference,
    strata,
    alpha,
  }: { readonly reference: string; readonly strata: readonly string[]; readonly alpha: number },
): LeaveOneOutReadout {
  const refit = coxResampler(fit)
  const estimate = fit.coefficients[0] ?? NaN
  const ratios = new Map(
    complete.map(({ id }, i) => [id, refit(allBut(complete.length, i)).coefficients[0] ?? NaN]),
  )
  const ps = new Map(subjects.map(({ id }, i) => [id, testWithout(i)]))
  const all = Map.groupBy([...complete, ...subjects], ({ id }) => id)
  const left = [...all.values()].flatMap(([subject]): LeftOut[] => {
    if (!subject) return []
    const { id, arm, time, event } = subject
    const logRatio = ratios.get(id)
    return [
      {
        subject: id,
        arm,
        time,
        event,
        hazardRatio: logRatio === undefined ? null : known(Math.exp(logRatio)) || null, // a ratio of 0 is no estimate
        p: known(ps.get(id)),
      },
    ]
  })
  const whole = logRankP(subjects)
  const moved = ({ hazardRatio }: LeftOut) => Math.abs(Math.log(hazardRatio ?? 1) - estimate)
  return {
    hazardRatio: range(left.map(({ hazardRatio }) => hazardRatio)),
    p: range(left.map(({ p }) => p)),
    failed: [...ratios.values()].filter((value) => !Number.isFinite(value)).length,
    decisive: left.filter(({ p }) => p !== null && p < alpha !== whole < alpha).map(({ subject }) => subject),
    influential: Number.isFinite(estimate)
      ? left
          .filter(({ hazardRatio }) => hazardRatio !== null)
          .toSorted((a, b) => moved(b) - moved(a))
          .slice(0, MOST_NAMED)
      : [],
  }

  function testWithout(i: number): number {
    return logRankP(subjects.toSpliced(i, 1))
  }
  function logRankP(some: readonly SubjectTime[]): number {
    const group = Int32Array.from(some, ({ arm }) => (arm === reference ? 0 : 1))
    return logRank(timeColumn(some), eventColumn(some), group, {
      ...(strata.length > 0 && { strata: strataCodes(some, strata) }),
    }).p
  }
}

function allBut(n: number, left: number): Uint32Array {
  return Uint32Array.from({ length: n - 1 }, (_, i) => (i < left ? i : i + 1))
}

function range(values: readonly (number | null)[]) {
  const some = values.filter((value) => value !== null)
  return some.length === 0
    ? { lowest: null, highest: null }
    : { lowest: Math.min(...some), highest: Math.max(...some) }
}
