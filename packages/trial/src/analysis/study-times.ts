/** The times of one analysis of a study: each subject's time to the event, with the arm, strata and covariates of the records. */
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { Finding } from '../finding.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records, Subject } from '../record/records.ts'
import { ablatedRuleStamp } from './ablated-rule-stamp.ts'
import type { TimesOfAnalysis } from './analyse.ts'
import { howTimes } from './how-times.ts'
import type { Population } from './populations.ts'
import type { SubjectTime } from './subject-time.ts'

export function studyTimes(
  records: Records,
  protocol: Protocol,
  byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>,
): (analysis: TimeToEventAnalysis) => TimesOfAnalysis | undefined {
  const subjects = new Map(records.subjects.map((subject) => [subject.id, subject]))
  return (analysis) => {
    const { id, endpoint, policy, reader } = analysis
    const times = byAnalysis.get(id)
    return (
      times && {
        unit: 'days',
        times: times.flatMap((time) => subjectTime(time, subjects.get(time.subject)) ?? []),
        howTimes: [
          ...howTimes(protocol, analysis),
          ...ablatedRuleStamp(endpoint, protocol),
          ...(reader ? [`Read by ${reader}, not by ${protocol.response.reader}`] : []),
        ],
        policy,
      }
    )
  }
}

/** Members of a population for whom the endpoint could not be derived: they are in the count and not in the curve. */
export function timelessFindings(
  protocol: Protocol,
  populations: readonly Population[],
  byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>,
): Finding[] {
  return protocol.analyses.filter(isTimeToEvent).flatMap((analysis) => {
    const times = byAnalysis.get(analysis.id)
    const population = populations.find(({ id }) => id === analysis.population)
    if (!times || !population || isOfSome(analysis, protocol)) return []
    const timed = new Set(times.map(({ subject }) => subject))
    return [...population.members]
      .filter((subject) => !timed.has(subject))
      .map((subject): Finding => ({
        code: 'analysis.subject.no-time',
        severity: 'warning',
        subject,
        message: `in population ${population.id}, but analysis ${analysis.id} has no time of this subject; not in the curve`,
      }))
  })
}

/** Endpoints that only some subjects have: from the first response, or from the next therapy. */
function isOfSome({ endpoint }: TimeToEventAnalysis, { nextSystemicTherapy }: Protocol): boolean {
  return endpoint === 'dor' || (endpoint === 'pfs-nest' && nextSystemicTherapy.from === 'next-therapy')
}

function subjectTime(time: TimeToEvent, subject?: Subject): SubjectTime | undefined {
  if (subject?.arm === undefined) return undefined
  const { site, sex, age, strata } = subject
  const words = { ...(site && { site }), ...(sex && { sex }), ...strata }
  return {
    id: time.subject,
    arm: subject.arm,
    time: time.days,
    event: time.event,
    strata: words,
    covariates: { ...words, ...(age !== undefined && { age }) },
  }
}
