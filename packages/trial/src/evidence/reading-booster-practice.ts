/** What to do in practice after BOOSTER: sentences with sources. They support a decision and never make one. */
import type { ReadingPage, ReadingPart } from './reading.ts'

type Pages = Readonly<Record<'methods' | 'subjects' | 'home', ReadingPage>>

const supports = 'What is right for one person: this supports a decision and never makes one.'

export function boosterPractice({ methods, subjects, home }: Pages): ReadingPart {
  return {
    id: 'practice',
    title: 'What to do in practice',
    sentences: [
      {
        id: 'practice.definition',
        says: 'Write down which definition of oligo-residual disease is meant. Published ones differ: at most 3 organs or at most 5 lesions (a cohort of 127), at most 5 lesions in at most 3 organs (a randomized phase 2 trial of consolidation radiotherapy).',
        source: 'Sci Rep 21 Oct 2025; medifind.com, trial 563975906',
        tag: 'S',
        tells: ['With “or”, 8 lesions in 2 organs qualify; with “and” they do not.'],
        doesNotTell: [
          'BOOSTER’s own definition, which is not published in our material; neither of these is it.',
          supports,
        ],
        page: methods,
      },
      {
        id: 'practice.others',
        says: 'Read BOOSTER beside the trials that found no difference: NRG-LU002 (local consolidation for oligopersistent disease, 215 people, 90 % on immunotherapy) reported a hazard ratio of 0.93 for progression-free survival.',
        source: 'jnccn360.org, 19 Jul 2024; ASCO 2024, 8506',
        tag: 'S',
        tells: [
          'Both trials added local therapy to immunotherapy in few lesions. They differ in the therapy (ablation; radiotherapy with or without surgery), so neither refutes the other.',
        ],
        doesNotTell: ['The interval of that hazard ratio, which is not at hand.', supports],
        page: home,
      },
      {
        id: 'practice.pneumothorax',
        says: 'Tell people about pneumothorax with the rates of large series, not with one event of one trial: 37 % of radiofrequency sessions in lung (95 % interval 29 to 46); more with age, in men, with more tumours and a longer way through aerated lung, less after lung surgery (odds ratio 0.29).',
        source: 'J Vasc Interv Radiol 2014, 1,916 sessions',
        tag: 'S',
        tells: [],
        doesNotTell: ['The rate with the operator, needle and lung at hand.', supports],
        page: subjects,
      },
      {
        id: 'practice.entry',
        says: 'Record whether the needle entered the pleura inside the ablation zone: in pigs pneumothorax was then more likely (odds ratio 7.7).',
        source: 'PMC5652064',
        tag: 'S',
        tells: [],
        doesNotTell: ['The size of the effect in people.', supports],
        page: subjects,
      },
      {
        id: 'practice.modality',
        says: 'Record the modality with each session of each lesion, with size and site, and the reason for it.',
        source: 'ours, after 13 + 31 > 42',
        tag: 'D',
        tells: ['Only then can a later reader tell who had both, and compare like with like.'],
        doesNotTell: ['Which modality to choose: BOOSTER did not randomize it.', supports],
        page: subjects,
      },
    ],
  }
}
