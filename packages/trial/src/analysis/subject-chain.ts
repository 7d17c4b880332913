/** The chain of one subject, for a reader who asks where a number came from: endpoint → responses → scans → lesions. */
import type { BestOverallResponse } from '../endpoint/best-overall-response.ts'
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { RuleId, ScanId, SubjectId } from '../ids.ts'
import { toMillimetres } from '../length.ts'
import type { SubjectResponses, TimePointResponse } from '../recist/response.ts'
import type { Lesion, Records, Scan } from '../record/records.ts'
import { ruleSentence } from '../rules.ts'
import type {
  EndpointChain,
  EndpointReadout,
  SubjectReadout,
  LesionStateChain,
  TimePointChain,
} from './readout.ts'

type Sources = {
  readonly records: Records
  readonly responses: readonly SubjectResponses[]
  readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
  readonly bestResponses?: ReadonlyMap<SubjectId, BestOverallResponse>
  readonly endpoints: readonly EndpointReadout[]
}

export function subjectChains({
  records,
  responses,
  byAnalysis,
  bestResponses,
  endpoints,
}: Sources): SubjectReadout[] {
  const scans = new Map(records.scans.map((scan) => [scan.id, scan]))
  const responsesOf = new Map(responses.map((one) => [one.subject, one.timePoints]))
  const lesionsOf = Map.groupBy(records.lesions, ({ subject }) => subject)
  const timesOf = endpoints.map((endpoint) => ({
    endpoint,
    bySubject: new Map((byAnalysis.get(endpoint.id) ?? []).map((time) => [time.subject, time])),
  }))
  return records.subjects.map(({ id, arm }) => {
    const timePoints = responsesOf.get(id) ?? []
    const readers = new Set(timePoints.map(({ reader }) => reader))
    return {
      id,
      arm: arm ?? null,
      endpoints: timesOf.flatMap(({ endpoint, bySubject }) => {
        const time = bySubject.get(id)
        return time ? [endpointChain(endpoint, time)] : []
      }),
      bestResponse: bestResponseChain(bestResponses?.get(id)),
      timePoints: timePoints.map((point) => timePointChain(point, scans)),
      lesions: (lesionsOf.get(id) ?? [])
        .filter(({ reader }) => readers.size === 0 || readers.has(reader))
        .map(lesionChain),
    }
  })
}

function bestResponseChain(best: BestOverallResponse | undefined): SubjectReadout['bestResponse'] {
  if (!best) return null
  const { response, confirmed, date, undecided, says, because, from } = best
  return {
    response,
    confirmed,
    date: date?.day ?? null,
    undecided: undecided ?? null,
    says,
    because: sentences(because),
    from,
  }
}

function endpointChain({ id, title }: EndpointReadout, time: TimeToEvent): EndpointChain {
  const { days, event, start, end, what, says, scan, because, from } = time
  return {
    id,
    title,
    days,
    event,
    start,
    end,
    what,
    says,
    scan: scan ?? null,
    because: sentences(because),
    from,
  }
}

function timePointChain(point: TimePointResponse, scans: ReadonlyMap<ScanId, Scan>): TimePointChain {
  const { scan, visit, date, origin, response, says, because, from, target } = point
  const seen = scan === undefined ? undefined : scans.get(scan)
  return {
    scan: scan ?? null,
    visit,
    date: date.day,
    dateFlag: date.flag ?? null,
    origin,
    response,
    says,
    because: sentences(because),
    from,
    sums: target
      ? {
          sumMm: toMillimetres(target.sum),
          baselineMm: toMillimetres(target.baseline),
          nadirMm: toMillimetres(target.nadir),
          complete: target.complete,
        }
      : null,
    lesions: (seen?.observations ?? []).map((observed) => ({
      id: observed.lesion,
      diameterMm: observed.diameter === undefined ? null : toMillimetres(observed.diameter),
      state: observed.state ?? null,
      notDone: observed.notDone ?? null,
      ablation: lesionStateChain(point, observed.lesion),
      from: observed.from,
    })),
    pattern: point.pattern ? { ...point.pattern, because: sentences(point.pattern.because) } : null,
  }
}

function lesionStateChain({ ablated }: TimePointResponse, id: string): LesionStateChain | null {
  const found = ablated?.find(({ lesion }) => lesion === id)
  if (!found) return null
  const { state, phase = null, daysSince = null, says, because, from } = found
  return { state, phase, daysSince, says, because: sentences(because), from }
}

function lesionChain({ id, role, organ, node, from }: Lesion): SubjectReadout['lesions'][number] {
  return { id, role, organ, node, from }
}

const sentences = (because: readonly RuleId[]) => because.map((id) => ruleSentence(id))
