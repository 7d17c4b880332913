/**
 * A made patient on one line, for tests: `patient('0: T1 50, N1 20, NT1 present; 60: T1 35, N1 9, L6 present')`.
 * T target, N target node, NT non-target, NTN one that is a node, L new lesion, LN new node; a number is millimetres, `?` not measured, a word a
 * state; `T2 =T1` is one with T1, `T4.1 12` a part of T4, `T1 12/8` measured on slices of 8 mm, `L1 pet` uptake on PET;
 * `45: T1 ablated` is a study ablation on day 45, `ablated/staged`, `ablated/repeat` and `ablated/failed` say more of it;
 * `T1 34/nodule=12/progression` adds signs and the statement of an ablation zone; `definite` states that a complete response is definite,
 * `symptom` that the scan was done for a new symptom. Day 0 is baseline.
 */
import { addDays, type Day, type Imputed } from '../day.ts'
import type { LesionId, RowId, ScanId, SubjectId } from '../ids.ts'
import { fromMillimetres } from '../length.ts'
import { protocolSchema, type Protocol } from '../protocol/protocol.ts'
import type { Lesion, LesionObservation, Procedure, Reader, Records, Scan } from '../record/records.ts'
import { responsesBySubject } from './responses.ts'

const reader = 'INVESTIGATOR' as Reader
const dayZero = '2022-01-01' as Day

export function patient(text: string, id = 'P1'): Records {
  const subject = id as SubjectId
  const lesions = new Map<string, Lesion>()
  const scans: Scan[] = []
  const procedures: Procedure[] = []
  for (const [line, visit] of text.split(';').entries()) {
    const [days = '', items = ''] = visit.split(':')
    const day = addDays(dayZero, Number(days))
    const date: Imputed = { day }
    const observations: LesionObservation[] = []
    let definite = false
    let symptom = false
    for (const [column, item] of items.split(',').entries()) {
      const [name = '', value = ''] = item.trim().split(' ')
      const lesion = name as LesionId
      const from = `tr.csv:${100 * line + column + 2}` as RowId
      if (name === '') continue
      if (name === 'definite') definite = true
      else if (name === 'symptom') symptom = true
      else if (value.startsWith('ablated'))
        procedures.push(sessionOf(value, { subject, lesion, start: day, from }))
      else {
        if (!lesions.has(name)) lesions.set(name, lesionOf(subject, lesion))
        observations.push({ lesion, ...seen(value), ...zoneOf(value, from), date, from })
      }
    }
    if (observations.length > 0)
      scans.push({
        id: `${id} day ${days.trim()}` as ScanId,
        subject,
        reader,
        visit: `DAY ${days.trim()}`,
        visitNumber: Number(days),
        baseline: Number(days) === 0,
        date,
        lastDate: date,
        ...(definite && { definiteCompleteResponse: true }),
        ...(symptom && { forNewSymptom: true }),
        observations,
      })
  }
  return {
    synthetic: true,
    tables: [],
    subjects: [{ id: subject, lastAliveFrom: [], dispositions: [], excludedFrom: [], strata: {}, from: [] }],
    lesions: [...lesions.values()],
    scans,
    reportedResponses: [],
    doses: [],
    procedures,
    adverseEvents: [],
    measurements: [],
  }
}

/** The study of one arm in which the patient is; every choice not named is the default. */
export function studyProtocol(response: Partial<Protocol['response']> = {}): Protocol {
  return protocolSchema.parse({
    id: 'made',
    version: '1',
    title: 'A made study',
    arms: [{ id: 'A', title: 'A', role: 'control' }],
    response,
    analyses: [{ id: 'pfs', endpoint: 'pfs' }],
  })
}

/** The patient's time points, as the endpoints see them. */
export function courseOf(text: string, response: Partial<Protocol['response']> = {}) {
  return responsesBySubject(patient(text), studyProtocol(response)).responses[0]!.timePoints
}

function lesionOf(subject: SubjectId, id: LesionId): Lesion {
  const role = id.startsWith('NT') ? 'non-target' : id.startsWith('L') ? 'new' : 'target'
  const node = /^(N\d|LN|NTN)/.test(id)
  const whole = /^(.+)\.\w+$/.exec(id)?.[1] as LesionId | undefined
  return {
    subject,
    id,
    reader,
    role,
    organ: `SITE OF ${id}`,
    node,
    ...(whole && { fragmentOf: whole }),
    from: 'tu.csv:2' as RowId,
  }
}

function seen(value: string): Omit<LesionObservation, 'lesion' | 'date' | 'from'> {
  if (value.split('/')[0] === '?') return { notDone: 'not scanned' }
  if (value === 'pet') return { state: 'present', method: 'FDG PET' }
  if (value.startsWith('=')) return { mergedInto: value.slice(1) as LesionId }
  const [text = '', slice = ''] = value.split('/')
  const mm = Number(text)
  if (/^\d+(\.\d+)?$/.test(slice))
    return { diameter: fromMillimetres(mm), sliceThickness: fromMillimetres(Number(slice)) }
  return Number.isNaN(mm) ? { state: text as 'present' } : { diameter: fromMillimetres(mm) }
}

function sessionOf(
  value: string,
  at: Pick<Procedure, 'subject' | 'start' | 'from'> & { lesion: LesionId },
): Procedure {
  const words = value.split('/').slice(1)
  const plan = (['first', 'staged', 'repeat'] as const).find((word) => words.includes(word))
  const modality = words.find((word) => !['failed', plan].includes(word))
  return {
    ...at,
    what: 'ablation',
    kind: 'study-ablation',
    session: at.start,
    technicalSuccess: !words.includes('failed'),
    ...(modality && { modality }),
    ...(plan && { detail: { plan } }),
  }
}

function zoneOf(value: string, from: RowId): Pick<LesionObservation, 'zone'> {
  const parts = value.split('/').slice(1)
  if (parts.length === 0) return {}
  const number = (name: string) => {
    const part = parts.find((one) => one.startsWith(`${name}=`))
    return part === undefined ? undefined : Number(part.slice(name.length + 1))
  }
  const [nodule, margin, central] = [number('nodule'), number('margin'), number('central')]
  const statement = (['complete', 'residual', 'progression', 'equivocal'] as const).find((word) =>
    parts.includes(word),
  )
  return {
    zone: {
      ...(nodule !== undefined && { nodule: fromMillimetres(nodule) }),
      ...(margin !== undefined && { marginEnhancement: margin }),
      ...(central !== undefined && { centralEnhancement: central }),
      ...(parts.includes('scar') && { scarGrowth: true }),
      ...(parts.includes('solid') && { groundGlassTurnedSolid: true }),
      ...(parts.includes('pet') && { petRising: true }),
      ...(statement && { statement }),
      from: [from],
    },
  }
}
