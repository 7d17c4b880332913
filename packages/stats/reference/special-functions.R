# R's own values of the distributions on a grid with tiny and huge shapes and far tails. Writes special-functions.json.
# Run as `Rscript special-functions.R` in this folder. Values are 17 digits; Inf, -Inf and NaN are strings.
library(jsonlite)
text <- function(v) ifelse(is.finite(v), sprintf("%.17g", v), as.character(v))
rows <- list()
put <- function(family, parameters, kind, at, upper, log, value)
  rows[[length(rows) + 1]] <<- list(family = family, parameters = sprintf("%.17g", parameters), kind = kind,
                                    at = text(at), upper = upper, log = log, value = text(value))
families <- list(
  normal = list(d = dnorm, p = pnorm, q = qnorm, sets = list(numeric(0)),
                x = function() c(-1e5, -40, -37, -12.5, -5.66, -3, -1.96, -0.68, -0.67, -1e-10, 0, 0.3, 1, 2.5, 6, 9, 30, 100)),
  gamma = list(d = dgamma, p = pgamma, q = qgamma,
               sets = list(1e-10, 1e-3, 0.2, 0.5, 1, 1.7, 4, 20, 31, 150, 1e4, 1e6, 1e9),
               x = function(a) a * c(1e-20, 1e-3, 0.2, 0.6, 0.95, 1, 1.001, 1.3, 2.5, 8)),
  `chi-square` = list(d = dchisq, p = pchisq, q = qchisq, sets = list(1, 2, 3, 10, 100, 12345),
                      x = function(df) c(1e-8, 0.1, 1, 3.84, 6.63, 30, df, 1.2 * df + 8, 1000)),
  beta = list(d = dbeta, p = pbeta, q = qbeta,
              sets = list(c(1e-3, 1e-3), c(0.5, 0.5), c(1, 1), c(0.2, 7), c(2, 3), c(42, 20), c(30.5, 0.5), c(800, 1200),
                          c(1e5, 3), c(1e6, 2e6)),
              x = function(a, b) { m <- a / (a + b); s <- sqrt(m * (1 - m) / (a + b + 1))
                x <- c(1e-10, 0.01, 0.5, 0.9, 0.999999, m, m + s * c(-6, -3, -1, 1, 3, 6)); x[x > 0 & x < 1] }),
  student = list(d = dt, p = pt, q = qt, sets = list(0.3, 1, 2, 3.5, 10, 60, 1e4, 1e8),
                 x = function(df) c(-1e6, -50, -8, -2, -1e-3, 0, 0.4, 1.7, 5, 20, 300)))
probabilities <- c(1e-300, 1e-100, 1e-16, 1e-8, 1e-3, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999)
logs <- c(-1e5, -5000, -745, -50, -3, -0.69, -0.01, -1e-10)
for (family in names(families)) {
  f <- families[[family]]
  for (set in f$sets) {
    call <- function(fn, at, ...) suppressWarnings(do.call(fn, c(list(at), as.list(set), list(...))))
    for (x in do.call(f$x, as.list(set))) {
      for (log in c(FALSE, TRUE)) {
        put(family, set, "density", x, FALSE, log, call(f$d, x, log = log))
        for (upper in c(FALSE, TRUE)) put(family, set, "cdf", x, upper, log, call(f$p, x, lower.tail = !upper, log.p = log))
      }
    }
    for (upper in c(FALSE, TRUE)) {
      for (p in probabilities) put(family, set, "quantile", p, upper, FALSE, call(f$q, p, lower.tail = !upper))
      for (p in logs) put(family, set, "quantile", p, upper, TRUE, call(f$q, p, lower.tail = !upper, log.p = TRUE))
    }
  }
}
write(toJSON(list(versions = list(R = R.version.string), rows = rows), auto_unbox = TRUE), "special-functions.json")
