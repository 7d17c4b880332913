/** How lesions and organs are counted, and what counts as oligo-residual disease: every switch said, since each changes the class. */
import { z } from 'zod'

export const oligoStateSchema = z
  .object({
    maxLesions: z.int().min(0).default(5),
    maxOrgans: z.int().min(0).default(3),
    /** Both limits must hold, or one of them. */
    operator: z.enum(['and', 'or']).default('and'),
    countPrimary: z.boolean().default(true),
    /** single: each node a lesion; station: the nodes of one place; organ: all nodes together. */
    nodesCountAs: z.enum(['single', 'station', 'organ']).default('station'),
    brain: z.enum(['count', 'leave-out']).default('count'),
    /** A lesion that is still seen but no longer takes up tracer, in the reader's word. */
    completeMetabolicResponse: z.enum(['count', 'leave-out']).default('count'),
    /** An ablated lesion that shows no residual tumour and no progression. */
    expectedZone: z.enum(['count', 'leave-out']).default('leave-out'),
    /** recist: pairs and all nodes are one organ; anatomical: each side, each place of nodes by itself. */
    organ: z.enum(['recist', 'anatomical']).default('recist'),
    /** The imaging methods that certify a count; none named, any does. */
    imaging: z.array(z.string()).default([]),
    /** A change of state stands where a later scan at least so many days on shows it too; null asks for none. */
    confirmationDays: z.int().positive().nullable().default(null),
    minDaysOnImmunotherapy: z.int().min(0).default(84),
    /** The drugs whose first dose starts the count; the part of the name that decides, case does not matter. */
    immunotherapies: z
      .array(z.string())
      .default([
        'pembrolizumab',
        'nivolumab',
        'atezolizumab',
        'durvalumab',
        'cemiplimab',
        'tislelizumab',
        'sintilimab',
      ]),
    /** The cut between synchronous and metachronous disease. */
    synchronousMonths: z.union([z.literal(3), z.literal(6)]).default(6),
    source: z.string().optional(),
    ours: z.boolean().optional(),
  })
  .strict()

export type OligoSettings = z.infer<typeof oligoStateSchema>
