/**
 * Scales for complications of a procedure. They are recorded side by side, each by its own name and year, because no consensus
 * chose one (SIO-DATECAN); none is turned into another, nor into a CTCAE grade.
 */
import type { Sentence } from '../recist/rule.ts'

export type ComplicationScale = 'cirse' | 'sir'

const cirse = 'CIRSE 2017, 10.1007/s00270-017-1703-4'
const modified = 'modified CIRSE 2025, 10.1007/s00270-025-04200-w'
const sir = 'SIR adverse event classification 2017 (Khalilzadeh)'

type Grade = Sentence & { readonly scale: ComplicationScale; readonly grade: string }

export const complicationGrades: readonly Grade[] = [
  row('cirse', '1', cirse, 'S', 'solved within the session; no further treatment'),
  row('cirse', '1A', modified, 'S', 'solved in the procedure, without effect on its success'),
  row('cirse', '1B', modified, 'S', 'solved in the procedure, with effect on its success'),
  row('cirse', '2', cirse, 'S', 'stay prolonged by less than 48 hours; no further treatment'),
  row('cirse', '3', cirse, 'S', 'further treatment or a stay of more than 48 hours; no lasting harm'),
  row('cirse', '3A', modified, 'K', 'as 3, by length of stay; the cut between 3a and 3b was not read'),
  row('cirse', '3B', modified, 'K', 'as 3, by length of stay; the cut between 3a and 3b was not read'),
  row('cirse', '4', cirse, 'S', 'lasting mild harm; independent life resumed'),
  row('cirse', '5', cirse, 'S', 'lasting severe harm; assistance in daily life'),
  row('cirse', '6', cirse, 'S', 'death from the complication'),
  row('sir', '1', sir, 'K', 'mild adverse event'),
  row('sir', '2', sir, 'K', 'moderate adverse event'),
  row('sir', '3', sir, 'K', 'severe adverse event'),
  row('sir', '4', sir, 'K', 'life-threatening or disabling'),
  row('sir', '5', sir, 'K', 'death from the adverse event'),
]

export const scaleTitles: Readonly<Record<ComplicationScale, string>> = {
  cirse: 'CIRSE (2017, and its modification of 2025)',
  sir: 'SIR (2017)',
}

/** `Grade 3a`, `IIIa` is not read, `3A`; undefined for what the scale does not have, such as SIR's letters of before 2017. */
export function complicationGrade(scale: ComplicationScale, text: string): Grade | undefined {
  const grade = text
    .toUpperCase()
    .replace(/^GRADE\s*/, '')
    .trim()
  return complicationGrades.find((each) => each.scale === scale && each.grade === grade)
}

function row(
  scale: ComplicationScale,
  grade: string,
  source: string,
  tag: Sentence['tag'],
  says: string,
): Grade {
  return { id: `complication.${scale}.${grade.toLowerCase()}`, scale, grade, source, tag, says }
}
