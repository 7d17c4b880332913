/** A study as one row a subject: the time, whether the event came, and what the analysis needs besides. */
import type { ArmId, RowId, SubjectId } from '../ids.ts'
import type { Unit } from './readout.ts'

export type SubjectTable = {
  readonly unit: Unit
  readonly subjects: readonly TableSubject[]
}

export type TableSubject = {
  readonly id: SubjectId
  readonly arm: ArmId
  readonly time: number
  readonly event: boolean
  readonly strata: Readonly<Record<string, string>>
  /** Numbers as they came; a column of words as one 0/1 covariate a level (`celltype=large`), the first level left out. */
  readonly covariates: Readonly<Record<string, number>>
  readonly from: readonly RowId[]
}
