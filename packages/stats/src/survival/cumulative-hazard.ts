/**
 * Cumulative hazard of a risk table, after Nelson and Aalen or, with the tie correction, after Fleming and Harrington.
 *
 *   Nelson–Aalen       H = Σ d/n                                Var H = Σ d/n²
 *   Fleming–Harrington H = Σ (d/r) Σ_{j<r} 1/(n − j d/r)        Var H = Σ (d/r) Σ_{j<r} 1/(n − j d/r)²
 *
 * where r rows of total weight d have their event at one time, n at risk. The influence of a row, for the robust variance, is
 * the derivative of H in its weight: `a` for having the event, `b` for being at risk.
 * Source: Fleming & Harrington 1984, Commun Stat 13:2469; Nelson 1969; Aalen 1978. O(number of events).
 * Checked: R survival 3.5-3 `survfit(ctype = 1, 2)`, cumhaz and std.chaz of every fixture to 1e-12 relative.
 */
import type { RiskTable } from './risk-table.ts'

export function hazardEstimate({ atRisk, events, eventRows }: RiskTable, tieCorrection: boolean) {
  const hazard = new Float64Array(atRisk.length)
  const hazardVariance = new Float64Array(atRisk.length)
  let H = 0
  let variance = 0
  for (let k = 0; k < atRisk.length; k++) {
    const n = atRisk[k]
    const d = events[k]
    const r = tieCorrection ? eventRows[k] : 1
    if (d > 0)
      for (let j = 0; j < r; j++) {
        const left = n - (j * d) / r
        H += d / (r * left)
        variance += d / (r * left * left)
      }
    hazard[k] = H
    hazardVariance[k] = variance
  }
  return { hazard, hazardVariance }
}

export function hazardInfluence({ atRisk, events, eventRows }: RiskTable, tieCorrection: boolean) {
  const a = new Float64Array(atRisk.length)
  const b = new Float64Array(atRisk.length)
  for (let k = 0; k < atRisk.length; k++) {
    const n = atRisk[k]
    const d = events[k]
    const r = tieCorrection ? eventRows[k] : 1
    if (!(d > 0)) continue
    // ∂H/∂w is −b for any row at risk; one with the event also raises d, which adds `own` and lowers its later risk sets less.
    let own = 0
    for (let j = 0; j < r; j++) {
      const inverse = 1 / (n - (j * d) / r)
      own += (inverse + (d * inverse * inverse * j) / r) / r
      b[k] += (d / r) * inverse * inverse
    }
    a[k] = own
  }
  return { a, b }
}
