/** Everything that was observed in a study, one list a kind. Each record says the row it came from. */
import type { Day, Imputed, PartialDay } from '../day.ts'
import type { ArmId, LesionId, RowId, ScanId, SubjectId } from '../ids.ts'
import type { Micrometres } from '../length.ts'
import type { DiseaseHistory } from './disease-history.ts'
import type { AblationDetail } from './ablation-detail.ts'
import type { ZoneSigns } from './zone-signs.ts'

export type Records = {
  /** Set where the data is made, not observed; reaches every page, figure and file. */
  readonly synthetic: boolean
  readonly dataCutoff?: Day
  /** The tables that were looked for, in order, with the rows read; `absent` where there was none. */
  readonly tables: readonly Table[]
  readonly subjects: readonly Subject[]
  readonly lesions: readonly Lesion[]
  readonly scans: readonly Scan[]
  readonly reportedResponses: readonly ReportedResponse[]
  readonly doses: readonly Dose[]
  readonly procedures: readonly Procedure[]
  readonly adverseEvents: readonly AdverseEvent[]
  readonly measurements: readonly LaboratoryMeasurement[]
}

export type Table = {
  readonly name: string
  readonly file?: string
  readonly rows: number
  readonly absent: boolean
}

export type Subject = {
  readonly id: SubjectId
  readonly site?: string
  readonly age?: number
  readonly sex?: string
  /** Undefined where the subject was never randomized, or where the file names an arm that the protocol does not have. */
  readonly arm?: ArmId
  readonly randomized?: Day
  readonly death?: Imputed
  /** The last day on which the subject was known to be alive. */
  readonly lastAlive?: Day
  readonly lastAliveFrom: readonly RowId[]
  readonly dispositions: readonly Disposition[]
  /** Why the subject is not in a population, as the data says it: population id → reason. */
  readonly excludedFrom: readonly {
    readonly population: string
    readonly reason: string
    readonly from: RowId
  }[]
  readonly strata: Readonly<Record<string, string>>
  /** What else is known of the subject at baseline, by the name of its column or test, as written. */
  readonly characteristics?: Readonly<Record<string, string>>
  readonly history?: DiseaseHistory
  readonly from: readonly RowId[]
}

export type Disposition = {
  readonly what: string
  readonly says: string
  readonly category?: string
  /** What it is about, such as STUDY TREATMENT or STUDY PARTICIPATION (DSSCAT). */
  readonly subcategory?: string
  readonly date?: PartialDay
  readonly from: RowId
}

export type Reader = string & { readonly __brand: 'Reader' } // 'INVESTIGATOR', 'INDEPENDENT ASSESSOR / RADIOLOGIST 1'

export type LesionRole = 'target' | 'non-target' | 'new'

/** What a lesion is, as far as it decides whether it can be measured. */
export type LesionKind =
  | 'solid'
  | 'cystic-metastasis'
  | 'simple-cyst'
  | 'bone-lytic-soft-tissue'
  | 'bone-lytic'
  | 'bone-blastic'
  | 'effusion'
  | 'leptomeningeal'
  | 'lymphangitic'
  | 'inflammatory-breast'
  | 'not-reproducible'

/** A lesion as one reader identified it. `node`: a lymph node is measured by its short axis. */
export type Lesion = {
  readonly subject: SubjectId
  readonly id: LesionId
  readonly reader: Reader
  readonly role: LesionRole
  readonly organ: string
  readonly laterality?: string
  readonly node: boolean
  readonly method?: string
  readonly kind?: LesionKind
  /** Whether it is the primary tumour; undefined where nobody said. */
  readonly primary?: boolean
  /** It lies where local therapy was given before baseline, and whether it is known to have progressed since. */
  readonly treatedBefore?: 'progressed' | 'not-progressed'
  /** It lies in a part of the body that baseline did not image. */
  readonly outsideBaselineField?: boolean
  /** A part of this lesion, which has split. */
  readonly fragmentOf?: LesionId
  /** Uptake on PET at the site of this lesion, which was known before. */
  readonly sameSiteAs?: LesionId
  /** What PET showed at this site at baseline; `none` where there was no PET. */
  readonly baselinePet?: 'negative' | 'none'
  /** The day on which it was first named. */
  readonly identified?: Day
  readonly from: RowId
}

/** One imaging time point of one subject as one reader saw it; the parts may lie on several days. */
export type Scan = {
  readonly id: ScanId
  readonly subject: SubjectId
  readonly reader: Reader
  readonly visit: string
  readonly visitNumber?: number
  readonly baseline: boolean
  readonly date: Imputed
  readonly lastDate: Imputed
  /** The reader states that a complete response here is definite: what returns later is then progression. */
  readonly definiteCompleteResponse?: boolean
  /** The scan was done out of schedule because of a new symptom. */
  readonly forNewSymptom?: boolean
  /** Of several readers' scans of this visit, the one that was accepted. */
  readonly accepted?: boolean
  readonly observations: readonly LesionObservation[]
}

/** What was seen of one lesion on one scan. */
export type LesionObservation = {
  readonly lesion: LesionId
  /** Longest diameter, or the short axis of a node; undefined if it was not measured. */
  readonly diameter?: Micrometres
  /**
   * For lesions that are not measured; `increased` larger than before, though not unequivocally; `unequivocal-progression`
   * for a non-target, `equivocal` for a new lesion in doubt.
   */
  readonly state?:
    'present' | 'absent' | 'increased' | 'unequivocal-progression' | 'equivocal' | 'too-small-to-measure'
  /** Why there is no value. */
  readonly notDone?: string
  /** Of an ablation zone. */
  readonly zone?: ZoneSigns
  /** Still seen, but without uptake, in the reader's word. */
  readonly completeMetabolicResponse?: boolean
  /** It has become one with this lesion, which carries the diameter of both. */
  readonly mergedInto?: LesionId
  readonly method?: string
  readonly sliceThickness?: Micrometres
  readonly date: Imputed
  readonly from: RowId
}

export type ReportedResponse = {
  readonly subject: SubjectId
  readonly reader: Reader
  readonly accepted: boolean
  /** The reader states whether a complete response here is definite. */
  readonly definiteCompleteResponse?: boolean
  readonly visit: string
  readonly visitNumber?: number
  /** Row number within the subject, for ties on one day. */
  readonly sequence: number
  /** As written, upper case: CR PR SD NON-CR/NON-PD PD NE, or another word that is then a finding. */
  readonly response: string
  readonly criteria?: string
  readonly test: string
  readonly date: Imputed
  readonly from: RowId
}

export type Dose = {
  readonly subject: SubjectId
  readonly drug: string
  readonly amount?: number
  readonly unit?: string
  readonly start: Day
  readonly end?: Day
  readonly from: RowId
}

/** An ablation session of one lesion, or another procedure or anticancer therapy. */
export type Procedure = {
  readonly subject: SubjectId
  readonly what: string
  readonly kind: 'study-ablation' | 'anticancer-therapy' | 'other'
  /** Of an anticancer therapy that treats a tumour where it is; one without it is systemic. */
  readonly local?: 'ablation' | 'radiotherapy' | 'surgery'
  readonly modality?: string
  readonly lesion?: LesionId
  readonly session?: string
  readonly technicalSuccess?: boolean
  readonly detail?: AblationDetail
  readonly start: Day
  readonly from: RowId
}

export type AdverseEvent = {
  readonly subject: SubjectId
  readonly term: string
  readonly bodySystem?: string
  readonly laterality?: string
  readonly grade?: number
  /** The grade of a complication of the procedure, as written, in the scale that its column names. */
  readonly complication?: { readonly cirse?: string; readonly sir?: string }
  readonly serious: boolean
  readonly start?: PartialDay
  readonly end?: PartialDay
  readonly relatedToAblation?: boolean
  readonly relatedToImmunotherapy?: boolean
  readonly from: RowId
}

export type LaboratoryMeasurement = {
  readonly subject: SubjectId
  readonly test: string
  readonly value?: number
  /** Set where the result is written as `<x`: below the limit of quantification. */
  readonly below?: number
  /** Against the laboratory's own range, as it says or as its limits give it. */
  readonly range?: 'low' | 'normal' | 'high'
  readonly unit?: string
  readonly visit?: string
  readonly date?: PartialDay
  readonly from: RowId
}
