/** What is known of a subject's disease before the study; what is not known is absent, never guessed. */
import type { Day } from '../day.ts'
import type { RowId } from '../ids.ts'

export type DiseaseHistory = {
  readonly polymetastaticBefore?: boolean
  readonly oligometastaticBefore?: boolean
  readonly primaryDiagnosed?: Day
  readonly oligometastaticDiagnosed?: Day
  /** Systemic therapy ran when the oligometastatic state was found. */
  readonly onSystemicTherapy?: boolean
  /** The first dose ever, also before the study. */
  readonly immunotherapySince?: Day
  readonly from: readonly RowId[]
}
