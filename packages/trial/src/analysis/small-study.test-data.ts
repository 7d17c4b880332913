/**
 * A study of a few subjects written as its tables: a line a row, cells by `|`, the subject first where a table has one.
 * `A1` and `A2` are of the arm `abl`, `C1` and `C2` of `io`; whatever else a test needs it adds.
 */
import { readFiles } from '../read.ts'
import type { Readout } from './readout.ts'

const heads = {
  dm: 'USUBJID,ARMCD,AGE,SEX,SITEID',
  ds: 'USUBJID,DSDECOD,DSTERM,DSCAT,DSSTDTC',
  ex: 'USUBJID,EXTRT,EXSTDTC,EXENDTC',
  pr: 'USUBJID,PRTRT,PRCAT,PRLNKID,PRSCAT,PRSUCC,PRSTDTC',
  ae: 'USUBJID,AETERM,AETOXGR,AESER,AERELABL,AERELIO,AESTDTC,AELAT,AECIRSE,AESIR',
  lb: 'USUBJID,LBTESTCD,LBORRES,LBORRESU,LBDTC',
  tu: 'USUBJID,TULNKID,TUTESTCD,TUORRES,TULOC,TULAT',
  tr: 'USUBJID,TRLNKID,TRGRPID,TRLNKGRP,TRTESTCD,TRORRES,TRORRESU,VISITNUM,VISIT,TRDTC',
  sc: 'USUBJID,SCTESTCD,SCSTRESC',
} as const

export type SmallTables = Partial<Record<keyof typeof heads, string>> & {
  readonly protocol?: Readonly<Record<string, unknown>>
  readonly heads?: Partial<Record<keyof typeof heads, string>>
}

export const fourRandomized = ['A1', 'A2', 'C1', 'C2']
  .map((id) => `${id}|RANDOMIZED|RANDOMIZED|PROTOCOL MILESTONE|2022-01-01`)
  .join('\n')

export const fourSubjects = 'A1|abl|60|M|01\nA2|abl|70|F|01\nC1|io|50|M|02\nC2|io|65|F|02'

export function smallStudy({ protocol = {}, heads: other = {}, ...tables }: SmallTables): Readout {
  const files = new Map<string, string>([
    [
      'protocol.json',
      JSON.stringify({
        id: 'SMALL',
        version: '1',
        title: 'A small study',
        dataCutoff: '2023-12-31',
        arms: [
          { id: 'abl', title: 'Ablation', role: 'experimental' },
          { id: 'io', title: 'Immunotherapy', role: 'control' },
        ],
        analyses: [{ id: 'pfs', endpoint: 'pfs', rank: 'primary' }],
        ...protocol,
      }),
    ],
  ])
  for (const [name, text] of Object.entries({ dm: fourSubjects, ds: fourRandomized, ...tables })) {
    const key = name as keyof typeof heads
    const rows = text.split('\n').map((line) => line.trim().replaceAll('|', ','))
    const width = (other[key] ?? heads[key]).split(',').length
    const padded = rows
      .filter(Boolean)
      .map((row) => row + ','.repeat(Math.max(0, width - row.split(',').length)))
    files.set(`${name}.csv`, [other[key] ?? heads[key], ...padded].join('\n'))
  }
  const { readout, findings } = readFiles(files)
  if (!readout) throw new RangeError(`smallStudy: ${findings.map(({ message }) => message).join('; ')}`)
  return readout
}
