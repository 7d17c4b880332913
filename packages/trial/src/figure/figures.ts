/** Every figure of a readout, in the order of a report: the flow, a curve for each endpoint, what compares within them, the courses of the subjects, safety. */
import type { Readout } from '../analysis/readout.ts'
import type { SubjectTimeline } from '../analysis/timelines.ts'
import { biomarkerFigures } from './biomarker-figures.ts'
import { butterflyFigure } from './butterfly.ts'
import { consortFigure } from './consort.ts'
import type { Figure } from './figure.ts'
import { forestFigure } from './forest.ts'
import { kaplanMeierFigure } from './kaplan-meier.ts'
import { lesionTimelineFigure } from './lesion-timeline.ts'
import { modalityCurves, modalityRatios } from './modality-figures.ts'
import { spiderFigure } from './spider.ts'
import { swimmerFigure } from './swimmer.ts'
import { presets } from './tokens.ts'
import { waterfallFigure } from './waterfall.ts'

export function figures(readout: Readout, { width = presets.page.width }: { width?: number } = {}): Figure[] {
  const all = [
    consortFigure(readout, { width }),
    ...readout.endpoints.map(({ id }) => kaplanMeierFigure(readout, id, { width })),
    ...readout.subgroups.map(({ id }) => forestFigure(readout, id)),
    ...readout.modalities.flatMap((modality) => [
      modalityCurves(readout, modality),
      modalityRatios(readout, modality),
    ]),
    ...courseFigures(readout, width),
    butterflyFigure(readout, { width }),
    ...biomarkerFigures(readout, { width }),
  ].filter((figure) => figure !== undefined)
  const taken = new Set<string>()
  return all.map((figure) => {
    let { id } = figure
    for (let n = 2; taken.has(id.toLowerCase()); n++) id = `${figure.id}-${n}`
    taken.add(id.toLowerCase()) // some file systems do not tell `PFS` from `pfs`
    return { ...figure, id }
  })
}

/** The courses of the subjects, where the records give them; of lesions, that of the subject who has most to show. */
function courseFigures(readout: Readout, width: number): Figure[] {
  const timelines = readout.timelines ?? []
  if (timelines.length === 0) return []
  const scanned = timelines.some(({ scans }) => scans.length > 0)
  const [most] = timelines.toSorted((a, b) => weight(b) - weight(a))
  return [
    swimmerFigure(readout, { width }),
    ...(scanned ? [waterfallFigure(readout, { width }), spiderFigure(readout, { width })] : []),
    ...(most && weight(most) > 0 ? [lesionTimelineFigure(readout, most.subject, { width })] : []),
  ]
}

const weight = ({ lesions, ablations }: SubjectTimeline) =>
  lesions.length > 0 ? lesions.length + ablations.length : 0
