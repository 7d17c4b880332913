/**
 * The subjects, gathered from DM, DS, AE, MH, SC and ADSL.
 * `lastAlive` is the latest of the dates that the admiralonco template takes, and only of those: start and end of adverse
 * events, laboratory dates, and the end of treatment (the start of a dose that has no end). Scans, visits and
 * dispositions also show that someone is alive, but are not used. A date that ADSL gives wins over all of them.
 */
import { imputedDay } from '../day.ts'
import type { Day, Imputed, PartialDay } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { DiseaseHistory } from '../record/disease-history.ts'
import type { AdverseEvent, Dose, LaboratoryMeasurement, Subject } from '../record/records.ts'
import type { FatalEvent } from './sdtm-ae.ts'
import type { SubjectLevel } from './sdtm-adsl.ts'
import { isUnassigned } from './sdtm-dm.ts'
import type { Demographics } from './sdtm-dm.ts'
import type { Milestones } from './sdtm-ds.ts'

export type SubjectSources = {
  demographics: ReadonlyMap<SubjectId, Demographics>
  level: ReadonlyMap<SubjectId, SubjectLevel>
  milestones: ReadonlyMap<SubjectId, Milestones>
  adverseEvents: readonly AdverseEvent[]
  fatal: readonly FatalEvent[]
  doses: readonly Dose[]
  measurements: readonly LaboratoryMeasurement[]
  characteristics: ReadonlyMap<SubjectId, Readonly<Record<string, string>>>
  histories: ReadonlyMap<SubjectId, DiseaseHistory>
  findings: Finding[]
}

export function subjects(sources: SubjectSources): Subject[] {
  const alive = latestDates(sources)
  const ids = new Set([...sources.demographics.keys(), ...sources.level.keys()])
  const fatal = Map.groupBy(sources.fatal, ({ subject }) => subject)
  return [...ids].map((id) => {
    const [own, level, milestones] = [
      sources.demographics.get(id),
      sources.level.get(id),
      sources.milestones.get(id),
    ]
    const base = (own ?? level)!
    const death = deathOf(base, { level, milestones, fatal: fatal.get(id) ?? [], findings: sources.findings })
    const arm = level?.arm ?? own?.arm
    const randomized = level?.randomized ?? milestones?.randomized?.day
    const seen = alive.get(id)
    const history = sources.histories.get(id)
    const lastAlive = level?.lastAlive ?? seen?.day
    const subject: Subject = {
      id,
      ...(base.site && { site: base.site }),
      ...(base.age !== undefined && { age: base.age }),
      ...(base.sex && { sex: base.sex }),
      ...(arm && { arm }),
      ...(randomized && { randomized }),
      ...(death && { death }),
      ...(lastAlive && { lastAlive }),
      lastAliveFrom: level?.lastAlive ? [level.from] : seen ? [seen.from] : [],
      dispositions: milestones?.dispositions ?? [],
      excludedFrom: milestones?.excludedFrom ?? [],
      strata: { ...level?.strata, ...own?.strata },
      characteristics: { ...own?.characteristics, ...sources.characteristics.get(id) },
      ...(history && { history }),
      from: [own?.from, level?.from, milestones?.randomized?.from].filter((row) => row !== undefined),
    }
    report(subject, base, sources, milestones)
    return subject
  })
}

type DeathSources = {
  level: SubjectLevel | undefined
  milestones: Milestones | undefined
  fatal: readonly FatalEvent[]
  findings: Finding[]
}

/** ADSL before DM before DS before a fatal adverse event's end; the others are asked whether they agree. */
function deathOf(
  base: Demographics,
  { level, milestones, fatal, findings }: DeathSources,
): Imputed | undefined {
  const claims = [
    { date: level?.death, from: level?.from },
    { date: base.death, from: base.from },
    { date: milestones?.death?.date, from: milestones?.death?.from },
    ...fatal,
  ]
  const dated = claims.filter(({ date }) => date !== undefined)
  const used = dated[0]
  const other = dated.find(({ date }) => date!.day !== used?.date!.day && !date!.flag && !used?.date!.flag)
  if (used && other)
    finding(
      findings,
      base,
      'death.contradicts',
      'warning',
      `died on ${used.date!.day} (${used.from}) or on ${other.date!.day} (${other.from}); the first is used`,
    )
  const died = base.died || level?.died || milestones?.death !== undefined || fatal.length > 0
  if (!used && died)
    finding(
      findings,
      base,
      'death.undated',
      'error',
      'the subject died, but no table gives a date of death; the death is not counted',
    )
  return used?.date
}

function report(
  subject: Subject,
  base: Demographics,
  { findings, milestones }: SubjectSources,
  own?: Milestones,
) {
  const { arm, randomized, death, lastAlive } = subject
  if (arm && !randomized && !own?.randomized)
    finding(
      findings,
      base,
      'randomization.missing',
      'warning',
      `assigned to ${arm}, but no date of randomization in ${milestones.size > 0 ? 'ds.csv' : 'ds.csv or adsl.csv'}; the subject has no start of follow-up`,
    )
  if (randomized && !arm && isUnassigned(base.row))
    finding(findings, base, 'arm.missing', 'error', `randomized on ${randomized}, but to no arm`)
  if (randomized && death && death.day < randomized)
    finding(
      findings,
      base,
      'date.order',
      'error',
      `died on ${death.day}, before randomization on ${randomized}`,
    )
  if (death && lastAlive && lastAlive > death.day)
    finding(
      findings,
      base,
      'date.order',
      'warning',
      `seen alive on ${lastAlive} (${subject.lastAliveFrom.join(', ')}), after death on ${death.day}`,
    )
}

function finding(
  findings: Finding[],
  { subject, row }: Demographics,
  code: string,
  severity: Finding['severity'],
  message: string,
) {
  findings.push({
    code,
    severity,
    subject,
    where: { file: row.id.slice(0, row.id.lastIndexOf(':')) },
    message,
  })
}

function latestDates({ adverseEvents, doses, measurements }: SubjectSources) {
  const latest = new Map<SubjectId, { day: Day; from: RowId }>()
  const see = (subject: SubjectId, from: RowId, day: Day | undefined) => {
    if (day && !(day <= (latest.get(subject)?.day ?? ''))) latest.set(subject, { day, from })
  }
  for (const { subject, start, end, from } of adverseEvents)
    for (const date of [start, end]) see(subject, from, firstDay(date))
  for (const { subject, date, from } of measurements) see(subject, from, firstDay(date))
  for (const { subject, start, end, from } of doses) see(subject, from, end ?? start)
  return latest
}

function firstDay(date: PartialDay | undefined): Day | undefined {
  return date && imputedDay(date, 'first', 'month')?.day
}
