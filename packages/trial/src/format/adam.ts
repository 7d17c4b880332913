/** The two analysis datasets that a readout writes. */
export { adrsCsv } from './adam-adrs.ts'
export { adtteCsv } from './adam-adtte.ts'
