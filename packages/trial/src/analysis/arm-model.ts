/** The one Cox model of an analysis, arms against the reference: hazard ratio, proportionality, subgroups and refits all start from it. */
import { cox } from '@abscopal/stats'
import type { Cox } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import { completeSubjects, strataCodes } from './complete-subjects.ts'
import { covariateColumns } from './covariate-columns.ts'
import type { CovariateColumn } from './covariate-columns.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type ArmQuestion = {
  readonly arms: readonly string[]
  readonly reference: string | null
  readonly model: TimeToEventAnalysis['model']
  readonly where: string
}

export type ArmModel = {
  readonly fit: Cox
  /** The subjects of the fit, in the order of its rows. */
  readonly complete: readonly SubjectTime[]
  /** The arms that its first columns stand for; the covariates follow. */
  readonly compared: readonly string[]
  readonly columns: readonly CovariateColumn[]
}

/** @returns the model, or `why` there is none */
export function armModel(
  subjects: readonly SubjectTime[],
  { arms, reference, model: { strata, adjustFor, ties }, where }: ArmQuestion,
): { readonly model?: ArmModel; readonly why?: string; readonly findings: readonly Finding[] } {
  const { complete, findings } = completeSubjects(subjects, { strata, adjustFor }, `${where}, Cox model`)
  const hasSubjects = (arm: string | null) => complete.some((subject) => subject.arm === arm)
  const compared = reference === null ? [] : arms.filter((arm) => arm !== reference && hasSubjects(arm))
  const why =
    reference === null
      ? 'there is one arm'
      : !hasSubjects(reference)
        ? 'the reference arm has no subjects'
        : compared.length === 0
          ? 'no other arm has subjects'
          : complete.some(({ event }) => event)
            ? undefined
            : 'no subject has the event'
  if (why) return { why, findings }

  const indicators = compared.map((arm) =>
    Float64Array.from(complete, (subject) => (subject.arm === arm ? 1 : 0)),
  )
  const columns = covariateColumns(complete, adjustFor)
  const fit = cox(
    timeColumn(complete),
    eventColumn(complete),
    [...indicators, ...columns.map(({ values }) => values)],
    { ties, ...(strata.length > 0 && { strata: strataCodes(complete, strata) }) },
  )
  return { model: { fit, complete, compared, columns }, findings }
}
