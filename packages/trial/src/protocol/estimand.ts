/** Estimands after ICH E9(R1): what an analysis estimates, and what it makes of each event that comes between. */
import { z } from 'zod'

/** What may come between randomization and the endpoint of such a trial. */
export const intercurrentEvents = {
  'new-systemic-therapy': 'new systemic anticancer therapy',
  'salvage-local-therapy':
    'ablation, radiotherapy or surgery of a lesion before progression, not planned; in a control arm also a study ablation (crossover)',
  'local-therapy-at-progression': 'local therapy at or after progression',
  'clinical-progression': 'progression stated without a scan',
  'ablation-not-done': 'assigned ablation not done',
  'ablation-delayed': 'assigned ablation done later than the protocol allows',
  'staged-session': 'a later session of the planned ablation',
  'immunotherapy-stopped': 'study treatment stopped for toxicity or another reason that is not progression',
  'immunotherapy-completed': 'immunotherapy stopped at its planned end',
  'immunotherapy-switched': 'change to another drug of the class',
  'immunotherapy-rechallenge': 'immunotherapy resumed after a long interruption',
  'death-from-procedure': 'death from a complication of ablation',
} as const
export type IntercurrentEventKind = keyof typeof intercurrentEvents

const kinds = Object.keys(intercurrentEvents) as [IntercurrentEventKind, ...IntercurrentEventKind[]]

export const strategySchema = z.enum(
  ['treatment-policy', 'hypothetical', 'composite', 'while-on-treatment'],
  {
    error: ({ input }) =>
      input === 'principal-stratum'
        ? 'principal-stratum is not supported: who belongs to the stratum is not observed, and no switch of a policy can decide it'
        : undefined,
  },
)
export type Strategy = z.infer<typeof strategySchema>

export const estimandSchema = z
  .object({
    id: z.string().min(1),
    title: z.string().optional(),
    /** The treatments compared, in words. */
    treatment: z.string().optional(),
    population: z.string().default('full-analysis'),
    /** The variable: the endpoint that analyses of this estimand derive. */
    endpoint: z.string().min(1),
    /** The summary over the population, in words, such as `hazard ratio`. */
    summary: z.string().optional(),
    /** An event that is not named is left to the policy of the analysis. */
    intercurrentEvents: z.partialRecord(z.enum(kinds), strategySchema).default({}),
    ours: z.boolean().optional(),
    source: z.string().optional(),
  })
  .strict()
export type Estimand = z.infer<typeof estimandSchema>

/** When something counts as an intercurrent event; no source gives these numbers, they are local defaults. */
export const intercurrentSettingsSchema = z
  .object({
    /** A first study ablation later after randomization is delayed; without one by then, it is not done. */
    ablationWithinDays: z.int().positive().default(42),
    /** A last dose at least so long after the first that is recorded, with none since, completes immunotherapy. */
    immunotherapyDays: z.int().positive().default(700),
    /** A dose after so long without one is a rechallenge. */
    rechallengeAfterDays: z.int().positive().default(84),
    immunotherapies: z
      .array(z.string().min(1))
      .default([
        'pembrolizumab',
        'nivolumab',
        'atezolizumab',
        'durvalumab',
        'cemiplimab',
        'tislelizumab',
        'sintilimab',
      ]),
    ours: z.boolean().default(true),
  })
  .strict()
export type IntercurrentSettings = z.infer<typeof intercurrentSettingsSchema>
