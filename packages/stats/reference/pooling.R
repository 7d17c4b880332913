# Pooled log ratios, fixed and random effects. Writes pooling.json beside it. Run in this folder: Rscript pooling.R
suppressMessages({library(metafor); library(jsonlite)})
sets <- list(
  bcg = local({ d <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
    list(y = as.numeric(d$yi), v = as.numeric(d$vi)) }),
  agree = list(y = c(-0.51, -0.48, -0.55, -0.47), v = c(0.04, 0.09, 0.02, 0.2)),
  two = list(y = c(-1.546, -0.073), v = c(0.1537, 0.0225)),
  wide = list(y = c(-3.02, -0.55, 0.4, -0.1, -0.9, 1.8), v = c(0.05, 0.3, 0.02, 0.6, 0.004, 1.1)))
rows <- lapply(names(sets), function(name) {
  s <- sets[[name]]
  fe <- rma(s$y, s$v, method = "FE")
  re <- rma(s$y, s$v, method = "REML", test = "knha", control = list(threshold = 1e-14, maxiter = 10000))
  p <- predict(re)
  list(name = name, y = s$y, v = s$v,
    fixed = list(estimate = fe$b[1], standardError = fe$se, lower = fe$ci.lb, upper = fe$ci.ub, statistic = fe$zval, p = fe$pval,
      q = fe$QE, qp = fe$QEp),
    random = list(estimate = re$b[1], standardError = re$se, lower = re$ci.lb, upper = re$ci.ub, statistic = re$zval, p = re$pval,
      tauSquared = re$tau2, tauSquaredStandardError = re$se.tau2, iSquared = re$I2 / 100,
      prediction = c(p$pi.lb, p$pi.ub), weights = as.numeric(weights(re)) / 100))
})
write(toJSON(list(versions = list(R = paste(R.version$major, R.version$minor, sep = '.'), metafor = as.character(packageVersion('metafor'))),
  sets = rows), auto_unbox = TRUE, digits = I(17), pretty = TRUE), 'pooling.json')
