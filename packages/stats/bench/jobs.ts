import { aalenJohansenJob } from './aalen-johansen.ts'
import { bootstrapJob } from './bootstrap.ts'
import { schoenfeldResidualsJob, scoreResidualsJob } from './cox-residuals.ts'
import { coxRobustJob } from './cox-robust.ts'
import { coxJob } from './cox.ts'
import { fineGrayJob } from './fine-gray.ts'
import type { Job } from './job.ts'
import { kaplanMeierJob } from './kaplan-meier.ts'
import { logRankJob } from './log-rank.ts'

/** The rows of the speed table of the design, in its order. */
export const jobs: readonly Job[] = [
  kaplanMeierJob,
  logRankJob,
  coxJob,
  coxRobustJob,
  scoreResidualsJob,
  schoenfeldResidualsJob,
  aalenJohansenJob,
  fineGrayJob,
  bootstrapJob,
]
