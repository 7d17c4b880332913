/**
 * The twelve situations in which progression-free survival is decided, and what a policy does in each. The words are made
 * from the policy's switches, so that a protocol's own policy has its rows too and no row says what does not run.
 */
import { onClinicalProgression, onDeathAfterGap, onSalvage } from './policy-switches.ts'
import type { Policy } from './policy.ts'
import { policies } from './policies.ts'

export type PolicyRowNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
type Tag = 'S' | 'K' | 'D'
type Situation = {
  readonly number: PolicyRowNumber
  readonly says: string
  readonly does: (policy: Policy) => string
}

export type PolicyRow = {
  readonly number: PolicyRowNumber
  readonly situation: string
  readonly does: string
  readonly source: string
  readonly tag: Tag
}

export const situations: readonly Situation[] = [
  {
    number: 1,
    says: 'no baseline scan, or an incomplete one',
    does: ({ noBaseline, incompleteBaseline }) =>
      noBaseline === incompleteBaseline
        ? baselines[noBaseline]
        : `no baseline: ${baselines[noBaseline]}; incomplete: ${baselines[incompleteBaseline]}`,
  },
  {
    number: 2,
    says: 'alive, without an assessment after randomization that counts',
    does: () => 'censored at randomization, day 1',
  },
  {
    number: 3,
    says: 'progression by a new lesion, or all seen on one day, at a visit or between visits',
    does: ({ dateOfProgression }) =>
      dateOfProgression === 'next-scheduled' ? planned : 'event on the day it was first seen',
  },
  {
    number: 4,
    says: 'progression by the sum of diameters alone, its scans on several days',
    does: ({ dateOfProgression, dayOfTimePoint }) =>
      dateOfProgression === 'next-scheduled'
        ? planned
        : `event on the ${dayOfTimePoint} day of that time point`,
  },
  { number: 5, says: 'no progression, alive at the data cut-off', does: lastAssessment },
  {
    number: 6,
    says: 'progression stated without a scan (clinical progression)',
    does: (policy) =>
      ({
        ignore: 'no event and no end: what is documented later counts',
        censor: `${lastAssessment(policy)}, of those up to that day`,
        event: 'event on the day it was stated',
      })[onClinicalProgression(policy)],
  },
  {
    number: 7,
    says: 'study treatment stopped for toxicity or another reason that is not progression',
    does: (policy) =>
      policy.treatmentStop === 'censor'
        ? `${lastAssessment(policy)}, of those up to that day`
        : 'no reason to censor: what is documented later counts',
  },
  {
    number: 8,
    says: 'new anticancer therapy, or an unplanned local therapy, before progression',
    does: (policy) => {
      const [systemic, local] = [policy.newTherapy, onSalvage(policy)].map((what) => therapies(policy)[what])
      return systemic === local ? systemic! : `new therapy: ${systemic}; local therapy: ${local}`
    },
  },
  { number: 9, says: 'death before the first assessment', does: () => 'event on the day of death' },
  { number: 10, says: 'death between assessments', does: () => 'event on the day of death' },
  {
    number: 11,
    says: 'progression or death right after too many consecutive planned visits were missed',
    does: (policy) => {
      if (!policy.missedVisits) return 'event at its date, whatever was missed'
      const gap = `${policy.missedVisits.max + 1} or more missed`
      const [progression, death] = [policy.missedVisits.then, onDeathAfterGap(policy.missedVisits)].map(
        (then) =>
          then === 'event' ? 'event at its date' : `${lastAssessment(policy)}, of those before the gap`,
      )
      return progression === death
        ? `${gap}: ${progression}`
        : `${gap}: progression: ${progression}; death: ${death}`
    },
  },
  {
    number: 12,
    says: 'lost to follow-up or withdrawn, without an event',
    does: (policy) => `${lastAssessment(policy)}; counted by arm`,
  },
]

/** The rows of a policy; of a preset's own the standing of each, of a protocol's own that it is the protocol's. */
export function policyRows(name: string, policy: Policy): readonly PolicyRow[] {
  const evidence = policies[name] === policy ? standings[name] : undefined
  return situations.map(({ number, says, does }) => ({
    number,
    situation: says,
    does: does(policy),
    source: evidence?.notes?.[number] ?? policy.source ?? 'the protocol',
    tag: evidence ? (evidence.read.includes(number) ? 'S' : 'K') : 'D',
  }))
}

const baselines = {
  include: 'included, an event counts at its date',
  'censor-at-randomization': 'censored at randomization',
}
const planned =
  'event on its day within the window of a visit, else on the next planned day, or the day of death if that is earlier'

function lastAssessment({ countsAsAssessment, dateOfCensoring }: Policy): string {
  const last = `the last ${countsAsAssessment === 'evaluable' ? 'evaluable ' : ''}assessment`
  return dateOfCensoring === 'last-scheduled'
    ? `censored at the last planned visit up to ${last}`
    : `censored at ${last}`
}

function therapies(policy: Policy) {
  return {
    ignore: 'ignored: a later progression or death counts',
    'censor-before': `${lastAssessment(policy)} on or before its first day; an event on that day counts`,
    event: 'event on its first day',
  }
}

const fdaNotes = {
  8: 'FDA tables A–C; an event on the first day of new therapy counts: an industry phase 3 analysis plan; local therapy as new therapy: local default',
}
const unsure =
  'FDA table C, unsure: another memory of it dates events to the next planned visit and censors after two or more missed'
const everyRow: readonly PolicyRowNumber[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Which rows of a preset were read in its source; the others are to be verified. */
const standings: Readonly<
  Record<
    string,
    {
      readonly read: readonly PolicyRowNumber[]
      readonly notes?: Readonly<Partial<Record<PolicyRowNumber, string>>>
    }
  >
> = {
  admiralonco: { read: everyRow },
  'fda-type-a': {
    read: [3, 10],
    notes: {
      ...fdaNotes,
      6: 'FDA table A: that clinical progression is no event was read, the day of censoring is to be verified',
      11: 'FDA table A: that death after two or more missed visits is censored was read, the same of progression is to be verified',
    },
  },
  'fda-type-b': { read: [], notes: fdaNotes },
  'fda-type-c': { read: [], notes: { ...fdaNotes, 3: unsure, 6: unsure, 11: unsure } },
  'ema-type': { read: [] },
}
