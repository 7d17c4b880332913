/**
 * A guided reading of a published trial: what was reported, sentence by sentence; what the printed numbers let one check; what they
 * cannot tell; and the page of a synthetic study where the same question is answered with data. The two are never mixed.
 */
import type { Tag } from '../recist/rule.ts'

export type Reading = {
  readonly title: string
  readonly says: readonly string[]
  readonly parts: readonly ReadingPart[]
  /** What is not published, as far as our material goes. */
  readonly notPublished: readonly string[]
}

export type ReadingPart = {
  readonly id: string
  readonly title: string
  readonly sentences: readonly ReadingSentence[]
}

export type ReadingSentence = {
  readonly id: string
  /** What was reported, or, in practical advice, what one may do. */
  readonly says: string
  readonly source: string
  readonly tag: Tag
  /** What can be checked with the printed numbers alone; each computed here from them. */
  readonly tells: readonly string[]
  readonly doesNotTell: readonly string[]
  readonly page: ReadingPage
}

/** A page of the synthetic study: its path beneath the study, and what one sees there. */
export type ReadingPage = { readonly path: string; readonly title: string; readonly shows: string }

export const readingStanding: Readonly<Record<Tag, string>> = {
  S: 'read in the source',
  K: 'verify',
  D: 'local default',
}
