/** Records and responses → per analysis, each randomized subject's time to its endpoint. */
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import { isTimeToEvent, type TimeToEventAnalysis } from '../protocol/analysis.ts'
import { policyNamed, policyNames } from '../protocol/policies.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'
import { bestOverallResponses, type BestOverallResponse } from './best-overall-response.ts'
import { courseFindings } from './course-findings.ts'
import { courses, dataCutoff, type Course } from './course.ts'
import { durationOfResponse } from './duration-of-response.ts'
import { overallSurvival } from './overall-survival.ts'
import { progressionFreeSurvival, type PolicyInUse } from './progression-free-survival.ts'
import { responseParameters, type ResponseParameter } from './response-parameters.ts'
import type { Outcome } from './time-to-event-of.ts'
import type { EndpointKind, TimeToEvent } from './time-to-event.ts'

export type Endpoints = {
  /** Analysis id → its subjects, in the order of the records. */
  readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
  readonly bestResponses: ReadonlyMap<SubjectId, BestOverallResponse>
  readonly findings: readonly Finding[]
}

type Randomized = Course & { readonly randomized: NonNullable<Course['randomized']> }
type Derive = (course: Randomized) => TimeToEvent | undefined

const ofDeath: Derive = (course) => overallSurvival(course, course.randomized)

const kinds: readonly EndpointKind[] = ['os', 'pfs', 'dor']

export function endpointsBySubject(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): Endpoints {
  const all = courses(records, responses, protocol)
  const findings = [...cutFindings(records, responses, protocol), ...all.flatMap(courseFindings)]
  const randomized = all.filter((course): course is Randomized =>
    Boolean(course.randomized && course.subject.arm),
  )
  const parameters = new Map(
    randomized.map((course) => [course.subject.id, responseParameters(course, protocol)]),
  )
  const { best: bestResponses, findings: undecided } = bestOverallResponses(randomized, protocol)
  findings.push(...undecided)
  const byAnalysis = new Map<string, readonly TimeToEvent[]>()
  for (const analysis of protocol.analyses.filter(isTimeToEvent)) {
    if (analysis.endpoint !== 'os' && nobodyWasAssessed(records)) {
      findings.push(noAssessments(analysis))
      continue
    }
    const { derive, findings: wrong } = derivation(analysis, protocol, all)
    findings.push(...wrong)
    if (!derive) continue
    const times = randomized.flatMap((course) => {
      const time = derive(course)
      return time ? [withSequence(time, parameters.get(course.subject.id) ?? [])] : []
    })
    byAnalysis.set(analysis.id, times)
  }
  return { byAnalysis, bestResponses, findings }
}

/** The tables of the study were looked for, and none has a scan or a response: a curve of deaths alone would pass for progression. */
function nobodyWasAssessed({ tables, scans, reportedResponses }: Records): boolean {
  return tables.length > 0 && scans.length === 0 && reportedResponses.length === 0
}

function noAssessments({ id, endpoint }: TimeToEventAnalysis): Finding {
  return {
    code: 'endpoint.no-assessments',
    severity: 'error',
    where: { file: 'protocol.json', field: `analyses.${id}` },
    message: `the study gives neither scans nor responses of anyone, so who progressed is not known; ${endpoint} is not derived`,
  }
}

function derivation(
  { id, endpoint, policy: name }: TimeToEventAnalysis,
  protocol: Protocol,
  all: readonly Course[],
): { derive?: Derive; findings: readonly Finding[] } {
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
  const policy = policyNamed(protocol, name)
  if (endpoint === 'os') {
    return {
      derive: ofDeath,
      findings: policy
        ? []
        : [
            finding(
              'protocol.policy-unknown',
              'warning',
              `${allowed(protocol, name)}; overall survival needs none`,
            ),
          ],
    }
  }
  if (!policy)
    return {
      findings: [finding('protocol.policy-unknown', 'error', `${allowed(protocol, name)}; not derived`)],
    }
  const { imaging } = protocol.schedule
  const inUse: PolicyInUse = { name, policy, imaging }
  const findings: Finding[] = []
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
  if (policy.noBaseline === 'censor-at-randomization' && all.every(({ baseline }) => baseline === undefined))
    findings.push(
      finding(
        'endpoint.baseline-unknown',
        'note',
        `policy ${name} asks for a baseline scan, but the study gives no scans of ${protocol.response.reader}: every subject counts as having one`,
      ),
    )
  const { confirmation } = protocol.response
  return {
    derive: (course) =>
      endpoint === 'dor'
        ? durationOfResponse(course, inUse, confirmation)
        : progressionFreeSurvival(course, inUse),
    findings,
  }
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

function cutFindings(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): readonly Finding[] {
  const cut = dataCutoff(records, protocol)
  if (!cut) return []
  const late = responses.flatMap(({ timePoints }) => timePoints).filter(({ date }) => date.day > cut).length
  const deaths = records.subjects.filter(({ death }) => death && death.day > cut).length
  const count = late + deaths
  if (count === 0) return []
  const message = `${late} assessments and ${deaths} deaths after the data cut-off ${cut} are not used`
  return [{ code: 'endpoint.after-cutoff', severity: 'note', message, count }]
}
