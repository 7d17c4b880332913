/**
 * RECIST 1.1 response of the target lesions at one time point, over sums in whole micrometres.
 * A sum over some of the lesions is a lower bound, so progression may stand before NE.
 */
import type { LesionId } from '../ids.ts'
import { fromMillimetres, type Micrometres } from '../length.ts'
import type { TargetResponse } from './response.ts'
import { firstRule, type Rule, type Sentence } from './rule.ts'

/** A target and its diameter: the short axis of a node, else the longest; undefined if it was not measured. */
export type Diameter = {
  readonly lesion: LesionId
  readonly node: boolean
  readonly length: Micrometres | undefined
  /** The parts of a lesion that has split. */
  readonly parts?: readonly Micrometres[]
  /** `length` is a lower bound: a part was not measured. */
  readonly incomplete?: boolean
}

/** What came before: `nadir` includes baseline; `definiteCR` a complete response that counts as definite. */
export type TargetPast = {
  readonly baseline: Micrometres
  readonly nadir: Micrometres
  /** False where a target has no baseline measurement, or one of 0 mm: it is then in no sum. */
  readonly baselineComplete: boolean
  readonly definiteCR: boolean
  /** All that is back after a definite complete response is one node of 10 to under 15 mm; whether a scan beside confirms it. */
  readonly singleNode?: 'pending' | 'confirmed'
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
/** From this short axis on a node is measurable, and without doubt disease. */
export const pathologicalNode = fromMillimetres(15)
const smallestGrowth = fromMillimetres(5)
const recist = 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'

export const targetRules: readonly Rule<TargetFacts, TargetResponse>[] = [
  {
    id: 'target.pd.reappeared',
    response: 'PD',
    says: 'PD: a target lesion is seen again after a definite complete response, a node only at a short axis of 10 mm or more',
    source: 'EORTC RECIST FAQ, does-a-new-lesion-always-result-in-pd and abnormal-lymph-node-2',
    tag: 'S',
    holds: ({ definiteCR, present, singleNode }) => definiteCR && present && singleNode === undefined,
  },
  {
    id: 'target.pd.node-confirmed',
    response: 'PD',
    says: 'PD: after a definite complete response a single node of 10 to under 15 mm is back, and the scan before or after that measured it shows it too: progression is dated to the first of them',
    source: 'EORTC RECIST FAQ, abnormal-lymph-node-2 and new-lymph-node-lesions; which scan confirms: ours',
    tag: 'D',
    holds: ({ definiteCR, present, singleNode }) => definiteCR && present && singleNode === 'confirmed',
  },
  {
    id: 'target.pd.growth',
    response: 'PD',
    says: 'PD: the sum is at least 20 % and at least 5 mm above the nadir (baseline included), also where a lesion was not measured; growth among nodes that are all under 10 mm, with all else gone, is none',
    source: `${recist}; nodes: EORTC RECIST FAQ, abnormal-lymph-node-2`,
    tag: 'S',
    holds: ({ present, sum, nadir }) => present && 100 * sum >= 120 * nadir && sum >= nadir + smallestGrowth,
  },
  {
    id: 'target.ne.baseline',
    response: 'NE',
    says: 'NE: a target lesion was not measured at baseline, or was not there, and is left out of the sums, and the others alone do not show progression',
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

/** Said beside the response that the sum gives, so it is no row of the table. */
export const nodePending = {
  id: 'target.node.pending',
  says: 'after a definite complete response a single node of 10 to under 15 mm, and nothing else, is back: it is imaged again before it counts; until then the sum decides',
  source: 'EORTC RECIST FAQ, abnormal-lymph-node-2 and new-lymph-node-lesions',
  tag: 'S',
} as const satisfies Sentence

/** @throws RangeError if there is no target lesion at baseline, since nothing measured is not a complete response */
export function targetResponse(diameters: readonly Diameter[], past: TargetPast) {
  if (diameters.length === 0 && past.baselineComplete)
    throw new RangeError('targetResponse: at least one target lesion, got none')
  const facts: TargetFacts = {
    ...past,
    sum: sumOf(diameters),
    present: diameters.some(isPresent),
    missing: diameters.some(({ length, incomplete }) => length === undefined || incomplete),
  }
  const { response, id } = firstRule(targetRules, facts)
  return {
    response,
    because: facts.singleNode === 'pending' && response !== 'PD' ? [id, nodePending.id] : [id],
    ...facts,
  }
}

/** The sum over the lesions that were measured. */
export function sumOf(diameters: readonly Diameter[]): Micrometres {
  return diameters.reduce((sum, { length }) => sum + (length ?? 0), 0) as Micrometres
}

/** Of a node that has split, each part is judged by itself. */
export function isPresent({ node, length, parts }: Diameter): boolean {
  if (length === undefined) return false
  return node ? (parts ?? [length]).some((part) => part >= normalNode) : length > 0
}
