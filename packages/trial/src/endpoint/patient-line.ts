/** Patients for tests, written on one line: `PR@43 NE@85` are responses by study day, the first day being 1. */
import { addDays, type Day } from '../day.ts'
import type { ArmId, RowId, SubjectId } from '../ids.ts'
import { protocolSchema, type Protocol } from '../protocol/protocol.ts'
import type { OverallResponse, SubjectResponses, TimePointResponse } from '../recist/response.ts'
import type { Procedure, Reader, Records, Subject } from '../record/records.ts'

const row = (file: string, n = 2) => `${file}.csv:${n}` as RowId

export type Happened = {
  readonly death?: number
  readonly alive?: number
  readonly therapy?: number
  readonly ablation?: number
  readonly claimed?: number
  /** The calendar day of randomization. */
  readonly from?: Day
}
export type Patient = {
  readonly subject: Subject
  readonly responses: SubjectResponses
  readonly procedures: readonly Procedure[]
}

export function patient(name: string, line: string, happened: Happened = {}): Patient {
  const { from: randomized = '2022-01-01' as Day, death, alive, therapy, ablation, claimed } = happened
  const id = name as SubjectId
  const on = (day: number) => addDays(randomized, day - 1)
  const timePoints = line
    .split(' ')
    .filter(Boolean)
    .map((word, index): TimePointResponse => {
      const [response, day] = word.split('@') as [OverallResponse, string]
      return {
        subject: id,
        reader: 'INVESTIGATOR' as Reader,
        visit: `DAY ${day}`,
        sequence: index + 1,
        date: { day: on(Number(day)) },
        origin: 'reported',
        response,
        says: `${response} as reported`,
        because: [],
        from: [row('rs', index + 2)],
      }
    })
  const procedure = (kind: Procedure['kind'], what: string, day: number): Procedure => ({
    subject: id,
    what,
    kind,
    start: on(day),
    from: row('pr'),
  })
  const subject: Subject = {
    id,
    arm: 'A' as ArmId,
    randomized,
    ...(death !== undefined && { death: { day: on(death) } }),
    ...(alive !== undefined && { lastAlive: on(alive) }),
    lastAliveFrom: [row('ae')],
    dispositions:
      claimed === undefined
        ? []
        : [
            {
              what: 'PROGRESSIVE DISEASE',
              says: 'PROGRESSIVE DISEASE',
              date: { text: on(claimed), precision: 'day', day: on(claimed) },
              from: row('ds'),
            },
          ],
    excludedFrom: [],
    strata: {},
    from: [row('dm')],
  }
  const procedures = [
    ...(therapy === undefined ? [] : [procedure('anticancer-therapy', 'docetaxel', therapy)]),
    ...(ablation === undefined ? [] : [procedure('study-ablation', 'microwave ablation', ablation)]),
  ]
  return { subject, procedures, responses: { subject: id, timePoints, byReader: new Map() } }
}

export function recordsOf(patients: readonly Patient[], dataCutoff?: Day): Records {
  return {
    synthetic: false,
    ...(dataCutoff && { dataCutoff }),
    tables: [],
    subjects: patients.map(({ subject }) => subject),
    lesions: [],
    scans: [],
    reportedResponses: [],
    doses: [],
    procedures: patients.flatMap(({ procedures }) => procedures),
    adverseEvents: [],
    measurements: [],
  }
}

export function protocolOf(more: object = {}): Protocol {
  return protocolSchema.parse({
    id: 'test',
    version: '1',
    title: 'Test',
    arms: [{ id: 'A', title: 'Arm A', role: 'experimental' }],
    analyses: [{ id: 'pfs', endpoint: 'pfs' }],
    ...more,
  })
}
