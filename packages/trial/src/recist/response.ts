/** Response of one subject at one time point, as one reader or as the derivation from measurements has it. */
import type { Imputed } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { LesionId, ScanId, SubjectId } from '../ids.ts'
import type { Micrometres } from '../length.ts'
import type { Reader } from '../record/records.ts'
import type { Course } from './course.ts'
import type { ImmuneTimePoint } from './irecist/immune-response.ts'
import type { AblatedLesion, LesionStateAt } from './ablated-lesions.ts'
import type { ProgressionPattern } from './progression-pattern.ts'

export type TargetResponse = 'CR' | 'PR' | 'SD' | 'PD' | 'NE'
export type NonTargetResponse = 'CR' | 'NON-CR/NON-PD' | 'PD' | 'NE'
export type OverallResponse = 'CR' | 'PR' | 'SD' | 'NON-CR/NON-PD' | 'PD' | 'NE' | 'NED'

/** A category response with the sums that decided it. */
export type TargetAssessment = Derived & {
  readonly response: TargetResponse
  readonly sum: Micrometres
  readonly baseline: Micrometres
  readonly nadir: Micrometres
  readonly complete: boolean
}

export type TimePointResponse = Derived & {
  readonly subject: SubjectId
  readonly reader: Reader
  readonly visit: string
  readonly visitNumber?: number
  readonly sequence: number
  readonly date: Imputed
  /** Absent where the road starts at reported responses. */
  readonly scan?: ScanId
  readonly origin: 'derived' | 'reported'
  readonly response: OverallResponse
  /** Of a complete response: whether the reader states that it is definite. */
  readonly definite?: boolean
  readonly target?: TargetAssessment
  readonly nonTarget?: Derived & { readonly response: NonTargetResponse }
  readonly newLesions?: Derived & { readonly lesions: readonly LesionId[] }
  /** The state of every lesion that the study ablated; empty where none was, absent where responses were reported. */
  readonly ablated?: readonly LesionStateAt[]
  /** Of a PD whose lesions are known. */
  readonly pattern?: ProgressionPattern
  /** One sentence that a clinician can read: `new lesion L6 in liver`. */
  readonly says: string
}

export type SubjectResponses = {
  readonly subject: SubjectId
  /** Of the reader whose assessments the endpoints use, in order of date; baseline is not among them. */
  readonly timePoints: readonly TimePointResponse[]
  /** As the readers of `timePoints` saw them; with its sessions alone where no scan shows one. */
  readonly ablatedLesions?: readonly AblatedLesion[]
  /** Every reader's, for agreement and export. */
  readonly byReader: ReadonlyMap<Reader, readonly TimePointResponse[]>
  /** What each reader saw, scan by scan, for what is asked of the lesions beside the response. */
  readonly courses?: ReadonlyMap<Reader, Course>
  /** By iRECIST, where the protocol asks for it: of the same reader, and every reader's. */
  readonly immune?: {
    readonly timePoints: readonly ImmuneTimePoint[]
    readonly byReader: ReadonlyMap<Reader, readonly ImmuneTimePoint[]>
  }
}
