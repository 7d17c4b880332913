/** iRECIST overall response of one time point: confirmation first, then progression that stands, then the table without it. */
import type { NonTargetResponse, TargetResponse } from '../response.ts'
import { firstRule, type Rule } from '../rule.ts'
import type { ImmuneResponse } from './immune-response.ts'

/** `since` holds what changed against the first scan of the iUPD that stands; undefined where none stands. */
export type ImmuneFacts = {
  readonly confirmedBefore: boolean
  readonly target?: TargetResponse
  readonly nonTarget?: NonTargetResponse
  readonly newLesion: NewLesionFact
  readonly since?: SinceProgression
}

/** `progression` meets progression now; `known` is there but its iUPD was cleared; the rest speak of one that is not seen. */
export type NewLesionFact = 'none' | 'progression' | 'known' | 'not-evaluated'

export type SinceProgression = {
  /** The categories that made the first iUPD. */
  readonly first: { readonly target: boolean; readonly nonTarget: boolean; readonly newLesion: boolean }
  readonly targetGrew: boolean
  readonly nonTargetGrew: boolean
  readonly newLesionGrew: boolean
  readonly additionalNewLesion: boolean
  readonly timing: 'early' | 'in-time' | 'late'
  readonly lateConfirms: boolean
  /** The scan was done for a new symptom. */
  readonly forSymptom: boolean
  readonly improved: boolean
  readonly treatedLocally: boolean
}

type Row = Rule<ImmuneFacts, ImmuneResponse>

const table = 'iRECIST, Seymour 2017, 10.1016/S1470-2045(17)30074-8; PMC5648544 table 2'
const scenarios = 'RECIST Working Group, iRECIST slides'
const timing =
  'EORTC RECIST FAQ, can-imaging-be-used-to-confirm-progression-even-when-done-less-than-four-weeks'

const ofTarget = ({ since, target }: ImmuneFacts) =>
  since !== undefined && since.first.target && target === 'PD' && since.targetGrew
const ofNonTarget = ({ since }: ImmuneFacts) =>
  since !== undefined && since.first.nonTarget && since.nonTargetGrew
const ofNewLesion = ({ since }: ImmuneFacts) =>
  since !== undefined && since.first.newLesion && (since.newLesionGrew || since.additionalNewLesion)
const newly = ({ since, target, nonTarget, newLesion }: ImmuneFacts) =>
  since !== undefined &&
  ((!since.first.target && target === 'PD') ||
    (!since.first.nonTarget && nonTarget === 'PD') ||
    (!since.first.newLesion && newLesion === 'progression'))
const wouldConfirm = (facts: ImmuneFacts) =>
  ofTarget(facts) || ofNonTarget(facts) || ofNewLesion(facts) || newly(facts)

export const immuneRules: readonly Row[] = [
  {
    id: 'irecist.icpd.stands',
    response: 'iCPD',
    says: 'iCPD: progression was confirmed before, and later scans do not undo it',
    source: 'ours; iBOR after iCPD is iCPD, PMC5648544 table 3',
    tag: 'D',
    holds: ({ confirmedBefore }) => confirmedBefore,
  },
  {
    id: 'irecist.icpd.early-symptom',
    response: 'iCPD',
    says: 'iCPD: a scan before the interval, done for a new symptom, shows an additional new lesion',
    source: timing,
    tag: 'S',
    holds: ({ since }) => since?.timing === 'early' && since.forSymptom && since.additionalNewLesion,
  },
  {
    id: 'irecist.iupd.too-early',
    response: 'iUPD',
    says: 'iUPD: the progression is further on, but the scan comes too early to confirm it (4 weeks after the first iUPD, 2 days tolerated)',
    source: timing,
    tag: 'S',
    holds: (facts) => facts.since?.timing === 'early' && wouldConfirm(facts),
  },
  {
    id: 'irecist.iupd.too-late',
    response: 'iUPD',
    says: 'iUPD: the progression is further on, but the scan comes later than 8 weeks, which this protocol does not accept as confirmation',
    source: 'ours; the source names the interval, not what a later scan means',
    tag: 'D',
    holds: (facts) => facts.since?.timing === 'late' && !facts.since.lateConfirms && wouldConfirm(facts),
  },
  {
    id: 'irecist.icpd.target',
    response: 'iCPD',
    says: 'iCPD: the target sum is at least 5 mm above that of the first iUPD, all growth since then added up',
    source: `${table}; cumulative: EORTC RECIST FAQ, how-do-new-lesions-define-progression`,
    tag: 'S',
    holds: ofTarget,
  },
  {
    id: 'irecist.icpd.non-target',
    response: 'iCPD',
    says: 'iCPD: non-target lesions that had progressed have increased further; this need not be unequivocal',
    source: table,
    tag: 'S',
    holds: ofNonTarget,
  },
  {
    id: 'irecist.icpd.new-lesion',
    response: 'iCPD',
    says: 'iCPD: the new lesions have grown (measured ones by a sum of at least 5 mm, others by any growth) or are more',
    source: table,
    tag: 'S',
    holds: ofNewLesion,
  },
  {
    id: 'irecist.icpd.other-category',
    response: 'iCPD',
    says: 'iCPD: after an iUPD in one category, another category meets RECIST progression for the first time',
    source: scenarios,
    tag: 'K',
    holds: newly,
  },
  {
    id: 'irecist.iupd.unresolvable',
    response: 'iUPD',
    says: 'iUPD-unresolvable (local therapy): a lesion of the iUPD was ablated, so that its confirmation or clearing cannot be known; only untouched disease can confirm it',
    source: 'ours; iRECIST has no rule for local therapy',
    tag: 'D',
    holds: ({ since }) => since?.treatedLocally === true,
  },
  {
    id: 'irecist.iupd.target',
    response: 'iUPD',
    says: 'iUPD: the target lesions meet RECIST progression, first seen or not further on',
    source: table,
    tag: 'S',
    holds: ({ target }) => target === 'PD',
  },
  {
    id: 'irecist.iupd.non-target',
    response: 'iUPD',
    says: 'iUPD: the non-target lesions meet RECIST progression (an ablated lesion: local progression), first seen or not further on',
    source: table,
    tag: 'S',
    holds: ({ nonTarget }) => nonTarget === 'PD',
  },
  {
    id: 'irecist.iupd.new-lesion',
    response: 'iUPD',
    says: 'iUPD: a new lesion, first seen, or still there without growth and without further shrinkage of the other lesions; also after an earlier response',
    source: `${table}; ${scenarios}`,
    tag: 'S',
    holds: ({ newLesion, since }) => newLesion === 'progression' && !since?.improved,
  },
  {
    id: 'irecist.ne.progression-not-evaluated',
    response: 'NE',
    says: 'NE: the lesions that made the iUPD were not evaluated, so it is neither confirmed nor cleared',
    source: 'ours; an iUPD followed by NE stays open, PMC5648544 table 3',
    tag: 'D',
    holds: ({ since, target, nonTarget, newLesion }) =>
      since !== undefined &&
      ((since.first.target && target === 'NE') ||
        (since.first.nonTarget && nonTarget === 'NE') ||
        (since.first.newLesion && newLesion === 'not-evaluated')),
  },
  {
    id: 'irecist.ne.target',
    response: 'NE',
    says: 'NE: the target lesions are not evaluable, and nothing has progressed',
    source: 'RECIST 1.1 table 1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
    holds: ({ target }) => target === 'NE',
  },
  {
    id: 'irecist.icr',
    response: 'iCR',
    says: 'iCR: target and non-target lesions are gone, and so is every new lesion',
    source: table,
    tag: 'S',
    holds: ({ target, nonTarget, newLesion }) =>
      (target === 'CR' || (target === undefined && nonTarget === 'CR')) &&
      (nonTarget === 'CR' || nonTarget === undefined) &&
      newLesion === 'none',
  },
  {
    id: 'irecist.ipr.disease-left',
    response: 'iPR',
    says: 'iPR: target lesions gone, but non-target disease is there or not evaluated',
    source: table,
    tag: 'S',
    holds: ({ target, nonTarget }) => target === 'CR' && nonTarget !== 'CR' && nonTarget !== undefined,
  },
  {
    id: 'irecist.ipr.new-lesion-left',
    response: 'iPR',
    says: 'iPR: target and non-target lesions gone, but a new lesion whose iUPD was cleared is still there or not evaluated',
    source: 'ours; the table has no row for it',
    tag: 'D',
    holds: ({ target }) => target === 'CR',
  },
  {
    id: 'irecist.ipr',
    response: 'iPR',
    says: 'iPR: target PR by RECIST 1.1 against baseline and no progression elsewhere',
    source: table,
    tag: 'S',
    holds: ({ target }) => target === 'PR',
  },
  {
    id: 'irecist.isd',
    response: 'iSD',
    says: 'iSD: target SD by RECIST 1.1 and no progression elsewhere',
    source: table,
    tag: 'S',
    holds: ({ target }) => target === 'SD',
  },
  {
    id: 'irecist.ne.non-target',
    response: 'NE',
    says: 'NE: without target lesions, not all non-target lesions were evaluated',
    source: 'RECIST 1.1 table 2, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
    holds: ({ nonTarget }) => nonTarget === 'NE',
  },
  {
    id: 'irecist.non-icr-non-iupd',
    response: 'NON-iCR/NON-iUPD',
    says: 'NON-iCR/NON-iUPD: without target lesions, disease is still there and has not progressed',
    source: 'RECIST 1.1 table 2, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
    holds: ({ nonTarget, newLesion }) => nonTarget !== undefined || newLesion !== 'none',
  },
  {
    id: 'irecist.ned',
    response: 'NED',
    says: 'NED: no disease to follow at baseline, or all of it ablated, and no new lesion',
    source: 'CDISC controlled terminology (NED)',
    tag: 'K',
    holds: () => true,
  },
]

export function immuneResponse(facts: ImmuneFacts) {
  const { response, id } = firstRule(immuneRules, facts)
  return { response, because: id }
}
