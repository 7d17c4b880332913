/** The variables of ADSL that say who is in a population of the protocol. */
import type { Protocol } from '../protocol/protocol.ts'

const standard: Readonly<Record<string, readonly [name: string, label: string]>> = {
  randomized: ['RANDFL', 'Randomized Population Flag'],
  'full-analysis': ['FASFL', 'Full Analysis Set Population Flag'],
  'per-protocol': ['PPROTFL', 'Per-Protocol Population Flag'],
  safety: ['SAFFL', 'Safety Population Flag'],
}

export type PopulationFlag = { readonly population: string; readonly name: string; readonly label: string }

/** Randomized and full analysis stand in every study; a population without a standard name has a number. */
export function populationFlags({ populations }: Pick<Protocol, 'populations'>): readonly PopulationFlag[] {
  const ids = [...new Set(['randomized', 'full-analysis', ...Object.keys(populations)])]
  const others = ids.filter((id) => !Object.hasOwn(standard, id))
  return ids.map((population) => {
    const [name, label] = standard[population] ?? [
      `POP${others.indexOf(population) + 1}FL`,
      `Population ${others.indexOf(population) + 1} Flag`,
    ]
    return { population, name, label }
  })
}
