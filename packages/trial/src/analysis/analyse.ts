/** Every analysis of the protocol that can be done, in its order; what cannot be done is said. */
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { isTable } from '../protocol/trial-tables.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { compareArms } from './compare-arms.ts'
import { endpointTitle } from './endpoint-title.ts'
import type { EndpointReadout, Unit } from './readout.ts'
import { isUsableTime } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type TimesOfAnalysis = {
  readonly unit: Unit
  readonly times: readonly SubjectTime[]
  /** How the times were made, in sentences, and the name of the policy. */
  readonly howTimes: readonly string[]
  readonly policy: string
}

export function analyse(
  protocol: Protocol,
  populations: readonly { readonly id: string; readonly members: ReadonlySet<SubjectId> }[],
  timesOf: (analysis: TimeToEventAnalysis) => TimesOfAnalysis | undefined,
): { readonly endpoints: readonly EndpointReadout[]; readonly findings: readonly Finding[] } {
  const endpoints: EndpointReadout[] = []
  const findings: Finding[] = []
  for (const analysis of protocol.analyses) {
    if (isTable(analysis.kind)) continue // the tables of the trial are made from the records, not from times
    if (elsewhere.includes(analysis.kind)) continue
    const result = isTimeToEvent(analysis)
      ? timeToEvent(analysis)
      : notDone(analysis.id, 'analysis.kind.not-done', `analyses of kind ${analysis.kind} are not done yet`)
    if (result.endpoint) endpoints.push(result.endpoint)
    findings.push(...result.findings)
  }
  return { endpoints, findings }

  function timeToEvent(analysis: TimeToEventAnalysis): Result {
    const { id, endpoint } = analysis
    const population = populations.find((other) => other.id === analysis.population)
    if (!population)
      return notDone(
        id,
        'analysis.population.unknown',
        `no population ${analysis.population}; there are ${populations.map((p) => p.id).join(', ')}`,
      )
    const of = timesOf(analysis)
    if (!of) return notDone(id, 'analysis.endpoint.none', `no times of the endpoint ${endpoint}`)
    const members = of.times.filter((subject) => population.members.has(subject.id))
    const usable = members.filter(isUsableTime)
    const compared = compareArms(usable, {
      ...of,
      analysis,
      title: analysis.title ?? endpointTitle(endpoint),
      arms: protocol.arms,
    })
    const refused = members.filter((subject) => !isUsableTime(subject))
    return {
      endpoint: compared.endpoint,
      findings: [...refused.map((subject) => negative(id, subject)), ...compared.findings],
    }
  }
}

/** Kinds that start from an analysis of a time to an event, see effect-analyses.ts and the sensitivity panel. */
const elsewhere: readonly string[] = ['subgroups', 'sensitivity', 'modality']

type Result = { readonly endpoint?: EndpointReadout; readonly findings: readonly Finding[] }

function notDone(id: string, code: string, why: string): Result {
  const severity = code === 'analysis.kind.not-done' ? 'note' : 'error'
  return { findings: [{ code, severity, message: `analysis ${id}: ${why}` }] }
}

function negative(analysis: string, { id, time }: SubjectTime): Finding {
  const message = `analysis ${analysis}: a time must be 0 or more, got ${time}; the subject is left out`
  return { code: 'analysis.time.negative', severity: 'error', subject: id, message }
}
