/** How the times of an endpoint were made, in sentences: a reader who is not told the policy cannot judge the curve. */
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Estimand } from '../protocol/estimand.ts'
import { analysisPolicy, strategies } from '../protocol/estimand-strategies.ts'
import { onClinicalProgression, onDeathAfterGap, onSalvage } from '../protocol/policy-switches.ts'
import type { Policy } from '../protocol/policy.ts'
import type { Protocol } from '../protocol/protocol.ts'

export function howTimes(protocol: Protocol, analysis: TimeToEventAnalysis): readonly string[] {
  const { endpoint, policy: name } = analysis
  const { policy, estimand } = analysisPolicy(protocol, analysis)
  const stated = estimand ? estimandSentences(estimand) : []
  const counted = 'Time in whole days from randomization, the first day counted'
  if (endpoint === 'os')
    return [
      `${counted}, to death from any cause; who is alive is censored on the last day known to be alive`,
      ...stated,
    ]
  const { from, evidence, deathBefore } = protocol.nextSystemicTherapy
  if (endpoint === 'ttnt')
    return [
      `${counted}, to the next systemic therapy; death before it is ${deathBefore === 'event' ? 'an event' : 'censored'}; who has none is censored on the last day known to be alive`,
      ...stated,
    ]
  if (endpoint === 'pfs-nest')
    return [
      `${from === 'randomization' ? counted : 'Time in whole days from the next systemic therapy, among those who have one'}, to progression on it or death from any cause; evidence: ${evidence.join(', ') || 'death only'}; who has none is censored on the last day known to be alive`,
      ...stated,
    ]
  const start =
    endpoint === 'dor' ? 'Time in whole days from the first response, the first day counted' : counted
  return [
    `${start}, to progression or death from any cause, by policy ${name}` +
      (policy?.title ? ` (${policy.title})` : '') +
      (policy?.source ? `; source: ${policy.source}` : ''),
    ...(policy ? [switches(policy)] : []),
    ...stated,
  ]
}

/** What the analysis estimates, and what it makes of each intercurrent event that the estimand names. */
function estimandSentences(estimand: Estimand): readonly string[] {
  const { id, title, treatment, summary } = estimand
  const attributes = [title, treatment && `treatment: ${treatment}`, summary && `summary: ${summary}`]
  const events = strategies(estimand).map(([event, strategy]) => `${event}: ${strategy}`)
  return [
    [`Estimand ${id}`, ...attributes.filter(Boolean)].join('; ') +
      `; intercurrent events: ${events.join(', ') || 'none named, the policy decides'}`,
  ]
}

function switches(policy: Policy): string {
  const { missedVisits } = policy
  return [
    `Policy: ${policy.progression} progression counts, dated to the ${dates[policy.dateOfProgression]}`,
    `of scans on several days the ${policy.dayOfTimePoint} dates progression by the sum of diameters`,
    missedVisits
      ? `after more than ${missedVisits.max} missed visit${missedVisits.max === 1 ? '' : 's'} progression ${
          gaps[missedVisits.then]
        } and death ${gaps[onDeathAfterGap(missedVisits)]}`
      : 'missed visits are ignored',
    `new anticancer therapy ${therapies[policy.newTherapy]}`,
    `unplanned local therapy ${therapies[onSalvage(policy)]}`,
    `progression stated without a scan ${claims[onClinicalProgression(policy)]}`,
    `a stop of treatment without progression ${policy.treatmentStop === 'censor' ? claims.censor : 'is ignored'}`,
    ...(policy.dateOfCensoring === 'last-scheduled'
      ? ['censoring is dated to the last planned visit where the last assessment lies outside every window']
      : []),
    policy.countsAsAssessment === 'any'
      ? 'a scan that is not evaluable counts as an assessment'
      : 'a scan that is not evaluable does not count as an assessment',
    policy.noBaseline === 'include'
      ? 'subjects without a baseline scan are included'
      : 'subjects without a baseline scan are censored at randomization',
    policy.incompleteBaseline === 'include'
      ? 'subjects with an incomplete baseline are included'
      : 'subjects with an incomplete baseline are censored at randomization',
    'a study ablation is never new anticancer therapy',
  ].join('; ')
}

const dates: Record<Policy['dateOfProgression'], string> = {
  'first-evidence': 'first evidence',
  'next-scheduled': 'next planned visit where it lies outside every window',
}
const gaps = { event: 'is still an event', 'censor-before-gap': 'is censored before the gap' }
const therapies: Record<Policy['newTherapy'], string> = {
  'censor-before': 'censors at the last assessment before it',
  ignore: 'is ignored',
  event: 'is an event',
}
const claims: Record<Policy['clinicalProgression'], string> = {
  ignore: 'is ignored',
  censor: 'censors at the last assessment before it',
  event: 'is an event',
}
