/** The ablated lesions of a study for a reader: the rule, every lesion with its outcome, and the counts by lesion, session and subject. */
import type { AblationOutcome, Efficacy } from '../endpoint/ablation-outcome.ts'
import type { AblationOutcomes } from '../endpoint/ablation-outcomes.ts'
import type { TimeToLocalProgression } from '../endpoint/time-to-local-progression.ts'
import type { Day } from '../day.ts'
import type { RuleSentence } from '../derived.ts'
import type { RowId } from '../ids.ts'
import { toMillimetres } from '../length.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { ablatedRules, type AblatedRule } from '../recist/ablated.ts'
import type { Procedure, Records } from '../record/records.ts'
import { ruleSentence } from '../rules.ts'

export type AblatedLesionsReadout = {
  /** The rule by which an ablated lesion counts in the responses, stamped on every output. */
  readonly rule: AblatedRule
  readonly says: string
  /** One sentence a choice of the protocol. */
  readonly methods: readonly string[]
  /** By the modality of a lesion's first treatment, all first; a lesion treated by several is `several`. */
  readonly lesions: readonly LesionCounts[]
  /** A session of a subject, by the modality used in it, all first. */
  readonly sessions: readonly SessionCounts[]
  readonly subjects: SubjectCounts
  readonly outcomes: readonly (Omit<AblationOutcome, 'because'> & {
    readonly because: readonly RuleSentence[]
  })[]
  readonly timeToLocalProgression: readonly (Omit<TimeToLocalProgression, 'because'> & {
    readonly because: readonly RuleSentence[]
  })[]
  readonly treatments: readonly LesionSession[]
}

export type LesionCounts = {
  readonly modality: string
  readonly lesions: number
  readonly technicalSuccess: Known
  readonly primaryEfficacy: Known
  /** After a repeat too: of the lesions that one treatment left incomplete or unknown, what the repeats made of them. */
  readonly secondaryEfficacy: Known
  readonly residual: number
  readonly localProgression: number
}
/** What is not known is counted, not left out. */
export type Known = { readonly yes: number; readonly no: number; readonly notKnown: number }
export type SessionCounts = {
  readonly modality: string
  readonly sessions: number
  readonly lesionSessions: number
  readonly technicalSuccess: Known
}
export type SubjectCounts = {
  readonly subjects: number
  /** Of every lesion. */
  readonly technicalSuccess: Known
  readonly primaryEfficacy: Known
  readonly withResidual: number
  readonly withLocalProgression: number
}

/** One lesion in one session, as it was recorded. */
export type LesionSession = {
  readonly subject: string
  readonly lesion: string | null
  readonly session: string | null
  readonly date: Day
  readonly modality: string | null
  readonly technicalSuccess: boolean | null
  readonly plan: string | null
  readonly marginMm: number | null
  readonly zoneMm: readonly number[]
  readonly complication: { readonly scale: string; readonly grade: string } | null
  readonly from: RowId
}

/** Undefined where the study ablated nothing. */
export function ablatedLesionsReadout(
  protocol: Protocol,
  records: Records,
  { outcomes, times }: AblationOutcomes,
): AblatedLesionsReadout | undefined {
  const sessions = records.procedures.filter(({ kind }) => kind === 'study-ablation')
  if (sessions.length === 0) return undefined
  const rule = protocol.response.ablatedLesions
  return {
    rule,
    says: `Ablated lesions, rule ${rule}: ${ablatedRules[rule].says}`,
    methods: methods(protocol),
    lesions: lesionCounts(outcomes),
    sessions: sessionCounts(sessions),
    subjects: subjectCounts(outcomes),
    outcomes: withSentences(outcomes),
    timeToLocalProgression: withSentences(times),
    treatments: sessions.map(lesionSession),
  }
}

function withSentences<T extends { readonly because: readonly string[] }>(all: readonly T[]) {
  return all.map((one) => ({ ...one, because: one.because.map((id) => ruleSentence(id)) }))
}

function methods({ response }: Protocol): readonly string[] {
  const { signsAlone, zoneGrowth, completeAblation, efficacy, residualIsEvent } = response.localProgression
  return [
    signsAlone === 'finding'
      ? "Signs of tumour at a zone are a finding that asks for the reader's statement; only a statement is progression"
      : 'A sign of tumour at a zone that is certain is progression; one that is suspicious is a finding',
    `A zone has grown by ${zoneGrowth.percent} % and ${zoneGrowth.mm} mm or more from its smallest diameter since the last session; its size against the tumour never counts`,
    completeAblation === 'no-sign'
      ? 'A scan later than one week that evaluates the zone without a sign proves the ablation complete'
      : 'Only the reader’s statement proves an ablation complete',
    `Technique efficacy at ${efficacy.atDays} days, on the nearest scan within ${efficacy.windowDays} days; secondary within ${efficacy.treatments} treatments of a lesion`,
    `Time to local progression by lesion, clustered by subject; systemic progression and death compete${
      residualIsEvent
        ? '; residual tumour is an event'
        : ', and residual tumour that is not ablated again is a cause of its own'
    }`,
  ]
}

function lesionCounts(outcomes: readonly AblationOutcome[]): readonly LesionCounts[] {
  return byModality(outcomes, ({ modalities }) => modalities).map(([modality, of]) => ({
    modality,
    lesions: of.length,
    technicalSuccess: known(of.map(({ technicalSuccess }) => technicalSuccess)),
    primaryEfficacy: known(of.map(({ primaryEfficacy }) => isComplete(primaryEfficacy))),
    secondaryEfficacy: known(of.map(({ secondaryEfficacy }) => isComplete(secondaryEfficacy))),
    residual: of.filter(({ residual }) => residual).length,
    localProgression: of.filter(({ localProgression }) => localProgression).length,
  }))
}

/** A session is successful where it is of every lesion in it. */
function sessionCounts(procedures: readonly Procedure[]): readonly SessionCounts[] {
  const sessions = [
    ...Map.groupBy(procedures, ({ subject, session, start }) => `${subject}\n${session ?? start}`).values(),
  ]
  return byModality(sessions, (of) => [...new Set(of.flatMap(({ modality }) => modality ?? []))]).map(
    ([modality, of]) => ({
      modality,
      sessions: of.length,
      lesionSessions: of.flat().length,
      technicalSuccess: known(
        of.map((own) => ofEvery(own.map(({ technicalSuccess }) => technicalSuccess ?? null))),
      ),
    }),
  )
}

function subjectCounts(outcomes: readonly AblationOutcome[]): SubjectCounts {
  const subjects = [...Map.groupBy(outcomes, ({ subject }) => subject).values()]
  return {
    subjects: subjects.length,
    technicalSuccess: known(
      subjects.map((own) => ofEvery(own.map(({ technicalSuccess }) => technicalSuccess))),
    ),
    primaryEfficacy: known(
      subjects.map((own) => ofEvery(own.map(({ primaryEfficacy }) => isComplete(primaryEfficacy)))),
    ),
    withResidual: subjects.filter((own) => own.some(({ residual }) => residual)).length,
    withLocalProgression: subjects.filter((own) => own.some(({ localProgression }) => localProgression))
      .length,
  }
}

/** `all` first, then each modality by name. */
function byModality<T>(
  all: readonly T[],
  modalitiesOf: (one: T) => readonly string[],
): readonly (readonly [string, readonly T[]])[] {
  const groups = Map.groupBy(all, (one) => {
    const modalities = modalitiesOf(one)
    return modalities.length > 1 ? 'several' : (modalities[0] ?? 'not recorded')
  })
  return [['all', all], ...[...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))]
}

const isComplete = (efficacy: Efficacy) => (efficacy === 'not-known' ? null : efficacy === 'complete')

function ofEvery(all: readonly (boolean | null)[]): boolean | null {
  if (all.includes(false)) return false
  return all.includes(null) ? null : true
}

function known(all: readonly (boolean | null)[]): Known {
  const count = (value: boolean | null) => all.filter((one) => one === value).length
  return { yes: count(true), no: count(false), notKnown: count(null) }
}

function lesionSession({
  subject,
  lesion,
  session,
  start,
  modality,
  technicalSuccess,
  detail,
  from,
}: Procedure): LesionSession {
  return {
    subject,
    lesion: lesion ?? null,
    session: session ?? null,
    date: start,
    modality: modality ?? null,
    technicalSuccess: technicalSuccess ?? null,
    plan: detail?.plan ?? null,
    marginMm: detail?.margin === undefined ? null : toMillimetres(detail.margin),
    zoneMm: (detail?.zone ?? []).map(toMillimetres),
    complication: detail?.complication ?? null,
    from,
  }
}
