/** The subjects as ADSL: arm, dates, populations and strata, a row each. Only what the study tells is there: the arm that was received is not read. */
import { populations } from '../analysis/populations.ts'
import type { Day } from '../day.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Disposition, Records, Subject } from '../record/records.ts'
import { armCode } from './adam-arm.ts'
import { adamDataset, flag, studyIdentifier, subjectIdentifier } from './adam-dataset.ts'
import type { AdamDataset, AdamVariable } from './adam-dataset.ts'
import { populationFlags } from './adam-population-flags.ts'
import type { PopulationFlag } from './adam-population-flags.ts'

export function adsl(records: Records, protocol: Protocol): AdamDataset {
  const arms = new Map(protocol.arms.map((arm) => [arm.id as string, arm]))
  const treated = treatmentDays(records)
  const ablated = firstAblations(records)
  const counted = populations(records, protocol).populations
  const members = new Map(counted.map((population) => [population.id, population.members]))
  const flags = populationFlags(counted)
  const strata = strataNames(records)
  const rows = records.subjects.map((subject) => {
    const arm = arms.get(subject.arm ?? '')
    const title = arm?.title ?? subject.arm
    const treatment = treated.get(subject.id)
    return {
      STUDYID: protocol.id,
      USUBJID: subject.id,
      SITEID: subject.site,
      AGE: subject.age,
      AGEGR1: ageGroup(subject.age),
      SEX: subject.sex,
      ARMCD: armCode(arm) ?? subject.arm,
      ARM: title,
      TRT01P: title,
      RANDDT: subject.randomized,
      TRTSDT: treatment?.first,
      TRTEDT: treatment?.last,
      ABLSDT: ablated.get(subject.id),
      ...endOfStudy(subject.dispositions),
      LSTALVDT: subject.lastAlive,
      DTHDT: subject.death?.day,
      DTHDTF: subject.death?.flag,
      DTHFL: flag(subject.death !== undefined),
      ITTFL: yesNo(members.get('randomized')?.has(subject.id)),
      ...Object.fromEntries(
        flags.map(({ population, name }) => [name, yesNo(members.get(population)?.has(subject.id))]),
      ),
      ...Object.fromEntries(strata.map((name) => [stratumVariable(name), subject.strata[name]])),
    }
  })
  return adamDataset(
    {
      name: 'ADSL',
      label: 'Subject-Level Analysis Dataset',
      class: 'SUBJECT LEVEL ANALYSIS DATASET',
      structure: 'One record per subject',
    },
    {
      variables: [
        ...variables,
        ittFlag,
        ...counted.map(({ says }, i) => populationFlag(flags[i]!, says)),
        ...strata.map(stratum),
      ],
      rows,
      synthetic: records.synthetic || protocol.synthetic,
    },
  )
}

/** The name of a stratum in ADSL; that of the site is SITEID. */
export function stratumVariable(name: string): string {
  return name.toUpperCase()
}

function strataNames({ subjects }: Records): readonly string[] {
  const names = new Set(subjects.flatMap(({ strata }) => Object.keys(strata)))
  names.delete('site')
  return [...names].toSorted()
}

function stratum(name: string): AdamVariable {
  return {
    name: stratumVariable(name),
    label: `Stratification Value ${name}`,
    type: 'text',
    origin: 'Predecessor',
    says: `DM.${name} or ADSL.${name}`,
  }
}

function populationFlag({ name, label, population }: PopulationFlag, says: string): AdamVariable {
  return {
    name,
    label,
    type: 'text',
    origin: 'Derived',
    says: `Y: in population ${population}: ${says}`,
    codes: ['Y', 'N'],
  }
}

/** A dose of 0 is none; a dose without an amount is one. */
function treatmentDays({ doses }: Records): ReadonlyMap<string, { first: Day; last: Day }> {
  const days = new Map<string, { first: Day; last: Day }>()
  for (const { subject, amount, start, end = start } of doses) {
    if (amount === 0) continue
    const { first, last } = days.get(subject) ?? { first: start, last: end }
    days.set(subject, { first: start < first ? start : first, last: end > last ? end : last })
  }
  return days
}

function firstAblations({ procedures }: Records): ReadonlyMap<string, Day> {
  const first = new Map<string, Day>()
  for (const { kind, subject, start } of procedures)
    if (kind === 'study-ablation' && !(start >= (first.get(subject) ?? '9999'))) first.set(subject, start)
  return first
}

function endOfStudy(dispositions: readonly Disposition[]) {
  const end = dispositions.find(
    ({ what, category, subcategory }) =>
      /disposition event/i.test(category ?? '') &&
      !/treatment/i.test(subcategory ?? '') &&
      !/screen.*fail/i.test(what),
  )
  if (!end) return { EOSSTT: 'ONGOING' }
  const completed = /^completed$/i.test(end.what)
  return {
    EOSSTT: completed ? 'COMPLETED' : 'DISCONTINUED',
    EOSDT: end.date?.day,
    DCSREAS: completed ? undefined : end.what,
  }
}

function ageGroup(age: Subject['age']): string | undefined {
  if (age === undefined) return undefined
  return age < 18 ? '<18' : age < 65 ? '18-64' : '>64'
}

const yesNo = (is: boolean | undefined) => (is ? 'Y' : 'N')

const variables = [
  studyIdentifier,
  subjectIdentifier,
  { name: 'SITEID', label: 'Study Site Identifier', type: 'text', origin: 'Predecessor', says: 'DM.SITEID' },
  { name: 'AGE', label: 'Age', type: 'float', origin: 'Predecessor', says: 'DM.AGE' },
  {
    name: 'AGEGR1',
    label: 'Pooled Age Group 1',
    type: 'text',
    origin: 'Derived',
    says: 'AGE under 18, 18 to under 65, 65 and over',
    codes: ['<18', '18-64', '>64'],
  },
  { name: 'SEX', label: 'Sex', type: 'text', origin: 'Predecessor', says: 'DM.SEX' },
  {
    name: 'ARMCD',
    label: 'Planned Arm Code',
    type: 'text',
    origin: 'Derived',
    says: 'the arm of the protocol that DM.ARMCD or DM.ARM names: its first code, else its id',
  },
  {
    name: 'ARM',
    label: 'Description of Planned Arm',
    type: 'text',
    origin: 'Derived',
    says: 'the title of that arm in the protocol',
  },
  {
    name: 'TRT01P',
    label: 'Planned Treatment for Period 01',
    type: 'text',
    origin: 'Derived',
    says: 'equal to ARM',
  },
  {
    name: 'RANDDT',
    label: 'Date of Randomization',
    type: 'date',
    origin: 'Predecessor',
    says: 'DS.DSSTDTC where DSDECOD is RANDOMIZED',
  },
  {
    name: 'TRTSDT',
    label: 'Date of First Exposure to Treatment',
    type: 'date',
    origin: 'Derived',
    says: 'the first EX.EXSTDTC of a dose that is not 0',
  },
  {
    name: 'TRTEDT',
    label: 'Date of Last Exposure to Treatment',
    type: 'date',
    origin: 'Derived',
    says: 'the last EX.EXENDTC of a dose that is not 0, its EXSTDTC where it has no end',
  },
  {
    name: 'ABLSDT',
    label: 'Date of First Study Ablation',
    type: 'date',
    origin: 'Derived',
    says: 'the first PR.PRSTDTC of a study ablation',
  },
  {
    name: 'EOSSTT',
    label: 'End of Study Status',
    type: 'text',
    origin: 'Derived',
    says: 'of the first DS row of category DISPOSITION EVENT that is no screen failure and not about treatment',
    codes: ['ONGOING', 'COMPLETED', 'DISCONTINUED'],
  },
  {
    name: 'EOSDT',
    label: 'End of Study Date',
    type: 'date',
    origin: 'Predecessor',
    says: 'DS.DSSTDTC of that row, where it is a complete date',
  },
  {
    name: 'DCSREAS',
    label: 'Reason for Discontinuation from Study',
    type: 'text',
    origin: 'Predecessor',
    says: 'DS.DSDECOD of that row',
  },
  {
    name: 'LSTALVDT',
    label: 'Date Last Known Alive',
    type: 'date',
    origin: 'Derived',
    says: 'the latest of the dates of adverse events, laboratory measurements and doses',
  },
  {
    name: 'DTHDT',
    label: 'Date of Death',
    type: 'date',
    origin: 'Derived',
    says: 'DM.DTHDTC, else DS, else the end of a fatal adverse event; a missing day or month is the first',
  },
  {
    name: 'DTHDTF',
    label: 'Date of Death Imputation Flag',
    type: 'text',
    origin: 'Derived',
    says: 'D where the day was imputed, M where the month was',
    codes: ['D', 'M'],
  },
  {
    name: 'DTHFL',
    label: 'Subject Death Flag',
    type: 'text',
    origin: 'Derived',
    says: 'Y where DTHDT is known',
    codes: ['Y'],
  },
] as const satisfies readonly AdamVariable[]

const ittFlag: AdamVariable = {
  name: 'ITTFL',
  label: 'Intent-To-Treat Population Flag',
  type: 'text',
  origin: 'Derived',
  says: 'Y: randomized',
  codes: ['Y', 'N'],
}
