/**
 * The interaction of arm and a field: the model of the analysis with arm, levels and arm × level against the same without the
 * products. R's `anova` of the two `coxph` fits, or the Wald test of the products.
 */
import { chiSquareCdf, cholesky, choleskySolve, cox } from '@abscopal/stats'
import type { Cox } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { ArmQuestion } from './arm-model.ts'
import { completeSubjects, strataCodes } from './complete-subjects.ts'
import { covariateColumns } from './covariate-columns.ts'
import { known } from './known.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type InteractionReadout = {
  readonly method: 'likelihood-ratio' | 'wald'
  readonly chiSquare: number | null
  readonly degreesOfFreedom: number | null
  readonly p: number | null
}

/** @param levels  the subjects of each level, of two arms */
export function interaction(
  levels: readonly (readonly SubjectTime[])[],
  { question, method }: { readonly question: ArmQuestion; readonly method: InteractionReadout['method'] },
): InteractionReadout & { readonly findings: readonly Finding[] } {
  const { model, reference, where } = question
  const filled = levels.filter((members) => members.length > 0)
  if (filled.length < 2) return none('fewer than two levels have subjects')
  const levelOf = new Map(filled.flatMap((members, k) => members.map((subject) => [subject, k] as const)))
  const { complete } = completeSubjects([...levelOf.keys()], model, where) // who is left out is said with the levels
  if (!complete.some(({ event }) => event)) return none('no subject has the event')

  const isArm = Float64Array.from(complete, ({ arm }) => (arm === reference ? 0 : 1))
  const indicators = filled
    .slice(1)
    .map((_, k) => Float64Array.from(complete, (subject) => (levelOf.get(subject) === k + 1 ? 1 : 0)))
  const products = indicators.map((column) => column.map((x, i) => x * (isArm[i] ?? 0)))
  const covariates = covariateColumns(complete, model.adjustFor).map(({ values }) => values)
  const fit = (columns: readonly Float64Array[]) =>
    cox(timeColumn(complete), eventColumn(complete), columns, {
      ties: model.ties,
      ...(model.strata.length > 0 && { strata: strataCodes(complete, model.strata) }),
    })
  const main = [isArm, ...indicators, ...covariates]
  const full = fit([...main, ...products])
  const tested = full.flags.flatMap((flag, j) => (j >= main.length && flag !== 'collinear' ? [j] : []))
  if (tested.length === 0) return none('the products are explained by the main effects')
  const chiSquare =
    method === 'wald'
      ? waldStatistic(full, tested)
      : Math.max(0, 2 * (full.logLikelihood - fit(main).logLikelihood))
  const p = Number.isFinite(chiSquare) ? chiSquareCdf(chiSquare, tested.length, { upper: true }) : NaN
  if (Number.isNaN(p)) return none(`the model has no finite estimate: ${full.reason ?? 'no reason known'}`)
  const monotone: Finding = {
    code: 'analysis.interaction.monotone',
    severity: 'note',
    message: `${where}: a level has no event in one arm; the likelihood-ratio test of interaction stands at the limit of a monotone likelihood`,
  }
  return {
    method,
    chiSquare: known(chiSquare),
    degreesOfFreedom: tested.length,
    p: known(p),
    findings: full.flags.includes('infinite') ? [monotone] : [],
  }

  function none(why: string) {
    const message = `${where}: no test of interaction: ${why}`
    return {
      method,
      chiSquare: null,
      degreesOfFreedom: null,
      p: null,
      findings: [{ code: 'analysis.interaction.none', severity: 'note', message } as const],
    }
  }
}

/** b′ V⁻¹ b over the tested coefficients; NaN where one is not finite. */
function waldStatistic({ coefficients, variance }: Cox, tested: readonly number[]): number {
  const n = coefficients.length
  const b = Float64Array.from(tested, (j) => coefficients[j] ?? NaN)
  const V = Float64Array.from(tested.flatMap((j) => tested.map((k) => variance[j * n + k] ?? NaN)))
  if (!b.every(Number.isFinite)) return NaN
  const solved = choleskySolve(cholesky(V, tested.length), b)
  return b.reduce((sum, x, i) => sum + x * (solved[i] ?? NaN), 0)
}
