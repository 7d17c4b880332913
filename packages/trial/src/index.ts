export type * from './analysis/readout.ts'
export { findingText, type Finding } from './finding.ts'
export { openFiles, readFiles, type OpenFiles, type Reading, type ReadOptions } from './read.ts'
export { derivations, readStudy, readSubjectTable, studyReadout } from './study.ts'
