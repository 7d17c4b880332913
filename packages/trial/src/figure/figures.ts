/** Every figure of a readout, in the order of a report: the flow of subjects, then a curve for each endpoint. */
import type { Readout } from '../analysis/readout.ts'
import { consortFigure } from './consort.ts'
import type { Figure } from './figure.ts'
import { kaplanMeierFigure } from './kaplan-meier.ts'
import { presets } from './tokens.ts'

export function figures(readout: Readout, { width = presets.page.width }: { width?: number } = {}): Figure[] {
  const all = [
    consortFigure(readout, { width }),
    ...readout.endpoints.map(({ id }) => kaplanMeierFigure(readout, id, { width })),
  ]
  const taken = new Set<string>()
  return all.map((figure) => {
    let { id } = figure
    for (let n = 2; taken.has(id.toLowerCase()); n++) id = `${figure.id}-${n}`
    taken.add(id.toLowerCase()) // some file systems do not tell `PFS` from `pfs`
    return { ...figure, id }
  })
}
