/**
 * Whether the printed numbers of a result agree with one another. A row that fails is shown, never mended.
 * Thresholds are ours [D]; each row's case stands in the test with the published numbers that it catches.
 */
import type { Finding } from '../finding.ts'
import { impliedEvents, impliedP, logAsymmetry, roundingAllowance } from './published-ratio.ts'
import type { PublishedRatio, TrialResult } from './trial-result.ts'

export type CheckRow = {
  readonly id: string
  readonly says: string
  readonly source: string
  readonly tag: 'D'
  /** What is wrong, in words with the numbers; undefined where nothing is. */
  readonly finds: (result: TrialResult) => string | undefined
}

/** Beyond what rounding explains, this much asymmetry on the log scale is said. */
const ASYMMETRY = 0.03
/** A p and an interval may differ by this factor: a log-rank p is not a Wald p. */
const P_FACTOR = 3
/** |ln HR − ln(median ratio)| above this cannot be read as proportional hazards with exponential times. */
const MEDIAN_GAP = 0.5
const LEVELS = [0.8, 0.9, 0.95, 0.99]
const DEFAULT_LEVEL = 0.95

export const importChecks: readonly CheckRow[] = [
  {
    id: 'evidence.log-symmetry',
    says: 'the hazard ratio lies in the middle of its interval on the log scale, within rounding and 0.03',
    source: 'ours: a Wald interval is symmetric on the log scale',
    tag: 'D',
    finds: ({ ratio }) => {
      if (!ratio) return undefined
      const off = logAsymmetry(ratio)
      return Math.abs(off) > ASYMMETRY + roundingAllowance(ratio)
        ? `the hazard ratio ${ratio.estimate} lies ${signed(off)} from the middle of ${ratio.lower}–${ratio.upper} on the log scale`
        : undefined
    },
  },
  {
    id: 'evidence.p-against-interval',
    says: 'the p that the interval implies is within a factor 3 of the printed one; where it is not, the level and sidedness that would agree are named',
    source: 'ours',
    tag: 'D',
    finds: ({ ratio }) => {
      if (!ratio?.p) return undefined
      const level = ratio.level ?? DEFAULT_LEVEL
      const sides = ratio.p.sides ?? 2
      const implied = impliedP(ratio, level, sides)
      if (agrees(implied, ratio.p)) return undefined
      const others = LEVELS.filter(
        (other) => other !== level && agrees(impliedP(ratio, other, sides), ratio.p!),
      )
      return `at ${percent(level)} the interval implies ${sides === 1 ? 'one' : 'two'}-sided p = ${implied.toPrecision(2)}, printed is p ${ratio.p.relation} ${ratio.p.value}${
        others.length > 0 ? `; it would agree with an interval of ${others.map(percent).join(' or ')}` : ''
      }`
    },
  },
  {
    id: 'evidence.tests-disagree',
    says: 'the printed p and the 95 % interval lie on the same side of significance',
    source: 'ours: a log-rank and a Wald test may disagree, and a reader should hear of it',
    tag: 'D',
    finds: ({ ratio }) => {
      if (!ratio?.p || ratio.p.sides === 1 || (ratio.level ?? DEFAULT_LEVEL) !== 0.95) return undefined
      const excludes = ratio.upper < 1 || ratio.lower > 1
      const small = ratio.p.value < 0.05 || (ratio.p.value === 0.05 && ratio.p.relation === '<')
      return excludes === small
        ? undefined
        : `p ${ratio.p.relation} ${ratio.p.value}, but the interval ${ratio.lower}–${ratio.upper} ${excludes ? 'excludes' : 'includes'} 1 (Wald p = ${impliedP(ratio, 0.95, 2).toPrecision(2)})`
    },
  },
  {
    id: 'evidence.implied-events',
    says: 'the events that the width of the interval implies are not more than the subjects',
    source: 'Schoenfeld 1981, Biometrika 68:316',
    tag: 'D',
    finds: ({ ratio, subjects }) => {
      if (!ratio) return undefined
      const share =
        subjects.local !== null && subjects.control !== null
          ? subjects.local / (subjects.local + subjects.control)
          : 0.5
      const events = impliedEvents(ratio, ratio.level ?? DEFAULT_LEVEL, share)
      return events > subjects.all
        ? `the interval implies about ${Math.round(events)} events at ${percent(ratio.level ?? DEFAULT_LEVEL)}, there are ${subjects.all} subjects`
        : undefined
    },
  },
  {
    id: 'evidence.ratio-against-medians',
    says: 'ln of the hazard ratio is within 0.5 of ln of the ratio of the medians',
    source: 'ours: under proportional hazards with exponential times they are equal',
    tag: 'D',
    finds: ({ ratio, medianMonths }) => {
      if (!ratio || medianMonths?.local == null) return undefined
      const [log, medians] = [Math.log(ratio.estimate), Math.log(medianMonths.control / medianMonths.local)]
      return Math.abs(log - medians) > MEDIAN_GAP
        ? `ln HR is ${signed(log)}, ln of the ratio of the medians ${medianMonths.control} and ${medianMonths.local} is ${signed(medians)}: hazards are not proportional, or a median lies in a sparse tail`
        : undefined
    },
  },
  {
    id: 'evidence.level-stated',
    says: 'the report states the level of its interval',
    source: 'ours',
    tag: 'D',
    finds: ({ ratio }) =>
      ratio && ratio.level === null ? 'the level of the interval is not stated; 95 % was assumed' : undefined,
  },
  {
    id: 'evidence.integrity',
    says: 'no correction, expression of concern or retraction is known',
    source: 'ours',
    tag: 'D',
    finds: ({ integrity }) =>
      integrity.status === 'none'
        ? undefined
        : `${integrity.status.replaceAll('-', ' ')}${integrity.checked ? `, checked ${integrity.checked}` : ''}${integrity.says ? `: ${integrity.says}` : ''}`,
  },
]

export type Checked = { readonly rule: string; readonly message: string }

export function checkedResult(result: TrialResult): readonly Checked[] {
  return importChecks.flatMap(({ id, finds }) => {
    const message = finds(result)
    return message ? [{ rule: id, message }] : []
  })
}

/** The same as findings, for whoever imports a table of results. */
export function importFindings(results: readonly TrialResult[]): readonly Finding[] {
  return results.flatMap((result) =>
    checkedResult(result).map(({ rule, message }): Finding => ({
      code: rule,
      severity: rule === 'evidence.level-stated' ? 'note' : 'warning',
      message: `${result.trial} (${result.endpoint.toUpperCase()}): ${message}`,
    })),
  )
}

function agrees(implied: number, p: NonNullable<PublishedRatio['p']>): boolean {
  return p.relation === '<'
    ? implied <= P_FACTOR * p.value
    : implied <= P_FACTOR * p.value && p.value <= P_FACTOR * implied
}

const percent = (level: number) => `${Number((100 * level).toPrecision(6))} %`
const signed = (value: number) => (value < 0 ? `−${Math.abs(value).toFixed(3)}` : `+${value.toFixed(3)}`)
