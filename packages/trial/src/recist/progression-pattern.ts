/**
 * Where a progression is: residual or local at ablated lesions, regional, distant and known, distant and new, in the CNS;
 * several at once are usual. Local against systemic is the protocol's definition. The classes refer to what was ablated,
 * so an arm without ablation can have no residual, local or regional progression: compare arms by class with that in mind.
 */
import type { Derived } from '../derived.ts'
import type { RowId, RuleId } from '../ids.ts'
import type { ProgressionClass, ProgressionPatternSettings } from '../protocol/local-progression.ts'
import type { Lesion } from '../record/records.ts'
import { firstRule, type Rule } from './rule.ts'

export type ProgressionPattern = Derived & {
  /** In the order of the rules. */
  readonly classes: readonly ProgressionClass[]
  readonly extent: 'local' | 'systemic'
  /** `systemic: distant new (L6 in liver), local (T1 in lung)`. */
  readonly says: string
}

/** A lesion that makes a time point PD, and how. */
export type ProgressingSite = {
  readonly lesion: Lesion
  readonly how: 'residual' | 'local' | 'known' | 'new'
  readonly from: readonly RowId[]
}

type Facts = Pick<ProgressingSite, 'how'> & {
  readonly cns: boolean
  /** In the organ, or the nodal basin, of a lesion ablated before. */
  readonly near: boolean
}

const source = 'ours, after SIO-DATECAN 10.1148/radiol.2021203715; the definition of BOOSTER is not published'

export const progressionPatternRules: readonly Rule<Facts, ProgressionClass>[] = [
  {
    id: 'pattern.residual',
    response: 'residual',
    says: 'residual: an ablated lesion of which no scan proved the ablation complete progresses',
    source,
    tag: 'D',
    holds: ({ how }) => how === 'residual',
  },
  {
    id: 'pattern.local',
    response: 'local',
    says: 'local: tumour at the edge of an ablation zone that was complete on at least one scan',
    source,
    tag: 'D',
    holds: ({ how }) => how === 'local',
  },
  {
    id: 'pattern.cns',
    response: 'cns',
    says: 'CNS: a known or new lesion whose place names the brain, the spinal cord or the meninges',
    source,
    tag: 'D',
    holds: ({ cns }) => cns,
  },
  {
    id: 'pattern.regional',
    response: 'regional',
    says: 'regional: a lesion that was not ablated, known or new, in the same organ as an ablated one or in its nodal basin',
    source,
    tag: 'D',
    holds: ({ near }) => near,
  },
  {
    id: 'pattern.distant-known',
    response: 'distant-known',
    says: 'distant, known: growth of a lesion known at baseline and not ablated',
    source,
    tag: 'D',
    holds: ({ how }) => how === 'known',
  },
  {
    id: 'pattern.distant-new',
    response: 'distant-new',
    says: 'distant, new: a new lesion',
    source,
    tag: 'D',
    holds: () => true,
  },
]

export const progressionExtentRules = {
  systemic: {
    id: 'pattern.extent.systemic',
    says: "systemic: at least one class that the protocol's progressionPattern.systemic names",
    source,
    tag: 'D',
  },
  local: {
    id: 'pattern.extent.local',
    says: "local: no class that the protocol's progressionPattern.systemic names",
    source,
    tag: 'D',
  },
} as const

/** Undefined where nothing names the lesions that progressed, as with a response that was only reported. */
export function progressionPattern(
  sites: readonly ProgressingSite[],
  ablated: readonly Lesion[],
  settings: ProgressionPatternSettings,
): ProgressionPattern | undefined {
  if (sites.length === 0) return undefined
  const classified = sites.map((site) => ({
    site,
    rule: firstRule(progressionPatternRules, {
      how: site.how,
      cns: isCns(site.lesion),
      near: ablated.some((other) => other.id !== site.lesion.id && isNear(site.lesion, other, settings)),
    }),
  }))
  const byClass = Map.groupBy(classified, ({ rule }) => rule.response)
  const classes = progressionPatternRules.map(({ response }) => response).filter((one) => byClass.has(one))
  const extent = classes.some((one) => settings.systemic.includes(one)) ? 'systemic' : 'local'
  const parts = classes.map((one) => {
    const names = byClass
      .get(one)!
      .map(({ site: { lesion } }) => `${lesion.id}${lesion.organ ? ` in ${lesion.organ.toLowerCase()}` : ''}`)
    return `${classWords[one]} (${names.join(', ')})`
  })
  return {
    classes,
    extent,
    says: `${extent}: ${parts.join('; ')}`,
    because: [...new Set<RuleId>(classified.map(({ rule }) => rule.id)), progressionExtentRules[extent].id],
    from: [...new Set(sites.flatMap(({ from }) => from))],
  }
}

export const classWords: Readonly<Record<ProgressionClass, string>> = {
  residual: 'residual',
  local: 'local',
  regional: 'regional',
  'distant-known': 'distant, known',
  'distant-new': 'distant, new',
  cns: 'CNS',
}

function isCns({ organ }: Lesion): boolean {
  return /\b(brain|cerebr|cerebell|central nervous|cns\b|mening|leptomening|spinal cord)/i.test(organ)
}

/** Organs are compared by their names; a pair, such as the lungs, is one organ. */
function isNear(lesion: Lesion, ablated: Lesion, { nodalBasins }: ProgressionPatternSettings): boolean {
  const [place, treated] = [lesion.organ.trim().toLowerCase(), ablated.organ.trim().toLowerCase()]
  if (place === '' || treated === '') return false
  if (lesion.node === ablated.node) return place === treated
  const basin = lesion.node
    ? Object.entries(nodalBasins).find(([organ]) => treated === organ.toLowerCase())
    : undefined
  return basin !== undefined && basin[1].some((word) => place.includes(word.toLowerCase()))
}
