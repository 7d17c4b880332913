/** PR: procedures. Only PRCAT `CANCER RELATED` is new anticancer therapy; the ablation that the study plans never is. */
import type { LesionId } from '../ids.ts'
import type { Procedure } from '../record/records.ts'
import { ablationDetail } from './ablation-detail.ts'
import { imputedDate } from './imputed-date.ts'
import { quoted, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'

export function procedures(file: string, text: string, options: Omit<SdtmOptions, 'required'>) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['PRTRT', 'PRCAT', 'PRSTDTC'] })
  const done: Procedure[] = []
  for (const row of rows) {
    const start = imputedDate(row, ['PRSTDTC'], 'first')?.day
    if (!start) {
      if (row.text('PRSTDTC') === '')
        row.report('date.missing', 'error', 'PRSTDTC', 'no date; the row is left out')
      continue
    }
    const category = row.word('PRCAT')
    const kind =
      category === 'STUDY ABLATION'
        ? 'study-ablation'
        : category === 'CANCER RELATED'
          ? 'anticancer-therapy'
          : 'other'
    const what = row.text('PRDECOD') || row.text('PRTRT')
    const local = kind === 'anticancer-therapy' && localTherapyOf(`${what} ${row.text('PRTRT')}`)
    const modality = kind === 'study-ablation' ? modalityOf(row, what) : undefined
    const [lesion, session, success] = [row.text('PRLNKID'), row.text('PRSCAT'), row.word('PRSUCC')]
    const detail = ablationDetail(row)
    if (kind === 'study-ablation' && !lesion)
      row.report('ablation.no-lesion', 'warning', 'PRLNKID', 'the ablation names no lesion')
    done.push({
      subject: row.subject,
      what,
      kind,
      ...(local && { local }),
      ...(modality && { modality }),
      ...(lesion && { lesion: lesion as LesionId }),
      ...(session && { session }),
      ...((success === 'Y' || success === 'N') && { technicalSuccess: success === 'Y' }),
      ...(detail && { detail }),
      start,
      from: row.id,
    })
  }
  return { procedures: done, rows: rows.length }
}

/** Ablation, radiotherapy or surgery by the words of the treatment; anything else is systemic. */
function localTherapyOf(text: string): Procedure['local'] {
  return localTherapies.find(([, word]) => word.test(text))?.[0]
}

const localTherapies: readonly (readonly [NonNullable<Procedure['local']>, RegExp])[] = [
  ['ablation', /ABLATION|CRYO|MICROWAVE|RADIO-?\s?FREQUENCY|ELECTROPORATION|\b(?:MWA|RFA|IRE)\b/i],
  ['radiotherapy', /RADIOTHERAPY|RADIATION|IRRADIATION|RADIOSURGERY|STEREOTACTIC|\b(?:SBRT|SABR|SRS|RT)\b/i],
  ['surgery', /SURGERY|SURGICAL|RESECTION|METASTASECTOMY|LOBECTOMY|SEGMENTECTOMY|PNEUMONECTOMY/i],
]

function modalityOf(row: SdtmRow, what: string): string | undefined {
  const found = modalities.find(([, word]) => word.test(what) || word.test(row.text('PRTRT')))?.[0]
  if (!found)
    row.report(
      'ablation.modality',
      'warning',
      'PRDECOD',
      `${quoted(what)} is kept; known: ${modalities.map(([name]) => name).join(', ')}`,
    )
  return found ?? what.toLowerCase()
}

const modalities: readonly (readonly [string, RegExp])[] = [
  ['cryoablation', /CRYO/i],
  ['microwave', /MICROWAVE|^MWA$/i],
  ['radiofrequency', /RADIO-?\s?FREQUENCY|^RFA$/i],
]
