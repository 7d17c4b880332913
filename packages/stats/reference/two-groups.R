# Two groups compared as a trial report does: medians, rates at fixed times, follow-up, log-rank, proportional hazards.
# Writes two-groups.json beside it. Run in this folder: Rscript two-groups.R
suppressMessages({library(survival); library(jsonlite)})
at <- c(6, 12, 24) * 30.4375

compared <- function(csv, group, reference, strata = NULL, adjust = NULL) {
  d <- read.csv(csv)
  d <- d[complete.cases(d[, c('time', 'event', group, strata, adjust)]), ]
  d$g <- relevel(factor(d[[group]]), reference)
  right <- function(first) as.formula(paste('Surv(time, event) ~', paste(c(first,
    if (length(strata)) sprintf('strata(%s)', paste(strata, collapse = ',')), adjust), collapse = ' + ')))
  groups <- lapply(sort(levels(d$g)), function(level) {
    x <- d[d$g == level, ]
    km <- survfit(Surv(time, event) ~ 1, data = x, conf.type = 'log-log')
    followed <- survfit(Surv(time, 1 - event) ~ 1, data = x, conf.type = 'log-log')
    middle <- function(fit) { q <- quantile(fit, 0.5); unname(c(q$quantile, q$lower, q$upper)) }
    s <- summary(km, times = at, extend = TRUE)
    known <- at <= max(x$time) | min(km$surv) == 0
    rates <- lapply(seq_along(at), function(i)
      if (known[i]) c(s$surv[i], s$lower[i], s$upper[i]) else c(NA, NA, NA))
    list(group = level, n = nrow(x), events = sum(x$event), median = middle(km), followUp = middle(followed),
      rates = rates, last = c(tail(km$time, 1), tail(km$surv, 1)))
  })
  adjusted <- adjust; adjust <- NULL
  test <- survdiff(right('g'), data = d)
  adjust <- adjusted
  fit <- coxph(right('g'), data = d, ties = 'efron')
  row <- summary(fit)
  list(csv = csv, group = group, reference = reference, strata = I(as.character(strata)), adjust = I(as.character(adjust)),
    at = at, groups = groups, logRank = list(chiSquare = test$chisq, p = pchisq(test$chisq, 1, lower.tail = FALSE)),
    hazardRatio = list(estimate = unname(row$conf.int[1, 1]), lower = unname(row$conf.int[1, 3]),
      upper = unname(row$conf.int[1, 4]), p = unname(row$coefficients[1, 5])))
}

write(toJSON(list(
  versions = list(R = paste(R.version$major, R.version$minor, sep = '.'), survival = as.character(packageVersion('survival'))),
  comparisons = list(
    compared('csv/veteran.csv', 'trt', '1'),
    compared('csv/veteran.csv', 'trt', '2'),
    compared('csv/veteran.csv', 'trt', '1', strata = 'celltype', adjust = 'karno'),
    compared('csv/lung.csv', 'sex', '1'),
    compared('csv/lung.csv', 'sex', '1', strata = 'ph_ecog', adjust = 'age'))),
  auto_unbox = TRUE, digits = I(17), na = 'null', null = 'null', pretty = TRUE), 'two-groups.json')
