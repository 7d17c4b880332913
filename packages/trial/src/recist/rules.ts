/** Every rule of this folder, in tables as a clinician reads them. */
import { ablatedRules } from './ablated.ts'
import { newLesionRules } from './new-lesion.ts'
import { nonTargetRules } from './non-target.ts'
import { overallNoDisease, overallNonTargetOnly, overallWithTargets } from './overall.ts'
import { reportedRules } from './reported.ts'
import type { Sentence } from './rule.ts'
import { targetRules } from './target.ts'

export type RuleTable = {
  readonly title: string
  /** Whether the rows are tried in order and the first that holds decides. */
  readonly ordered: boolean
  readonly rows: readonly Sentence[]
}

export const recistTables: readonly RuleTable[] = [
  { title: 'Target lesions', ordered: true, rows: targetRules },
  { title: 'Non-target lesions', ordered: true, rows: nonTargetRules },
  { title: 'New lesions', ordered: false, rows: Object.values(newLesionRules) },
  { title: 'Overall response, with target lesions', ordered: true, rows: overallWithTargets },
  { title: 'Overall response, non-target lesions only', ordered: true, rows: overallNonTargetOnly },
  { title: 'Overall response, no disease to follow', ordered: true, rows: overallNoDisease },
  { title: 'Ablated lesions (the protocol chooses one)', ordered: false, rows: Object.values(ablatedRules) },
  { title: 'Reported responses', ordered: false, rows: Object.values(reportedRules) },
]
