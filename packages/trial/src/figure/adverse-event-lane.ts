/** A subject's adverse events as bars, each with its term and grade beside it. */
import type { SubjectRecord } from '../analysis/subject-record.ts'
import type { Mark } from './figure.ts'
import { label, ROW, stacked, type Lane, type Place } from './lane.ts'
import { gradeOpacity, mutedInk, textWidth } from './tokens.ts'

export function adverseEventLane({ adverseEvents }: SubjectRecord, { at, end, narrow }: Place): Lane {
  const drawn = adverseEvents.filter(({ start }) => start?.length === 10)
  const texts = drawn.map(({ term, grade }) => `${term.toLowerCase()}${grade === null ? '' : `, ${grade}`}`)
  const bars = drawn.map(({ start, end: until }) => {
    const from = at(start!)
    return {
      from,
      to: Math.max(from + 4, until?.length === 10 ? at(until) : from + 4),
      ongoing: until === null,
    }
  })
  // A name stands behind its bar, or before it where the sheet ends.
  const names = bars.map(({ from, to }, i) => {
    const width = textWidth(texts[i]!, narrow ? 10 : 11)
    return to + 6 + width > end
      ? { x: from - 5, anchor: 'end' as const, from: from - 5 - width, to }
      : { x: to + 5, anchor: 'start' as const, from, to: to + 5 + width }
  })
  const rows = stacked(names)
  return {
    title: 'Adverse events, grade',
    ...(adverseEvents.length === 0 && { note: 'none in the data' }),
    height: ROW * Math.max(1, rows.count),
    draw: (y) =>
      drawn.flatMap(({ grade, serious, start, end: until }, i): Mark[] => {
        const line = y + ROW * rows.of[i]! + 10
        const { from, to } = bars[i]!
        return [
          {
            kind: 'rect',
            x: from,
            y: line - 5,
            width: to - from,
            height: 10,
            fill: mutedInk,
            opacity: gradeOpacity[(grade ?? 1) - 1] ?? 1,
            about: { label: `${texts[i]}, ${start} to ${until ?? 'no end recorded'}` },
          },
          ...(serious
            ? [
                {
                  kind: 'rect' as const,
                  x: from,
                  y: line - 5,
                  width: to - from,
                  height: 10,
                  fill: 'none',
                  stroke: '#a3161f',
                  strokeWidth: 1.5,
                },
              ]
            : []),
          { ...label(texts[i]!, names[i]!.x, line + 4), anchor: names[i]!.anchor, size: narrow ? 10 : 11 },
        ]
      }),
    rows: drawn.map(({ start, end: until, grade, term }) => ({
      date: start!,
      until,
      what: `${term}${grade === null ? '' : `, grade ${grade}`}`,
    })),
  }
}
