/** One colour and one dash per arm, everywhere: Okabe & Ito's palette, which colour-blind readers can tell apart. */
import type { Readout } from '../analysis/readout.ts'

export type ArmStyle = { readonly colour: string; readonly dash?: string }

const experimental: ArmStyle = { colour: '#0072b2' }
const control: ArmStyle = { colour: '#d55e00', dash: '7 3' }
const others: readonly ArmStyle[] = [
  { colour: '#009e73', dash: '2 2' },
  { colour: '#cc79a7', dash: '9 3 2 3' },
  { colour: '#56b4e9', dash: '4 2' },
  { colour: '#e69f00', dash: '12 3' },
  { colour: '#000000', dash: '1 3' },
]

/** The first experimental and the first control arm have their own; all further arms follow in the order of the study. */
export function armStyles(arms: Readout['arms']): ReadonlyMap<string, ArmStyle> {
  const styles = new Map<string, ArmStyle>()
  const first = (role: 'experimental' | 'control') => arms.find((arm) => arm.role === role)?.id
  const [lead, reference] = [first('experimental'), first('control')]
  let next = 0
  for (const { id } of arms) {
    if (id === lead) styles.set(id, experimental)
    else if (id === reference) styles.set(id, control)
    else styles.set(id, others[next++ % others.length] ?? control)
  }
  return styles
}
