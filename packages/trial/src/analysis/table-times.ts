/** A table of subjects as an analysis sees it: times and events are as given, and all its subjects are the population. */
import { DAYS_PER_MONTH } from '../day.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { TimesOfAnalysis } from './analyse.ts'
import type { Population } from './populations.ts'
import type { EndpointReadout, SubjectReadout, Unit } from './readout.ts'
import type { SubjectTable } from './subject-table.ts'

export function tableTimes({ unit, subjects }: SubjectTable): () => TimesOfAnalysis {
  return () => ({
    unit,
    times: subjects,
    howTimes: ['Times and events as given in the table, one row a subject; no censoring rule was applied'],
    policy: 'as given',
  })
}

/** One for every population that an analysis names: a table does not say more than who is in it. */
export function tablePopulations({ subjects }: SubjectTable, protocol: Protocol): readonly Population[] {
  const ids = new Set(protocol.analyses.filter(isTimeToEvent).map(({ population }) => population))
  return [...ids].map((id) => ({
    id,
    title: protocol.populations[id]?.title ?? 'Subjects of the table',
    says: protocol.populations[id]?.says ?? 'all rows with a time, an event and an arm',
    subjects: subjects.length,
    byArm: protocol.arms.map((arm) => ({
      arm: arm.id,
      subjects: subjects.filter((subject) => subject.arm === arm.id).length,
    })),
    excluded: [],
    members: new Set(subjects.map((subject) => subject.id)),
  }))
}

export function tableChains(
  { unit, subjects }: SubjectTable,
  endpoints: readonly EndpointReadout[],
): SubjectReadout[] {
  return subjects.map(({ id, arm, time, event, from }) => ({
    id,
    arm,
    endpoints: endpoints.map((endpoint) => {
      const what = event ? 'Event' : 'Censored'
      const says = `${endpoint.title} ${time} ${unit}, ${what.toLowerCase()}; as given in ${from.join(', ')}`
      const chain = {
        days: toDays(time, unit),
        event,
        start: null,
        end: null,
        what,
        says,
        scan: null,
        because: [],
        from,
      }
      return { id: endpoint.id, title: endpoint.title, ...chain }
    }),
    timePoints: [],
    lesions: [],
  }))
}

function toDays(time: number, unit: Unit): number {
  if (unit === 'days') return time
  return unit === 'weeks' ? time * 7 : time * DAYS_PER_MONTH
}
