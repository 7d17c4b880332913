/** Where what was written of split and merged lesions, of PET and of scan days needs a person. */
import { daysBetween } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { LesionId, RowId } from '../ids.ts'
import type { LesionObservation, Scan } from '../record/records.ts'
import { rowPlace } from '../row-place.ts'
import type { Course } from './course.ts'
import { newLesionRules } from './new-lesion.ts'

export function linkFindings(course: Course): readonly Finding[] {
  const scans = [...course.baseline, ...course.scans]
  return [
    ...unknownLinks(course),
    ...scans.flatMap((scan) => valuesBesideParts(course, scan)),
    ...scans.flatMap(({ observations }) => observations.flatMap((row) => mergedRows(course, row))),
    ...petAtKnownSites(course),
  ]
}

/** A part, or uptake, that names a lesion which this reader does not have. */
function unknownLinks(course: Course): readonly Finding[] {
  const known = new Set(course.lesions.map(({ id }) => id))
  return course.lesions.flatMap(({ id, fragmentOf, sameSiteAs, from }) =>
    [fragmentOf, sameSiteAs].flatMap((other) =>
      other === undefined || known.has(other)
        ? []
        : finding(course, 'lesion-link-unknown', from, `${id} names ${other}, which was never identified`),
    ),
  )
}

function valuesBesideParts(course: Course, { observations }: Scan): readonly Finding[] {
  const parts = course.lesions.filter(({ fragmentOf }) => fragmentOf !== undefined)
  if (parts.length === 0) return []
  const lengthOf = new Map(observations.map(({ lesion, diameter }) => [lesion, diameter]))
  const byWhole = Map.groupBy(parts, ({ fragmentOf }) => fragmentOf!)
  return observations.flatMap(({ lesion, diameter, from }) => {
    const lengths = (byWhole.get(lesion) ?? []).flatMap(({ id }) => lengthOf.get(id) ?? [])
    const sum = lengths.reduce<number>((all, one) => all + one, 0)
    if (!diameter || lengths.length === 0 || diameter === sum) return []
    return finding(
      course,
      'split-lesion-measured-too',
      from,
      `${lesion} has split into parts of ${sum / 1000} mm together and is also written as ${diameter / 1000} mm; the parts were used`,
    )
  })
}

function mergedRows(course: Course, row: LesionObservation): readonly Finding[] {
  const { lesion, mergedInto, diameter, from } = row
  if (mergedInto === undefined) return []
  const roles = new Map<LesionId, string>(course.lesions.map(({ id, role }) => [id, role]))
  if (diameter)
    return finding(
      course,
      'merged-lesion-measured',
      from,
      `${lesion} is said to be one with ${mergedInto} and is also written as ${diameter / 1000} mm; it was summed by itself`,
    )
  if (roles.get(mergedInto) === roles.get(lesion)) return []
  return finding(
    course,
    'merged-lesion-carrier',
    from,
    `${lesion} (${roles.get(lesion)}) is said to be one with ${mergedInto} (${roles.get(mergedInto) ?? 'never identified'}); a target needs another target that carries its diameter, so it counts as not measured unless there is one`,
  )
}

function petAtKnownSites(course: Course): readonly Finding[] {
  return course.newLesions
    .filter(({ sameSiteAs }) => sameSiteAs !== undefined)
    .flatMap(({ id, sameSiteAs, from }) =>
      finding(
        course,
        'pet-at-known-site',
        from,
        `uptake ${id} lies at the site of ${sameSiteAs}; on PET alone it is no new lesion (${newLesionRules.petKnownSite.id})`,
      ),
    )
}

/** Scans so far apart are hardly one time point. */
export function spreadFindings(course: Course, maxDays: number): readonly Finding[] {
  return course.scans.flatMap(({ visit, date, lastDate, observations }) => {
    const days = daysBetween(date.day, lastDate.day)
    if (days <= maxDays) return []
    const message = `${visit} has scans from ${date.day} to ${lastDate.day}, ${days} days; the protocol allows ${maxDays} for one time point. Proposed: check the dates, or make it two visits`
    return finding(course, 'time-point-spread', observations[0]!.from, message)
  })
}

function finding(
  { subject, reader }: Course,
  code: string,
  from: RowId,
  message: string,
): readonly Finding[] {
  return [{ code, severity: 'warning', subject, where: rowPlace(from), message: `${reader}: ${message}` }]
}
