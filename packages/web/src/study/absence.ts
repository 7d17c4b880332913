import type { Readout } from '@abscopal/trial/analysis/readout.ts'

/** Why a readout does not have a page: a sentence, or undefined where it has. */
export type Absence = (readout: Readout) => string | undefined

const table = 'The data is a table with a row a subject, which holds times and events and nothing else.'

export const noTimelines: Absence = ({ timelines, tables }) =>
  timelines && timelines.length > 0
    ? undefined
    : tables.length === 0
      ? table
      : 'No subject was randomized with a date, so there is no course to draw.'

export const noChanges: Absence = (readout) =>
  noTimelines(readout) ??
  (readout.timelines?.some(({ scans }) => scans.some(({ changePercent }) => changePercent !== null))
    ? undefined
    : 'No scan has a sum of target lesions beside a baseline, so there is no change to draw.')

export const noSafety: Absence = ({ safety, tables }) =>
  safety
    ? undefined
    : tables.length === 0
      ? table
      : 'Adverse events or treatments were not recorded; the findings say which.'

export const noBiomarker: Absence = ({ biomarkers, tables, protocol }) =>
  biomarkers && biomarkers.length > 0
    ? undefined
    : tables.length === 0
      ? table
      : protocol.analyses.some(({ kind }) => kind === 'biomarker')
        ? 'The protocol names a biomarker that the data does not have; the findings say why.'
        : 'The protocol names no biomarker.'

export const noPattern: Absence = ({ progressionPatterns, tables }) =>
  progressionPatterns
    ? undefined
    : tables.length === 0
      ? table
      : 'There is no progression-free survival whose events could be classified.'

export const noAblation: Absence = ({ ablatedLesions, tables }) =>
  ablatedLesions ? undefined : tables.length === 0 ? table : 'No ablation is in the data.'
