# Every survival number of a readout again, from adtte.csv alone and by R: Rscript awkward-study.R JOB.json, printed as JSON.
# JOB names adtte.csv and, for each analysis, its PARAMCD, subjects, strata, covariates and choices; see awkward-study.test.ts.
suppressMessages({library(survival); library(jsonlite)})
job <- fromJSON(commandArgs(TRUE)[1], simplifyDataFrame = TRUE, simplifyVector = TRUE)
adtte <- read.csv(job$adtte, comment.char = '#', colClasses = c(USUBJID = 'character', PARAMCD = 'character'))
month <- 30.4375
z <- qnorm(0.975)
two <- function(p) 2 * pnorm(-abs(p))

analysed <- function(a) {
  d <- merge(adtte[adtte$PARAMCD == a$param, c('USUBJID', 'AVAL', 'CNSR')], job$subjects, by.x = 'USUBJID', by.y = 'id')
  d <- d[!(d$USUBJID %in% unlist(a$excluded)), ]
  d$time <- d$AVAL; d$event <- 1 - d$CNSR; d$g <- as.integer(d$arm != job$reference)
  strata <- if (length(a$strata)) sprintf('strata(%s)', paste(a$strata, collapse = ','))
  of <- function(...) as.formula(paste('Surv(time, event) ~', paste(c(...), collapse = ' + ')))
  arms <- lapply(0:1, function(g) d[d$g == g, ])
  curves <- lapply(arms, function(x) survfit(Surv(time, event) ~ 1, data = x, conf.type = a$interval))
  means <- lapply(a$tau * month, function(tau) lapply(seq_along(curves), function(k) {
    if (max(arms[[k]]$time) < tau & min(curves[[k]]$surv) > 0) return(c(NA, NA))
    t <- summary(curves[[k]], rmean = tau)$table; unname(c(t['rmean'], t['se(rmean)'])) }))
  at <- a$at * month
  test <- survdiff(of('g', strata), data = d)
  fit <- coxph(of('g', strata, a$adjust), data = d, ties = a$ties)
  row <- summary(fit); ph <- cox.zph(fit, transform = a$transform, terms = FALSE)$table[1, ]
  list(id = a$id,
    arms = lapply(seq_along(arms), function(k) {
      x <- arms[[k]]; km <- curves[[k]]
      followed <- survfit(Surv(time, 1 - event) ~ 1, data = x, conf.type = a$interval)
      middle <- function(f) { q <- quantile(f, 0.5); unname(c(q$quantile, q$lower, q$upper)) }
      s <- summary(km, times = at, extend = TRUE)
      known <- at <= max(x$time) | min(km$surv) == 0
      list(subjects = nrow(x), events = sum(x$event), median = middle(km), followUp = middle(followed),
        rates = lapply(seq_along(at), function(i) if (known[i]) c(s$surv[i], s$lower[i], s$upper[i]) else c(NA, NA, NA)),
        steps = list(time = km$time, atRisk = km$n.risk, events = km$n.event, censored = km$n.censor, survival = km$surv,
          lower = km$lower, upper = km$upper)) }),
    logRank = c(test$chisq, pchisq(test$chisq, 1, lower.tail = FALSE)),
    hazardRatio = unname(c(row$conf.int[1, c(1, 3, 4)], row$coefficients[1, 5])),
    proportionality = unname(ph),
    restricted = lapply(means, function(m) {
      difference <- m[[2]][1] - m[[1]][1]; se <- sqrt(m[[1]][2]^2 + m[[2]][2]^2)
      ratio <- log(m[[2]][1] / m[[1]][1]); logse <- sqrt((m[[1]][2] / m[[1]][1])^2 + (m[[2]][2] / m[[2]][1])^2)
      list(means = m, difference = c(difference, difference - z * se, difference + z * se, two(difference / se)),
        ratio = c(exp(ratio), exp(ratio - z * logse), exp(ratio + z * logse), two(ratio / logse))) }),
    milestones = lapply(at, function(t) {
      if (any(sapply(seq_along(arms), function(k) max(arms[[k]]$time) < t & min(curves[[k]]$surv) > 0))) return(rep(NA, 4))
      s <- lapply(curves, function(f) { x <- summary(f, times = t, extend = TRUE); c(x$surv, x$std.err) })
      g <- sapply(s, function(x) log(-log(x[1]))); v <- sapply(s, function(x) (x[2] / x[1] / log(x[1]))^2)
      e <- sqrt(s[[1]][2]^2 + s[[2]][2]^2); d <- s[[2]][1] - s[[1]][1]
      c(d, max(-1, d - z * e), min(1, d + z * e), two((g[1] - g[2]) / sqrt(sum(v)))) }))
}

cat(toJSON(list(analyses = lapply(seq_len(nrow(job$analyses)), function(i) {
  a <- as.list(job$analyses[i, ]); analysed(lapply(a, function(x) if (is.list(x)) unlist(x) else x)) })),
  auto_unbox = TRUE, digits = I(17), na = 'null', null = 'null'))
