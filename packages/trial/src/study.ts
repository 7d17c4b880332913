/** The whole road on one screen: from a protocol and its records, or from a table of subjects, to the readout. */
import manifest from '../package.json' with { type: 'json' }
import { ablatedLesionsReadout } from './analysis/ablated-lesions-readout.ts'
import { analyse } from './analysis/analyse.ts'
import { effectAnalyses } from './analysis/effect-analyses.ts'
import { intercurrentEventsReadout } from './analysis/intercurrent-events.ts'
import { policyDecisions } from './analysis/policy-decisions.ts'
import { immuneSection } from './analysis/immune-section.ts'
import { oligoSection } from './analysis/oligo-section.ts'
import { populations } from './analysis/populations.ts'
import { progressionPatternReadout } from './analysis/progression-pattern-readout.ts'
import { readerAgreement } from './analysis/reader-agreement.ts'
import type { Readout } from './analysis/readout.ts'
import { studyTimes, timelessFindings } from './analysis/study-times.ts'
import { subjectChains } from './analysis/subject-chain.ts'
import { subjectRecords } from './analysis/subject-record.ts'
import type { SubjectTable } from './analysis/subject-table.ts'
import { trialTables } from './analysis/trial-tables.ts'
import type { TrialTables } from './analysis/trial-tables.ts'
import { tableChains, tablePopulations, tableTimes } from './analysis/table-times.ts'
import { ablationOutcomes } from './endpoint/ablation-outcomes.ts'
import { endpointsBySubject } from './endpoint/endpoints.ts'
import type { Endpoints } from './endpoint/endpoints.ts'
import type { Finding } from './finding.ts'
import type { Protocol } from './protocol/protocol.ts'
import { responsesBySubject } from './recist/responses.ts'
import type { SubjectResponses } from './recist/response.ts'
import { cutoffOf, dataCut } from './record/data-cut.ts'
import type { Records } from './record/records.ts'

export function readStudy(protocol: Protocol, records: Records, findings: readonly Finding[] = []): Readout {
  return studyReadout(protocol, derivations(protocol, records), findings)
}

export type Derivations = {
  readonly records: Records //                       as they were known at the data cut-off
  readonly responses: readonly SubjectResponses[] // scan    → CR PR SD PD NE, because, from
  readonly byAnalysis: Endpoints['byAnalysis'] //    subject → days, event, because, from
  readonly bestResponses: Endpoints['bestResponses']
  readonly intervals: Endpoints['intervals']
  readonly intercurrentEvents: Endpoints['intercurrentEvents']
  readonly findings: readonly Finding[]
}

export function derivations(protocol: Protocol, given: Records): Derivations {
  const { records, findings: beyond } = dataCut(given, cutoffOf(given, protocol))
  const { responses, findings } = responsesBySubject(records, protocol)
  const endpoints = endpointsBySubject(records, responses, protocol)
  return { records, responses, ...endpoints, findings: [...beyond, ...findings, ...endpoints.findings] }
}

export function studyReadout(
  protocol: Protocol,
  { records, responses, byAnalysis, bestResponses, intercurrentEvents, findings: derived }: Derivations,
  findings: readonly Finding[] = [],
): Readout {
  const counted = populations(records, protocol)
  const timesOf = studyTimes(records, protocol, byAnalysis)
  const analyses = analyse(protocol, counted.populations, timesOf)
  const effects = effectAnalyses(protocol, counted.populations, { timesOf, records })
  const armOf = new Map(records.subjects.flatMap(({ id, arm }) => (arm ? [[id, arm] as const] : [])))
  const tables = trialTables({ records, protocol, populations: counted.populations, responses, byAnalysis })
  return readout(protocol, {
    synthetic: protocol.synthetic || records.synthetic,
    dataCutoff: records.dataCutoff ?? null,
    tables: records.tables,
    populations: counted.populations,
    endpoints: analyses.endpoints,
    ablatedLesions: ablatedLesionsReadout(protocol, records, ablationOutcomes(records, responses, protocol)),
    progressionPatterns: progressionPatternReadout(protocol, {
      responses,
      byAnalysis,
      populations: counted.populations,
      armOf,
    }),
    subgroups: effects.subgroups,
    modalities: effects.modalities,
    subjects: subjectChains({ records, responses, byAnalysis, bestResponses, endpoints: analyses.endpoints }),
    intercurrentEvents: intercurrentEventsReadout(intercurrentEvents, protocol),
    policyDecisions: policyDecisions(protocol, counted.populations, {
      byAnalysis,
      armOf,
    }),
    ...tables.tables,
    subjectRecords: subjectRecords(records, protocol),
    immune: immuneSection(records, responses, protocol),
    oligo: oligoSection(records, responses, protocol),
    readerAgreement: readerAgreement(records, responses, protocol),
    findings: [
      ...findings,
      ...derived,
      ...counted.findings,
      ...timelessFindings(protocol, counted.populations, byAnalysis),
      ...analyses.findings,
      ...tables.findings,
      ...effects.findings,
    ],
  })
}

export function readSubjectTable(
  protocol: Protocol,
  table: SubjectTable,
  findings: readonly Finding[] = [],
): Readout {
  const counted = tablePopulations(table, protocol)
  const timesOf = tableTimes(table)
  const analyses = analyse(protocol, counted, timesOf)
  const effects = effectAnalyses(protocol, counted, { timesOf })
  return readout(protocol, {
    synthetic: protocol.synthetic,
    dataCutoff: protocol.dataCutoff ?? null,
    tables: [],
    populations: counted,
    endpoints: analyses.endpoints,
    subgroups: effects.subgroups,
    modalities: effects.modalities,
    subjects: tableChains(table, analyses.endpoints),
    findings: [...findings, ...analyses.findings, ...effects.findings],
  })
}

/** The common tail: what was found, with the study, the software and the protocol beside it. */
function readout(
  protocol: Protocol,
  found: Pick<
    Readout,
    | 'synthetic'
    | 'dataCutoff'
    | 'tables'
    | 'populations'
    | 'endpoints'
    | 'ablatedLesions'
    | 'progressionPatterns'
    | 'subgroups'
    | 'modalities'
    | 'subjects'
    | 'intercurrentEvents'
    | 'policyDecisions'
    | 'subjectRecords'
    | 'immune'
    | 'oligo'
    | 'readerAgreement'
    | 'findings'
  > &
    TrialTables,
): Readout {
  const { id, version, title, source = null, arms } = protocol
  return {
    schema: 'abscopal.readout/1',
    software: { name: 'Abscopal', version: manifest.version },
    study: { id, version, title, source },
    arms: arms.map((arm) => ({ id: arm.id, title: arm.title, role: arm.role })),
    ...found,
    populations: found.populations.map((population) => withoutMembers(population)),
    protocol,
  }
}

/** The members of a population serve the analysis; the readout has the numbers. */
function withoutMembers({ id, title, says, subjects, byArm, excluded }: Readout['populations'][number]) {
  return { id, title, says, subjects, byArm, excluded }
}
