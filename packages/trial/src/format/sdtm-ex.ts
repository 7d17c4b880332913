/** EX: the doses that were given. */
import type { Day } from '../day.ts'
import type { Dose } from '../record/records.ts'
import { imputedDate } from './imputed-date.ts'
import { sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'

export function doses(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['EXTRT', 'EXSTDTC'] })
  const given: Dose[] = []
  for (const row of rows) {
    const start = imputedDate(row, ['EXSTDTC'], 'first')?.day
    const end = endOf(row, start)
    const amount = row.number('EXDOSE', 0)
    const unit = row.text('EXDOSU')
    if (start && end && end < start)
      row.report('date.order', 'error', 'EXENDTC', `the dose ends on ${end}, before its start on ${start}`)
    if (!start) {
      if (row.text('EXSTDTC') === '')
        row.report('date.missing', 'error', 'EXSTDTC', 'no date; the row is left out')
      continue
    }
    given.push({
      subject: row.subject,
      drug: row.text('EXTRT'),
      ...(amount !== undefined && { amount }),
      ...(unit && { unit }),
      start,
      ...(end && { end }),
      from: row.id,
    })
  }
  return { doses: given, rows: rows.length }
}

/** An incomplete end is the first day that it may be: a subject is not said to be alive later than is known. */
function endOf(row: SdtmRow, start: Day | undefined): Day | undefined {
  const end = imputedDate(row, ['EXENDTC'], 'first')
  return end?.flag && start && end.day < start ? start : end?.day
}
