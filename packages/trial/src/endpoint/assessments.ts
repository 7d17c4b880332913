/**
 * The tumour assessments that endpoints rest on: one a day, the worst of that day, none before randomization.
 * NE is the weakest word of a day: NE and CR on one day are CR. Source: admiralonco 1.4, ANL01FL and ANL02FL.
 */
import type { Day } from '../day.ts'
import type { OverallResponse, TimePointResponse } from '../recist/response.ts'

export type Assessment = TimePointResponse

/** From the weakest to the worst. NED, which admiralonco does not know, stands beside CR. */
const worse: readonly OverallResponse[] = ['NE', 'CR', 'NED', 'PR', 'SD', 'NON-CR/NON-PD', 'PD']

/** One assessment a day from `from` on, in order of date. */
export function assessments(timePoints: readonly TimePointResponse[], from: Day): readonly Assessment[] {
  const byDay = new Map<Day, Assessment>()
  for (const timePoint of timePoints) {
    const { day } = timePoint.date
    const other = byDay.get(day)
    if (day >= from && (!other || isWorse(timePoint, other))) byDay.set(day, timePoint)
  }
  return [...byDay.values()].toSorted(inOrderOfDate)
}

/** The same, up to and including the first progression. */
export function upToProgression(all: readonly Assessment[]): readonly Assessment[] {
  const progression = firstProgression(all)
  return progression ? all.filter(({ date }) => date.day <= progression.date.day) : all
}

export function firstProgression(all: readonly Assessment[]): Assessment | undefined {
  return all.find(({ response }) => response === 'PD')
}

export function isResponse(word: string): boolean {
  return (worse as readonly string[]).includes(word)
}

type Placed = Pick<TimePointResponse, 'date' | 'visitNumber' | 'sequence'>

export function inOrderOfDate(a: Placed, b: Placed): number {
  if (a.date.day !== b.date.day) return a.date.day < b.date.day ? -1 : 1
  return (a.visitNumber ?? 0) - (b.visitNumber ?? 0) || a.sequence - b.sequence
}

function isWorse(a: Assessment, b: Assessment): boolean {
  return (worse.indexOf(a.response) - worse.indexOf(b.response) || a.sequence - b.sequence) > 0
}
