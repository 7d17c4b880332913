/** Adverse events of two arms back to back: a term a row, bars shaded by worst grade, n (%) on both sides, sorted by the difference. */
import { scaleLinear } from 'd3-scale'
import type { Readout } from '../analysis/readout.ts'
import type { SafetyReadout, TermRow } from '../analysis/safety.ts'
import { armStyles } from './arm-style.ts'
import { provenance, sentences } from './caption.ts'
import type { Figure, Mark } from './figure.ts'
import { box, legend } from './legend.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { gradeOpacity, ink, rules, textLines, textWidth, type } from './tokens.ts'

const ROW = 22
const MOST_TERMS = 40

/** Undefined where there are not two arms with adverse events to set against each other. */
export function butterflyFigure(
  readout: Readout,
  { width = 720 }: { width?: number } = {},
): Figure | undefined {
  const { safety } = readout
  const [left, right] = sides(readout, safety)
  if (!safety || !left || !right || safety.terms.length === 0) return undefined
  const terms = safety.terms.toSorted(
    (a, b) =>
      share(b, left.arm) - share(b, right.arm) - (share(a, left.arm) - share(a, right.arm)) ||
      (a.term < b.term ? -1 : 1),
  )
  const shown =
    terms.length <= MOST_TERMS ? terms : terms.filter((row) => safety.terms.indexOf(row) < MOST_TERMS)
  const styles = armStyles(readout.arms)
  const colour = (arm: string) => styles.get(arm)?.colour ?? ink
  const numbers = textWidth('42 (100)', type.small) + 6
  const middle = Math.min(200, Math.max(104, width * 0.24))
  const wing = (width - middle) / 2 - 12 - numbers
  const most = Math.max(0.1, ...shown.flatMap((row) => [share(row, left.arm), share(row, right.arm)]))
  const length = scaleLinear([0, most], [0, wing])
  const key = legend(
    [1, 2, 3, 4, 5].map((grade) => ({ text: `grade ${grade}`, sample: box(ink, gradeOpacity[grade - 1]) })),
    { start: 16, end: width - 16, top: SHEET_TOP },
  )
  const head = SHEET_TOP + key.height + 10
  const marks: Mark[] = []
  for (const [side, arm] of [
    [-1, left],
    [1, right],
  ] as const) {
    const inner = width / 2 + (side * middle) / 2
    const lines = textLines(arm.title, type.small, wing + numbers)
    for (const [i, text] of lines.slice(0, 2).entries())
      marks.push({
        kind: 'text',
        x: inner,
        y: head + 4 + 14 * i,
        text,
        size: type.small,
        weight: 600,
        anchor: side < 0 ? 'end' : 'start',
      })
    marks.push({
      kind: 'text',
      x: inner,
      y: head + 4 + 14 * Math.min(2, lines.length),
      text: `${arm.subjects} treated`,
      size: type.small,
      anchor: side < 0 ? 'end' : 'start',
    })
  }
  const top = head + 46
  for (const [i, row] of shown.entries()) {
    const y = top + ROW * i
    marks.push(...nameMarks(row.term, { x: width / 2, y, room: middle - 4 }))
    for (const [side, arm] of [
      [-1, left],
      [1, right],
    ] as const)
      marks.push(
        ...wingMarks(row, {
          side,
          arm,
          y,
          inner: width / 2 + (side * middle) / 2,
          length,
          colour: colour(arm.arm),
        }),
      )
  }
  const bottom = top + ROW * shown.length
  return sheet(readout, {
    id: 'adverse-events',
    title: 'Adverse events by arm and worst grade',
    caption: sentences([
      `Subjects with each adverse event by worst grade${safety.ctcae ? ` (CTCAE ${safety.ctcae})` : ''}, n (%) of the treated: ${left.title} ${left.subjects}, ${right.title} ${right.subjects}; sorted by the difference of the shares`,
      shown.length < terms.length ? `The ${shown.length} most frequent of ${terms.length} terms` : '',
      'Each subject counts once a term; causality is not shown; the arms were observed for different times, for which see the rates',
      provenance(readout),
    ]),
    width,
    height: bottom + 12,
    marks: [
      ...key.marks,
      ...[-1, 1].map((side): Mark => ({
        kind: 'line',
        x1: width / 2 + (side * middle) / 2,
        y1: top - 4,
        x2: width / 2 + (side * middle) / 2,
        y2: bottom,
        stroke: rules,
        strokeWidth: 1,
      })),
      ...marks,
    ],
    data: {
      columns: [
        'term',
        'arm',
        'treated',
        'subjects',
        'grade_1',
        'grade_2',
        'grade_3',
        'grade_4',
        'grade_5',
        'no_grade',
        'difference',
        'lower',
        'upper',
      ],
      rows: terms.flatMap((row) =>
        row.grades.map((grades) => {
          const count = row.byArm.find(({ arm }) => arm === grades.arm)
          return [
            row.term,
            grades.arm,
            count?.of ?? null,
            count?.subjects ?? null,
            ...grades.byGrade,
            grades.ungraded,
            row.difference?.estimate ?? null,
            row.difference?.lower ?? null,
            row.difference?.upper ?? null,
          ]
        }),
      ),
    },
  })
}

/** A long term takes two smaller lines. */
function nameMarks(
  term: string,
  { x, y, room }: { readonly x: number; readonly y: number; readonly room: number },
): Mark[] {
  const [whole = '', ...more] = textLines(term, type.small, room)
  if (more.length === 0)
    return [{ kind: 'text', x, y: y + 12, text: whole, size: type.small, anchor: 'middle' }]
  return textLines(term, 9, room)
    .slice(0, 2)
    .map((text, i, all): Mark => ({
      kind: 'text',
      x,
      y: y + (all.length === 1 ? 12 : 7 + 10 * i),
      text,
      size: 9,
      anchor: 'middle',
    }))
}

function share(row: TermRow, arm: string): number {
  const count = row.byArm.find((one) => one.arm === arm)
  return count && count.of > 0 ? count.subjects / count.of : 0
}

type Side = SafetyReadout['arms'][number]

function sides({ arms }: Readout, safety: SafetyReadout | undefined): (Side | undefined)[] {
  const first = (role: 'experimental' | 'control') => arms.find((arm) => arm.role === role)?.id
  return [first('experimental'), first('control')].map((id) =>
    safety?.arms.find(({ arm, subjects }) => arm === id && subjects > 0),
  )
}

/** The worst grades lie next to the middle, so that their lengths can be compared. */
function wingMarks(
  row: TermRow,
  {
    side,
    arm,
    y,
    inner,
    length,
    colour,
  }: {
    readonly side: -1 | 1
    readonly arm: Side
    readonly y: number
    readonly inner: number
    readonly length: (share: number) => number
    readonly colour: string
  },
): Mark[] {
  const grades = row.grades.find((one) => one.arm === arm.arm)
  const count = row.byArm.find((one) => one.arm === arm.arm)
  if (!grades || !count) return []
  const marks: Mark[] = []
  let from = 0
  const parts = [
    ...grades.byGrade.map((n, i) => ({ n, opacity: gradeOpacity[i] ?? 1 })).toReversed(),
    { n: grades.ungraded, opacity: 0 },
  ]
  for (const { n, opacity } of parts) {
    if (n === 0) continue
    const wide = length(n / arm.subjects)
    const x = side < 0 ? inner - from - wide : inner + from
    const label = `${row.term}, ${arm.title}: ${n}`
    if (opacity > 0)
      marks.push({
        kind: 'rect',
        x,
        y: y + 1,
        width: wide,
        height: ROW - 6,
        fill: colour,
        opacity,
        about: { label },
      })
    marks.push({
      kind: 'rect',
      x,
      y: y + 1,
      width: wide,
      height: ROW - 6,
      fill: 'none',
      stroke: colour,
      strokeWidth: 0.5,
    })
    from += wide
  }
  const text = `${count.subjects} (${Math.round((100 * count.subjects) / count.of)})`
  marks.push({
    kind: 'text',
    x: inner + side * (from + 6),
    y: y + 12,
    text,
    size: type.small,
    anchor: side < 0 ? 'end' : 'start',
  })
  return marks
}
