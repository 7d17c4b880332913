/** The tables and sentences of subgroups, modalities and sensitivity, as texts; the report sets them beside their figures. */
import type { ModalityReadout } from '../analysis/modality.ts'
import type { Readout } from '../analysis/readout.ts'
import type { SensitivityPanel } from '../analysis/sensitivity-panel.ts'
import type { SubgroupRow, SubgroupsReadout } from '../analysis/subgroups.ts'
import type { TextTable } from './endpoint-table.ts'
import { NOT_ESTIMABLE, levelText, monthsText, numberText, pText, ratioText } from './words.ts'

export function subgroupTable(
  { arm, reference, overall, subgroups }: SubgroupsReadout,
  readout: Readout,
): TextTable {
  const title = (id: string) => readout.arms.find((each) => each.id === id)?.title ?? id
  return {
    columns: [
      'Field',
      'Level',
      ...[arm, reference].map((id) => `${title(id)}, events/subjects`),
      'Hazard ratio (CI)',
      'Interaction',
    ],
    rows: [
      cells('All patients', overall, ''),
      ...subgroups.flatMap(({ title: field, interaction, rows }) =>
        rows.map((row, i) => cells(field, row, i === 0 ? pText(interaction.p) : '')),
      ),
    ],
  }
}

export function lesionTable({ lesions }: ModalityReadout): TextTable {
  const [first] = lesions
  return {
    columns: ['', ...lesions.map(({ group }) => group)],
    rows: [
      ['Patients', ...lesions.map(({ subjects }) => String(subjects))],
      ['Lesion sessions', ...lesions.map(({ sessions }) => String(sessions))],
      ['Lesions', ...lesions.map((each) => String(each.lesions))],
      [
        'Diameter before, mm: median (range), mean, of lesions',
        ...lesions.map(
          ({ diameterMm: d }) =>
            `${one(d.median)} (${one(d.lowest)}–${one(d.highest)}), ${one(d.mean)}, ${d.lesions}`,
        ),
      ],
      [
        'Technical success: yes, no, not stated',
        ...lesions.map(({ technicalSuccess: { yes, no, unknown } }) => `${yes}, ${no}, ${unknown}`),
      ],
      ...(first?.organs ?? []).map(({ organ }, i) => [
        `Lesions in ${organ.toLowerCase()}`,
        ...lesions.map(({ organs }) => String(organs[i]?.lesions ?? 0)),
      ]),
    ],
  }
}

export function modalityTexts({
  groups,
  bothGroups,
  diameterDifference,
  landmark,
  exposure,
  naive,
  warning,
}: ModalityReadout): string[] {
  const pair = groups.map(({ group }) => group).join(' against ')
  const { hazardRatio, logRank } = landmark.comparison
  const out = landmark.excluded.map(({ why, subjects }) => `${subjects.length} ${why}`).join(', ')
  const days = naive.groups.map(
    ({ group, immortalDays }) =>
      `${group} ${immortalDays.median === null ? '–' : numberText(immortalDays.median, 0)} days`,
  )
  return [
    warning,
    `${bothGroups} patients had both groups, so that counts of patients do not add up`,
    diameterDifference === null
      ? 'Standardized difference in diameter: not estimable'
      : `Standardized difference in diameter, ${pair}: ${numberText(diameterDifference, 2)}`,
    `From the landmark (${landmark.landmark}), ${pair}: hazard ratio ${ratioText(hazardRatio)}, ${pText(hazardRatio.p)}; log-rank ${pText(logRank.p)}. Not compared: ${out}`,
    `By exposure over time, ${pair}: hazard ratio ${ratioText(exposure.hazardRatio)}, ${pText(exposure.hazardRatio.p)}; ${exposure.subjects} patients at risk from their first ablation`,
    `From randomization, for contrast only: hazard ratio ${ratioText(naive.hazardRatio)}, log-rank ${pText(naive.logRankP)}. ${naive.says}. Median time from randomization to the ablation: ${days.join(', ')}`,
  ]
}

export function sensitivityTexts(panel: SensitivityPanel, readout: Pick<Readout, 'arms'>): string[] {
  const { says, fragility, leaveOneOut, bootstrap, alpha, unit } = panel
  const title = (id: string) => readout.arms.find((each) => each.id === id)?.title ?? id
  return [
    ...says,
    ...(fragility && fragility.changed.length > 0
      ? [
          `Those of the fragility: ${fragility.changed
            .map(
              ({ subject, arm, time, to }) =>
                `${subject} (${title(arm)}, ${monthsText(time, unit)} months) to ${to}`,
            )
            .join('; ')}; then ${pText(fragility.pAfter)}`,
        ]
      : []),
    ...(leaveOneOut
      ? [
          `With one subject left out: hazard ratio ${two(leaveOneOut.hazardRatio.lowest)} to ${two(leaveOneOut.hazardRatio.highest)}, log-rank ${pText(leaveOneOut.p.lowest)} to ${pText(leaveOneOut.p.highest)}; ${
            leaveOneOut.decisive.length === 0
              ? `no single subject decides on which side of ${alpha} p lies`
              : `p crosses ${alpha} without ${leaveOneOut.decisive.join(' or without ')}`
          }`,
          `The most influential: ${leaveOneOut.influential
            .map(({ subject, arm, hazardRatio }) => `${subject} (${title(arm)}) ${two(hazardRatio)} without`)
            .join('; ')}`,
        ]
      : []),
    ...(bootstrap
      ? [
          `Bootstrap of the hazard ratio, ${bootstrap.resamples} resamples, seed ${bootstrap.seed}: ${levelText(bootstrap.level)} interval ${two(bootstrap.percentile.lower)}–${two(bootstrap.percentile.upper)} by percentiles, ${two(bootstrap.bca.lower)}–${two(bootstrap.bca.upper)} by BCa` +
            (bootstrap.infinite + bootstrap.failed > 0
              ? `; ${bootstrap.infinite} resamples have an infinite ratio, ${bootstrap.failed} none`
              : ''),
        ]
      : []),
  ]
}

const counts = ({ arms }: SubgroupRow) => arms.map(({ events, subjects }) => `${events}/${subjects}`)

const one = (value: number | null) => (value === null ? '–' : numberText(value, 1))

const two = (value: number | null) => (value === null ? NOT_ESTIMABLE : value.toFixed(2))

const cells = (field: string, row: SubgroupRow, interaction: string) => [
  field,
  row.title,
  ...counts(row),
  row.why === null ? ratioText(row.hazardRatio) : `not estimated: ${row.why}`,
  interaction,
]
