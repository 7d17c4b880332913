/** The CTCAE term that a reported word means, and whether the version that the protocol fixed has its grade. */
import { ctcaeTerms } from './ctcae-terms.ts'
import type { CtcaeTerm } from './ctcae-terms.ts'

export type CtcaeVersion = '5.0' | '6.0'

/** The version that a protocol fixed, for its whole life; null for none, and for one that is not known here. */
export function ctcaeVersion(said: unknown): CtcaeVersion | null {
  return said === '5.0' || said === '6.0' ? said : null
}

const byWord: ReadonlyMap<string, CtcaeTerm> = new Map(
  ctcaeTerms.flatMap((entry) =>
    [entry.term, ...(entry.also ?? [])].map((word) => [key(word), entry] as const),
  ),
)

/** By the term or a word for it, case and spaces not minded; undefined for one that the table does not hold. */
export function ctcaeTerm(word: string): CtcaeTerm | undefined {
  return byWord.get(key(word))
}

/** What a grade of 1 to 4 of a term means; null where the version has no such grade, undefined for grade 5, which was not read. */
export function gradeMeaning(
  entry: CtcaeTerm,
  grade: number,
  version: CtcaeVersion,
): string | null | undefined {
  const own = entry.grades[grade - 1]
  if (grade < 1 || grade > 4 || own === undefined) return undefined
  const changed = version === '6.0' ? entry.v6Grades?.[grade as 1] : undefined
  return changed === undefined ? own : changed
}

function key(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}
