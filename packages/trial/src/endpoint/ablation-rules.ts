/** The rules of what came of each ablation, in tables as a clinician reads them. */
import type { RuleTable } from '../recist/rules.ts'
import { ablationOutcomeRules } from './ablation-outcome.ts'
import { localProgressionTimeRules } from './time-to-local-progression.ts'

export const ablationOutcomeTables: readonly RuleTable[] = [
  { title: 'Outcome of an ablation', ordered: false, rows: ablationOutcomeRules },
  { title: 'Time to local progression of a lesion', ordered: false, rows: localProgressionTimeRules },
]
