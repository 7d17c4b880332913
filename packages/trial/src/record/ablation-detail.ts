/** What is known of the ablation of one lesion in one session, beside the day, the modality and whether it succeeded. */
import type { Micrometres } from '../length.ts'

export type AblationDetail = {
  /** The smallest margin around the tumour. */
  readonly margin?: Micrometres
  /** The diameters of the zone at the end of the session, the longest first. */
  readonly zone?: readonly Micrometres[]
  readonly plan?: AblationPlan
  readonly complication?: Complication
}

/** `staged`: a further part of one planned treatment; `repeat`: a new ablation of a lesion whose treatment was over. */
export type AblationPlan = 'first' | 'staged' | 'repeat'

/** A grade says nothing without the version of its scale; the scales: `complication-scales.ts`. */
export type Complication = { readonly scale: string; readonly grade: string }
