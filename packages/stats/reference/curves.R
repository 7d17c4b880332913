# Curves beyond the public fixtures: robust and clustered variance, left truncation, ties within rounding, flat quantiles, pseudo-values.
# Run in this folder: Rscript curves.R    (writes curves.json; the data stand in each fixture)
suppressMessages({library(survival); library(jsonlite)})
options(digits = 17, warn = 1)
versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), survival = as.character(packageVersion("survival")))
out <- list()
v <- function(x) if (is.null(x)) NULL else I(as.numeric(x))
add <- function(id, kind, data, call, take, spec = list()) {
  value <- take(eval(parse(text = call), list2env(list(d = data), parent = globalenv())))
  out[[length(out) + 1]] <<- list(id = id, kind = kind, dataset = "curves", spec = c(spec, list(data = lapply(as.list(data), v))),
                                  call = call, versions = versions, result = value)
}
curve <- function(f) list(time = v(f$time), atRisk = v(f$n.risk), events = v(f$n.event), censored = v(f$n.censor), survival = v(f$surv),
  std_err = v(f$std.err), logse = f$logse, cumhaz = v(f$cumhaz), std_chaz = v(f$std.chaz), lower = v(f$lower), upper = v(f$upper))

set.seed(20261123)
n <- 60
small <- data.frame(time = ceiling(rexp(n, 1/8)), event = rbinom(n, 1, .7), w = round(runif(n, .2, 3), 2), cluster = sample(0:11, n, TRUE))
late <- data.frame(entry = floor(rexp(n, 1/3)))
late$time <- late$entry + ceiling(rexp(n, 1/8)); late$event <- rbinom(n, 1, .7); late$w <- small$w; late$cluster <- small$cluster
for (conf in c("log", "log-log", "plain", "arcsin", "logit")) {
  add(paste0("robust_", conf), "robust_curve", small, sprintf("survfit(Surv(time, event) ~ 1, d, robust = TRUE, conf.type = '%s')", conf), curve, list(conf_type = conf, robust = TRUE))
  add(paste0("cluster_", conf), "robust_curve", small, sprintf("survfit(Surv(time, event) ~ 1, d, cluster = cluster, conf.type = '%s')", conf), curve, list(conf_type = conf, cluster = "cluster"))
}
add("silently_robust", "robust_curve", small, "survfit(Surv(time, event) ~ 1, d, weights = w)", curve, list(conf_type = "log", weights = "w"))
add("weights_cluster", "robust_curve", small, "survfit(Surv(time, event) ~ 1, d, weights = w, cluster = cluster)", curve, list(conf_type = "log", weights = "w", cluster = "cluster"))
add("late_cluster", "robust_curve", late, "survfit(Surv(entry, time, event) ~ 1, d, cluster = cluster)", curve, list(conf_type = "log", entry = "entry", cluster = "cluster"))
add("late_weights_cluster", "robust_curve", late, "survfit(Surv(entry, time, event) ~ 1, d, weights = w, cluster = cluster)", curve, list(conf_type = "log", entry = "entry", weights = "w", cluster = "cluster"))
add("fh_cluster", "robust_curve", small, "survfit(Surv(time, event) ~ 1, d, weights = w, cluster = cluster, stype = 2, ctype = 2)", curve, list(conf_type = "log", weights = "w", cluster = "cluster", stype = 2, ctype = 2))
add("ctype2_cluster", "robust_curve", small, "survfit(Surv(time, event) ~ 1, d, weights = w, cluster = cluster, stype = 1, ctype = 2)", function(f) curve(f)[c("time", "survival", "cumhaz", "std_chaz")], list(conf_type = "log", weights = "w", cluster = "cluster", stype = 1, ctype = 2))
add("breslow", "robust_curve", small, "survfit(Surv(time, event) ~ 1, d, stype = 2, ctype = 1)", curve, list(conf_type = "log", stype = 2, ctype = 1))
b <- survival::bladder2; b$entry <- b$start; b$time <- b$stop
for (g in 1:2) add(paste0("bladder2_rx", g), "robust_curve", b[b$rx == g, c("entry", "time", "event", "id")], "survfit(Surv(entry, time, event) ~ 1, d, id = id)", curve, list(conf_type = "log", entry = "entry", subject = "id"))

aeq <- function(s) list(time = v(s[, "time"]))
add("chain", "ties", data.frame(time = c(1, 1 + 1e-8, 1 + 2e-8, 1 + 3e-8, 2, 5), event = 1), "survival:::aeqSurv(Surv(d$time, d$event))", aeq)
add("relative", "ties", data.frame(time = c(1e9, 1e9 + 5, 1e9 + 100, 7), event = 1), "survival:::aeqSurv(Surv(d$time, d$event))", aeq)
add("tiny", "ties", data.frame(time = c(0, 1e-12, 3e-9, 2e-8, 1), event = 1), "survival:::aeqSurv(Surv(d$time, d$event))", aeq)
add("sums", "ties", data.frame(time = c(.1 + .2, .3, .7 + .1, .8, .1 * 3), event = 1), "survival:::aeqSurv(Surv(d$time, d$event))", aeq)
add("pooled_entries", "ties", data.frame(entry = c(0, 1 + 1e-9, .3), time = c(1, 2, .1 + .2 + .5), event = 1), "survival:::aeqSurv(Surv(d$entry, d$time, d$event))",
    function(s) list(entry = v(s[, "start"]), time = v(s[, "stop"])))

quant <- function(f) { q <- quantile(f, c(.1, .25, .5, .75, .9)); list(probs = v(c(.1, .25, .5, .75, .9)), estimate = v(q$quantile), lower = v(q$lower), upper = v(q$upper)) }
flats <- list(half = data.frame(time = c(1, 2, 3, 4), event = c(1, 1, 0, 1)), open_end = data.frame(time = c(1, 2, 3, 9), event = c(1, 1, 0, 0)),
  tenths = data.frame(time = 1:10, event = 1), quarters = data.frame(time = c(1:7, 20), event = c(1, 1, 0, 1, 1, 0, 1, 0)), one = data.frame(time = 3, event = 1),
  censored = data.frame(time = 1:5, event = 0), thirds = data.frame(time = c(1, 1, 2, 3, 4, 4), event = c(1, 0, 1, 0, 1, 1)), random = small[, 1:2])
for (name in names(flats)) for (conf in c("log", "log-log", "plain", "arcsin", "logit"))
  add(paste0(name, "_", conf), "quantiles", flats[[name]], sprintf("survfit(Surv(time, event) ~ 1, d, conf.type = '%s')", conf), quant, list(conf_type = conf))

rows <- function(p) list(values = lapply(seq_len(ncol(p)), function(j) v(p[, j])))
colon <- survival::colon[survival::colon$etype == 2, c("time", "status")]; names(colon)[2] <- "event"
d <- NULL  # R's pseudo looks the data up by name in the global environment, so each call below puts them there
pseudos <- function(id, data, surv, more, type, times, spec = list()) { d <<- data
  add(id, "pseudo", data, sprintf("as.matrix(pseudo(survfit(%s ~ 1, d%s), times = c(%s), type = '%s'))", surv, more, paste(times, collapse = ","), type), rows, c(spec, list(type = type, times = v(times)))) }
for (type in c("survival", "rmst", "cumhaz")) {
  pseudos(paste0("colon_death_", type), colon, "Surv(time, event)", "", type, c(365, 1095, 1826))
  pseudos(paste0("weighted_", type), small, "Surv(time, event)", ", weights = w", type, c(4, 9, 15), list(weights = "w"))
  pseudos(paste0("late_", type), late, "Surv(entry, time, event)", "", type, c(4, 9, 15), list(entry = "entry"))
}
write(toJSON(list(schema = "survival-oracle/1", dataset = "curves", versions = versions, fixtures = out), auto_unbox = TRUE, digits = I(17), na = "string", null = "null"), "curves.json")
cat(length(out), "fixtures\n")
