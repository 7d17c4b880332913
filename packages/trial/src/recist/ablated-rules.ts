/** Every rule of ablated lesions and of the pattern of progression, in tables as a clinician reads them. */
import { complicationScales } from '../record/complication-scales.ts'
import { lesionStateRules, untreatedRule } from './lesion-state.ts'
import { progressionExtentRules, progressionPatternRules } from './progression-pattern.ts'
import type { RuleTable } from './rules.ts'
import { zonePhases } from './zone-phase.ts'
import { zoneSignRules } from './zone-sign.ts'

export const ablatedTables: readonly RuleTable[] = [
  { title: 'Phase of an ablation zone', ordered: true, rows: zonePhases },
  { title: 'Signs of tumour at an ablation zone', ordered: false, rows: zoneSignRules },
  { title: 'State of an ablated lesion on one scan', ordered: true, rows: lesionStateRules },
  { title: 'Before the first session', ordered: false, rows: [untreatedRule] },
  { title: 'Pattern of progression, lesion by lesion', ordered: true, rows: progressionPatternRules },
  { title: 'Local or systemic', ordered: false, rows: Object.values(progressionExtentRules) },
  { title: 'Scales for complications', ordered: false, rows: complicationScales },
]
