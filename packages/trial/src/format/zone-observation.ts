/**
 * TR rows of an ablation zone, beside its diameter and its state: ZNODULE mm; ZENHMARG and ZENHCENT Hounsfield units;
 * ZSCARGRO, ZGGOSOL and ZPETRISE Y or N; ZONESTAT what the reader states outright. Two rows that contradict are no sign.
 */
import type { Lesion, LesionObservation } from '../record/records.ts'
import type { ZoneSigns, ZoneStatement } from '../record/zone-signs.ts'
import { lesionObservation } from './lesion-observation.ts'
import { isMissing, lengthText, numberText } from './number-text.ts'
import { quoted, type SdtmRow } from './sdtm-table.ts'

export function withZoneSigns(
  lesion: Lesion,
  rows: readonly SdtmRow[],
): Omit<LesionObservation, 'lesion' | 'date'> {
  const signs = rows.filter((row) => readings.has(row.word('TRTESTCD')))
  if (signs.length === 0) return lesionObservation(lesion, rows)
  const others = rows.filter((row) => !signs.includes(row))
  const zone = zoneSigns(signs)
  return others.length > 0
    ? { ...lesionObservation(lesion, others), zone }
    : { notDone: 'its diameter was not recorded', from: signs[0]!.id, zone }
}

type Sign = Exclude<keyof ZoneSigns, 'from'>
type Reading = { readonly sign: Sign; readonly needed: string; readonly value: (row: SdtmRow) => unknown }

const statements: ReadonlyMap<string, ZoneStatement> = new Map([
  ['COMPLETE ABLATION', 'complete'],
  ['RESIDUAL TUMOR', 'residual'],
  ['LOCAL TUMOR PROGRESSION', 'progression'],
  ['EQUIVOCAL', 'equivocal'],
])
const yesOrNo = (row: SdtmRow) => ({ Y: true, YES: true, N: false, NO: false })[wordOf(row)]
const hounsfield = (row: SdtmRow) =>
  /^(HU)?$/.test(row.word('TRSTRESU')) ? numberText(resultOf(row)) : undefined
const length = (row: SdtmRow) =>
  /^(MM|CM|)$/.test(row.word('TRSTRESU'))
    ? lengthText(resultOf(row), row.word('TRSTRESU') === 'CM' ? 'cm' : 'mm')
    : undefined

const readings: ReadonlyMap<string, Reading> = new Map([
  ['ZNODULE', { sign: 'nodule', needed: 'a length of at least 0 in mm', value: length }],
  ['ZENHMARG', { sign: 'marginEnhancement', needed: 'a number in HU', value: hounsfield }],
  ['ZENHCENT', { sign: 'centralEnhancement', needed: 'a number in HU', value: hounsfield }],
  ['ZSCARGRO', { sign: 'scarGrowth', needed: 'Y or N', value: yesOrNo }],
  ['ZGGOSOL', { sign: 'groundGlassTurnedSolid', needed: 'Y or N', value: yesOrNo }],
  ['ZPETRISE', { sign: 'petRising', needed: 'Y or N', value: yesOrNo }],
  [
    'ZONESTAT',
    {
      sign: 'statement',
      needed: [...statements.keys()].join(', '),
      value: (row: SdtmRow) => statements.get(wordOf(row)),
    },
  ],
])

function zoneSigns(rows: readonly SdtmRow[]): ZoneSigns {
  const found: Partial<Record<Sign, unknown>> = {}
  const from: SdtmRow['id'][] = []
  for (const [test, own] of Map.groupBy(rows, (row) => row.word('TRTESTCD'))) {
    const { sign, needed, value } = readings.get(test)!
    const values = own
      .filter((row) => row.word('TRSTAT') !== 'NOT DONE')
      .map((row) => ({ row, is: value(row) }))
    for (const { row, is } of values)
      if (is === undefined)
        row.report(
          'zone.sign',
          'error',
          'TRSTRESC',
          `${test}: ${needed} is needed, got ${quoted(resultOf(row))}; not used`,
        )
    const [first, ...more] = values.filter(({ is }) => is !== undefined)
    if (!first) continue
    const other = more.find(({ is }) => is !== first.is)
    if (other)
      other.row.report(
        'zone.contradicts',
        'error',
        'TRSTRESC',
        `${test} says otherwise than ${first.row.id} for this visit; neither is used`,
      )
    else {
      found[sign] = first.is
      from.push(first.row.id)
    }
  }
  return { ...(found as Omit<ZoneSigns, 'from'>), from }
}

function wordOf(row: SdtmRow): string {
  return row.word('TRSTRESC') || row.word('TRORRES')
}

function resultOf(row: SdtmRow): string {
  return (
    ['TRSTRESN', 'TRSTRESC', 'TRORRES'].map((column) => row.text(column)).find((text) => !isMissing(text)) ??
    ''
  )
}
