/**
 * The hazard by the modality that a patient has had so far: at risk from the first ablation on, one modality alone, the other
 * alone, or both, as that stands at each time. Nothing that happens later decides where a day is counted.
 */
import { cox, hazardRatios, timeDependent } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { AblationSession } from './ablation-sessions.ts'
import { known, knownEstimate } from './known.ts'
import type { GroupQuestion } from './modality.ts'
import type { Estimate } from './readout.ts'
import type { SubjectTime } from './subject-time.ts'

export type ExposureReadout = {
  readonly subjects: number
  /** Subjects whose follow-up ends on or before the day of their first ablation: no time after it is known. */
  readonly notAtRisk: number
  readonly states: readonly { readonly state: string; readonly days: number; readonly events: number }[]
  /** The first group alone against the second alone, robust by patient. */
  readonly hazardRatio: Estimate & { readonly p: number | null; readonly level: number }
}

export function exposureHazardRatio(
  subjects: readonly SubjectTime[],
  sessions: readonly AblationSession[],
  { asked, analysis, pair }: GroupQuestion,
): { readonly readout: ExposureReadout; readonly findings: readonly Finding[] } {
  const { ties, level } = analysis.model
  const sessionsOf = Map.groupBy(sessions, ({ subject }) => subject)
  const ablated = subjects.filter(({ id }) => sessionsOf.has(id))
  const entry = ({ id }: SubjectTime) => Math.max(0, sessionsOf.get(id)?.[0]?.day ?? 0)
  const atRisk = ablated.filter((subject) => subject.time > entry(subject))
  const rows = timeDependent(
    {
      subject: Int32Array.from(atRisk.keys()),
      start: Float64Array.from(atRisk, entry),
      stop: Float64Array.from(atRisk, ({ time }) => time),
      event: Uint8Array.from(atRisk, ({ event }) => (event ? 1 : 0)),
    },
    statesOverTime(atRisk, sessionsOf, pair),
  )
  const states = [pair[0], pair[1], 'both'].map((state, code) => {
    const own = [...rows.value.keys()].filter((i) => rows.value[i] === code)
    return {
      state,
      days: own.reduce((sum, i) => sum + (rows.stop[i] ?? 0) - (rows.start[i] ?? 0), 0),
      events: own.reduce((sum, i) => sum + (rows.event[i] ?? 0), 0),
    }
  })
  const isState = (code: number) => rows.value.map((value) => (value === code ? 1 : 0))
  const usable = states[0]!.days > 0 && states[1]!.days > 0 && rows.event.includes(1) && ties !== 'exact'
  const fit = usable
    ? cox(rows.stop, rows.event, [isState(0), isState(2)], { ties, entry: rows.start, cluster: rows.row })
    : undefined
  const ratio = fit && hazardRatios(fit, level)
  const finite = fit?.flags[0] === 'estimated' && Number.isFinite(fit.coefficients[0])
  const why = !usable
    ? ties === 'exact'
      ? 'exact ties have no robust variance'
      : 'a group has no time at risk, or there is no event'
    : finite
      ? undefined
      : (fit?.reason ?? 'the model has no finite estimate')
  return {
    readout: {
      subjects: atRisk.length,
      notAtRisk: ablated.length - atRisk.length,
      states,
      hazardRatio: {
        ...knownEstimate(...(finite ? [ratio?.estimate[0], ratio?.lower[0], ratio?.upper[0]] : [])),
        p: finite ? known(ratio?.p[0]) : null,
        level,
      },
    },
    findings: why
      ? [
          {
            code: 'analysis.modality.no-exposure-ratio',
            severity: 'note',
            message: `analysis ${asked.id}: no hazard ratio by exposure over time: ${why}`,
          },
        ]
      : [],
  }
}

/** 0 the first group alone, 1 the second alone, 2 both; a change at each first session of a group. */
function statesOverTime(
  subjects: readonly SubjectTime[],
  sessionsOf: ReadonlyMap<string, readonly AblationSession[]>,
  [first, second]: readonly [string, string],
) {
  const changes = subjects.flatMap(({ id }, subject) => {
    const own = sessionsOf.get(id) ?? []
    const since = (group: string) => own.find((session) => session.group === group)?.day ?? Infinity
    const [a, b] = [since(first), since(second)]
    return [
      { subject, time: Math.min(a, b), value: a === b ? 2 : a < b ? 0 : 1 },
      { subject, time: Math.max(a, b), value: 2 },
    ].filter(({ time }) => time < Infinity)
  })
  return {
    subject: Int32Array.from(changes, (change) => change.subject),
    time: Float64Array.from(changes, (change) => change.time),
    value: Float64Array.from(changes, (change) => change.value),
  }
}
