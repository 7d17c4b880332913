/** The variables of ADSL that say who is in a population of the study. */

const standard: Readonly<Record<string, readonly [name: string, label: string]>> = {
  randomized: ['RANDFL', 'Randomized Population Flag'],
  'full-analysis': ['FASFL', 'Full Analysis Set Population Flag'],
  'per-protocol': ['PPROTFL', 'Per-Protocol Population Flag'],
  safety: ['SAFFL', 'Safety Population Flag'],
}

export type PopulationFlag = { readonly population: string; readonly name: string; readonly label: string }

/** A population without a standard name has a number. */
export function populationFlags(populations: readonly { readonly id: string }[]): readonly PopulationFlag[] {
  const others = populations.filter(({ id }) => !Object.hasOwn(standard, id)).map(({ id }) => id)
  return populations.map(({ id }) => {
    const number = others.indexOf(id) + 1
    const [name, label] = standard[id] ?? [`POP${number}FL`, `Population ${number} Flag`]
    return { population: id, name, label }
  })
}
