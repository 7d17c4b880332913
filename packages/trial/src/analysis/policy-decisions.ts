/** How often each row of a policy decided, by arm: where censoring differs between the arms, the comparison is in doubt. */
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { SubjectId } from '../ids.ts'
import { isTimeToEvent, type TimeToEventAnalysis } from '../protocol/analysis.ts'
import { analysisPolicy } from '../protocol/estimand-strategies.ts'
import { policyRows } from '../protocol/policy-rows.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Population } from './populations.ts'

export type PolicyDecisions = {
  readonly analysis: string
  readonly policy: string
  readonly rows: readonly {
    readonly row: number
    readonly situation: string
    readonly does: string
    readonly tag: string
    readonly byArm: readonly { readonly arm: string; readonly events: number; readonly censored: number }[]
  }[]
}

/** Of every analysis whose times a policy decided, among the members of its population. */
export function policyDecisions(
  protocol: Protocol,
  populations: readonly Population[],
  {
    byAnalysis,
    armOf,
  }: {
    readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
    readonly armOf: ReadonlyMap<SubjectId, string | undefined>
  },
): readonly PolicyDecisions[] {
  return protocol.analyses.filter(isTimeToEvent).flatMap((analysis) => {
    const population = populations.find(({ id }) => id === analysis.population)
    const decided = (byAnalysis.get(analysis.id) ?? []).filter(
      ({ row, subject }) => row !== undefined && population?.members.has(subject),
    )
    return decided.length > 0 ? decisionsOf(analysis, decided) : []
  })

  function decisionsOf(analysis: TimeToEventAnalysis, decided: readonly TimeToEvent[]): PolicyDecisions | [] {
    const { policy } = analysisPolicy(protocol, analysis)
    if (!policy) return []
    const counts = new Map<string, number>()
    for (const { row, subject, event } of decided) {
      const key = keyOf(row, armOf.get(subject), event)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return {
      analysis: analysis.id,
      policy: analysis.policy,
      rows: policyRows(analysis.policy, policy).map(({ number, situation, does, tag }) => ({
        row: number,
        situation,
        does,
        tag,
        byArm: protocol.arms.map(({ id }) => ({
          arm: id,
          events: counts.get(keyOf(number, id, true)) ?? 0,
          censored: counts.get(keyOf(number, id, false)) ?? 0,
        })),
      })),
    }
  }
}

const keyOf = (row: number | undefined, arm: string | undefined, event: boolean) =>
  JSON.stringify([row, arm, event])
