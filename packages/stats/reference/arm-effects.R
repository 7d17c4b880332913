# What stands beside a hazard ratio, on real data: restricted means, differences at single times, the test of proportional
# hazards, subgroups with their interaction, leaving one subject out, flipping one event, exposure that changes over time.
# Writes arm-effects.json beside it. Run in this folder: Rscript arm-effects.R
suppressMessages({library(survival); library(jsonlite)})
month <- 30.4375
two <- function(p) 2 * pnorm(-abs(p))

effects <- function(csv, group, reference, tau, at, strata = NULL, adjust = NULL) {
  d <- read.csv(csv)
  d <- d[complete.cases(d[, c('time', 'event', group, strata, adjust)]), ]
  d$g <- as.integer(d[[group]] != reference)
  right <- paste(c('g', if (length(strata)) sprintf('strata(%s)', paste(strata, collapse = ',')), adjust), collapse = ' + ')
  km <- lapply(0:1, function(g) survfit(Surv(time, event) ~ 1, data = d[d$g == g, ]))
  mean_of <- function(fit) { s <- summary(fit, rmean = tau * month)$table; unname(c(s['rmean'], s['se(rmean)'])) }
  m <- lapply(km, mean_of)
  se <- sqrt(m[[1]][2]^2 + m[[2]][2]^2); diff <- m[[2]][1] - m[[1]][1]
  logse <- sqrt((m[[1]][2] / m[[1]][1])^2 + (m[[2]][2] / m[[2]][1])^2); logratio <- log(m[[2]][1] / m[[1]][1])
  z <- qnorm(0.975)
  milestones <- lapply(at, function(t) {
    s <- lapply(km, function(fit) { x <- summary(fit, times = t * month); c(x$surv, x$std.err) })
    g <- sapply(s, function(x) log(-log(x[1]))); v <- sapply(s, function(x) (x[2] / x[1] / log(x[1]))^2)
    e <- sqrt(s[[1]][2]^2 + s[[2]][2]^2); est <- s[[2]][1] - s[[1]][1]
    list(at = t, estimate = est, standardError = e, lower = max(-1, est - z * e), upper = min(1, est + z * e),
      p = two((g[1] - g[2]) / sqrt(sum(v))))
  })
  fit <- coxph(as.formula(paste('Surv(time, event) ~', right)), data = d)
  zph <- lapply(c(km = 'km', rank = 'rank', identity = 'identity', log = 'log'), function(t)
    unname(cox.zph(fit, transform = t, terms = FALSE)$table[1, ]))
  left_out <- sapply(seq_len(nrow(d)), function(i) unname(coef(coxph(as.formula(paste('Surv(time, event) ~', right)), data = d[-i, ]))[1]))
  test <- as.formula(paste('Surv(time, event) ~ g', if (length(strata)) sprintf('+ strata(%s)', paste(strata, collapse = ',')) else ''))
  p_of <- function(x) pchisq(survdiff(test, data = x)$chisq, 1, lower.tail = FALSE)
  left_out_p <- sapply(seq_len(nrow(d)), function(i) p_of(d[-i, ]))
  flipped_p <- sapply(seq_len(nrow(d)), function(i) { x <- d; x$event[i] <- 1 - x$event[i]; p_of(x) })
  list(csv = csv, group = group, reference = as.character(reference), strata = I(as.character(strata)), adjust = I(as.character(adjust)),
    tau = tau, means = m,
    difference = list(estimate = diff, standardError = se, lower = diff - z * se, upper = diff + z * se, p = two(diff / se)),
    ratio = list(estimate = exp(logratio), standardError = logse, lower = exp(logratio - z * logse), upper = exp(logratio + z * logse), p = two(logratio / logse)),
    milestones = milestones, proportionality = zph, leftOut = exp(left_out), leftOutP = left_out_p, flippedP = flipped_p)
}

subgroups <- function(csv, group, reference, field, cut = NULL, strata = NULL, adjust = NULL) {
  d <- read.csv(csv)
  d <- d[complete.cases(d[, c('time', 'event', group, field, strata, adjust)]), ]
  d$g <- as.integer(d[[group]] != reference)
  d$level <- if (is.null(cut)) factor(d[[field]]) else factor(ifelse(d[[field]] < cut, 'below', 'from'))
  rest <- paste(c('', if (length(strata)) sprintf('strata(%s)', paste(strata, collapse = ',')), adjust), collapse = ' + ')
  fit <- function(terms, data) coxph(as.formula(paste('Surv(time, event) ~', terms, rest)), data = data)
  rows <- lapply(levels(d$level), function(l) {
    x <- d[d$level == l, ]; s <- summary(fit('g', x))
    list(level = l, subjects = nrow(x), events = sum(x$event), estimate = unname(s$conf.int[1, 1]), lower = unname(s$conf.int[1, 3]),
      upper = unname(s$conf.int[1, 4]), p = unname(s$coefficients[1, 5]))
  })
  without <- fit('g + level', d); with <- fit('g + level + g:level', d)
  at <- grep('^g:', names(coef(with))); b <- coef(with)[at]
  lr <- 2 * (with$loglik[2] - without$loglik[2]); wald <- drop(b %*% solve(vcov(with)[at, at, drop = FALSE]) %*% b)
  list(csv = csv, group = group, reference = as.character(reference), field = field, cut = cut, strata = I(as.character(strata)), adjust = I(as.character(adjust)),
    rows = rows, df = length(at), likelihoodRatio = c(lr, pchisq(lr, length(at), lower.tail = FALSE)),
    wald = c(wald, pchisq(wald, length(at), lower.tail = FALSE)))
}

# Two exposures that begin during follow-up, one of them or both: at risk from the first on. The days are made from the columns of
# real patients: first 1 + age mod 7, of group a without and b with prior therapy; the other one 10 days later where karno >= 80.
exposure <- function(csv) {
  d <- read.csv(csv)
  rows <- do.call(rbind, lapply(seq_len(nrow(d)), function(i) with(d[i, ], {
    from <- 1 + age %% 7; state <- if (prior == 0) 'a' else 'b'; change <- if (karno >= 80) from + 10 else Inf
    if (time <= from) return(NULL)
    if (change < time) data.frame(id = i, start = c(from, change), stop = c(change, time), event = c(0, event), state = c(state, 'both'))
    else data.frame(id = i, start = from, stop = time, event = event, state = state)
  })))
  rows$a <- as.integer(rows$state == 'a'); rows$both <- as.integer(rows$state == 'both')
  s <- summary(coxph(Surv(start, stop, event) ~ a + both, data = rows, cluster = id))
  list(csv = csv, subjects = length(unique(rows$id)), days = as.list(tapply(rows$stop - rows$start, rows$state, sum)),
    events = as.list(tapply(rows$event, rows$state, sum)), estimate = unname(s$conf.int[1, 1]), lower = unname(s$conf.int[1, 3]),
    upper = unname(s$conf.int[1, 4]), p = unname(s$coefficients[1, 'Pr(>|z|)']))
}

write(toJSON(list(
  versions = list(R = paste(R.version$major, R.version$minor, sep = '.'), survival = as.character(packageVersion('survival'))),
  effects = list(
    effects('csv/veteran.csv', 'trt', 1, 6, c(3, 6)),
    effects('csv/veteran.csv', 'trt', 1, 12, c(3, 6), strata = 'celltype', adjust = 'karno'),
    effects('csv/lung.csv', 'sex', 1, 24, c(6, 12, 24)),
    effects('csv/lung.csv', 'sex', 1, 12, c(6, 12), strata = 'ph_ecog', adjust = 'age')),
  exposure = exposure('csv/veteran.csv'),
  subgroups = list(
    subgroups('csv/veteran.csv', 'trt', 1, 'celltype'),
    subgroups('csv/veteran.csv', 'trt', 1, 'age', cut = 60),
    subgroups('csv/veteran.csv', 'trt', 1, 'karno', cut = 60, strata = 'celltype', adjust = 'age'),
    subgroups('csv/lung.csv', 'sex', 1, 'age', cut = 65))),
  auto_unbox = TRUE, digits = I(17), na = 'null', null = 'null', pretty = TRUE), 'arm-effects.json')
