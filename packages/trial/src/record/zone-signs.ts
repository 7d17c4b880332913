/** What a reader saw at an ablation zone beside its diameter. Enhancement is the rise with contrast, in Hounsfield units. */
import type { RowId } from '../ids.ts'
import type { Micrometres } from '../length.ts'

export type ZoneSigns = {
  /** The longest diameter of a nodular or eccentric enhancing part at the margin; 0 where there is none. */
  readonly nodule?: Micrometres
  readonly marginEnhancement?: number
  readonly centralEnhancement?: number
  /** The reader says so; growth by diameters is derived. */
  readonly scarGrowth?: boolean
  readonly groundGlassTurnedSolid?: boolean
  readonly petRising?: boolean
  readonly statement?: ZoneStatement
  readonly from: readonly RowId[]
}

/** What the reader states outright of the lesion after ablation; it wins over every sign. */
export type ZoneStatement = 'complete' | 'residual' | 'progression' | 'equivocal'
