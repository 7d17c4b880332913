/**
 * Every number that the made study rests on. None is a result of a trial: they are choices, tuned, and the seed picked from
 * thousands, until the study was of the shape and size of BOOSTER with estimates near the published ones (../../README.md).
 * An effect of ablation on progression can come only through what is said under `growth`, `spread`, `ablation` and
 * `immuneBoost`; no time to an event is among them.
 */
export const assumptions = {
  seed: 1018,
  subjects: 65,
  sites: ['01', '02', '03', '04'],
  accrual: { from: '2021-03-08', days: 1095, bend: 0.68 }, // day of entry = days × (share enrolled)^bend: sites open one by one
  dataCutoff: '2024-07-31',
  blockSizes: [3, 6],
  /** Subjects left out of the full analysis set after randomization, per arm. */
  excluded: { ablation: 1, immunotherapy: 2 },
  dropoutPerDay: 0.00003,

  lesions: { counts: [0.18, 0.27, 0.25, 0.18, 0.12], medianMm: 18, logSd: 0.35, occultMean: 0.3 },

  /** Volumes in cm³, rates per day. A residual lesion sleeps until a resistant clone wakes in it. */
  growth: {
    sleepingShrinkage: 0.0008,
    wakingPerDay: 0.0014, // of a lesion of 1 cm³; grows with the square root of the volume
    cloneShare: 0.06,
    doublingDays: 48,
    doublingLogSd: 0.35,
    occultMm: 3,
  },
  /** New metastases: a hazard by the square root of the viable volume; awake cells count in full, sleeping ones by a share. */
  spread: { perDay: 0.0003, sleepingWeight: 0.15 },

  ablation: {
    firstSession: [4, 20],
    secondSession: [24, 34],
    lesionsPerSession: 3,
    largestMm: 45,
    nodeReachable: 0.7,
    cryoCentre: 0.27, // share of patients treated mainly by cryoablation
    technicalFailure: 0.03,
    viableAfterFailure: 0.3,
    residual: 0.17, // share of technically complete ablations that leave a little
    viableAfterResidual: 0.0015,
    marginMm: [10, 18],
    zoneShrinkagePerDay: 0.006,
    zoneFloor: 0.35,
  },
  /** The abscopal assumption: antigen set free slows waking and growth elsewhere, more so after freezing. */
  immuneBoost: { cryoablation: 0.5, thermal: 0.35 },

  scans: {
    missed: 0.035,
    notDone: 0.006,
    errorMm: 0.6,
    errorShare: 0.025,
    nodulePartMm: 4, // viable tumour at the margin of a zone that is seen as a nodule
    residualMm: 6, // ... and that a reader calls residual at the first follow-up
    newLesionMm: 8,
    afterProgression: 0.3,
  },
  laterTherapy: { given: 0.8, afterDays: [12, 40], slowing: 0.15, lastsDays: 220 },
  /** Deaths per day: a floor, and a part by the awake volume in cm³. */
  death: { floor: 0.00005, perCm3: 0.000033 },

  dose: { drug: 'PEMBROLIZUMAB', mg: 200, everyDays: 21, most: 35, daysClear: 7, stops: 0.06 },
  interferon: {
    medianPgMl: 7,
    logSd: 0.8,
    limit: 2.9,
    noise: 0.45,
    cryoablation: 0.5,
    thermal: 0.15,
    missing: 0.04,
  },
}

export type Assumptions = typeof assumptions
