/** What a reader of a hazard ratio must know of the rest of its model: covariates that dropped out, or that did not settle. */
import type { Cox } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { CovariateColumn } from './covariate-columns.ts'

/** @param arms how many columns of the fit stand for arms; those of the covariates follow */
export function modelDoubts(
  fit: Cox,
  { arms, columns, where }: { arms: number; columns: readonly CovariateColumn[]; where: string },
): Finding[] {
  const findings: Finding[] = []
  const dropped = columns.filter((_, k) => fit.flags[arms + k] === 'collinear').map(({ name }) => name)
  if (dropped.length > 0)
    findings.push({
      code: 'analysis.cox.collinear',
      severity: 'warning',
      message: `${where}: the hazard ratio is not adjusted for all of ${[...new Set(dropped)].join(', ')}: arms, strata or other covariates explain it (collinear)`,
    })
  // An arm that is infinite is said by itself.
  if (!fit.converged && !fit.flags.slice(0, arms).includes('infinite'))
    findings.push({
      code: 'analysis.cox.not-converged',
      severity: 'warning',
      message: `${where}: the Cox model is in doubt: ${fit.reason ?? 'it did not converge'}`,
    })
  return findings
}
