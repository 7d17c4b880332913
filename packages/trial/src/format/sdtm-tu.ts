/** TU: the lesions, as each reader identified them, the parts of one that split, and those that became one. */
import { imputedDay, partialDay } from '../day.ts'
import type { LesionId, SubjectId } from '../ids.ts'
import type { Lesion, LesionRole, Reader } from '../record/records.ts'
import { lesionFacts, wholeOf } from './lesion-facts.ts'
import { quoted, readerOf, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'

/** A lesion with the row that named it first, which says when. */
export type IdentifiedLesion = { lesion: Lesion; row: SdtmRow }
/** At the visit of the row, `lesion` has become one with `into`, which carries the diameter of both. */
export type Merge = { lesion: Lesion; into: LesionId; row: SdtmRow }
export type LesionKey = string & { readonly __brand: 'LesionKey' }

export function identifiedLesions(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['TULNKID', 'TULOC'] })
  const byKey = new Map<LesionKey, IdentifiedLesion>()
  const merges: Merge[] = []
  for (const row of rows) {
    const id = row.text('TULNKID') as LesionId
    if (row.word('TUTESTCD') === 'TUMERGE') {
      const merge = mergeOf(row, byKey)
      if (merge) merges.push(merge)
      continue
    }
    const role = roleOf(row, byKey)
    if (!id) row.report('lesion.unnamed', 'error', 'TULNKID', 'the lesion has no id; the row is left out')
    if (!id || !role) continue
    const reader = readerOf(row, 'TU')
    const key = lesionKey(row.subject, reader, id)
    const first = byKey.get(key)?.lesion
    if (!first) byKey.set(key, { lesion: ofRow(row, id, reader, role), row })
    else if (first.role !== role)
      row.report(
        'lesion.contradicts',
        'error',
        'TUSTRESC',
        `${id} is ${role} here and ${first.role} in ${first.from}; that row is used. Proposed: give the lesion one role, or another id`,
      )
    else samePlace(row, first)
  }
  return { byKey, merges, rows: rows.length }
}

/** A lesion keeps its place: another organ, or the other side, is another lesion or a slip of the pen. */
function samePlace(row: SdtmRow, first: Lesion) {
  for (const [column, before] of [
    ['TULOC', first.organ],
    ['TULAT', first.laterality ?? ''],
  ] as const) {
    const now = row.text(column)
    if (now !== '' && before !== '' && now.toUpperCase() !== before.toUpperCase())
      row.report(
        'lesion.changes-place',
        'error',
        column,
        `${first.id} is ${quoted(now)} here and ${quoted(before)} in ${first.from}; that row is used. Proposed: correct the place, or give the other lesion an id of its own`,
      )
  }
}

/** `T02/T03`, as CDISC writes it, needs no row: TR then names both. */
function mergeOf(row: SdtmRow, byKey: ReadonlyMap<LesionKey, IdentifiedLesion>): Merge | undefined {
  const [id, into] = [row.text('TULNKID') as LesionId, row.text('MERGEINT') as LesionId]
  if (id.includes('/') && !into) return undefined
  const reader = readerOf(row, 'TU')
  const lesion = byKey.get(lesionKey(row.subject, reader, id))?.lesion
  if (lesion && byKey.has(lesionKey(row.subject, reader, into)) && into !== id) return { lesion, into, row }
  row.report(
    'lesion.merge',
    'error',
    'MERGEINT',
    `a lesion that became one with another names two lesions identified above, got ${quoted(id)} into ${quoted(into)}; the row is left out`,
  )
  return undefined
}

export function lesionKey(subject: SubjectId, reader: Reader, lesion: LesionId): LesionKey {
  return `${subject}\n${reader}\n${lesion}` as LesionKey
}

function ofRow(row: SdtmRow, id: LesionId, reader: Reader, role: LesionRole): Lesion {
  const [laterality, method] = [row.text('TULAT'), row.text('TUMETHOD')]
  const organ = row.text('TULOC')
  const date = partialDay(row.text('TUDTC'))
  const identified = date && imputedDay(date, 'last')?.day
  if (!organ)
    row.report('lesion.no-place', 'warning', 'TULOC', `${id} has no place; it is taken as not a lymph node`)
  return {
    subject: row.subject,
    id,
    reader,
    role,
    organ,
    ...(laterality && { laterality }),
    node: /LYMPH NODE/i.test(organ),
    ...(method && { method }),
    ...lesionFacts(row),
    ...(identified && { identified }),
    from: row.id,
  }
}

function roleOf(row: SdtmRow, byKey: ReadonlyMap<LesionKey, IdentifiedLesion>): LesionRole | undefined {
  const test = row.word('TUTESTCD')
  if (test === 'TUSPLIT') {
    const whole = byKey.get(lesionKey(row.subject, readerOf(row, 'TU'), wholeOf(row) ?? ('' as LesionId)))
    if (!whole)
      row.report(
        'lesion.split',
        'error',
        'SPLITOF',
        `a part names a lesion identified above (SPLITOF, or an id as T04.1), got ${quoted(row.text('SPLITOF') || row.text('TULNKID'))}; the row is left out`,
      )
    return whole?.lesion.role
  }
  if (test !== '' && test !== 'TUMIDENT') {
    row.report(
      'tu.not-read',
      'note',
      'TUTESTCD',
      `${quoted(test)} is not read; only TUMIDENT, TUSPLIT and TUMERGE identify a lesion`,
    )
    return undefined
  }
  const word = row.word('TUSTRESC') || row.word('TUORRES')
  const role = roles[word]
  if (!role)
    row.report(
      'lesion.role',
      'error',
      'TUSTRESC',
      `TARGET, NON-TARGET or NEW is needed, got ${quoted(word)}; the row is left out`,
    )
  return role
}

const roles: Partial<Record<string, LesionRole>> = {
  __proto__: null as never,
  TARGET: 'target',
  'NON-TARGET': 'non-target',
  'NON TARGET': 'non-target',
  NEW: 'new',
  'NEW LESION': 'new',
}
