/** Infusions every three weeks: held around an ablation, stopped after progression, for toxicity, or after two years. */
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { chance, streamOf, whole } from './draws.ts'

/** Days after randomization. */
export function doseDays(a: Assumptions, { person, ablations, progressionSeen, end }: Course): number[] {
  if (person.excluded) return []
  const stream = streamOf(a.seed, person.number, 'doses')
  const stop = Math.min(end, progressionSeen ?? end, lastForToxicity(a, stream))
  const days: number[] = []
  for (let day = whole(stream, [0, 2]); day <= stop && days.length < a.dose.most;) {
    const near = ablations.find((ablation) => Math.abs(ablation.day - day) < a.dose.daysClear)
    if (near) {
      day = near.day + a.dose.daysClear
      continue
    }
    days.push(day)
    day +=
      a.dose.everyDays + Math.max(-2, Math.min(7, whole(stream, [-2, 3]))) + (chance(stream, 0.03) ? 21 : 0)
  }
  return days
}

function lastForToxicity({ dose }: Assumptions, stream: ReturnType<typeof streamOf>): number {
  const stops = chance(stream, dose.stops)
  const day = whole(stream, [60, 300])
  return stops ? day : Infinity
}
