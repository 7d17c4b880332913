/** A finding taken apart for a page: what was found, what is proposed, and the rule that it names. */
import type { RuleSentence } from '../derived.ts'
import type { Finding } from '../finding.ts'
import { ruleTables } from '../rules.ts'

export type FindingParts = {
  readonly says: string
  /** What the finding proposes to correct, where it does. */
  readonly proposed: string | null
  readonly rule: RuleSentence | null
}

/** A message may end in the id of its rule, in parentheses, and hold a sentence that begins with `Proposed:`. */
export function findingParts({ code, message }: Pick<Finding, 'code' | 'message'>): FindingParts {
  const [whole = message, id] = /^(.*?)\s*\(([a-z0-9.-]+)\)$/s.exec(message)?.slice(1) ?? []
  const rule = rules.get(id ?? '') ?? rules.get(code) ?? null
  const text = id !== undefined && rules.has(id) ? whole : message
  const proposed = /Proposed: ([^.]+)\.?\s*/.exec(text)
  return {
    says: proposed ? text.replace(proposed[0], '').trim() : text,
    proposed: proposed?.[1] ?? null,
    rule,
  }
}

const rules: ReadonlyMap<string, RuleSentence> = new Map(
  Object.values(ruleTables)
    .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows))
    .map(({ id, says, source, tag }) => [id, { id, says, source, tag }]),
)
