/**
 * A simulated study as the files of a folder, from a seed: arms differ in the hazard of progression and of death. With
 * `awkward` it holds what real studies hold: dates known to the month, missed visits, scans that cannot be evaluated, two
 * scans on a day, scans after progression and after the data cut-off, therapy that was not planned, no baseline, no scan at
 * all, claimed progression, treatment stopped, subjects lost. Without it every subject has every scan.
 */
import { randomFraction, randomStream, type RandomStream } from '@abscopal/stats'
import { addDays, type Day } from '../day.ts'

export type SimulatedStudy = {
  readonly seed: number
  readonly subjects: number
  /** Of every subject, the baseline among them. */
  readonly scans: number
  readonly lesions: number
  readonly awkward: boolean
  readonly protocol: object
}

const organs = ['LUNG', 'LIVER', 'ADRENAL GLAND', 'BONE', 'MEDIASTINAL LYMPH NODE', 'KIDNEY'] as const
const cutoff = '2023-12-31' as Day

export function simulatedStudy(study: SimulatedStudy): ReadonlyMap<string, string> {
  const people = Array.from({ length: study.subjects }, (_, i) => personOf(study, i))
  const table = (name: keyof Tables) => csv(people.flatMap((tables) => tables[name]))
  return new Map([
    ['protocol.json', JSON.stringify({ dataCutoff: cutoff, synthetic: true, ...study.protocol })],
    ...(['dm', 'ds', 'tu', 'tr', 'ex', 'pr', 'ae', 'lb'] as const).map(
      (name) => [`${name}.csv`, table(name)] as const,
    ),
  ])
}

type Row = Readonly<Record<string, string | number | undefined>>
type Tables = Record<'dm' | 'ds' | 'tu' | 'tr' | 'ex' | 'pr' | 'ae' | 'lb', Row[]>

type Person = {
  readonly id: string
  readonly experimental: boolean
  readonly randomized: Day
  readonly stream: RandomStream
  /** Days after randomization. */
  readonly progression: number
  readonly death: number
  readonly end: number
}

function personOf(study: SimulatedStudy, i: number): Tables {
  const stream = randomStream(study.seed, i)
  const within = (low: number, high: number) => low + Math.floor((high - low + 1) * randomFraction(stream))
  const wait = (perDay: number) => Math.ceil(-Math.log(1 - randomFraction(stream)) / perDay)
  const odd = (share: number) => randomFraction(stream) < share && study.awkward
  const experimental = i % 3 !== 2
  const randomized = addDays('2020-01-06' as Day, within(0, study.awkward ? 900 : 300))
  const on = (day: number) => addDays(randomized, day)
  const [age, female, stratum] = [within(40, 80), within(0, 1), within(1, 3)]
  const progression = wait((experimental ? 0.0015 : 0.003) * (1 + 0.2 * stratum))
  // Days of death and of the last contact on a coarse grid, so that subjects tie.
  const death = study.awkward ? 7 * Math.ceil((progression + wait(0.0018)) / 7) : 2000 + within(0, 50)
  const lost = odd(0.08) ? within(30, 700) : Infinity
  const end = Math.min(death, lost, 1400)
  const person: Person = {
    id: `SIM-${String(i + 1).padStart(4, '0')}`,
    experimental,
    randomized,
    stream,
    progression,
    death,
    end,
  }
  const { id } = person
  const dated = (day: number, partial: boolean) => (partial ? on(day).slice(0, 7) : on(day))
  const died = death <= end && on(death) <= cutoff
  const vague = odd(0.06)
  const dm = {
    USUBJID: id,
    SITEID: `0${within(1, 4)}`,
    AGE: age,
    SEX: female ? 'F' : 'M',
    STRATUM1: `level ${stratum}`,
    ARMCD: experimental ? 'A' : 'B',
    RFICDTC: on(-14),
    DTHFL: died ? 'Y' : '',
    DTHDTC: died ? dated(death, vague) : '',
  }
  const ds: Row[] = [event('RANDOMIZED', 0, 'PROTOCOL MILESTONE')]
  if (odd(0.03))
    ds.push({ ...event('EXCLUDED FROM FULL ANALYSIS SET', 20, 'ANALYSIS SET'), DSTERM: 'NOT ELIGIBLE' })
  if (lost < death) ds.push(event('LOST TO FOLLOW-UP', lost, 'DISPOSITION EVENT'))
  if (odd(0.05)) ds.push(event('CLINICAL PROGRESSION', Math.min(progression, end), 'DISPOSITION EVENT'))
  if (odd(0.05)) ds.push(event('ADVERSE EVENT', Math.min(within(20, 400), end), 'DISPOSITION EVENT'))
  const pr: Row[] = []
  if (experimental && study.awkward)
    pr.push({
      ...therapy('MICROWAVE ABLATION', within(5, 20)),
      PRCAT: 'STUDY ABLATION',
      PRLNKID: 'L1',
      PRSUCC: 'Y',
    })
  if (odd(0.15)) pr.push(therapy('DOCETAXEL', within(30, 500)))
  if (odd(0.4)) pr.push(therapy('CARBOPLATIN', progression + within(10, 60)))
  if (odd(0.08)) pr.push(therapy('RADIOTHERAPY', within(20, 500)))
  const { tu, tr } = lesionRows(study, person, odd)
  return {
    dm: [dm],
    ds,
    tu,
    tr,
    ex: [0, 21, 42]
      .filter((day) => day <= end)
      .map((day) => ({
        USUBJID: id,
        EXTRT: 'PEMBROLIZUMAB',
        EXDOSE: 200,
        EXSTDTC: on(day),
        EXENDTC: on(day),
      })),
    pr: pr.filter(({ PRSTDTC }) => String(PRSTDTC) <= on(end)),
    ae: [
      {
        USUBJID: id,
        AETERM: 'FATIGUE',
        AETOXGR: 1,
        AESTDTC: on(3),
        AEENDTC: odd(0.3) ? on(30).slice(0, 7) : on(Math.min(30, end)),
      },
    ],
    lb: [
      {
        USUBJID: id,
        LBTESTCD: 'TSH',
        LBSTRESN: 2,
        LBSTRESU: 'mIU/L',
        LBDTC: on(end) < cutoff ? on(end) : cutoff,
      },
    ],
  }

  function event(DSDECOD: string, day: number, DSCAT: string): Row {
    return { USUBJID: id, DSDECOD, DSTERM: DSDECOD, DSCAT, DSSTDTC: on(day) }
  }

  function therapy(what: string, day: number): Row {
    return { USUBJID: id, PRTRT: what, PRDECOD: what, PRCAT: 'CANCER RELATED', PRSTDTC: on(day) }
  }
}

/** Half of the lesions are targets; they shrink until progression and then grow, or a new lesion appears. */
function lesionRows(study: SimulatedStudy, person: Person, odd: (share: number) => boolean) {
  const { id, randomized, stream, progression, end } = person
  const within = (low: number, high: number) => low + Math.floor((high - low + 1) * randomFraction(stream))
  const on = (day: number) => addDays(randomized, day)
  const lesions = Array.from({ length: study.lesions }, (_, k) => ({
    name: `L${k + 1}`,
    organ: organs[k % organs.length]!,
    target: k < study.lesions / 2,
    mm: within(18, 50),
  }))
  const [noBaseline, incomplete, noScans] = [odd(0.03), odd(0.03), odd(0.03)]
  const byNewLesion = within(0, 2) === 0
  const after = within(0, 3)
  const tr: Row[] = []
  const visits: { name: string; number: number; day: number }[] = []
  if (!noBaseline) visits.push({ name: 'SCREENING', number: 0, day: -within(3, 20) })
  let seen = 0
  const planned = noScans ? 0 : study.scans
  for (let k = 1; k < planned; k++) {
    const day = 42 * k + (study.awkward ? within(-7, 7) : 0)
    if (day > end) break
    if (day > progression && study.awkward && seen++ > after) break
    if (odd(0.12)) continue
    visits.push({ name: `WEEK ${6 * k}`, number: k, day })
    if (odd(0.04)) visits.push({ name: 'UNSCHEDULED', number: k + 0.1, day })
  }
  for (const { name, number, day } of visits) {
    const unread = day > 0 && odd(0.05)
    const vague = day > 0 && odd(0.02)
    for (const { name: lesion, organ, target, mm } of lesions) {
      const grown = day > progression && !byNewLesion ? 1.4 + 0.002 * (day - progression) : 1
      const size = Math.max(
        6,
        Math.round(mm * Math.exp(-0.0015 * Math.max(0, Math.min(day, progression))) * grown),
      )
      const at = {
        USUBJID: id,
        TRLNKID: lesion,
        TRGRPID: target ? 'TARGET' : 'NON-TARGET',
        VISITNUM: number,
        VISIT: name,
      }
      const date = on(day + (study.awkward ? within(0, 2) : 0))
      const TRDTC = vague ? date.slice(0, 7) : date
      const missing = unread || (day < 0 && incomplete && target)
      if (!target)
        tr.push({
          ...at,
          TRTESTCD: 'TUMSTATE',
          TRSTRESC: missing ? '' : 'PRESENT',
          TRSTAT: missing ? 'NOT DONE' : '',
          TRDTC,
        })
      else
        tr.push({
          ...at,
          TRTESTCD: organ.includes('NODE') ? 'LPERP' : 'LDIAM',
          TRSTRESC: missing ? '' : size,
          TRSTRESN: missing ? '' : size,
          TRSTRESU: missing ? '' : 'mm',
          TRSTAT: missing ? 'NOT DONE' : '',
          TRDTC,
        })
    }
  }
  const tu: Row[] = lesions.map(({ name, organ, target }) => ({
    USUBJID: id,
    TULNKID: name,
    TUSTRESC: target ? 'TARGET' : 'NON-TARGET',
    TULOC: organ,
    VISITNUM: 0,
    VISIT: 'SCREENING',
    TUDTC: on(-10),
  }))
  const first = visits.find(({ day }) => day > progression)
  if (byNewLesion && first)
    tu.push({
      USUBJID: id,
      TULNKID: 'N1',
      TUSTRESC: 'NEW',
      TULOC: 'BRAIN',
      VISITNUM: first.number,
      VISIT: first.name,
      TUDTC: on(first.day),
    })
  return { tu, tr }
}

function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n')
}
