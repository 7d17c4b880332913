/** ADSL, where a study has one: randomization, death and the last day alive, already derived. What it says, wins. */
import type { Day, Imputed } from '../day.ts'
import { isoDay } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { Arm } from '../protocol/protocol.ts'
import { demographics } from './sdtm-dm.ts'
import type { Demographics } from './sdtm-dm.ts'
import type { SdtmRow } from './sdtm-table.ts'

export type SubjectLevel = Demographics & { randomized?: Day; lastAlive?: Day }

export function subjectLevel(file: string, text: string, arms: readonly Arm[] | null, findings: Finding[]) {
  const { subjects, rows } = demographics(file, text, arms, findings)
  const level = new Map<SubjectId, SubjectLevel>()
  for (const [id, one] of subjects) {
    const [randomized, lastAlive, died] = ['RANDDT', 'LSTALVDT', 'DTHDT'].map((column) =>
      wholeDay(one.row, column),
    )
    const flag = ['D', 'M'].find((letter) => letter === one.row.word('DTHDTF')) as Imputed['flag']
    level.set(id, {
      ...one,
      died: one.died || died !== undefined,
      ...(died && { death: { day: died, ...(flag && { flag }) } }),
      ...(randomized && { randomized }),
      ...(lastAlive && { lastAlive }),
    })
  }
  return { subjects: level, rows }
}

/** A complete date; anything less is a finding. */
export function wholeDay(row: SdtmRow, column: string): Day | undefined {
  const date = row.date(column)
  if (date && !date.day)
    row.report(
      'date.incomplete',
      'error',
      column,
      `a complete date is needed, got "${date.text}"; it is not used`,
    )
  return date && isoDay(date.text)
}
