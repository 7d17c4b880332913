/**
 * The imaging visits that a protocol plans, and how many of them a subject missed.
 * Counted from the schedule with its windows, never from a fixed number of days: the answer changes when the interval does.
 */
import { addDays, daysBetween, type Day } from '../day.ts'
import type { Protocol } from '../protocol/protocol.ts'

export type Imaging = Protocol['schedule']['imaging']
/** In days after randomization. */
type PlannedVisit = { readonly opens: number; readonly planned: number; readonly closes: number }

/** Planned visits whose whole window lies between the last assessment and the event: all of them consecutive. */
export function missedVisits(imaging: Imaging, randomized: Day, last: Day, event: Day): number {
  const [after, before] = [daysBetween(randomized, last), daysBetween(randomized, event)]
  return plannedVisits(imaging, before).filter(({ opens, closes }) => opens > after && closes < before).length
}

/** The day itself if it lies in a visit's window, else the next planned day; the day itself where nothing is planned after it. */
export function scheduledDay(imaging: Imaging, randomized: Day, day: Day): Day {
  const at = daysBetween(randomized, day)
  const longest = Math.max(0, ...imaging.map(({ everyDays, windowDays }) => everyDays + windowDays))
  const visits = plannedVisits(imaging, at + longest)
  if (visits.some(({ opens, closes }) => opens <= at && at <= closes)) return day
  const next = visits.find(({ planned }) => planned >= at)
  return next ? addDays(randomized, next.planned) : day
}

/** The day itself if it lies in a visit's window, else the last planned day before it; randomization where none was. */
export function lastScheduledDay(imaging: Imaging, randomized: Day, day: Day): Day {
  const at = daysBetween(randomized, day)
  const longest = Math.max(0, ...imaging.map(({ windowDays }) => windowDays))
  const visits = plannedVisits(imaging, at + longest)
  if (imaging.length === 0 || visits.some(({ opens, closes }) => opens <= at && at <= closes)) return day
  return addDays(randomized, visits.findLast(({ planned }) => planned <= at)?.planned ?? 0)
}

/** The visits planned up to `until` days after randomization, and some after it. */
function plannedVisits(imaging: Imaging, until: number): readonly PlannedVisit[] {
  const visits: PlannedVisit[] = []
  let planned = 0
  for (const { everyDays, untilDay = Infinity, windowDays } of imaging)
    while (planned + everyDays <= untilDay && planned - windowDays <= until) {
      planned += everyDays
      visits.push({ opens: planned - windowDays, planned, closes: planned + windowDays })
    }
  return visits
}
