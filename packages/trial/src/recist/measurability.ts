/**
 * Whether a lesion can be a target at baseline. A row that holds is a finding; the lesion stays what the reader made it,
 * since only the reader can choose another.
 */
import { fromMillimetres, toMillimetres, type Micrometres } from '../length.ts'
import type { Lesion, LesionKind } from '../record/records.ts'
import type { Sentence } from './rule.ts'
import { normalNode, pathologicalNode } from './target.ts'

export type MeasurabilityFacts = {
  readonly role: Lesion['role']
  readonly node: boolean
  readonly organ: string
  readonly length?: Micrometres
  readonly slice?: Micrometres
  readonly method?: string
  readonly kind?: LesionKind
  /** Local therapy at its place before baseline, and no progression since. */
  readonly treated: boolean
}

export type MeasurabilityRule = Sentence & {
  readonly code: string
  readonly role: 'target' | 'non-target' | 'any'
  readonly holds: (facts: MeasurabilityFacts) => boolean
  /** What came and what is asked, after `target T1`. */
  readonly message: (facts: MeasurabilityFacts) => string
}

const recist = 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'
const smallest = fromMillimetres(10)
const smallestOnRadiograph = fromMillimetres(20)
const thickSlice = fromMillimetres(5)

const mm = (length: Micrometres | undefined) => `${toMillimetres(length ?? (0 as Micrometres))} mm`
const isUnder = (length: Micrometres | undefined, least: Micrometres) =>
  length !== undefined && length < least
const isRadiograph = (method = '') => /X-?RAY|RADIOGRAPH/i.test(method)
const isCaliper = (method = '') => /CALIPER|CALLIPER|PHYSICAL EXAM/i.test(method)
const small = 'target-too-small'

export const measurabilityRules: readonly MeasurabilityRule[] = [
  {
    id: 'measurable.node',
    code: small,
    role: 'target',
    says: 'a target node has a short axis of at least 15 mm; from 10 to under 15 mm it is a non-target lesion',
    source: recist,
    tag: 'S',
    holds: ({ node, length }) => node && isUnder(length, pathologicalNode),
    message: ({ length }) => `is a node of ${mm(length)}; a target node has at least ${mm(pathologicalNode)}`,
  },
  {
    id: 'measurable.radiograph',
    code: small,
    role: 'target',
    says: 'on a chest radiograph a target lesion is at least 20 mm long',
    source: recist,
    tag: 'S',
    holds: ({ node, length, method }) =>
      !node && isRadiograph(method) && isUnder(length, smallestOnRadiograph),
    message: ({ length }) =>
      `is ${mm(length)} on a radiograph; at least ${mm(smallestOnRadiograph)} is asked there`,
  },
  {
    id: 'measurable.caliper',
    code: small,
    role: 'target',
    says: 'by caliper, at a clinical examination, a target lesion is at least 10 mm long',
    source: recist,
    tag: 'S',
    holds: ({ node, length, method }) => !node && isCaliper(method) && isUnder(length, smallest),
    message: ({ length }) => `is ${mm(length)} by caliper; at least ${mm(smallest)} is asked`,
  },
  {
    id: 'measurable.diameter',
    code: small,
    role: 'target',
    says: 'on CT or MRI a target lesion is at least 10 mm long',
    source: recist,
    tag: 'S',
    holds: ({ node, length, method }) =>
      !node && !isRadiograph(method) && !isCaliper(method) && isUnder(length, smallest),
    message: ({ length }) => `is ${mm(length)}; at least ${mm(smallest)} is asked`,
  },
  {
    id: 'measurable.slice',
    code: 'target-under-two-slices',
    role: 'target',
    says: 'where the slices are thicker than 5 mm, a target lesion that is no node is at least two slices long',
    source: recist,
    tag: 'S',
    holds: ({ node, length, slice }) =>
      !node && slice !== undefined && slice > thickSlice && length !== undefined && length < 2 * slice,
    message: ({ length, slice }) =>
      `is ${mm(length)} with slices of ${mm(slice)}; at least ${mm((2 * (slice ?? 0)) as Micrometres)} is asked`,
  },
  {
    id: 'measurable.bone',
    code: 'target-not-measurable',
    role: 'target',
    says: 'a bone lesion can be a target only if it is lytic or mixed and has a soft-tissue component; a blastic one never',
    source: recist,
    tag: 'S',
    holds: ({ kind }) => kind === 'bone-lytic' || kind === 'bone-blastic',
    message: ({ kind }) =>
      `is ${kind === 'bone-blastic' ? 'a blastic bone lesion' : 'a bone lesion without soft tissue'}, which is not measurable`,
  },
  {
    id: 'measurable.bone.unknown',
    code: 'target-bone-unknown',
    role: 'target',
    says: 'a bone lesion of which the data does not say whether it has a soft-tissue component is not known to be measurable',
    source: `ours; follows from ${recist}`,
    tag: 'D',
    holds: ({ kind, organ, node }) =>
      kind === undefined &&
      !node &&
      /\b(bones?|vertebra\w*|rib|ribs|femur|pelvic bone|sacrum|sternum|humerus)\b/i.test(organ),
    message: () => 'is in bone, and the data does not say whether it has a soft-tissue component (LESKIND)',
  },
  {
    id: 'measurable.cyst',
    code: 'lesion-simple-cyst',
    role: 'any',
    says: 'a simple cyst is no lesion: it is neither a target nor a non-target',
    source: recist,
    tag: 'S',
    holds: ({ kind }) => kind === 'simple-cyst',
    message: () => 'is a simple cyst, which is no lesion',
  },
  {
    id: 'measurable.cystic-metastasis',
    code: 'target-cystic',
    role: 'target',
    says: 'a cystic metastasis can be a target, but a solid lesion is preferred',
    source: recist,
    tag: 'K',
    holds: ({ kind }) => kind === 'cystic-metastasis',
    message: () => 'is a cystic metastasis; a solid lesion is preferred where there is one',
  },
  {
    id: 'measurable.never',
    code: 'target-not-measurable',
    role: 'target',
    says: 'effusion, ascites, leptomeningeal and lymphangitic disease, inflammatory breast disease and an abdominal mass that imaging cannot reproduce are never measurable',
    source: recist,
    tag: 'S',
    holds: ({ kind, organ }) => (kind !== undefined && never.has(kind)) || neverWords.test(organ),
    message: ({ kind, organ }) => `is ${kind ?? organ.toLowerCase()}, which is never measurable`,
  },
  {
    id: 'measurable.treated',
    code: 'target-treated-before',
    role: 'target',
    says: 'a lesion where local therapy was given before baseline is not measurable unless it is known to have progressed since',
    source: recist,
    tag: 'S',
    holds: ({ treated }) => treated,
    message: () =>
      'lies where local therapy was given before baseline, and no progression since is recorded (LOCTRT)',
  },
  {
    id: 'measurable.normal-node',
    code: 'non-target-node-normal',
    role: 'non-target',
    says: 'a node with a short axis under 10 mm is normal and not recorded at baseline',
    source: recist,
    tag: 'S',
    holds: ({ node, length }) => node && isUnder(length, normalNode),
    message: ({ length }) => `is a node of ${mm(length)}; under ${mm(normalNode)} a node is normal`,
  },
]

const never: ReadonlySet<LesionKind> = new Set([
  'effusion',
  'leptomeningeal',
  'lymphangitic',
  'inflammatory-breast',
  'not-reproducible',
])
const neverWords = /\b(effusion|ascites|leptomening\w*|lymphangit\w*|inflammatory breast)\b/i
