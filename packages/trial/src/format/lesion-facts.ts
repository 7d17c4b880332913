/**
 * What a TU row may say of a lesion beyond its role and place: supplemental qualifiers, as columns.
 *   LESKIND   what the lesion is: SOLID, SIMPLE CYST, BLASTIC BONE, EFFUSION, …
 *   LESPRIM   whether it is the primary tumour: Y, N
 *   LOCTRT    local therapy at its place before baseline: N, Y, or PROGRESSED where it has progressed since
 *   OUTBLFLD  Y: baseline did not image this part of the body
 *   SPLITOF   the lesion of which this one is a part; a TUSPLIT row named T04.1 is a part of T04
 *   SAMESITE  the lesion, known before, at whose site PET showed uptake
 *   PETBL     PET at baseline: NEGATIVE, or NOT DONE
 */
import type { LesionId } from '../ids.ts'
import type { Lesion, LesionKind } from '../record/records.ts'
import { quoted, type SdtmRow } from './sdtm-table.ts'

type Facts = Pick<
  Lesion,
  'kind' | 'primary' | 'treatedBefore' | 'outsideBaselineField' | 'fragmentOf' | 'sameSiteAs' | 'baselinePet'
>

export function lesionFacts(row: SdtmRow): Facts {
  const kind = oneOf(row, 'LESKIND', kinds)
  const primary = oneOf(row, 'LESPRIM', yesOrNo)
  const treatedBefore = oneOf(row, 'LOCTRT', treatments)
  const outside = oneOf(row, 'OUTBLFLD', yesOrNo)
  const baselinePet = oneOf(row, 'PETBL', petResults)
  const [fragmentOf, sameSiteAs] = [wholeOf(row), row.text('SAMESITE') as LesionId]
  return {
    ...(kind && { kind }),
    ...(primary !== undefined && { primary }),
    ...(treatedBefore && treatedBefore !== 'none' && { treatedBefore }),
    ...(outside && { outsideBaselineField: true }),
    ...(fragmentOf && { fragmentOf }),
    ...(sameSiteAs && { sameSiteAs }),
    ...(baselinePet && { baselinePet }),
  }
}

/** The lesion of which a row names a part. */
export function wholeOf(row: SdtmRow): LesionId | undefined {
  const named = row.text('SPLITOF')
  if (named) return named as LesionId
  if (row.word('TUTESTCD') !== 'TUSPLIT') return undefined
  return /^(.+)\.\w+$/.exec(row.text('TULNKID'))?.[1] as LesionId | undefined
}

function oneOf<T>(row: SdtmRow, column: string, words: ReadonlyMap<string, T>): T | undefined {
  const word = row.word(column)
  if (word === '') return undefined
  if (!words.has(word))
    row.report(
      'lesion.fact',
      'warning',
      column,
      `${[...words.keys()].join(', ')} is needed, got ${quoted(word)}; it counts as not said`,
    )
  return words.get(word)
}

/** What the rows of one lesion or scan say in a column; rows that differ say nothing, with a finding. */
export function said<T>(
  rows: readonly SdtmRow[],
  column: string,
  words: ReadonlyMap<string, T>,
): T | undefined {
  const read = rows.flatMap((row) => {
    const value = oneOf(row, column, words)
    return value === undefined ? [] : [{ row, value }]
  })
  const other = read.find(({ value }) => value !== read[0]!.value)
  other?.row.report(
    'fact.contradicts',
    'error',
    column,
    `${quoted(other.row.text(column))} here, ${quoted(read[0]!.row.text(column))} in ${read[0]!.row.id}; it counts as not said`,
  )
  return other ? undefined : read[0]?.value
}

const kinds = new Map<string, LesionKind>([
  ['SOLID', 'solid'],
  ['CYSTIC METASTASIS', 'cystic-metastasis'],
  ['SIMPLE CYST', 'simple-cyst'],
  ['LYTIC BONE WITH SOFT TISSUE', 'bone-lytic-soft-tissue'],
  ['MIXED BONE WITH SOFT TISSUE', 'bone-lytic-soft-tissue'],
  ['LYTIC BONE', 'bone-lytic'],
  ['BLASTIC BONE', 'bone-blastic'],
  ['EFFUSION', 'effusion'],
  ['ASCITES', 'effusion'],
  ['LEPTOMENINGEAL', 'leptomeningeal'],
  ['LYMPHANGITIC', 'lymphangitic'],
  ['INFLAMMATORY BREAST', 'inflammatory-breast'],
  ['ABDOMINAL MASS NOT REPRODUCIBLE', 'not-reproducible'],
])

const treatments = new Map<string, 'progressed' | 'not-progressed' | 'none'>([
  ['N', 'none'],
  ['Y', 'not-progressed'],
  ['PROGRESSED', 'progressed'],
])

const petResults = new Map<string, 'negative' | 'none'>([
  ['NEGATIVE', 'negative'],
  ['NOT DONE', 'none'],
])

export const yesOrNo = new Map<string, boolean>([
  ['Y', true],
  ['N', false],
])
