/** At most 20 findings of one code in one file are listed; one more stands for the rest and says how many they are. */
import type { Finding } from '../finding.ts'

export function cappedFindings(findings: readonly Finding[], most = 20): Finding[] {
  const groups = Map.groupBy(findings, ({ code, where }) => `${where?.file ?? ''}\n${code}`)
  return [...groups.values()].flatMap((alike) => {
    const rest = alike.slice(most)
    const { code, severity, where } = rest[0] ?? {}
    if (!code || !severity) return alike
    const more: Finding = {
      code,
      severity,
      ...(where && { where: { file: where.file, ...(where.field && { field: where.field }) } }),
      message: `and ${rest.length} more like the ${most} above`,
      count: rest.length,
    }
    return [...alike.slice(0, most), more]
  })
}
