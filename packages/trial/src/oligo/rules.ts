/** Every rule of this folder, in tables as a clinician reads them. */
import type { RuleTable } from '../recist/rules.ts'
import { treeRows } from './metastatic-tree.ts'
import { oligoRules } from './oligo-residual.ts'
import { oligoPresetRows } from './presets.ts'

export const oligoTables: readonly RuleTable[] = [
  { title: 'Oligo-residual disease at one scan', ordered: true, rows: oligoRules },
  { title: 'Published thresholds, none of them BOOSTER’s', ordered: false, rows: oligoPresetRows },
  { title: 'The ESTRO/EORTC tree of oligometastatic disease', ordered: false, rows: treeRows },
]
