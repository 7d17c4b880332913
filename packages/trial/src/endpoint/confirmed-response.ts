/**
 * Whether a response at one assessment is confirmed by a later one.
 *   CR: CR again at least minDays later, between them only CR and NE, at most one NE
 *   PR: CR or PR again at least minDays later, between them only CR, PR and NE, at most one NE, no PR after a CR
 * Source: admiralonco 1.4, crsp_y_cr and crsp_y_pr.
 */
import { daysBetween } from '../day.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Assessment } from './assessments.ts'
import { isConfirmedByTable3 } from './table-3.ts'

/** By the definition that the protocol chooses. */
export function isConfirmed(
  all: readonly Assessment[],
  one: Assessment,
  confirmation: Protocol['response']['confirmation'],
): boolean {
  return confirmation.definition === 'recist-table-3'
    ? isConfirmedByTable3(all, one, confirmation)
    : confirmedAt(all, one, confirmation.minDays) !== undefined
}

export function confirmedAt(
  all: readonly Assessment[],
  one: Assessment,
  minDays: number,
): 'CR' | 'PR' | undefined {
  if (one.response !== 'CR' && one.response !== 'PR') return undefined
  const allowed = one.response === 'CR' ? ['CR'] : ['CR', 'PR']
  const later = all.slice(all.indexOf(one) + 1)
  const end = later.findIndex(
    ({ response, date }) => allowed.includes(response) && daysBetween(one.date.day, date.day) >= minDays,
  )
  if (end < 0) return undefined
  const words = later.slice(0, end + 1).map(({ response }) => response)
  if (words.some((word) => word !== 'NE' && !allowed.includes(word))) return undefined
  if (words.filter((word) => word === 'NE').length > 1) return undefined
  if (words.includes('CR') && words.lastIndexOf('PR') > words.indexOf('CR')) return undefined
  return one.response
}
