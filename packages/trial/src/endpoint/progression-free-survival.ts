/**
 * Progression-free survival by a policy that is a value.
 *
 *   1 what stops the count   new therapy, local therapy, claimed progression, a stop of treatment, where the policy censors there
 *   2 the event              the earliest of progression, death, claimed progression, new and local therapy; ties in this order
 *   3 the gap                an event right after too many missed visits is none
 *   4 censoring              at the last assessment that counts, else at randomization
 *
 * Events on the day that stops the count still count; only later ones do not. Each outcome names the row of the policy
 * that decided it (docs/rules/pfs-policies.md).
 * Source: admiralonco 1.4; FDA and EMA types, docs of the policies. Checked: golden sets A and B, every subject; every
 * cell of the twelve rows by every policy.
 */
import type { Day } from '../day.ts'
import type { PolicyRowNumber } from '../protocol/policy-rows.ts'
import { onDeathAfterGap } from '../protocol/policy-switches.ts'
import type { Policy } from '../protocol/policy.ts'
import type { Assessment } from './assessments.ts'
import { countStops, type Reason } from './count-stops.ts'
import type { Course } from './course.ts'
import { progressionEvent, type ProgressionEvent } from './progression-event.ts'
import type { EndpointRuleId } from './rules.ts'
import { timeToEvent, type Outcome } from './time-to-event-of.ts'
import type { EndpointKind, TimeToEvent } from './time-to-event.ts'
import { lastScheduledDay, missedVisits, type Imaging } from './visit-schedule.ts'

export type PolicyInUse = {
  readonly name: string
  readonly policy: Policy
  readonly imaging: Imaging
  /** The estimand that set switches of the policy. */
  readonly estimand?: string
}
export type Origin = {
  readonly endpoint: EndpointKind
  readonly start: Day
  readonly because: readonly EndpointRuleId[]
}

type Randomized = Course & { readonly randomized: Day }

export function progressionFreeSurvival(
  course: Randomized,
  inUse: PolicyInUse,
  origin: Origin = { endpoint: 'pfs', start: course.randomized, because: [] },
): TimeToEvent {
  const outcome = outcomeOf(course, inUse)
  return timeToEvent({
    ...outcome,
    because: [...origin.because, 'assessment.worst-of-day', ...outcome.because, `pfs.row.${outcome.row}`],
    subject: course.subject.id,
    endpoint: origin.endpoint,
    start: origin.start,
    policy: inUse.name,
    estimand: inUse.estimand,
  })
}

type Decided = Omit<Outcome, 'subject' | 'endpoint' | 'start' | 'policy' | 'estimand'> & {
  readonly row: PolicyRowNumber
}

function outcomeOf(course: Randomized, inUse: PolicyInUse): Decided {
  const { policy } = inUse
  const noBaseline = withoutBaseline(course, policy)
  if (noBaseline) return censoring(course, undefined, { reason: noBaseline, inUse })
  const adequate = adequateAssessments(course, policy)
  const stop = countStops(course, policy)
  const event = progressionEvent(course, inUse)
  if (!event || (stop && event.evidence > stop.day)) {
    const counted = stop ? adequate.filter(({ date }) => date.day <= stop.day) : adequate
    return censoring(course, counted.at(-1), { reason: stop, inUse })
  }
  const before = adequate.findLast(({ date }) => date.day < event.evidence)
  const gap = gapBefore(event, before, { course, inUse })
  if (gap?.then === 'censor-before-gap') return censoring(course, before, { reason: gap.reason, inUse })
  const { rule, evidence: _, dated, assessment, detail, ...rest } = event
  return {
    ...rest,
    ...whereSeen(assessment, course),
    detail: gap ? `${detail} (${gap.missed})` : detail,
    row: gap ? 11 : event.row === 10 && !before ? 9 : event.row,
    because: [rule, ...dated],
    event: true,
  }
}

/** The assessments that count by the policy, in order of date. */
export function adequateAssessments({ assessments }: Course, { countsAsAssessment }: Policy) {
  return assessments.filter(({ response }) => countsAsAssessment === 'any' || response !== 'NE')
}

/** Why the baseline keeps the subject from being followed, where the policy says so. */
export function withoutBaseline({ baseline, subject }: Course, policy: Policy): Reason | undefined {
  if (baseline?.is === 'none' && policy.noBaseline === 'censor-at-randomization')
    return {
      rule: 'pfs.censor.no-baseline',
      row: 1,
      says: 'no baseline scan',
      censored: 'Without Baseline Assessment',
      from: subject.from,
    }
  if (baseline?.is === 'incomplete' && policy.incompleteBaseline === 'censor-at-randomization')
    return {
      rule: 'pfs.censor.incomplete-baseline',
      row: 1,
      says: 'a target lesion without a measurement at baseline',
      censored: 'Without Complete Baseline Assessment',
      from: baseline.from,
    }
  return undefined
}

/** More visits missed right before the event than the policy allows. A therapy that is the event needs no scan. */
function gapBefore(
  event: ProgressionEvent,
  before: Assessment | undefined,
  { course: { randomized }, inUse }: { course: Randomized; inUse: PolicyInUse },
):
  | { readonly then: 'censor-before-gap' | 'event'; readonly missed: string; readonly reason: Reason }
  | undefined {
  const gap = inUse.policy.missedVisits
  if (!gap || event.row === 8) return undefined
  const count = missedVisits(inUse.imaging, randomized, before?.date.day ?? randomized, event.evidence)
  if (count <= gap.max) return undefined
  const missed = `${count} planned visit${count === 1 ? '' : 's'} missed before`
  return {
    then: event.rule === 'pfs.event.death' ? onDeathAfterGap(gap) : gap.then,
    missed,
    reason: {
      rule: 'pfs.censor.gap',
      row: 11,
      says: `${missed} ${event.detail} on ${event.evidence}`,
      censored: 'Before Missed Visits',
      from: event.from,
    },
  }
}

function censoring(
  course: Randomized,
  last: Assessment | undefined,
  { reason, inUse }: { reason: Reason | undefined; inUse: PolicyInUse },
): Decided {
  const { subject, randomized, assessments, lost } = course
  const { policy, imaging } = inUse
  const isLast = last !== undefined && last.date.day > randomized
  const why = reason ? ` (${reason.says})` : lost ? ` (${lost.says} on ${lost.day})` : ''
  const common = {
    event: false,
    row: reason?.row ?? (lost ? 12 : isLast ? 5 : 2),
  } as const
  const from = reason?.from ?? (lost ? [lost.from] : [])
  const because = reason ? [reason.rule] : lost ? (['pfs.censor.lost'] as const) : []
  if (!isLast)
    return {
      ...common,
      end: randomized,
      what: 'Randomization',
      censored: named('Randomization', reason),
      source: { domain: 'ADSL', variable: 'RANDDT' },
      detail: `no tumour assessment after randomization that counts${why}`,
      because: [...because, 'pfs.censor.randomization'],
      from: [...subject.from, ...from],
    }
  const scheduled = policy.dateOfCensoring === 'last-scheduled'
  return {
    ...common,
    end: scheduled ? lastScheduledDay(imaging, randomized, last.date.day) : last.date.day,
    what: 'Last Tumor Assessment',
    censored: named('Last Tumor Assessment', reason),
    source: {
      domain: 'ADRS',
      variable: 'ADT',
      parameter: last === assessments.at(-1) ? 'LSTA' : 'OVR',
    },
    detail: `last tumour assessment ${last.response}${why}`,
    ...whereSeen(last, course),
    because: [
      ...because,
      'pfs.censor.last-assessment',
      ...(scheduled ? (['pfs.date.last-scheduled'] as const) : []),
    ],
    from: [...last.from, ...from],
  }
}

const named = (what: string, reason: Reason | undefined) => (reason ? `${what} ${reason.censored}` : what)

/** The scan by its number after randomization, and by the name of its visit. */
function whereSeen(assessment: Assessment | undefined, { assessments }: Course) {
  return (
    assessment && {
      scan: assessment.scan,
      visit: `scan ${assessments.indexOf(assessment) + 1} (${assessment.visit})`,
    }
  )
}
