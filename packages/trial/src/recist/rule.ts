/** A rule table is an array in the order in which its rows are tried; the first that holds decides. */
import type { RuleId } from '../ids.ts'

/** S a source that was read, K knowledge still to verify, D our own default. */
export type Tag = 'S' | 'K' | 'D'

/** A row as a clinician reads it. */
export type Sentence = {
  readonly id: RuleId
  readonly says: string
  readonly source: string
  readonly tag: Tag
}

/** The row with its condition, and what follows where it holds. */
export type Rule<Facts, Response> = Sentence & {
  readonly response: Response
  readonly holds: (facts: Facts) => boolean
}

/** The first row that holds. Every table of this folder ends in a row that always holds, or covers all cases (tested). */
export function firstRule<Facts, Response>(
  rules: readonly Rule<Facts, Response>[],
  facts: Facts,
): Rule<Facts, Response> {
  const rule = rules.find(({ holds }) => holds(facts))
  if (!rule) throw new RangeError(`firstRule: facts that a row covers, got ${JSON.stringify(facts)}`)
  return rule
}
