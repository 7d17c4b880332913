/** iRECIST assessments that endpoints rest on: one a day, the worst of that day, none before randomization. Order: admiralonco 1.4. */
import type { Day } from '../day.ts'
import type { ImmuneResponse, ImmuneTimePoint } from '../recist/irecist/immune-response.ts'
import type { OverallResponse } from '../recist/response.ts'
import { inOrderOfDate, type Assessment } from './assessments.ts'

/** From the weakest to the worst; NED, which admiralonco does not know, stands beside iCR. */
const worse: readonly ImmuneResponse[] = [
  'NE',
  'iCR',
  'NED',
  'iPR',
  'iSD',
  'NON-iCR/NON-iUPD',
  'iUPD',
  'iCPD',
]

export function immuneAssessments(all: readonly ImmuneTimePoint[], from: Day): readonly ImmuneTimePoint[] {
  const byDay = new Map<Day, ImmuneTimePoint>()
  for (const one of all) {
    const other = byDay.get(one.date.day)
    if (one.date.day >= from && (!other || isWorse(one, other))) byDay.set(one.date.day, one)
  }
  return [...byDay.values()].toSorted(inOrderOfDate)
}

/** Up to and including the first confirmed progression. */
export function upToConfirmed(all: readonly ImmuneTimePoint[]): readonly ImmuneTimePoint[] {
  const end = all.findIndex(({ response }) => response === 'iCPD')
  return end < 0 ? all : all.slice(0, end + 1)
}

/** In RECIST's words, so that what is asked of both is asked once; `progression` says which iUPD and iCPD count as PD. */
export function inRecistWords(
  one: ImmuneTimePoint,
  progression: (one: ImmuneTimePoint) => boolean,
): Assessment {
  const { categories: _c, since: _s, unresolvable: _u, response, ...place } = one
  return { ...place, response: progression(one) ? 'PD' : recistWord[response] }
}

/** An iUPD that does not count is an evaluable assessment with disease and no progression. */
const recistWord: Readonly<Record<ImmuneResponse, OverallResponse>> = {
  iCR: 'CR',
  iPR: 'PR',
  iSD: 'SD',
  'NON-iCR/NON-iUPD': 'NON-CR/NON-PD',
  iUPD: 'NON-CR/NON-PD',
  iCPD: 'NON-CR/NON-PD',
  NE: 'NE',
  NED: 'NED',
}

function isWorse(a: ImmuneTimePoint, b: ImmuneTimePoint): boolean {
  return (worse.indexOf(a.response) - worse.indexOf(b.response) || a.sequence - b.sequence) > 0
}
