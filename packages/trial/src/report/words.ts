/** Numbers, dates and estimates as people read them; the terminal, the report and the pages share these words. No locale. */
import type { ArmReadout, Estimate, EndpointReadout, HazardRatioReadout, Unit } from '../analysis/readout.ts'
import { toMonths } from '../analysis/time-unit.ts'

export const NOT_REACHED = 'not reached'
export const NOT_ESTIMABLE = 'not estimable'
export const SYNTHETIC = 'Synthetic data: made by a program, not observed in patients.'

/** Fixed decimals; what rounds to zero has no sign. */
export function numberText(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}

/** `p = 0.036`, `p < 0.001`, `p > 0.999`. */
export function pText(p: number | null): string {
  if (p === null) return `p ${NOT_ESTIMABLE}`
  if (p < 0.001) return 'p < 0.001'
  return p > 0.999 ? 'p > 0.999' : `p = ${p.toFixed(3)}`
}

/** `95 %` of a level of 0.95. */
export function levelText(level: number): string {
  return `${Number((level * 100).toFixed(4))} %`
}

/** `18.2–26.1`; an end that does not exist is said by `open`. */
export function intervalText(
  { lower, upper }: Estimate,
  written: (value: number) => string,
  open: string = NOT_ESTIMABLE,
): string {
  if (lower === null && upper === null && open === NOT_ESTIMABLE) return `interval ${open}`
  const end = (value: number | null) => (value === null ? open : written(value))
  return `${end(lower)}–${end(upper)}`
}

export function monthsText(time: number, unit: Unit): string {
  return numberText(toMonths(time, unit), 1)
}

/** `26.1 months (18.2–not reached)`, `not reached (12.0–not reached)`, or why there is none. */
export function medianText(arm: Pick<ArmReadout, 'subjects' | 'median'>): string {
  return quantileText(arm, (time) => monthsText(time, arm.median.unit), 'months')
}

function quantileText(
  { subjects, median }: Pick<ArmReadout, 'subjects' | 'median'>,
  written: (time: number) => string,
  unit: Unit,
): string {
  if (subjects === 0) return `${NOT_ESTIMABLE}: no subjects`
  if (median.estimate !== null && median.lower === null && median.upper === null)
    return `${written(median.estimate)} ${unit} (${intervalText(median, written)})`
  // A limit of the curve that begins below 50 % gives no lower end; only an upper end can be one that was not reached.
  const lower = median.lower === null ? NOT_ESTIMABLE : written(median.lower)
  const interval = `${lower}–${median.upper === null ? NOT_REACHED : written(median.upper)}`
  if (median.estimate !== null) return `${written(median.estimate)} ${unit} (${interval})`
  return median.lower === null && median.upper === null ? NOT_REACHED : `${NOT_REACHED} (${interval})`
}

/** Median follow-up in the words of a median; `not estimable` where too few were censored to know it. */
export function followUpText({ subjects, followUp }: Pick<ArmReadout, 'subjects' | 'followUp'>): string {
  if (subjects === 0 || followUp.estimate === null) return NOT_ESTIMABLE
  return medianText({ subjects, median: followUp })
}

/** The same in the unit of the data, for whoever checks it against another program; null where that is months already. */
export function medianInUnitText(arm: Pick<ArmReadout, 'subjects' | 'median'>): string | null {
  return arm.median.unit === 'months' ? null : quantileText(arm, shortest, arm.median.unit)
}

function shortest(value: number): string {
  return String(Number(value.toFixed(4)))
}

/** `71.3 % (58.2–81.0)`; of an arm whose follow-up ends before, that this is why there is none. */
export function rateText(
  rate: ArmReadout['rates'][number],
  arm?: Pick<ArmReadout, 'steps' | 'median'>,
): string {
  if (rate.estimate !== null) return `${percent(rate.estimate)} % (${intervalText(rate, percent)})`
  const last = arm?.steps.time.at(-1)
  if (!arm || last === undefined || toMonths(last, arm.median.unit) >= toMonths(rate.at, rate.unit))
    return NOT_ESTIMABLE
  return `${NOT_ESTIMABLE}: follow-up ends at ${monthsText(last, arm.median.unit)} months`
}

function percent(value: number): string {
  return numberText(100 * value, 1)
}

/** `6 months` of a rate's time, whatever unit it is in. */
export function rateTimeText({ at, unit }: { readonly at: number; readonly unit: Unit }): string {
  return `${Number(toMonths(at, unit).toFixed(1))} months`
}

/** `0.24 (0.11–0.52)`; a ratio that two decimals cannot show is bounded, never written as 0.00. */
export function ratioText(ratio: Estimate): string {
  if (ratio.estimate === null) return NOT_ESTIMABLE
  return `${oneRatio(ratio.estimate)} (${intervalText(ratio, oneRatio)})`
}

function oneRatio(value: number): string {
  if (value < 0.005) return '<0.01'
  return value >= 1000 ? '>1000' : value.toFixed(2)
}

/** Why an endpoint has no hazard ratio, as far as the readout itself shows it. */
export function noRatioReason({ arms }: EndpointReadout): string {
  const filled = arms.filter(({ subjects }) => subjects > 0)
  if (filled.length < 2) return 'fewer than two arms have subjects'
  const without = filled.filter(({ events }) => events === 0).map(({ title }) => title)
  return without.length > 0 ? `no events in ${without.join(', ')}` : 'see the findings'
}

/** `Hazard ratio 0.24 (0.11–0.52), p < 0.001`, or that there is none and why. */
export function hazardRatioText(ratio: HazardRatioReadout | null, endpoint: EndpointReadout): string {
  if (!ratio || ratio.estimate === null) return `Hazard ratio ${NOT_ESTIMABLE}: ${noRatioReason(endpoint)}`
  return `Hazard ratio ${ratioText(ratio)}, ${pText(ratio.p)}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `4 Mar 2022` of an ISO date, `Mar 2022` of a month; anything else stays as it is. */
export function dateText(iso: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?$/.exec(iso)
  const month = months[Number(parts?.[2]) - 1]
  if (!parts || !month) return iso
  return `${parts[3] ? `${Number(parts[3])} ` : ''}${month} ${parts[1]}`
}
