/** Published thresholds of oligo-residual disease. None of them is BOOSTER's, whose definition is not published. */
import { oligoStateSchema, type OligoSettings } from '../protocol/oligo-state.ts'
import type { Sentence } from '../recist/rule.ts'

export const oligoPresets: Readonly<Record<string, OligoSettings>> = {
  'ord-cohort-2025': oligoStateSchema.parse({
    maxLesions: 5,
    maxOrgans: 3,
    operator: 'or',
    source: 'retrospective cohort after first-line PD-(L)1, n = 127, Sci Rep, 21 October 2025',
  }),
  'consolidation-radiotherapy-trial': oligoStateSchema.parse({
    maxLesions: 5,
    maxOrgans: 3,
    operator: 'and',
    imaging: ['PET'],
    source: 'randomized phase 2 after 4–6 cycles of chemo-immunotherapy, medifind.com trial 563975906',
  }),
}

/** The limits are the source's; every switch that it does not name is ours. */
export const oligoPresetRows: readonly Sentence[] = Object.entries(oligoPresets).map(([name, preset]) => ({
  id: `oligo.preset.${name}`,
  says: `at most ${preset.maxLesions} lesions ${preset.operator} at most ${preset.maxOrgans} organs${preset.imaging.length > 0 ? `, seen by ${preset.imaging.join(' or ')}` : ''}; the other switches are local defaults`,
  source: preset.source ?? '',
  tag: 'S',
}))
