# Interval-censored parametric fits, Turnbull curves, split episodes and person-years: what public.R lacks.
# Run in this folder: Rscript parametric.R
source("oracle_lib.R"); S <- "parametric"
moved <- function(name){ file.rename(file.path("out",S,paste0(name,".json")), paste0(name,".json")); file.rename(file.path("out",S,"csv",paste0(name,".csv")), file.path("csv",paste0(name,".csv"))); unlink("out", recursive=TRUE) }
set.seed(20261124); n <- 150
x1 <- rbinom(n,1,.5); x2 <- round(rnorm(n),2); t <- exp(2.2+.5*x1-.3*x2+.6*log(rexp(n))); visit <- 2
lower <- floor(t/visit)*visit; upper <- lower+visit; kind <- sample(c("interval","exact","right","left"),n,TRUE,c(.5,.2,.2,.1))
lower <- ifelse(kind=="exact",round(t,2),ifelse(kind=="left",0,ifelse(kind=="right",pmax(1,lower),lower))); upper <- ifelse(kind=="exact",lower,ifelse(kind=="right",Inf,upper))
w <- round(runif(n,.2,2.5),2)
d <- data.frame(lower,upper,x1,x2,w,g=sample(c("a","b"),n,TRUE))
begin("interval",d,S,list(lower="event after this time (0: left censored)",upper="event by this time (Inf: right censored); equal to lower: exact"),"synthetic, seed 20261124: exact, left, right and interval censored")
d$l2 <- ifelse(d$lower==0,NA,d$lower); d$u2 <- ifelse(is.finite(d$upper),d$upper,NA); env <- list2env(list(d=d),parent=globalenv())
sr <- function(f) list(names=s(names(coef(f))),coef=v(coef(f)),scale=v(f$scale),var=mat(f$var),loglik=v(f$loglik),iter=f$iter,lr_test=2*diff(f$loglik),df=sum(f$df)-f$idf,linear_predictors_first20=H(f$linear.predictors),deviance_resid_first20=H(residuals(f,"deviance")),predict_quantiles_first5=mat(head(predict(f,type="quantile",p=c(.1,.5,.9)),5)),predict_p=v(c(.1,.5,.9)))
for(di in c("weibull","exponential","lognormal","loglogistic","gaussian","logistic")) for(wt in list(NULL,"w")) fx(paste0("survreg_",di,if(!is.null(wt)) "_weights"),"survreg",lst(lower="lower",upper="upper",x=s(c("x1","x2")),weights=wt,dist=di),
  sprintf("survreg(Surv(l2, u2, type = 'interval2') ~ x1 + x2, data = d, dist = '%s'%s, control = survreg.control(rel.tolerance = 1e-13, maxiter = 100))",di,args_extra(wt)),sr,env)
fx("survreg_weibull_scale","survreg",lst(lower="lower",upper="upper",x=s(c("x1","x2")),dist="weibull",scale=0.5),"survreg(Surv(l2, u2, type = 'interval2') ~ x1 + x2, data = d, dist = 'weibull', scale = 0.5, control = survreg.control(rel.tolerance = 1e-13))",sr,env)
tb <- function(f) list(time=v(f$time),surv=v(f$surv),n=v(f$n),strata=if(!is.null(f$strata)) as.list(f$strata))
fx("turnbull","turnbull",list(lower="lower",upper="upper"),"survfit(Surv(l2, u2, type = 'interval2') ~ 1, data = d, error = 'none')",tb,env)
fx("turnbull_weights","turnbull",list(lower="lower",upper="upper",weights="w"),"survfit(Surv(l2, u2, type = 'interval2') ~ 1, data = d, weights = w)",tb,env)
finish(); moved("interval")
# episodes and person-years
set.seed(20261125); n <- 60
d <- data.frame(id=1:n,start=ifelse(runif(n)<.3,sample(0:3,n,TRUE),0),time=sample(4:30,n,TRUE),event=rbinom(n,1,.6),age=round(runif(n,40,75),1),sex=sample(c("f","m"),n,TRUE),w=round(runif(n,.5,2),2))
d$change <- ifelse(runif(n)<.5,sample(1:25,n,TRUE),-1); d$value <- round(rnorm(n),2)
begin("episodes",d,S,list(change="time at which the covariate becomes `value`; -1 never"),"synthetic, seed 20261125"); env <- list2env(list(d=d),parent=globalenv())
cuts <- c(5,10,12.5,20); env$cuts <- cuts
ep <- function(f) list(row=v(f$id),start=v(f$start),stop=v(f$time),event=v(f$event),episode=v(f$episode))
fx("survsplit","surv_split",list(time="time",event="event",cuts=v(cuts)),"survSplit(Surv(time, event) ~ id, data = d, cut = cuts, episode = 'episode', start = 'start', end = 'time', event = 'event')",function(f) list(row=v(f$id),start=v(f$start),stop=v(f$time),event=v(f$event),episode=v(f$episode)),env)
fx("survsplit_start","surv_split",list(start="start",time="time",event="event",cuts=v(cuts)),"survSplit(Surv(start, time, event) ~ id, data = d, cut = cuts, episode = 'episode')",function(f) list(row=v(f$id),start=v(f$start),stop=v(f$time),event=v(f$event),episode=v(f$episode)),env)
env$ch <- d[d$change>=0,c("id","change","value")]; extra <- env$ch[seq(1,nrow(env$ch),3),]; extra$change <- extra$change+3; extra$value <- extra$value*2; env$ch <- rbind(env$ch,extra)
fx("tmerge","tmerge",list(start="start",time="time",event="event",changes=list(id=v(env$ch$id),time=v(env$ch$change),value=v(env$ch$value))),"tmerge(d[, c('id'), drop = FALSE], d, id = id, tstart = start, tstop = time, event = event(time, event)) |> tmerge(ch, id = id, x = tdc(change, value))",function(f) list(row=v(f$id),start=v(f$tstart),stop=v(f$tstop),event=v(f$event),value=v(f$x)),env)
py <- function(p) list(pyears=v(p$pyears),n=v(p$n),event=v(p$event),offtable=num(p$offtable))
fx("pyears_sex","person_years",list(time="time",event="event",group="sex",scale=1),"pyears(Surv(time, event) ~ sex, data = d, scale = 1)",py,env)
fx("pyears_start_weights","person_years",list(start="start",time="time",event="event",group="sex",weights="w",scale=365.25),"pyears(Surv(start, time, event) ~ sex, data = d, weights = w, scale = 365.25)",py,env)
fx("pyears_tcut","person_years",list(time="time",event="event",cuts=v(c(0,5,10,12.5,20,100)),scale=1),"pyears(Surv(time, event) ~ tcut(rep(0, 60), c(0, 5, 10, 12.5, 20, 100)), data = d, scale = 1)",py,env)
fx("pyears_tcut_off","person_years",list(time="time",event="event",cuts=v(c(0,5,10)),scale=1),"pyears(Surv(time, event) ~ tcut(rep(0, 60), c(0, 5, 10)), data = d, scale = 1)",py,env)
env$s <- survSplit(Surv(start,time,event)~.,d,cut=cuts,episode="ep"); env$s$len <- env$s$time-env$s$start; env$s$male <- as.integer(env$s$sex=="m")
fx("piecewise","piecewise_exponential",list(start="start",time="time",event="event",cuts=v(cuts),x=s(c("age","male"))),"glm(event ~ factor(ep) + age + male + offset(log(len)) - 1, family = poisson, data = transform(s, age = age), control = glm.control(epsilon = 1e-14))",function(f) list(coef=v(coef(f)),se=v(sqrt(diag(vcov(f)))),loglik=num(logLik(f)-sum(ifelse(f$y>0,f$y*log(f$data$len),0)))),env)
fx("piecewise_0","piecewise_exponential",list(time="time",event="event",cuts=v(cuts),x=I(character(0))),"glm(event ~ factor(ep) + offset(log(time - start)) - 1, family = poisson, data = survSplit(Surv(time, event) ~ id, data = d, cut = cuts, episode = 'ep', start = 'start'), control = glm.control(epsilon = 1e-14))",function(f) list(coef=v(coef(f)),se=v(sqrt(diag(vcov(f)))),loglik=num(logLik(f)-sum(ifelse(f$y>0,f$y*log(f$data$time-f$data$start),0)))),env)
finish(); moved("episodes")
