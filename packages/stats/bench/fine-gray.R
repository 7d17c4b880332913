source("measure.R")
suppressMessages(library(cmprsk))
fit <- measure("crr", function() crr(columns$time, columns$cause, X))
answer(c(fit$coef, sqrt(diag(fit$var))))
