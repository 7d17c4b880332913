import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import type { Figure } from '@abscopal/trial/figure/figure.ts'
import { useMemo } from 'react'
import { useStudy } from '../study/study-context.ts'
import { FigureView } from './figure-view.tsx'
import { NARROW_WIDTH, useNarrow } from './use-narrow.ts'

/** A figure drawn from the readout at the width of the page; nothing where it has nothing to draw. */
export function DrawnFigure({
  draw,
  width = 720,
}: {
  draw: (readout: Readout, options: { width?: number }) => Figure | undefined
  width?: number
}) {
  const { readout } = useStudy()
  const wide = useNarrow() ? NARROW_WIDTH : width
  const figure = useMemo(() => draw(readout, { width: wide }), [draw, readout, wide])
  return figure ? <FigureView figure={figure} interactive /> : null
}
