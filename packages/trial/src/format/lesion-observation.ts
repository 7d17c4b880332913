/**
 * The rows of one lesion on one scan as one observation: a node by its short axis, any other lesion by its longest
 * diameter. A value that cannot be read, or two that contradict, make the lesion "not measured": the visit is then
 * not evaluable rather than decided by what happens to be left.
 */
import type { LesionId, RowId } from '../ids.ts'
import type { Micrometres } from '../length.ts'
import type { Lesion, LesionObservation } from '../record/records.ts'
import { said, yesOrNo } from './lesion-facts.ts'
import { isMissing, lengthText } from './number-text.ts'
import { quoted } from './sdtm-table.ts'
import type { SdtmRow } from './sdtm-table.ts'

type Seen = Omit<LesionObservation, 'lesion' | 'date'>

/**
 * Besides the value: TRMETHOD; the slice thickness in mm (SLICTHK, a supplemental qualifier as a column); whether a lesion
 * that is still seen has no uptake any more (CMETRESP Y, N, another); and the lesion with which this one became one
 * (MERGEINT, or a TRREASND such as `MERGED WITH T01`).
 */
export function lesionObservation(lesion: Lesion, rows: readonly SdtmRow[]): Seen {
  const method = rows.map((row) => row.text('TRMETHOD')).find(Boolean)
  const thickness = rows.map(sliceThickness).find((length) => length !== undefined)
  const into = rows.map(mergedInto).find(Boolean)
  const metabolic = said(rows, 'CMETRESP', yesOrNo)
  return {
    ...seenOf(lesion, rows),
    ...(into && { mergedInto: into }),
    ...(metabolic !== undefined && { completeMetabolicResponse: metabolic }),
    ...(method && { method }),
    ...(thickness !== undefined && { sliceThickness: thickness }),
  }
}

function mergedInto(row: SdtmRow): LesionId | undefined {
  const named = row.text('MERGEINT') || /\bMERGED\s+(?:WITH|INTO)\s+(\S+)$/i.exec(row.text('TRREASND'))?.[1]
  return named ? (named as LesionId) : undefined
}

function sliceThickness(row: SdtmRow): Micrometres | undefined {
  const text = row.text('SLICTHK')
  if (isMissing(text)) return undefined
  const length = lengthText(text, 'mm')
  if (length === undefined)
    row.report('slice.unreadable', 'warning', 'SLICTHK', `a thickness in mm is needed, got ${quoted(text)}`)
  return length
}

function seenOf(lesion: Lesion, rows: readonly SdtmRow[]): Seen {
  const tests = lesion.node ? nodeTests : longTests
  const lengths = tests
    .map((test) => rows.filter((row) => row.word('TRTESTCD') === test))
    .find((own) => own.length > 0)
  const states = rows.filter((row) => stateTests.has(row.word('TRTESTCD')))
  for (const row of rows)
    if (!known.has(row.word('TRTESTCD')) && row.text('TUSTRESC') === '')
      row.report('tr.not-read', 'note', 'TRTESTCD', `${quoted(row.text('TRTESTCD'))} is not read`)
  const state = states.length > 0 && { ...agreed(states.map(stated), states), from: states[0]!.id }
  const length = lengths && { ...agreed(lengths.map(measured), lengths), from: lengths[0]!.id }
  if (length && state) return measuredAndStated(length, state)
  if (length) return length
  if (state) return state
  return unmeasured(lesion, rows)
}

/** A reader may measure a lesion and say more of it: that an ablation zone has progressed, that a new lesion is in doubt. */
function measuredAndStated(length: Seen, { state, from }: Seen): Seen {
  return state === 'unequivocal-progression' || state === 'equivocal' || state === 'increased'
    ? { ...length, state, from }
    : length
}

const longTests = ['LDIAM', 'DIAMETER']
const nodeTests = ['LPERP', 'SAXIS', 'DIAMETER']
const stateTests = new Set(['TUMSTATE', 'LNSTATE'])
const known = new Set([...longTests, ...nodeTests, ...stateTests])

type Value = Pick<Seen, 'diameter' | 'state' | 'notDone'>

/** A new lesion that only TU names is present; a node of which only the long axis is known is not measured. */
function unmeasured(lesion: Lesion, rows: readonly SdtmRow[]): Seen {
  const row = rows[0]!
  const from: RowId = row.id
  if (row.text('TUSTRESC') !== '' || row.text('TULNKID') !== '') return { state: 'present', from }
  const done = rows.map(notDone).find((reason) => reason !== undefined)
  if (done === undefined)
    row.report(
      'length.of-other-axis',
      'error',
      'TRTESTCD',
      `${lesion.id} is ${lesion.node ? 'a lymph node: LPERP or SAXIS is needed' : 'no lymph node: LDIAM is needed'}, got ${quoted(row.text('TRTESTCD'))}; it counts as not measured`,
    )
  return { notDone: done ?? 'its diameter was not recorded', from }
}

function agreed(values: readonly Value[], rows: readonly SdtmRow[]): Value {
  const [first, ...others] = values
  const differs = others.findIndex((other) => JSON.stringify(other) !== JSON.stringify(first))
  if (others.length > 0)
    rows[1]!.report(
      differs < 0 ? 'measurement.twice' : 'measurement.contradicts',
      differs < 0 ? 'warning' : 'error',
      'TRTESTCD',
      `the lesion stands already in ${rows[0]!.id} for this visit; ${differs < 0 ? 'both say the same' : 'they differ, and it counts as not measured'}`,
    )
  return differs < 0 ? first! : { notDone: 'two rows contradict' }
}

function measured(row: SdtmRow): Value {
  const reason = notDone(row)
  if (reason !== undefined) return { notDone: reason }
  const words = [row.word('TRORRES'), row.word('TRSTRESC')]
  const tooSmall = words.some((word) => /TOO SMALL/.test(word))
  const [column, unitColumn] =
    isMissing(row.text('TRSTRESN')) && isMissing(row.text('TRSTRESC'))
      ? ['TRORRES', 'TRORRESU']
      : [isMissing(row.text('TRSTRESN')) ? 'TRSTRESC' : 'TRSTRESN', 'TRSTRESU']
  if (tooSmall)
    return {
      diameter: lengthText(row.text('TRSTRESN'), 'mm') ?? fiveMillimetres,
      state: 'too-small-to-measure',
    }
  const text = row.text(column!)
  if (isMissing(text)) {
    row.report(
      'length.missing',
      'warning',
      column,
      'neither a length nor a reason why there is none; it counts as not measured',
    )
    return { notDone: 'no reason given' }
  }
  const unit = row.word(unitColumn!)
  if (unit !== 'MM' && unit !== 'CM' && unit !== '') {
    row.report(
      'length.unit',
      'error',
      unitColumn,
      `mm or cm is needed, got ${quoted(row.text(unitColumn!))}; it counts as not measured`,
    )
    return { notDone: 'its unit could not be read' }
  }
  if (unit === '') row.report('length.no-unit', 'warning', unitColumn, 'no unit; taken as mm')
  const diameter = lengthText(text, unit === 'CM' ? 'cm' : 'mm')
  if (diameter !== undefined) return { diameter }
  row.report(
    'length.unreadable',
    'error',
    column,
    `a length of at least 0 with at most three decimals of a mm is needed, got ${quoted(text)}; it counts as not measured`,
  )
  return { notDone: 'its length could not be read' }
}

const fiveMillimetres = 5000 as Micrometres

function stated(row: SdtmRow): Value {
  const reason = notDone(row)
  if (reason !== undefined) return { notDone: reason }
  const word = row.word('TRSTRESC') || row.word('TRORRES')
  const state = states.get(word)
  if (state) return { state }
  if (/^(NE|NOT EVALUABLE|UNEVALUABLE|NOT ASSESSED|UNKNOWN)$/.test(word))
    return { notDone: word.toLowerCase() }
  row.report(
    'lesion.state',
    'error',
    'TRSTRESC',
    `${[...states.keys()].join(', ')} is needed, got ${quoted(word)}; it counts as not assessed`,
  )
  return { notDone: 'its state could not be read' }
}

const states = new Map<string, NonNullable<Seen['state']>>([
  ['PRESENT', 'present'],
  ['ABSENT', 'absent'],
  ['INCREASED', 'increased'],
  ['UNEQUIVOCAL PROGRESSION', 'unequivocal-progression'],
  ['EQUIVOCAL', 'equivocal'],
  ['UNEQUIVOCAL', 'present'],
  ['TOO SMALL TO MEASURE', 'too-small-to-measure'],
  ['PATHOLOGICAL', 'present'],
  ['NON-PATHOLOGICAL', 'absent'],
])

function notDone(row: SdtmRow): string | undefined {
  return row.word('TRSTAT') === 'NOT DONE' ? row.text('TRREASND') || 'no reason given' : undefined
}
