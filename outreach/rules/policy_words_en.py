"""Says a contact protocol in plain English, for the report: the sentences of `policy_words`."""

from collections.abc import Sequence
from datetime import timedelta

from flows.medium import Medium
from outreach.rules.policy import CAP_DAYS, After, Following, Part, Policy, Turn

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_RESULTS = {
    "no_answer": "No answer",
    "busy": "Busy, with no more quick retries left",
    "machine": "Voicemail",
    "rejected": "Call declined",
    "unreachable": "No connection, or no word of how it ended",
    "invalid": "Invalid or wrong number",
    "hung_up": "Hung up before identifying",
    "unverified": "Identity not confirmed",
    "broke_off": "Hung up after identifying",
    "not_here": "Not there, and no hour was given",
    "later": "Asked for another time without an hour",
    "partial": "Identified, and did not answer whether interested",
}
_PARTS = {
    Part.OTHER: "at another part of the day",
    Part.SAME: "at the same part of the day",
    Part.ANY: "at any part of the day",
}
_NUMBERS = {Turn.NEXT: "on the next number", Turn.SAME: "on the same number"}


def explain_in_english(policy: Policy) -> list[str]:
    """The rules of a policy in plain English, one sentence for each of those in Spanish."""
    return [
        *_about_pace(policy),
        *_about_results(policy),
        *_about_endings(policy),
        *_about_texts(policy),
        *_about_machines(policy),
        *_about_carrying_on(policy),
        *_always(policy),
    ]


def _about_pace(policy: Policy) -> list[str]:
    if not policy.max_voice_attempts:
        return ["No calls are made."]
    return [
        f"Up to {_many(policy.max_voice_attempts, 'call')} to a person, spread over "
        f"{_many(policy.min_days, 'day')} at least; the first as soon as the case is released.",
        f"At most {_many(policy.max_per_day, 'attempt')} a day to a person, all campaigns "
        "together, apart from busy lines and appointments.",
        f"All campaigns together, within {CAP_DAYS} days no more than "
        f"{_many(policy.max_calls_to_person_a_month, 'call')} to a person nor more than "
        f"{policy.max_calls_to_number_a_month} to a number, apart from appointments.",
        f"At least {_many(policy.mornings, 'call')} in the morning, {policy.evenings} on weekday "
        f"evenings and {policy.weekends} at weekends are aimed at.",
        "A person's numbers take turns, beginning with the main one.",
        _about_households(policy),
    ]


def _about_households(policy: Policy) -> str:
    if policy.household_same_day:
        return "A number that several people share may be called for more than one of them a day."
    return (
        "A number that several people share is not called for two of them on one day, apart from "
        "appointments."
    )


def _about_results(policy: Policy) -> list[str]:
    waits = " and after ".join(f"{minutes} min" for minutes in policy.busy_wait_minutes)
    busy = [f"Busy: again after {waits}, on the same number."] if waits else []
    if not policy.max_voice_attempts:
        return []
    return [*busy, *_table(policy.after)]


def _table(after: After) -> list[str]:
    alike: dict[Following, list[str]] = {}
    for result, said in _RESULTS.items():
        alike.setdefault(getattr(after, result), []).append(said)
    return [f"{_either(results)}: {_then(rule)}." for rule, results in alike.items()]


def _then(rule: Following) -> str:
    day = "on the next day, " if rule.soon else ""
    text = ""
    if rule.medium is Medium.TEXT:
        text = "first a text that says who called and which number to call; then, "
    return (
        f"{text}{day}{_PARTS[rule.part]}, {_length(rule.wait)} later at least, "
        f"{_NUMBERS[rule.number]}"
    )


def _about_endings(policy: Policy) -> list[str]:
    return [
        "An appointment, or the hour at which the person was said to be there: it comes before "
        f"all else and never early; up to {_many(policy.max_appointment_attempts, 'appointment')} "
        "a person.",
        "An appointment that nobody keeps: at the same part of the day, "
        f"{_many(policy.broken_appointment_wait_days, 'day')} later.",
        "Rang us, and the campaign returns calls: after "
        f"{policy.ring_back_minutes} min, or when calling hours begin; up to "
        f"{_many(policy.max_ring_backs, 'time')}.",
        f"Hanging up after identifying {_many(policy.broke_offs_to_stop, 'time')} is taken for a "
        "refusal.",
        "A wrong number is not used again; an invalid one is given up after "
        f"{_many(policy.invalid_results_to_drop, 'such result')}, and one where identity was not "
        f"confirmed after {_many(policy.unverified_to_drop, 'time')}.",
        "A fault of ours costs no attempt; it is repeated after "
        f"{policy.fault_wait_minutes} min, each time later, and given up after "
        f"{policy.max_faults} faults.",
    ]


def _about_texts(policy: Policy) -> list[str]:
    sentences = [*_about_pre_notice(policy), *_about_missed_calls(policy)]
    if not policy.text_after_voice_attempts:
        return sentences or ["No texts are sent."]
    after = ", ".join(str(number) for number in policy.text_after_voice_attempts)
    return [
        *sentences,
        f"A text after so many calls: {after}. It does not count as a call, and a reply is waited "
        f"for {policy.text_reply_hours} h before calling again.",
    ]


def _about_pre_notice(policy: Policy) -> list[str]:
    if not (policy.pre_notice or policy.pre_notice_arms):
        return []
    whom = "Everybody"
    if not policy.pre_notice:
        whom = f"Everybody in the arm {_either(policy.pre_notice_arms)} of the experiment"
    return [
        f"{whom} is told beforehand by a text; the first call comes {policy.pre_notice_hours} h "
        "later at least."
    ]


def _about_missed_calls(policy: Policy) -> list[str]:
    rules = (getattr(policy.after, result) for result in _RESULTS)
    if not any(rule.medium is Medium.TEXT for rule in rules) or not policy.max_missed_call_texts:
        return []
    return [
        f"The text about a missed call goes out {policy.missed_call_text_minutes} min later, says "
        "who called and which number to call, and nothing of what it is about; up to "
        f"{policy.max_missed_call_texts} a person."
    ]


def _about_machines(policy: Policy) -> list[str]:
    if not policy.max_voicemails:
        return ["Nothing is left with a voicemail."]
    return [
        "A voicemail gets a neutral message that does not say who is sought nor why; up to "
        f"{_many(policy.max_voicemails, 'time')} a person."
    ]


def _about_carrying_on(policy: Policy) -> list[str]:
    if not policy.carry_on_days:
        return ["A conversation that was cut off begins anew."]
    return [
        "A conversation that was cut off after the person had been identified goes on where it "
        "stopped, by call or text, once identity has been confirmed again; after "
        f"{_many(policy.carry_on_days, 'day')} it begins anew."
    ]


def _always(policy: Policy) -> list[str]:
    return [
        "Refusal or opt-out: the person is not contacted any more, by any medium on any number.",
        "Never outside calling hours nor on a holiday, nor when the person asked not to be called "
        "(“not in the morning”); checked again at the moment of dialling.",
        "Never two attempts at once to one number; while the line is in use, another number or "
        f"{policy.line_wait_minutes} min later.",
    ]


def _length(wait: timedelta) -> str:
    if wait and not wait % _DAY:
        return _many(wait.days, "day")
    if wait and not wait % _HOUR:
        return f"{wait // _HOUR} h"
    return f"{wait // _MINUTE} min"


def _either(words: Sequence[str]) -> str:
    first, *others = words
    rest = [word[:1].lower() + word[1:] for word in others]
    return first if not rest else f"{', '.join([first, *rest[:-1]])} or {rest[-1]}"


def _many(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
