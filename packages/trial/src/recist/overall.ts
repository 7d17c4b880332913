/** RECIST 1.1 overall response of one time point: three tables, by what was there at baseline. */
import type { NonTargetResponse, OverallResponse, TargetResponse } from './response.ts'
import { firstRule, type Rule } from './rule.ts'

export type Categories = {
  /** Undefined where there is no target lesion (left), after an ablation too. */
  readonly target?: TargetResponse
  readonly nonTarget?: NonTargetResponse
  readonly newLesion: boolean
  /** A lesion that is assessed by itself, such as an ablated one, has progressed in the reader's words. */
  readonly localProgression: boolean
  /** Only progression stated lesion by lesion counts; target sums do not (protocol: per-lesion). */
  readonly perLesion: boolean
}

type Row = Rule<Categories, OverallResponse>
const table1 = 'RECIST 1.1 table 1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'
const table2 = 'RECIST 1.1 table 2, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'

/** The rows that come first in every table. */
const progression = (table: string, source: string): readonly Row[] => [
  {
    id: `overall.${table}.pd.new`,
    response: 'PD',
    says: 'PD: a new lesion, whatever the others do',
    source,
    tag: 'S',
    holds: ({ newLesion }) => newLesion,
  },
  {
    id: `overall.${table}.pd.local`,
    response: 'PD',
    says: 'PD: an ablated lesion (protocol per-lesion: any lesion) shows local progression, as stated by the reader',
    source: 'ours: RECIST 1.1 has no rule for ablated lesions',
    tag: 'D',
    holds: ({ localProgression }) => localProgression,
  },
]

export const overallWithTargets: readonly Row[] = [
  ...progression('target', table1),
  {
    id: 'overall.target.pd',
    response: 'PD',
    says: 'PD: the target lesions have progressed, whatever the others do',
    source: table1,
    tag: 'S',
    holds: ({ target }) => target === 'PD',
  },
  {
    id: 'overall.target.pd.non-target',
    response: 'PD',
    says: 'PD: the non-target lesions have progressed, whatever the others do',
    source: table1,
    tag: 'S',
    holds: ({ nonTarget }) => nonTarget === 'PD',
  },
  {
    id: 'overall.target.ne',
    response: 'NE',
    says: 'NE: the target lesions are not evaluable, and nothing has progressed',
    source: table1,
    tag: 'S',
    holds: ({ target }) => target === 'NE',
  },
  {
    id: 'overall.target.cr',
    response: 'CR',
    says: 'CR: target lesions CR, non-target lesions CR or none at baseline, no new lesion',
    source: table1,
    tag: 'S',
    holds: ({ target, nonTarget }) => target === 'CR' && (nonTarget === 'CR' || nonTarget === undefined),
  },
  {
    id: 'overall.target.pr.non-target-left',
    response: 'PR',
    says: 'PR: target lesions CR, but a non-target lesion is still there',
    source: table1,
    tag: 'S',
    holds: ({ target, nonTarget }) => target === 'CR' && nonTarget === 'NON-CR/NON-PD',
  },
  {
    id: 'overall.target.pr.non-target-unseen',
    response: 'PR',
    says: 'PR: target lesions CR, but a non-target lesion was not evaluated',
    source: table1,
    tag: 'S',
    holds: ({ target, nonTarget }) => target === 'CR' && nonTarget === 'NE',
  },
  {
    id: 'overall.target.pr',
    response: 'PR',
    says: 'PR: target lesions PR, no progression of the non-target lesions (or not all evaluated), no new lesion',
    source: table1,
    tag: 'S',
    holds: ({ target }) => target === 'PR',
  },
  {
    id: 'overall.target.sd',
    response: 'SD',
    says: 'SD: target lesions SD, no progression of the non-target lesions (or not all evaluated), no new lesion',
    source: table1,
    tag: 'S',
    holds: ({ target }) => target === 'SD',
  },
]

export const overallNonTargetOnly: readonly Row[] = [
  ...progression('non-target', table2),
  {
    id: 'overall.non-target.pd',
    response: 'PD',
    says: 'PD: the non-target lesions have progressed unequivocally',
    source: table2,
    tag: 'S',
    holds: ({ nonTarget }) => nonTarget === 'PD',
  },
  {
    id: 'overall.non-target.ne',
    response: 'NE',
    says: 'NE: not all non-target lesions were evaluated (protocol per-lesion: or not all target lesions)',
    source: table2,
    tag: 'S',
    holds: ({ nonTarget, perLesion, target }) => nonTarget === 'NE' || (perLesion && target === 'NE'),
  },
  {
    id: 'overall.non-target.disease-left',
    response: 'NON-CR/NON-PD',
    says: 'NON-CR/NON-PD: target lesions that only progression stated lesion by lesion is asked of (protocol: per-lesion)',
    source: 'ours: RECIST 1.1 has no rule for ablated lesions',
    tag: 'D',
    holds: ({ perLesion, target }) => perLesion && target !== undefined,
  },
  {
    id: 'overall.non-target.cr',
    response: 'CR',
    says: 'CR: every non-target lesion is gone, no new lesion',
    source: table2,
    tag: 'S',
    holds: ({ nonTarget }) => nonTarget === 'CR',
  },
  {
    id: 'overall.non-target.non-cr-non-pd',
    response: 'NON-CR/NON-PD',
    says: 'NON-CR/NON-PD: a non-target lesion is still there, no progression, no new lesion',
    source: table2,
    tag: 'S',
    holds: ({ nonTarget }) => nonTarget === 'NON-CR/NON-PD',
  },
]

export const overallNoDisease: readonly Row[] = [
  ...progression('none', table2),
  {
    id: 'overall.none.ned',
    response: 'NED',
    says: 'NED: no disease to follow at baseline, or all of it ablated, and no new lesion',
    source: 'CDISC controlled terminology (NED)',
    tag: 'K',
    holds: () => true,
  },
]

/** The table is chosen by what there is to follow. */
export function overallResponse(categories: Categories) {
  const { target, nonTarget, perLesion } = categories
  const table =
    target !== undefined && !perLesion
      ? overallWithTargets
      : nonTarget !== undefined || target !== undefined
        ? overallNonTargetOnly
        : overallNoDisease
  const { response, id } = firstRule(table, categories)
  return { response, because: id }
}
