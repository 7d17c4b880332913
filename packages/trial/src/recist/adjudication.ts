/** One series of time points of several readers: what each visit's rule lets stand, and a finding where it is not known. */
import type { Finding } from '../finding.ts'
import type { RowId } from '../ids.ts'
import type { AdjudicationSettings } from '../protocol/adjudication.ts'
import type { Reader, Records } from '../record/records.ts'
import { adjudicationRules, type AdjudicationFacts } from './adjudication-rules.ts'
import { isImmuneOverall } from './irecist/reported-immune.ts'
import { isOverall } from './reported.ts'
import type { TimePointResponse } from './response.ts'
import { firstRule } from './rule.ts'

type Read = Visit &
  Pick<TimePointResponse, 'date' | 'sequence' | 'because' | 'from'> & { readonly response: string }
type Visit = Pick<TimePointResponse, 'subject' | 'reader' | 'visit' | 'visitNumber'>

/** The rows that accept a reader's assessment of a visit, by subject, reader and visit. */
export type AcceptedReads = ReadonlyMap<string, readonly RowId[]>

/** A scan that is accepted is so for every criteria; a response for its own, and one by RECIST 1.1 for iRECIST too. */
export function acceptedReads(
  { reportedResponses, scans }: Records,
  criteria: 'recist' | 'irecist',
): AcceptedReads {
  const rows = reportedResponses.filter(
    (row) => row.accepted && (isOverall(row) || (criteria === 'irecist' && isImmuneOverall(row))),
  )
  const accepted = scans.filter((scan) => scan.accepted)
  const all = [
    ...rows.map((row) => [readKey(row), row.from] as const),
    ...accepted.map((scan) => [readKey(scan), scan.observations[0]!.from] as const),
  ]
  return new Map(
    [...Map.groupBy(all, ([key]) => key)].map(([key, own]) => [key, own.map(([, from]) => from)]),
  )
}

export function adjudicatedTimePoints<T extends Read>(
  byReader: ReadonlyMap<Reader, readonly T[]>,
  readers: readonly Reader[],
  { accepted, settings }: { readonly accepted: AcceptedReads; readonly settings: AdjudicationSettings },
): { timePoints: readonly T[]; findings: readonly Finding[] } {
  if (readers.length <= 1) return { timePoints: byReader.get(readers[0]!) ?? [], findings: [] }
  const judges =
    settings.by === 'adjudicator' ? [...byReader.keys()].filter((name) => isAdjudicator(name, settings)) : []
  const own = readers.filter((name) => !judges.includes(name) && byReader.get(name)?.length).toSorted()
  const visitsOf = (names: readonly Reader[]) =>
    Map.groupBy(
      names.flatMap((name) => byReader.get(name) ?? []),
      visitKey,
    )
  const [read, judged] = [visitsOf(own), visitsOf(judges)]
  const agree = (reads: readonly T[]) =>
    new Set(reads.map(({ reader }) => reader)).size === own.length && areAlike(reads, settings)
  const allAgree = settings.decides === 'time-point' || [...read.values()].every(agree)
  const findings: Finding[] = []
  const timePoints = [...new Map([...read, ...judged]).keys()].flatMap((visit): readonly T[] => {
    const [reads, verdict] = [read.get(visit) ?? [], judged.get(visit) ?? []]
    const flagged = reads.filter((one) => accepted.has(readKey(one)))
    const rule = firstRule(adjudicationRules, {
      by: settings.by,
      readers: own.length,
      accepted: flagged.length === 0 ? 'none' : areAlike(flagged, settings) ? 'alike' : 'unlike',
      agree: allAgree && agree(reads),
      adjudicated: verdict.length > 0 && areAlike(verdict, settings),
    } satisfies AdjudicationFacts)
    const standing = { only: reads, accepted: flagged, agreed: reads, adjudicator: verdict, 'not-known': [] }[
      rule.response
    ]
    if (standing.length === 0) findings.push(notKnown([...reads, ...verdict], rule.id))
    const others =
      rule.response === 'accepted'
        ? flagged.flatMap((one) => accepted.get(readKey(one)) ?? [])
        : reads.flatMap(({ from }) => from)
    return standing
      .filter(({ reader }) => reader === standing[0]!.reader)
      .map((one) => ({
        ...one,
        because: [...one.because, rule.id],
        from: [...new Set([...one.from, ...others])],
      }))
  })
  if (own.length === 1 && settings.by === 'adjudicator') findings.push(alone(read.values().next().value![0]!))
  return {
    timePoints: timePoints.toSorted((a, b) =>
      a.date.day < b.date.day ? -1 : a.date.day > b.date.day ? 1 : a.sequence - b.sequence,
    ),
    findings,
  }
}

export function isAdjudicator(reader: Reader, { adjudicator }: AdjudicationSettings): boolean {
  return reader.toLowerCase().includes(adjudicator.trim().toLowerCase())
}

/** Whether the readers say the same of a visit; one who has several time points there says all of them. */
function areAlike(reads: readonly Read[], { agreement }: AdjudicationSettings): boolean {
  const said = [...Map.groupBy(reads, ({ reader }) => reader).values()].map((own) =>
    [
      ...new Set(
        own.map(({ response }) => (agreement === 'response' || isOwnWord.has(response) ? response : 'no PD')),
      ),
    ]
      .toSorted()
      .join(),
  )
  return new Set(said).size === 1
}

/** Neither progression nor its absence: iUPD and iCPD are not the same, and NE tells nothing. */
const isOwnWord = new Set(['PD', 'iUPD', 'iCPD', 'NE'])

function notKnown(reads: readonly Read[], rule: string): Finding {
  const { subject, visit } = reads[0]!
  const said = reads.map(({ reader, response }) => `${reader} ${response}`).join(', ')
  const flag = rule === 'adjudication.not-accepted'
  return {
    code: flag ? 'reader-not-accepted' : 'reader-not-adjudicated',
    severity: 'error',
    subject,
    message: `${visit}: ${said}; ${flag ? 'none is accepted (RSACPTFL, TRACPTFL), or several that differ are' : 'nobody adjudicated'}; the response is not known`,
  }
}

function alone({ subject, reader }: Read): Finding {
  return {
    code: 'reader-alone',
    severity: 'warning',
    subject,
    message: `${reader} alone assessed the subject, so that nothing could be adjudicated; that read is used`,
  }
}

function readKey(of: Visit): string {
  return `${of.subject}\n${of.reader}\n${visitKey(of)}`
}

function visitKey({ visit, visitNumber }: Visit): string {
  return String(visitNumber ?? visit)
}
