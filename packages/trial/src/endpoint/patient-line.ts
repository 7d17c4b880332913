/**
 * Patients for tests, written on one line: `PR@43 NE@85` are responses by study day, the first day being 1. `PD@85-90` is
 * one by the sum of diameters, its scans on days 85 to 90.
 */
import { addDays, type Day } from '../day.ts'
import type { ArmId, LesionId, RowId, ScanId, SubjectId } from '../ids.ts'
import { fromMillimetres } from '../length.ts'
import { protocolSchema, type Protocol } from '../protocol/protocol.ts'
import type {
  OverallResponse,
  SubjectResponses,
  TargetResponse,
  TimePointResponse,
} from '../recist/response.ts'
import { dataCut } from '../record/data-cut.ts'
import type { Disposition, Lesion, Procedure, Reader, Records, Scan, Subject } from '../record/records.ts'

const row = (file: string, n = 2) => `${file}.csv:${n}` as RowId

export type Happened = {
  readonly death?: number
  readonly alive?: number
  readonly therapy?: number
  readonly ablation?: number
  /** Radiotherapy of a lesion, not planned. */
  readonly local?: number
  readonly claimed?: number
  /** The treatment stopped for an adverse event. */
  readonly stop?: number
  readonly lost?: number
  readonly baseline?: 'complete' | 'incomplete' | 'none'
  readonly arm?: string
  /** The calendar day of randomization. */
  readonly from?: Day
}
export type Patient = {
  readonly subject: Subject
  readonly responses: SubjectResponses
  readonly procedures: readonly Procedure[]
  readonly scans?: readonly Scan[]
  readonly lesions?: readonly Lesion[]
}

export function patient(name: string, line: string, happened: Happened = {}): Patient {
  const { from: randomized = '2022-01-01' as Day, arm = 'A', death, alive, baseline } = happened
  const id = name as SubjectId
  const on = (day: number) => addDays(randomized, day - 1)
  const timePoints = line
    .split(' ')
    .filter(Boolean)
    .map((word, index): TimePointResponse => {
      const [response, days] = word.split('@') as [OverallResponse, string]
      const [, day, last] = /^(-?\d+)(?:-(\d+))?$/.exec(days)!
      return {
        subject: id,
        reader,
        visit: `DAY ${day}`,
        sequence: index + 1,
        date: { day: on(Number(day)) },
        origin: last ? 'derived' : 'reported',
        response,
        ...(last && { scan: scanId(id, day!), target: bySum(response) }),
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
    arm: arm as ArmId,
    randomized,
    ...(death !== undefined && { death: { day: on(death) } }),
    ...(alive !== undefined && { lastAlive: on(alive) }),
    lastAliveFrom: [row('ae')],
    dispositions: [
      ...disposition('PROGRESSIVE DISEASE', happened.claimed, on),
      ...disposition('ADVERSE EVENT', happened.stop, on),
      ...disposition('LOST TO FOLLOW-UP', happened.lost, on),
    ],
    excludedFrom: [],
    strata: {},
    from: [row('dm')],
  }
  const { therapy, local, ablation } = happened
  const procedures = [
    ...(therapy === undefined ? [] : [procedure('anticancer-therapy', 'docetaxel', therapy)]),
    ...(local === undefined
      ? []
      : [{ ...procedure('anticancer-therapy', 'radiotherapy', local), local: 'radiotherapy' as const }]),
    ...(ablation === undefined ? [] : [procedure('study-ablation', 'microwave ablation', ablation)]),
  ]
  const long = [...line.matchAll(/@(\d+)-(\d+)/g)].map(([, opens = '', last]) =>
    scan(id, scanId(id, opens), [on(Number(opens)), on(Number(last))]),
  )
  const seen = baseline ?? (long.length > 0 ? 'complete' : undefined)
  return {
    subject,
    procedures,
    responses: { subject: id, timePoints, byReader: new Map() },
    scans: seen ? [...(seen === 'none' ? [scanOnDay43(id, on)] : [baselineScan(id, on, seen)]), ...long] : [],
    lesions: seen ? [target(id)] : [],
  }
}

function disposition(what: string, day: number | undefined, on: (day: number) => Day): Disposition[] {
  if (day === undefined) return []
  return [
    {
      what,
      says: what,
      category: 'DISPOSITION EVENT',
      date: { text: on(day), precision: 'day', day: on(day) },
      from: row('ds'),
    },
  ]
}

const reader = 'INVESTIGATOR' as Reader
const scanId = (subject: SubjectId, day: string) => `${subject} ${day}` as ScanId

function bySum(response: OverallResponse): TimePointResponse['target'] {
  const sum = fromMillimetres(30)
  return {
    response: response as TargetResponse,
    sum,
    baseline: sum,
    nadir: sum,
    complete: true,
    because: [],
    from: [],
  }
}

function scan(subject: SubjectId, id: ScanId, [day, last]: [Day, Day]): Scan {
  return {
    id,
    subject,
    reader,
    visit: id,
    baseline: false,
    date: { day },
    lastDate: { day: last },
    observations: [],
  }
}

function baselineScan(subject: SubjectId, on: (day: number) => Day, is: 'complete' | 'incomplete'): Scan {
  const day = on(-9)
  const diameter = is === 'complete' ? { diameter: fromMillimetres(30) } : { notDone: 'NOT DONE' }
  return {
    ...scan(subject, scanId(subject, 'baseline'), [day, day]),
    baseline: true,
    observations: [{ lesion: 'T01' as LesionId, ...diameter, date: { day }, from: row('tr') }],
  }
}

const scanOnDay43 = (subject: SubjectId, on: (day: number) => Day): Scan =>
  scan(subject, scanId(subject, 'first'), [on(43), on(43)])

function target(subject: SubjectId): Lesion {
  return {
    subject,
    id: 'T01' as LesionId,
    reader,
    role: 'target',
    organ: 'LUNG',
    node: false,
    from: row('tu'),
  }
}

/** As they were known at the data cut-off; `responsesOf` likewise. */
export function recordsOf(patients: readonly Patient[], cut?: Day): Records {
  const all: Records = {
    synthetic: false,
    tables: [],
    subjects: patients.map(({ subject }) => subject),
    lesions: patients.flatMap(({ lesions = [] }) => lesions),
    scans: patients.flatMap(({ scans = [] }) => scans),
    reportedResponses: [],
    doses: [],
    procedures: patients.flatMap(({ procedures }) => procedures),
    adverseEvents: [],
    measurements: [],
  }
  return dataCut(all, cut).records
}

export function responsesOf(patients: readonly Patient[], cut?: Day): readonly SubjectResponses[] {
  return patients.map(({ responses }) => ({
    ...responses,
    timePoints: responses.timePoints.filter(({ date }) => !cut || date.day <= cut),
  }))
}

export function protocolOf(more: object = {}): Protocol {
  return protocolSchema.parse({
    id: 'test',
    version: '1',
    title: 'Test',
    arms: [
      { id: 'A', title: 'Arm A', role: 'experimental' },
      { id: 'B', title: 'Arm B', role: 'control' },
    ],
    analyses: [{ id: 'pfs', endpoint: 'pfs' }],
    ...more,
  })
}
