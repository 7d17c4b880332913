/**
 * Reading BOOSTER with Abscopal: its abstract, sentence by sentence. Every reported number is one of `trials.ts` or stands with its
 * source; every number under `tells` is computed from those here. Nothing of the synthetic study enters.
 */
import { boosterPractice } from './reading-booster-practice.ts'
import { impliedEvents, impliedP, impliedStandardError } from './published-ratio.ts'
import type { Reading, ReadingPage } from './reading.ts'
import type { PublishedRatio, TrialResult } from './trial-result.ts'
import { trialResults } from './trials.ts'

const abstract = 'BOOSTER, abstract, 10.1038/s41392-025-02460-z'
const randomized = { local: 43, control: 22 }
const modality = { cryoablation: 13, thermal: 31 }
const followUpMonths = 17.8

const pfs = published('booster-pfs')
const os = published('booster-os')
const analysed = { local: pfs.subjects.local!, control: pfs.subjects.control! }
const share = analysed.local / (analysed.local + analysed.control)
const medians = { local: pfs.medianMonths!.local!, control: pfs.medianMonths!.control }

const pages = {
  home: {
    path: '',
    title: 'The readout',
    shows: 'the answer with its interval, test, model and what may be doubted in them',
  },
  methods: {
    path: '/methods',
    title: 'Methods',
    shows: 'every choice that can change a number, each rule with its source, and which are ours',
  },
  subjects: {
    path: '/subjects',
    title: 'Subjects',
    shows:
      'each subject with scans, lesions, ablations, adverse events, laboratory values and the sentence of each endpoint',
  },
  findings: {
    path: '/findings',
    title: 'Findings',
    shows: 'every doubt about the data with file, row and field',
  },
  pfs: {
    path: '/efficacy#endpoint-pfs',
    title: 'Progression-free survival',
    shows:
      'curves with the numbers at risk, events, medians beside median follow-up, the test of proportional hazards and restricted means',
  },
  os: {
    path: '/efficacy#endpoint-os',
    title: 'Overall survival',
    shows: 'log-rank and Wald p beside each other, with the number of deaths',
  },
  populations: {
    path: '/participants',
    title: 'Who was analysed',
    shows: 'the flow of subjects and why each excluded subject was left out',
  },
} satisfies Record<string, ReadingPage>

export const readingBooster: Reading = {
  title: 'Reading BOOSTER with Abscopal',
  says: [
    'BOOSTER asked whether ablation added to immunotherapy helps people with advanced non-small-cell lung cancer whose disease is oligo-residual after anti-PD-1/L1. This page takes its abstract sentence by sentence. The full text was not at hand.',
    'For each sentence: what was reported and where; what the printed numbers alone let one check; what they cannot tell; and the page of the synthetic study that answers the same question when the data are there.',
    'The study behind the links is synthetic: made by a program, not observed in patients. It has the shape of BOOSTER and none of its data. No number on this page comes from it.',
  ],
  parts: [
    {
      id: 'design',
      title: 'Design',
      sentences: [
        {
          id: 'design.randomized',
          says: 'A randomized phase 2 trial, two to ablation plus immunotherapy for one to immunotherapy alone (ChiCTR2000032479), accrual March 2021 to March 2024.',
          source: abstract,
          tag: 'S',
          tells: [
            `Two to one of ${randomized.local + randomized.control} is ${number((2 / 3) * (randomized.local + randomized.control), 1)} to ${number((randomized.local + randomized.control) / 3, 1)}; ${randomized.local} and ${randomized.control} were randomized, as the ratio asks.`,
            'Randomization is what lets the two arms be compared. It does not cover what happens within the ablation arm, such as the choice of modality.',
          ],
          doesNotTell: [
            'What counted as oligo-residual: how many lesions in how many organs, after how long on immunotherapy.',
            'Strata, block size and concealment of the allocation; the assumptions behind the sample size.',
            'How often scans were made, by which version of RECIST, how an ablated lesion was handled in it, and who read the scans.',
          ],
          page: pages.methods,
        },
        {
          id: 'design.sets',
          says: '65 were randomized, 43 and 22; the full analysis set is 62, 42 and 20.',
          source: abstract,
          tag: 'S',
          tells: [
            `${randomized.local - analysed.local} of ${randomized.local} (${percent(1 - analysed.local / randomized.local)}) and ${randomized.control - analysed.control} of ${randomized.control} (${percent(1 - analysed.control / randomized.control)}) were left out after randomization: 3 exclusions, unequal between the arms.`,
            'The full analysis set is therefore not the set that was randomized.',
          ],
          doesNotTell: [
            'Why the 3 were left out.',
            'The result in all 65 as randomized: it cannot be had from the abstract.',
          ],
          page: pages.populations,
        },
      ],
    },
    {
      id: 'primary',
      title: 'Primary result',
      sentences: [
        {
          id: 'primary.endpoint',
          says: 'The primary endpoint was progression-free survival.',
          source: 'news report, reachmd.com 2484459, 17 Nov 2025; a secondary source',
          tag: 'S',
          tells: [],
          doesNotTell: [
            'Which rule dated and censored progression: scans that were missed, new therapy before progression, and local therapy in the control arm each move the result.',
          ],
          page: pages.methods,
        },
        {
          id: 'primary.ratio',
          says: `Progression-free survival: median ${medians.local} against ${medians.control} months, ${ratioText(pfs.ratio!)}, p < 0.001.`,
          source: abstract,
          tag: 'S',
          tells: [
            `On the log scale the hazard ratio is ${logText(pfs.ratio!)}. The interval gives p = ${impliedP(pfs.ratio!, 0.95, 2).toPrecision(2)} by Wald, which agrees with the printed p.`,
            `The width of the interval implies about ${Math.round(impliedEvents(pfs.ratio!, 0.95, 0.5))} to ${Math.round(impliedEvents(pfs.ratio!, 0.95, share))} events among ${analysed.local + analysed.control}: a result that rests on about thirty people.`,
            `The ratio of the medians is ${medians.control} / ${medians.local} = ${number(medians.control / medians.local, 3)}, ln ${number(Math.log(medians.control / medians.local), 3)}, the hazard ratio ${pfs.ratio!.estimate}, ln ${number(Math.log(pfs.ratio!.estimate), 3)}. Under proportional hazards with exponential times they would be equal: curves that part late, few at risk at the medians, or hazards that are not proportional are each possible.`,
          ],
          doesNotTell: [
            'The number of events in each arm, the rates at 12 and 24 months, and the numbers at risk.',
            'Whether hazards are proportional; the forest plot of the subgroups.',
          ],
          page: pages.pfs,
        },
        {
          id: 'primary.follow-up',
          says: `Median follow-up was ${followUpMonths} months.`,
          source: abstract,
          tag: 'S',
          tells: [
            `The median of the ablation arm, ${medians.local} months, lies ${number(medians.local - followUpMonths, 1)} months beyond it, a median beyond follow-up: it is read where few were still watched, and may move with a handful of people.`,
          ],
          doesNotTell: [
            'How follow-up was computed, how it differs between the arms, and how many were at risk at the median.',
          ],
          page: pages.pfs,
        },
        {
          id: 'primary.os',
          says: `Overall survival: ${ratioText(os.ratio!)}, p = ${os.ratio!.p!.value}.`,
          source: abstract,
          tag: 'S',
          tells: [
            `The p is under 0.05, the interval includes 1: it implies p = ${impliedP(os.ratio!, 0.95, 2).toPrecision(2)} by Wald. The two tests disagree, and a reader should see both. Which test gave the printed p is not said.`,
            `On the log scale the hazard ratio is ${logText(os.ratio!)}. The width implies about ${Math.round(impliedEvents(os.ratio!, 0.95, share))} deaths: a statement about fewer than ten people.`,
          ],
          doesNotTell: [
            'The number of deaths in each arm, and the medians.',
            'What was given after progression, and whether the control arm was ablated later.',
          ],
          page: pages.os,
        },
        {
          id: 'primary.pattern',
          says: 'The rate of systemic progression was lower in the ablation arm.',
          source: abstract,
          tag: 'S',
          tells: [],
          doesNotTell: [
            'Any number: local against distant progression was not counted in the abstract.',
            'What was called systemic.',
          ],
          page: {
            path: '#progression-patterns',
            title: 'Where it progressed',
            shows:
              'each first progression with the lesions that decided it, local or systemic by a rule that the protocol names',
          },
        },
      ],
    },
    {
      id: 'modality',
      title: 'Modality signal',
      sentences: [
        {
          id: 'modality.pfs',
          says: `Cryoablation (n = ${modality.cryoablation}) against thermal ablation (n = ${modality.thermal}): median progression-free survival not reached against 22.4 months, p = 0.011.`,
          source: abstract,
          tag: 'S',
          tells: [
            `${modality.cryoablation} + ${modality.thermal} = ${modality.cryoablation + modality.thermal} > ${analysed.local} analysed in the ablation arm, and more than the ${randomized.local} randomized to it (13 + 31 > 42). The two groups are no partition of the arm.`,
            'People with both modalities counted twice, sessions counted, or people of the control arm ablated after progression would each explain it; the abstract does not. So modality belongs to a session of a lesion, never to a person.',
            'The randomization was to ablation or none, not to a modality: whoever chose it could choose by the lesion. Time from randomization to the ablation counts for the group that one later falls into.',
          ],
          doesNotTell: [
            'The rule by which modality was chosen; size and site of the lesions in each group.',
            'A hazard ratio with its interval; whether the comparison was planned.',
          ],
          page: {
            path: '/subjects',
            title: 'Subjects',
            shows: 'the modality of each session of each lesion, on the line of time of its subject',
          },
        },
        {
          id: 'modality.others',
          says: 'Others found the reverse, or no difference: a network meta-analysis of 34 studies (1,840 people) puts radiofrequency and microwave ablation before cryoablation for local progression (odds ratios 0.04 and 0.02, evidence of very low quality); in stage IIIB/IV, cryoablation against microwave gave progression-free survival of 10 and 11 months (p = 0.36).',
          source: 'PMC6196668; Das 2020, 10.3892/ol.2019.11149',
          tag: 'S',
          tells: ['Published evidence on modality does not point one way.'],
          doesNotTell: ['Which modality is better for a given lesion.'],
          page: pages.methods,
        },
      ],
    },
    {
      id: 'interferon',
      title: 'Interferon alpha',
      sentences: [
        {
          id: 'interferon.change',
          says: 'Interferon alpha was higher after cryoablation than after thermal ablation, p = 0.078.',
          source: abstract,
          tag: 'S',
          tells: [
            'By its own p this is not shown at 5 %.',
            'The groups are those of the modality comparison, with the same double counting and without randomization.',
          ],
          doesNotTell: [
            'The panel, the days of sampling, the values, and how values under the limit of quantification were handled.',
            'That interferon explains the difference in survival: an association is all that such data can show.',
          ],
          page: {
            path: '/subjects',
            title: 'Subjects',
            shows:
              'each value of a subject beside the ablation, with what is below the limit of quantification said so',
          },
        },
      ],
    },
    {
      id: 'safety',
      title: 'Safety',
      sentences: [
        {
          id: 'safety.pneumothorax',
          says: 'One patient had a pneumothorax of grade 3 after ablation.',
          source: abstract,
          tag: 'S',
          tells: [
            `Of ${randomized.local} randomized to ablation one is ${percent(1 / randomized.local)}, if all of them were ablated.`,
            'Elsewhere pneumothorax of any grade follows 37 % of radiofrequency sessions (95 % interval 29 to 46; 1,916 sessions) and half of cryoablations of complex thoracic lesions, where 3 of 24 lesions had one of grade 3 with a tube (J Vasc Interv Radiol 2014; PMC8629000; read in the source). One of grade 3 says little of how often there is one.',
          ],
          doesNotTell: [
            'Lower grades, the full table of adverse events, the version of CTCAE, and how many sessions there were.',
            'Which events were put down to ablation and which to immunotherapy.',
          ],
          page: {
            path: '/subjects',
            title: 'Subjects',
            shows: 'each adverse event with grade, both causalities and its days from the ablation',
          },
        },
      ],
    },
    boosterPractice({ methods: pages.methods, subjects: pages.subjects, home: pages.home }),
  ],
  notPublished: [
    'the definition of oligo-residual disease: lesions, organs, months or cycles on immunotherapy',
    'criteria on performance status, EGFR and ALK, and prior therapy',
    'strata, block size, concealment of the allocation, assumptions behind the sample size',
    'the list of modalities and the rule of choice; timing of ablation against doses, pause and resumption',
    'the imaging interval, the version of RECIST, the handling of ablated lesions, the rule of confirmation, who read the scans',
    'event counts, rates at 12 and 24 months, numbers at risk, local against distant counts, values of the forest plot',
    'the cytokine panel and the days of sampling',
    'the full table of adverse events and the version of CTCAE',
    'the reason for the 3 exclusions',
    'therapy after progression, and crossover',
  ],
}

function published(id: string): TrialResult {
  const result = trialResults.find((one) => one.id === id)
  if (!result?.ratio) throw new RangeError(`readingBooster: a published ratio, got ${id}`)
  return result
}

function ratioText({ estimate, lower, upper }: PublishedRatio): string {
  return `hazard ratio ${estimate} (95 % interval ${lower}–${upper})`
}

function logText(ratio: PublishedRatio): string {
  return `${number(Math.log(ratio.estimate), 3)} with standard error ${number(impliedStandardError(ratio, 0.95), 3)}`
}

function number(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−')
}

function percent(part: number): string {
  return `${number(100 * part, 1)} %`
}
