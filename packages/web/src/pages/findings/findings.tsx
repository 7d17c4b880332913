import { FindingsList } from '../../parts/findings-list.tsx'
import { useStudy } from '../../study/study-context.ts'

export function Findings() {
  const { readout } = useStudy()
  return (
    <>
      <h1>Findings</h1>
      <FindingsList findings={readout.findings} />
    </>
  )
}
