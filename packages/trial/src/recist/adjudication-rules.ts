/** Whose read of a visit stands, where the endpoint's reader is a name that several share. */
import type { AdjudicationSettings } from '../protocol/adjudication.ts'
import type { Rule } from './rule.ts'

export type AdjudicationFacts = {
  readonly by: AdjudicationSettings['by']
  /** Readers, the adjudicator not among them, who assessed the subject at all. */
  readonly readers: number
  /** The reads of the visit that the data accepts: none, all alike, or unlike. */
  readonly accepted: 'none' | 'alike' | 'unlike'
  /** All readers of the subject agree, at this visit or, where the protocol decides for the subject, at every one. */
  readonly agree: boolean
  /** The adjudicator read the visit. */
  readonly adjudicated: boolean
}
export type Standing = 'only' | 'accepted' | 'agreed' | 'adjudicator' | 'not-known'

const flag = 'SDTM RSACPTFL and TRACPTFL, the accepted record flags'
const ours = 'local default; charters of independent review differ'

export const adjudicationRules: readonly Rule<AdjudicationFacts, Standing>[] = [
  {
    id: 'adjudication.only-reader',
    response: 'only',
    says: 'one of the readers alone assessed the subject: that read stands',
    source: ours,
    tag: 'D',
    holds: ({ readers }) => readers === 1,
  },
  {
    id: 'adjudication.accepted',
    response: 'accepted',
    says: 'adjudication by flag: the read that the data accepts stands; of several alike, that of the first reader by name',
    source: flag,
    tag: 'S',
    holds: ({ by, accepted }) => by === 'accepted-flag' && accepted === 'alike',
  },
  {
    id: 'adjudication.not-accepted',
    response: 'not-known',
    says: 'adjudication by flag: no read is accepted, or several that differ are: the response is not known',
    source: ours,
    tag: 'D',
    holds: ({ by }) => by === 'accepted-flag',
  },
  {
    id: 'adjudication.agreed',
    response: 'agreed',
    says: 'all readers of the subject assessed the visit and agree (the response, or whether it is progression, by the protocol): no adjudication is needed, and the read of the first by name stands',
    source: ours,
    tag: 'D',
    holds: ({ agree }) => agree,
  },
  {
    id: 'adjudication.adjudicator',
    response: 'adjudicator',
    says: 'the readers differ, at this visit or at any of the subject (by the protocol): the adjudicator’s own read stands',
    source: ours,
    tag: 'D',
    holds: ({ by, adjudicated }) => by === 'adjudicator' && adjudicated,
  },
  {
    id: 'adjudication.missing',
    response: 'not-known',
    says: 'the readers differ and nobody adjudicated: the response is not known',
    source: ours,
    tag: 'D',
    holds: () => true,
  },
]
