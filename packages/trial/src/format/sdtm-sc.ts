/** SC: characteristics of the subjects at baseline, a row each: SCTESTCD names it, SCSTRESC or SCORRES has the value. */
import type { SubjectId } from '../ids.ts'
import { isMissing } from './number-text.ts'
import { quoted, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions } from './sdtm-table.ts'

export function subjectCharacteristics(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['SCTESTCD'] })
  const bySubject = new Map<SubjectId, Record<string, string>>()
  for (const row of rows) {
    const [name, value] = [row.word('SCTESTCD'), row.text('SCSTRESC') || row.text('SCORRES')]
    if (name === '' || isMissing(value)) continue
    const all = bySubject.get(row.subject) ?? {}
    bySubject.set(row.subject, all)
    if (all[name] !== undefined && all[name] !== value)
      row.report(
        'characteristic.twice',
        'warning',
        'SCTESTCD',
        `${name} is ${quoted(all[name])} in a row above and ${quoted(value)} here; the first is used`,
      )
    else all[name] = value
  }
  return { bySubject, rows: rows.length }
}
