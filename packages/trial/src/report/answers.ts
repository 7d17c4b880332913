/**
 * The four questions of whoever opens a readout, each with its few numbers in words: did it work, how sure, for whom, how safe.
 * What is not known is a sentence too.
 */
import { isBeyondFollowUp } from '../analysis/median.ts'
import type { EndpointReadout, Readout } from '../analysis/readout.ts'
import type { SafetyReadout } from '../analysis/safety.ts'
import { toMonths } from '../analysis/time-unit.ts'
import { disagreementTexts } from './effect-texts.ts'
import { leadingEndpoint } from './headline.ts'
import {
  followUpText,
  hazardRatioText,
  intervalText,
  medianText,
  NOT_ESTIMABLE,
  numberText,
  pText,
  rateText,
  rateTimeText,
} from './words.ts'

/** `arm` is the arm that the line is of, where it is of one. */
export type AnswerLine = { readonly label: string; readonly value: string; readonly arm?: string }
export type Answer = {
  readonly id: 'work' | 'sure' | 'whom' | 'safe'
  readonly question: string
  readonly lines: readonly AnswerLine[]
}

export function answers(readout: Readout): readonly Answer[] {
  const leading = leadingEndpoint(readout)
  return [
    { id: 'work', question: 'Did it work?', lines: leading ? effect(leading, readout) : [nothing] },
    {
      id: 'sure',
      question: 'How sure?',
      lines: [...(leading ? doubts(leading, readout) : []), found(readout)],
    },
    { id: 'whom', question: 'For whom?', lines: analysed(readout, leading) },
    { id: 'safe', question: 'How safe?', lines: safe(readout) },
  ]
}

const nothing: AnswerLine = { label: 'Endpoints', value: 'none could be analysed; the findings say why' }

function effect(endpoint: EndpointReadout, readout: Readout): AnswerLine[] {
  const { arms, logRank, restrictedMeans } = endpoint
  const others = readout.endpoints.filter((other) => other !== endpoint)
  return [
    ...arms.map((arm) => {
      const rate = middle(arm.rates)
      return {
        label: arm.title,
        arm: arm.arm,
        value: [`median ${medianText(arm)}`, rate && `at ${rateTimeText(rate)} ${rateText(rate, arm)}`]
          .filter(Boolean)
          .join('; '),
      }
    }),
    ...(arms.length < 2
      ? [{ label: 'Comparison', value: 'there is one arm, so nothing is compared' }]
      : [
          ...(arms.length === 2 ? [ratioLine('Hazard ratio', endpoint)] : []),
          { label: 'Log-rank test', value: pText(logRank.p) },
        ]),
    ...restrictedMeans.flatMap(({ atMonths, contrasts }) =>
      contrasts.slice(0, arms.length === 2 ? 1 : 0).map(({ difference }) => ({
        label: `Restricted mean to ${atMonths} months, difference`,
        value:
          difference.estimate === null
            ? NOT_ESTIMABLE
            : `${months(difference.estimate)} months (${intervalText(difference, months)}), ${pText(difference.p)}`,
      })),
    ),
    ...others.filter(({ arms: own }) => own.length === 2).map((other) => ratioLine(other.title, other)),
  ]

  function months(time: number) {
    return numberText(toMonths(time, endpoint.unit), 1)
  }
}

const middle = <T>(all: readonly T[]): T | undefined => all[Math.floor((all.length - 1) / 2)]

/** The ratio alone, where its label has said what it is. */
function ratioLine(label: string, endpoint: EndpointReadout): AnswerLine {
  const text = hazardRatioText(endpoint.hazardRatio, endpoint)
  return {
    label,
    value: label === 'Hazard ratio' ? text.replace(/^Hazard ratio /, '') : text.replace(/^H/, 'h'),
  }
}

function doubts(endpoint: EndpointReadout, readout: Readout): AnswerLine[] {
  const { arms, proportionality } = endpoint
  const tests = proportionality?.tests ?? []
  return [
    ...arms.map((arm) => ({
      label: `Follow-up, ${arm.title}`,
      arm: arm.arm,
      value: `median ${followUpText(arm)}${isBeyondFollowUp(arm) ? ', shorter than the median time to the event' : ''}`,
    })),
    ...(proportionality
      ? [
          {
            label: 'Proportional hazards',
            value: `${tests.map(({ p }) => pText(p)).join(', ')}. ${proportionality.says}`,
          },
        ]
      : arms.length > 1
        ? [{ label: 'Proportional hazards', value: 'not tested; the findings say why' }]
        : []),
    ...disagreementTexts(endpoint, readout).map((value) => ({ label: 'Two tests', value })),
  ]
}

function found({ findings }: Readout): AnswerLine {
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  return { label: 'Findings in the data', value: counts.join(', ') || 'none' }
}

function analysed({ populations }: Readout, leading: EndpointReadout | undefined): AnswerLine[] {
  const population = populations.find(({ id }) => id === leading?.population)
  const all = populations.find(({ id }) => id === 'randomized')
  if (!population) return []
  const out = population.excluded.length
  return [
    {
      label: 'Analysed',
      value: `${population.title}, ${population.subjects}${all && all !== population ? ` of ${all.subjects} randomized` : ''}${out > 0 ? `; ${out} left out with a reason` : ''}`,
    },
  ]
}

const shownCriteria = ['grade3', 'serious', 'fatal', 'ablation', 'ablation-grade3']

function safe({ safety, tables }: Readout): AnswerLine[] {
  if (!safety)
    return [
      {
        label: 'Adverse events',
        value:
          tables.length === 0
            ? 'not known: a table with a row a subject has none'
            : 'not known; the findings say why',
      },
    ]
  return [
    { label: 'Treated', value: safety.arms.map(({ subjects }) => String(subjects)).join(' v ') },
    ...safety.summary
      .filter(({ id }) => shownCriteria.includes(id))
      .map((row) => ({ label: row.title, value: byArmText(row) })),
  ]
}

/** `12 of 42 (28.6 %) v 3 of 20 (15.0 %)`, in the order of the arms. */
function byArmText({ byArm }: SafetyReadout['summary'][number]): string {
  return byArm
    .map(({ subjects, of }) =>
      of === 0 ? 'nobody treated' : `${subjects} of ${of} (${numberText((100 * subjects) / of, 1)} %)`,
    )
    .join(' v ')
}
