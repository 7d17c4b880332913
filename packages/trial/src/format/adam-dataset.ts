/** An analysis dataset as one description and its rows; CSV, Dataset-JSON, XPT and Define-XML are all made from it. */
export type AdamValue = string | number | null

export type AdamVariable = {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'integer' | 'float' | 'date'
  readonly origin: 'Derived' | 'Assigned' | 'Predecessor'
  /** How it was derived or assigned, or the variable that it was taken from. */
  readonly says: string
  /** Every value that it may have. */
  readonly codes?: readonly string[]
  /** Place in the key of a row, from 1. */
  readonly key?: number
}

export type AdamDescription = {
  readonly name: 'ADSL' | 'ADRS' | 'ADTTE' | 'ADTR' | 'ADAE'
  readonly label: string
  readonly class: 'SUBJECT LEVEL ANALYSIS DATASET' | 'BASIC DATA STRUCTURE' | 'OCCURRENCE DATA STRUCTURE'
  readonly structure: string
}

/** Plain data: the cells of a row are in the order of the variables, and what is missing is null. */
export type AdamDataset = AdamDescription & {
  readonly variables: readonly AdamVariable[]
  readonly rows: readonly (readonly AdamValue[])[]
}

/** Made data carries a first column that says so. */
export function adamDataset<V extends readonly AdamVariable[]>(
  description: AdamDescription,
  {
    variables,
    rows,
    synthetic,
  }: {
    readonly variables: V
    readonly rows: readonly Partial<Record<V[number]['name'], AdamValue | undefined>>[]
    readonly synthetic: boolean
  },
): AdamDataset {
  const mark = synthetic ? ['Y'] : []
  return {
    ...description,
    variables: synthetic ? [synthetically, ...variables] : variables,
    rows: rows.map((row) => [
      ...mark,
      ...variables.map(({ name }) => row[name as V[number]['name']] ?? null),
    ]),
  }
}

const synthetically: AdamVariable = {
  name: 'SYNTHFL',
  label: 'Synthetic Data Flag',
  type: 'text',
  origin: 'Assigned',
  says: 'Y: the data is made by a program, not observed in patients',
  codes: ['Y'],
}

export const studyIdentifier = {
  name: 'STUDYID',
  label: 'Study Identifier',
  type: 'text',
  origin: 'Assigned',
  says: 'the id of the protocol',
} as const satisfies AdamVariable

export const subjectIdentifier = {
  name: 'USUBJID',
  label: 'Unique Subject Identifier',
  type: 'text',
  origin: 'Predecessor',
  says: 'DM.USUBJID',
  key: 1,
} as const satisfies AdamVariable

export const ablatedRule = {
  name: 'ABLRULE',
  label: 'Rule for Ablated Lesions',
  type: 'text',
  origin: 'Assigned',
  says: 'the rule of the protocol for lesions that the study ablated',
  codes: ['exclude', 'freeze', 're-baseline', 'per-lesion'],
} as const satisfies AdamVariable

/** `Y` or nothing, as analysis flags are written. */
export const flag = (is: boolean) => (is ? 'Y' : undefined)
