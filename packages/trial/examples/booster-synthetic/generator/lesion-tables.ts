/** tu: each lesion once, where it was first seen. tr: what each scan says of it; an ablated lesion by its zone and its state. */
import type { Course } from './course.ts'
import { dateOf, rowStart, studyDay } from './row.ts'
import type { Reading, Scan, ZoneReading } from './scans.ts'
import type { Row } from './write.ts'

export function tuRows(courses: readonly Course[]): Row[] {
  return courses.flatMap(({ person, lesions, scans }) =>
    lesions.map((lesion, k) => {
      const first = scans.find((scan) => scan.readings.some((reading) => reading.lesion === lesion))
      const { tumour, id, role } = lesion
      return {
        ...rowStart(person, 'TU', k + 1),
        TULNKID: id,
        TUTESTCD: 'TUMIDENT',
        TUTEST: 'Tumor Identification',
        TUORRES: role,
        TUSTRESC: role,
        TULOC: tumour.organ,
        TULAT: tumour.side,
        TUMETHOD: tumour.organ === 'BRAIN' ? 'MRI' : 'CT SCAN',
        TUEVAL: 'INVESTIGATOR',
        ...(first && at(person, first, 'TU')),
      }
    }),
  )
}

export function trRows(courses: readonly Course[]): Row[] {
  return courses.flatMap(({ person, scans }) =>
    scans
      .flatMap((scan, k) =>
        scan.readings.flatMap((reading) => observed(reading).map((row) => ({ scan, k, reading, row }))),
      )
      .map(({ scan, k, reading, row }, sequence) => ({
        ...rowStart(person, 'TR', sequence + 1),
        TRGRPID: reading.lesion.role,
        TRLNKGRP: `A${k + 1}`,
        TRLNKID: reading.lesion.id,
        ...row,
        TRMETHOD: reading.lesion.tumour.organ === 'BRAIN' ? 'MRI' : 'CT SCAN',
        TREVAL: 'INVESTIGATOR',
        ...at(person, scan, 'TR'),
      })),
  )
}

function observed({ lesion, mm, state, ablated, zone, notDone }: Reading): Row[] {
  const size = lesion.tumour.node
    ? { TRTESTCD: 'LPERP', TRTEST: 'Longest Perpendicular' }
    : { TRTESTCD: 'LDIAM', TRTEST: 'Longest Diameter' }
  const look = { TRTESTCD: 'TUMSTATE', TRTEST: 'Tumor State' }
  if (notDone)
    return [
      {
        ...(lesion.role === 'NON-TARGET' ? look : size),
        ...result('', ''),
        TRSTAT: 'NOT DONE',
        TRREASND: notDone,
      },
    ]
  const rows: Row[] = []
  if (mm !== undefined)
    rows.push({
      ...size,
      ...result(mm === 5 && !ablated ? 'TOO SMALL TO MEASURE' : String(mm), String(mm), mm),
    })
  if (state !== undefined)
    rows.push({
      ...look,
      ...result(ablated && state === 'PRESENT' ? 'ABLATION ZONE' : state, state),
    })
  if (zone) rows.push(...zoneRows(zone))
  return rows
}

function zoneRows({ noduleMm, enhancement, statement }: ZoneReading): Row[] {
  const rows: Row[] = []
  if (noduleMm !== undefined)
    rows.push({
      TRTESTCD: 'ZNODULE',
      TRTEST: 'Nodular Part of Zone',
      ...result(String(noduleMm), String(noduleMm), noduleMm),
    })
  if (enhancement !== undefined)
    rows.push({
      TRTESTCD: 'ZENHMARG',
      TRTEST: 'Enhancement at Margin of Zone',
      ...result(String(enhancement), String(enhancement), enhancement),
      TRORRESU: 'HU',
      TRSTRESU: 'HU',
    })
  if (statement !== undefined)
    rows.push({ TRTESTCD: 'ZONESTAT', TRTEST: 'State of Zone', ...result(statement, statement) })
  return rows
}

/** The columns are the same in every row, so that their order is. */
function result(original: string, standard: string, mm?: number): Row {
  const unit = mm === undefined ? '' : 'mm'
  return {
    TRORRES: original,
    TRORRESU: unit,
    TRSTRESC: standard,
    TRSTRESN: mm ?? '',
    TRSTRESU: unit,
    TRSTAT: '',
    TRREASND: '',
  }
}

function at(person: Course['person'], { name, number, day }: Scan, domain: string): Row {
  return {
    VISITNUM: number,
    VISIT: name,
    [`${domain}DTC`]: dateOf(person, day),
    [`${domain}DY`]: studyDay(day),
  }
}
