/**
 * Polymetastatic-free survival: time to the first scan on which lesions or organs are certainly over the protocol's limit,
 * or to death. A scan that cannot tell is no event and no assessment.
 */
import type { Day } from '../day.ts'
import { isOverLimit, isWithinLimit } from '../oligo/oligo-residual.ts'
import type { OligoSettings } from '../protocol/oligo-state.ts'
import type { Sentence } from '../recist/rule.ts'
import type { Course } from './course.ts'
import { timeToEvent } from './time-to-event-of.ts'
import type { TimeToEvent } from './time-to-event.ts'

const source = 'endpoint named in STOP-2, NCT06918951; limits and counting are the protocol’s oligoState'

export const polymetastaticRules = {
  event: {
    id: 'pmfs.event.polymetastatic',
    says: 'the first scan after randomization with more lesions or organs than the limit is the event, and comes before a death of the same day',
    source,
    tag: 'D',
  },
  death: { id: 'pmfs.event.death', says: 'death from any cause before that is the event', source, tag: 'D' },
  lastScan: {
    id: 'pmfs.censor.last-scan',
    says: 'no event: censored at the last scan that could tell',
    source,
    tag: 'D',
  },
  randomization: {
    id: 'pmfs.censor.randomization',
    says: 'no event and no scan after randomization that could tell: censored at randomization',
    source,
    tag: 'D',
  },
} as const satisfies Record<string, Sentence>

/** Undefined where the protocol does not say how lesions are counted. */
export function polymetastaticFreeSurvival(
  { subject, randomized, death, oligo }: Course & { readonly randomized: Day },
  settings: OligoSettings | undefined,
): TimeToEvent | undefined {
  if (!oligo || !settings) return undefined
  const known = oligo.filter(
    ({ day, burden }) =>
      day >= randomized && (isOverLimit(burden, settings) || isWithinLimit(burden, settings)),
  )
  const over = known.find(({ burden }) => isOverLimit(burden, settings))
  const last = known.at(-1)
  const base = { subject: subject.id, endpoint: 'pmfs' as const, start: randomized }
  if (over && !(death && death.day < over.day))
    return timeToEvent({
      ...base,
      event: true,
      end: over.day,
      what: 'Polymetastatic Disease',
      source: { domain: 'TR', variable: 'TRDTC' },
      detail: `at least ${over.burden.lesions.min} lesions in ${over.burden.organs.min} organs`,
      ...(over.scan && { scan: over.scan }),
      because: [...over.because, polymetastaticRules.event.id],
      from: over.from,
    })
  if (death)
    return timeToEvent({
      ...base,
      event: true,
      end: death.day,
      what: 'Death',
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'DEATH' },
      detail: 'death',
      because: [polymetastaticRules.death.id],
      from: subject.from,
    })
  if (last && last.day > randomized)
    return timeToEvent({
      ...base,
      event: false,
      end: last.day,
      what: 'Last Tumor Assessment',
      censored: 'Last Tumor Assessment',
      source: { domain: 'TR', variable: 'TRDTC' },
      detail: 'last scan that could tell',
      ...(last.scan && { scan: last.scan }),
      because: [...last.because, polymetastaticRules.lastScan.id],
      from: last.from,
    })
  return timeToEvent({
    ...base,
    event: false,
    end: randomized,
    what: 'Randomization',
    censored: 'Randomization',
    source: { domain: 'ADSL', variable: 'RANDDT' },
    detail: 'no scan after randomization that could tell',
    because: [polymetastaticRules.randomization.id],
    from: subject.from,
  })
}
