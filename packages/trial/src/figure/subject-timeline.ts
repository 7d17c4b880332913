/**
 * The course of one subject on lanes over the days: systemic therapy, ablation, scans with their responses, adverse events, laboratory
 * values, life. What has no date is not drawn, and the caption counts it.
 */
import { scaleLinear } from 'd3-scale'
import type { Readout, SubjectReadout } from '../analysis/readout.ts'
import type { SubjectRecord } from '../analysis/subject-record.ts'
import { DAYS_PER_MONTH, daysBetween, type Day } from '../day.ts'
import { BOTTOM_AXIS, bottomAxis } from './axis.ts'
import { provenance, sentences } from './caption.ts'
import { monthTicks } from './curve-frame.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import type { Lane } from './lane.ts'
import { subjectLanes } from './subject-lanes.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { ink, mutedInk, rules, type } from './tokens.ts'

const RIGHT = 24
const GAP = 14
const TITLE = 22

export function subjectTimelineFigure(
  readout: Readout,
  subject: string,
  { width = 960 }: { width?: number } = {},
): Figure {
  const chain = readout.subjects.find(({ id }) => id === subject)
  const record = readout.subjectRecords?.find((one) => one.subject === subject)
  if (!chain || !record)
    throw new RangeError(`subjectTimelineFigure: a subject of a study with records, got ${subject}`)
  const dates = datesOf(chain, record)
  const origin = (record.randomized ?? dates[0] ?? '1970-01-01') as Day
  const day = (date: string) => daysBetween(origin, date as Day)
  // On a phone a lane's title stands above it, so that the course has the width.
  const narrow = width < 500
  const left = narrow ? 12 : 156
  const [first = 0, last = 1] = [
    Math.min(0, day(dates[0] ?? origin)),
    Math.max(30, day(dates.at(-1) ?? origin)),
  ]
  const x = scaleLinear([first / DAYS_PER_MONTH, last / DAYS_PER_MONTH], [left + 8, width - RIGHT])
  const at = (date: string) => x(day(date) / DAYS_PER_MONTH)
  const { lanes, undated } = subjectLanes(chain, record, { at, end: width - RIGHT, narrow })
  const marks: Mark[] = []
  let y = SHEET_TOP
  for (const lane of lanes) {
    const content = y + (narrow ? TITLE : 0)
    if (record.randomized)
      marks.push({
        kind: 'line',
        x1: x(0),
        y1: content - 2,
        x2: x(0),
        y2: content + lane.height + 6,
        stroke: mutedInk,
        strokeWidth: 1,
        dash: '3 3',
      })
    marks.push(...laneMarks(lane, { y, left, end: width - RIGHT, above: narrow ? TITLE : 0 }))
    y += lane.height + GAP + (narrow ? TITLE : 0)
  }
  return sheet(readout, {
    id: figureId('course', subject),
    title: `Course of ${subject}`,
    caption: sentences([
      `Course of subject ${subject}: a dot is a dose, a diamond an ablation in the colour of its modality, a square a response at its scan, a bar an adverse event from its start to its end, darker with its grade and framed where serious; an open circle is a value below the limit of quantification`,
      record.randomized
        ? 'The dashed line is randomization'
        : 'The subject was not randomized; days count from the first date',
      ...(undated > 0
        ? [
            `${undated} without a date ${undated === 1 ? 'is' : 'are'} not drawn; the tables have ${undated === 1 ? 'it' : 'them'}`,
          ]
        : []),
      provenance(readout),
    ]),
    width,
    height: y + BOTTOM_AXIS,
    marks: [
      ...marks,
      ...bottomAxis(x, {
        ticks: monthTicks(last / DAYS_PER_MONTH, (width - left - RIGHT) / 40),
        at: y,
        start: left + 8,
        end: width - RIGHT,
        label: record.randomized ? 'Months since randomization' : 'Months since the first date',
      }),
    ],
    data: {
      columns: ['subject', 'lane', 'date', 'until', 'what'],
      rows: lanes.flatMap(({ title, rows }) =>
        rows.map(({ date, until, what }) => [subject, title, date, until ?? null, what]),
      ),
    },
  })
}

function laneMarks(
  { title, note, height, draw }: Lane,
  {
    y,
    left,
    end,
    above,
  }: { readonly y: number; readonly left: number; readonly end: number; readonly above: number },
): Mark[] {
  return [
    {
      kind: 'line',
      x1: 16,
      y1: y + above + height + GAP / 2,
      x2: end,
      y2: y + above + height + GAP / 2,
      stroke: rules,
      strokeWidth: 0.6,
    },
    { kind: 'text', x: 16, y: y + 14, text: title, size: type.small, weight: 600, fill: ink },
    ...(note === undefined
      ? []
      : [
          {
            kind: 'text',
            x: left + 8,
            y: y + above + 14,
            text: note,
            size: type.small,
            fill: mutedInk,
          } as const,
        ]),
    ...draw(y + above),
  ]
}

function datesOf(chain: SubjectReadout, record: SubjectRecord): readonly string[] {
  return [
    record.randomized,
    record.death,
    record.lastAlive,
    ...record.doses.map(({ date }) => date),
    ...record.procedures.map(({ date }) => date),
    ...record.baseline.map(({ date }) => date),
    ...record.adverseEvents.flatMap(({ start, end }) => [start, end]),
    ...record.measurements.map(({ date }) => date),
    ...chain.timePoints.map(({ date }) => date),
  ]
    .filter(isComplete)
    .toSorted()
}

const isComplete = (date: string | null): date is string => date !== null && date.length === 10
