/** The lesions of a course that cannot be what the reader made them at baseline. */
import { showsProgression } from './ablated-before-baseline.ts'
import type { Finding } from '../finding.ts'
import type { Lesion, LesionObservation } from '../record/records.ts'
import { rowPlace } from '../row-place.ts'
import type { Course } from './course.ts'
import { measurabilityRules, type MeasurabilityFacts } from './measurability.ts'

const proposals = {
  target: 'Proposed: make it a non-target lesion. It was summed',
  'non-target': 'Proposed: leave it out. It was followed',
  new: '',
} as const

export function measurabilityFindings(course: Course): readonly Finding[] {
  if (course.baseline.length === 0) return []
  const rows = new Map(
    course.baseline.flatMap(({ observations }) => observations.map((row) => [row.from, row] as const)),
  )
  return [...course.targets, ...course.nonTargets].flatMap((lesion) => {
    const seen = course.frames[0]?.get(lesion.id)
    const own = (seen?.from ?? []).flatMap((from) => rows.get(from) ?? [])
    const facts = factsOf(course, lesion, own)
    const where = rowPlace(seen?.from[0] ?? lesion.from)
    return measurabilityRules
      .filter(({ role, holds }) => (role === 'any' || role === lesion.role) && holds(facts))
      .map(({ code, id, message }): Finding => {
        const what = `${course.reader}: ${lesion.role} ${lesion.id} ${message(facts)}`
        return {
          code,
          severity: 'warning',
          subject: course.subject,
          where,
          message: `${what}. ${proposals[lesion.role]} (${id})`,
        }
      })
  })
}

function factsOf(
  { frames, treatedBefore }: Course,
  lesion: Lesion,
  rows: readonly LesionObservation[],
): MeasurabilityFacts {
  const { id, role, node, organ, kind, treatedBefore: stated } = lesion
  const length = frames[0]?.get(id)?.length
  const slice = rows.map(({ sliceThickness }) => sliceThickness).find((one) => one !== undefined)
  const method = rows.map((row) => row.method).find(Boolean) ?? lesion.method
  return {
    role,
    node,
    organ,
    ...(length !== undefined && { length }),
    ...(slice !== undefined && { slice }),
    ...(method && { method }),
    ...(kind && { kind }),
    treated:
      stated === 'not-progressed' ||
      (stated === undefined && treatedBefore.has(id) && !showsProgression(frames[0]?.get(id))),
  }
}
