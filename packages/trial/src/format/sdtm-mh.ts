/**
 * MH: the disease before the study, by MHCAT (or by MHDECOD or MHTERM, where the category is written there).
 *   PRIMARY DIAGNOSIS            MHSTDTC, the day of the primary tumour's diagnosis
 *   POLYMETASTATIC DISEASE       MHOCCUR Y, N: before the present oligometastatic state; a row without MHOCCUR says Y
 *   PRIOR OLIGOMETASTATIC DISEASE  the same, of an earlier oligometastatic state
 *   OLIGOMETASTATIC DISEASE      MHSTDTC, the day on which the present state was found; SYSTX Y, N, a supplemental
 *                                qualifier as a column: whether systemic therapy ran then
 *   IMMUNOTHERAPY                MHSTDTC, the day of the first dose ever, also before the study
 * A date without its day is not used: the classes of oligometastatic disease have a cut in time, which a month would guess.
 */
import type { Day } from '../day.ts'
import type { SubjectId } from '../ids.ts'
import type { DiseaseHistory } from '../record/disease-history.ts'
import { quoted, sdtmTable, type SdtmOptions, type SdtmRow } from './sdtm-table.ts'

export function diseaseHistories(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['MHTERM'] })
  const bySubject = new Map<SubjectId, DiseaseHistory>()
  let others = 0
  for (const [subject, own] of Map.groupBy(rows, (row) => row.subject)) {
    const read = own.flatMap((row) => {
      const facts = factsOf(row)
      if (!facts) others += 1
      return facts?.map((fact) => ({ ...fact, row })) ?? []
    })
    if (read.length > 0) bySubject.set(subject, historyOf(read))
  }
  if (others > 0)
    options.findings.push({
      code: 'mh.not-read',
      severity: 'note',
      where: { file, field: 'MHCAT' },
      message: `${others} rows of other medical history are not read; read are ${[...categories.keys()].join(', ')}`,
      count: others,
    })
  return { bySubject, rows: rows.length }
}

type Name = Exclude<keyof DiseaseHistory, 'from'>
type Fact = { readonly name: Name; readonly column: string; readonly value: Day | boolean }
type Reading = (row: SdtmRow) => readonly Fact[]

const categories: ReadonlyMap<string, Reading> = new Map([
  ['PRIMARY DIAGNOSIS', (row: SdtmRow) => start(row, 'primaryDiagnosed')],
  ['POLYMETASTATIC DISEASE', (row: SdtmRow) => occurred(row, 'polymetastaticBefore')],
  ['PRIOR OLIGOMETASTATIC DISEASE', (row: SdtmRow) => occurred(row, 'oligometastaticBefore')],
  [
    'OLIGOMETASTATIC DISEASE',
    (row: SdtmRow) => [
      ...start(row, 'oligometastaticDiagnosed'),
      ...yesOrNo(row, { name: 'onSystemicTherapy', column: 'SYSTX' }),
    ],
  ],
  ['IMMUNOTHERAPY', (row: SdtmRow) => start(row, 'immunotherapySince')],
])

/** Undefined where the row tells of something else. */
function factsOf(row: SdtmRow): readonly Fact[] | undefined {
  const word = ['MHCAT', 'MHDECOD', 'MHTERM']
    .map((column) => row.word(column))
    .find((one) => categories.has(one))
  return word === undefined ? undefined : categories.get(word)!(row)
}

function occurred(row: SdtmRow, name: Name): readonly Fact[] {
  if (row.word('MHOCCUR') === '') return [{ name, column: 'MHTERM', value: true }]
  return yesOrNo(row, { name, column: 'MHOCCUR' })
}

function yesOrNo(row: SdtmRow, { name, column }: Omit<Fact, 'value'>): readonly Fact[] {
  const word = row.word(column)
  if (word === 'Y' || word === 'N') return [{ name, column, value: word === 'Y' }]
  if (word !== '')
    row.report('history.fact', 'warning', column, `Y or N is needed, got ${quoted(word)}; it is not used`)
  return []
}

function start(row: SdtmRow, name: Name): readonly Fact[] {
  const [column, date] = ['MHSTDTC', row.date('MHSTDTC')]
  if (date?.day) return [{ name, column, value: date.day }]
  if (date || row.text(column) === '')
    row.report(
      'history.date',
      'warning',
      column,
      `a whole date as 2019-03-04 is needed, got ${quoted(row.text(column))}; the date is not known`,
    )
  return []
}

/** Two rows that differ leave it not known. */
function historyOf(facts: readonly (Fact & { readonly row: SdtmRow })[]): DiseaseHistory {
  const known = [...Map.groupBy(facts, ({ name }) => name)].flatMap(([name, [first, ...more]]) => {
    const other = more.find(({ value }) => value !== first!.value)
    if (!other) return [[name, first!.value] as const]
    const message = `${quoted(String(other.value))} here, ${quoted(String(first!.value))} in ${first!.row.id}; neither is used`
    other.row.report('history.contradicts', 'error', other.column, message)
    return []
  })
  return { ...Object.fromEntries(known), from: [...new Set(facts.map(({ row }) => row.id))] }
}
