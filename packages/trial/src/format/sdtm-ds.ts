/** DS: randomization, death, and by our own convention why a subject is out of a population (DSCAT `ANALYSIS SET`). */
import type { Day, Imputed } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Disposition, Subject } from '../record/records.ts'
import { imputedDate } from './imputed-date.ts'
import { quoted, sdtmTable } from './sdtm-table.ts'
import type { SdtmOptions, SdtmRow } from './sdtm-table.ts'
import { wholeDay } from './sdtm-adsl.ts'

export type Milestones = {
  dispositions: Disposition[]
  excludedFrom: Subject['excludedFrom'][number][]
  randomized?: { day: Day; from: RowId }
  death?: { date?: Imputed; from: RowId }
}

export function dispositions(
  file: string,
  text: string,
  { populations, ...options }: Omit<SdtmOptions, 'required'> & { populations: Protocol['populations'] },
) {
  const { rows } = sdtmTable(file, text, { ...options, required: ['DSDECOD'] })
  const bySubject = new Map<SubjectId, Milestones>()
  for (const row of rows) {
    const all = bySubject.get(row.subject) ?? { dispositions: [], excludedFrom: [] }
    bySubject.set(row.subject, all)
    const date = row.date('DSSTDTC') ?? row.date('DSDTC')
    const [category, subcategory] = [row.word('DSCAT'), row.word('DSSCAT')]
    const what = row.word('DSDECOD')
    all.dispositions.push({
      what,
      says: row.text('DSTERM') || what,
      ...(category && { category }),
      ...(subcategory && { subcategory }),
      ...(date && { date }),
      from: row.id,
    })
    if (what === 'RANDOMIZED' || what === 'RANDOMISED') randomization(row, all)
    else if (what === 'DEATH') {
      const day = imputedDate(row, ['DSSTDTC', 'DSDTC'], 'first', 'month')
      all.death ??= { ...(day && { date: day }), from: row.id }
    } else if (category === 'ANALYSIS SET') {
      const population = populationOf(row, populations)
      const reason = row.text('DSTERM') || 'no reason given'
      if (population) all.excludedFrom.push({ population, reason, from: row.id })
    }
  }
  return { bySubject, rows: rows.length }
}

function randomization(row: SdtmRow, all: Milestones) {
  const day = wholeDay(row, row.text('DSSTDTC') ? 'DSSTDTC' : 'DSDTC')
  if (!day)
    row.report(
      'randomization.undated',
      'error',
      'DSSTDTC',
      'randomized, but without a complete date; follow-up has no start',
    )
  else if (all.randomized && all.randomized.day !== day)
    row.report(
      'randomization.twice',
      'error',
      'DSSTDTC',
      `randomized on ${all.randomized.day} (${all.randomized.from}) and on ${day}; the first row is used`,
    )
  else all.randomized ??= { day, from: row.id }
}

/** `EXCLUDED FROM FULL ANALYSIS SET` → `full-analysis`; also a population of the protocol named without `analysis`. */
function populationOf(row: SdtmRow, populations: Protocol['populations']): string | undefined {
  const name = /^EXCLUDED FROM (?:THE )?(.+?)(?: SET| POPULATION)?$/.exec(row.word('DSDECOD'))?.[1]
  const slug = name?.toLowerCase().replace(/[^a-z0-9]+/g, '-') ?? ''
  const known = ['full-analysis', ...Object.keys(populations)]
  const found = [slug, slug.replace(/-analysis$/, ''), `${slug}-analysis`].find((id) => known.includes(id))
  if (!found)
    row.report(
      'population.unknown',
      'error',
      'DSDECOD',
      `${quoted(row.text('DSDECOD'))} names no population; allowed: EXCLUDED FROM … SET with ${[...new Set(known)].join(', ')}`,
    )
  return found
}
