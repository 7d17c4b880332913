/**
 * Writes the tables of this synthetic study beside itself: `node packages/trial/examples/booster-synthetic/generate.ts`.
 * The data are made; no patient is behind them.
 */
import { writeFileSync } from 'node:fs'
import { assumptions } from './generator/assumptions.ts'
import { studyFiles } from './generator/study.ts'

for (const [name, text] of studyFiles(assumptions)) writeFileSync(new URL(name, import.meta.url), text)
