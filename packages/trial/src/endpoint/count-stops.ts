/** The day after which a policy looks at nothing more, with its reason; of two on one day the first in the list below. */
import type { Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { PolicyRowNumber } from '../protocol/policy-rows.ts'
import { onClinicalProgression, onSalvage } from '../protocol/policy-switches.ts'
import type { Policy } from '../protocol/policy.ts'
import type { Course } from './course.ts'
import type { EndpointRuleId } from './rules.ts'

/** Why a subject was censored earlier than the last assessment. */
export type Reason = {
  readonly rule: EndpointRuleId
  readonly row: PolicyRowNumber
  readonly says: string
  /** As CNSDTDSC goes on: `Last Tumor Assessment Before New Anticancer Therapy`. */
  readonly censored: string
  readonly from: readonly RowId[]
}
export type Stop = Reason & { readonly day: Day }

export function countStops(course: Course, policy: Policy): Stop | undefined {
  const {
    claims: [claimed],
    treatmentStop,
  } = course
  const { systemic, salvage } = firstTherapies(course)
  const stops: Stop[] = []
  if (systemic && policy.newTherapy === 'censor-before')
    stops.push({
      day: systemic.day,
      rule: 'pfs.censor.new-therapy',
      row: 8,
      says: `new therapy (${systemic.what}) from ${systemic.day}`,
      censored: 'Before New Anticancer Therapy',
      from: [systemic.from],
    })
  if (salvage && onSalvage(policy) === 'censor-before')
    stops.push({
      day: salvage.day,
      rule: 'pfs.censor.salvage',
      row: 8,
      says: `unplanned local therapy (${salvage.what}) on ${salvage.day}`,
      censored: 'Before Salvage Local Therapy',
      from: [salvage.from],
    })
  if (claimed && onClinicalProgression(policy) === 'censor')
    stops.push({
      day: claimed.day,
      rule: 'pfs.censor.claimed',
      row: 6,
      says: `${claimed.says} without a scan on ${claimed.day}`,
      censored: 'Before Clinical Progression',
      from: [claimed.from],
    })
  if (treatmentStop && policy.treatmentStop === 'censor')
    stops.push({
      day: treatmentStop.day,
      rule: 'pfs.censor.treatment-stop',
      row: 7,
      says: `treatment stopped (${treatmentStop.says}) on ${treatmentStop.day}`,
      censored: 'Before Treatment Discontinuation',
      from: [treatmentStop.from],
    })
  return earliest(stops, ({ day }) => day)
}

/** The first systemic therapy and the first local one, of those that the study did not plan. */
export function firstTherapies({ therapies }: Course) {
  return {
    systemic: therapies.find(({ kind }) => kind === 'systemic'),
    salvage: therapies.find(({ kind }) => kind !== 'systemic'),
  }
}

/** Of several on the earliest day the first in the list. */
export function earliest<T>(all: readonly T[], dayOf: (one: T) => Day): T | undefined {
  return all.reduce<T | undefined>(
    (first, one) => (first === undefined || dayOf(one) < dayOf(first) ? one : first),
    undefined,
  )
}
