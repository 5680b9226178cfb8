"""Decides what an attempt amounted to, and what a person's attempts amount to together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flows.medium import Medium
from flows.turn import Outcome
from outreach.rules.aapor import Disposition, OutcomeClass, Row

__all__ = [
    "AnsweredBy",
    "AttemptFacts",
    "CarrierResult",
    "Disposition",
    "Fault",
    "OutcomeClass",
    "Row",
    "decide",
    "final_disposition",
    "is_warm",
]


class CarrierResult(StrEnum):
    """How the carrier says that it ended, in our words."""

    COMPLETED = "completed"  # voice: somebody or something answered
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELED = "canceled"
    DELIVERED = "delivered"  # text
    SENT = "sent"  # text: handed on, no receipt
    UNDELIVERED = "undelivered"
    NOT_PLACED = "not_placed"  # refused before anything was dialled or sent
    UNKNOWN = "unknown"  # never learnt, and the carrier has no record


class Fault(StrEnum):
    """What a carrier's error code means for us (twilio.md §3)."""

    NUMBER = "number"  # the number is bad
    PERSON = "person"  # the person blocked us at the carrier
    OURS = "ours"  # it was not placed, and we do not know more
    CREDENTIALS = "credentials"  # account-level, as the next three: an operator must act
    BALANCE = "balance"
    PERMISSION = "permission"  # calls to the country are not switched on
    CALLER_ID = "caller_id"
    TEXTS = "texts"  # our texts cannot go out as they are (content, sender, permission)
    TRANSIENT = "transient"
    AMBIGUOUS = "ambiguous"  # may be the number, may be the network

    @property
    def of_account(self) -> bool:
        """Whether nothing at all can be placed until somebody has acted."""
        return self in _OF_ACCOUNT


_OF_ACCOUNT = {Fault.CREDENTIALS, Fault.BALANCE, Fault.PERMISSION, Fault.CALLER_ID}
_OURS = _OF_ACCOUNT | {Fault.OURS, Fault.TEXTS}


class AnsweredBy(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"
    FAX = "fax"
    UNKNOWN = "unknown"  # treated as a human


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """All that is known of one attempt when it ends."""

    medium: Medium
    result: CarrierResult
    fault: Fault | None = None
    sip_code: int | None = None
    answered_by: AnsweredBy | None = None
    spoke: bool = False  # at least one reply was heard that was not silence
    outcome: Outcome | None = None
    identified: bool = False
    opted_out: bool = False
    interest: bool | None = None
    number_only: bool = False  # the opt-out was said to be of the number, not of the person


_INTEREST_ANSWERED = {Outcome.INTERESTED, Outcome.NOT_INTERESTED}

# What was said about the person or the number outlives a wish not to be called that came with it:
# "he died, do not call again" is a death, and the wish is kept on the suppression list.
_BEFORE_OPT_OUT = {
    Outcome.DECEASED: Disposition.DECEASED,
    Outcome.AWAY: Disposition.EMIGRATED,
    Outcome.WRONG_NUMBER: Disposition.WRONG_NUMBER,
}

# outcome -> (when the person was identified, when not)
_BY_OUTCOME = {
    Outcome.REFUSED: (Disposition.REFUSED, Disposition.REFUSED_UNKNOWN),
    Outcome.LANGUAGE: (Disposition.LANGUAGE, Disposition.LANGUAGE),
    Outcome.HUMAN: (Disposition.AGENT_WANTED, Disposition.AGENT_WANTED_UNKNOWN),
    Outcome.CALLBACK: (Disposition.CALLBACK, Disposition.LATER),
    Outcome.NOT_HERE: (Disposition.NOT_HERE, Disposition.NOT_HERE),
    Outcome.UNVERIFIED: (Disposition.UNVERIFIED, Disposition.UNVERIFIED),
    Outcome.VOICEMAIL: (Disposition.MACHINE, Disposition.MACHINE),
    # Interest may only be asked of a confirmed person; without identity it proves nothing.
    Outcome.INTERESTED: (Disposition.INTERVIEW, Disposition.UNVERIFIED),
    Outcome.NOT_INTERESTED: (Disposition.INTERVIEW, Disposition.UNVERIFIED),
}

_BY_SIP = {
    486: Disposition.BUSY,
    600: Disposition.BUSY,
    408: Disposition.NO_ANSWER,
    480: Disposition.NO_ANSWER,
    487: Disposition.NO_ANSWER,
    603: Disposition.REJECTED,
}
_SIP_INVALID = {404, 484, 604}


def decide(facts: AttemptFacts) -> Disposition:
    """What this attempt amounted to. Total: every combination of facts has exactly one answer.

    What a person said beats what the carrier says, and an interview beats everything: whoever is
    identified and has answered the question of interest was interviewed, even after a hang-up,
    and whatever the answer was. An opt-out is also kept apart (`facts.opted_out`), because it
    ends all contact whatever the disposition.
    """
    if facts.identified and (facts.interest is not None or facts.outcome in _INTEREST_ANSWERED):
        return Disposition.INTERVIEW
    if facts.outcome in _BEFORE_OPT_OUT:
        return _BEFORE_OPT_OUT[facts.outcome]
    if facts.number_only and not facts.identified:
        return Disposition.NOT_HERE  # the household speaks for its phone; the person was not asked
    if facts.opted_out or facts.outcome is Outcome.OPT_OUT:
        return Disposition.REFUSED if facts.identified else Disposition.REFUSED_UNKNOWN
    if facts.outcome in _BY_OUTCOME:
        identified, unknown = _BY_OUTCOME[facts.outcome]
        return identified if facts.identified else unknown
    if facts.identified:
        # Heard out to the end without an answer is partial; going away in the middle is not.
        ended = facts.outcome is Outcome.UNANSWERED
        return Disposition.PARTIAL if ended else Disposition.BROKE_OFF
    return _of_voice(facts) if facts.medium is Medium.VOICE else _of_text(facts)


def is_warm(facts: AttemptFacts) -> bool:
    """Whether a lead is due: an agent should talk with this person.

    Warm is a confirmed person who is interested, whoever asks for a person, and whoever needs a
    language that we do not speak (method.md §5: routed to an agent). Before identity the agent
    is promised all the same, and confirms it. An opt-out is never warm.
    """
    if facts.opted_out or facts.outcome is Outcome.OPT_OUT:
        return False
    interested = facts.interest is True or facts.outcome is Outcome.INTERESTED
    if facts.outcome is Outcome.HUMAN or (facts.identified and interested):
        return True
    return decide(facts) is Disposition.LANGUAGE


def final_disposition(dispositions: Iterable[Disposition]) -> Disposition:
    """What a person's attempts, oldest first, amount to (AAPOR: not simply the last of them).

    Interview beats refusal beats other human contact beats machine beats no contact, so known
    eligibility is never lost to a later call that nobody answers. Of equals the latest counts.
    Nothing at all is "never dialled".
    """
    best = Disposition.NEVER_DIALLED
    for disposition in dispositions:
        if disposition.weight >= best.weight:
            best = disposition
    return best


def _of_voice(facts: AttemptFacts) -> Disposition:
    """A call in which nobody said who they are. A conversation proves that it was answered."""
    if facts.spoke or facts.outcome is Outcome.UNANSWERED:
        return _of_answer(facts)
    match facts.result:
        case CarrierResult.COMPLETED:
            return _of_answer(facts)
        case CarrierResult.BUSY:
            return Disposition.BUSY
        case CarrierResult.NO_ANSWER:
            return Disposition.NO_ANSWER
        case CarrierResult.CANCELED:  # we hung up while it rang: nobody's fault but ours
            return Disposition.OUR_FAULT
        case CarrierResult.FAILED | CarrierResult.UNDELIVERED:
            return _of_failed_call(facts)
        case CarrierResult.NOT_PLACED:
            return _of_refusal_by_carrier(facts.fault)
        case _:
            return Disposition.UNKNOWN


def _of_answer(facts: AttemptFacts) -> Disposition:
    if facts.answered_by is AnsweredBy.MACHINE:
        return Disposition.MACHINE
    if facts.answered_by is AnsweredBy.FAX:
        return Disposition.FAX
    return Disposition.HUNG_UP


def _of_failed_call(facts: AttemptFacts) -> Disposition:
    """A call that the network could not put through. A clear code beats the answer of SIP."""
    match facts.fault:
        case Fault.NUMBER:
            return Disposition.INVALID_NUMBER
        case Fault.PERSON:
            return Disposition.REJECTED
        case fault if fault in _OURS or fault is Fault.TRANSIENT:
            return Disposition.OUR_FAULT
    sip = facts.sip_code or 0
    if sip in _BY_SIP:
        return _BY_SIP[sip]
    if facts.fault is Fault.AMBIGUOUS:  # never burn a number on it
        return Disposition.UNREACHABLE
    if sip in _SIP_INVALID:
        return Disposition.INVALID_NUMBER
    return Disposition.OUR_FAULT if 500 <= sip < 600 else Disposition.UNREACHABLE


def _of_refusal_by_carrier(fault: Fault | None) -> Disposition:
    """The carrier took nothing on. Whatever is not about the number or the person is ours."""
    match fault:
        case Fault.NUMBER:
            return Disposition.INVALID_NUMBER
        case Fault.PERSON:
            return Disposition.REJECTED
        case _:
            return Disposition.OUR_FAULT


def _of_text(facts: AttemptFacts) -> Disposition:
    """A text after which nobody said who they are."""
    if facts.spoke:
        return Disposition.HUNG_UP
    match facts.result:
        case CarrierResult.DELIVERED | CarrierResult.SENT | CarrierResult.COMPLETED:
            return Disposition.TEXT_UNANSWERED
        case CarrierResult.UNDELIVERED | CarrierResult.FAILED:
            return _of_lost_text(facts.fault)
        case CarrierResult.CANCELED:
            return Disposition.OUR_FAULT
        case CarrierResult.NOT_PLACED:
            return _of_refusal_by_carrier(facts.fault)
        case _:
            return Disposition.UNKNOWN


def _of_lost_text(fault: Fault | None) -> Disposition:
    """The network took the text on and lost it: the phone was off, or cannot be reached. Trying
    again is worth no more than after any text without an answer, so it uses up a text."""
    match fault:
        case Fault.PERSON:
            return Disposition.REJECTED
        case fault if fault in _OURS:
            return Disposition.OUR_FAULT
        case Fault.TRANSIENT | Fault.AMBIGUOUS:
            return Disposition.UNREACHABLE
        case _:  # method.md §1: a text that cannot be delivered counts as an invalid number
            return Disposition.INVALID_NUMBER
