/**
 * The choices of a protocol that a reader may try out: how progression is judged and censored, what is done with ablated lesions, and
 * who is analysed. They show how much of a result is the rule; the protocol's own stay the answer.
 */
import { isTimeToEvent, type TimeToEventAnalysis } from './analysis.ts'
import { policyLabel, policyNamed, policyNames } from './policies.ts'
import { responseSchema, type Protocol } from './protocol.ts'

export type AblatedRule = Protocol['response']['ablatedLesions']
export type Choices = {
  readonly policy?: string
  readonly ablatedLesions?: AblatedRule
  readonly population?: string
}
export type Choice = { readonly id: string; readonly title: string; readonly own: boolean }
export type ChoiceLists = { readonly [K in keyof Required<Choices>]: readonly Choice[] }

const rules: Readonly<Record<AblatedRule, string>> = {
  're-baseline': 're-baseline: a new baseline after ablation',
  freeze: 'freeze: its last diameter before ablation stays',
  exclude: 'exclude: left out of the sum',
  'per-lesion': 'per lesion: judged on its own',
}

/** What can be chosen, the protocol's own marked. @param populations those of the readout: the standard ones and the protocol's */
export function choiceLists(
  protocol: Protocol,
  populations: readonly { readonly id: string; readonly title: string }[],
): ChoiceLists {
  const { policy, population } = leading(protocol) ?? {}
  return {
    policy: policyNames(protocol).map((id) => ({
      id,
      title: policyNamed(protocol, id)?.title ?? policyLabel(id),
      own: id === policy,
    })),
    ablatedLesions: responseSchema.shape.ablatedLesions.unwrap().options.map((id) => ({
      id,
      title: rules[id],
      own: id === protocol.response.ablatedLesions,
    })),
    population: populations.map(({ id, title }) => ({ id, title, own: id === population })),
  }
}

/**
 * The protocol with other choices in every analysis that they touch; what it was and what it is now stands in its title, and so on
 * every page, figure and file that is made from it.
 * @throws RangeError for a policy or a rule that does not exist
 */
export function withChoices(protocol: Protocol, choices: Choices): Protocol {
  const { policy, ablatedLesions, population } = choices
  if (policy !== undefined && !policyNamed(protocol, policy))
    throw new RangeError(`withChoices: policy ${policyNames(protocol).join(', ')}, got ${policy}`)
  if (ablatedLesions !== undefined && !Object.hasOwn(rules, ablatedLesions))
    throw new RangeError(
      `withChoices: rule for ablated lesions ${Object.keys(rules).join(', ')}, got ${ablatedLesions}`,
    )
  const said = choicesText(protocol, choices)
  if (said === '') return protocol
  return {
    ...protocol,
    title: `${protocol.title} (not the protocol's choice: ${said})`,
    response: { ...protocol.response, ...(ablatedLesions && { ablatedLesions }) },
    estimands: protocol.estimands.map((each) => (population === undefined ? each : { ...each, population })),
    analyses: protocol.analyses.map((analysis) =>
      isTimeToEvent(analysis)
        ? {
            ...(policy !== undefined && usesPolicy(analysis) ? underPolicy(analysis, policy) : analysis),
            ...(population !== undefined && { population }),
          }
        : analysis,
    ),
  }
}

/**
 * The analysis under another policy. An estimand sets switches of the policy that it was written for, so that another policy
 * stands for itself, without it.
 */
export function underPolicy(analysis: TimeToEventAnalysis, policy: string): TimeToEventAnalysis {
  if (policy === analysis.policy) return analysis
  const { estimand: _, ...others } = analysis
  return { ...others, policy }
}

/** `policy ema-type in place of admiralonco`; empty where nothing differs from the protocol. */
export function choicesText(protocol: Protocol, { policy, ablatedLesions, population }: Choices): string {
  const own = leading(protocol)
  const analyses = protocol.analyses.filter(isTimeToEvent)
  const differs = {
    policy: policy !== undefined && analyses.some((each) => usesPolicy(each) && each.policy !== policy),
    rule: ablatedLesions !== undefined && ablatedLesions !== protocol.response.ablatedLesions,
    population: population !== undefined && analyses.some((each) => each.population !== population),
  }
  const estimands = analyses.flatMap((each) =>
    policy !== undefined && usesPolicy(each) && each.policy !== policy ? (each.estimand ?? []) : [],
  )
  const without = estimands.length > 0 ? `, without ${[...new Set(estimands)].join(', ')}` : ''
  return [
    differs.policy && `policy ${policy} in place of ${own?.policy}${without}`,
    differs.rule && `ablated lesions by ${ablatedLesions} in place of ${protocol.response.ablatedLesions}`,
    differs.population && `population ${population} in place of ${own?.population}`,
  ]
    .filter(Boolean)
    .join('; ')
}

/** Overall survival needs no judgement of progression. */
const usesPolicy = ({ endpoint }: TimeToEventAnalysis) => endpoint !== 'os'

/** The analysis whose choices are the protocol's own: the first primary one that a policy decides, or else the first of any. */
function leading(protocol: Protocol): TimeToEventAnalysis | undefined {
  const all = protocol.analyses.filter(isTimeToEvent)
  const judged = all.filter(usesPolicy)
  return judged.find(({ rank }) => rank === 'primary') ?? judged[0] ?? all[0]
}
