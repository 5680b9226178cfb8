#!/usr/bin/env Rscript
# Verifies a draw with base R (3.5 or newer) and one of the packages openssl and digest.
#
#   Rscript verify_draw.R [FOLDER] [FILE]
#
# FOLDER (the current one by default) holds frame.csv, commitment.json, seed.txt and assignment.csv.
# The assignment is computed anew from the first three and compared byte for byte; with FILE the
# computed one is written there. Ends with 0 when everything agrees, with 1 and what is wrong
# otherwise. The rule, hmac-sha256/2, is described in docs/draw.md; this program shares no code with
# the one that drew.
#
# Texts are kept as UTF-8 bytes and sorted with method "radix", which is the order of the C locale
# whatever the locale of this machine. Whole numbers stay below 2^53, where doubles are exact.

say <- function(...) cat(..., "\n", sep = "")

# Hashing ----------------------------------------------------------------------------------------

has_openssl <- requireNamespace("openssl", quietly = TRUE)
if (!has_openssl && !requireNamespace("digest", quietly = TRUE)) {
  stop("install one of the packages openssl and digest")
}

hex <- function(bytes) paste(as.character(unclass(bytes)), collapse = "")

# SHA-256 of raw bytes as 64 hexadecimal digits.
sha256 <- function(bytes) {
  if (has_openssl) return(hex(openssl::sha256(bytes)))
  digest::digest(bytes, algo = "sha256", serialize = FALSE)
}

# HMAC-SHA256 of each text with a raw key, as 64 hexadecimal digits.
mac <- function(key, texts) {
  one <- if (has_openssl) {
    function(text) hex(openssl::sha256(charToRaw(text), key = key))
  } else {
    function(text) digest::hmac(key, charToRaw(text), algo = "sha256", serialize = FALSE)
  }
  vapply(texts, one, "", USE.NAMES = FALSE)
}

# The 256-bit number that a key and a label give, modulo `divisor`.
number_modulo <- function(key, label, divisor) {
  digits <- strtoi(strsplit(mac(key, label), "")[[1]], base = 16L)
  rest <- 0
  for (digit in digits) rest <- (rest * 16 + digit) %% divisor
  rest
}

# Division rounded up.
up <- function(numerator, denominator) -((-numerator) %/% denominator)

by_bytes <- function(...) order(..., method = "radix")

# Reading ----------------------------------------------------------------------------------------

bytes_of <- function(path) readBin(path, "raw", file.size(path))

lines_of <- function(bytes) {
  text <- rawToChar(bytes)
  Encoding(text) <- "UTF-8"
  strsplit(text, "\n", fixed = TRUE)[[1]]
}

# The people of the frame, in the order of the file.
read_frame <- function(path) {
  cells <- function(...) {
    scan(path, what = "", sep = ",", quote = "\"", na.strings = character(0), quiet = TRUE,
         encoding = "UTF-8", comment.char = "", ...)
  }
  header <- cells(nlines = 1)
  width <- length(header)
  people <- matrix(cells(skip = 1), ncol = width, byrow = TRUE)
  fields <- lapply(seq(2, width - 1), function(column) people[, column])
  list(case = people[, 1], stratum = do.call(paste, c(fields, sep = "/")),
       cluster = people[, width])
}

# JSON as commitments are written in: ASCII, no comments. Objects and arrays become lists.
read_json <- function(path) {
  chars <- strsplit(rawToChar(bytes_of(path)), "")[[1]]
  at <- 1
  blank <- function() while (chars[at] %in% c(" ", "\n", "\r", "\t")) at <<- at + 1
  string <- function() {
    at <<- at + 1
    found <- character(0)
    while (chars[at] != "\"") {
      if (chars[at] == "\\") {
        at <<- at + 1
        if (chars[at] == "u") {
          code <- strtoi(paste(chars[at + 1:4], collapse = ""), base = 16L)
          found <- c(found, intToUtf8(code, allow_surrogate_pairs = FALSE))
          at <<- at + 4
        } else {
          plain <- c(b = "\b", f = "\f", n = "\n", r = "\r", t = "\t")
          found <- c(found, if (chars[at] %in% names(plain)) plain[[chars[at]]] else chars[at])
        }
      } else {
        found <- c(found, chars[at])
      }
      at <<- at + 1
    }
    at <<- at + 1
    paste(found, collapse = "")
  }
  members <- function(close, keyed) {
    at <<- at + 1
    found <- list()
    repeat {
      blank()
      if (chars[at] == close) break
      if (keyed) {
        key <- string()
        blank()
        at <<- at + 1  # the colon
        found[[key]] <- value()
      } else {
        found[[length(found) + 1]] <- value()
      }
      blank()
      if (chars[at] == ",") at <<- at + 1
    }
    at <<- at + 1
    found
  }
  value <- function() {
    blank()
    if (chars[at] == "{") return(members("}", TRUE))
    if (chars[at] == "[") return(members("]", FALSE))
    if (chars[at] == "\"") return(string())
    begin <- at
    while (grepl("[-+.0-9a-zA-Z]", chars[at])) at <<- at + 1
    text <- paste(chars[begin:(at - 1)], collapse = "")
    switch(text, true = TRUE, false = FALSE, null = NA, as.numeric(text))
  }
  value()
}

# The rule ---------------------------------------------------------------------------------------

# Whether singles can fill up to the size, whatever households are drawn.
fills_up <- function(people, households, size) {
  households <- sort(households)
  number <- length(households)
  fewest <- sum(households[seq_len(size * number %/% people)])
  most <- sum(rev(households)[seq_len(up(size * number, people))])
  most <= size && size - fewest <= people - sum(households)
}

# The drawn units: replicate, stratum, order key and id, one row each.
draw_units <- function(key, frame, sample) {
  head <- frame$case == frame$cluster
  unit <- frame$case[head]
  stratum <- frame$stratum[head]
  members <- tabulate(match(frame$cluster, unit), length(unit))
  order_key <- mac(key, unit)
  people <- length(frame$case)
  size <- sample$people
  exact <- fills_up(people, members[members > 1], size)
  share <- c(size, people)
  if (!exact) {
    share <- c(max((2 * size * length(unit) + people) %/% (2 * people), 1), length(unit))
  }

  # Places of a kind of units along the strata; the indexes of the drawn ones, and their strata.
  first <- function(of_kind, share, label) {
    offset <- if (length(of_kind) > 0) number_modulo(key, label, share[2])
    upto <- 0
    begin <- 0
    rows <- list()
    for (name in unique(stratum[of_kind][by_bytes(stratum[of_kind])])) {
      mine <- of_kind[stratum[of_kind] == name]
      upto <- upto + length(mine)
      end <- up(share[1] * upto - offset, share[2])
      rows[[length(rows) + 1]] <- mine[by_bytes(order_key[mine], unit[mine])][seq_len(end - begin)]
      begin <- end
    }
    rows
  }
  if (exact) {
    households <- first(which(members > 1), share, "\nhouseholds")
    single <- which(members == 1)
    left <- size - sum(members[unlist(households)])
    chosen <- c(households, first(single, c(left, length(single)), "\nsingles"))
  } else {
    chosen <- first(seq_along(unit), share, "\nsingles")
  }

  replicates <- min(up(size, sample$replicate_people), length(unit), length(unlist(chosen)))
  labels <- format(seq_len(replicates) - 1, scientific = FALSE, trim = TRUE)
  rank <- integer(replicates)
  rank[by_bytes(mac(key, paste0("\nreplicate ", labels)))] <- seq_len(replicates)
  begin <- 0
  replicate <- list()
  for (units in chosen) {
    places <- begin + seq_along(units) - 1
    replicate[[length(replicate) + 1]] <- sort(rank[places %% replicates + 1])
    begin <- begin + length(units)
  }
  drawn <- unlist(chosen)
  list(replicate = unlist(replicate), stratum = stratum[drawn], key = order_key[drawn],
       unit = unit[drawn], probability = share[1] / share[2])
}

# The arm of each drawn unit.
deal <- function(key, arms, units) {
  if (length(arms) == 0) return(rep("", length(units$unit)))
  arms_key <- charToRaw(mac(key, "\narms"))
  share <- vapply(arms, function(arm) arm$share, 0)
  name <- vapply(arms, function(arm) arm$name, "")
  divisor <- share[1]
  for (other in share) while (other > 0) {
    rest <- divisor %% other
    divisor <- other
    other <- rest
  }
  share <- share / divisor
  arm <- rep(seq_along(arms), share)
  place <- (2 * sequence(share) - 1) / (2 * share[arm])
  cards <- name[arm[order(place, arm)]]
  start <- number_modulo(arms_key, "\nrotation", length(cards))
  line <- by_bytes(units$replicate, units$stratum, mac(arms_key, units$unit), units$unit)
  dealt <- character(length(line))
  dealt[line] <- cards[(start + seq_along(line) - 1) %% length(cards) + 1]
  dealt
}

cell <- function(texts) {
  quoted <- grepl(",", texts, fixed = TRUE) | grepl("\"", texts, fixed = TRUE)
  texts[quoted] <- paste0("\"", gsub("\"", "\"\"", texts[quoted], fixed = TRUE), "\"")
  texts
}

# The lines of the assignment file.
assignment <- function(key, frame, commitment) {
  units <- draw_units(key, frame, commitment$sample)
  arm <- deal(key, commitment$arms, units)
  of <- match(frame$cluster, units$unit)
  chosen <- which(!is.na(of))
  of <- of[chosen]
  case <- frame$case[chosen]
  own_key <- units$key[of]
  follows <- case != units$unit[of]
  own_key[follows] <- mac(key, case[follows])
  line <- by_bytes(units$replicate[of], units$key[of], units$unit[of], own_key, case)
  of <- of[line]
  c("position,replicate,case_id,stratum,cluster,arm,order_key,probability",
    paste(format(seq_along(line), scientific = FALSE, trim = TRUE), units$replicate[of],
          cell(case[line]), cell(units$stratum[of]), cell(units$unit[of]), arm[of],
          units$key[of], sprintf("%.9f", units$probability), sep = ","))
}

# The comparison ---------------------------------------------------------------------------------

faults_of_frame <- function(bytes, frame, committed) {
  if (sha256(bytes) == committed$sha256) return(character(0))
  faults <- "frame.csv is not the frame that was committed to: its SHA-256 is another"
  lines <- lines_of(bytes)[-1]
  named <- vapply(committed$strata, function(each) each$stratum, "")
  for (stratum in unique(c(named, frame$stratum))) {
    mine <- lines[frame$stratum == stratum]
    known <- match(stratum, named)
    people <- if (is.na(known)) 0 else committed$strata[[known]]$people
    if (length(mine) != people) {
      faults <- c(faults, paste0("  stratum ", stratum, " has ", length(mine),
                                 " people, committed were ", people))
    } else if (sha256(charToRaw(paste0(mine, "\n", collapse = ""))) !=
               committed$strata[[known]]$sha256) {
      faults <- c(faults, paste0("  stratum ", stratum, " has ", length(mine),
                                 " people as committed, but other ones"))
    }
  }
  faults
}

faults_of_seed <- function(seed, source) {
  if (source$source == "sealed" && sha256(seed) != source$sha256) {
    return("seed.txt is not the seed that was sealed: its SHA-256 is another")
  }
  if (source$source == "drand") {
    say("compare seed.txt with the randomness of drand, chain ", source$chain_sha256, ", round ",
        format(source$round, scientific = FALSE))
    if (length(seed) != 64 || !all(seed %in% charToRaw("0123456789abcdef"))) {
      return("seed.txt is not the value of a drand round: 64 hexadecimal digits")
    }
  }
  if (source$source == "stated") say("note: the seed was not committed to before it was known")
  character(0)
}

first_difference <- function(computed, found) {
  longest <- max(length(computed), length(found))
  mine <- c(computed, rep("(no such line)", longest - length(computed)))
  theirs <- c(found, rep("(no such line)", longest - length(found)))
  at <- which(mine != theirs)
  if (length(at) == 0) return("assignment.csv differs in how its lines end")
  paste0("assignment.csv differs at line ", at[1], "\n  computed: ", mine[at[1]],
         "\n  found:    ", theirs[at[1]])
}

verify <- function(folder, write) {
  path <- function(name) file.path(folder, name)
  frame_bytes <- bytes_of(path("frame.csv"))
  commitment <- read_json(path("commitment.json"))
  seed <- bytes_of(path("seed.txt"))
  frame <- read_frame(path("frame.csv"))
  faults <- character(0)
  if (commitment$rule != "hmac-sha256/2") {
    faults <- paste0("the commitment is to another rule: ", commitment$rule)
  }
  faults <- c(faults, faults_of_frame(frame_bytes, frame, commitment$frame),
              faults_of_seed(seed, commitment$seed))
  lines <- assignment(seed, frame, commitment)
  computed <- charToRaw(paste0(lines, "\n", collapse = ""))
  if (!is.na(write)) writeBin(computed, write)
  found <- bytes_of(path("assignment.csv"))
  if (!identical(computed, found)) faults <- c(faults, first_difference(lines, lines_of(found)))
  say("commitment.json  SHA-256 ", sha256(bytes_of(path("commitment.json"))))
  say("assignment.csv   SHA-256 ", sha256(found))
  faults
}

arguments <- commandArgs(trailingOnly = TRUE)
faults <- verify(if (length(arguments) > 0) arguments[1] else ".", arguments[2])
for (fault in faults) say(fault)
say(if (length(faults) > 0) "NOT VERIFIED" else
  "VERIFIED: the assignment follows from frame and seed")
quit(status = if (length(faults) > 0) 1 else 0)
