/** The reach of a finger or an unsteady hand, in CSS pixels. */
const REACH = 16

/**
 * Of several marks, the one whose middle is nearest to a point, within reach. Marks of a dense stretch of a curve lie
 * over one another, and the one on top must not take the click that was meant for its neighbour.
 */
export function nearestMark(marks: readonly Element[], x: number, y: number): Element | undefined {
  let nearest: Element | undefined
  let least = REACH
  for (const mark of marks) {
    const { left, top, width, height } = mark.getBoundingClientRect()
    const distance = Math.hypot(left + width / 2 - x, top + height / 2 - y)
    if (distance > least || (distance === least && nearest)) continue
    nearest = mark
    least = distance
  }
  return nearest
}
