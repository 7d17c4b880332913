/**
 * The sensitivity of a study's result, a document of its own beside the readout: the road is walked again under every rule for
 * ablated lesions and every policy, so it costs more than a readout and is made where it is asked for.
 */
import manifest from '../package.json' with { type: 'json' }
import { endpointTitle } from './analysis/endpoint-title.ts'
import { isUsableTime } from './analysis/subject-time.ts'
import { populations } from './analysis/populations.ts'
import type { Unit } from './analysis/readout.ts'
import { sensitivityPanel } from './analysis/sensitivity-panel.ts'
import type { Sensitivity } from './analysis/sensitivity-panel.ts'
import type { Choice } from './analysis/specifications.ts'
import { studyTimes } from './analysis/study-times.ts'
import type { SubjectTable } from './analysis/subject-table.ts'
import { endpointsBySubject } from './endpoint/endpoints.ts'
import type { Finding } from './finding.ts'
import { isTimeToEvent } from './protocol/analysis.ts'
import type { TimeToEventAnalysis } from './protocol/analysis.ts'
import { sensitivityAnalysisSchema } from './protocol/effect-analyses.ts'
import type { SensitivityAnalysis } from './protocol/effect-analyses.ts'
import { underPolicy } from './protocol/choices.ts'
import { policyNamed, policyNames } from './protocol/policies.ts'
import type { Protocol } from './protocol/protocol.ts'
import { responsesBySubject } from './recist/responses.ts'
import { cutoffOf, dataCut } from './record/data-cut.ts'
import type { Records } from './record/records.ts'

export function sensitivity(protocol: Protocol, given: Records): Sensitivity {
  const { records } = dataCut(given, cutoffOf(given, protocol))
  const members = new Map(populations(records, protocol).populations.map((one) => [one.id, one.members]))
  // Responses depend on the rule alone and serve every panel.
  const responses = new Map<string, ReturnType<typeof responsesBySubject>['responses']>()
  return document(
    protocol,
    { synthetic: protocol.synthetic || records.synthetic, dataCutoff: records.dataCutoff },
    'days',
    (asked, analysis) => {
      const { rules, policies, findings } = crossed(asked, analysis, protocol)
      const population = members.get(analysis.population)
      const choices = rules.flatMap((rule): Choice[] => {
        const ruled = { ...protocol, response: { ...protocol.response, ablatedLesions: rule } }
        const seen = responses.get(rule) ?? responsesBySubject(records, ruled).responses
        responses.set(rule, seen)
        const analyses = policies.map((policy) => ({ ...underPolicy(analysis, policy), id: policy }))
        const { byAnalysis } = endpointsBySubject(records, seen, { ...ruled, analyses })
        const timesOf = studyTimes(records, ruled, byAnalysis)
        return analyses.map((each) => ({
          ablatedLesions: rule,
          policy: each.policy,
          protocol: rule === protocol.response.ablatedLesions && each.policy === analysis.policy,
          times: (timesOf(each)?.times ?? []).filter(
            (time) => population?.has(time.id) && isUsableTime(time),
          ),
        }))
      })
      return { choices, findings }
    },
  )
}

/** A table gives each subject's time and nothing to derive it from: one specification an estimator, and how firm it is. */
export function tableSensitivity(protocol: Protocol, { unit, subjects }: SubjectTable): Sensitivity {
  return document(protocol, { synthetic: protocol.synthetic }, unit, () => ({
    choices: [
      { ablatedLesions: null, policy: 'as given', protocol: true, times: subjects.filter(isUsableTime) },
    ],
    findings: [
      {
        code: 'analysis.sensitivity.one-rule',
        severity: 'note',
        message: 'a table with one row a subject has no scans, so that no other rule or policy can be tried',
      },
    ],
  }))
}

type Made = { readonly choices: readonly Choice[]; readonly findings: readonly Finding[] }

function document(
  protocol: Protocol,
  { synthetic, dataCutoff }: { readonly synthetic: boolean; readonly dataCutoff?: string | undefined },
  unit: Unit,
  choicesOf: (asked: SensitivityAnalysis, analysis: TimeToEventAnalysis) => Made,
): Sensitivity {
  const { id, version, title, source = null, arms } = protocol
  const findings: Finding[] = []
  const panels = askedOf(protocol).flatMap((asked) => {
    const analysis = protocol.analyses.filter(isTimeToEvent).find((each) => each.id === asked.of)
    if (!analysis) {
      const message = `analysis ${asked.id}: no analysis of a time to an event has the id ${asked.of}`
      findings.push({ code: 'analysis.of.unknown', severity: 'error', message })
      return []
    }
    const made = choicesOf(asked, analysis)
    const { panel, findings: said } = sensitivityPanel(made.choices, {
      asked,
      analysis,
      title: analysis.title ?? endpointTitle(analysis.endpoint),
      arms,
      unit,
    })
    findings.push(...made.findings, ...said)
    return panel ?? []
  })
  return {
    schema: 'abscopal.sensitivity/1',
    software: { name: 'Abscopal', version: manifest.version },
    study: { id, version, title, source },
    synthetic,
    dataCutoff: dataCutoff ?? protocol.dataCutoff ?? null,
    arms: arms.map((arm) => ({ id: arm.id, title: arm.title, role: arm.role })),
    panels,
    findings,
  }
}

/** Those of the protocol; else one of its first primary analysis, with every choice at its default and printed with it. */
function askedOf({ analyses }: Protocol): readonly SensitivityAnalysis[] {
  const asked = analyses.flatMap((each) => {
    const read = each.kind === 'sensitivity' ? sensitivityAnalysisSchema.safeParse(each) : undefined
    return read?.success ? [read.data] : []
  })
  if (asked.length > 0) return asked
  const times = analyses.filter(isTimeToEvent)
  const primary = times.find(({ rank }) => rank === 'primary') ?? times[0]
  return primary
    ? [sensitivityAnalysisSchema.parse({ id: 'sensitivity', kind: 'sensitivity', of: primary.id })]
    : []
}

/** The rules and policies that are crossed; the protocol's own are always among them. */
function crossed(asked: SensitivityAnalysis, analysis: TimeToEventAnalysis, protocol: Protocol) {
  const rules = [...new Set([protocol.response.ablatedLesions, ...asked.ablatedLesions])]
  const named = asked.policies.length > 0 ? asked.policies : policyNames(protocol)
  const unknown = named.filter((name) => !policyNamed(protocol, name))
  const known = named.filter((name) => !unknown.includes(name))
  // Overall survival knows neither scans nor policies.
  const isDeath = analysis.endpoint === 'os'
  return {
    rules: isDeath ? [protocol.response.ablatedLesions] : rules,
    policies: isDeath ? [analysis.policy] : [...new Set([analysis.policy, ...known])],
    findings: unknown.map((name): Finding => ({
      code: 'protocol.policy-unknown',
      severity: 'error',
      message: `analysis ${asked.id}: policy ${policyNames(protocol).join(', ')}, got ${name}; left out`,
    })),
  }
}
