/** What a person should know about one course: baseline, the choice of target lesions, rows that cannot be used. */
import type { Finding } from '../finding.ts'
import { fromMillimetres, toMillimetres } from '../length.ts'
import type { Lesion } from '../record/records.ts'
import type { Course } from './course.ts'
import { rowPlace } from '../row-place.ts'

const smallestNode = fromMillimetres(15)
const smallestTarget = fromMillimetres(10)

export function courseFindings(course: Course): readonly Finding[] {
  if (course.scans.length === 0) return []
  return [
    ...baselineFindings(course),
    ...selectionFindings(course),
    ...course.targets.flatMap((lesion) => measurabilityFindings(course, lesion)),
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

function selectionFindings({ subject, reader, targets }: Course): readonly Finding[] {
  const findings: Finding[] = []
  const warn = (code: string, lesion: Lesion | undefined, message: string) =>
    findings.push({
      code,
      severity: 'warning',
      subject,
      ...(lesion && { where: rowPlace(lesion.from) }),
      message: `${reader}: ${message}`,
    })
  if (targets.length > 5)
    warn(
      'too-many-targets',
      targets[5],
      `${targets.length} target lesions; RECIST 1.1 allows 5; all were summed`,
    )
  for (const [organ, lesions] of Map.groupBy(targets, organOf))
    if (organ && lesions.length > 2)
      warn(
        'too-many-targets-in-organ',
        lesions[2],
        `${lesions.length} target lesions in ${organ}; RECIST 1.1 allows 2 an organ; all were summed`,
      )
  return findings
}

/** All lymph nodes are one organ. */
function organOf({ node, organ }: Lesion): string {
  return node ? 'lymph nodes' : organ.trim().toLowerCase()
}

function measurabilityFindings(course: Course, lesion: Lesion): readonly Finding[] {
  const { subject, reader, baseline, frames } = course
  if (baseline.length === 0) return []
  const seen = frames[0]?.get(lesion.id)
  const where = rowPlace(seen?.from[0] ?? lesion.from)
  if (seen?.length === undefined)
    return [
      {
        code: 'target-not-measured-at-baseline',
        severity: 'error',
        subject,
        where,
        message: `${reader}: target ${lesion.id} has no baseline measurement; it is in no sum, and the target response is NE unless the others show PD`,
      },
    ]
  const smallest = lesion.node ? smallestNode : smallestTarget
  if (seen.length >= smallest) return []
  const what = lesion.node ? 'target node' : 'target'
  return [
    {
      code: 'target-too-small',
      severity: 'warning',
      subject,
      where,
      message: `${reader}: ${what} ${lesion.id} is ${toMillimetres(seen.length)} mm at baseline; RECIST 1.1 asks for at least ${toMillimetres(smallest)} mm; it was summed`,
    },
  ]
}

function newLesionFindings({ subject, reader, frames }: Course, { id, from }: Lesion): readonly Finding[] {
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

function repeatedRows({ subject, reader, frames, targets }: Course): readonly Finding[] {
  const measured = new Set(targets.map(({ id }) => id))
  return frames.flatMap((frame) =>
    [...frame]
      .filter(([id, { from }]) => from.length > 1 && measured.has(id))
      .map(([id, { from }]): Finding => {
        const where = rowPlace(from[1]!)
        const message = `${reader}: ${id} has ${from.length} rows at one time point; the largest diameter was used`
        return { code: 'lesion-seen-twice', severity: 'warning', subject, where, message }
      }),
  )
}

function unknownAblations({
  subject,
  reader,
  ablations,
  targets,
  nonTargets,
  newLesions,
}: Course): Finding[] {
  const known = new Set([...targets, ...nonTargets, ...newLesions].map(({ id }) => id))
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
