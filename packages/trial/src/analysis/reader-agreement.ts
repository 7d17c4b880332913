/** Agreement of every two readers: by time point, by subject (progression, its date, best response), and by arm. */
import { assessments, firstProgression, upToProgression, type Assessment } from '../endpoint/assessments.ts'
import { bestResponse } from '../endpoint/best-response.ts'
import type { SubjectId } from '../ids.ts'
import type { AdjudicationSettings } from '../protocol/adjudication.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { acceptedReads, adjudicatedTimePoints, isAdjudicator } from '../recist/adjudication.ts'
import type { SubjectResponses, TimePointResponse } from '../recist/response.ts'
import type { Records, Subject } from '../record/records.ts'
import { agreementTable, type AgreementTable, type WordPair } from './agreement-table.ts'
import {
  discordances,
  progressionDiscordance,
  type Discordance,
  type ProgressionCall,
  type ProgressionDiscordance,
} from './progression-discordance.ts'

export type ReaderAgreement = {
  readonly readers: readonly [string, string]
  /** Subjects whom both assessed after randomization. */
  readonly subjects: number
  /** Visits that both assessed, by their overall responses. */
  readonly timePoints: AgreementTable
  readonly progression: AgreementTable
  readonly bestResponse: AgreementTable
  readonly dates: ProgressionDiscordance
  readonly discordant: readonly Discordance[]
  readonly byArm: readonly (ProgressionDiscordance & { readonly arm: string })[]
}

const words = ['CR', 'PR', 'SD', 'NON-CR/NON-PD', 'NED', 'PD', 'NE']
const ordered = ['CR', 'PR', 'SD', 'PD']

export function readerAgreement(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): readonly ReaderAgreement[] {
  const series = seriesOf(records, responses, protocol.response.adjudication)
  const names = [...new Set([...series.values()].flatMap((own) => [...own.keys()]))].toSorted(inOrder)
  const read = (subject: Subject, name: string): readonly Assessment[] =>
    subject.randomized && subject.arm
      ? assessments(series.get(subject.id)?.get(name) ?? [], subject.randomized)
      : []
  const pairs = names.flatMap((first, i) => names.slice(i + 1).map((second) => [first, second] as const))
  return pairs.flatMap((readers): ReaderAgreement[] => {
    const both = records.subjects
      .map((subject) => ({ subject, read: readers.map((name) => read(subject, name)) }))
      .filter(({ read: own }) => own.every((all) => all.length > 0))
    if (both.length === 0) return []
    const calls = both.map(({ subject, read: [a = [], b = []] }) => ({
      subject: subject.id,
      arm: subject.arm,
      first: progressionCall(a),
      second: progressionCall(b),
    }))
    return [
      {
        readers,
        subjects: both.length,
        timePoints: agreementTable(
          both.flatMap(({ read: [a = [], b = []] }) => visitPairs(a, b)),
          words,
          ordered,
        ),
        progression: agreementTable(
          calls.map(({ first, second }) => [first ? 'PD' : 'no PD', second ? 'PD' : 'no PD']),
          ['PD', 'no PD'],
        ),
        bestResponse: agreementTable(
          both.map(({ subject, read: [a = [], b = []] }): WordPair => [
            best(a, subject, protocol),
            best(b, subject, protocol),
          ]),
          words,
          ordered,
        ),
        dates: progressionDiscordance(calls),
        discordant: discordances(calls.map(({ subject, first, second }) => ({ subject, first, second }))),
        byArm: protocol.arms.map(({ id }) => ({
          arm: id,
          ...progressionDiscordance(calls.filter(({ arm }) => arm === id)),
        })),
      },
    ]
  })
}

type Series = ReadonlyMap<string, readonly TimePointResponse[]>

/** Each reader's time points; of several independent readers also what was accepted of them. An adjudicator reads a choice only. */
function seriesOf(
  records: Records,
  responses: readonly SubjectResponses[],
  settings: AdjudicationSettings,
): ReadonlyMap<SubjectId, Series> {
  const accepted = acceptedReads(records, 'recist')
  return new Map(
    responses.map(({ subject, byReader }) => {
      const own = new Map<string, readonly TimePointResponse[]>(
        [...byReader].filter(([reader]) => !isAdjudicator(reader, settings)),
      )
      const independent = [...byReader.keys()].filter((reader) => /^INDEPENDENT/i.test(reader))
      if (independent.length > 1) {
        const { timePoints } = adjudicatedTimePoints(byReader, independent, { accepted, settings })
        if (timePoints.length > 0) own.set('INDEPENDENT, AS ACCEPTED', timePoints)
      }
      return [subject, own]
    }),
  )
}

/** The investigator first: the one that is checked. */
function inOrder(a: string, b: string): number {
  return placeOf(a) - placeOf(b) || (a < b ? -1 : 1)
}

function placeOf(reader: string): number {
  return /^INVESTIGATOR/i.test(reader) ? 0 : 1
}

function visitPairs(a: readonly Assessment[], b: readonly Assessment[]): readonly WordPair[] {
  const others = new Map(b.map((one) => [visitKey(one), one]))
  return a.flatMap((one) => {
    const other = others.get(visitKey(one))
    return other ? [[one.response, other.response] as const] : []
  })
}

/** Unscheduled visits may share a number, so the day tells them apart. */
function visitKey({ visit, visitNumber, date }: Assessment): string {
  return /UNSCHED/i.test(visit) ? date.day : String(visitNumber ?? visit)
}

function progressionCall(all: readonly Assessment[]): ProgressionCall | null {
  const found = firstProgression(all)
  return found ? { day: found.date.day, says: found.says, from: found.from } : null
}

function best(all: readonly Assessment[], { randomized }: Subject, { response }: Protocol): string {
  return (
    bestResponse(upToProgression(all), {
      minDays: response.confirmation.minDays,
      stableMinDays: response.stableDiseaseMinDays,
      randomized: randomized!,
    })?.response ?? 'NE'
  )
}
