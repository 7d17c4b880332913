/** A study as one reader, or what was accepted of several, saw it: for an analysis that names a reader of its own. */
import type { Finding } from '../finding.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Reader, Records } from '../record/records.ts'
import { acceptedReads, adjudicatedTimePoints } from './adjudication.ts'
import { chosenReaders } from './chosen-reader.ts'
import type { SubjectResponses } from './response.ts'

export function readerView(
  records: Records,
  responses: readonly SubjectResponses[],
  { protocol, reader: wanted }: { readonly protocol: Protocol; readonly reader: string },
): {
  readonly responses: readonly SubjectResponses[]
  readonly protocol: Protocol
  readonly findings: readonly Finding[]
} {
  const all = new Set<Reader>(
    responses.flatMap(({ byReader, immune }) => [...byReader.keys(), ...(immune?.byReader.keys() ?? [])]),
  )
  const { readers, findings: unknown } = chosenReaders([...all].toSorted(), wanted)
  const settings = protocol.response.adjudication
  const accepted = acceptedReads(records, 'recist')
  const acceptedImmune = acceptedReads(records, 'irecist')
  const findings: Finding[] = [...unknown]
  const viewed = responses.map((of): SubjectResponses => {
    const used = adjudicatedTimePoints(of.byReader, readers, { accepted, settings })
    findings.push(...used.findings)
    if (!of.immune) return { ...of, timePoints: used.timePoints }
    const immune = adjudicatedTimePoints(of.immune.byReader, readers, { accepted: acceptedImmune, settings })
    findings.push(...immune.findings)
    return { ...of, timePoints: used.timePoints, immune: { ...of.immune, timePoints: immune.timePoints } }
  })
  return {
    responses: viewed,
    protocol: { ...protocol, response: { ...protocol.response, reader: wanted } },
    findings,
  }
}
