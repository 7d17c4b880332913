import type { Readout } from '@abscopal/trial/analysis/readout.ts'

/** The bytes of readout.json, the same from the command line, from a file and over HTTP. */
export function readoutJson(readout: Readout): string {
  return `${JSON.stringify(readout, null, 2)}\n`
}
