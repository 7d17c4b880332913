/** The last day on which something of a subject is known: death, else the last day known alive, else randomization; never after the cut-off. */
import type { Day } from '../day.ts'
import { dataCutoff } from '../endpoint/course.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records, Subject } from '../record/records.ts'

export function lastDayOf(
  records: Pick<Records, 'dataCutoff'>,
  protocol: Protocol,
): (subject: Subject) => Day | undefined {
  const cut = dataCutoff(records, protocol)
  return ({ death, lastAlive, randomized }) => {
    const last = death?.day ?? lastAlive ?? randomized
    return last && cut && last > cut ? cut : last
  }
}
