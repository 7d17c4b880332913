/** Which lesions baseline chose as targets, and when baseline was: rules of which each breach is a finding. */
import { addDays, daysBetween } from '../day.ts'
import type { Finding } from '../finding.ts'
import { fromMillimetres, toMillimetres } from '../length.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Lesion } from '../record/records.ts'
import { rowPlace } from '../row-place.ts'
import type { Course } from './course.ts'
import { measurabilityRules } from './measurability.ts'
import { recistOrgan } from './organ.ts'
import type { Sentence } from './rule.ts'

const recist = 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'
const mostTargets = 5
const mostInOrgan = 2

export const selectionRules = {
  five: {
    id: 'selection.five',
    says: 'at most five target lesions',
    source: recist,
    tag: 'S',
  },
  organ: {
    id: 'selection.two-per-organ',
    says: 'at most two target lesions an organ; all lymph nodes are one organ, and so are the two organs of a pair',
    source: `${recist}; nodes and pairs: EORTC RECIST FAQ`,
    tag: 'S',
  },
  left: {
    id: 'selection.measurable-left',
    says: 'a measurable lesion is a target as long as there are fewer than five, and fewer than two of its organ',
    source: recist,
    tag: 'S',
  },
  fourWeeks: {
    id: 'baseline.four-weeks',
    says: 'baseline lies before the start and at most four weeks before it (a setting of the protocol)',
    source: recist,
    tag: 'K',
  },
} as const satisfies Record<string, Sentence>

export function selectionFindings(
  course: Course,
  { baselineMaxDays }: Protocol['response'],
): readonly Finding[] {
  const { targets } = course
  const byOrgan = Map.groupBy(targets, recistOrgan)
  const many: Finding[] =
    targets.length <= mostTargets
      ? []
      : [
          finding(course, targets[mostTargets]!, 'too-many-targets', 'five', [
            `${targets.length} target lesions; RECIST 1.1 allows ${mostTargets}; all were summed`,
            'make the smallest or least reproducible non-target',
          ]),
        ]
  const crowded = [...byOrgan].flatMap(([organ, lesions]) =>
    organ && lesions.length > mostInOrgan
      ? finding(course, lesions[mostInOrgan]!, 'too-many-targets-in-organ', 'organ', [
          `${lesions.length} target lesions in ${organ}; RECIST 1.1 allows ${mostInOrgan} an organ; all were summed`,
          `keep the ${mostInOrgan} largest that are reproducible`,
        ])
      : [],
  )
  return [...many, ...crowded, ...leftOut(course, byOrgan), ...tooOld(course, baselineMaxDays)]
}

/** Measured non-target lesions for which there was room among the targets; most studies do not measure these. */
function leftOut(course: Course, byOrgan: ReadonlyMap<string, readonly Lesion[]>): readonly Finding[] {
  if (course.targets.length >= mostTargets) return []
  return course.nonTargets.flatMap((lesion) => {
    const length = course.frames[0]?.get(lesion.id)?.length
    const room = (byOrgan.get(recistOrgan(lesion))?.length ?? 0) < mostInOrgan
    if (length === undefined || !room || !couldBeTarget(course, lesion)) return []
    return finding(course, lesion, 'measurable-not-target', 'left', [
      `non-target ${lesion.id} measures ${toMillimetres(length)} mm at baseline, and there was room for it among the targets`,
      'make it a target, or state why it is not reproducible',
    ])
  })
}

function couldBeTarget({ frames, treatedBefore }: Course, lesion: Lesion): boolean {
  const { id, node, organ, kind, method, treatedBefore: stated } = lesion
  const length = frames[0]?.get(id)?.length ?? fromMillimetres(0)
  const treated = stated === 'not-progressed' || treatedBefore.has(id)
  const facts = {
    role: 'target' as const,
    node,
    organ,
    length,
    treated,
    ...(kind && { kind }),
    ...(method && { method }),
  }
  return !measurabilityRules.some(({ role, holds }) => role !== 'non-target' && holds(facts))
}

function tooOld({ subject, reader, baseline, randomized }: Course, maxDays: number): readonly Finding[] {
  return baseline.flatMap(({ visit, date, observations }): Finding[] => {
    const days = randomized === undefined ? 0 : daysBetween(date.day, randomized)
    if (days >= 0 && days <= maxDays) return []
    const row = observations[0]?.from
    const message =
      days < 0
        ? `${reader}: baseline ${visit} is of ${date.day}, after randomization on ${randomized}; it was used. Proposed: check both dates`
        : `${reader}: baseline ${visit} is of ${date.day}, ${days} days before randomization; the protocol allows ${maxDays}, so ${addDays(randomized!, -maxDays)} or later; it was used`
    return [
      {
        code: days < 0 ? 'baseline-after-randomization' : 'baseline-too-early',
        severity: 'warning',
        subject,
        ...(row && { where: rowPlace(row) }),
        message: `${message} (${selectionRules.fourWeeks.id})`,
      },
    ]
  })
}

function finding(
  { subject, reader }: Course,
  lesion: Lesion,
  code: string,
  rule: keyof typeof selectionRules,
  [what, proposal]: readonly [string, string],
): Finding {
  return {
    code,
    severity: 'warning',
    subject,
    where: rowPlace(lesion.from),
    message: `${reader}: ${what}. Proposed: ${proposal} (${selectionRules[rule].id})`,
  }
}
