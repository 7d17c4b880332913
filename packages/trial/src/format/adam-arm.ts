/** An arm as the analysis datasets write it. */
import type { Arm } from '../protocol/protocol.ts'

/** ARMCD: the first code that the protocol gives, else its id. */
export function armCode(arm: Arm | undefined): string | undefined {
  return arm?.codes[0] ?? arm?.id
}
