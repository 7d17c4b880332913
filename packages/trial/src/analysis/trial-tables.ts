/** The tables that describe a trial, each made from the records by its own file: flow, baseline, exposure, safety, biomarkers, timelines. */
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { Finding } from '../finding.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'
import { baseline } from './baseline.ts'
import { biomarkers } from './biomarker.ts'
import { exposure } from './exposure.ts'
import { flow } from './flow.ts'
import type { Population } from './populations.ts'
import type { Readout } from './readout.ts'
import { safety } from './safety.ts'
import { timelines } from './timelines.ts'

export type TrialTables = Pick<
  Readout,
  'flow' | 'baseline' | 'exposure' | 'safety' | 'biomarkers' | 'timelines'
>

export type TrialSources = {
  readonly records: Records
  readonly protocol: Protocol
  readonly populations: readonly Population[]
  readonly responses: readonly SubjectResponses[]
  readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
}

export function trialTables({ records, protocol, populations, responses, byAnalysis }: TrialSources): {
  readonly tables: TrialTables
  readonly findings: readonly Finding[]
} {
  const who = baseline(records, protocol, populations)
  const given = exposure(records, protocol, populations)
  const harms = safety(records, protocol, populations)
  const markers = biomarkers(records, protocol, { populations, byAnalysis })
  return {
    tables: {
      flow: flow(records, protocol, populations),
      ...(who.baseline && { baseline: who.baseline }),
      ...(given.exposure && { exposure: given.exposure }),
      ...(harms.safety && { safety: harms.safety }),
      biomarkers: markers.biomarkers,
      timelines: timelines(records, protocol, responses),
    },
    findings: [...who.findings, ...given.findings, ...harms.findings, ...markers.findings],
  }
}
