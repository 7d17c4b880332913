/** The rule for ablated lesions as a sentence of the methods: it belongs to every endpoint that rests on responses. */
import type { Protocol } from '../protocol/protocol.ts'
import { ablatedRules } from '../recist/ablated.ts'

export function ablatedRuleStamp(endpoint: string, { response }: Protocol): readonly string[] {
  const rule = response.ablatedLesions
  return endpoint === 'os' ? [] : [`Ablated lesions, rule ${rule}: ${ablatedRules[rule].says}`]
}
