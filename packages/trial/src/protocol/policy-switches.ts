/** What a policy does where two of its switches speak of one thing. */
import type { Policy } from './policy.ts'

/** Progression as claimed is an event, whatever the switch of clinical progression says. */
export function onClinicalProgression(policy: Policy): Policy['clinicalProgression'] {
  return policy.progression === 'claimed' ? 'event' : policy.clinicalProgression
}

export function onSalvage({ salvageLocalTherapy, newTherapy }: Policy): Policy['newTherapy'] {
  return salvageLocalTherapy === 'as-new-therapy' ? newTherapy : salvageLocalTherapy
}

export function onDeathAfterGap({
  death,
  then,
}: NonNullable<Policy['missedVisits']>): 'censor-before-gap' | 'event' {
  return death === 'as-progression' ? then : death
}
