/** A lane a subject: time under observation, doses, ablations by modality, responses, progression, death, and who goes on. */
import { scaleLinear } from 'd3-scale'
import type { Readout } from '../analysis/readout.ts'
import type { SubjectTimeline } from '../analysis/timelines.ts'
import { DAYS_PER_MONTH } from '../day.ts'
import { armStyles } from './arm-style.ts'
import { BOTTOM_AXIS, bottomAxis } from './axis.ts'
import { provenance, sentences } from './caption.ts'
import { monthTicks } from './curve-frame.ts'
import type { Figure, Mark } from './figure.ts'
import { legend } from './legend.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { arrowHead, cross, diamond, responseSquare } from './symbols.ts'
import { ink, modalityColours, responseColours, rules, textWidth, type } from './tokens.ts'

const RIGHT = 24
/** A lane for 65 subjects, and for 300: names are dropped before lanes become too thin to tell apart. */
const LANES = [{ upTo: 40, lane: 15 }, { upTo: 90, lane: 11 }, { upTo: Infinity, lane: 6 }] // prettier-ignore

export function swimmerFigure(readout: Readout, { width = 720 }: { width?: number } = {}): Figure {
  const timelines = readout.timelines ?? []
  const lane = LANES.find(({ upTo }) => timelines.length <= upTo)?.lane ?? 6
  const named = lane >= 11
  const arms = readout.arms
    .map(({ id, title }) => ({
      id,
      title,
      own: timelines.filter(({ arm }) => arm === id).toSorted((a, b) => b.end - a.end),
    }))
    .filter(({ own }) => own.length > 0)
  const left = named ? 16 + Math.max(0, ...timelines.map(({ subject }) => textWidth(subject, 9))) : 24
  const last = Math.max(1, ...timelines.map(({ end }) => end)) / DAYS_PER_MONTH
  const x = scaleLinear([0, last], [left, width - RIGHT])
  const key = legend(legendItems(timelines), { start: 16, end: width - 16, top: SHEET_TOP })
  const styles = armStyles(readout.arms)
  const marks: Mark[] = [...key.marks]
  let y = SHEET_TOP + key.height + 4
  const top = y
  for (const { id, title, own } of arms) {
    marks.push({
      kind: 'text',
      x: left,
      y: y + 13,
      text: `${title} (${own.length})`,
      size: type.small,
      weight: 600,
    })
    y += 22
    for (const timeline of own) {
      marks.push(
        ...laneMarks(timeline, {
          x: (day) => x(day / DAYS_PER_MONTH),
          y: y + lane / 2,
          lane,
          colour: styles.get(id)?.colour ?? ink,
        }),
      )
      if (named)
        marks.push({
          kind: 'text',
          x: left - 8,
          y: y + lane / 2 + 3,
          text: timeline.subject,
          size: 9,
          anchor: 'end',
        })
      y += lane
    }
    y += 8
  }
  const ticks = monthTicks(last, (width - left - RIGHT) / 40)
  const grid = ticks.map((tick): Mark => ({
    kind: 'line',
    x1: x(tick),
    y1: top,
    x2: x(tick),
    y2: y,
    stroke: rules,
    strokeWidth: 0.5,
  }))
  return sheet(readout, {
    id: 'swimmer',
    title: 'Course of each subject',
    caption: sentences([
      `Course of each of the ${timelines.length} randomized subjects from randomization to death or the last day known alive, longest first`,
      'A dot is a dose of systemic therapy, a diamond an ablation session in the colour of its modality, a square a response at its scan; an arrow marks who is in follow-up, alive and without progression',
      provenance(readout),
    ]),
    width,
    height: y + BOTTOM_AXIS,
    marks: [
      ...grid,
      ...marks,
      ...bottomAxis(x, {
        ticks,
        at: y,
        start: left,
        end: width - RIGHT,
        label: 'Months since randomization',
      }),
    ],
    data: swimmerData(timelines),
  })
}

function laneMarks(
  { subject, doses, ablations, scans, progression, death, end, ongoing }: SubjectTimeline,
  {
    x,
    y,
    lane,
    colour,
  }: {
    readonly x: (day: number) => number
    readonly y: number
    readonly lane: number
    readonly colour: string
  },
): Mark[] {
  const r = Math.min(4, lane * 0.32)
  const label = `${subject}: ${end} days${death === null ? '' : ', died'}${progression === null ? '' : `, progression on day ${progression}`}`
  const sessions = new Map(ablations.map((one) => [`${one.day} ${one.modality ?? ''}`, one]))
  return [
    {
      kind: 'rect',
      x: x(0),
      y: y - lane * 0.36,
      width: Math.max(0.5, x(end) - x(0)),
      height: lane * 0.72,
      fill: colour,
      opacity: 0.16,
      about: { subject, label },
    },
    ...[...new Set(doses.map(({ day }) => day))].map((day): Mark => ({
      kind: 'circle',
      cx: x(day),
      cy: y,
      r: Math.max(0.8, r * 0.32),
      fill: colour,
    })),
    ...scans.flatMap(({ day, response }) => responseSquare({ x: x(day), y, r: r * 0.72 }, response)),
    ...[...sessions.values()].map(({ day, modality }) => diamond({ x: x(day), y, r: r * 1.25 }, modality)),
    ...(death === null ? [] : [cross({ x: x(death), y, r })]),
    ...(ongoing ? [arrowHead({ x: x(end), y, r: r * 1.1 }, colour)] : []),
  ]
}

function legendItems(timelines: readonly SubjectTimeline[]) {
  const responses = [...new Set(timelines.flatMap(({ scans }) => scans.map(({ response }) => response)))]
  const modalities = [
    ...new Set(
      timelines.flatMap(({ ablations }) => ablations.map(({ modality }) => modality ?? 'not stated')),
    ),
  ]
  const order = [...Object.keys(responseColours), 'NE']
  return [
    {
      text: 'dose',
      sample: (x: number, y: number): Mark[] => [{ kind: 'circle', cx: x, cy: y, r: 1.8, fill: ink }],
    },
    ...[...Object.keys(modalityColours), 'not stated']
      .filter((modality) => modalities.includes(modality))
      .map((modality) => ({
        text: modality,
        sample: (x: number, y: number) => [diamond({ x, y, r: 5.5 }, modality)],
      })),
    ...order
      .filter((response) => responses.includes(response))
      .map((response) => ({
        text: response,
        sample: (x: number, y: number) => responseSquare({ x, y, r: 4.5 }, response),
      })),
    ...(timelines.some(({ death }) => death !== null)
      ? [{ text: 'death', sample: (x: number, y: number) => [cross({ x, y, r: 4 })] }]
      : []),
    ...(timelines.some(({ ongoing }) => ongoing)
      ? [
          {
            text: 'goes on, no progression',
            sample: (x: number, y: number) => [arrowHead({ x: x - 3, y, r: 4.5 }, ink)],
          },
        ]
      : []),
  ]
}

function swimmerData(timelines: readonly SubjectTimeline[]): Figure['data'] {
  return {
    columns: ['subject', 'arm', 'day', 'what', 'value'],
    rows: timelines.flatMap(({ subject, arm, doses, ablations, scans, progression, death, end, ongoing }) => [
      ...doses.map(({ day, drug }) => [subject, arm, day, 'dose', drug]),
      ...ablations.map(({ day, modality, lesion }) => [
        subject,
        arm,
        day,
        'ablation',
        [modality, lesion].filter(Boolean).join(' '),
      ]),
      ...scans.map(({ day, response }) => [subject, arm, day, 'response', response]),
      ...(progression === null ? [] : [[subject, arm, progression, 'progression', null]]),
      ...(death === null ? [] : [[subject, arm, death, 'death', null]]),
      [subject, arm, end, ongoing ? 'last known, ongoing' : 'last known', null],
    ]),
  }
}
