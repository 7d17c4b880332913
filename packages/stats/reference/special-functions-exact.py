"""True values of the special functions: mpmath at 60 digits, from own series and continued fractions, so that R's own rounding
does not limit what is seen. Writes special-functions-exact.json; run as `python3 special-functions-exact.py` in this folder.

Every argument is a double and is taken exactly. Every result is rounded once to 17 digits; null where a double cannot hold it.
A quantile row asks for the double p nearest to a probability of the grid and gives the root for that p itself.
"""
import json
import mpmath
from mpmath import mp, mpf

mp.dps = 60
EPS = mpf(10) ** -58


def text(value):
    value = mpf(value)
    if value != 0 and (abs(value) < mpf("2.3e-308") or abs(value) > mpf("1.7e308")):
        return None
    return float(value)


def gamma_tails(a, x):
    """log P and log Q: series below the shape, Legendre's fraction above."""
    log_power = a * mpmath.log(x) - x - mpmath.loggamma(a + 1)
    if x < a + 1:
        total, term, n = mpf(1), mpf(1), 0
        while term > EPS * total:
            n += 1
            term *= x / (a + n)
            total += term
        log_lower = log_power + mpmath.log(total)
        return log_lower, complement(log_lower)
    fraction = lentz(x + 1 - a, lambda n: -n * (n - a), lambda n: x + 1 - a + 2 * n)
    log_upper = log_power + mpmath.log(a * fraction)
    return complement(log_upper), log_upper


def complement(log_tail):
    """log(1 - e^log_tail)"""
    return mpmath.log1p(-mpmath.exp(log_tail))


def lentz(b0, numerator, denominator):
    d = 1 / b0
    c = mpf(10) ** 80
    fraction, n = d, 0
    while True:
        n += 1
        top, bottom = numerator(n), denominator(n)
        d = 1 / (top * d + bottom)
        c = bottom + top / c
        fraction *= c * d
        if abs(c * d - 1) < EPS:
            return fraction


def beta_tails(a, b, x):
    y = 1 - x
    log_front = a * mpmath.log(x) + b * mpmath.log(y) - (mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b))
    if x < (a + 1) / (a + b + 2):
        log_lower = log_front + mpmath.log(beta_fraction(a, b, x) / a)
        return log_lower, complement(log_lower)
    log_upper = log_front + mpmath.log(beta_fraction(b, a, y) / b)
    return complement(log_upper), log_upper


def beta_fraction(a, b, x):
    def numerator(n):
        m = n // 2
        if n % 2 == 0:
            return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))

    return lentz_one(numerator)


def lentz_one(numerator):
    """1/(1 + n1/(1 + n2/(1 + ...))): the depth by Lentz, the value backwards."""
    d, c, n = mpf(1), mpf(10) ** 80, 0
    while True:
        n += 1
        top = numerator(n)
        d = 1 / (1 + top * d)
        c = 1 + top / c
        if abs(c * d - 1) < EPS:
            return fraction_inverse(numerator, n)


def fraction_inverse(numerator, depth):
    value = mpf(1)
    for n in range(depth + 20, 0, -1):
        value = 1 + numerator(n) / value
    return 1 / value


def normal_tails(x):
    small = mpmath.log(mpmath.erfc(abs(x) / mpmath.sqrt(2)) / 2)
    return (complement(small), small) if x > 0 else (small, complement(small))


def student_tails(df, x):
    log_near, log_far = beta_tails(df / 2, mpf(1) / 2, df / (df + x * x)) if x != 0 else (mpf(0), None)
    small = log_near - mpmath.log(2)
    large = complement(small)
    return (small, large) if x < 0 else (large, small)


def student_log_density(df, x):
    return (mpmath.loggamma((df + 1) / 2) - mpmath.loggamma(df / 2) - mpmath.log(df * mpmath.pi) / 2
            - (df + 1) / 2 * mpmath.log1p(x * x / df))


def quantile(tails, slope, x, side, log):
    """The double p nearest to the tail at x, and the exact root of tail = p by Newton's steps."""
    log_p = tails(x)[side]
    p = mpf(text(log_p if log else mpmath.exp(log_p)) or 0)
    if p == 0 or (not log and p > mpf("0.99")) or (log and p > mpf("-0.01")):
        return None
    target = p if log else mpmath.log(p)
    root = mpf(x)
    for _ in range(4):
        now = tails(root)[side]
        step = (target - now) / (mpmath.exp(slope(root) - now) * (1 if side == 0 else -1))
        root += step
        if abs(step) < EPS * abs(root) * 10 ** 4:
            break
    return float(p), text(root)


def rows(name, parameters, xs, tails, log_density):
    out = []
    for values in parameters:
        exact = [mpf(v) for v in values]
        for x in xs(*values):
            x = float(x)
            lower, upper = tails(*exact, mpf(x))
            density = log_density(*exact, mpf(x))
            row = {
                "parameters": list(values), "x": x,
                "density": text(mpmath.exp(density)), "logDensity": text(density),
                "lower": text(mpmath.exp(lower)), "upper": text(mpmath.exp(upper)),
                "logLower": text(lower), "logUpper": text(upper), "quantiles": [],
            }
            for side in (0, 1):
                for log in (False, True):
                    if name in ("normal", "student") and abs(x) < 1e-8:
                        continue  # p would round to one half
                    pair = quantile(lambda z: tails(*exact, z), lambda z: log_density(*exact, z), mpf(x), side, log)
                    if pair and pair[1] is not None:
                        row["quantiles"].append({"p": pair[0], "upper": side == 1, "log": log, "x": pair[1]})
            out.append(row)
    return out


def around(centre, spread, low, high):
    """Points from far below to far above a centre, inside an open range."""
    points = [centre + k * spread for k in (-35, -20, -8, -4, -2, -0.7, -0.1, 0, 0.1, 0.7, 2, 4, 8, 20, 35, 100, 700)]
    points += [centre * f for f in (1e-250, 1e-30, 1e-8, 1e-3, 0.1, 0.45, 0.55, 0.9, 1.1, 1.9, 2.1, 10)]
    return sorted({float(p) for p in points if low < p < high})


result = {"versions": {"mpmath": mpmath.__version__, "digits": 60}}
result["normal"] = rows(
    "normal", [()],
    lambda: [s * v for v in (1e-300, 1e-20, 1e-5, 0.1, 0.5, 0.674, 0.675, 1, 1.96, 3, 5.6, 5.7, 8, 12.3, 20, 30, 37.5, 40, 100, 1e3, 1e5)
             for s in (-1, 1)],
    lambda x: normal_tails(x), lambda x: -x * x / 2 - mpmath.log(2 * mpmath.pi) / 2)
SHAPES = [1e-10, 1e-3, 0.1, 0.5, 0.9, 1, 1.5, 2.5, 5, 10, 19.5, 29.9, 30, 47, 100, 1234.5, 1e4, 1e6]
result["gamma"] = rows(
    "gamma", [(a,) for a in SHAPES], lambda a: around(a, a ** 0.5, 0, 1e300), gamma_tails,
    lambda a, x: (a - 1) * mpmath.log(x) - x - mpmath.loggamma(a))
PAIRS = [(a, b) for a in (1e-8, 0.01, 0.5, 1, 2.5, 8, 40, 300, 1e4) for b in (1e-8, 0.01, 0.5, 1, 2.5, 8, 40, 300, 1e4)]
PAIRS += [(2e-6, 1.5e-5), (4.6e-4, 8.8e-4), (1e-4, 2e-6)]
PAIRS += [(1e6, 1e6), (1e6, 2e6), (1e6, 0.5), (0.5, 1e6), (3, 1e6), (1e6, 3e4)]
result["beta"] = rows(
    "beta", PAIRS,
    lambda a, b: [x for x in around(a / (a + b), (a * b / ((a + b) ** 2 * (a + b + 1))) ** 0.5, 1e-300, 1 - 1e-12)
                  ][::2] + [1e-5, 0.3, 0.5, 0.7, 0.99999],
    beta_tails,
    lambda a, b, x: (a - 1) * mpmath.log(x) + (b - 1) * mpmath.log(1 - x)
    - (mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)))
result["student"] = rows(
    "student", [(df,) for df in (0.1, 0.5, 1, 1.5, 2, 3, 4.7, 10, 30, 100, 1e3, 1e5, 1e7)],
    lambda df: [s * v for v in (1e-200, 1e-10, 1e-3, 0.1, 0.7, 1, 2, 4, 8, 15, 30, 100, 1e4, 1e10) for s in (-1, 1)
                if v < 1e3 or df < 1e4],
    student_tails, student_log_density)
mp.dps = 60
ARGUMENTS = [1e-300, 1e-100, 1e-10, 0.01, 0.3, 0.5, 0.7, 0.999, 1 - 1e-10, 1 + 1e-10, 1.2, 1.4616, 1.5, 1.9, 2 - 1e-10, 2 + 1e-10,
             2.3, 2.5, 2.6, 3, 4.4, 7, 9.99, 10, 11, 12.1, 30, 171, 1e3, 1e6, 1e15, 1e100, 1e300]
result["logGamma"] = [{"x": x, "value": text(mpmath.loggamma(mpf(x)))} for x in ARGUMENTS]
result["digamma"] = [{"x": x, "value": text(mpmath.digamma(mpf(x)))} for x in ARGUMENTS]
result["trigamma"] = [{"x": x, "value": text(mpmath.polygamma(1, mpf(x)))} for x in ARGUMENTS if 1e-150 < x]
with open("special-functions-exact.json", "w") as out:
    json.dump(result, out, separators=(",", ":"))
    out.write("\n")
