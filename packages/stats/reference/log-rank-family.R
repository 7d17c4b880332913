# Weighted log-rank tests and their maximum, written out from the formulas in R, with joint p by mvtnorm; milestones from survfit.
# Run in this folder: Rscript log-rank-family.R    (writes log-rank-family.json)
suppressMessages({library(survival); library(mvtnorm); library(jsonlite)})
options(digits = 17)
set.seed(7) # GenzBretz draws its lattice shifts
versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), survival = as.character(packageVersion("survival")), mvtnorm = as.character(packageVersion("mvtnorm")))
v <- function(x) I(as.numeric(x))
combo <- function(time, event, group, weights) { # group 0/1; weights: list of functions of S(t-) and t
  times <- sort(unique(time[event == 1])); S <- 1; rows <- NULL
  for (t in times) { n <- sum(time >= t); n1 <- sum(time >= t & group == 1); d <- sum(time == t & event == 1); d1 <- sum(time == t & event == 1 & group == 1)
    rows <- rbind(rows, c(t = t, n = n, n1 = n1, d = d, d1 = d1, S = S)); S <- S * (1 - d / n) }
  r <- as.data.frame(rows)
  W <- sapply(weights, function(w) w(r)); if (!is.matrix(W)) W <- matrix(W, ncol = length(weights))
  e <- r$d * r$n1 / r$n; vv <- ifelse(r$n > 1, r$d * (r$n - r$d) / (r$n - 1) * r$n1 / r$n * (1 - r$n1 / r$n), 0)
  U <- colSums(W * (r$d1 - e)); V <- t(W) %*% (W * vv)
  list(z = U / sqrt(diag(V)), corr = cov2cor(V))
}
fh <- function(rho, gamma) function(r) r$S^rho * (1 - r$S)^gamma
mb <- function(until) function(r) { after <- r$S[r$t > until]; 1 / pmax(r$S, if (length(after)) after[1] else 0) }
sets <- list(two = list(fh(0, 0), fh(0, 1)), three = list(fh(0, 0), fh(0, 1), fh(1, 1)), singular = list(fh(0, 0), fh(1, 0), fh(0, 1)),
  four = list(fh(0, 0), fh(1, 0), fh(0, 1), fh(1, 1)), independent4 = list(fh(0, 0), fh(0, 1), fh(1, 1), fh(0, 4)), modest = list(fh(0, 0), mb(90)))
specs <- list(two = list(list(rho = 0, gamma = 0), list(rho = 0, gamma = 1)), three = list(list(rho = 0, gamma = 0), list(rho = 0, gamma = 1), list(rho = 1, gamma = 1)),
  singular = list(list(rho = 0, gamma = 0), list(rho = 1, gamma = 0), list(rho = 0, gamma = 1)),
  four = list(list(rho = 0, gamma = 0), list(rho = 1, gamma = 0), list(rho = 0, gamma = 1), list(rho = 1, gamma = 1)),
  independent4 = list(list(rho = 0, gamma = 0), list(rho = 0, gamma = 1), list(rho = 1, gamma = 1), list(rho = 0, gamma = 4)),
  modest = list(list(rho = 0, gamma = 0), list(until = 90)))
data <- list(veteran = list(csv = "csv/veteran.csv", group = "trt"), lung = list(csv = "csv/lung.csv", group = "sex"), ovarian = list(csv = "csv/ovarian.csv", group = "rx"))
out <- list()
for (name in names(data)) { d <- read.csv(data[[name]]$csv); g <- as.integer(factor(d[[data[[name]]$group]])) - 1
  for (set in names(sets)) { cb <- combo(d$time, d$event, g, sets[[set]]); m <- length(cb$z); z <- max(abs(cb$z)); z1 <- max(cb$z)
    singular <- set %in% c("singular", "four"); how <- if (singular || m > 3) GenzBretz(maxpts = 4e6, abseps = 1e-7) else if (m == 3) TVPACK(1e-14) else Miwa(steps = 4097)
    two <- if (m == 3 && !singular) Miwa(steps = 513) else how
    pr <- function(lo, up, alg) 1 - as.numeric(pmvnorm(rep(lo, m), rep(up, m), corr = cb$corr, algorithm = alg))
    out[[length(out) + 1]] <- list(id = paste0(name, "_", set), kind = "max_combo", dataset = name, csv = data[[name]]$csv, spec = list(group = data[[name]]$group, weights = specs[[set]]), versions = versions,
      result = list(z = v(cb$z), correlation = v(cb$corr), p_two_sided = pr(-z, z, two), p_greater = pr(-Inf, z1, how), exact = !(singular || m > 3))) }
  for (at in c(120, 365)) { s <- summary(survfit(Surv(time, event) ~ g, data = cbind(d, g = g)), times = at); se <- s$std.err; S <- s$surv
    ll <- log(-log(S)); sl <- se / (S * abs(log(S)))
    out[[length(out) + 1]] <- list(id = paste0(name, "_milestone_", at), kind = "milestone", dataset = name, csv = data[[name]]$csv, spec = list(group = data[[name]]$group, at = at), versions = versions,
      result = list(difference = S[2] - S[1], se = sqrt(sum(se^2)), z_plain = (S[2] - S[1]) / sqrt(sum(se^2)), z_loglog = (ll[1] - ll[2]) / sqrt(sum(sl^2)))) } }
# Correlated normals alone: bound, correlation and exact probabilities
for (rho in c(-0.9, -0.3, 0.2, 0.7, 0.99)) for (b in c(0.5, 2, 4)) {
  R2 <- matrix(c(1, rho, rho, 1), 2); a <- .3 * rho; R3 <- matrix(c(1, rho, a, rho, 1, .3, a, .3, 1), 3)
  out[[length(out) + 1]] <- list(id = sprintf("normal_%g_%g", rho, b), kind = "normal_maximum", dataset = "none", csv = "", spec = list(rho = rho, a = a, bound = b), versions = versions,
    result = list(two = 1 - as.numeric(pmvnorm(rep(-Inf, 2), rep(b, 2), corr = R2, algorithm = TVPACK(1e-14))), three = 1 - as.numeric(pmvnorm(rep(-Inf, 3), rep(b, 3), corr = R3, algorithm = TVPACK(1e-14))),
      two_sided = 1 - as.numeric(pmvnorm(rep(-b, 2), rep(b, 2), corr = R2, algorithm = Miwa(steps = 4097))))) }
write(toJSON(list(schema = "survival-oracle/1", versions = versions, fixtures = out), auto_unbox = TRUE, digits = I(17), na = "string", null = "null"), "log-rank-family.json")
cat(length(out), "results\n")
