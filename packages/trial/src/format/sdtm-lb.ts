/** LB: laboratory measurements. `<x` is a value below the limit of quantification and stays so. */
import type { LaboratoryMeasurement } from '../record/records.ts'
import { isMissing, numberText } from './number-text.ts'
import { quoted, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'

export function measurements(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['LBTESTCD'] })
  const all = rows.map((row): LaboratoryMeasurement => {
    const date = row.date('LBDTC')
    const range = rangeOf(row)
    const [unit, visit] = [row.text('LBSTRESU') || row.text('LBORRESU'), row.text('VISIT')]
    return {
      subject: row.subject,
      test: row.text('LBTESTCD'),
      ...result(row),
      ...(range && { range }),
      ...(unit && { unit }),
      ...(visit && { visit }),
      ...(date && { date }),
      from: row.id,
    }
  })
  return { measurements: all, rows: rows.length }
}

/** The number in standard units if there is one; LBORRES is read as a number only where the table has no such column. */
function result(row: SdtmRow): { value?: number; below?: number } {
  if (!isMissing(row.text('LBSTRESN'))) {
    const value = row.number('LBSTRESN')
    return value === undefined ? {} : { value }
  }
  const column = isMissing(row.text('LBSTRESC')) ? 'LBORRES' : 'LBSTRESC'
  const text = row.text(column)
  const limit = /^<=?\s*(.+)$/.exec(text)?.[1]
  const number = numberText(limit ?? text)
  if (number !== undefined) return limit === undefined ? { value: number } : { below: number }
  if (limit !== undefined)
    row.report('number.unreadable', 'error', column, `a number after < is needed, got ${quoted(text)}`)
  return {}
}

/** LBNRIND as it stands; else the value against LBSTNRLO and LBSTNRHI. */
function rangeOf(row: SdtmRow): LaboratoryMeasurement['range'] {
  const word = row.word('LBNRIND')
  if (word.startsWith('NORMAL')) return 'normal'
  if (/^(HIGH|ABOVE)/.test(word)) return 'high'
  if (/^(LOW|BELOW)/.test(word)) return 'low'
  const [value, low, high] = ['LBSTRESN', 'LBSTNRLO', 'LBSTNRHI'].map((column) =>
    numberText(row.text(column)),
  )
  if (value === undefined || high === undefined) return undefined
  return value > high ? 'high' : low !== undefined && value < low ? 'low' : 'normal'
}
