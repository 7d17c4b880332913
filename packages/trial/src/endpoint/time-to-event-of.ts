/** Completes an endpoint: the days, both ends counted, never before the start, and the sentence that says it. */
import { daysBetween, type Day } from '../day.ts'
import { policyLabel } from '../protocol/policies.ts'
import type { EndpointKind, TimeToEvent } from './time-to-event.ts'

export type Outcome = Omit<TimeToEvent, 'days' | 'says' | 'source'> & {
  /** `parameter` names the response parameter that holds the date, for the export. */
  readonly source: TimeToEvent['source'] & { readonly parameter?: 'PD' | 'DEATH' | 'LSTA' | 'OVR' }
  /** What happened, in words: `new lesion L6 in liver`. */
  readonly detail: string
  readonly visit?: string
  readonly policy?: string
  readonly estimand?: string
}

const names: Record<EndpointKind, string> = {
  os: 'OS',
  pfs: 'PFS',
  dor: 'Duration of response',
  'pfs-nest': 'PFS on next systemic therapy',
  ttnt: 'Time to next systemic therapy',
  ipfs: 'iPFS',
  pmfs: 'Polymetastatic-free survival',
}

export function timeToEvent({ detail, visit, policy, estimand, ...outcome }: Outcome): TimeToEvent {
  const end: Day = outcome.end > outcome.start ? outcome.end : outcome.start
  const days = daysBetween(outcome.start, end) + 1
  const kind = outcome.event ? 'event' : 'censored'
  const rule = outcome.row === undefined ? '' : ` rule ${outcome.row}`
  const says =
    `${names[outcome.endpoint]} ${days} ${days === 1 ? 'day' : 'days'}, ${kind}: ${detail} on ${end}` +
    `${visit ? `, ${visit}` : ''}${policy ? `; policy ${policyLabel(policy)}${rule}` : ''}${estimand ? `, estimand ${estimand}` : ''}`
  return { ...outcome, end, days, says }
}
