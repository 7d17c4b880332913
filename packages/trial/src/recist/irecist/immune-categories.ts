/** The state of each category at one time point, in the words of iRECIST. */
import type { NonTargetResponse, TargetResponse } from '../response.ts'
import type { ImmuneCategories, ImmuneResponse } from './immune-response.ts'
import type { ImmuneFacts } from './immune-rules.ts'

const words: Readonly<Record<TargetResponse | NonTargetResponse, ImmuneResponse>> = {
  CR: 'iCR',
  PR: 'iPR',
  SD: 'iSD',
  'NON-CR/NON-PD': 'NON-iCR/NON-iUPD',
  PD: 'iUPD',
  NE: 'NE',
}

/** A category is iCPD where the overall response is, and this category is one that confirms it. */
export function immuneCategories(
  { target, nonTarget, newLesion, since }: ImmuneFacts,
  overall: ImmuneResponse,
  everNew: boolean,
): ImmuneCategories {
  const confirmed = overall === 'iCPD'
  const confirms = {
    target: confirmed && target === 'PD' && (!since?.first.target || since.targetGrew),
    nonTarget: confirmed && nonTarget === 'PD' && (!since?.first.nonTarget || since.nonTargetGrew),
    newLesion:
      confirmed &&
      newLesion === 'progression' &&
      (!since?.first.newLesion || since.newLesionGrew || since.additionalNewLesion),
  }
  const newWords = { none: 'gone', known: 'known', 'not-evaluated': 'NE', progression: 'iUPD' } as const
  return {
    ...(target && { target: confirms.target ? 'iCPD' : words[target] }),
    ...(nonTarget && { nonTarget: confirms.nonTarget ? 'iCPD' : words[nonTarget] }),
    ...(everNew && { newLesion: confirms.newLesion ? 'iCPD' : newWords[newLesion] }),
  }
}
