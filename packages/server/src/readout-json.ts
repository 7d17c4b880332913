import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import type { Sensitivity } from '@abscopal/trial/analysis/sensitivity-panel.ts'

/** The bytes of readout.json and sensitivity.json, the same from the command line, from a file and over HTTP. */
export function readoutJson(readout: Readout | Sensitivity): string {
  return `${JSON.stringify(readout, null, 2)}\n`
}
