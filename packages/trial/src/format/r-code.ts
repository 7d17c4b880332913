/**
 * The readout as an R program: every estimate of it again, from the ADSL and ADTTE that are written beside it, by R's own
 * survival package. One block an analysis, with the choices of the protocol written out.
 */
import type { EndpointReadout, Readout } from '../analysis/readout.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Arm } from '../protocol/protocol.ts'
import { stratumVariable } from './adam-adsl.ts'
import { parameterCodes } from './adam-adtte.ts'
import { armCode } from './adam-arm.ts'
import { populationFlags } from './adam-population-flags.ts'
import type { PopulationFlag } from './adam-population-flags.ts'
import { rFunctions } from './r-functions.ts'

/** @returns null where the readout is not of a study folder: a table of subjects has no ADTTE */
export function rCode(
  readout: Pick<Readout, 'study' | 'software' | 'tables' | 'populations' | 'endpoints' | 'protocol'>,
): string | null {
  const { study, software, tables, populations, endpoints, protocol } = readout
  if (tables.length === 0) return null
  const done = protocol.analyses
    .filter(isTimeToEvent)
    .filter(({ id }) => endpoints.some((one) => one.id === id))
  const codes = parameterCodes(done)
  const flags = populationFlags(populations)
  const blocks = endpoints.flatMap((endpoint) => {
    const analysis = done.find(({ id }) => id === endpoint.id)
    return analysis
      ? [block(endpoint, { analysis, code: codes.get(analysis) ?? '', flags, arms: inOrder(protocol.arms) })]
      : []
  })
  return [
    comment(`${study.title} (${study.id}, protocol ${study.version})`),
    comment(
      `The numbers of the readout, from adam/adsl.csv and adam/adtte.csv. Written by ${software.name} ${software.version}.`,
    ),
    comment('In the folder that has adam/:  Rscript r/readout.R [RESULTS.csv]'),
    '',
    rFunctions,
    ...blocks,
    printing,
  ].join('\n')
}

type Of = {
  readonly analysis: TimeToEventAnalysis
  readonly code: string
  readonly flags: readonly PopulationFlag[]
  readonly arms: readonly Arm[]
}

function block(endpoint: EndpointReadout, { analysis, code, flags, arms }: Of): string {
  const { test, model, curve, milestones, proportionality, weightedTest } = analysis
  const population = flags.find((one) => one.population === analysis.population)
  const fields = [...new Set([...test.strata, ...model.strata, ...model.adjustFor])].map((name, i) => ({
    name,
    column: `x${i + 1}`,
  }))
  const columnsOf = (names: readonly string[]) =>
    fields.filter(({ name }) => names.includes(name)).map(({ column }) => column)
  const strata = (names: readonly string[]) =>
    names.length > 0 ? [`strata(${columnsOf(names).join(', ')})`] : []
  const terms = [...columnsOf(model.adjustFor), ...strata(model.strata)]
  const compared = arms.length > 1
  return [
    comment(
      `---- ${endpoint.title}: ${analysis.id}, population ${analysis.population}, policy ${analysis.policy} ----`,
    ),
    `analysis <- ${text(analysis.id)}`,
    `d <- subjects_of(${text(code)}, ${text(population?.name ?? '')}, arms = ${words(arms.map((arm) => armCode(arm) ?? ''))})`,
    ...fields.map(({ name, column }) => fieldLine(name, column)),
    `each_arm(d, conf.type = ${text(curve.interval)}, level = ${curve.level}, months = ${numbers(inOrderOfTime(analysis.ratesAtMonths))})`,
    ...[...new Set(analysis.restrictedMeanMonths)].map(
      (month) => `restricted_means(d, month = ${month}, level = ${curve.level})`,
    ),
    ...(compared
      ? [
          ...inOrderOfTime(analysis.ratesAtMonths).map(
            (month) =>
              `rate_difference(d, month = ${month}, level = ${curve.level}, scale = ${text(milestones.scale)})`,
          ),
          `log_rank(Surv(AVAL, event) ~ ${['arm', ...strata(test.strata)].join(' + ')}, d)`,
          `hazard_ratios(Surv(AVAL, event) ~ ${['arm', ...terms].join(' + ')}, d, ties = ${text(model.ties)}, level = ${model.level}, transform = ${text(proportionality.transform)}${
            model.interval === 'profile' ? `, rest = Surv(AVAL, event) ~ ${terms.join(' + ') || '1'}` : ''
          })`,
          ...(weightedTest
            ? [
                `weighted_log_rank(d, d[${words(columnsOf(test.strata))}], weights = list(${weightedTest.weights.map(({ rho, gamma }) => `c(${rho}, ${gamma})`).join(', ')}))`,
              ]
            : []),
        ]
      : []),
    '',
  ].join('\n')
}

/** Age is a number, every other field a word; the site has a variable of its own. */
function fieldLine(name: string, column: string): string {
  const lower = name.toLowerCase()
  const variable = lower === 'site' ? 'SITEID' : stratumVariable(name)
  const values = `value(d, ${text(variable)})`
  return `d$${column} <- ${lower === 'age' ? `as.numeric(${values})` : `factor(${values})`}  ${comment(name)}`
}

/** The reference first, as the readout has it. */
function inOrder(arms: readonly Arm[]): readonly Arm[] {
  const reference = arms.find(({ role }) => role === 'control') ?? arms[0]
  return arms.toSorted((a, b) => Number(b === reference) - Number(a === reference))
}

const inOrderOfTime = (months: readonly number[]) => [...new Set(months)].toSorted((a, b) => a - b)

const numbers = (all: readonly number[]) => `c(${all.join(', ')})`
const words = (all: readonly string[]) => `c(${all.map(text).join(', ')})`

/** Anyone's words as an R string: control characters and all that is not ASCII by their number. */
function text(said: string): string {
  const escaped = [...said.toWellFormed().replaceAll('\0', '')].map((letter) =>
    letter === '"' || letter === '\\'
      ? `\\${letter}`
      : /[ -~]/.test(letter)
        ? letter
        : `\\U{${letter.codePointAt(0)!.toString(16)}}`,
  )
  return `"${escaped.join('')}"`
}

/** On one line, whatever the words are. */
function comment(said: string): string {
  return `# ${said.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`
}

const printing = String.raw`
results[] <- lapply(results, function(column) if (is.numeric(column)) ifelse(is.finite(column), column, NA) else column)
print(results, digits = 10, row.names = FALSE)
to <- commandArgs(TRUE)
if (length(to) > 0) {
  results[] <- lapply(results, function(column) if (is.numeric(column)) ifelse(is.na(column), NA, sprintf("%.17g", column)) else column)
  write.csv(results, to[1], row.names = FALSE, na = "")
}
`.trimStart()
