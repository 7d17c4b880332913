/**
 * Scans by lesions as a reader compares them: a row a scan from baseline on, a column a lesion, then the sum against baseline and
 * nadir, the response and its reason. Numbers are those of the readout; nothing is judged anew.
 */
import type { LesionStateChain, Readout, RuleSentence, SubjectReadout } from '../analysis/readout.ts'
import { daysBetween, type Day } from '../day.ts'
import { numberText } from './words.ts'

export type LesionGrid = {
  readonly lesions: readonly { readonly id: string; readonly role: string; readonly place: string }[]
  readonly scans: readonly GridScan[]
}

export type GridScan = {
  readonly visit: string
  readonly date: string
  /** Days from randomization; null where the subject was not randomized. */
  readonly day: number | null
  readonly cells: readonly GridCell[]
  readonly sum: string
  readonly fromBaseline: string
  readonly fromNadir: string
  /** The smallest complete sum up to here, against which later ones are judged. */
  readonly isNadir: boolean
  readonly response: string
  readonly says: string
  readonly because: readonly RuleSentence[]
}

export type GridCell = {
  readonly text: string
  /** What happened to the lesion, in words: its state after ablation, or that it was ablated before this scan. */
  readonly ablation: string | null
  readonly state: LesionStateChain['state'] | null
  readonly from: string | null
}

export function lesionGrid(readout: Readout, subject: SubjectReadout): LesionGrid {
  const record = readout.subjectRecords?.find((one) => one.subject === subject.id)
  const points = subject.timePoints.filter(({ scan }) => scan !== null)
  const ids = subject.lesions.map(({ id }) => id)
  const on = (date: string) =>
    record?.randomized ? daysBetween(record.randomized as Day, date as Day) : null
  const first = points.find(({ sums }) => sums)?.sums
  const baseline = (record?.baseline ?? []).map((scan): GridScan => ({
    visit: scan.visit,
    date: scan.date,
    day: on(scan.date),
    cells: ids.map((id) => cellOf(scan.lesions.find((one) => one.id === id))),
    sum: first ? millimetres(first.baselineMm) : '',
    fromBaseline: '',
    fromNadir: '',
    isNadir: false,
    response: 'baseline',
    says: '',
    because: [],
  }))
  const rows = points.map((point): GridScan => {
    const { sums } = point
    return {
      visit: point.visit,
      date: point.date,
      day: on(point.date),
      cells: ids.map((id) => cellOf(point.lesions.find((one) => one.id === id))),
      sum: sums ? `${millimetres(sums.sumMm)}${sums.complete ? '' : ', incomplete'}` : '',
      fromBaseline: sums ? change(sums.sumMm, sums.baselineMm) : '',
      fromNadir: sums ? change(sums.sumMm, sums.nadirMm) : '',
      isNadir: false,
      response: point.response,
      says: point.says,
      because: point.because,
    }
  })
  return {
    lesions: subject.lesions.map(({ id, role, organ, node }) => ({
      id,
      role,
      place: `${organ.toLowerCase()}${node && !/node/i.test(organ) ? ', node' : ''}`,
    })),
    scans: withNadir(baseline, rows, points),
  }
}

/** Marks the scan with the nadir that the last scan leaves behind: baseline, where no sum was smaller. */
function withNadir(
  baseline: readonly GridScan[],
  rows: readonly GridScan[],
  points: SubjectReadout['timePoints'],
): readonly GridScan[] {
  const complete = points.flatMap(({ sums }, i) => (sums?.complete ? [{ i, sums }] : []))
  const last = complete.at(-1)?.sums
  if (!last) return [...baseline, ...rows]
  const nadir = Math.min(last.nadirMm, last.sumMm)
  const at = last.baselineMm === nadir ? -1 : complete.find(({ sums }) => sums.sumMm === nadir)?.i
  return [
    ...baseline.map((row, i) => ({ ...row, isNadir: at === -1 && i === baseline.length - 1 })),
    ...rows.map((row, i) => ({ ...row, isNadir: i === at })),
  ]
}

type Seen = {
  readonly diameterMm: number | null
  readonly state: string | null
  readonly notDone: string | null
  readonly ablation?: LesionStateChain | null
  readonly from: string
}

function cellOf(seen: Seen | undefined): GridCell {
  if (!seen) return { text: '', ablation: null, state: null, from: null }
  const { diameterMm, state, notDone, ablation, from } = seen
  return {
    text:
      diameterMm !== null
        ? numberText(diameterMm, decimals(diameterMm))
        : (state ?? notDone ?? 'not measured'),
    ablation: ablation && ablation.state !== 'untreated' ? ablation.state.replaceAll('-', ' ') : null,
    state: ablation?.state ?? null,
    from,
  }
}

const millimetres = (mm: number) => numberText(mm, decimals(mm))
const decimals = (mm: number) => Math.min(2, String(mm).split('.')[1]?.length ?? 0)

/** One decimal, cut and not rounded, as in the reason beside it: a change that is short of a threshold never reads as if it met it. */
function change(sum: number, reference: number): string {
  if (reference === 0) return sum === 0 ? '0 %' : 'from 0'
  const tenths = Math.trunc(Math.round(1e6 * (sum - reference)) / Math.round(1e3 * reference))
  return `${tenths > 0 ? '+' : ''}${numberText(tenths / 10, 1)} %`
}
