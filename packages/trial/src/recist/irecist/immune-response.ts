/** Response by iRECIST of one subject at one time point: the overall word and a state per category. */
import type { Day } from '../../day.ts'
import type { LesionId } from '../../ids.ts'
import type { TimePointResponse } from '../response.ts'

export type ImmuneResponse = 'iCR' | 'iPR' | 'iSD' | 'NON-iCR/NON-iUPD' | 'iUPD' | 'iCPD' | 'NE' | 'NED'

export type ImmuneCategories = {
  readonly target?: ImmuneResponse
  readonly nonTarget?: ImmuneResponse
  /** `known`: still there after its iUPD was cleared. Undefined where no new lesion was ever seen. */
  readonly newLesion?: 'iUPD' | 'iCPD' | 'known' | 'gone' | 'NE'
}

export type ImmuneTimePoint = Omit<TimePointResponse, 'response' | 'target' | 'nonTarget' | 'newLesions'> & {
  readonly response: ImmuneResponse
  /** Absent where the reader only reported the word. */
  readonly categories?: ImmuneCategories
  /** The first day of the iUPD that stands, is confirmed or is cleared here. */
  readonly since?: Day
  /** Lesions of a standing iUPD that were treated locally: whether it would have been confirmed cannot be known. */
  readonly unresolvable?: readonly LesionId[]
}
