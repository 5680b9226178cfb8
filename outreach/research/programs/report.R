# Recomputes the report's tables from the bundle's CSV files, with base R alone.
#
#     Rscript report.R [folder]
#
# Reads persons.csv, attempts.csv, turns.csv and leads.csv in the folder (this one by default) and
# writes the tables into <folder>/tables. What has no denominator is NA.

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments)) arguments[1] else "."
read <- function(name) {
  read.csv(file.path(folder, name), na.strings = "", stringsAsFactors = FALSE)
}
persons <- read("persons.csv")
attempts <- read("attempts.csv")
turns <- read("turns.csv")
leads <- read("leads.csv")
dir.create(file.path(folder, "tables"), showWarnings = FALSE)
keep <- function(table, name) {
  write.csv(table, file.path(folder, "tables", paste0(name, ".csv")), row.names = FALSE)
  cat("\n", name, "\n", sep = "")
  print(utils::head(table, 40), row.names = FALSE)
}
yes <- function(column) !is.na(column) & column == 1
is <- function(column, value) !is.na(column) & column == value
share <- function(part, whole) if (is.na(whole) || whole == 0) NA else part / whole

# Wilson's interval of a proportion, 95 %
wilson <- function(part, whole) {
  if (is.na(whole) || whole <= 0) return(c(NA, NA))
  z <- qnorm(0.975)
  p <- part / whole
  middle <- (p + z^2 / (2 * whole)) / (1 + z^2 / whole)
  spread <- z * sqrt(p * (1 - p) / whole + z^2 / (4 * whole^2)) / (1 + z^2 / whole)
  c(max(0, middle - spread), min(1, middle + spread))
}

# 1. The flow. The furthest step of each person: whoever reached one has passed all before it.
steps <- c("drawn", "released", "attempted", "contacted", "identified", "validated",
           "interested", "lead", "agent_reached", "enrolled")
level <- ifelse(yes(persons$validated), 6, ifelse(yes(persons$identified), 5,
         ifelse(yes(persons$contacted), 4, ifelse(yes(persons$attempted), 3,
         ifelse(yes(persons$released), 2, 1)))))
wants <- yes(persons$interested) & yes(persons$validated)
spoken <- yes(persons$lead_taken) & !is.na(persons$lead_result) &
  persons$lead_result != "not_reached"
joined <- spoken & startsWith(ifelse(is.na(persons$lead_result), "", persons$lead_result), "enrolled")
level[wants] <- ifelse(is.na(persons$lead), 7, ifelse(!spoken, 8, ifelse(joined, 10, 9)))[wants]
reached <- function(rows) sapply(seq_along(steps), function(at) sum(level[rows] >= at))
everybody <- rep(TRUE, nrow(persons))
keep(data.frame(step = steps, people = reached(everybody)), "flow")

# 2. Dispositions and AAPOR's rates, of persons and of numbers
classes <- c("I", "P", "R", "NC", "O", "UH", "UO", "NE")
rates <- function(n, e = NA) {
  known <- n[["I"]] + n[["P"]] + n[["R"]] + n[["NC"]] + n[["O"]]
  unknown <- n[["UH"]] + n[["UO"]]
  talked <- n[["I"]] + n[["P"]] + n[["R"]] + n[["O"]]
  if (is.na(e)) e <- share(known, known + n[["NE"]])
  guessed <- if (unknown == 0) known else known + e * unknown
  both <- n[["I"]] + n[["P"]]
  c(RR1 = share(n[["I"]], known + unknown), RR2 = share(both, known + unknown),
    RR3 = share(n[["I"]], guessed), RR4 = share(both, guessed),
    RR5 = share(n[["I"]], known), RR6 = share(both, known),
    COOP1 = share(n[["I"]], talked), COOP2 = share(both, talked),
    COOP3 = share(n[["I"]], both + n[["R"]]), COOP4 = share(both, both + n[["R"]]),
    REF1 = share(n[["R"]], known + unknown), REF2 = share(n[["R"]], guessed),
    REF3 = share(n[["R"]], known), CON1 = share(talked, known + unknown),
    CON2 = share(talked, guessed), CON3 = share(talked, known), e = e)
}
counted <- function(column) {
  found <- table(factor(column, levels = classes))
  setNames(as.numeric(found), classes)
}
released <- yes(persons$released)
of_persons <- counted(persons$outcome_class[released])
keep(as.data.frame(table(disposition = persons$disposition[released])), "dispositions")
keep(data.frame(class = classes, people = of_persons), "classes")
both <- data.frame(rate = names(rates(of_persons)), default = rates(of_persons),
                   one = rates(of_persons, 1))
keep(both, "rates")
ended <- yes(attempts$counts_for_number) & attempts$state == "ended"
by_number <- attempts$disposition[ended]
keep(as.data.frame(table(disposition = by_number)), "dispositions_of_numbers")

# 3. Reach by the number of the attempt: product limit of Kaplan and Meier, and the plain share
tried <- persons[released & persons$calls > 0, ]
time <- ifelse(is.na(tried$first_contact), tried$calls, tried$first_contact)
event <- !is.na(tried$first_contact)
number <- seq_len(max(c(0, tried$calls)))
at_risk <- sapply(number, function(n) sum(time >= n))
reached_now <- sapply(number, function(n) sum(event & time == n))
keep(data.frame(number = number, at_risk = at_risk, reached = reached_now,
                validated = sapply(number, function(n) sum(is(tried$first_interview, n))),
                cumulative = cumsum(reached_now) / sum(released),
                product_limit = 1 - cumprod(1 - reached_now / at_risk)), "reach_by_attempt")

# 4. By weekday and hour: calls that we made
ours <- attempts$medium == "voice" & !yes(attempts$inbound) & yes(attempts$made) &
  !is.na(attempts$weekday) & !is.na(attempts$hour)
calls <- attempts[ours, ]
moments <- aggregate(
  cbind(calls = 1, humans = yes(calls$human), interviews = is(calls$disposition, "interview")),
  by = list(hour = calls$hour, weekday = calls$weekday), FUN = sum)
keep(moments[, c("weekday", "hour", "calls", "humans", "interviews")], "by_moment")

# 5. Fairness: released, contacted, validated by what was known from before
for (field in c("municipality", "sex", "age_band", "return_year")) {
  groups <- split(seq_len(nrow(persons)), persons[[field]])
  counts <- t(sapply(groups, reached))
  colnames(counts) <- steps
  limits <- t(apply(counts, 1, function(n) wilson(n[["validated"]], n[["released"]])))
  keep(data.frame(group = rownames(counts), counts[, c("released", "contacted", "validated")],
                  low = limits[, 1], high = limits[, 2]), paste0("by_", field))
}

# 6. Arms, by intention to treat
arms <- persons[released & !is.na(persons$arm), ]
if (nrow(arms)) {
  shares <- do.call(rbind, lapply(split(seq_len(nrow(persons)), persons$arm), function(rows) {
    n <- setNames(reached(rows), steps)
    data.frame(people = n[["released"]], contacted = n[["contacted"]],
               identified = n[["identified"]], validated = n[["validated"]],
               interested = n[["interested"]])
  }))
  keep(data.frame(arm = rownames(shares), shares), "arms")
}

# 7. Understanding, and where conversations were heard
if (nrow(turns)) {
  heard <- aggregate(
    cbind(replies = 1, unclear = turns$intent == "unclear", silent = turns$intent == "silence"),
    by = list(step = turns$step), FUN = sum)
  keep(heard, "understanding")
}

# 8. Leads
if (nrow(leads)) keep(as.data.frame(table(state = leads$state)), "leads")

# 9. Cost: the carrier's prices, over what they bought
made <- attempts[yes(attempts$made), ]
cost <- sum(made$price, na.rm = TRUE)
n <- setNames(reached(everybody), steps)
keep(data.frame(unit = c("total", "attempt", "contacted", "validated", "enrolled"),
                count = c(1, nrow(made), n[["contacted"]], n[["validated"]], n[["enrolled"]]),
                cost = cost / c(1, nrow(made), n[["contacted"]], n[["validated"]],
                                n[["enrolled"]])), "cost")
