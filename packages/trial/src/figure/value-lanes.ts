/** A subject's laboratory values, a lane a test. */
import type { SubjectRecord } from '../analysis/subject-record.ts'
import type { Mark } from './figure.ts'
import { label, ROW, type Lane, type Place } from './lane.ts'
import { ink, mutedInk, textWidth } from './tokens.ts'

/** A line a test; a value's height is its place between the test's smallest and largest. */
export function valueLanes({ measurements }: SubjectRecord, { at }: Place): Lane[] {
  const byTest = [...Map.groupBy(measurements, ({ test }) => test)]
  if (byTest.length === 0)
    return [{ title: 'Laboratory', note: 'no value in the data', height: ROW, draw: () => [], rows: [] }]
  return byTest.map(([test, all]) => {
    const drawn = all.filter(({ date, value, below }) => date?.length === 10 && (value ?? below) !== null)
    const values = drawn.map(({ value, below }) => value ?? below ?? 0)
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const unit = all.find((one) => one.unit !== null)?.unit
    const height = 44
    const up = (value: number) => (most === least ? 0.5 : (value - least) / (most - least))
    return {
      title: `${test}${unit ? `, ${unit}` : ''}`,
      ...(drawn.length === 0 && { note: 'no dated value' }),
      height,
      draw: (y) => {
        const spot = (i: number) => ({ x: at(drawn[i]!.date!), y: y + 38 - 22 * up(values[i]!) })
        let free = -Infinity
        return drawn.flatMap(({ value, below, date }, i): Mark[] => {
          const { x, y: cy } = spot(i)
          const text = value === null ? `<${below}` : String(value)
          const width = textWidth(text, 11)
          const fits = x - width / 2 > free
          if (fits) free = x + width / 2 + 3
          const before = i > 0 ? spot(i - 1) : undefined
          return [
            ...(before
              ? [
                  {
                    kind: 'line' as const,
                    x1: before.x,
                    y1: before.y,
                    x2: x,
                    y2: cy,
                    stroke: mutedInk,
                    strokeWidth: 0.8,
                  },
                ]
              : []),
            {
              kind: 'circle',
              cx: x,
              cy,
              r: 3,
              fill: value === null ? '#ffffff' : ink,
              stroke: ink,
              strokeWidth: 1,
              about: { label: `${date} ${test} ${text} ${unit ?? ''}`.trim() },
            },
            ...(fits ? [{ ...label(text, x, cy - 6), anchor: 'middle' as const }] : []),
          ]
        })
      },
      rows: drawn.map(({ date, value, below }) => ({ date: date!, what: `${test} ${value ?? `<${below}`}` })),
    }
  })
}
