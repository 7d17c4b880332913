# Bootstrap intervals by R's boot on replicates that both sides share. Run in this folder: Rscript sampling.R
suppressMessages({library(boot); library(jsonlite)})
set.seed(20261126)
x <- round(rexp(25, 1/10), 3); out <- list()
for (R in c(99, 999, 1000)) {
  b <- boot(x, function(d, i) mean(d[i]) / sd(d[i]), R = R)
  left <- sapply(seq_along(x), function(i) mean(x[-i]) / sd(x[-i]))
  for (conf in c(0.9, 0.95)) {
    pc <- boot.ci(b, conf = conf, type = "perc")$percent; bc <- boot.ci(b, conf = conf, type = "bca", L = mean(left) - left)$bca
    out[[length(out)+1]] <- list(id = sprintf("boot_%d_%g", R, conf), kind = "bootstrap_interval", dataset = "sampling", spec = list(level = conf), call = "boot.ci(b, type = c('perc', 'bca'), L = mean(left) - left)",
      warnings = list(), versions = list(R = paste(R.version$major, R.version$minor, sep = "."), boot = as.character(packageVersion("boot"))),
      result = list(estimate = b$t0, replicates = as.numeric(b$t), leftOut = left, percentile = pc[4:5], bca = bc[4:5]))
  }
}
write(toJSON(list(schema = "survival-oracle/1", dataset = "sampling", note = "seed 20261126; mean over standard deviation of 25 exponential numbers", fixtures = out), auto_unbox = TRUE, digits = I(17)), "sampling.json")
