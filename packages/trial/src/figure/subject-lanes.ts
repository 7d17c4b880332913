/** The lanes of one subject's course: what each holds, and how it is drawn from a height downwards. */
import type { SubjectReadout } from '../analysis/readout.ts'
import type { SubjectRecord } from '../analysis/subject-record.ts'
import type { Mark } from './figure.ts'
import { adverseEventLane } from './adverse-event-lane.ts'
import { label, ROW, stacked, type Lane, type Place } from './lane.ts'
import { arrowHead, cross, diamond, responseSquare } from './symbols.ts'
import { ink, textWidth } from './tokens.ts'
import { valueLanes } from './value-lanes.ts'

export function subjectLanes(
  chain: SubjectReadout,
  record: SubjectRecord,
  place: Place,
): { readonly lanes: readonly Lane[]; readonly undated: number } {
  const undated = [
    ...record.adverseEvents.map(({ start }) => start),
    ...record.measurements.map(({ date }) => date),
  ].filter((date) => date?.length !== 10).length
  return {
    lanes: [
      therapyLane(record, place),
      ablationLane(record, place),
      scanLane(chain, record, place),
      adverseEventLane(record, place),
      ...valueLanes(record, place),
      lifeLane(record, place),
    ],
    undated,
  }
}

function therapyLane({ doses, procedures }: SubjectRecord, { at }: Place): Lane {
  const drugs = [...new Set(doses.map(({ drug }) => drug))]
  const other = procedures.filter(({ kind }) => kind === 'anticancer-therapy')
  const lines = drugs.length + (other.length > 0 ? 1 : 0)
  return {
    title: 'Systemic therapy',
    ...(lines === 0 && { note: 'no dose in the data' }),
    height: Math.max(1, lines) * (ROW + 14) - 10,
    draw: (y) => [
      ...drugs.flatMap((drug, i) => {
        const own = doses.filter((dose) => dose.drug === drug)
        const line = y + i * (ROW + 14)
        return [
          label(drug.toLowerCase(), at(own[0]!.date), line + 10),
          ...own.map(({ date, amount, unit }): Mark => ({
            kind: 'circle',
            cx: at(date),
            cy: line + 19,
            r: 2.2,
            fill: ink,
            about: { label: `${date} ${drug} ${amount ?? ''} ${unit ?? ''}`.trim() },
          })),
        ]
      }),
      ...other.flatMap(({ date, what }): Mark[] => {
        const line = y + drugs.length * (ROW + 14)
        return [
          {
            kind: 'line',
            x1: at(date),
            y1: line + 8,
            x2: at(date),
            y2: line + 24,
            stroke: ink,
            strokeWidth: 2,
          },
          label(`${what.toLowerCase()}, not planned by the study`, at(date) + 5, line + 16),
        ]
      }),
    ],
    rows: [
      ...doses.map(({ date, drug, amount, unit }) => ({
        date,
        what: [drug, amount, unit].filter((part) => part !== null).join(' '),
      })),
      ...other.map(({ date, what }) => ({ date, what })),
    ],
  }
}

function ablationLane({ procedures }: SubjectRecord, { at }: Place): Lane {
  const done = procedures.filter(({ kind }) => kind === 'study-ablation')
  const sessions = [...Map.groupBy(done, ({ date, modality }) => `${date} ${modality ?? ''}`).values()]
  const texts = sessions.map((session) => session.map(({ lesion }) => lesion ?? '?').join(', '))
  const rows = stacked(
    sessions.map(([one], i) => ({
      from: at(one!.date) - 8,
      to: at(one!.date) + 12 + textWidth(texts[i]!, 11),
    })),
  )
  return {
    title: 'Ablation',
    ...(done.length === 0 && { note: 'none' }),
    height: ROW * Math.max(1, rows.count),
    draw: (y) =>
      sessions.flatMap(([one], i) => {
        const line = y + ROW * rows.of[i]! + 10
        return [
          diamond(
            {
              x: at(one!.date),
              y: line,
              r: 6,
              about: { label: `${one!.date} ${one!.modality ?? one!.what}: ${texts[i]}` },
            },
            one!.modality,
          ),
          label(texts[i]!, at(one!.date) + 10, line + 4),
        ]
      }),
    rows: done.map(({ date, modality, what, lesion }) => ({
      date,
      what: [modality ?? what, lesion].filter(Boolean).join(' '),
    })),
  }
}

function scanLane({ timePoints }: SubjectReadout, { baseline }: SubjectRecord, { at }: Place): Lane {
  return {
    title: 'Scans, response',
    ...(timePoints.length + baseline.length === 0 && { note: 'no scan in the data' }),
    height: 30,
    draw: (y) => {
      let free = -Infinity
      return [
        ...baseline.map(({ date }): Mark => ({
          kind: 'circle',
          cx: at(date),
          cy: y + 9,
          r: 4,
          fill: '#ffffff',
          stroke: ink,
          strokeWidth: 1,
          about: { label: `${date} baseline scan` },
        })),
        ...timePoints.flatMap(({ date, response }) => {
          const width = textWidth(response, 11)
          const fits = at(date) - width / 2 > free
          if (fits) free = at(date) + width / 2 + 5
          return [
            ...responseSquare(
              { x: at(date), y: y + 9, r: 5, about: { label: `${date} ${response}` } },
              response,
            ),
            ...(fits ? [{ ...label(response, at(date), y + 27), anchor: 'middle' as const }] : []),
          ]
        }),
      ]
    },
    rows: [
      ...baseline.map(({ date }) => ({ date, what: 'baseline' })),
      ...timePoints.map(({ date, response }) => ({ date, what: response })),
    ],
  }
}

function lifeLane({ randomized, death, lastAlive }: SubjectRecord, { at }: Place): Lane {
  const until = death ?? lastAlive
  return {
    title: 'Life',
    ...(until === null && { note: 'not known alive after randomization' }),
    height: ROW,
    draw: (y) => {
      if (until === null) return []
      const x = at(until)
      return [
        ...(randomized
          ? [
              {
                kind: 'line' as const,
                x1: at(randomized),
                y1: y + 10,
                x2: x,
                y2: y + 10,
                stroke: ink,
                strokeWidth: 1.2,
              },
            ]
          : []),
        death === null ? arrowHead({ x, y: y + 10, r: 4 }, ink) : cross({ x, y: y + 10, r: 4.5 }),
        { ...label(death === null ? 'last known alive' : 'died', x - 9, y + 5), anchor: 'end' as const },
      ]
    },
    rows: until === null ? [] : [{ date: until, what: death === null ? 'last known alive' : 'died' }],
  }
}
