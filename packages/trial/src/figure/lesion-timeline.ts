/** One subject: each lesion a row over time with its diameter at each scan, its ablations, and the response of each scan above. */
import { scaleLinear } from 'd3-scale'
import type { Readout } from '../analysis/readout.ts'
import { DAYS_PER_MONTH } from '../day.ts'
import { BOTTOM_AXIS, bottomAxis } from './axis.ts'
import { provenance, sentences } from './caption.ts'
import { monthTicks } from './curve-frame.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import { legend } from './legend.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { cross, diamond, responseSquare } from './symbols.ts'
import { ink, mutedInk, rules, type } from './tokens.ts'

const RIGHT = 28
const ROW = 46

export function lesionTimelineFigure(
  readout: Readout,
  subject: string,
  { width = 720 }: { width?: number } = {},
): Figure {
  const timeline = readout.timelines?.find((one) => one.subject === subject)
  if (!timeline)
    throw new RangeError(`lesionTimelineFigure: a randomized subject of the readout, got ${subject}`)
  const { lesions, scans, ablations, death, end } = timeline
  const left = width < 500 ? 92 : 150
  const days = lesions.flatMap(({ points }) => points.map(({ day }) => day))
  const first = Math.min(0, ...days) / DAYS_PER_MONTH
  const last = Math.max(1, end, ...days) / DAYS_PER_MONTH
  const x = scaleLinear([first, last], [left, width - RIGHT])
  const at = (day: number) => x(day / DAYS_PER_MONTH)
  const modalities = [...new Set(ablations.map(({ modality }) => modality ?? 'not stated'))]
  const key = legend(
    [
      ...modalities.map((modality) => ({
        text: `ablation, ${modality}`,
        sample: (cx: number, cy: number) => [diamond({ x: cx, y: cy, r: 5.5 }, modality)],
      })),
      {
        text: 'diameter in mm',
        sample: (cx: number, cy: number): Mark[] => [
          { kind: 'circle', cx, cy, r: 4, fill: '#ffffff', stroke: ink, strokeWidth: 1 },
        ],
      },
    ],
    { start: 16, end: width - 16, top: SHEET_TOP },
  )
  const top = SHEET_TOP + key.height + 12
  const largest = Math.max(
    1,
    ...lesions.flatMap(({ points }) => points.map(({ diameterMm }) => diameterMm ?? 0)),
  )
  const marks: Mark[] = [{ kind: 'text', x: 16, y: top + 4, text: 'Response', size: type.small, weight: 600 }]
  let nextFree = -Infinity
  for (const { day, response } of scans) {
    marks.push(...responseSquare({ x: at(day), y: top, r: 5 }, response))
    if (at(day) - nextFree < 0) continue
    marks.push({ kind: 'text', x: at(day), y: top + 18, text: response, size: 9, anchor: 'middle' })
    nextFree = at(day) + 9 * 0.56 * response.length + 4
  }
  for (const [i, lesion] of lesions.entries()) {
    const y = top + 44 + ROW * i
    marks.push(
      { kind: 'line', x1: left, y1: y, x2: width - RIGHT, y2: y, stroke: rules, strokeWidth: 0.8 },
      { kind: 'text', x: 16, y: y - 2, text: lesion.id, size: type.small, weight: 600 },
      { kind: 'text', x: 16, y: y + 12, text: place(lesion, width < 500), size: 9, fill: mutedInk },
    )
    let free = -Infinity
    for (const { day, diameterMm, state } of lesion.points) {
      const r = diameterMm === null ? 3 : 2 + (width < 500 ? 5 : 9) * Math.sqrt(diameterMm / largest)
      const label = `${lesion.id}, day ${day}: ${diameterMm === null ? (state ?? 'no value') : `${diameterMm} mm`}`
      marks.push({
        kind: 'circle',
        cx: at(day),
        cy: y,
        r,
        fill: diameterMm === null ? 'none' : '#ffffff',
        stroke: state === 'unequivocal-progression' ? '#b2182b' : ink,
        strokeWidth: 1,
        ...(diameterMm === null && { dash: '2 1.5' }),
        about: { subject, label },
      })
      if (diameterMm === null || at(day) < free) continue
      const text = String(Number(diameterMm.toFixed(1)))
      marks.push({ kind: 'text', x: at(day), y: y - 13, text, size: 9, anchor: 'middle' })
      free = at(day) + 5.5 * text.length + 3
    }
    for (const one of ablations.filter((each) => each.lesion === lesion.id))
      marks.push(
        diamond(
          { x: at(one.day), y, r: 6, about: { subject, label: `${lesion.id} ablated on day ${one.day}` } },
          one.modality,
        ),
      )
  }
  const bottom = top + 30 + ROW * Math.max(1, lesions.length)
  const zero: Mark = {
    kind: 'line',
    x1: at(0),
    y1: top - 8,
    x2: at(0),
    y2: bottom,
    stroke: mutedInk,
    strokeWidth: 1,
    dash: '3 3',
  }
  return sheet(readout, {
    id: figureId('lesions', subject),
    title: `Lesions of ${subject} over time`,
    caption: sentences([
      `Lesions of subject ${subject} at each scan: the area of a circle grows with the diameter in millimetres (a node by its short axis), a dashed circle has no diameter, a diamond is an ablation of that lesion`,
      `The dashed line is randomization; ${lesions.length} lesions, ${scans.length} scans after baseline`,
      provenance(readout),
    ]),
    width,
    height: bottom + BOTTOM_AXIS,
    marks: [
      ...key.marks,
      zero,
      ...marks,
      ...(death === null ? [] : [cross({ x: at(death), y: top, r: 5 })]),
      ...bottomAxis(x, {
        ticks: monthTicks(last, (width - left - RIGHT) / 40),
        at: bottom,
        start: left,
        end: width - RIGHT,
        label: 'Months since randomization',
      }),
    ],
    data: {
      columns: ['subject', 'lesion', 'role', 'organ', 'day', 'what', 'diameter_mm', 'value'],
      rows: lesions.flatMap(({ id, role, organ, points }) => [
        ...points.map(({ day, diameterMm, state }) => [
          subject,
          id,
          role,
          organ,
          day,
          'scan',
          diameterMm,
          state,
        ]),
        ...ablations
          .filter(({ lesion }) => lesion === id)
          .map(({ day, modality }) => [subject, id, role, organ, day, 'ablation', null, modality]),
      ]),
    },
  })
}

function place(
  { role, organ, node }: { readonly role: string; readonly organ: string; readonly node: boolean },
  narrow: boolean,
): string {
  const where = organ.toLowerCase()
  return narrow
    ? where.slice(0, 16)
    : `${role}, ${where}${node && !where.includes('node') ? ' node' : ''}`.slice(0, 26)
}
