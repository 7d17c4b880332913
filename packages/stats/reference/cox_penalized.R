# Profile intervals, Firth's fit, ridge and gamma frailty, from survival alone. Run in this folder: Rscript cox_penalized.R
# Profile: uniroot on the log-likelihood of coxph with the coefficient as an offset. Firth (no package here has it): the maximum of
# loglik + log det(information)/2, both taken from coxph at a fixed coefficient (iter.max = 0), by optim and then uniroot/Newton steps.
# Frailty: coxph at a fixed theta, and theta by optimize() on its integrated log-likelihood, as coxph's own search stops early.
source("oracle_lib.R")
opts <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100, outer.max = 100)
read <- function(f) read.csv(file.path("csv", paste0(f, ".csv")))
out <- list()
add <- function(...) out[[length(out) + 1]] <<- list(...)
form <- function(spec, extra = NULL) as.formula(paste0(if (is.null(spec$start)) sprintf("Surv(%s, %s)", spec$time, spec$event) else sprintf("Surv(%s, %s, %s)", spec$start, spec$time, spec$event),
  " ~ ", paste(c(spec$x, if (!is.null(spec$strata)) sprintf("strata(%s)", spec$strata), extra), collapse = " + ")))
use <- function(name, spec) { d <- read(name); d[complete.cases(d[, c(spec$time, spec$event, spec$start, spec$x, spec$strata, spec$cluster), drop = FALSE]), ] }
profile_ci <- function(name, spec, ties) {
  d <- use(name, spec); fit <- coxph(form(spec), d, ties = ties, control = opts)
  lim <- sapply(seq_along(spec$x), function(j) {
    others <- spec$x[-j]; b <- coef(fit)[j]; se <- sqrt(fit$var[j, j])
    gap <- function(v) { d$off_ <- d[[spec$x[j]]] * v; s <- spec; s$x <- others
      f <- suppressWarnings(coxph(form(s, "offset(off_)"), d, ties = ties, control = opts)); 2 * (fit$loglik[2] - tail(f$loglik, 1)) - qchisq(.95, 1) }
    c(uniroot(gap, c(b - 6 * se, b), tol = 1e-13)$root, uniroot(gap, c(b, b + 6 * se), tol = 1e-13)$root) })
  add(id = paste0("profile_", ties), kind = "cox_profile", dataset = name, csv = paste0("csv/", name, ".csv"), spec = c(spec, ties = ties), call = "uniroot on coxph(offset)", warnings = I(character()), versions = VERS,
    result = list(coef = v(coef(fit)), lower = v(lim[1, ]), upper = v(lim[2, ])))
}
firth <- function(name, spec, ties, d = use(name, spec), rows = NULL) {
  at <- function(b) { f <- suppressWarnings(coxph(form(spec), d, ties = ties, init = b, control = coxph.control(iter.max = 0))); list(ll = f$loglik[1], V = f$var) }
  pll <- function(b) { a <- at(b); a$ll - as.numeric(determinant(a$V)$modulus) / 2 }
  p <- length(spec$x); b <- optim(coef(suppressWarnings(coxph(form(spec), d, ties = ties, control = coxph.control(iter.max = 2)))) * .8, function(b) tryCatch(-pll(b), error = function(e) 1e10), method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))$par
  grad <- function(b) sapply(1:p, function(j) { h <- 1e-3 * sqrt(at(b)$V[j, j]) * 10; e <- replace(rep(0, p), j, h); (8 * (pll(b + e) - pll(b - e)) - (pll(b + 2 * e) - pll(b - 2 * e))) / (12 * h) })
  for (k in 1:40) { s <- drop(at(b)$V %*% grad(b)); b <- b + s; if (max(abs(s)) < 1e-12) break }
  add(id = paste0("firth_", ties), kind = "cox_firth", dataset = name, csv = paste0("csv/", name, ".csv"), spec = c(spec, ties = ties, first_rows = rows), call = "max of loglik + log det(information)/2", warnings = I(character()), versions = VERS,
    result = list(coef = v(b), var = mat(at(b)$V), penalized_loglik = c(pll(rep(0, p)), pll(b)), loglik = at(b)$ll))
}
ridge_fit <- function(name, spec, ties, theta, scale) {
  d <- use(name, spec); f <- coxph(as.formula(sprintf("Surv(%s, %s) ~ ridge(%s, theta = %g, scale = %s)", spec$time, spec$event, paste(spec$x, collapse = ", "), theta, scale)), d, ties = ties, control = opts)
  add(id = sprintf("ridge_%s_%g_%s", ties, theta, scale), kind = "cox_ridge", dataset = name, csv = paste0("csv/", name, ".csv"), spec = c(spec, ties = ties, theta = theta, scale = scale), call = deparse(f$call)[1], warnings = I(character()), versions = VERS,
    result = list(coef = v(coef(f)), var = mat(f$var), var2 = mat(f$var2), loglik = v(f$loglik), df = sum(f$df)))
}
frail <- function(name, spec, ties, thetas) {
  d <- use(name, spec); d$g_ <- d[[spec$cluster]]
  one <- function(th) suppressWarnings(coxph(form(spec, sprintf("frailty(g_, theta = %.17g, distribution = 'gamma')", th)), d, ties = ties, control = opts))
  report <- function(f, th) list(theta = th, coef = v(head(coef(f), length(spec$x))), var = mat(f$var), frail_first20 = H(f$frail), integrated_loglik = f$history[[1]]$c.loglik, loglik = v(f$loglik))
  for (th in thetas) add(id = sprintf("frailty_%s_%g", ties, th), kind = "cox_frailty", dataset = name, csv = paste0("csv/", name, ".csv"), spec = c(spec, ties = ties, theta = th), call = "coxph(frailty(theta))", warnings = I(character()), versions = VERS, result = report(one(th), th))
  best <- optimize(function(th) one(th)$history[[1]]$c.loglik, c(1e-4, 5), maximum = TRUE, tol = 1e-9)$maximum
  own <- suppressWarnings(coxph(form(spec, "frailty(g_, distribution = 'gamma')"), d, ties = ties))
  r <- report(one(best), best); r$theta_by_coxph <- unname(tail(own$history[[1]]$history, 1)[1]); r$integrated_loglik_by_coxph <- own$history[[1]]$c.loglik
  add(id = sprintf("frailty_%s_estimated", ties), kind = "cox_frailty", dataset = name, csv = paste0("csv/", name, ".csv"), spec = c(spec, ties = ties), call = "optimize() over coxph(frailty(theta))", warnings = I(character()), versions = VERS, result = r)
}
lung <- list(time = "time", event = "event", x = I(c("age", "female", "ph_ecog"))); ovarian <- list(time = "time", event = "event", x = I(c("age", "rx2", "resid_ds")))
heart <- list(time = "stop", event = "event", start = "start", x = I(c("age", "surgery", "transplant"))); veteran <- list(time = "time", event = "event", x = I(c("test", "karno")), strata = "celltype")
for (ties in c("efron", "breslow")) { profile_ci("lung", lung, ties); profile_ci("ovarian", ovarian, ties); profile_ci("heart", heart, ties); profile_ci("veteran", veteran, ties)
  firth("ovarian", ovarian, ties); firth("lung", lung, ties); firth("heart", heart, ties); firth("veteran", veteran, ties)
  ridge_fit("lung", lung, ties, 1, "TRUE"); ridge_fit("lung", lung, ties, 20, "FALSE"); ridge_fit("ovarian", ovarian, ties, 0.5, "TRUE")
  frail("lung", c(lung[1:2], list(x = I(c("age", "female")), cluster = "inst")), ties, c(0.05, 0.5)); frail("bladder2_counting", list(time = "stop", event = "event", start = "start", x = I(c("trt2", "number", "size")), cluster = "id"), ties, c(0.3, 1)) }
write(toJSON(list(schema = "survival-oracle/1", versions = VERS, fixtures = out), auto_unbox = TRUE, digits = I(17), na = "string", null = "null"), "cox_penalized.json")
cat(length(out), "fixtures\n")
