/** The rules of the endpoints, in the order in which they are asked; which of them a policy switches on is said in the row. */
import type { Sentence } from '../recist/rule.ts'

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
    id: 'pfs.censor.new-therapy',
    tag: 'S',
    source: 'industry phase 3 analysis plan; FDA tables A and B',
    says: 'policy with newTherapy censor-before: new anticancer therapy started before progression or death, censored at the last assessment on or before its first day; a study ablation is never new therapy',
  },
  {
    id: 'pfs.censor.claimed',
    tag: 'K',
    source: fda,
    says: 'policy with clinicalProgression censor: progression stated without a scan, censored at the last assessment on or before that day',
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
    id: 'pfs.date.last-of-time-point',
    tag: 'K',
    source: fda,
    says: 'policy with dateOfProgression last-of-time-point: dated to the last day of the imaging time point',
  },
  {
    id: 'pfs.date.next-scheduled',
    tag: 'K',
    source: fda,
    says: 'policy with dateOfProgression next-scheduled: progression outside every visit window is dated to the next planned visit, or to death if that is earlier',
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
] as const satisfies readonly Sentence[]

export type EndpointRuleId = (typeof endpointRules)[number]['id']
