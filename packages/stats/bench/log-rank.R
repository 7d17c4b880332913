source("measure.R")
data <- as.data.frame(columns)
test <- measure("survdiff", function() survdiff(Surv(time, event) ~ x1, data = data))
answer(c(test$chisq, test$obs, test$exp))
