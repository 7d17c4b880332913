/** The analysis datasets of a study: one description each, from which every file of them is made. */
import type { Protocol } from '../protocol/protocol.ts'
import type { Records } from '../record/records.ts'
import type { Derivations } from '../study.ts'
import { adrs } from './adam-adrs.ts'
import { adsl } from './adam-adsl.ts'
import { adtte } from './adam-adtte.ts'
import type { AdamDataset } from './adam-dataset.ts'

export function adamDatasets(
  protocol: Protocol,
  records: Records,
  { responses, byAnalysis }: Derivations,
): readonly AdamDataset[] {
  return [adsl(records, protocol), adrs(records, responses, protocol), adtte(records, byAnalysis, protocol)]
}
