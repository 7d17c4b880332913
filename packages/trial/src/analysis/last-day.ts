/** The last day on which something of a subject is known: death, else the last day known alive, else randomization. */
import type { Day } from '../day.ts'
import type { Subject } from '../record/records.ts'

export function lastDayOf({ death, lastAlive, randomized }: Subject): Day | undefined {
  return death?.day ?? lastAlive ?? randomized
}
