/**
 * How ablated lesions are judged one by one, and what of a progression counts as local or systemic. BOOSTER's own choices
 * are not published, and the thresholds here that no source gives are local defaults (docs/methods/ablated-lesions.md).
 */
import { z } from 'zod'

export const localProgressionSchema = z.object({
  /** What signs of imaging decide without the reader's statement: a finding that asks for it, or the event itself. */
  signsAlone: z.enum(['finding', 'event']).default('finding'),
  /** A zone has grown by at least both, from its smallest diameter since the last session. */
  zoneGrowth: z.object({ percent: z.int().min(0).default(20), mm: z.int().min(0).default(5) }).prefault({}),
  /** What proves a complete ablation: a scan later than the early phase without a sign, or only the reader's word. */
  completeAblation: z.enum(['no-sign', 'stated']).default('no-sign'),
  /** Technique efficacy: complete at the last scan up to `atDays + windowDays` after the treatment; secondary within so many treatments. */
  efficacy: z
    .object({
      atDays: z.int().min(1).default(30),
      windowDays: z.int().min(0).default(30),
      treatments: z.int().min(1).default(2),
    })
    .prefault({}),
  /** Whether residual tumour is an event of the time to local progression, or ends the follow-up of that lesion unproven. */
  residualIsEvent: z.boolean().default(false),
})

export const progressionClass = z.enum([
  'residual',
  'local',
  'regional',
  'distant-known',
  'distant-new',
  'cns',
])

export const progressionPatternSchema = z.object({
  /** The nodal basin of an organ, by words in the place of a node. [K: TNM, regional nodes of the lung; verify] */
  nodalBasins: z
    .record(z.string(), z.array(z.string()))
    .default({ lung: ['hilar', 'mediastinal', 'intrathoracic', 'scalene', 'supraclavicular'] }),
  /** The classes that make a progression systemic; it is local where none of them is there. */
  systemic: z.array(progressionClass).default(['distant-known', 'distant-new', 'cns']),
})

export type LocalProgressionSettings = z.infer<typeof localProgressionSchema>
export type ProgressionPatternSettings = z.infer<typeof progressionPatternSchema>
export type ProgressionClass = z.infer<typeof progressionClass>
