/** Records and responses → per analysis, each randomized subject's time to its endpoint. */
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import { isTimeToEvent, type TimeToEventAnalysis } from '../protocol/analysis.ts'
import { analysisPolicy } from '../protocol/estimand-strategies.ts'
import { policyNames } from '../protocol/policies.ts'
import type { Policy } from '../protocol/policy.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { readerView } from '../recist/reader-view.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'
import { bestOverallResponses, type BestOverallResponse } from './best-overall-response.ts'
import { courseFindings } from './course-findings.ts'
import { courses, type Course } from './course.ts'
import { durationOfResponse } from './duration-of-response.ts'
import { immuneProgressionFreeSurvival } from './immune-progression-free-survival.ts'
import { intercurrentEventsOf, type IntercurrentEvent } from './intercurrent-events.ts'
import { nextSystemicTherapy, pfsOnNextSystemicTherapy, timeToNextSystemicTherapy } from './next-line.ts'
import { overallSurvival } from './overall-survival.ts'
import { polymetastaticFreeSurvival } from './polymetastatic-free-survival.ts'
import { progressionFreeSurvival, type PolicyInUse } from './progression-free-survival.ts'
import { progressionInterval, type ProgressionInterval } from './progression-interval.ts'
import { responseParameters, type ResponseParameter } from './response-parameters.ts'
import type { Outcome } from './time-to-event-of.ts'
import type { EndpointKind, TimeToEvent } from './time-to-event.ts'

export type Endpoints = {
  /** Analysis id → its subjects, in the order of the records. */
  readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
  readonly bestResponses: ReadonlyMap<SubjectId, BestOverallResponse>
  /** Of analyses of progression-free survival, when it happened as far as scans can tell; subjects in the same order. */
  readonly intervals: ReadonlyMap<string, readonly ProgressionInterval[]>
  readonly intercurrentEvents: readonly IntercurrentEvent[]
  readonly findings: readonly Finding[]
}

type Randomized = Course & { readonly randomized: NonNullable<Course['randomized']> }
type Derive = (course: Randomized) => TimeToEvent | undefined

const kinds: readonly EndpointKind[] = ['os', 'pfs', 'dor', 'pfs-nest', 'ttnt', 'ipfs', 'pmfs']

export function endpointsBySubject(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): Endpoints {
  const own = coursesOf(records, responses, protocol)
  const findings = own.all.flatMap(courseFindings)
  const byReader = new Map([[protocol.response.reader, own]])
  const readBy = (reader: string) => {
    const known = byReader.get(reader)
    if (known) return known
    const view = readerView(records, responses, { protocol, reader })
    const found = coursesOf(records, view.responses, view.protocol)
    findings.push(...view.findings)
    byReader.set(reader, found)
    return found
  }
  const { best: bestResponses, findings: undecided } = bestOverallResponses(own.randomized, protocol)
  findings.push(...undecided)
  const byAnalysis = new Map<string, readonly TimeToEvent[]>()
  const intervals = new Map<string, readonly ProgressionInterval[]>()
  for (const analysis of protocol.analyses.filter(isTimeToEvent)) {
    const unknown = notKnown(analysis, records)
    if (unknown) {
      findings.push(unknown)
      continue
    }
    const { all, randomized, parameters } = readBy(analysis.reader ?? protocol.response.reader)
    const { derive, policy, findings: wrong } = derivation(analysis, protocol, all)
    findings.push(...wrong)
    if (!derive) continue
    const derived = randomized.flatMap((course) => {
      const time = derive(course)
      return time ? [{ course, time }] : []
    })
    byAnalysis.set(
      analysis.id,
      derived.map(({ course, time }) => withSequence(time, parameters.get(course.subject.id) ?? [])),
    )
    if (analysis.endpoint === 'pfs' && policy)
      intervals.set(
        analysis.id,
        derived.map(({ course, time }) => progressionInterval(time, course, policy)),
      )
  }
  return {
    byAnalysis,
    bestResponses,
    intervals,
    intercurrentEvents: intercurrentEventsOf(records, own.all, protocol),
    findings,
  }
}

/** Where the tables that tell an endpoint were looked for and not found, a curve of deaths alone would pass for it. */
function notKnown(
  { id, endpoint }: TimeToEventAnalysis,
  { tables, scans, reportedResponses }: Records,
): Finding | undefined {
  const finding = (code: string, why: string): Finding => ({
    code,
    severity: 'error',
    where: { file: 'protocol.json', field: `analyses.${id}` },
    message: `the study gives ${why} is not known; ${endpoint} is not derived`,
  })
  const nobodyWasAssessed = tables.length > 0 && scans.length === 0 && reportedResponses.length === 0
  if (nobodyWasAssessed && endpoint !== 'os' && endpoint !== 'ttnt')
    return finding('endpoint.no-assessments', 'neither scans nor responses of anyone, so who progressed')
  if (measuresNobody({ tables, scans, reportedResponses }) && endpoint !== 'os' && endpoint !== 'ttnt')
    return finding(
      'endpoint.no-measurements',
      'no measurement and no response of anyone, only lesions by name, so who progressed',
    )
  const noProcedures = tables.some(({ name, absent }) => name === 'pr' && absent)
  if (noProcedures && (endpoint === 'ttnt' || endpoint === 'pfs-nest'))
    return finding('endpoint.no-procedures', 'no table of procedures, so who had a next systemic therapy')
  return undefined
}

/** Of a broken tr.csv only the new lesions that tu.csv names are left: progressions alone, and nobody without one. */
function measuresNobody({
  tables,
  scans,
  reportedResponses,
}: Pick<Records, 'tables' | 'scans' | 'reportedResponses'>): boolean {
  const named = tables.find(({ name }) => name === 'tu')?.file
  return (
    named !== undefined &&
    scans.length > 0 &&
    reportedResponses.length === 0 &&
    scans.every(({ observations }) => observations.every(({ from }) => from.startsWith(`${named}:`)))
  )
}

/** The courses as the protocol's reader saw them, and those that endpoints are derived of. */
function coursesOf(records: Records, responses: readonly SubjectResponses[], protocol: Protocol) {
  const all = courses(records, responses, protocol)
  const randomized = all.filter((course): course is Randomized =>
    Boolean(course.randomized && course.subject.arm),
  )
  const parameters = new Map(
    randomized.map((course) => [course.subject.id, responseParameters(course, protocol)]),
  )
  return { all, randomized, parameters }
}

type Derivation = {
  readonly derive?: Derive
  /** The policy in use, where the endpoint has one. */
  readonly policy?: Policy
  readonly findings: readonly Finding[]
}

function derivation(analysis: TimeToEventAnalysis, protocol: Protocol, all: readonly Course[]): Derivation {
  const { id, endpoint, policy: name } = analysis
  const finding = (code: string, severity: Finding['severity'], message: string): Finding => ({
    code,
    severity,
    where: { file: 'protocol.json', field: `analyses.${id}` },
    message,
  })
  if (!kinds.includes(endpoint as EndpointKind))
    return {
      findings: [
        finding(
          'protocol.endpoint-unknown',
          'error',
          `endpoint ${kinds.join(', ')}, got ${endpoint}; not derived`,
        ),
      ],
    }
  const { policy, estimand, changed, refused } = analysisPolicy(protocol, analysis)
  if (refused.length > 0)
    return {
      findings: refused.map((why) => finding('protocol.estimand', 'error', `${why}; not derived`)),
    }
  if (endpoint === 'pmfs' && !protocol.oligoState)
    return {
      findings: [
        finding('protocol.no-oligo-state', 'error', 'endpoint pmfs needs oligoState, got none; not derived'),
      ],
    }
  const withoutPolicy = derivedWithoutPolicy(endpoint as EndpointKind, protocol)
  if (withoutPolicy)
    return {
      derive: withoutPolicy,
      findings: [
        ...(policy
          ? []
          : [
              finding(
                'protocol.policy-unknown',
                'warning',
                `${allowed(protocol, name)}; endpoint ${endpoint} needs none`,
              ),
            ]),
        ...(endpoint === 'pfs-nest' ? unusedOnNextLine(all).map((why) => finding(...why)) : []),
      ],
    }
  if (!policy)
    return {
      findings: [finding('protocol.policy-unknown', 'error', `${allowed(protocol, name)}; not derived`)],
    }
  const { imaging } = protocol.schedule
  const inUse: PolicyInUse = { name, policy, imaging, estimand: estimand?.id }
  const findings: Finding[] = []
  if (changed.length > 0)
    findings.push(
      finding(
        'protocol.estimand-sets-policy',
        'note',
        `estimand ${estimand?.id} sets of policy ${name}: ${changed.join(', ')}`,
      ),
    )
  if (
    imaging.length === 0 &&
    (policy.missedVisits ||
      policy.dateOfProgression === 'next-scheduled' ||
      policy.dateOfCensoring === 'last-scheduled')
  )
    findings.push(
      finding(
        'protocol.no-imaging-schedule',
        'error',
        `policy ${name} counts planned visits, but schedule.imaging is empty: no visit counts as missed and no date is moved`,
      ),
    )
  const asksForBaseline = [policy.noBaseline, policy.incompleteBaseline].includes('censor-at-randomization')
  if (asksForBaseline && all.every(({ baseline }) => baseline === undefined))
    findings.push(
      finding(
        'endpoint.baseline-unknown',
        'note',
        `policy ${name} asks for a baseline scan, but the study gives no scans of ${protocol.response.reader}: every subject counts as having one`,
      ),
    )
  if (endpoint === 'ipfs' && protocol.response.irecist === 'no')
    findings.push(
      finding(
        'protocol.no-irecist',
        'error',
        'endpoint ipfs needs response.irecist exploratory, got no; not derived',
      ),
    )
  const { confirmation } = protocol.response
  return {
    derive: (course) =>
      endpoint === 'dor'
        ? durationOfResponse(course, inUse, confirmation)
        : endpoint === 'ipfs'
          ? immuneProgressionFreeSurvival(course, inUse, protocol.response.immune)
          : progressionFreeSurvival(course, inUse),
    policy,
    findings,
  }
}

/** Endpoints that no policy decides. */
function derivedWithoutPolicy(
  endpoint: EndpointKind,
  { nextSystemicTherapy: settings, oligoState }: Protocol,
): Derive | undefined {
  if (endpoint === 'os') return (course) => overallSurvival(course, course.randomized)
  if (endpoint === 'pmfs') return (course) => polymetastaticFreeSurvival(course, oligoState)
  if (endpoint === 'ttnt') return (course) => timeToNextSystemicTherapy(course, settings)
  if (endpoint === 'pfs-nest') return (course) => pfsOnNextSystemicTherapy(course, settings)
  return undefined
}

function unusedOnNextLine(
  all: readonly Course[],
): [code: string, severity: Finding['severity'], message: string][] {
  const count = all.filter((course) => {
    const next = nextSystemicTherapy(course)
    return next && course.assessments.some(({ origin, date }) => origin === 'derived' && date.day > next.day)
  }).length
  if (count === 0) return []
  return [
    [
      'endpoint.next-line-measured',
      'note',
      `${count} subjects were measured after the start of the next systemic therapy; their nadir is of the line before, so that these scans show no progression on it and are not used`,
    ],
  ]
}

function allowed(protocol: Protocol, name: string): string {
  return `policy ${policyNames(protocol).join(', ')}, got ${name}`
}

/** The number of the row of ADRS that holds the date, where one does. */
function withSequence(time: TimeToEvent, rows: readonly ResponseParameter[]): TimeToEvent {
  const { parameter, ...source } = time.source as Outcome['source']
  if (!parameter) return { ...time, source }
  const row = rows.find(
    ({ code, date, analysed }) =>
      code === parameter && analysed && (code !== 'OVR' || date?.day === time.end),
  )
  return { ...time, source: { ...source, sequence: row?.sequence } }
}
