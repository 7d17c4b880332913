/**
 * RECIST 1.1 response of the target lesions at one time point, over sums in whole micrometres.
 * A sum over some of the lesions is a lower bound, so progression may stand before NE.
 */
import type { LesionId } from '../ids.ts'
import { fromMillimetres, type Micrometres } from '../length.ts'
import type { TargetResponse } from './response.ts'
import { firstRule, type Rule } from './rule.ts'

/** A target and its diameter: the short axis of a node, else the longest; undefined if it was not measured. */
export type Diameter = {
  readonly lesion: LesionId
  readonly node: boolean
  readonly length: Micrometres | undefined
}

/** What came before: `nadir` includes baseline; `definiteCR` a complete response that counts as definite. */
export type TargetPast = {
  readonly baseline: Micrometres
  readonly nadir: Micrometres
  /** False where a target has no baseline measurement: it is then in no sum. */
  readonly baselineComplete: boolean
  readonly definiteCR: boolean
  /** Target PR or CR at an earlier time point with no PD since, in a trial that keeps it. */
  readonly keptPR: boolean
}

export type TargetFacts = TargetPast & {
  readonly sum: Micrometres
  readonly present: boolean
  readonly missing: boolean
}

/** A lymph node with a smaller short axis is normal. */
export const normalNode = fromMillimetres(10)
const smallestGrowth = fromMillimetres(5)
const recist = 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'

export const targetRules: readonly Rule<TargetFacts, TargetResponse>[] = [
  {
    id: 'target.pd.reappeared',
    response: 'PD',
    says: 'PD: a target lesion is seen again after a definite complete response, a node only at a short axis of 10 mm or more',
    source: 'EORTC RECIST FAQ, does-a-new-lesion-always-result-in-pd and abnormal-lymph-node-2',
    tag: 'S',
    holds: ({ definiteCR, present }) => definiteCR && present,
  },
  {
    id: 'target.pd.growth',
    response: 'PD',
    says: 'PD: the sum is at least 20 % and at least 5 mm above the nadir (baseline included), also where a lesion was not measured',
    source: recist,
    tag: 'S',
    holds: ({ sum, nadir }) => 100 * sum >= 120 * nadir && sum >= nadir + smallestGrowth,
  },
  {
    id: 'target.ne.baseline',
    response: 'NE',
    says: 'NE: a target lesion was not measured at baseline and is left out of the sums, and the others alone do not show progression',
    source: 'ours; follows from the definition of the baseline sum in RECIST 1.1',
    tag: 'D',
    holds: ({ baselineComplete }) => !baselineComplete,
  },
  {
    id: 'target.ne.missing',
    response: 'NE',
    says: 'NE: a target lesion was not measured, and the others alone do not show progression',
    source: recist,
    tag: 'S',
    holds: ({ missing }) => missing,
  },
  {
    id: 'target.cr',
    response: 'CR',
    says: 'CR: every target lesion is gone, every target node has a short axis under 10 mm',
    source: recist,
    tag: 'S',
    holds: ({ present }) => !present,
  },
  {
    id: 'target.pr',
    response: 'PR',
    says: 'PR: the sum is at least 30 % below baseline',
    source: recist,
    tag: 'S',
    holds: ({ sum, baseline }) => 100 * sum <= 70 * baseline,
  },
  {
    id: 'target.pr.kept',
    response: 'PR',
    says: 'PR: once reached, partial response is kept until progression (only where the protocol says so)',
    source: 'EORTC RECIST FAQ, managing-pr-when-tp-measurements-change-slightly-over-time',
    tag: 'S',
    holds: ({ keptPR }) => keptPR,
  },
  {
    id: 'target.sd',
    response: 'SD',
    says: 'SD: neither of the above',
    source: recist,
    tag: 'S',
    holds: () => true,
  },
]

/** @throws RangeError if there is no target lesion at baseline, since nothing measured is not a complete response */
export function targetResponse(diameters: readonly Diameter[], past: TargetPast) {
  if (diameters.length === 0 && past.baselineComplete)
    throw new RangeError('targetResponse: at least one target lesion, got none')
  const facts: TargetFacts = {
    ...past,
    sum: sumOf(diameters),
    present: diameters.some(isPresent),
    missing: diameters.some(({ length }) => length === undefined),
  }
  const { response, id } = firstRule(targetRules, facts)
  return { response, because: id, ...facts }
}

/** The sum over the lesions that were measured. */
export function sumOf(diameters: readonly Diameter[]): Micrometres {
  return diameters.reduce((sum, { length }) => sum + (length ?? 0), 0) as Micrometres
}

function isPresent({ node, length }: Diameter): boolean {
  return length !== undefined && (node ? length >= normalNode : length > 0)
}
