/**
 * Whether an effect differs between groups of patients: the hazard ratio in each level of each field that the protocol
 * names, by the model of the analysis itself, and one test of interaction a field. The p of a single level is no answer.
 */
import type { Finding } from '../finding.ts'
import type { Rank, TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { SubgroupsAnalysis } from '../protocol/effect-analyses.ts'
import type { Arm } from '../protocol/protocol.ts'
import { armModel } from './arm-model.ts'
import { hazardRatiosByArm } from './hazard-ratio.ts'
import { interaction } from './interaction.ts'
import type { InteractionReadout } from './interaction.ts'
import { noEstimate } from './known.ts'
import { methods } from './methods.ts'
import type { HazardRatioReadout } from './readout.ts'
import { subgroupLevels } from './subgroup-levels.ts'
import type { SubjectTime } from './subject-time.ts'

export type SubgroupsReadout = {
  readonly id: string
  readonly title: string
  readonly rank: Rank
  /** The analysis whose times, test and model are used. */
  readonly of: string
  readonly population: string
  readonly policy: string
  readonly arm: string
  readonly reference: string
  readonly methods: readonly string[]
  readonly overall: SubgroupRow
  readonly subgroups: readonly {
    readonly field: string
    readonly title: string
    /** Subjects without a value, or with one that belongs to no level. */
    readonly without: number
    readonly interaction: InteractionReadout
    readonly rows: readonly SubgroupRow[]
  }[]
}

export type SubgroupRow = {
  readonly title: string
  readonly subjects: number
  readonly events: number
  readonly arms: readonly { readonly arm: string; readonly subjects: number; readonly events: number }[]
  readonly hazardRatio: HazardRatioReadout
  /** Why there is no hazard ratio; null where there is one. */
  readonly why: string | null
}

export type SubgroupsQuestion = {
  readonly asked: SubgroupsAnalysis
  readonly analysis: TimeToEventAnalysis
  readonly title: string
  readonly policy: string
  readonly arms: readonly Arm[]
}

/** @param subjects the population of the analysis `of` */
export function subgroups(
  subjects: readonly SubjectTime[],
  { asked, analysis, title, policy, arms }: SubgroupsQuestion,
): { readonly readout?: SubgroupsReadout; readonly findings: readonly Finding[] } {
  const { id, rank, of, leastEvents } = asked
  const reference = arms.find(({ role }) => role === 'control') ?? arms[0]
  const arm = asked.arm
    ? arms.find((one) => one.id === asked.arm)
    : arms.find((one) => one !== reference && one.role === 'experimental')
  if (!arm || !reference || arm === reference)
    return {
      findings: [
        {
          code: 'analysis.subgroups.arm',
          severity: 'error',
          message: `analysis ${id}: it compares an arm with the reference ${reference?.id ?? 'arm'}, got ${asked.arm ?? 'no other arm'}; not done`,
        },
      ],
    }
  const pair = [arm, reference].map((one) => one.id)
  const both = subjects.filter((subject) => pair.includes(subject.arm))
  const findings: Finding[] = []
  const fields = asked.subgroups.map((subgroup) => {
    const where = `${id}, ${subgroup.field}`
    const found = subgroupLevels(both, subgroup, where)
    findings.push(...found.findings)
    return {
      field: subgroup.field,
      title: subgroup.title ?? subgroup.field,
      without: found.without,
      interaction: collected(
        interaction(
          found.levels.map(({ members }) => members),
          { question: question(where), method: asked.interaction },
        ),
      ),
      rows: found.levels.map((level) => row(level.members, level.title, `${where} ${level.title}`)),
    }
  })
  return {
    readout: {
      id,
      title: asked.title ?? `${title}: subgroups`,
      rank,
      of,
      population: analysis.population,
      policy,
      arm: arm.id,
      reference: reference.id,
      methods: [
        ...methods(analysis, reference.title).filter((text) => text.startsWith('Cox model')),
        `A level with fewer than ${leastEvents} events is not estimated (local default of the protocol)`,
        `Interaction of arm and field by the ${asked.interaction === 'wald' ? 'Wald' : 'likelihood-ratio'} test in one model with both main effects; not corrected for the number of fields`,
      ],
      overall: row(both, 'All patients', `${id}, all patients`),
      subgroups: fields,
    },
    findings,
  }

  function question(where: string) {
    return { arms: pair, reference: reference!.id, model: analysis.model, where }
  }
  function collected<T>({ findings: said, ...rest }: T & { readonly findings: readonly Finding[] }) {
    findings.push(...said)
    return rest
  }
  function row(members: readonly SubjectTime[], name: string, where: string): SubgroupRow {
    const events = members.filter(({ event }) => event).length
    const few =
      members.length === 0
        ? 'no subject is in it'
        : events < leastEvents
          ? `${events} events, fewer than ${leastEvents}`
          : undefined
    const fitted = few ? { why: few, findings: [] } : armModel(members, question(where))
    const { hazardRatios, findings: said } = hazardRatiosByArm(fitted, question(where))
    findings.push(...fitted.findings, ...said)
    const [ratio] = hazardRatios
    const hazardRatio = ratio ?? {
      ...noEstimate,
      arm: arm!.id,
      p: null,
      reference: reference!.id,
      ties: analysis.model.ties,
      strata: analysis.model.strata,
      adjustedFor: analysis.model.adjustFor,
    }
    return {
      title: name,
      subjects: members.length,
      events,
      arms: pair.map((each) => {
        const inArm = members.filter((subject) => subject.arm === each)
        return { arm: each, subjects: inArm.length, events: inArm.filter(({ event }) => event).length }
      }),
      hazardRatio,
      why: hazardRatio.estimate === null ? (few ?? fitted.why ?? reasonOf(said)) : null,
    }
  }
}

/** The finding ends with its reason. */
function reasonOf(findings: readonly Finding[]): string {
  const said = findings.find(({ code }) => code === 'analysis.hazard-ratio.none')?.message
  return said?.split(': ').at(-1) ?? 'the model has no estimate'
}
