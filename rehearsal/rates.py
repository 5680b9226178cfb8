"""How often each thing happens on the pretend network; the one place to change the rehearsal.

Shares are 0..1. Sources: method.md §2 (response of automated surveys without incentive 19–35 %,
seven calls spread over day parts, evenings and weekends best, recycled and dead numbers) and,
where no figure was found, a guess that keeps the pilot's 40–50 % validated with seven calls.
"""

# ── the number: prepaid, and often changed after a journey ─────────────────────────────────────
LINE_STATES = {  # what dialling the number meets
    "in_service": 0.835,
    "off": 0.045,  # hardly ever switched on
    "not_assigned": 0.07,  # SIP 404
    "refused": 0.02,  # the network refuses it at once, code 21217
    "recording": 0.03,  # the operator's recording answers
}
RECYCLED = 0.09  # somebody else has the number now
VOICEMAIL = 0.30  # lines with voicemail switched on
ENGAGED = 0.05  # of rings nobody would have taken
DECLINED = 0.05

# ── the household ────────────────────────────────────────────────────────────────────────────
RELATIVE_PICKS_UP = 0.14  # of a call meant for somebody who is there
DECEASED = 0.008
AWAY = 0.035  # has left the country again
RECORD_WRONG = 0.03  # the record's birth year is not the true one
MOVED = 0.08  # lives in another municipality than the record says
ENGLISH, GARIFUNA = 0.006, 0.008  # who cannot or will not speak Spanish

JOBS = {  # share, then the chance to pick up a known-looking call by part of the week
    #               share  morning midday afternoon evening saturday sunday
    "maquila": (0.16, (0.10, 0.30, 0.12, 0.52, 0.42, 0.46)),
    "field": (0.14, (0.16, 0.32, 0.18, 0.52, 0.34, 0.50)),
    "shop": (0.16, (0.42, 0.38, 0.42, 0.42, 0.38, 0.44)),
    "transport": (0.10, (0.26, 0.40, 0.26, 0.40, 0.32, 0.46)),
    "home": (0.14, (0.50, 0.42, 0.50, 0.46, 0.48, 0.46)),
    "none": (0.22, (0.46, 0.50, 0.52, 0.54, 0.50, 0.52)),
    "night_guard": (0.08, (0.12, 0.38, 0.45, 0.32, 0.38, 0.38)),
}
WARINESS = (0.45, 1.5)  # range of what multiplies the chance: some never take unknown numbers
PICKS_UP_AS_AGREED = 0.88  # near a time the person asked for
PICKS_UP_WHEN_RUNG_BACK = 0.9  # within half an hour of a call of theirs that was rejected

# ── the conversation ─────────────────────────────────────────────────────────────────────────
ATTITUDES = {
    "interested": 0.46,
    "not_interested": 0.36,
    "wavering": 0.11,
    "opts_out": 0.035,
    "wants_person": 0.035,
}
PROTESTS_AT_ONCE = 0.5  # of those who opt out, before hearing what it is about
BUSY_NOW = 0.10
IS_FETCHED = 0.25  # by a relative who is asked to put the person on
SUSPICIOUS = 0.18  # ask who is calling before anything else
KEY_PRESSERS = 0.35
FROM_KEYPAD = 0.9  # of a key presser's answers where a key is offered
HANGS_UP_EARLY = (0.002, 0.016)  # a second of listening, before the person has said a word
HANGS_UP_LATER = (0.0002, 0.0025)  # afterwards
HANGS_UP_ON_MACHINE = (0.0, 0.18)  # of calls, right at the first words
STRANGER_HANGS_UP = 0.25
SILENCE = 0.03
GARBLED = 0.035  # the recogniser makes nothing of it
ASKS_AGAIN = 0.04
WILL_NOT_SAY_YEAR = 0.05
REFUSES_CONSENT = 0.05
FALSE_CONFIRMATION = 0.03
AGENT_NOW = 0.55  # of those who say yes, where it is offered
RELATIVE_POSES = 0.02  # a relative or stranger who claims to be the person
BARGES_IN = 0.2
SLIP = 0.25  # of spoken answers with a homophone slip of the recogniser

# ── the agents ───────────────────────────────────────────────────────────────────────────────
AGENT_ANSWERS = 0.88  # of rings
AGENT_PICKS_UP = (1.5, 5.0)  # seconds
AGENT_REFUSES = 0.03  # of those who hear the offer
TALK_SECONDS = (90.0, 480.0)
# What an agent closes a talk with, by the codes of the console's form. 300 of 4,000 validated are
# to enrol (method.md §2), which is 16 % of the 46 % who are interested; the rest is a guess.
RESULTS_OF_TALKS = {
    "enrolled_training": 0.06,
    "enrolled_employment": 0.07,
    "enrolled_entrepr": 0.03,
    "appointment": 0.45,
    "not_interested": 0.35,
    "wrong_person": 0.03,
    "do_not_contact": 0.01,
}
WOULD_RATHER_NOT_WAIT = 0.04  # of people, each time they are told to wait on

# ── answering machine detection ──────────────────────────────────────────────────────────────
AMD_OF_HUMAN = {"human": 0.93, "unknown": 0.05, "machine_start": 0.02}
AMD_OF_MACHINE = {"machine_start": 0.84, "unknown": 0.09, "human": 0.07}

# ── texts and calls back ─────────────────────────────────────────────────────────────────────
TEXT_UNRECEIPTED = 0.08  # stops at `sent`
ON_WHATSAPP = 0.85  # of lines
TEXT_BLOCKED = 0.01  # failed, 30007 or 30004
ANSWERS_TEXTS = 0.14  # of people, a first text
GOES_ON_TEXTING = 0.9  # to the next question of a text conversation
RINGS_BACK_TEXT = 0.03  # of texts; more where the text gives a number to ring
RINGS_BACK_MISSED = 0.06  # of missed calls
WAKING = (7, 21)  # local hours in which people act

# ── what the network charges, in USD; a guess of the right size ────────────────────────────────
MINUTE_COSTS = 0.15  # of a call that was answered, by the minute begun
SEGMENT_COSTS = 0.06
