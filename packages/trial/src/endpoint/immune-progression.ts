/** Which iUPD or iCPD is the event of iPFS, if any: its date, and the rule that says so. */
import type { ImmuneResponseSettings } from '../protocol/immune-response.ts'
import type { ImmuneTimePoint } from '../recist/irecist/immune-response.ts'
import type { Sentence } from '../recist/rule.ts'

const rwg = 'RECIST Working Group, iRECIST slides; Seymour 2017, 10.1016/S1470-2045(17)30074-8'

export const immuneProgressionRules = {
  confirmed: {
    id: 'ipfs.event.confirmed',
    says: 'the event is the first iUPD of those that an iCPD confirmed with only iUPD and NE between; an iCPD that no iUPD precedes is dated to itself',
    source: rwg,
    tag: 'S',
  },
  unconfirmed: {
    id: 'ipfs.event.unconfirmed',
    says: 'an iUPD after which no iSD, iPR or iCR came, for whatever reason, is the event at its date',
    source: rwg,
    tag: 'S',
  },
  clearedThenProgression: {
    id: 'ipfs.event.cleared',
    says: 'protocol with clearedProgression event-if-progression-follows: an iUPD that iSD, iPR or iCR cleared is the event after all where another iUPD that stands, or an iCPD, comes later',
    source: rwg,
    tag: 'K',
  },
  ignored: {
    id: 'ipfs.ignored.cleared',
    says: 'an unconfirmed iUPD is ignored where iSD, iPR or iCR follows (protocol with clearedProgression event-if-progression-follows: and no later iUPD or iCPD)',
    source: rwg,
    tag: 'S',
  },
} as const satisfies Record<string, Sentence>

export type ImmuneProgressionRuleId =
  (typeof immuneProgressionRules)[keyof typeof immuneProgressionRules]['id']

export type ImmuneProgression = {
  readonly event?: ImmuneTimePoint
  readonly because: readonly ImmuneProgressionRuleId[]
}

/** `all` in order of date. */
export function immuneProgression(
  all: readonly ImmuneTimePoint[],
  { clearedProgression }: ImmuneResponseSettings,
): ImmuneProgression {
  const cleared: ImmuneTimePoint[] = []
  let open: ImmuneTimePoint | undefined
  for (const one of all) {
    if (one.response === 'iCPD') return dated(open ?? one, cleared, 'confirmed')
    if (one.response === 'iUPD') open ??= one
    else if (one.response !== 'NE' && open) {
      cleared.push(open)
      open = undefined
    }
  }
  if (open) return dated(open, cleared, 'unconfirmed')
  return { because: cleared.length > 0 ? [immuneProgressionRules.ignored.id] : [] }

  function dated(
    event: ImmuneTimePoint,
    [earlier]: readonly ImmuneTimePoint[],
    rule: 'confirmed' | 'unconfirmed',
  ): ImmuneProgression {
    if (!earlier) return { event, because: [immuneProgressionRules[rule].id] }
    if (clearedProgression === 'ignored')
      return { event, because: [immuneProgressionRules.ignored.id, immuneProgressionRules[rule].id] }
    return { event: earlier, because: [immuneProgressionRules.clearedThenProgression.id] }
  }
}
