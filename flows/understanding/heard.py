"""The words in which understanding speaks: what was asked, what came back, what it meant."""

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """Kinds of question. The first six are the field's; the others are ours."""

    IDENTITY = "identity"  # ¿Hablo con {name}?
    BIRTH_YEAR = "birth_year"
    MUNICIPALITY = "municipality"  # where they live now
    INTEREST = "interest"  # would you like to take part?
    SERVICES = "services"  # training, employment, entrepreneurship
    CALLBACK_TIME = "callback_time"
    YES_NO = "yes_no"  # any other yes/no: consent, "still in Danlí?", "did I get that right?"
    HOUSEHOLD = "household"  # no more calls: to this number, or for one person?
    HANDOVER = "handover"  # an agent now (`human`), or another day (`later`, with a time if named)


class Intent(StrEnum):
    YES = "yes"
    NO = "no"
    ANSWER = "answer"
    LATER = "later"
    WHO = "who"
    REPEAT = "repeat"
    HUMAN = "human"
    LANGUAGE = "language"
    NOT_HERE = "not_here"
    WRONG_NUMBER = "wrong_number"
    DECEASED = "deceased"
    AWAY = "away"
    OPT_OUT = "opt_out"
    VOICEMAIL = "voicemail"
    UNCLEAR = "unclear"
    SILENCE = "silence"  # nothing was said and no key pressed


@dataclass(frozen=True, slots=True)
class Reply:
    """What came in from the person, as the carrier gives it.

    `keys` are the digits pressed; `words` what was said or written; `confidence` the speech
    recogniser's (0..1; 1 for keys and texts).
    """

    keys: str = ""
    words: str = ""
    confidence: float = 1.0

    @property
    def silent(self) -> bool:
        return not self.keys and not self.words.strip()


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reply meant.

    `value` is empty except for `answer`, `later` and `language`; its grammar is in
    docs/understanding.md. `rule` names the rule that decided and `words` what it rested on, so
    that a transcript can say why. `confidence` is ours, 0..1. `limit` is when they do not want to
    be called, whatever else they said; see flows.limits.
    """

    intent: Intent
    value: str = ""
    rule: str = ""
    words: str = ""
    confidence: float = 1.0
    limit: str = ""
