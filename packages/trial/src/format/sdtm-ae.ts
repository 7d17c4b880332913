/**
 * AE: adverse events. A severity of MILD, MODERATE or SEVERE is no CTCAE grade and is not made one. Columns of our own:
 * AERELABL and AERELIO, the two causalities; AECIRSE and AESIR, the grade of a complication in those scales.
 */
import type { Imputed } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { AdverseEvent } from '../record/records.ts'
import { imputedDate } from './imputed-date.ts'
import { quoted, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'

export type FatalEvent = { subject: SubjectId; date?: Imputed; from: RowId }

export function adverseEvents(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const table = sdtmTable(file, text, { ...options, required: ['AETERM'] })
  const events: AdverseEvent[] = []
  const fatal: FatalEvent[] = []
  if (table.rows.length > 0 && !table.columns.includes('AETOXGR'))
    options.findings.push({
      code: 'grade.absent',
      severity: 'note',
      where: { file, field: 'AETOXGR' },
      message: 'no column of CTCAE grades; AESEV is not turned into a grade',
    })
  for (const row of table.rows) {
    const [start, end] = [row.date('AESTDTC'), row.date('AEENDTC')]
    if (start?.day && end?.day && end.day < start.day)
      row.report(
        'date.order',
        'error',
        'AEENDTC',
        `the event ends on ${end.day}, before its start on ${start.day}`,
      )
    const grade = gradeOf(row)
    const [ablation, immunotherapy] = [yesNo(row, 'AERELABL'), yesNo(row, 'AERELIO')]
    const [bodySystem, laterality] = [row.text('AESOC') || row.text('AEBODSYS'), row.word('AELAT')]
    const [cirse, sir] = [row.word('AECIRSE'), row.word('AESIR')]
    events.push({
      subject: row.subject,
      term: row.text('AEDECOD') || row.text('AETERM'),
      ...(bodySystem && { bodySystem }),
      ...(laterality && { laterality }),
      ...((cirse || sir) && { complication: { ...(cirse && { cirse }), ...(sir && { sir }) } }),
      ...(grade !== undefined && { grade }),
      serious: yesNo(row, 'AESER') ?? false,
      ...(start && { start }),
      ...(end && { end }),
      ...(ablation !== undefined && { relatedToAblation: ablation }),
      ...(immunotherapy !== undefined && { relatedToImmunotherapy: immunotherapy }),
      from: row.id,
    })
    if (grade === 5 || row.word('AESDTH') === 'Y' || row.word('AEOUT') === 'FATAL') {
      const date = imputedDate(row, ['AEENDTC'], 'first', 'month')
      fatal.push({ subject: row.subject, ...(date && { date }), from: row.id })
    }
  }
  return { events, fatal, rows: table.rows.length }
}

function gradeOf(row: SdtmRow): number | undefined {
  const text = row.text('AETOXGR').replace(/^GRADE\s*/i, '')
  if (text === '' || text === 'NA') return undefined
  if (/^[1-5]$/.test(text)) return Number(text)
  row.report('grade.unreadable', 'error', 'AETOXGR', `a grade of 1 to 5 is needed, got ${quoted(text)}`)
  return undefined
}

function yesNo(row: SdtmRow, column: string): boolean | undefined {
  const word = row.word(column)
  if (word === 'Y' || word === 'YES') return true
  if (word === 'N' || word === 'NO') return false
  if (word !== '' && word !== 'NA' && word !== 'U')
    row.report('flag.unreadable', 'error', column, `Y or N is needed, got ${quoted(word)}`)
  return undefined
}
