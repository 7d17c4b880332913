/** The readout as one HTML file that needs nothing from outside: figures inline, no script, ready to print. */
import type { ModalityReadout } from '../analysis/modality.ts'
import type { EndpointReadout, PopulationReadout, Readout } from '../analysis/readout.ts'
import type { Sensitivity } from '../analysis/sensitivity-panel.ts'
import type { SubgroupsReadout } from '../analysis/subgroups.ts'
import type { Figure } from '../figure/figure.ts'
import { figures } from '../figure/figures.ts'
import { specificationCurves } from '../figure/specification-curve.ts'
import { svgText, xmlEscaped } from '../figure/svg.ts'
import type { Finding } from '../finding.ts'
import {
  ablatedLesionsSection,
  progressionPatternSection,
  type ReportSection,
} from './ablated-lesions-section.ts'
import { lesionTable, modalityTexts, sensitivityTexts, subgroupTable } from './effect-sections.ts'
import { comparisonTexts, endpointTable } from './endpoint-table.ts'
import type { TextTable } from './endpoint-table.ts'
import { endpointHeadline, headline } from './headline.ts'
import { protocolChoices } from './protocol-choices.ts'
import { reportStyle } from './report-style.ts'
import { dateText, SYNTHETIC } from './words.ts'

/** @param sensitivity  where it was asked for: it is made apart from the readout */
export function reportHtml(readout: Readout, sensitivity?: Sensitivity | null): string {
  const { study, dataCutoff, synthetic, endpoints, software } = readout
  const [flow, ...curves] = figures(readout)
  const within = curves.slice(endpoints.length) // of the subgroups one each, of the modalities two
  const modal = within.slice(readout.subgroups.length)
  const about = [study.id, `protocol ${study.version}`, dataCutoff && `data cut-off ${dateText(dataCutoff)}`]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${xmlEscaped(`${study.title}${synthetic ? ' (synthetic)' : ''}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${xmlEscaped(study.title)}</h1>
${paragraph(about.filter(Boolean).join(' · '), 'muted')}
${synthetic ? paragraph(SYNTHETIC, 'synthetic') : ''}
${paragraph(headline(readout), 'answer')}
</header>
<main>
${section('populations', 'Populations', [populations(readout), flow ? figure(flow) : ''])}
${endpoints.map((endpoint, i) => endpointSection(endpoint, readout, curves[i])).join('\n')}
${[ablatedLesionsSection(readout), progressionPatternSection(readout)].map(tablesSection).filter(Boolean).join('\n')}
${readout.subgroups.map((each, i) => subgroupSection(each, readout, within[i])).join('\n')}
${readout.modalities.map((each, i) => modalitySection(each, i, modal.slice(2 * i, 2 * i + 2))).join('\n')}
${sensitivity ? sensitivitySections(sensitivity) : ''}
${section('findings', 'Findings', [findings([...readout.findings, ...(sensitivity?.findings ?? [])])])}
${section('tables', 'Tables read', [tablesRead(readout)])}
${section('protocol', 'Protocol', [protocol(readout)])}
</main>
<footer>
${paragraph(`${software.name} ${software.version}${study.source ? ` · Source: ${study.source}` : ''}`)}
${synthetic ? paragraph(SYNTHETIC) : ''}
</footer>
</body>
</html>
`
}

function section(id: string, title: string, parts: readonly string[]): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${xmlEscaped(title)}</h2>\n${parts.filter(Boolean).join('\n')}\n</section>`
}

function tablesSection(part: ReportSection | undefined): string {
  if (!part) return ''
  const id = part.title.toLowerCase().replaceAll(' ', '-')
  return section(id, part.title, [list(part.says), ...part.parts.map((one) => table(one.table, one.caption))])
}

function endpointSection(endpoint: EndpointReadout, readout: Readout, curve: Figure | undefined): string {
  const { title, rank, population, policy, methods } = endpoint
  const position = readout.endpoints.indexOf(endpoint) + 1 // an id from the protocol may not be one for XML
  return section(`endpoint-${position}`, title, [
    paragraph(`${capital(rank)} · population ${population} · policy ${policy}`, 'muted'),
    readout.endpoints.length > 1 ? paragraph(endpointHeadline(endpoint)) : '',
    curve ? figure(curve) : '',
    table(endpointTable(endpoint), `${title}, by arm`),
    list(comparisonTexts(endpoint, readout)),
    '<h3>Methods</h3>',
    list(methods),
  ])
}

function subgroupSection(subgroups: SubgroupsReadout, readout: Readout, forest: Figure | undefined): string {
  const { id, title, rank, population, policy, methods } = subgroups
  return section(`subgroups-${readout.subgroups.findIndex((each) => each.id === id) + 1}`, title, [
    paragraph(`${capital(rank)} · population ${population} · policy ${policy}`, 'muted'),
    forest ? figure(forest) : '',
    table(subgroupTable(subgroups, readout), title),
    '<h3>Methods</h3>',
    list(methods),
  ])
}

function modalitySection(modality: ModalityReadout, i: number, drawn: readonly Figure[]): string {
  const { title, rank, population, policy, methods, warning } = modality
  return section(`modality-${i + 1}`, title, [
    paragraph(`${capital(rank)} · population ${population} · policy ${policy}`, 'muted'),
    paragraph(`${warning}.`, 'answer'),
    ...drawn.map(figure),
    table(lesionTable(modality), 'The lesions of each modality before it'),
    list(modalityTexts(modality)),
    '<h3>Methods</h3>',
    list(methods),
  ])
}

function sensitivitySections(sensitivity: Sensitivity): string {
  const drawn = specificationCurves(sensitivity)
  return sensitivity.panels
    .map((panel, i) =>
      section(`sensitivity-${i + 1}`, panel.title, [
        paragraph(`${capital(panel.rank)} · population ${panel.population}`, 'muted'),
        ...drawn.filter(({ of }) => of === panel.id).map(figure),
        list(sensitivityTexts(panel, sensitivity)),
        '<h3>Methods</h3>',
        list(panel.methods),
        table(
          {
            columns: ['Choice', 'Value'],
            rows: protocolChoices(panel.asked).map(({ path, value }) => [path, value]),
          },
          'What was asked',
        ),
      ]),
    )
    .join('\n')
}

function populations({ populations: all, arms }: Readout): string {
  const title = (arm: string | null) => arms.find(({ id }) => id === arm)?.title ?? arm ?? 'no arm'
  const excluded = all.flatMap((population) =>
    population.excluded.map(({ subject, arm, reason, from }) => [
      population.title,
      subject,
      title(arm),
      reason,
      from.join(', '),
    ]),
  )
  return [
    table(
      {
        columns: ['Population', 'Subjects', ...arms.map((arm) => arm.title), 'Definition'],
        rows: all.map((each) => [
          each.title,
          String(each.subjects),
          ...arms.map(({ id }) => inArm(each, id)),
          each.says,
        ]),
      },
      'Subjects by population and arm',
    ),
    excluded.length > 0
      ? table(
          { columns: ['Population', 'Subject', 'Arm', 'Reason', 'Source rows'], rows: excluded },
          'Subjects left out',
        )
      : paragraph('No subject was left out of a population.'),
  ].join('\n')
}

function inArm({ byArm }: PopulationReadout, arm: string): string {
  return String(byArm.find((row) => row.arm === arm)?.subjects ?? 0)
}

function findings(all: readonly Finding[]): string {
  if (all.length === 0) return paragraph('None.')
  const rows = all.map((finding) => [
    finding.severity,
    place(finding),
    finding.subject ?? '',
    finding.message + (finding.count && finding.count > 1 ? ` (${finding.count} times)` : ''),
  ])
  return table(
    { columns: ['Severity', 'Place', 'Subject', 'What'], rows },
    'What a reader should know about the data',
  )
}

function place({ where }: Finding): string {
  if (!where) return ''
  return [where.file, where.row && `row ${where.row}`, where.field].filter(Boolean).join(', ')
}

function tablesRead({ tables }: Readout): string {
  const rows = tables.map(({ name, file, rows: count, absent }) => [
    name,
    file ?? '',
    absent ? 'absent' : String(count),
  ])
  return rows.length === 0 ? paragraph('None.') : table({ columns: ['Table', 'File', 'Rows'], rows }, 'Input')
}

function protocol(readout: Readout): string {
  const rows = protocolChoices(readout.protocol).map(({ path, value }) => [path, value])
  return table({ columns: ['Choice', 'Value'], rows }, 'Every choice that can change a number')
}

function table({ columns, rows }: TextTable, caption: string): string {
  const head = columns.map((column) => `<th scope="col">${prose(column)}</th>`).join('')
  const body = rows.map(([first = '', ...cells]) => {
    const rest = cells.map((cell) => `<td>${prose(cell)}</td>`).join('')
    return `<tr><th scope="row">${xmlEscaped(first)}</th>${rest}</tr>`
  })
  return `<div class="wide" tabindex="0" role="region" aria-label="${xmlEscaped(caption)}"><table><caption>${xmlEscaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`
}

function figure(drawn: Figure): string {
  return `<figure>\n${svgText(drawn)}<figcaption>${prose(drawn.caption)}</figcaption>\n</figure>`
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>\n${items.map((item) => `<li>${prose(item)}</li>`).join('\n')}\n</ul>`
}

function paragraph(text: string, kind?: string): string {
  return `<p${kind ? ` class="${kind}"` : ''}>${prose(text)}</p>`
}

/** A line never breaks between a number and its per cent sign, nor within an interval. */
function prose(text: string): string {
  return xmlEscaped(text)
    .replace(/(\d) %/g, '$1\u00a0%')
    .replace(/\([^()\s<>]*–[^()\s<>]*\)/g, '<span class="whole">$&</span>')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
