/** The scales by which a complication of an ablation may be graded. No consensus prefers one (SIO-DATECAN), so a grade names its scale with the version. */

export type ComplicationScale = {
  readonly id: string
  readonly says: string
  readonly source: string
  readonly tag: 'S' | 'K' | 'D'
  readonly name: string
  readonly grades: readonly string[]
}

export const complicationScales: readonly ComplicationScale[] = [
  {
    id: 'complication.cirse-2017',
    name: 'CIRSE 2017',
    grades: ['1', '2', '3', '4', '5', '6'],
    says: 'CIRSE 2017: 1 solved in the session, 2 longer stay under 48 h, 3 extra therapy or over 48 h, 4 mild and 5 severe lasting sequelae, 6 death',
    source: 'CIRSE classification 2017, 10.1007/s00270-017-1703-4',
    tag: 'S',
  },
  {
    id: 'complication.cirse-2025',
    name: 'CIRSE 2025',
    grades: ['1a', '1b', '2', '3a', '3b', '4', '5', '6'],
    says: 'modified CIRSE: 1a and 1b solved in the procedure without and with an effect on its success, 3a and 3b by length of stay (cut not at hand), else as 2017',
    source: '10.1007/s00270-025-04200-w',
    tag: 'S',
  },
  {
    id: 'complication.sir-2017',
    name: 'SIR 2017',
    grades: ['1', '2', '3', '4', '5'],
    says: 'SIR 2017: 1 mild, 2 moderate, 3 severe, 4 life-threatening or disabling, 5 death',
    source: 'Khalilzadeh 2017, PubMed 28757285',
    tag: 'K',
  },
  {
    id: 'complication.sir-letters',
    name: 'SIR LETTERS',
    grades: ['A', 'B', 'C', 'D', 'E', 'F'],
    says: 'the SIR scale before 2017, still in papers: A and B minor, C to F major',
    source: 'SIR classification of complications by outcome',
    tag: 'K',
  },
  ...(['5.0', '6.0'] as const).map((version) => ({
    id: `complication.ctcae-${version}`,
    name: `CTCAE ${version}`,
    grades: ['1', '2', '3', '4', '5'],
    says: `CTCAE ${version}: grades 1 to 5 of the term of the event; versions are not pooled without a map`,
    source: `NCI CTCAE ${version}`,
    tag: 'K' as const,
  })),
]
