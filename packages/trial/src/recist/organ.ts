/** The organ of a lesion as RECIST 1.1 counts organs: all lymph nodes are one, and so are the two of a pair. */
import type { Lesion } from '../record/records.ts'

/** Sides, lobes and segments, in words or beside a comma; what is left is the organ. */
const parts =
  /\b(left|right|bilateral|upper|middle|lower|superior|inferior|anterior|posterior|medial|lateral|caudate|lingula|lobes?|segments?( ?([ivx]+|\d+)[ab]?)?|poles?|side|of|the)\b/g

export function recistOrgan({ node, organ }: Pick<Lesion, 'node' | 'organ'>): string {
  if (node) return 'lymph nodes'
  const all = organ.trim().toLowerCase()
  const whole = all
    .replace(parts, ' ')
    .replace(/[^\p{L}\d\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plurals.get(whole) ?? (whole || all)
}

const plurals = new Map([
  ['lungs', 'lung'],
  ['kidneys', 'kidney'],
  ['breasts', 'breast'],
  ['ovaries', 'ovary'],
  ['adrenal glands', 'adrenal gland'],
  ['bones', 'bone'],
])
