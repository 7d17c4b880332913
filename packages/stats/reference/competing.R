# Competing risks where oracles of the public data sets are silent: three causes, heavy ties, left truncation, case weights,
# several rows of one individual, strata in Gray's test, censoring groups in crr, Efron ties in the weighted Cox model.
# Run in this folder: Rscript competing.R
source("oracle_lib.R"); S <- "competing"
moved <- function(name){ file.rename(file.path("out",S,paste0(name,".json")), paste0(name,".json")); file.rename(file.path("out",S,"csv",paste0(name,".csv")), file.path("csv",paste0(name,".csv"))); unlink("out", recursive=TRUE) }
set.seed(20261123); n <- 240
x1 <- rbinom(n,1,.5); x2 <- round(rnorm(n),2); x3 <- round(runif(n),2); g <- sample(c("a","b","c"),n,TRUE,c(.45,.35,.2)); st <- sample(1:2,n,TRUE); cg <- rbinom(n,1,.4)+1
t1 <- rexp(n,exp(-.5*x1+.3*x2+.4*(g=="b"))/14); t2 <- rexp(n,exp(.3*x1)/18); t3 <- rexp(n,1/60); cc <- runif(n,2,ifelse(cg==1,30,22))
tt <- pmin(t1,t2,t3,cc); cause <- ifelse(tt==cc,0,ifelse(tt==t1,1,ifelse(tt==t2,2,3))); time <- ceiling(tt)
entry <- ifelse(runif(n)<.5,0,pmin(time-1,floor(runif(n,0,8)))); w <- round(runif(n,.2,2.5),2)
d <- data.frame(time,entry,cause,cr2=pmin(cause,2),g,st,cg,x1,x2,x3,gb=as.integer(g=="b"),gc=as.integer(g=="c"),w,id=1:n)
begin("competing",d,S,list(cause="0=censored 1..3",cr2="causes 2 and 3 as one",entry="left truncation",w="synthetic fractional case weight",cg="censoring group"),"synthetic, seed 20261123")
env <- list2env(list(d=d),parent=globalenv())
aj <- function(f) lst(states=s(f$states),strata=if(!is.null(f$strata)) as.list(f$strata),time=v(f$time),n_risk=mat(f$n.risk),n_event=mat(f$n.event),n_censor=mat(as.matrix(f$n.censor)),pstate=mat(f$pstate),std_err=mat(f$std.err),lower=mat(f$lower),upper=mat(f$upper),cumhaz=mat(f$cumhaz),conf_type=f$conf.type)
AJ <- function(tag,start=NULL,weights=NULL,id=NULL,group=NULL,ct="log",status="cause",top=3) fx(tag,"aalen_johansen",lst(time="time",status=status,start=start,weights=weights,id=id,group=group,conf_type=ct),
  sprintf("survfit(%s ~ %s, data = d, conf.type = '%s'%s)", SV("time",sprintf("factor(%s, 0:%d)",status,top),start), if(is.null(group)) "1" else group, ct, args_extra(weights,id=id)), aj, env)
AJ("aj3"); for(ct in c("plain","log-log","logit","arcsin")) AJ(paste0("aj3_",ct),ct=ct); AJ("aj3_weights",weights="w"); AJ("aj3_by_g",group="g"); AJ("aj3_left_truncated",start="entry",id="id"); AJ("aj3_left_truncated_weights",start="entry",id="id",weights="w")
ci <- function(times) function(f){ tp <- timepoints(f,times); list(curves=s(rownames(tp$est)),times=v(times),est=mat(tp$est),var=mat(tp$var),gray_test=if(!is.null(f$Tests)) list(columns=s(colnames(f$Tests)),rows=s(rownames(f$Tests)),table=mat(f$Tests)) else NULL) }
CI <- function(tag,status,group=NULL,strata=NULL,rho=0){ tm <- c(4,8,12,20); fx(tag,"cuminc",lst(time="time",status=status,group=group,strata=strata,rho=rho,times=v(tm)),sprintf("cuminc(d$time, d$%s%s%s, rho = %g)",status,if(is.null(group)) "" else paste0(", d$",group),if(is.null(strata)) "" else paste0(", strata = d$",strata),rho),ci(tm),env) }
CI("cuminc3","cause"); CI("cuminc3_g","cause","g"); CI("cuminc3_g_st","cause","g","st"); CI("cuminc3_g_st_rho1","cause","g","st",1); CI("cuminc2_g_rho-1","cr2","g",NULL,-1); CI("cuminc2_x1_st","cr2","x1","st")
env$X <- as.matrix(d[,c("x1","x2","x3","gb","gc")])
crr1 <- function(f) list(names=s(names(f$coef)),coef=v(f$coef),var=mat(f$var),se=v(sqrt(diag(f$var))),inv_inf=mat(f$invinf),loglik=num(f$loglik),loglik_null=num(f$loglik.null),converged=f$converged,uftime_first20=H(f$uftime),bfitj_first20=H(f$bfitj))
CRR <- function(tag,status,x,fc,cengroup=NULL,gtol=1e-6) fx(tag,"fine_gray_crr",lst(time="time",status=status,x=s(x),failcode=fc,cengroup=cengroup,gtol=gtol),sprintf("crr(d$time, d$%s, X[, c(%s)], failcode = %d, cencode = 0%s, gtol = %g)",status,paste0("'",x,"'",collapse=", "),fc,if(is.null(cengroup)) "" else paste0(", cengroup = d$",cengroup),gtol),crr1,env)
for(fc in 1:3) CRR(paste0("crr3_cause",fc),"cause",c("x1","x2","x3"),fc); CRR("crr2_groups","cr2",c("gb","gc"),1); CRR("crr2_groups_tight","cr2",c("x1","x2","gb","gc"),1,NULL,1e-12); CRR("crr2_cengroup","cr2",c("x1","x2"),1,"cg"); CRR("crr2_cengroup_cause2","cr2",c("x1","x2"),2,"cg")
FG <- function(tag,status,top,x,et,ties,start=NULL,strata=NULL,weights=NULL) fx(tag,"fine_gray_weighted_cox",lst(time="time",status=status,x=s(x),etype=et,ties=ties,start=start,strata=strata,weights=weights),
  sprintf("coxph(Surv(fgstart, fgstop, fgstatus) ~ %s, weights = fgwt, cluster = id, ties = '%s', control = coxph.control(eps = 1e-13), data = finegray(%s ~ %s%s, data = d%s, id = id, etype = '%d'))",paste(x,collapse=" + "),ties,SV("time",sprintf("factor(%s, 0:%d)",status,top),start),paste(c(x,"id"),collapse=" + "),if(is.null(strata)) "" else sprintf(" + strata(%s)",strata),if(is.null(weights)) "" else paste0(", weights = ",weights),et),
  function(f) list(names=s(names(coef(f))),coef=v(coef(f)),se_cluster=v(sqrt(diag(f$var))),se_naive=v(sqrt(diag(f$naive.var))),loglik=v(f$loglik),n_rows=f$n,nevent=f$nevent),env)
for(tm in c("breslow","efron")) { FG(paste0("fg3_",tm),"cause",3,c("x1","x2"),1,tm); FG(paste0("fg2_",tm),"cr2",2,c("x1","x2","x3"),2,tm); FG(paste0("fg2_left_truncated_",tm),"cr2",2,c("x1","x2"),1,tm,"entry"); FG(paste0("fg2_censoring_strata_",tm),"cr2",2,c("x1","x2"),1,tm,NULL,"cg"); FG(paste0("fg2_weights_",tm),"cr2",2,c("x1","x2"),1,tm,NULL,NULL,"w") }
fx("fg_rows","finegray_rows",list(time="time",status="cr2",etype=1),"finegray(Surv(time, factor(cr2, 0:2)) ~ id, data = d, etype = '1')",function(f) list(row=v(f$id),start=v(f$fgstart),stop=v(f$fgstop),status=v(f$fgstatus),weight=v(f$fgwt)),env)
fx("fg_rows_left_truncated","finegray_rows",list(time="time",status="cr2",start="entry",etype=1),"finegray(Surv(entry, time, factor(cr2, 0:2)) ~ id, data = d, id = id, etype = '1')",function(f) list(row=v(f$id),start=v(f$fgstart),stop=v(f$fgstop),status=v(f$fgstatus),weight=v(f$fgwt)),env)
for(k in 1:3) fx(paste0("cause_specific_",k),"cause_specific_cox",list(time="time",status="cause",x=s(c("x1","x2")),cause=k),sprintf("coxph(Surv(time, cause == %d) ~ x1 + x2, data = d)",k),function(f) list(coef=v(coef(f)),se=v(sqrt(diag(f$var))),loglik=v(f$loglik)),env)
# R 3.5-3 lines up the influence (which has a row for time 0) with the time steps (which have not), so the error is formed here.
TL <- function(tag,tau,start=NULL,weights=NULL,id="id") fx(tag,"time_lost",lst(time="time",status="cause",start=start,weights=weights,tau=tau),sprintf("survfit(%s ~ 1, data = d, id = id, influence = TRUE%s)",SV("time","factor(cause, 0:3)",start),args_extra(weights)),
  function(f){ keep <- f$time < tau; delta <- diff(c(f$time[keep],tau)); u <- f$influence.pstate[,-1,][,keep,]; wt <- if(is.null(weights)) rep(1,nrow(d)) else d[[weights]]
    k <- 2:4; list(estimate=v(colSums(delta*f$pstate[keep,k])),standard_error=v(sapply(k,function(j) sqrt(sum((wt*(u[,,j]%*%delta))^2)))),note="influence of each row, its step function integrated to tau") },env)
TL("time_lost_12",12); TL("time_lost_weights",12,NULL,"w"); TL("time_lost_left_truncated",9.5,"entry"); TL("time_lost_left_truncated_weights",15.25,"entry","w")
env$x0 <- c(1,-0.5); fx("crr2_predict","fine_gray_incidence",list(time="time",status="cr2",x=s(c("x1","x2")),failcode=1,at=v(c(1,-0.5))),"predict(crr(d$time, d$cr2, X[, c('x1', 'x2')], failcode = 1, gtol = 1e-12), x0)",function(m) list(time=v(m[,1]),incidence=v(m[,2])),env)
finish(); moved("competing")
