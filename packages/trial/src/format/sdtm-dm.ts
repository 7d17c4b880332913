/**
 * DM: who the subjects are, and the arm that each was assigned to. The arm that was received (ACTARM) is not read.
 * Columns that SDTM does not give DM (ECOG, HISTOLOGY, PDL1, SMOKING, …) are read as characteristics at baseline, as written.
 */
import type { Imputed } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { ArmId, RowId, SubjectId } from '../ids.ts'
import type { Arm } from '../protocol/protocol.ts'
import { imputedDate } from './imputed-date.ts'
import { isMissing } from './number-text.ts'
import { quoted, sdtmTable } from './sdtm-table.ts'
import type { SdtmRow, SdtmTable } from './sdtm-table.ts'

export type Demographics = {
  subject: SubjectId
  site?: string
  age?: number
  sex?: string
  arm?: ArmId
  /** Died by the word of this table; the date may be missing. */
  died: boolean
  death?: Imputed
  strata: Record<string, string>
  characteristics: Record<string, string>
  from: RowId
  row: SdtmRow
}

export function demographics(file: string, text: string, arms: readonly Arm[] | null, findings: Finding[]) {
  const table = sdtmTable(file, text, { required: [], findings })
  if (table.columns.length > 0) needArmColumn(table, findings)
  const subjects = new Map<SubjectId, Demographics>()
  for (const row of table.rows) {
    const first = subjects.get(row.subject)
    if (first)
      row.report(
        'subject.twice',
        'error',
        'USUBJID',
        `the subject stands already in ${first.from}; that row is used`,
      )
    else subjects.set(row.subject, ofRow(row, table, arms))
  }
  return { subjects, rows: table.rows.length }
}

/** The arm of the protocol whose id, title or code the row names; undefined for who was never assigned to one. */
export function armOf(row: SdtmRow, arms: readonly Arm[] | null): ArmId | undefined {
  const [code, name] = armWords(row)
  if (isUnassigned(row)) return undefined
  if (!arms) return undefined
  const found = (text: string) =>
    arms.find(({ id, title, codes }) => [id, title, ...codes].some((known) => sameWord(known, text)))
  const arm = found(code) ?? found(name)
  if (arm && code && name && found(name) && found(name) !== arm)
    row.report(
      'arm.contradicts',
      'error',
      'ARM',
      `ARMCD ${quoted(code)} and ARM ${quoted(name)} are different arms; ARMCD is used`,
    )
  if (!arm) {
    const allowed = arms.map(({ id, title, codes }) => [id, title, ...codes].join(' or ')).join('; ')
    row.report(
      'arm.unknown',
      'error',
      code ? 'ARMCD' : 'ARM',
      `${quoted(code || name)} is no arm of the protocol; allowed: ${allowed}`,
    )
  }
  return arm?.id as ArmId | undefined
}

/** Screen failures and those whom nobody assigned. */
export function isUnassigned(row: SdtmRow): boolean {
  const [code, name] = armWords(row)
  return unassigned.test(code || name)
}

function armWords(row: SdtmRow): [string, string] {
  const [code = '', name = ''] = ['ARMCD', 'ARM'].map((column) => row.text(column))
  return [isMissing(code) ? '' : code, isMissing(name) ? '' : name]
}

const unassigned = /^(|SCRN\s*FAIL|SCREEN FAILURE|NOT\s*ASSGN|NOT ASSIGNED|UNPLAN|NOTTRT)$/i

function ofRow(row: SdtmRow, { columns }: SdtmTable, arms: readonly Arm[] | null): Demographics {
  const arm = armOf(row, arms)
  const age = row.number('AGE', 0)
  const death = imputedDate(row, ['DTHDTC'], 'first', 'month')
  const strata = columns.filter((name) => name.startsWith('STRAT') && row.text(name) !== '')
  const [site, sex] = [row.text('SITEID'), row.text('SEX')]
  return {
    subject: row.subject,
    ...(site && { site }),
    ...(age !== undefined && { age }),
    ...(sex && { sex }),
    ...(arm && { arm }),
    died: row.word('DTHFL') === 'Y' || row.text('DTHDTC') !== '',
    ...(death && { death }),
    strata: Object.fromEntries([
      ...strata.map((name) => [name, row.text(name)]),
      ...(site ? [['site', site]] : []),
    ]),
    characteristics: Object.fromEntries(
      columns
        .filter((name) => !ownColumns.test(name) && !isMissing(row.text(name)))
        .map((name) => [name, row.text(name)]),
    ),
    from: row.id,
    row,
  }
}

/** The columns of DM with a meaning of their own; any other, such as RACE, ECOG or SMOKING, describes the subject at baseline. */
const ownColumns =
  /^(|STUDYID|DOMAIN|USUBJID|SUBJID|RF.*|.*DTC|DMDY|DTHFL|SITEID|INV.*|AGE|AGEU|AGETXT|SEX|ARM.*|ACTARM.*|STRAT.*)$/

function needArmColumn({ file, columns }: SdtmTable, findings: Finding[]) {
  if (columns.includes('ARM') || columns.includes('ARMCD')) return
  findings.push({
    code: 'column.missing',
    severity: 'error',
    where: { file, row: 1, field: 'ARMCD' },
    message: `ARMCD or ARM is needed to tell the arms apart; the columns are ${columns.slice(0, 60).join(', ')}`,
  })
}

function sameWord(a: string, b: string): boolean {
  return b !== '' && a.trim().toUpperCase() === b.trim().toUpperCase()
}
