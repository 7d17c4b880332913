import { normalCdf, normalQuantile } from '../special/normal.ts'

/**
 * The interval of an estimate from its bootstrap replicates.
 *
 *   percentile  t*_(α/2), t*_(1−α/2)
 *   BCa         t*_(Φ(z₀ + (z₀ + z)/(1 − a (z₀ + z)))) at z = ±z_{α/2};  z₀ = Φ⁻¹(share of t* < t), from ties half;
 *               a = Σ l_i³ / (6 (Σ l_i²)^1.5), l_i = mean of t_(−k) less t_(−i)
 *   t*_(p) between order statistics: on the normal scale at (B + 1) p (Davison & Hinkley 1997, eq. 5.8); beyond them the outermost
 *
 * @param estimate    t, on all rows
 * @param replicates  B values t*, any order, no NaN
 * @param options  `kind`, `level`; `leftOut`, the jackknife values t_(−i), for BCa
 * @returns NaN for both limits where there is no replicate, where BCa's estimate or a jackknife value is NaN, or where all t*
 *   lie on one side of t
 * @throws RangeError for a level not inside (0, 1), a NaN among the replicates, BCa without `leftOut`
 *
 * Source: Efron 1987, J Am Stat Assoc 82:171; Davison & Hinkley 1997, Bootstrap Methods and their Application, ch. 5.
 * Checked: R boot 1.3 `boot.ci` on the same replicates and influence values, 1e-10; without ties z₀ is R's.
 */
export function bootstrapInterval(
  estimate: number,
  replicates: Float64Array,
  {
    kind,
    level,
    leftOut,
  }: { readonly kind: 'percentile' | 'bca'; readonly level: number; readonly leftOut?: Float64Array },
): { readonly lower: number; readonly upper: number } {
  if (!(level > 0 && level < 1)) throw new RangeError(`bootstrapInterval: 0 < level < 1, got ${level}`)
  if (kind !== 'percentile' && kind !== 'bca')
    throw new RangeError(`bootstrapInterval: kind is percentile or bca, got ${String(kind)}`)
  if (replicates.some(Number.isNaN))
    throw new RangeError('bootstrapInterval: no replicate may be NaN, one is')
  const sorted = replicates.toSorted()
  const tail = (1 - level) / 2
  if (kind === 'percentile') return { lower: quantile(sorted, tail), upper: quantile(sorted, 1 - tail) }

  if (!leftOut) throw new RangeError('bootstrapInterval: bca needs leftOut, the jackknife values')
  const below = sorted.reduce((count, t) => count + (t < estimate ? 1 : t === estimate ? 0.5 : 0), 0)
  const z0 = normalQuantile(below / sorted.length || 0)
  const a = acceleration(leftOut)
  const z = normalQuantile(tail, { upper: true })
  const at = (towards: number) => {
    const probability = normalCdf(z0 + (z0 + towards) / (1 - a * (z0 + towards)))
    return quantile(sorted, probability)
  }
  const known = Number.isFinite(z0) && Number.isFinite(a) && Number.isFinite(estimate)
  return known ? { lower: at(-z), upper: at(z) } : { lower: NaN, upper: NaN }
}

function acceleration(leftOut: Float64Array): number {
  const mean = leftOut.reduce((sum, t) => sum + t, 0) / leftOut.length
  let squares = 0
  let cubes = 0
  for (const t of leftOut) {
    squares += (mean - t) ** 2
    cubes += (mean - t) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

function quantile(sorted: Float64Array, p: number): number {
  const B = sorted.length
  if (B === 0) return NaN
  const k = Math.floor((B + 1) * p + 1e-10) // 0.025 · 1000 is the 25th, whatever rounding says
  if (k < 1) return sorted[0]
  if (k >= B) return sorted[B - 1]
  const low = sorted[k - 1]
  const high = sorted[k]
  if (Math.abs((B + 1) * p - k) < 1e-9 || low === high) return low
  const z = (j: number) => normalQuantile(j / (B + 1))
  return low + ((normalQuantile(p) - z(k)) / (z(k + 1) - z(k))) * (high - low)
}
