/** The rules of the endpoints, in the order in which they are asked; which of them a policy switches on is said in the row. */
import { policies } from '../protocol/policies.ts'
import { policyRows, situations, type PolicyRowNumber } from '../protocol/policy-rows.ts'
import type { Sentence } from '../recist/rule.ts'
import type { RuleTable } from '../recist/rules.ts'
import type { ImmuneProgressionRuleId } from './immune-progression.ts'

const admiralonco = 'admiralonco 1.4 at 83370b1, derive_param_tte template'
const fda = 'FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs (2018), tables A–C'

export const endpointRules = [
  {
    id: 'assessment.worst-of-day',
    tag: 'S',
    source: 'admiralonco 1.4, ANL01FL',
    says: 'one assessment a day from randomization on, the worst of that day; not evaluable is the weakest',
  },
  { id: 'os.event.death', tag: 'S', source: admiralonco, says: 'death from any cause is the event' },
  {
    id: 'os.censor.last-alive',
    tag: 'S',
    source: admiralonco,
    says: 'alive: censored on the last day known to be alive',
  },
  {
    id: 'os.censor.randomization',
    tag: 'S',
    source: admiralonco,
    says: 'nothing known after randomization: censored at randomization',
  },
  {
    id: 'pfs.censor.no-baseline',
    tag: 'K',
    source: fda,
    says: 'policy with noBaseline censor-at-randomization: no baseline scan, censored at randomization',
  },
  {
    id: 'pfs.censor.incomplete-baseline',
    tag: 'K',
    source: fda,
    says: 'policy with incompleteBaseline censor-at-randomization: a target lesion without a measurement at baseline, censored at randomization',
  },
  {
    id: 'pfs.censor.new-therapy',
    tag: 'S',
    source: 'industry phase 3 analysis plan; FDA tables A and B',
    says: 'policy with newTherapy censor-before: new anticancer therapy started before progression or death, censored at the last assessment on or before its first day; a study ablation is never new therapy',
  },
  {
    id: 'pfs.censor.salvage',
    tag: 'D',
    source: 'hypothetical strategy of ICH E9(R1)',
    says: 'policy with salvageLocalTherapy censor-before: ablation, radiotherapy or surgery of a tumour that the study did not plan, censored at the last assessment on or before that day; an ablation in a control arm is such a therapy',
  },
  {
    id: 'pfs.censor.claimed',
    tag: 'K',
    source: fda,
    says: 'policy with clinicalProgression censor: progression stated without a scan, censored at the last assessment on or before that day',
  },
  {
    id: 'pfs.censor.treatment-stop',
    tag: 'K',
    source: fda,
    says: 'policy with treatmentStop censor: study treatment stopped for a reason that is not progression, censored at the last assessment on or before that day',
  },
  {
    id: 'pfs.censor.lost',
    tag: 'K',
    source: fda,
    says: 'lost to follow-up or withdrawn, without an event: censored at the last assessment, and counted by arm',
  },
  {
    id: 'pfs.censor.gap',
    tag: 'S',
    source: fda,
    says: 'policy with missedVisits censor-before-gap: progression or death right after more than the allowed number of consecutive planned visits was missed, censored at the last assessment before the gap',
  },
  {
    id: 'pfs.event.progression',
    tag: 'S',
    source: admiralonco,
    says: 'the first progressive disease is the event, and comes before a death of the same day',
  },
  {
    id: 'pfs.event.death',
    tag: 'S',
    source: admiralonco,
    says: 'death from any cause before progression is the event',
  },
  {
    id: 'pfs.event.claimed',
    tag: 'K',
    source: fda,
    says: 'policy with progression claimed or clinicalProgression event: progression stated without a scan is the event',
  },
  {
    id: 'pfs.event.new-therapy',
    tag: 'D',
    source: 'composite strategy of ICH E9(R1)',
    says: 'policy with newTherapy event: the first new anticancer therapy is the event',
  },
  {
    id: 'pfs.event.salvage',
    tag: 'D',
    source: 'composite strategy of ICH E9(R1)',
    says: 'policy with salvageLocalTherapy event: the first unplanned local therapy is the event',
  },
  {
    id: 'pfs.date.last-of-time-point',
    tag: 'S',
    source: 'FDA 2018, appendix 2: two conventions exist',
    says: 'policy with dayOfTimePoint last: progression by the sum of diameters alone is dated to the last day of the imaging time point',
  },
  {
    id: 'pfs.date.next-scheduled',
    tag: 'K',
    source: fda,
    says: 'policy with dateOfProgression next-scheduled: progression outside every visit window is dated to the next planned visit, or to death if that is earlier',
  },
  {
    id: 'pfs.date.last-scheduled',
    tag: 'K',
    source: 'FDA 2018, table B',
    says: 'policy with dateOfCensoring last-scheduled: a last assessment outside every visit window is dated to the last planned visit before it',
  },
  {
    id: 'pfs.censor.last-assessment',
    tag: 'S',
    source: admiralonco,
    says: 'no event: censored at the last tumour assessment; whether one that is not evaluable counts is a switch of the policy',
  },
  {
    id: 'pfs.censor.randomization',
    tag: 'S',
    source: admiralonco,
    says: 'no event and no tumour assessment after randomization: censored at randomization',
  },
  {
    id: 'dor.start.first-response',
    tag: 'S',
    source: admiralonco,
    says: 'duration of response counts from the first CR or PR before progression, among responders only',
  },
  {
    id: 'dor.start.confirmed-response',
    tag: 'S',
    source: 'admiralonco 1.4, CRSP',
    says: 'where the protocol requires confirmation, it counts from the first CR or PR that was confirmed',
  },
  {
    id: 'next-line.start',
    tag: 'D',
    source: 'the name: STOP-2, NCT06918951; the definition is ours',
    says: 'the next systemic therapy is the first anticancer therapy after randomization that is neither ablation, radiotherapy nor surgery',
  },
  {
    id: 'pfs-nest.event.reported',
    tag: 'D',
    source: 'the name: STOP-2, NCT06918951; the definition is ours',
    says: 'evidence reported-response: the first reported response of PD after the first day of the next systemic therapy is the event; one derived from measurements is none, its nadir being of the line before',
  },
  {
    id: 'pfs-nest.event.claimed',
    tag: 'D',
    source: 'the name: STOP-2, NCT06918951; the definition is ours',
    says: 'evidence claimed: progression stated without a scan after the first day of the next systemic therapy is the event',
  },
  {
    id: 'pfs-nest.event.further-therapy',
    tag: 'D',
    source: 'the name: STOP-2, NCT06918951; the definition is ours',
    says: 'evidence further-therapy: another systemic therapy after the next one is the event',
  },
  {
    id: 'pfs-nest.event.death',
    tag: 'D',
    source: 'the name: STOP-2, NCT06918951; the definition is ours',
    says: 'death from any cause is the event, also without a next systemic therapy',
  },
  {
    id: 'ttnt.event.therapy',
    tag: 'D',
    source: 'named beside STOP-2; the definition is ours',
    says: 'the first day of the next systemic therapy is the event',
  },
  {
    id: 'ttnt.event.death',
    tag: 'D',
    source: 'named beside STOP-2; the definition is ours',
    says: 'deathBefore event: death without a next systemic therapy is the event',
  },
  {
    id: 'ttnt.censor.death',
    tag: 'D',
    source: 'named beside STOP-2; the definition is ours',
    says: 'deathBefore censor: death without a next systemic therapy is censored; it is a competing event',
  },
  {
    id: 'next-line.censor.last-alive',
    tag: 'D',
    source: 'named beside STOP-2; the definition is ours',
    says: 'no event: censored on the last day known to be alive, or at the start if that is not earlier',
  },
] as const satisfies readonly Sentence[]

/** The situations of docs/rules/pfs-policies.md as rules; what is done in each, the policy says. */
export const policyRowRules: readonly (Sentence & { readonly id: `pfs.row.${PolicyRowNumber}` })[] =
  situations.map(({ number, says }) => ({
    id: `pfs.row.${number}`,
    says: `row ${number} of the policy: ${says}`,
    source: 'FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs (2018), tables A–C, in our words',
    tag: 'K',
  }))

/** A preset as a table: what it does in each of the twelve situations. */
export const policyTables: readonly RuleTable[] = Object.entries(policies).map(([name, policy]) => ({
  title: policy.title ?? name,
  ordered: false,
  rows: policyRows(name, policy).map(({ number, situation, does, source, tag }) => ({
    id: `${name}.${number}`,
    says: `${situation} → ${does}`,
    source,
    tag,
  })),
}))

export type EndpointRuleId =
  (typeof endpointRules)[number]['id'] | ImmuneProgressionRuleId | `pfs.row.${PolicyRowNumber}`
