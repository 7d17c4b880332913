/**
 * Best overall response, unconfirmed and confirmed, and clinical benefit, from the assessments up to progression.
 * The first row of the order that some assessment meets decides; of several assessments the earliest.
 * Source: admiralonco 1.4: bor_cr … bor_ne, cbor_cr, cbor_pr, cb_y. NED stands beside NON-CR/NON-PD, ours.
 */
import { daysBetween, type Day } from '../day.ts'
import type { OverallResponse } from '../recist/response.ts'
import type { Assessment } from './assessments.ts'
import { confirmedAt } from './confirmed-response.ts'

export type Confirmation = {
  readonly minDays: number
  readonly stableMinDays: number
  readonly randomized: Day
}
export type Best = { readonly response: OverallResponse; readonly assessment: Assessment }

/** Undefined where there is no assessment at all: MISSING. */
export function bestResponse(all: readonly Assessment[], within: Confirmation): Best | undefined {
  return (
    first(all, 'CR', ({ response }) => response === 'CR') ??
    first(all, 'PR', ({ response }) => response === 'PR') ??
    shortOfResponse(all, within)
  )
}

export function bestConfirmedResponse(all: readonly Assessment[], within: Confirmation): Best | undefined {
  return (
    first(all, 'CR', (one) => confirmedAt(all, one, within.minDays) === 'CR') ??
    first(all, 'PR', (one) => confirmedAt(all, one, within.minDays) === 'PR') ??
    shortOfResponse(all, within)
  )
}

/** A response that counts, or stable disease that lasted: the earliest. */
export function clinicalBenefit(
  all: readonly Assessment[],
  within: Confirmation,
  responds: (one: Assessment) => boolean,
): Assessment | undefined {
  return all.find(
    (one) =>
      responds(one) ||
      (isLate(one, within) && ['CR', 'PR', 'SD', 'NON-CR/NON-PD', 'NED'].includes(one.response)),
  )
}

function shortOfResponse(all: readonly Assessment[], within: Confirmation): Best | undefined {
  const late = all.filter((one) => isLate(one, within))
  return (
    first(late, 'SD', ({ response }) => ['CR', 'PR', 'SD'].includes(response)) ??
    first(late, 'NON-CR/NON-PD', ({ response }) => response === 'NON-CR/NON-PD') ??
    first(late, 'NED', ({ response }) => response === 'NED') ??
    first(all, 'PD', ({ response }) => response === 'PD') ??
    first(all, 'NE', () => true)
  )
}

function first(
  all: readonly Assessment[],
  response: OverallResponse,
  holds: (one: Assessment) => boolean,
): Best | undefined {
  const assessment = all.find(holds)
  return assessment && { response, assessment }
}

function isLate({ date }: Assessment, { randomized, stableMinDays }: Confirmation): boolean {
  return daysBetween(randomized, date.day) >= stableMinDays
}
