/** The intercurrent events of a study by arm, subject by subject, and what each estimand makes of them. */
import type { RuleSentence } from '../derived.ts'
import type { IntercurrentEvent } from '../endpoint/intercurrent-events.ts'
import type { RowId, SubjectId } from '../ids.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { intercurrentEvents, type Estimand, type IntercurrentEventKind } from '../protocol/estimand.ts'
import { strategies, strategyRows } from '../protocol/estimand-strategies.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { ruleSentence } from '../rules.ts'

export type IntercurrentEventsReadout = {
  /** Every kind, also where there was none. */
  readonly events: readonly {
    readonly kind: IntercurrentEventKind
    readonly says: string
    /** Subjects, each counted once; of them those with one before documented progression. */
    readonly byArm: readonly {
      readonly arm: string
      readonly subjects: number
      readonly beforeProgression: number
    }[]
    readonly subjects: readonly {
      readonly subject: SubjectId
      readonly arm: string
      readonly day: string
      readonly beforeProgression: boolean
      readonly says: string
      readonly because: readonly RuleSentence[]
      readonly from: readonly RowId[]
    }[]
  }[]
  readonly estimands: readonly {
    readonly id: string
    readonly title: string | null
    readonly endpoint: string
    readonly population: string
    readonly analyses: readonly string[]
    /** Of every kind of event; null where the estimand does not name it and the policy decides. */
    readonly strategies: readonly {
      readonly kind: IntercurrentEventKind
      readonly strategy: string | null
      readonly says: string | null
    }[]
  }[]
}

export function intercurrentEventsReadout(
  found: readonly IntercurrentEvent[],
  protocol: Protocol,
): IntercurrentEventsReadout {
  const byKind = Map.groupBy(found, ({ kind }) => kind)
  return {
    events: kinds.map((kind) => {
      const all = byKind.get(kind) ?? []
      return {
        kind,
        says: intercurrentEvents[kind],
        byArm: protocol.arms.map(({ id }) => {
          const ofArm = all.filter(({ arm }) => arm === id)
          return {
            arm: id,
            subjects: subjects(ofArm),
            beforeProgression: subjects(ofArm.filter(({ beforeProgression }) => beforeProgression)),
          }
        }),
        subjects: all.map(({ subject, arm, day, beforeProgression, says, because, from }) => ({
          subject,
          arm,
          day,
          beforeProgression,
          says,
          because: because.map(ruleSentence),
          from,
        })),
      }
    }),
    estimands: protocol.estimands.map((estimand) => estimandReadout(estimand, protocol)),
  }
}

const kinds = Object.keys(intercurrentEvents) as IntercurrentEventKind[]
const subjects = (all: readonly IntercurrentEvent[]) => new Set(all.map(({ subject }) => subject)).size

function estimandReadout(
  estimand: Estimand,
  { analyses }: Protocol,
): IntercurrentEventsReadout['estimands'][number] {
  const { id, title = null, endpoint, population } = estimand
  const named = new Map(strategies(estimand))
  return {
    id,
    title,
    endpoint,
    population,
    analyses: analyses.filter((one) => isTimeToEvent(one) && one.estimand === id).map((one) => one.id),
    strategies: kinds.map((kind) => {
      const strategy = named.get(kind) ?? null
      const row = strategyRows.find((one) => one.event === kind && one.strategy === strategy)
      return { kind, strategy, says: row?.says ?? null }
    }),
  }
}
