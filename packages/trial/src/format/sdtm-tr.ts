/**
 * TR: what was seen of each lesion, gathered into scans: one a subject, reader and visit. Of the whole scan, on any of its rows:
 *   TRREASEX  why it was done: SCHEDULED, UNSCHEDULED, NEW SYMPTOM
 *   TRACPTFL  Y: this reader's scan is the accepted one
 */
import type { Day, Imputed } from '../day.ts'
import type { LesionId, ScanId, SubjectId } from '../ids.ts'
import type { LesionObservation, Reader, Scan } from '../record/records.ts'
import { rowPlace } from '../row-place.ts'
import { imputedDate } from './imputed-date.ts'
import { said } from './lesion-facts.ts'
import { numberText } from './number-text.ts'
import { quoted, readerOf, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'
import { lesionKey } from './sdtm-tu.ts'
import type { IdentifiedLesion, LesionKey, Merge } from './sdtm-tu.ts'
import { withZoneSigns } from './zone-observation.ts'

export type ScanOptions = Omit<SdtmOptions, 'required'> & {
  lesions: ReadonlyMap<LesionKey, IdentifiedLesion>
  merges?: readonly Merge[]
  randomized: ReadonlyMap<SubjectId, Day>
}

type Group = { first: SdtmRow; reader: Reader; id: ScanId; parts: Map<LesionId, Part> }
type Part = {
  lesion: IdentifiedLesion['lesion']
  rows: SdtmRow[]
  date: Imputed
  mergedInto?: { lesion: LesionId; row: SdtmRow }
}

/** A new lesion that TU names at a visit is seen at that visit, also where TR has no row for it. */
export function scans(file: string, text: string, options: ScanOptions) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['TRLNKID', 'TRTESTCD', 'TRDTC'] })
  const groups = new Map<ScanId, Group>()
  const measured = new Set<LesionKey>()
  for (const row of rows) {
    if (unread.has(row.word('TRTESTCD'))) continue
    const reader = readerOf(row, 'TR')
    const named = row.text('TRLNKID')
    const ids = (
      options.lesions.has(lesionKey(row.subject, reader, named as LesionId)) ? [named] : named.split('/')
    ).map((id) => id.trim() as LesionId)
    const found = ids.flatMap((id) => options.lesions.get(lesionKey(row.subject, reader, id))?.lesion ?? [])
    const [lesion, ...merged] = found
    if (!lesion || found.length < ids.length) {
      row.report(
        'lesion.not-identified',
        'error',
        'TRLNKID',
        `${quoted(row.text('TRLNKID'))} was measured by ${reader} but never identified in tu.csv; the row is left out`,
      )
      continue
    }
    const date = imputedDate(row, ['TRDTC'], 'last')
    if (!date) {
      if (row.text('TRDTC') === '')
        row.report('date.missing', 'error', 'TRDTC', 'no date; the row is left out')
      continue
    }
    for (const id of ids) measured.add(lesionKey(row.subject, reader, id))
    place(groups, { row, reader, date, lesion, domain: 'TR' })
    for (const one of merged)
      place(groups, { row, reader, date, lesion: one, domain: 'TR', mergedInto: { lesion: lesion.id, row } })
  }
  for (const [key, { lesion, row }] of options.lesions)
    if (lesion.role === 'new' && !measured.has(key)) placeNew(groups, lesion, row)
  for (const merge of options.merges ?? []) placeMerge(groups, merge)
  return { scans: marked([...groups.values()].map(scanOf), options), rows: rows.length }
}

const unread = new Set(['SUMDIAM', 'SUMNLNOD', 'LNSUM'])

function place(
  groups: Map<ScanId, Group>,
  {
    row,
    reader,
    date,
    lesion,
    domain,
    mergedInto,
  }: Omit<Part, 'rows'> & { row: SdtmRow; reader: Reader; domain: 'TR' | 'TU' },
) {
  const id = scanId(row, reader, date, domain)
  const group = groups.get(id) ?? { first: row, reader, id, parts: new Map<LesionId, Part>() }
  const part = group.parts.get(lesion.id) ?? { lesion, rows: [], date }
  if (mergedInto) part.mergedInto = mergedInto
  else part.rows.push(row)
  group.parts.set(lesion.id, part)
  groups.set(id, group)
}

/** The scan of a TU row: that of its visit, or else of its day. */
function scanOfRow(groups: Map<ScanId, Group>, { reader }: Part['lesion'], row: SdtmRow, own?: Imputed) {
  const visit = visitKey(row)
  return [...groups.values()].find(
    (group) =>
      group.first.subject === row.subject &&
      group.reader === reader &&
      (visit !== ''
        ? visitKey(group.first) === visit
        : [...group.parts.values()].some(({ date }) => date.day === own?.day)),
  )
}

function placeMerge(groups: Map<ScanId, Group>, { lesion, into, row }: Merge) {
  const own = imputedDate(row, ['TUDTC'], 'last')
  const scan = scanOfRow(groups, lesion, row, own)
  if (!scan) {
    const message = `${lesion.id} became one with ${into} at a visit of which there is no scan; the row is left out`
    row.report('lesion.merge', 'error', 'VISITNUM', message)
    return
  }
  const date = own ?? [...scan.parts.values()][0]!.date
  const part = scan.parts.get(lesion.id) ?? { lesion, rows: [], date }
  scan.parts.set(lesion.id, { ...part, mergedInto: { lesion: into, row } })
}

function placeNew(groups: Map<ScanId, Group>, lesion: Part['lesion'], row: SdtmRow) {
  const own = imputedDate(row, ['TUDTC'], 'last')
  const sameVisit = scanOfRow(groups, lesion, row, own)
  const date = own ?? (sameVisit && [...sameVisit.parts.values()][0]?.date)
  if (!date)
    row.report(
      'lesion.undated',
      'error',
      'TUDTC',
      `new lesion ${lesion.id} has no date, and no scan of its visit has one; it is not used`,
    )
  else if (sameVisit) sameVisit.parts.set(lesion.id, { lesion, rows: [row], date })
  else place(groups, { row, reader: lesion.reader, date, lesion, domain: 'TU' })
}

/** Unscheduled visits share a number, so their assessment group tells them apart, or else their date. */
function scanId(row: SdtmRow, reader: Reader, { day }: Imputed, domain: 'TR' | 'TU'): ScanId {
  const number = visitKey(row)
  const group = row.text(`${domain}LNKGRP`)
  const visit = /UNSCHED/i.test(row.text('VISIT')) ? `${number} ${group || day}` : number || group || day
  return `${row.subject} · ${reader} · ${visit}` as ScanId
}

/** `3` and `3.0` are one visit. */
function visitKey(row: SdtmRow): string {
  const text = row.text('VISITNUM')
  return String(numberText(text) ?? text)
}

function scanOf({ first, reader, id, parts }: Group): Scan {
  const observations: LesionObservation[] = [...parts.values()].map(({ lesion, rows, date, mergedInto }) => ({
    lesion: lesion.id,
    ...(rows.length > 0 ? withZoneSigns(lesion, rows) : { from: mergedInto!.row.id }),
    ...(mergedInto && { mergedInto: mergedInto.lesion }),
    date,
  }))
  const dates = observations
    .map(({ date }) => date)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const number = first.number('VISITNUM')
  const own = [...parts.values()].flatMap(({ rows }) => rows).filter((row) => row.text('TRTESTCD') !== '')
  const reason = said(own, 'TRREASEX', reasons)
  return {
    id,
    subject: first.subject,
    reader,
    visit:
      first.text('VISIT') ||
      (number !== undefined ? `visit ${number}` : first.text('TRLNKGRP') || dates[0]!.day),
    ...(number !== undefined && { visitNumber: number }),
    baseline: false,
    date: dates[0]!,
    lastDate: dates.at(-1)!,
    ...(reason === 'new-symptom' && { forNewSymptom: true }),
    ...(isAccepted(own) && { accepted: true }),
    observations,
  }
}

const reasons = new Map([
  ['SCHEDULED', 'scheduled'],
  ['UNSCHEDULED', 'unscheduled'],
  ['NEW SYMPTOM', 'new-symptom'],
])

/** A scan is accepted as a whole. */
function isAccepted(rows: readonly SdtmRow[]): boolean {
  const flagged = rows.filter((row) => row.word('TRACPTFL') === 'Y')
  if (flagged.length > 0 && flagged.length < rows.length)
    flagged[0]!.report(
      'scan.accepted-in-part',
      'error',
      'TRACPTFL',
      `${flagged.length} of the ${rows.length} rows of this scan are accepted; a scan is accepted as a whole, so this one is not`,
    )
  return rows.length > 0 && flagged.length === rows.length
}

/** Baseline is the visit that is called so; where none is, the first scan of the reader, if not after randomization. */
function marked(all: readonly Scan[], { randomized, findings }: ScanOptions): Scan[] {
  const byReader = Map.groupBy(all, ({ subject, reader }) => `${subject}\n${reader}`)
  return [...byReader.values()].flatMap((own) => {
    const series = own.toSorted((a, b) => (a.date.day < b.date.day ? -1 : a.date.day > b.date.day ? 1 : 0))
    const called = series.filter(({ visit }) => /^(SCREEN|BASELINE|BL\b)/i.test(visit))
    const first = series[0]!
    const start = randomized.get(first.subject)
    const baseline = called.length > 0 ? called : !start || first.date.day <= start ? [first] : []
    const report = (code: string, message: string, scan = first) =>
      findings.push({
        code,
        severity: 'warning',
        subject: scan.subject,
        where: rowPlace(scan.observations[0]!.from),
        message,
      })
    if (baseline.length === 0)
      report(
        'scan.no-baseline',
        `no baseline scan of ${first.reader}: none is called SCREENING or BASELINE, and the first is of ${first.date.day}, after randomization`,
      )
    if (baseline.length > 1)
      report(
        'scan.two-baselines',
        `${baseline.length} baseline scans of ${first.reader}: ${baseline.map(({ visit, date }) => `${visit} ${date.day}`).join(', ')}`,
      )
    for (const [i, scan] of series.entries())
      if (series[i - 1]?.date.day === scan.date.day)
        report(
          'scan.two-on-a-day',
          `two scans of ${scan.reader} on ${scan.date.day}: ${series[i - 1]!.visit} and ${scan.visit}; both are kept`,
          scan,
        )
    return series.map((scan) => ({ ...scan, baseline: baseline.includes(scan) }))
  })
}
