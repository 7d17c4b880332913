/**
 * PR and its supplemental columns, joined by column as SUPPPR would be: PRMARGIN the smallest margin in mm; PRZONE1–3 the
 * diameters of the zone in mm; PRPLAN `FIRST`, `STAGED` or `REPEAT`; PRCMPSC and PRCMPGR the complication scale and grade.
 */
import type { Micrometres } from '../length.ts'
import type { AblationDetail, AblationPlan, Complication } from '../record/ablation-detail.ts'
import { complicationScales } from '../record/complication-scales.ts'
import { isMissing, lengthText } from './number-text.ts'
import { quoted, type SdtmRow } from './sdtm-table.ts'

/** Undefined where none of the columns says anything. */
export function ablationDetail(row: SdtmRow): AblationDetail | undefined {
  const margin = lengthOf(row, 'PRMARGIN')
  const zone = ['PRZONE1', 'PRZONE2', 'PRZONE3']
    .flatMap((column) => lengthOf(row, column) ?? [])
    .toSorted((a, b) => b - a)
  const plan = planOf(row)
  const complication = complicationOf(row)
  const detail: AblationDetail = {
    ...(margin !== undefined && { margin }),
    ...(zone.length > 0 && { zone }),
    ...(plan && { plan }),
    ...(complication && { complication }),
  }
  return Object.keys(detail).length > 0 ? detail : undefined
}

function lengthOf(row: SdtmRow, column: string): Micrometres | undefined {
  const text = row.text(column)
  if (isMissing(text)) return undefined
  const length = lengthText(text, 'mm')
  if (length === undefined)
    row.report(
      'ablation.length',
      'error',
      column,
      `millimetres of at least 0 are needed, got ${quoted(text)}; not used`,
    )
  return length
}

const plans: ReadonlyMap<string, AblationPlan> = new Map([
  ['FIRST', 'first'],
  ['STAGED', 'staged'],
  ['REPEAT', 'repeat'],
])

function planOf(row: SdtmRow): AblationPlan | undefined {
  const word = row.word('PRPLAN')
  const plan = plans.get(word)
  if (!plan && !isMissing(word))
    row.report(
      'ablation.plan',
      'error',
      'PRPLAN',
      `${[...plans.keys()].join(', ')} is needed, got ${quoted(word)}; not used`,
    )
  return plan
}

function complicationOf(row: SdtmRow): Complication | undefined {
  const [name, grade] = [row.word('PRCMPSC'), row.word('PRCMPGR')]
  if (isMissing(grade)) return undefined
  const scale = complicationScales.find((one) => one.name === name)
  const known = scale?.grades.find((one) => one.toUpperCase() === grade)
  if (scale && known !== undefined) return { scale: scale.name, grade: known }
  row.report(
    'ablation.complication',
    'error',
    scale ? 'PRCMPGR' : 'PRCMPSC',
    scale
      ? `${scale.name} has the grades ${scale.grades.join(', ')}, got ${quoted(grade)}; not used`
      : `a grade needs its scale with the version: ${complicationScales.map((one) => one.name).join(', ')}, got ${quoted(name)}; not used`,
  )
  return undefined
}
