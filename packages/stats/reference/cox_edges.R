# Combinations and edges of coxph that public.R does not hold: weights with strata, entry, offset and clusters at once, heavy ties, residuals with
# weights, curves of (start, stop] and robust fits, concordance with weights, strata, entry and clusters, flags. Run: Rscript cox_edges.R
source("oracle_lib.R"); set.seed(20261123)
n <- 120
d <- data.frame(id = rep(1:60, 2), entry = sample(0:6, n, TRUE), x = round(rnorm(n), 2), z = rbinom(n, 1, .4), g = sample(0:2, n, TRUE), w = sample(c(.5, 1, 1.25, 2), n, TRUE), k = sample(1:3, n, TRUE), off = round(rnorm(n, 0, .3), 2))
d$time <- d$entry + sample(1:12, n, TRUE); d$event <- rbinom(n, 1, .6); d$age <- round(rnorm(n, 60, 9)); d$sum <- d$x + 2 * d$z; d$first <- as.numeric(d$time <= 3 & d$event == 1)
begin("cox_edges", d, "here"); CUR$csv <- "csv/cox_edges.csv"; file.copy("out/here/csv/cox_edges.csv", "csv/cox_edges.csv", TRUE); unlink("out", recursive = TRUE)
d <- read.csv("csv/cox_edges.csv"); d$k <- as.numeric(d$k) # cox.zph 3.5-3 fails on whole-number weights of R type integer
X <- c("x", "z", "age")
cox_all(d, "time", "event", X, start = "entry", strata = "g", weights = "w", cluster = "id", offset = "off", tag = "all", ties = c("efron", "breslow"))
cox_all(d, "time", "event", X, start = "entry", weights = "k", tag = "counting_weights", ties = c("efron", "breslow"))
cox_all(d, "time", "event", X, strata = "g", weights = "w", tag = "strata_weights", ties = c("efron", "breslow"))
cox_all(d, "time", "event", X, weights = "k", offset = "off", tag = "weights_offset", ties = c("efron", "breslow"))
cox_all(d, "time", "event", X, cluster = "id", tag = "cluster", ties = c("efron", "breslow"))
cox_all(d, "time", "event", X, strata = "g", tag = "ties", ties = c("efron", "breslow", "exact"))
cox_all(d, "time", "event", c("x", "z", "sum", "age"), tag = "collinear", ties = c("efron", "breslow"), curves = FALSE, zph = TRUE, resid = FALSE)
cox_all(d, "time", "event", c("x", "first"), tag = "monotone", ties = c("efron", "breslow"), curves = FALSE, zph = FALSE, resid = FALSE)
cox_all(d, "time", "event", c("x", "first"), start = "entry", tag = "monotone_counting", ties = c("efron", "breslow"), curves = FALSE, zph = FALSE, resid = FALSE)
env <- list2env(list(d = d), parent = globalenv())
for (tw in c("n", "S", "S/G", "n/G2", "I")) for (k in 1:5) {
  if (k >= 4 && tw != "n") next   # R 3.5-3 crashes on (start, stop] rows with any other weight
  sp <- list(list(), list(weights = "w"), list(strata = "g", weights = "w", cluster = "id"), list(start = "entry", weights = "k"), list(start = "entry", strata = "g", cluster = "id"))[[k]]
  fx(sprintf("concordance_edge%d_%s", k, tw), "concordance", c(list(time = "time", event = "event", x = "age", timewt = tw), sp),
    sprintf("concordance(%s ~ age%s, data = d, timewt = '%s'%s, keepstrata = FALSE)", SV("time", "event", sp$start), if (!is.null(sp$strata)) " + strata(g)" else "", tw, args_extra(sp$weights, sp$cluster)),
    function(z) list(concordance = num(z$concordance), var = num(z$var), cvar = num(z$cvar), count = as.list(z$count), n = z$n), env) }
fx("concordance_until", "concordance", list(time = "time", event = "event", x = "age", timewt = "n/G2", until = 8), "concordance(Surv(time, event) ~ age, data = d, timewt = 'n/G2', ymax = 8)", function(z) list(concordance = num(z$concordance), var = num(z$var), cvar = num(z$cvar), count = as.list(z$count), n = z$n), env)
for (ti in c("efron", "breslow")) for (k in 1:2) {   # curves of a stratified, clustered (start, stop] fit
  fit <- coxph(Surv(entry, time, event) ~ x + z + strata(g), d, ties = ti, weights = w, cluster = id); nd <- data.frame(x = c(-1, 1.5), z = c(0, 1), g = k)
  env$fit <- fit; env$nd <- nd; env$k <- k
  fx(sprintf("curve_stratum%d_%s", k, ti), "coxph_survfit", list(time = "time", event = "event", start = "entry", x = s(c("x", "z")), strata = "g", weights = "w", cluster = "id", robust = TRUE, ties = ti, stratum = k, newdata = lapply(1:2, function(i) as.list(nd[i, c("x", "z")])), conf_type = "log"),
    "survfit(fit, newdata = nd)", function(f) { r <- seq_len(f$strata[1]); m <- function(v) mat(cbind(v[r], v[f$strata[1] + r])); list(time = v(f$time[r]), surv = m(f$surv), std_err = m(f$std.err), lower = m(f$lower), upper = m(f$upper)) }, env) }
o <- list(schema = "survival-oracle/1", dataset = "cox_edges", csv = "csv/cox_edges.csv", versions = VERS, note = "seed 20261123", fixtures = FIX)
write(toJSON(o, auto_unbox = TRUE, digits = I(17), na = "string", null = "null"), "cox_edges.json"); cat(length(FIX), "fixtures, errors", sum(vapply(FIX, function(z) !is.null(z$result$error) || !is.null(z$result$extract_error), TRUE)), "\n")
for (z in FIX) if (!is.null(z$result$error) || !is.null(z$result$extract_error)) cat(z$id, z$result$error, z$result$extract_error, "\n")
