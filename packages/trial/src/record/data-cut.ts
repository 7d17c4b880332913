/**
 * The records as they were known on the day of the data cut-off: everything after it is invisible to all that is derived,
 * so that a later scan cannot date a progression back, confirm a node, move a baseline or a nadir.
 *
 * A row counts by its date, a partial one by the day that endpoints give it; a row without a date stays. What began by the
 * cut and ended after it has not ended. Who is known to have lived or died after the cut was alive on it; who was
 * randomized after it is not yet randomized.
 */
import { imputedDay, type Day, type PartialDay } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { AdverseEvent, Dose, Lesion, Records, Scan, Subject } from './records.ts'

/** The earlier of the two, where both the data and the protocol name one. */
export function cutoffOf(
  { dataCutoff }: Pick<Records, 'dataCutoff'>,
  protocol: { readonly dataCutoff?: string | undefined },
): Day | undefined {
  const planned = protocol.dataCutoff as Day | undefined
  if (!dataCutoff || !planned) return dataCutoff ?? planned
  return dataCutoff < planned ? dataCutoff : planned
}

export function dataCut(
  records: Records,
  cut: Day | undefined,
): { readonly records: Records; readonly findings: readonly Finding[] } {
  if (!cut) return { records, findings: [] }
  const { subjects, scans, lesions, reportedResponses, procedures, doses, adverseEvents, measurements } =
    records
  const by = (day: Day) => day <= cut
  const known: Records = {
    ...records,
    dataCutoff: cut,
    subjects: subjects.map((subject) => subjectAt(subject, cut)),
    scans: scans.flatMap((scan) => scanAt(scan, cut) ?? []),
    reportedResponses: reportedResponses.filter(({ date }) => by(date.day)),
    procedures: procedures.filter(({ start }) => by(start)),
    doses: doses.flatMap((dose) => (by(dose.start) ? doseAt(dose, cut) : [])),
    adverseEvents: adverseEvents.flatMap((event) => (isBy(event.start, cut) ? eventAt(event, cut) : [])),
    measurements: measurements.filter(({ date }) => isBy(date, cut)),
  }
  return {
    records: { ...known, lesions: lesionsAt(lesions, { scans, known: known.scans, cut }) },
    findings: beyond(records, known, cut),
  }
}

/** A month or a year may have begun before the cut; undefined, nobody knows. */
function isBy(date: PartialDay | undefined, cut: Day): boolean {
  const first = date && imputedDay(date, 'first', 'month')?.day
  return first === undefined || first <= cut
}

function subjectAt(subject: Subject, cut: Day): Subject {
  const { death, lastAlive, randomized, dispositions, from } = subject
  const isDeathKnown = death !== undefined && death.day <= cut
  const alive = death && !isDeathKnown ? cut : lastAlive && lastAlive > cut ? cut : lastAlive
  const isRandomized = randomized === undefined || randomized <= cut
  const happened = dispositions.filter(({ date }) => {
    const day = date && imputedDay(date, 'last')?.day
    return day === undefined || day <= cut
  })
  if (isRandomized && alive === lastAlive && happened.length === dispositions.length) return subject
  const { death: _, lastAlive: __, randomized: ___, arm, ...rest } = subject
  return {
    ...rest,
    ...(isDeathKnown && { death }),
    ...(alive && { lastAlive: alive }),
    ...(isRandomized && { ...(randomized && { randomized }), ...(arm && { arm }) }),
    lastAliveFrom: death && !isDeathKnown ? from : subject.lastAliveFrom,
    ...(!isRandomized && { excludedFrom: [...subject.excludedFrom, ...notYetRandomized(subject)] }),
    dispositions: happened,
  }
}

function notYetRandomized({ randomized, from }: Subject): Subject['excludedFrom'] {
  const [row] = from.slice(-1)
  const reason = `randomized on ${randomized}, after the data cut-off`
  return row ? [{ population: 'randomized', reason, from: row }] : []
}

/** Of a time point on both sides of the cut, what was seen by then; undefined where that is nothing. */
function scanAt(scan: Scan, cut: Day): Scan | undefined {
  if (scan.lastDate.day <= cut) return scan
  const observations = scan.observations.filter(({ date }) => date.day <= cut)
  const last = observations.reduce<Scan['date'] | undefined>(
    (latest, { date }) => (latest && latest.day >= date.day ? latest : date),
    undefined,
  )
  return last && { ...scan, lastDate: last, observations }
}

function doseAt(dose: Dose, cut: Day): Dose {
  return dose.end && dose.end > cut ? { ...dose, end: cut } : dose
}

function eventAt(event: AdverseEvent, cut: Day): AdverseEvent {
  const end = event.end && imputedDay(event.end, 'last', 'month')?.day
  if (end === undefined || end <= cut) return event
  const { end: _, ...ongoing } = event
  return ongoing
}

/** A lesion that was first named after the cut, or, where its naming has no date, seen only after it, is not yet known. */
function lesionsAt(
  lesions: readonly Lesion[],
  {
    scans,
    known,
    cut,
  }: { readonly scans: readonly Scan[]; readonly known: readonly Scan[]; readonly cut: Day },
): readonly Lesion[] {
  const cutScans = scans.filter(({ lastDate }) => lastDate.day > cut)
  const late = seenOn(cutScans)
  const seen = seenOn(known)
  return lesions.filter((lesion) => {
    const key = keyOf(lesion, lesion.id)
    if (seen.has(key)) return true
    return lesion.identified ? lesion.identified <= cut : !late.has(key)
  })
}

function seenOn(scans: readonly Scan[]): ReadonlySet<string> {
  return new Set(scans.flatMap((scan) => scan.observations.map(({ lesion }) => keyOf(scan, lesion))))
}

const keyOf = ({ subject, reader }: Pick<Scan, 'subject' | 'reader'>, lesion: string) =>
  `${subject}\n${reader}\n${lesion}`

const counts: readonly (readonly [what: string, count: (of: Records) => number])[] = [
  ['randomizations', ({ subjects }) => subjects.filter(({ randomized }) => randomized).length],
  ['deaths', ({ subjects }) => subjects.filter(({ death }) => death).length],
  ['dispositions', ({ subjects }) => sum(subjects.map(({ dispositions }) => dispositions.length))],
  ['scans', ({ scans }) => scans.length],
  ['observations of lesions', ({ scans }) => sum(scans.map(({ observations }) => observations.length))],
  ['reported responses', ({ reportedResponses }) => reportedResponses.length],
  ['procedures', ({ procedures }) => procedures.length],
  ['doses', ({ doses }) => doses.length],
  ['adverse events', ({ adverseEvents }) => adverseEvents.length],
  ['laboratory measurements', ({ measurements }) => measurements.length],
]

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)

function beyond(all: Records, known: Records, cut: Day): readonly Finding[] {
  const late = counts
    .map(([what, count]) => ({ what, count: count(all) - count(known) }))
    .filter(({ count }) => count > 0)
  if (late.length === 0) return []
  const message = `after the data cut-off ${cut} and not used: ${late.map(({ what, count }) => `${count} ${what}`).join(', ')}`
  return [{ code: 'records.after-cutoff', severity: 'note', message }]
}
