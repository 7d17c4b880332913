/** The log-rank test of all arms that have subjects, stratified where the protocol says so. */
import { logRank } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import { completeSubjects, strataCodes } from './complete-subjects.ts'
import { known } from './known.ts'
import type { EndpointReadout } from './readout.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type LogRankReadout = EndpointReadout['logRank']

export function logRankByArm(
  subjects: readonly SubjectTime[],
  strata: readonly string[],
  where: string,
): { readonly logRank: LogRankReadout; readonly findings: readonly Finding[] } {
  const { complete, findings } = completeSubjects(subjects, { strata }, `${where}, log-rank test`)
  const arms = [...new Set(complete.map(({ arm }) => arm))]
  if (arms.length < 2) return none(`fewer than two arms have subjects`)
  const test = logRank(
    timeColumn(complete),
    eventColumn(complete),
    Int32Array.from(complete, ({ arm }) => arms.indexOf(arm)),
    strata.length > 0 ? { strata: strataCodes(complete, strata) } : {},
  )
  if (!(test.degreesOfFreedom > 0))
    return none(
      complete.some(({ event }) => event)
        ? 'at no event were subjects of two arms at risk together'
        : 'no subject has the event',
    )
  const { chiSquare, degreesOfFreedom, p } = test
  return {
    logRank: { chiSquare: known(chiSquare), degreesOfFreedom, p: known(p), strata },
    findings,
  }

  function none(why: string) {
    const finding: Finding = {
      code: 'analysis.log-rank.none',
      severity: 'note',
      message: `${where}: no log-rank test: ${why}`,
    }
    return {
      logRank: { chiSquare: null, degreesOfFreedom: null, p: null, strata },
      findings: [...findings, finding],
    }
  }
}
