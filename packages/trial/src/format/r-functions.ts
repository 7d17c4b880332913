/** The functions of the R program of a readout: what each analysis of it calls. They need the package survival alone. */
export const rFunctions = String.raw`
library(survival)

table_of <- function(file) read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
adsl <- table_of("adam/adsl.csv")
adtte <- table_of("adam/adtte.csv")
adtte$AVAL <- as.numeric(adtte$AVAL)
adtte$event <- adtte$CNSR == "0"
days_per_month <- 30.4375

results <- NULL
show <- function(statistic, arm = "", at_months = NA, estimate = NA, lower = NA, upper = NA, p = NA)
  results <<- rbind(results, data.frame(analysis = analysis, statistic, arm, at_months, estimate, lower, upper, p))
attempt <- function(statistic, code) tryCatch(code, error = function(e)
  message(analysis, ", ", statistic, ": none, ", conditionMessage(e)))

# A value of ADSL for the subjects of d; NA where the study does not have the variable.
value <- function(d, name) {
  found <- adsl[[name]]
  if (is.null(found)) rep(NA, nrow(d)) else found[match(d$USUBJID, adsl$USUBJID)]
}

# The subjects of one parameter who are in the population of its analysis; the first arm is the reference.
subjects_of <- function(parameter, population, arms) {
  d <- adtte[adtte$PARAMCD == parameter & !is.na(adtte$ARMCD) & adtte$AVAL >= 0, ]
  d <- d[value(d, population) %in% "Y", ]
  d$arm <- factor(d$ARMCD, levels = arms)
  d
}

# Each arm by itself: median, median follow-up (reverse Kaplan-Meier), rates at months. A curve at 1 has no limits on the log-log and logit scales.
each_arm <- function(d, conf.type, level, months) for (arm in levels(d$arm)) attempt(arm, {
  own <- d[d$arm == arm, ]
  show("subjects", arm, estimate = nrow(own))
  show("events", arm, estimate = sum(own$event))
  if (nrow(own) == 0) stop("no subject")
  fit <- survfit(Surv(AVAL, event) ~ 1, data = own, conf.type = conf.type, conf.int = level)
  q <- quantile(fit, 0.5)
  show("median", arm, estimate = q$quantile, lower = q$lower, upper = q$upper)
  q <- quantile(survfit(Surv(AVAL, !event) ~ 1, data = own, conf.type = conf.type, conf.int = level), 0.5)
  show("median follow-up", arm, estimate = q$quantile, lower = q$lower, upper = q$upper)
  for (month in months) {
    s <- summary(fit, times = month * days_per_month, extend = TRUE)
    if (month * days_per_month > max(own$AVAL) && s$surv > 0) s$surv <- s$lower <- s$upper <- NA
    if (s$surv %in% 1 && conf.type %in% c("log-log", "logit")) s$lower <- s$upper <- NA
    show("rate", arm, month, s$surv, s$lower, s$upper)
  }
})

wald <- function(estimate, error, level) {
  z <- qnorm((1 + level) / 2)
  list(estimate = estimate, lower = estimate - z * error, upper = estimate + z * error, p = 2 * pnorm(-abs(estimate / error)))
}

# Restricted mean survival time to month, in days, and each arm against the reference; none past the follow-up of an arm.
restricted_means <- function(d, month, level) attempt("restricted mean", {
  tau <- month * days_per_month
  mean_of <- function(arm) {
    own <- d[d$arm == arm, ]
    if (nrow(own) == 0) return(c(NA, NA))
    fit <- survfit(Surv(AVAL, event) ~ 1, data = own)
    if (tau > max(own$AVAL) && tail(fit$surv, 1) > 0) return(c(NA, NA))
    unname(summary(fit, rmean = tau)$table[c("rmean", "se(rmean)")])
  }
  base <- mean_of(levels(d$arm)[1])
  for (arm in levels(d$arm)) {
    m <- mean_of(arm)
    w <- wald(m[1], m[2], level)
    show("restricted mean", arm, month, w$estimate, w$lower, w$upper)
    if (arm == levels(d$arm)[1]) next # the reference
    w <- wald(m[1] - base[1], sqrt(m[2]^2 + base[2]^2), level)
    show("restricted mean difference", arm, month, w$estimate, w$lower, w$upper, w$p)
    w <- wald(log(m[1] / base[1]), sqrt((m[2] / m[1])^2 + (base[2] / base[1])^2), level)
    show("restricted mean ratio", arm, month, exp(w$estimate), exp(w$lower), exp(w$upper), w$p)
  }
})

# Difference between the curves at month: plain interval, p on the scale named.
rate_difference <- function(d, month, level, scale) for (arm in levels(d$arm)[-1]) attempt("rate difference", {
  at <- lapply(c(levels(d$arm)[1], arm), function(a) {
    own <- d[d$arm == a, ]
    s <- summary(survfit(Surv(AVAL, event) ~ 1, data = own), times = month * days_per_month, extend = TRUE)
    known <- month * days_per_month <= max(own$AVAL) || s$surv == 0
    list(s = if (known) s$surv else NA, se = if (!known) NA else if (s$surv == 0) 0 else s$std.err)
  })
  a <- at[[1]]; b <- at[[2]]
  w <- wald(b$s - a$s, sqrt(a$se^2 + b$se^2), level)
  if (scale == "log-log") {
    g <- function(x) log(-log(x$s)); v <- function(x) (x$se / x$s / log(x$s))^2
    w$p <- if (isTRUE(a$s > 0 && a$s < 1 && b$s > 0 && b$s < 1)) 2 * pnorm(-abs(g(a) - g(b)) / sqrt(v(a) + v(b))) else NA
  }
  show("rate difference", arm, month, w$estimate, max(-1, w$lower), min(1, w$upper), w$p)
})

log_rank <- function(formula, d) attempt("log-rank", {
  test <- survdiff(formula, data = d)
  df <- sum(rowSums(as.matrix(test$exp)) > 0) - 1
  show("log-rank", estimate = test$chisq, p = pchisq(test$chisq, df, lower.tail = FALSE))
})

precise <- coxph.control(eps = 1e-12, iter.max = 100)

# Interval of one coefficient by the likelihood profiled over the others: the terms of rest stay in the model.
profile_interval <- function(fit, d, arm, rest, level) {
  d$profiled <- as.numeric(d$arm == arm)
  b <- coef(fit)[[paste0("arm", arm)]]
  short <- function(x) {
    d$fixed <- x * d$profiled
    other <- coxph(update(rest, ~ . + offset(fixed)), data = d, ties = fit$method, control = precise)
    2 * (fit$loglik[2] - tail(other$loglik, 1)) - qchisq(level, 1)
  }
  step <- sqrt(vcov(fit)[paste0("arm", arm), paste0("arm", arm)])
  find <- function(side) uniroot(short, sort(b + side * c(0.1, 20) * step), tol = 1e-12)$root
  c(find(-1), find(1))
}

# Cox model: hazard ratio of each arm against the reference, and the test of proportional hazards.
hazard_ratios <- function(formula, d, ties, level, transform, rest = NULL) attempt("hazard ratio", {
  d <- d[complete.cases(d[all.vars(formula)]), ]
  d <- droplevels(d)
  fit <- coxph(formula, data = d, ties = ties, control = precise)
  z <- if (ties == "exact") NULL else cox.zph(fit, transform = transform, terms = FALSE)$table
  for (arm in levels(d$arm)[-1]) {
    row <- paste0("arm", arm)
    w <- wald(coef(fit)[[row]], sqrt(vcov(fit)[row, row]), level)
    ends <- if (is.null(rest)) c(w$lower, w$upper) else profile_interval(fit, d, arm, rest, level)
    show("hazard ratio", arm, estimate = exp(w$estimate), lower = exp(ends[1]), upper = exp(ends[2]), p = w$p)
    if (!is.null(z)) show("proportional hazards", arm, estimate = z[row, "chisq"], p = z[row, "p"])
  }
})

# Log-rank tests with Fleming-Harrington weights; with several the largest (MaxCombo), whose p needs the package mvtnorm.
weighted_log_rank <- function(d, strata, weights) attempt("weighted log-rank", {
  d <- d[complete.cases(strata), ]
  strata <- strata[complete.cases(strata), , drop = FALSE]
  k <- length(weights)
  U <- numeric(k); V <- matrix(0, k, k)
  for (s in split(seq_len(nrow(d)), if (ncol(strata) > 0) interaction(strata, drop = TRUE) else rep(1, nrow(d)))) {
    x <- d[s, ]
    before <- 1
    for (t in sort(unique(x$AVAL[x$event]))) {
      risk <- x$AVAL >= t; died <- x$AVAL == t & x$event
      n <- sum(risk); n1 <- sum(risk & x$arm == levels(d$arm)[2]); events <- sum(died)
      w <- sapply(weights, function(r) before^r[1] * (1 - before)^r[2])
      U <- U + w * (sum(died & x$arm == levels(d$arm)[2]) - events * n1 / n)
      if (n > 1) V <- V + outer(w, w) * events * (n - events) / (n - 1) * n1 / n * (1 - n1 / n)
      before <- before * (n - events) / n
    }
  }
  z <- U / sqrt(diag(V))
  for (j in seq_len(k)) show(paste0("weighted log-rank z (rho ", weights[[j]][1], ", gamma ", weights[[j]][2], ")"), estimate = z[j])
  largest <- max(abs(z))
  p <- if (k == 1) 2 * pnorm(-largest) else if (requireNamespace("mvtnorm", quietly = TRUE))
    1 - mvtnorm::pmvnorm(rep(-largest, k), rep(largest, k), corr = cov2cor(V))[1] else NA
  show("weighted log-rank", estimate = largest, p = p)
})
`.trimStart()
