/**
 * Forest of an effect by subgroup: hazard ratio and interval on a log axis, the line of no effect, a dashed line at the effect in
 * all patients, boxes whose area goes with the events, subjects and events of each arm, and the p of interaction a field.
 */
import { scaleLog } from 'd3-scale'
import type { Estimate, Readout } from '../analysis/readout.ts'
import type { SubgroupRow, SubgroupsReadout } from '../analysis/subgroups.ts'
import { armStyles } from './arm-style.ts'
import { forestCaption } from './caption.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import { ratioTicks, ratioWords, pWords } from './ratio-axis.ts'
import { syntheticWord } from './synthetic-word.ts'
import { ink, mutedInk, paper, rules, textLines, type } from './tokens.ts'

const ROW = 24
const TOP = 92
const WIDTH = 720
const LABELS = 16
const COUNTS = [180, 284] as const
const PLOT = { from: 342, to: 500 } as const
const RATIO = 514
const INTERACTION = 636

export function forestFigure(readout: Readout, id: string): Figure {
  const subgroups = readout.subgroups.find((each) => each.id === id)
  if (!subgroups) {
    const known = readout.subgroups.map((each) => each.id).join(', ') || 'none'
    throw new RangeError(`forestFigure: a subgroup analysis of the readout (${known}), got ${id}`)
  }
  const lines = forestLines(subgroups)
  const bottom = TOP + ROW * lines.length + 8
  const height = bottom + 80
  const [low, high] = extent([subgroups.overall, ...subgroups.subgroups.flatMap(({ rows }) => rows)])
  const x = scaleLog([low, high], [PLOT.from, PLOT.to])
  const overall = subgroups.overall.hazardRatio.estimate
  return {
    id: figureId('forest', id),
    title: subgroups.title,
    caption: forestCaption(readout, subgroups),
    synthetic: readout.synthetic,
    width: WIDTH,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width: WIDTH, height, fill: paper },
      ...(readout.synthetic ? [syntheticWord(WIDTH - 16)] : []),
      ...heading(readout, subgroups),
      { kind: 'line', x1: x(1), y1: TOP - 8, x2: x(1), y2: bottom, stroke: ink, strokeWidth: 1 },
      ...(overall === null || overall < low || overall > high
        ? []
        : [
            {
              kind: 'line',
              x1: x(overall),
              y1: TOP - 8,
              x2: x(overall),
              y2: bottom,
              stroke: mutedInk,
              strokeWidth: 1,
              dash: '4 3',
            } as const,
          ]),
      ...axis(x, [low, high], bottom, readout, subgroups),
      ...lines.flatMap((line, i) => rowMarks(line, TOP + ROW * i, x, [low, high], mostEvents(subgroups))),
    ],
    data: forestData(subgroups),
  }
}

type Line =
  | {
      readonly kind: 'field'
      readonly title: string
      readonly interaction: number | null
      readonly without: number
    }
  | { readonly kind: 'row'; readonly row: SubgroupRow; readonly indent: boolean }

function forestLines({ overall, subgroups }: SubgroupsReadout): Line[] {
  return [
    { kind: 'row', row: overall, indent: false },
    ...subgroups.flatMap(({ title, interaction, without, rows }): Line[] => [
      { kind: 'field', title, interaction: interaction.p, without },
      ...rows.map((row): Line => ({ kind: 'row', row, indent: true })),
    ]),
  ]
}

function mostEvents({ overall }: SubgroupsReadout): number {
  return Math.max(1, overall.events)
}

/** From the smallest lower end to the largest upper, but no wider than 1/64 to 64: what lies outside ends in an arrow. */
function extent(rows: readonly SubgroupRow[]): [number, number] {
  const ends = rows.flatMap(({ hazardRatio: { estimate, lower, upper } }) =>
    [estimate, lower, upper].filter((value) => value !== null),
  )
  const low = Math.max(1 / 64, Math.min(0.5, ...ends) * 0.9)
  const high = Math.min(64, Math.max(2, ...ends) * 1.1)
  return [low, high]
}

function heading(readout: Readout, { arm, reference, overall }: SubgroupsReadout): Mark[] {
  const styles = armStyles(readout.arms)
  const title = (id: string) => readout.arms.find((each) => each.id === id)?.title ?? id
  const level = readout.subgroups.length > 0 ? overall.hazardRatio : null
  return [
    text(LABELS, 'Subgroup', TOP - 18),
    ...[arm, reference].flatMap((id, i): Mark[] => {
      const at = COUNTS[i as 0 | 1]
      const lines = textLines(title(id), type.small, 92).slice(0, 3)
      const { colour, dash } = styles.get(id) ?? { colour: ink }
      return [
        ...lines.map((line, k) => text(at, line, TOP - 32 - 13 * (lines.length - 1 - k), 'middle')),
        {
          kind: 'text',
          x: at,
          y: TOP - 18,
          text: 'events/n',
          size: type.small,
          anchor: 'middle',
          fill: mutedInk,
        },
        {
          kind: 'line',
          x1: at - 16,
          y1: TOP - 12,
          x2: at + 16,
          y2: TOP - 12,
          stroke: colour,
          strokeWidth: 2,
          dash,
        },
      ]
    }),
    text(RATIO, `Hazard ratio${level ? ' (CI)' : ''}`, TOP - 18),
    text(INTERACTION, 'Interaction', TOP - 32),
    text(INTERACTION, 'p', TOP - 18),
  ]
}

function axis(
  x: (value: number) => number,
  [low, high]: readonly [number, number],
  bottom: number,
  readout: Readout,
  { arm, reference }: SubgroupsReadout,
): Mark[] {
  const title = (id: string) => readout.arms.find((each) => each.id === id)?.title ?? id
  const room = (PLOT.to - PLOT.from) / 2 + 44
  const side = (id: string, at: number, anchor: 'start' | 'end'): Mark[] =>
    textLines(`${title(id)} better`, type.small, room)
      .slice(0, 3)
      .map((line, k) => ({
        kind: 'text',
        x: at,
        y: bottom + 38 + 14 * k,
        text: line,
        size: type.small,
        anchor,
        fill: mutedInk,
      }))
  return [
    { kind: 'line', x1: PLOT.from, y1: bottom, x2: PLOT.to, y2: bottom, stroke: ink, strokeWidth: 1 },
    ...ratioTicks(low, high, PLOT.to - PLOT.from).flatMap((tick): Mark[] => [
      { kind: 'line', x1: x(tick), y1: bottom, x2: x(tick), y2: bottom + 5, stroke: ink, strokeWidth: 1 },
      { kind: 'text', x: x(tick), y: bottom + 19, text: String(tick), size: type.small, anchor: 'middle' },
    ]),
    ...side(arm, x(1) - 8, 'end'),
    ...side(reference, x(1) + 8, 'start'),
  ]
}

function rowMarks(
  line: Line,
  top: number,
  x: (value: number) => number,
  limits: readonly [number, number],
  most: number,
): Mark[] {
  const base = top + 16
  if (line.kind === 'field')
    return [
      { kind: 'line', x1: LABELS, y1: top, x2: WIDTH - 16, y2: top, stroke: rules, strokeWidth: 0.5 },
      { kind: 'text', x: LABELS, y: base, text: fieldTitle(line), size: type.small, weight: 600 },
      { kind: 'text', x: INTERACTION, y: base, text: pWords(line.interaction), size: type.small },
    ]
  const { row, indent } = line
  const weight = indent ? undefined : 600
  const label = textLines(row.title, type.small, COUNTS[0] - LABELS - 60)[0] ?? ''
  return [
    { kind: 'text', x: LABELS + (indent ? 14 : 0), y: base, text: label, size: type.small, weight },
    ...row.arms.map((arm, i): Mark => ({
      kind: 'text',
      x: COUNTS[i === 0 ? 0 : 1],
      y: base,
      text: `${arm.events}/${arm.subjects}`,
      size: type.small,
      anchor: 'middle',
    })),
    ...ratioMarks(row, base - 4, x, limits, most),
    {
      kind: 'text',
      x: RATIO,
      y: base,
      text: row.why === null ? ratioWords(row.hazardRatio) : `not estimated`,
      size: type.small,
      weight,
      fill: row.why === null ? undefined : mutedInk,
    },
  ]
}

function fieldTitle({ title, without }: { readonly title: string; readonly without: number }): string {
  const name = textLines(title, type.small, COUNTS[0] - 70)[0] ?? ''
  return without > 0 ? `${name} (${without} unknown)` : name
}

/** A box whose area goes with the events, on its interval; an end beyond the axis is an arrow. */
function ratioMarks(
  { hazardRatio: ratio, events, title }: SubgroupRow,
  y: number,
  x: (value: number) => number,
  [low, high]: readonly [number, number],
  most: number,
): Mark[] {
  if (ratio.estimate === null) return []
  const from = Math.max(low, ratio.lower ?? low)
  const to = Math.min(high, ratio.upper ?? high)
  const side = Math.max(4, 15 * Math.sqrt(events / most))
  const marks: Mark[] = [
    { kind: 'line', x1: x(from), y1: y, x2: x(to), y2: y, stroke: ink, strokeWidth: 1.2 },
    ...arrow(ratio.lower === null || ratio.lower < low, x(low), y, -1),
    ...arrow(ratio.upper === null || ratio.upper > high, x(high), y, 1),
  ]
  if (ratio.estimate >= low && ratio.estimate <= high)
    marks.push({
      kind: 'rect',
      x: x(ratio.estimate) - side / 2,
      y: y - side / 2,
      width: side,
      height: side,
      fill: ink,
      about: { label: `${title}: hazard ratio ${ratioWords(ratio)}, ${events} events` },
    })
  return marks
}

function arrow(beyond: boolean, at: number, y: number, way: 1 | -1): Mark[] {
  if (!beyond) return []
  const d = `M${at + 5 * way},${y}L${at - way},${y - 4}L${at - way},${y + 4}Z`
  return [{ kind: 'path', d, fill: ink }]
}

function forestData({ overall, subgroups, arm, reference }: SubgroupsReadout): Figure['data'] {
  const cells = (field: string | null, p: number | null, row: SubgroupRow) => {
    const of = (id: string) => row.arms.find((each) => each.arm === id)
    const { estimate, lower, upper }: Estimate = row.hazardRatio
    return [
      field,
      row.title,
      ...[arm, reference].flatMap((id) => [of(id)?.events ?? null, of(id)?.subjects ?? null]),
      estimate,
      lower,
      upper,
      row.hazardRatio.p,
      p,
      row.why,
    ]
  }
  return {
    columns: [
      'field',
      'level',
      'events_arm',
      'subjects_arm',
      'events_reference',
      'subjects_reference',
      'hazard_ratio',
      'lower',
      'upper',
      'p',
      'interaction_p',
      'not_estimated_because',
    ],
    rows: [
      cells(null, null, overall),
      ...subgroups.flatMap(({ title, interaction, rows }) =>
        rows.map((row) => cells(title, interaction.p, row)),
      ),
    ],
  }
}

const text = (at: number, words: string, y: number, anchor?: 'middle'): Mark => ({
  kind: 'text',
  x: at,
  y,
  text: words,
  size: type.small,
  weight: 600,
  anchor,
})
