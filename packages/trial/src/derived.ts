import type { RowId, RuleId } from './ids.ts'

/** What every derived value carries: the rules that decided it, and the source rows that it rests on. */
export type Derived = { readonly because: readonly RuleId[]; readonly from: readonly RowId[] }

/** A rule as a reader sees it, looked up by its id. */
export type RuleSentence = {
  readonly id: RuleId
  readonly says: string
  readonly source: string
  readonly tag: string
}
