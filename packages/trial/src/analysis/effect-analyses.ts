/** The analyses that start from one of a time to an event: subgroups and modalities, each with the times and population of that one. */
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import type { Analysis, TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { ModalityAnalysis, SubgroupsAnalysis } from '../protocol/effect-analyses.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records } from '../record/records.ts'
import type { TimesOfAnalysis } from './analyse.ts'
import { endpointTitle } from './endpoint-title.ts'
import { modality } from './modality.ts'
import type { ModalityReadout } from './modality.ts'
import { isUsableTime } from './subject-time.ts'
import { subgroups } from './subgroups.ts'
import type { SubgroupsReadout } from './subgroups.ts'

export type EffectReadouts = {
  readonly subgroups: readonly SubgroupsReadout[]
  readonly modalities: readonly ModalityReadout[]
  readonly findings: readonly Finding[]
}

/** @param records absent where a table gives one row a subject: then there are no ablations to compare */
export function effectAnalyses(
  { analyses, arms }: Protocol,
  populations: readonly { readonly id: string; readonly members: ReadonlySet<SubjectId> }[],
  {
    timesOf,
    records,
  }: {
    readonly timesOf: (analysis: TimeToEventAnalysis) => TimesOfAnalysis | undefined
    readonly records?: Records
  },
): EffectReadouts {
  const findings: Finding[] = []
  const forest = analyses.filter(isSubgroups).flatMap((asked) => {
    const base = baseOf(asked)
    if (!base) return []
    const { readout, findings: said } = subgroups(base.subjects, { asked, arms, ...base })
    findings.push(...said)
    return readout ?? []
  })
  const modalities = analyses.filter(isModality).flatMap((asked) => {
    if (!records) return refused(asked, 'a table with one row a subject has no ablations')
    const base = baseOf(asked)
    if (!base) return []
    const { readout, findings: said } = modality(base.subjects, records, { asked, ...base })
    findings.push(...said)
    return readout ?? []
  })
  return { subgroups: forest, modalities, findings }

  function baseOf(asked: SubgroupsAnalysis | ModalityAnalysis) {
    const analysis = analyses.filter(isTimeToEvent).find(({ id }) => id === asked.of)
    const population = populations.find(({ id }) => id === analysis?.population)
    const of = analysis && timesOf(analysis)
    if (!analysis || !population || !of) {
      refused(
        asked,
        analysis ? `${asked.of} has no times` : `no analysis of a time to an event is named ${asked.of}`,
      )
      return undefined
    }
    return {
      analysis,
      title: analysis.title ?? endpointTitle(analysis.endpoint),
      policy: of.policy,
      subjects: of.times.filter((time) => population.members.has(time.id) && isUsableTime(time)),
    }
  }
  function refused({ id }: { readonly id: string }, why: string): [] {
    findings.push({
      code: 'analysis.of.unknown',
      severity: 'error',
      message: `analysis ${id}: ${why}; not done`,
    })
    return []
  }
}

function isSubgroups(analysis: Analysis): analysis is SubgroupsAnalysis {
  return analysis.kind === 'subgroups'
}

function isModality(analysis: Analysis): analysis is ModalityAnalysis {
  return analysis.kind === 'modality'
}
