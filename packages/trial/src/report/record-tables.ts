/** What was given to a subject and what befell them, as tables of texts with the source rows. */
import type { SubjectRecord } from '../analysis/subject-record.ts'
import type { TextTable } from './endpoint-table.ts'
import { dateText } from './words.ts'

export type RecordTable = { readonly title: string; readonly empty: string; readonly table: TextTable }

export function recordTables(record: SubjectRecord): readonly RecordTable[] {
  const ablations = record.procedures.filter(({ kind }) => kind === 'study-ablation')
  const others = record.procedures.filter(({ kind }) => kind !== 'study-ablation')
  return [
    {
      title: 'Ablations',
      empty: 'none in the data',
      table: {
        columns: [
          'Date',
          'Lesion',
          'Modality',
          'Session',
          'Technical success',
          'Margin, mm',
          'Complication',
          'Row',
        ],
        rows: ablations.map((one) => [
          dateText(one.date),
          one.lesion ?? 'not stated',
          one.modality ?? one.what.toLowerCase(),
          one.session ?? 'not stated',
          stated(one.technicalSuccess),
          one.marginMm === null ? 'not stated' : String(one.marginMm),
          one.complication ?? 'none stated',
          one.from,
        ]),
      },
    },
    {
      title: 'Adverse events',
      empty: 'none in the data',
      table: {
        columns: [
          'From',
          'To',
          'Term',
          'Grade',
          'Serious',
          'Related to ablation',
          'Related to immunotherapy',
          'Row',
        ],
        rows: record.adverseEvents.map((one) => [
          one.start === null ? 'not known' : dateText(one.start),
          one.end === null ? 'no end recorded' : dateText(one.end),
          one.term.toLowerCase(),
          one.grade === null ? 'not stated' : String(one.grade),
          one.serious ? 'yes' : 'no',
          stated(one.relatedToAblation),
          stated(one.relatedToImmunotherapy),
          one.from,
        ]),
      },
    },
    {
      title: 'Laboratory values',
      empty: 'none in the data',
      table: {
        columns: ['Test', 'Date', 'Value', 'Unit', 'Range', 'Row'],
        rows: record.measurements.map((one) => [
          one.test,
          one.date === null ? 'not known' : dateText(one.date),
          one.value !== null ? String(one.value) : one.below !== null ? `below ${one.below}` : 'no value',
          one.unit ?? '',
          one.range ?? '',
          one.from,
        ]),
      },
    },
    {
      title: 'Doses of systemic therapy',
      empty: 'none in the data',
      table: {
        columns: ['Date', 'Drug', 'Amount', 'Row'],
        rows: record.doses.map((one) => [
          dateText(one.date),
          one.drug.toLowerCase(),
          one.amount === null ? 'not stated' : `${one.amount} ${one.unit ?? ''}`.trim(),
          one.from,
        ]),
      },
    },
    {
      title: 'Other procedures and therapies',
      empty: 'none in the data',
      table: {
        columns: ['Date', 'What', 'Kind', 'Row'],
        rows: others.map(({ date, what, kind, from }) => [
          dateText(date),
          what.toLowerCase(),
          kind.replaceAll('-', ' '),
          from,
        ]),
      },
    },
  ]
}

const stated = (value: boolean | null) => (value === null ? 'not stated' : value ? 'yes' : 'no')
