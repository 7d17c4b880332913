/** The made study as files: the name of each, and its text. The same assumptions give the same bytes. */
import type { Assumptions } from './assumptions.ts'
import { course } from './course.ts'
import { trRows, tuRows } from './lesion-tables.ts'
import { dmRows, dsRows } from './people-tables.ts'
import { protocolOf } from './protocol.ts'
import { aeRows, lbRows } from './safety-tables.ts'
import { people } from './subjects.ts'
import { exRows, prRows } from './treatment-tables.ts'
import { csvText } from './write.ts'

export function studyFiles(a: Assumptions): ReadonlyMap<string, string> {
  const courses = people(a).map((person) => course(a, person))
  return new Map([
    ['protocol.json', JSON.stringify(protocolOf(a), null, 2) + '\n'],
    ['dm.csv', csvText(dmRows(a, courses))],
    ['ds.csv', csvText(dsRows(courses))],
    ['tu.csv', csvText(tuRows(courses))],
    ['tr.csv', csvText(trRows(courses))],
    ['ex.csv', csvText(exRows(a, courses))],
    ['pr.csv', csvText(prRows(courses))],
    ['ae.csv', csvText(aeRows(a, courses))],
    ['lb.csv', csvText(lbRows(a, courses))],
  ])
}
