/** TU: the lesions, as each reader identified them. */
import type { LesionId, SubjectId } from '../ids.ts'
import type { Lesion, LesionRole, Reader } from '../record/records.ts'
import { quoted, readerOf, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'

/** A lesion with the row that named it first, which says when. */
export type IdentifiedLesion = { lesion: Lesion; row: SdtmRow }
export type LesionKey = string & { readonly __brand: 'LesionKey' }

export function identifiedLesions(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['TULNKID', 'TULOC'] })
  const byKey = new Map<LesionKey, IdentifiedLesion>()
  for (const row of rows) {
    const id = row.text('TULNKID') as LesionId
    const role = roleOf(row)
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
        `${id} is ${role} here and ${first.role} in ${first.from}; that row is used`,
      )
  }
  return { byKey, rows: rows.length }
}

export function lesionKey(subject: SubjectId, reader: Reader, lesion: LesionId): LesionKey {
  return `${subject}\n${reader}\n${lesion}` as LesionKey
}

function ofRow(row: SdtmRow, id: LesionId, reader: Reader, role: LesionRole): Lesion {
  const [laterality, method] = [row.text('TULAT'), row.text('TUMETHOD')]
  const organ = row.text('TULOC')
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
    from: row.id,
  }
}

function roleOf(row: SdtmRow): LesionRole | undefined {
  const test = row.word('TUTESTCD')
  if (test !== '' && test !== 'TUMIDENT') {
    row.report(
      'tu.not-read',
      'note',
      'TUTESTCD',
      `${quoted(test)} is not read; only TUMIDENT identifies a lesion`,
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
