/** How adverse events are counted. No guideline fixes these for a trial of ablation; the protocol sets what is a number. */
import type { Sentence } from '../recist/rule.ts'

const ours = 'local default, no guideline'

export const eventRules = {
  counted: {
    id: 'safety.event.counted',
    tag: 'D',
    source: ours,
    says: 'an event counts from the first dose or study ablation after randomization to the end that the protocol sets; one without a date counts, with a finding',
  },
  partial: {
    id: 'safety.event.partial-date',
    tag: 'D',
    source: ours,
    says: 'an incomplete date is its first possible day, or the day of the first treatment where that lies within the same month or year',
  },
  worst: {
    id: 'safety.event.worst-grade',
    tag: 'D',
    source: 'usual table of adverse events',
    says: 'a subject counts once a term, by the worst grade; an event without a grade counts as any grade and as no grade in particular',
  },
  window: {
    id: 'safety.event.window',
    tag: 'D',
    source: ours,
    says: 'an event belongs to the window of the latest ablation session on or before its start; later than the last window it belongs to none',
  },
  side: {
    id: 'safety.event.side',
    tag: 'D',
    source: ours,
    says: 'an event of the lung beside an ablation of the lung is said to be of the same or of the other side where both sides are recorded; that is no proof of cause',
  },
  rate: {
    id: 'safety.event.rate',
    tag: 'D',
    source: 'usual exposure-adjusted incidence',
    says: 'subjects with the event over the time at risk, which ends at the first such event, at death, at the last day known alive, or at the end that the protocol sets',
  },
} as const satisfies Record<string, Sentence>
