# Tests and intervals of one and two samples by base R. Run in this folder: Rscript samples.R
suppressMessages(library(jsonlite))
set.seed(20261124); out <- list()
add <- function(id, kind, call, spec, result) out[[length(out) + 1]] <<- list(id = id, kind = kind, dataset = "samples", spec = spec, call = call,
  warnings = list(), versions = list(R = paste(R.version$major, R.version$minor, sep = ".")), result = result)
for (n in c(1, 2, 7, 20, 49)) {
  d <- round(rnorm(n, 0.4), 4)
  w <- wilcox.test(d, exact = TRUE); add(sprintf("signed_exact_%d", n), "signed_rank", "wilcox.test(d, exact = TRUE)", list(exact = TRUE), list(d = I(d), V = w$statistic[[1]], p = w$p.value))
}
for (n in c(12, 60, 200)) {
  d <- round(rnorm(n, 0.2), 1)
  w <- suppressWarnings(wilcox.test(d, exact = FALSE)); add(sprintf("signed_normal_%d", n), "signed_rank", "wilcox.test(d, exact = FALSE)", list(exact = FALSE), list(d = I(d), V = w$statistic[[1]], p = w$p.value))
}
for (s in list(c(1, 1), c(3, 4), c(13, 20), c(30, 19))) {
  x <- round(rnorm(s[1], 0.5), 5); y <- round(rnorm(s[2]), 5)
  w <- wilcox.test(x, y, exact = TRUE); add(sprintf("rank_sum_exact_%d_%d", s[1], s[2]), "rank_sum", "wilcox.test(x, y, exact = TRUE)", list(exact = TRUE), list(x = I(x), y = I(y), U = w$statistic[[1]], p = w$p.value))
}
for (s in list(c(8, 9), c(40, 70))) {
  x <- round(rnorm(s[1], 0.3), 1); y <- round(rnorm(s[2]), 1)
  w <- suppressWarnings(wilcox.test(x, y, exact = FALSE)); add(sprintf("rank_sum_normal_%d_%d", s[1], s[2]), "rank_sum", "wilcox.test(x, y, exact = FALSE)", list(exact = FALSE), list(x = I(x), y = I(y), U = w$statistic[[1]], p = w$p.value))
}
for (s in list(c(11, 800, 23, 3011), c(0, 10, 5, 12), c(4, 10.5, 0, 12), c(120, 340, 90, 300))) for (conf in c(0.9, 0.95)) {
  r <- poisson.test(s[c(1, 3)], s[c(2, 4)], conf.level = conf)
  add(sprintf("rate_ratio_%g_%g_%g", s[1], s[3], conf), "rate_ratio", "poisson.test(c(d1, d2), c(T1, T2))", list(level = conf), list(d = s[c(1, 3)], T = s[c(2, 4)], ratio = r$estimate[[1]], lower = r$conf.int[1], upper = r$conf.int[2]))
}
for (s in list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(0, 10, 0, 20), c(10, 10, 0, 20), c(1, 42, 0, 20))) {
  w <- function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int)
  a <- w(s[1], s[2]); b <- w(s[3], s[4]); p <- s[1] / s[2]; q <- s[3] / s[4]
  add(sprintf("newcombe_%d_%d_%d_%d", s[1], s[2], s[3], s[4]), "proportion_difference", "prop.test(x, n, correct = FALSE), limits combined by Newcombe's method 10", list(level = 0.95),
    list(x = s[c(1, 3)], n = s[c(2, 4)], difference = p - q, lower = p - q - sqrt((p - a[1])^2 + (b[2] - q)^2), upper = p - q + sqrt((a[2] - p)^2 + (q - b[1])^2)))
}
for (n in c(1, 2, 5, 8, 21)) { x <- round(rexp(n), 3); p <- c(0, 0.1, 0.25, 0.5, 0.75, 1)
  add(sprintf("quantile_%d", n), "sample_quantile", "quantile(x, p, type = 2)", list(p = p), list(x = I(x), q = as.numeric(quantile(x, p, type = 2)))) }
for (n in c(2, 9, 62)) { x <- round(rnorm(n, 0.3), 4); t <- t.test(x, conf.level = 0.9)
  add(sprintf("mean_%d", n), "mean_interval", "t.test(x, conf.level = 0.9)", list(level = 0.9), list(x = x, mean = mean(x), sd = sd(x), lower = t$conf.int[1], upper = t$conf.int[2], p = t$p.value)) }
write(toJSON(list(schema = "survival-oracle/1", dataset = "samples", note = "seed 20261124; made samples", fixtures = out), auto_unbox = TRUE, digits = I(17)), "samples.json")
