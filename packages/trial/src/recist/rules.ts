/** Every rule of this folder, in tables as a clinician reads them. */
import { adjudicationRules } from './adjudication-rules.ts'
import { ablatedRules } from './ablated.ts'
import { immuneRules } from './irecist/immune-rules.ts'
import { reportedImmuneRules } from './irecist/reported-immune.ts'
import { linkRules } from './lesion-links.ts'
import { measurabilityRules } from './measurability.ts'
import { newLesionRules } from './new-lesion.ts'
import { nonTargetRules } from './non-target.ts'
import { overallNoDisease, overallNonTargetOnly, overallWithTargets } from './overall.ts'
import { reportedRules } from './reported.ts'
import type { Sentence } from './rule.ts'
import { tooSmallRule } from './seen.ts'
import { selectionRules } from './selection.ts'
import { nodePending, targetRules } from './target.ts'
import { dateRules } from './time-point-date.ts'

export type RuleTable = {
  readonly title: string
  /** Whether the rows are tried in order and the first that holds decides. */
  readonly ordered: boolean
  readonly rows: readonly Sentence[]
}

export const recistTables: readonly RuleTable[] = [
  { title: 'Baseline: what is measurable (findings)', ordered: false, rows: measurabilityRules },
  {
    title: 'Baseline: choice of targets (findings)',
    ordered: false,
    rows: Object.values(selectionRules),
  },
  { title: 'Target lesions', ordered: true, rows: targetRules },
  { title: 'A single node after complete response', ordered: false, rows: [nodePending] },
  {
    title: 'Values: small, split and merged lesions',
    ordered: false,
    rows: [tooSmallRule, ...Object.values(linkRules)],
  },
  { title: 'Non-target lesions', ordered: true, rows: nonTargetRules },
  { title: 'New lesions', ordered: false, rows: Object.values(newLesionRules) },
  { title: 'The date of a time point on several days', ordered: false, rows: Object.values(dateRules) },
  { title: 'Overall response, with target lesions', ordered: true, rows: overallWithTargets },
  { title: 'Overall response, non-target lesions only', ordered: true, rows: overallNonTargetOnly },
  { title: 'Overall response, no disease to follow', ordered: true, rows: overallNoDisease },
  { title: 'Ablated lesions (the protocol chooses one)', ordered: false, rows: Object.values(ablatedRules) },
  { title: 'Reported responses', ordered: false, rows: Object.values(reportedRules) },
  {
    title: 'Several readers of one name: whose read of a visit stands',
    ordered: true,
    rows: adjudicationRules,
  },
]

export const immuneTables: readonly RuleTable[] = [
  { title: 'Overall response by iRECIST', ordered: true, rows: immuneRules },
  { title: 'Reported responses', ordered: false, rows: Object.values(reportedImmuneRules) },
]
