/** The state of an ablated lesion at one scan, as ordered rules: the reader's statement first, then signs, then time. */
import type { LocalProgressionSettings } from '../protocol/local-progression.ts'
import type { ZoneStatement } from '../record/zone-signs.ts'
import { firstRule, type Rule, type Sentence } from './rule.ts'
import type { Weight } from './zone-sign.ts'
import type { ZonePhase } from './zone-phase.ts'

export type LesionState =
  'untreated' | 'ablated' | 'zone-as-expected' | 'suspicious' | 'residual' | 'local-progression'

export type StateFacts = {
  /** The state since the last session; `ablated` right after it. */
  readonly before: Exclude<LesionState, 'untreated'>
  /** An earlier scan since the last session proved the ablation complete. */
  readonly proven: boolean
  /** Whether the reader measured or said anything of the lesion. */
  readonly seen: boolean
  readonly statement?: ZoneStatement
  readonly gravest?: Weight
  readonly phase: ZonePhase
  /** A further part of the treatment is planned and still to come. */
  readonly unfinished: boolean
  readonly settings: Pick<LocalProgressionSettings, 'signsAlone' | 'completeAblation'>
}

type Row = Rule<StateFacts, Exclude<LesionState, 'untreated'> | 'unchanged'> & {
  readonly progressed?: true
  readonly proves?: (facts: StateFacts) => boolean
}

const terms = 'SIO-DATECAN, Puijk 2021, 10.1148/radiol.2021203715; Ahmed 2014, 10.1148/radiol.14132958'
const ours = 'ours: no source at hand'

export const untreatedRule: Sentence = {
  id: 'lesion-state.untreated',
  says: 'untreated: no session before this scan (on the day of a session the baseline scan shows the tumour still, a later scan the zone already)',
  source: ours,
  tag: 'D',
}

export const lesionStateRules: readonly Row[] = [
  {
    id: 'lesion-state.not-seen',
    response: 'unchanged',
    says: 'not evaluated on this scan: the state stays as it was',
    source: ours,
    tag: 'D',
    holds: ({ seen }) => !seen,
  },
  {
    id: 'lesion-state.stays',
    response: 'unchanged',
    says: 'residual tumour or local progression stays until the lesion is ablated again',
    source: ours,
    tag: 'D',
    holds: ({ before }) => before === 'residual' || before === 'local-progression',
  },
  {
    id: 'lesion-state.progression.stated',
    response: 'local-progression',
    progressed: true,
    says: 'local tumour progression: stated by the reader, after at least one scan that proved the ablation complete',
    source: terms,
    tag: 'K',
    holds: ({ statement, proven }) => statement === 'progression' && proven,
  },
  {
    id: 'lesion-state.residual.progressed',
    response: 'residual',
    progressed: true,
    says: 'residual tumour that progresses: progression stated by the reader, and no scan has proved the ablation complete',
    source: terms,
    tag: 'K',
    holds: ({ statement }) => statement === 'progression',
  },
  {
    id: 'lesion-state.unfinished',
    response: 'ablated',
    says: 'a further part of the treatment is planned: what is still there is not residual yet',
    source: ours,
    tag: 'D',
    holds: ({ unfinished }) => unfinished,
  },
  {
    id: 'lesion-state.residual.stated',
    response: 'residual',
    says: 'residual unablated tumour: stated by the reader, and no scan has proved the ablation complete',
    source: terms,
    tag: 'K',
    holds: ({ statement, proven }) => statement === 'residual' && !proven,
  },
  {
    id: 'lesion-state.residual.late',
    response: 'suspicious',
    says: 'residual tumour stated after a scan that proved the ablation complete contradicts it: progression or not is for the reader to state',
    source: ours,
    tag: 'D',
    holds: ({ statement }) => statement === 'residual',
  },
  {
    id: 'lesion-state.complete.stated',
    response: 'zone-as-expected',
    proves: () => true,
    says: 'complete ablation, stated by the reader',
    source: terms,
    tag: 'K',
    holds: ({ statement }) => statement === 'complete',
  },
  {
    id: 'lesion-state.equivocal',
    response: 'suspicious',
    says: 'equivocal in the words of the reader: no progression until it is stated',
    source: ours,
    tag: 'D',
    holds: ({ statement }) => statement === 'equivocal',
  },
  {
    id: 'lesion-state.progression.sign',
    response: 'local-progression',
    progressed: true,
    says: 'protocol signsAlone event: a certain sign, after a scan that proved the ablation complete, is local tumour progression',
    source: ours,
    tag: 'D',
    holds: ({ gravest, proven, settings }) =>
      gravest === 'certain' && proven && settings.signsAlone === 'event',
  },
  {
    id: 'lesion-state.residual.sign',
    response: 'residual',
    says: 'protocol signsAlone event: a certain sign, and no scan has proved the ablation complete, is residual tumour',
    source: ours,
    tag: 'D',
    holds: ({ gravest, settings }) => gravest === 'certain' && settings.signsAlone === 'event',
  },
  {
    id: 'lesion-state.suspicious',
    response: 'suspicious',
    says: 'signs of tumour without a statement: the reader is asked, and until then it is no progression',
    source: ours,
    tag: 'D',
    holds: ({ gravest }) => gravest !== undefined,
  },
  {
    id: 'lesion-state.early',
    response: 'ablated',
    says: 'in the early phase a zone without a sign proves nothing yet',
    source: ours,
    tag: 'D',
    holds: ({ phase }) => phase === 'early',
  },
  {
    id: 'lesion-state.as-expected',
    response: 'zone-as-expected',
    proves: ({ settings }) => settings.completeAblation === 'no-sign',
    says: 'the zone is as expected, whatever its size; it proves complete ablation where the protocol says so (completeAblation no-sign)',
    source: 'Radiographics 2012;32:947–69 (a zone is larger than the tumour); what proves completeness: ours',
    tag: 'D',
    holds: () => true,
  },
]

export function lesionState(facts: StateFacts) {
  const { id, response, progressed, proves } = firstRule(lesionStateRules, facts) as Row
  return {
    state: response === 'unchanged' ? facts.before : response,
    // A reader who states progression again, of a lesion that has progressed already, states it of this scan too.
    progressed: progressed === true || facts.statement === 'progression',
    proves: proves?.(facts) === true,
    because: id,
  }
}
