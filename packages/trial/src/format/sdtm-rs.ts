/**
 * RS: responses as a reader reported them: overall, and target and non-target besides. CRDEFIN, a supplemental qualifier as
 * a column, says whether a complete response is definite (Y, N).
 */
import type { ReportedResponse } from '../record/records.ts'
import { imputedDate } from './imputed-date.ts'
import { quoted, readerOf, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions } from './sdtm-table.ts'

export function reportedResponses(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['RSTESTCD', 'RSDTC'] })
  const responses: ReportedResponse[] = []
  const order = new Map<string, number>()
  for (const row of rows) {
    const position = (order.get(row.subject) ?? 0) + 1
    order.set(row.subject, position)
    const test = row.word('RSTESTCD')
    const response = row.word('RSSTRESC') || row.word('RSORRES')
    if (response === '') {
      const why = row.text('RSREASND') || row.text('RSSTAT') || 'no reason given'
      row.report('response.none', 'note', 'RSSTRESC', `no response (${why}); the row is left out`)
      continue
    }
    const date = imputedDate(row, ['RSDTC'], 'last')
    if (!date) {
      if (row.text('RSDTC') === '')
        row.report('date.missing', 'error', 'RSDTC', 'no date; the row is left out')
      continue
    }
    const criteria = row.text('RSCAT')
    const words = /^I/i.test(criteria) || test.startsWith('I') ? immuneWords : recistWords
    if (responseTests.has(test) && !words.has(response))
      row.report(
        'response.unknown',
        'warning',
        'RSSTRESC',
        `${quoted(response)} is no response; allowed: ${[...words].join(', ')}. It is kept as it is`,
      )
    const visitNumber = row.number('VISITNUM')
    responses.push({
      subject: row.subject,
      reader: readerOf(row, 'RS'),
      accepted: row.word('RSACPTFL') === 'Y',
      ...(/^[YN]$/.test(row.word('CRDEFIN')) && { definiteCompleteResponse: row.word('CRDEFIN') === 'Y' }),
      visit: row.text('VISIT') || (visitNumber === undefined ? date.day : `visit ${visitNumber}`),
      ...(visitNumber !== undefined && { visitNumber }),
      sequence: row.number('RSSEQ') ?? position,
      response,
      ...(criteria && { criteria }),
      test,
      date,
      from: row.id,
    })
  }
  return { responses, rows: rows.length }
}

const responseTests = new Set(['OVRLRESP', 'TRGRESP', 'NTRGRESP'])
const recistWords = new Set(['CR', 'PR', 'SD', 'NON-CR/NON-PD', 'PD', 'NE', 'NED'])
const immuneWords = new Set(['ICR', 'IPR', 'ISD', 'NON-ICR/NON-IUPD', 'IUPD', 'ICPD', 'NE', 'NED'])
