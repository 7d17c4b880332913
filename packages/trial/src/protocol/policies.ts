/**
 * Policies of progression-free survival by name. A protocol's own of the same name comes first.
 * The FDA and EMA types follow what we could read or remember of the guidance; `ours: true` where it is to be verified.
 */
import { policySchema, type Policy } from './policy.ts'
import type { Protocol } from './protocol.ts'

const fda = 'after FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs (2007, 2018), appendix 3'

export const policies: Readonly<Record<string, Policy>> = {
  admiralonco: policySchema.parse({
    title: 'admiralonco: every documented progression and death counts',
    source: 'admiralonco 1.4 at 83370b1, ADTTE template [S]',
  }),
  'fda-type-a': policySchema.parse({
    title: 'FDA-type A: documented progression only',
    missedVisits: { max: 1, then: 'censor-before-gap' },
    newTherapy: 'censor-before',
    clinicalProgression: 'censor',
    treatmentStop: 'censor',
    countsAsAssessment: 'evaluable',
    noBaseline: 'censor-at-randomization',
    incompleteBaseline: 'censor-at-randomization',
    ours: true,
    source: `${fda}, table A [S in outline, details K: verify]`,
  }),
  'fda-type-b': policySchema.parse({
    title: 'FDA-type B: progression dated to the planned visits',
    dateOfProgression: 'next-scheduled',
    dateOfCensoring: 'last-scheduled',
    missedVisits: { max: 1, then: 'censor-before-gap' },
    newTherapy: 'censor-before',
    clinicalProgression: 'censor',
    treatmentStop: 'censor',
    countsAsAssessment: 'evaluable',
    noBaseline: 'censor-at-randomization',
    incompleteBaseline: 'censor-at-randomization',
    ours: true,
    source: `${fda}, table B [K: verify]`,
  }),
  'fda-type-c': policySchema.parse({
    title: 'FDA-type C: progression as the investigator claims it',
    progression: 'claimed',
    missedVisits: { max: 1, then: 'event' },
    newTherapy: 'censor-before',
    clinicalProgression: 'event',
    treatmentStop: 'censor',
    countsAsAssessment: 'evaluable',
    noBaseline: 'censor-at-randomization',
    incompleteBaseline: 'censor-at-randomization',
    ours: true,
    source: `${fda}, table C [K: unsure in claimed dates and missed visits, verify]`,
  }),
  'ema-type': policySchema.parse({
    title: 'EMA-type: every progression and death counts, whatever came between',
    countsAsAssessment: 'evaluable',
    ours: true,
    source: 'after EMA/CHMP/27994/2008 Rev. 1, appendix 1 [K: verify]',
  }),
}

export function policyNamed(protocol: Protocol, name: string): Policy | undefined {
  if (Object.hasOwn(protocol.policies, name)) return protocol.policies[name]
  return Object.hasOwn(policies, name) ? policies[name] : undefined
}

export function policyNames(protocol: Protocol): readonly string[] {
  return [...new Set([...Object.keys(protocol.policies), ...Object.keys(policies)])]
}

/** The name as people write it: `FDA-type A` of `fda-type-a`; any other name as it is. */
export function policyLabel(name: string): string {
  const [, letter] = /^fda-type-([a-c])$/.exec(name) ?? []
  if (letter) return `FDA-type ${letter.toUpperCase()}`
  return name === 'ema-type' ? 'EMA-type' : name
}
