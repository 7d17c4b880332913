/** What a later scan must settle: a single node that is back after a definite complete response. */
import type { Finding } from '../finding.ts'
import { rowPlace } from '../row-place.ts'
import type { TimePointResponse } from './response.ts'
import { nodePending } from './target.ts'

export function pendingFindings(timePoints: readonly TimePointResponse[]): readonly Finding[] {
  return timePoints
    .filter(({ because }) => because.includes(nodePending.id))
    .map(({ subject, reader, visit, date, target }): Finding => {
      const row = target?.from.at(-1)
      return {
        code: 'node-pending',
        severity: 'warning',
        subject,
        ...(row && { where: rowPlace(row) }),
        message: `${reader}, ${visit} on ${date.day}: a single node of 10 to under 15 mm is back after a definite complete response; no progression unless the scan beside shows it too. Proposed: image it again (${nodePending.id})`,
      }
    })
}
