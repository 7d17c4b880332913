/**
 * Adverse events by arm, among the treated: by worst grade, by each of two causalities, serious, in windows around ablation, as
 * rates over exposure, and complications in the scales of interventional radiology. Every subject counts once a row.
 */
import { eventRate, proportionDifference } from '@abscopal/stats'
import { DAYS_PER_MONTH, addDays, daysBetween } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { tableOf } from '../protocol/trial-tables.ts'
import type { SafetyAnalysis } from '../protocol/trial-tables.ts'
import type { Records } from '../record/records.ts'
import { ctcaeVersion } from '../safety/ctcae.ts'
import type { CtcaeVersion } from '../safety/ctcae.ts'
import { eventRules } from '../safety/event-rules.ts'
import { knownEstimate, noEstimate } from './known.ts'
import { lastDayOf } from './last-day.ts'
import type { Population } from './populations.ts'
import type { Estimate } from './readout.ts'
import { complicationCounts } from './safety-complications.ts'
import type { ComplicationCounts } from './safety-complications.ts'
import { safetyEvents } from './safety-events.ts'
import type { SafetyEvent, Treated } from './safety-events.ts'
import { gradeFindings, termFindings } from './safety-findings.ts'
import { treatments } from './treatment.ts'

export type SafetyReadout = {
  readonly id: string
  readonly population: string
  readonly level: number
  /** Null where the protocol names no version. */
  readonly ctcae: CtcaeVersion | null
  readonly arms: readonly {
    readonly arm: string
    readonly title: string
    readonly subjects: number
    readonly events: number
    readonly personMonths: number
  }[]
  readonly summary: readonly SafetyRow[]
  /** One row a term, the most frequent first. */
  readonly terms: readonly TermRow[]
  readonly windows: readonly WindowRow[]
  readonly complications: readonly ComplicationCounts[]
  readonly events: readonly SafetyEvent[]
  readonly methods: readonly string[]
}

export type SafetyRow = {
  readonly id: string
  readonly title: string
  readonly byArm: readonly SafetyCount[]
  /** First experimental less control, in parts of 1; null where there are not two arms with subjects. */
  readonly difference: (Estimate & { readonly arm: string; readonly reference: string }) | null
}

export type SafetyCount = {
  readonly arm: string
  readonly subjects: number
  readonly of: number
  readonly events: number
  /** Subjects with a first event per 100 patient-months at risk. */
  readonly rate: Estimate
}

export type TermRow = SafetyRow & {
  readonly term: string
  readonly bodySystem: string | null
  readonly grades: readonly {
    readonly arm: string
    /** Subjects by their worst grade, 1 to 5; then those whose events have no grade. */
    readonly byGrade: readonly number[]
    readonly ungraded: number
    readonly grade3: number
    readonly serious: number
    readonly ablation: number
    readonly immunotherapy: number
    readonly both: number
  }[]
}

export type WindowRow = {
  readonly title: string
  readonly fromDay: number
  readonly toDay: number
  readonly sessions: number
  readonly byArm: readonly {
    readonly arm: string
    readonly subjects: number
    readonly events: number
    readonly grade3: number
    readonly serious: number
    readonly ablation: number
    readonly immunotherapy: number
    readonly sameSide: number
    readonly otherSide: number
  }[]
}

type Criterion = {
  readonly id: string
  readonly title: string
  readonly holds: (event: SafetyEvent) => boolean
}

const isAblation = ({ relatedToAblation }: SafetyEvent) => relatedToAblation === true
const isImmunotherapy = ({ relatedToImmunotherapy }: SafetyEvent) => relatedToImmunotherapy === true
const isSevere = ({ grade }: SafetyEvent) => grade !== null && grade >= 3

const criteria: readonly Criterion[] = [
  { id: 'any', title: 'Any event', holds: () => true },
  { id: 'grade3', title: 'Grade 3 or higher', holds: isSevere },
  { id: 'serious', title: 'Serious', holds: ({ serious }) => serious },
  { id: 'fatal', title: 'Fatal (grade 5)', holds: ({ grade }) => grade === 5 },
  { id: 'ablation', title: 'Related to ablation', holds: isAblation },
  {
    id: 'ablation-grade3',
    title: 'Related to ablation, grade 3 or higher',
    holds: (event) => isAblation(event) && isSevere(event),
  },
  { id: 'immunotherapy', title: 'Related to immunotherapy', holds: isImmunotherapy },
  {
    id: 'immunotherapy-grade3',
    title: 'Related to immunotherapy, grade 3 or higher',
    holds: (event) => isImmunotherapy(event) && isSevere(event),
  },
  { id: 'both', title: 'Related to both', holds: (event) => isAblation(event) && isImmunotherapy(event) },
]

export function safety(
  records: Records,
  protocol: Protocol,
  populations: readonly Population[],
): { readonly safety?: SafetyReadout; readonly findings: readonly Finding[] } {
  const { analysis, listed } = tableOf(protocol, 'safety')
  const treated = treatedSubjects(records, protocol, { populations, analysis })
  const absent =
    records.tables.find(({ name }) => name === 'ae')?.absent ?? records.adverseEvents.length === 0
  if (!treated || absent)
    return {
      findings: [
        {
          code: 'safety.none',
          severity: 'note',
          message: `analysis ${analysis.id}: ${treated ? 'no table of adverse events' : 'no treatment recorded'}, so that safety is not known`,
        },
      ],
    }
  const { counted, findings } = safetyEvents(records.adverseEvents, treated, {
    analysis,
    lesions: records.lesions,
  })
  const ctcae = ctcaeVersion(protocol['ctcae'])
  const cohort = cohortOf(treated, protocol, analysis)
  const byTerm = Map.groupBy(counted, ({ term }) => term)
  const terms = [...byTerm]
    .map(([term, own]) => termRow(term, own, cohort))
    .toSorted((a, b) => total(b) - total(a) || (a.term < b.term ? -1 : 1))
  const complications = complicationCounts(records.adverseEvents, treated)
  return {
    safety: {
      id: analysis.id,
      population: analysis.population,
      level: analysis.level,
      ctcae,
      arms: cohort.arms.map(({ arm, title, of }) => ({
        arm,
        title,
        subjects: of.length,
        events: counted.filter((event) => event.arm === arm).length,
        personMonths: of.reduce((days, who) => days + daysAtRisk(who), 0) / DAYS_PER_MONTH,
      })),
      summary: criteria.map(({ id, title, holds }) =>
        safetyRow({ id, title }, counted.filter(holds), cohort),
      ),
      terms,
      windows: windowRows(counted, cohort),
      complications: complications.counts,
      events: counted,
      methods: methods(analysis, ctcae, listed),
    },
    findings: [
      ...(ctcae === null
        ? [
            {
              code: 'safety.ctcae-version',
              severity: 'warning' as const,
              message: `the protocol names no CTCAE version that is known (ctcae: "5.0" or "6.0")${protocol['ctcae'] === undefined ? '' : `, but ${String(protocol['ctcae'])}`}: their grades differ and were not checked`,
            },
          ]
        : []),
      ...findings,
      ...gradeFindings(records.adverseEvents, ctcae),
      ...termFindings(counted),
      ...complications.findings,
    ],
  }
}

const total = ({ byArm }: SafetyRow) => byArm.reduce((sum, { subjects }) => sum + subjects, 0)

type Cohort = {
  readonly arms: readonly { readonly arm: string; readonly title: string; readonly of: readonly Treated[] }[]
  readonly treated: ReadonlyMap<SubjectId, Treated>
  readonly pair: readonly [string, string] | undefined
  readonly analysis: SafetyAnalysis
}

function treatedSubjects(
  records: Records,
  protocol: Protocol,
  {
    populations,
    analysis,
  }: { readonly populations: readonly Population[]; readonly analysis: SafetyAnalysis },
): ReadonlyMap<SubjectId, Treated> | undefined {
  const given = treatments(records, protocol)
  const population = populations.find(({ id }) => id === analysis.population)
  if (!given || !population) return undefined
  const until = analysis.untilDaysAfterTreatment
  return new Map(
    records.subjects.flatMap((subject): [SubjectId, Treated][] => {
      const { arm } = subject
      const { first, last, ...treatment } = given.of(subject.id)
      if (!population.members.has(subject.id) || arm === undefined || !first || !last) return []
      const known = lastDayOf(subject) ?? last
      const limit = until === null ? known : addDays(last, until)
      const end = limit < known ? limit : known
      return [
        [
          subject.id,
          {
            subject: { ...subject, arm },
            treatment: { ...treatment, first, last },
            end: end < first ? first : end,
          },
        ],
      ]
    }),
  )
}

function cohortOf(
  treated: ReadonlyMap<SubjectId, Treated>,
  { arms }: Protocol,
  analysis: SafetyAnalysis,
): Cohort {
  const all = [...treated.values()]
  const experimental = arms.find(({ role }) => role === 'experimental')?.id
  const control = arms.find(({ role }) => role === 'control')?.id
  return {
    arms: arms.map(({ id, title }) => ({
      arm: id,
      title,
      of: all.filter(({ subject }) => subject.arm === id),
    })),
    treated,
    pair: experimental && control ? [experimental, control] : undefined,
    analysis,
  }
}

const daysAtRisk = ({ treatment, end }: Treated) => daysBetween(treatment.first, end) + 1

function safetyRow(
  { id, title }: { readonly id: string; readonly title: string },
  events: readonly SafetyEvent[],
  { arms, pair, analysis: { level } }: Cohort,
): SafetyRow {
  const first = new Map<SubjectId, number>()
  for (const { subject, day } of events)
    first.set(subject, Math.min(day ?? Infinity, first.get(subject) ?? Infinity))
  const byArm = arms.map(({ arm, of }): SafetyCount => {
    const own = of.filter(({ subject }) => first.has(subject.id))
    const months =
      of.reduce(
        (days, who) => days + Math.min(daysAtRisk(who), (first.get(who.subject.id) ?? Infinity) + 1),
        0,
      ) / DAYS_PER_MONTH
    const rate = months > 0 ? eventRate(own.length, months / 100, { level }) : undefined
    return {
      arm,
      subjects: own.length,
      of: of.length,
      events: events.filter((event) => event.arm === arm).length,
      rate: rate ? knownEstimate(rate.rate, rate.lower, rate.upper) : noEstimate,
    }
  })
  const [one, two] = (pair ?? []).map((of) => byArm.find(({ arm }) => arm === of))
  const contrast =
    one && two && one.of > 0 && two.of > 0
      ? proportionDifference(
          { count: one.subjects, of: one.of },
          { count: two.subjects, of: two.of },
          { level },
        )
      : undefined
  return {
    id,
    title,
    byArm,
    difference:
      contrast && one && two
        ? {
            ...knownEstimate(contrast.difference, contrast.lower, contrast.upper),
            arm: one.arm,
            reference: two.arm,
          }
        : null,
  }
}

function termRow(term: string, events: readonly SafetyEvent[], cohort: Cohort): TermRow {
  const bySubject = Map.groupBy(events, ({ subject }) => subject)
  return {
    ...safetyRow({ id: term, title: term }, events, cohort),
    term,
    bodySystem: events.find(({ bodySystem }) => bodySystem !== null)?.bodySystem ?? null,
    grades: cohort.arms.map(({ arm, of }) => {
      const own = of.flatMap(({ subject }) => bySubject.get(subject.id) ?? [])
      const worst = of.flatMap(({ subject }) => {
        const mine = bySubject.get(subject.id)
        return mine ? [Math.max(0, ...mine.map(({ grade }) => grade ?? 0))] : []
      })
      const subjects = (holds: Criterion['holds']) =>
        new Set(own.filter(holds).map(({ subject }) => subject)).size
      return {
        arm,
        byGrade: [1, 2, 3, 4, 5].map((grade) => worst.filter((each) => each === grade).length),
        ungraded: worst.filter((each) => each === 0).length,
        grade3: subjects(isSevere),
        serious: subjects(({ serious }) => serious),
        ablation: subjects(isAblation),
        immunotherapy: subjects(isImmunotherapy),
        both: subjects((event) => isAblation(event) && isImmunotherapy(event)),
      }
    }),
  }
}

/** Each event once, in the window of the session before it; sessions count where the window has begun by the end of follow-up. */
function windowRows(events: readonly SafetyEvent[], { arms, treated, analysis }: Cohort): WindowRow[] {
  const sessions = [...treated.values()].flatMap(({ treatment, end }) =>
    [...new Set(treatment.ablations.map(({ start }) => start))].map((start) => daysBetween(start, end)),
  )
  return analysis.windows.map(({ title, fromDay, toDay }) => {
    const inside = events.filter(({ window }) => window === title)
    return {
      title,
      fromDay,
      toDay,
      sessions: sessions.filter((followed) => followed >= fromDay).length,
      byArm: arms.map(({ arm }) => {
        const own = inside.filter((event) => event.arm === arm)
        const count = (holds: (event: SafetyEvent) => boolean) => own.filter(holds).length
        return {
          arm,
          subjects: new Set(own.map(({ subject }) => subject)).size,
          events: own.length,
          grade3: count(isSevere),
          serious: count(({ serious }) => serious),
          ablation: count(isAblation),
          immunotherapy: count(isImmunotherapy),
          sameSide: count(({ side }) => side === 'same'),
          otherSide: count(({ side }) => side === 'other'),
        }
      }),
    }
  })
}

function methods(
  { level, untilDaysAfterTreatment: until, windows }: SafetyAnalysis,
  ctcae: CtcaeVersion | null,
  listed: boolean,
): string[] {
  return [
    listed
      ? 'Settings as the protocol lists them'
      : 'Settings by default: the protocol lists no analysis of safety',
    ctcae
      ? `Grades by CTCAE ${ctcae}, as recorded`
      : 'Grades as recorded; the protocol names no version of CTCAE',
    `Events from the first dose or study ablation ${until === null ? 'to the end of follow-up' : `to ${until} days after the last`}, in the arm of randomization`,
    `Percentages of the treated; difference with Newcombe's hybrid score interval, ${100 * level} %`,
    `Rates: first events per 100 patient-months at risk, exact ${100 * level} % Poisson interval`,
    'Two causalities, to ablation and to immunotherapy, each as the investigator judged it; an event may have both or none, and one that is not stated counts as neither',
    `Windows after the latest ablation session: ${windows.map(({ title }) => title).join(', ')}; ${eventRules.side.says}`,
  ]
}
