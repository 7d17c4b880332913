import type { EndpointReadout } from '@abscopal/trial/analysis/readout.ts'
import { kaplanMeierFigure } from '@abscopal/trial/figure/kaplan-meier.ts'
import { useMemo } from 'react'
import { useStudy } from '../study/study-context.ts'
import { FigureView } from './figure-view.tsx'
import { NARROW_WIDTH, useNarrow } from './use-narrow.ts'

type Props = { endpoint: EndpointReadout; size?: { readonly width: number; readonly height: number } }

/** The Kaplan–Meier curves of an endpoint. */
export function CurveView({ endpoint, size }: Props) {
  const { readout } = useStudy()
  const narrow = useNarrow()
  const figure = useMemo(
    () => kaplanMeierFigure(readout, endpoint.id, narrow ? { width: NARROW_WIDTH, height: 420 } : size),
    [readout, endpoint.id, narrow, size],
  )
  return <FigureView figure={figure} interactive />
}
