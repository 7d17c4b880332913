/** What a person should know about one course: baseline, the choice of target lesions, rows that cannot be used. */
import type { Finding } from '../finding.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Lesion } from '../record/records.ts'
import { rowPlace } from '../row-place.ts'
import type { Course } from './course.ts'
import { linkFindings, spreadFindings } from './link-findings.ts'
import { measurabilityFindings } from './measurability-findings.ts'
import { hasValue } from './seen.ts'
import { selectionFindings } from './selection.ts'

export function courseFindings(course: Course, settings: Protocol['response']): readonly Finding[] {
  if (course.scans.length === 0) return earlyScans(course)
  return [
    ...baselineFindings(course),
    ...earlyScans(course),
    ...selectionFindings(course, settings),
    ...[...course.targets, ...course.nonTargets].flatMap((lesion) => baselineOf(course, lesion)),
    ...measurabilityFindings(course),
    ...linkFindings(course),
    ...spreadFindings(course, settings.timePointMaxDays),
    ...course.newLesions.flatMap((lesion) => newLesionFindings(course, lesion)),
    ...repeatedRows(course),
    ...unknownAblations(course),
  ]
}

function baselineFindings({ subject, reader, baseline, scans }: Course): readonly Finding[] {
  if (baseline.length > 0) return []
  const row = scans[0]?.observations[0]?.from
  const message = `${reader}: ${scans.length} scans and no baseline; target lesions cannot be evaluated, new lesions can`
  return [{ code: 'no-baseline', severity: 'error', subject, ...(row && { where: rowPlace(row) }), message }]
}

/** A scan before baseline is no follow-up: neither its response nor its sum is used. */
function earlyScans({ subject, reader, baseline, early }: Course): readonly Finding[] {
  return early.map(({ visit, date, observations }) => {
    const row = observations[0]?.from
    return {
      code: 'scan-before-baseline',
      severity: 'error',
      subject,
      ...(row && { where: rowPlace(row) }),
      message: `${reader}: ${visit} is of ${date.day}, before baseline ${baseline.at(-1)?.date.day}; it is not used. Proposed: check both dates`,
    }
  })
}

/** A target without a baseline value, and a non-target lesion that baseline does not show: it may be a new one. */
function baselineOf(course: Course, { id, role, from }: Lesion): readonly Finding[] {
  const { subject, reader, baseline, frames } = course
  const seen = frames[0]?.get(id)
  if (baseline.length === 0) return []
  const where = rowPlace(seen?.from[0] ?? from)
  if (role === 'target' && (!seen?.length || seen.incomplete))
    return [
      {
        code: 'target-not-measured-at-baseline',
        severity: 'error',
        subject,
        where,
        message: `${reader}: target ${id} has ${seen?.length === 0 ? 'a baseline of 0 mm' : 'no baseline measurement'}; it is in no sum, and the target response is NE unless the others show PD`,
      },
    ]
  const first = frames.findIndex((frame) => hasValue(frame.get(id)))
  if (role !== 'non-target' || seen !== undefined || first <= 0) return []
  return [
    {
      code: 'non-target-not-at-baseline',
      severity: 'error',
      subject,
      where: rowPlace(frames[first]!.get(id)!.from[0] ?? from),
      message: `${reader}: non-target ${id} has no row at baseline and is seen first on ${course.scans[first - 1]?.date.day}; it was followed as non-target. Proposed: if it was not there at baseline, or baseline did not image its place (OUTBLFLD), it is NEW, and that is progression`,
    },
  ]
}

function newLesionFindings({ subject, reader, frames }: Course, lesion: Lesion): readonly Finding[] {
  const { id, from } = lesion
  const atBaseline = frames[0]?.get(id)
  if (atBaseline)
    return [
      {
        code: 'new-lesion-at-baseline',
        severity: 'error',
        subject,
        where: rowPlace(atBaseline.from[0] ?? from),
        message: `${reader}: new lesion ${id} has a row at baseline; that row was not used`,
      },
    ]
  if (frames.some((frame) => frame.has(id))) return []
  return [
    {
      code: 'new-lesion-never-seen',
      severity: 'error',
      subject,
      where: rowPlace(from),
      message: `${reader}: new lesion ${id} was identified, but no scan shows it, so it has no date and was not used`,
    },
  ]
}

function repeatedRows({ subject, reader, baseline, scans, lesions }: Course): readonly Finding[] {
  const measured = new Set(lesions.filter(({ role }) => role === 'target').map(({ id }) => id))
  return [...baseline, ...scans].flatMap(({ observations }) =>
    [...Map.groupBy(observations, ({ lesion }) => lesion)]
      .filter(([id, rows]) => rows.length > 1 && measured.has(id))
      .map(([id, rows]): Finding => {
        const where = rowPlace(rows[1]!.from)
        const message = `${reader}: ${id} has ${rows.length} rows at one time point; the largest diameter was used`
        return { code: 'lesion-seen-twice', severity: 'warning', subject, where, message }
      }),
  )
}

function unknownAblations({ subject, reader, ablations, lesions }: Course): Finding[] {
  const known = new Set(lesions.map(({ id }) => id))
  return [...ablations]
    .filter(([lesion]) => !known.has(lesion))
    .map(([lesion, { from }]) => ({
      code: 'ablated-lesion-unknown',
      severity: 'warning',
      subject,
      where: rowPlace(from),
      message: `${reader}: ${lesion} was ablated but never identified by this reader`,
    }))
}
