/** One subject's time to one endpoint: { days, event }, with the sentence, the rules and the rows that say why. */
import type { Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { ScanId, SubjectId } from '../ids.ts'
import type { PolicyRowNumber } from '../protocol/policy-rows.ts'

export type EndpointKind = 'os' | 'pfs' | 'dor' | 'pfs-nest' | 'ttnt' | 'ipfs' | 'pmfs'

export type TimeToEvent = Derived & {
  readonly subject: SubjectId
  readonly endpoint: EndpointKind
  /** Whole days, the first day counted: end − start + 1 (as ADTTE AVAL). */
  readonly days: number
  readonly event: boolean
  readonly start: Day
  readonly end: Day
  /** What happened at `end`: `Disease Progression`, `Death`, `Last Tumor Assessment`, `Alive`, `Randomization`. */
  readonly what: string
  /** Why follow-up ended there, for a censored subject. */
  readonly censored?: string
  /** Where an event or a censoring was found, for the export: domain, variable, sequence. */
  readonly source: { readonly domain: string; readonly variable: string; readonly sequence?: number }
  /** The row of the policy that decided, of the twelve in docs/rules/pfs-policies.md; absent where no policy is asked. */
  readonly row?: PolicyRowNumber
  /** The scan of the response that decided, if one did: the next link of the chain. */
  readonly scan?: ScanId
  /** `PFS 183 days, event: new lesion L6 in liver on 2022-03-04, scan 4 (WEEK 24); policy FDA-type A rule 3`. */
  readonly says: string
}
