"""The contact protocol of a campaign as data (method.md §2). `policy_words` says it in Spanish."""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from flows.medium import Medium
from flows.sentences import BadValue
from outreach.rules.aapor import Disposition

CAP_DAYS = 30  # the caps across campaigns hold in any stretch of so many days

Minutes = Annotated[int, Field(ge=1, le=24 * 60)]
Count = Annotated[int, Field(ge=0, le=20)]

_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "min": timedelta(minutes=1)}
_WAIT = re.compile(r"\s*(\d{1,4})\s*(d|h|min)\s*")


def _wait(given: object) -> object:
    """`15 min`, `3 h` or `7 d` as a length of time."""
    found = _WAIT.fullmatch(given) if isinstance(given, str) else None
    if found:
        return int(found[1]) * _UNITS[found[2]]
    if isinstance(given, timedelta):
        return given
    raise BadValue("expected a wait such as 15 min, 3 h or 7 d")


def wait_in_words(wait: timedelta) -> str:
    """The same wait as an operator writes it, in the largest unit that fits."""
    unit = next((name for name, unit in _UNITS.items() if not wait % unit), "min")
    return f"{wait // _UNITS[unit]} {unit}"


Wait = Annotated[
    timedelta,
    BeforeValidator(_wait),
    PlainSerializer(wait_in_words, when_used="json"),
    Field(ge=timedelta(0), le=timedelta(days=60)),
]


class Part(StrEnum):
    """In which part of the day the next call falls, seen from the last."""

    OTHER = "other"
    SAME = "same"
    ANY = "any"


class Turn(StrEnum):
    """Which of the person's numbers comes next."""

    NEXT = "next"  # in turn
    SAME = "same"


_M = TypeVar("_M", bound=BaseModel)


def _over(mine: _M, under: _M) -> _M:
    """`mine`, with what it leaves unsaid taken from `under`, part by part."""
    said: dict[str, Any] = {}
    for name in mine.model_fields_set:
        value, below = getattr(mine, name), getattr(under, name)
        said[name] = _over(value, below) if isinstance(value, BaseModel) else value
    return under.model_copy(update=said)


class Following(BaseModel):
    """What follows a result: the shortest wait, the part of the day, the number, the medium.

    `soon`: on the next day, rather than spread over the days left. With `medium: text` a notice
    goes out at once, before the next call: who rang, and which number to ring.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    wait: Wait = timedelta(hours=3)
    part: Part = Part.OTHER
    number: Turn = Turn.NEXT
    medium: Medium = Medium.VOICE
    soon: bool = False


class After(BaseModel):
    """What follows each result that is not final; a quick retry of a busy line comes before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    no_answer: Following = Following()
    busy: Following = Following()
    machine: Following = Following()
    rejected: Following = Following(wait=timedelta(days=1))
    unreachable: Following = Following()  # no connection, or we never learnt what became of it
    invalid: Following = Following(part=Part.ANY)  # and a wrong number: nobody was disturbed
    hung_up: Following = Following(wait=timedelta(days=1))  # before identity
    unverified: Following = Following(wait=timedelta(days=1))
    broke_off: Following = Following(wait=timedelta(days=7), number=Turn.SAME)  # after identity
    not_here: Following = Following(number=Turn.SAME, soon=True)  # no hour was said
    later: Following = Following(number=Turn.SAME, soon=True)  # no hour was said
    partial: Following = Following(number=Turn.SAME, soon=True)
    text: Following = Following()  # a text without an answer


_RESULTS: Mapping[Disposition, str] = {
    Disposition.NO_ANSWER: "no_answer",
    Disposition.BUSY: "busy",
    Disposition.MACHINE: "machine",
    Disposition.MACHINE_NAMED: "machine",
    Disposition.REJECTED: "rejected",
    Disposition.INVALID_NUMBER: "invalid",
    Disposition.FAX: "invalid",
    Disposition.WRONG_NUMBER: "invalid",
    Disposition.HUNG_UP: "hung_up",
    Disposition.UNVERIFIED: "unverified",
    Disposition.BROKE_OFF: "broke_off",
    Disposition.NOT_HERE: "not_here",
    Disposition.LATER: "later",
    Disposition.CALLBACK: "later",
    Disposition.PARTIAL: "partial",
    Disposition.TEXT_UNANSWERED: "text",
}


class Policy(BaseModel):
    """How often, how far apart and by which medium a person is sought. Units are in the names.

    What is not here is not a setting: an opt-out and a refusal are final at once and on every
    medium, nobody is contacted outside hours or when they asked not to be, an agreed time is
    never anticipated.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_voice_attempts: int = Field(default=7, ge=0, le=20)
    min_days: int = Field(default=14, ge=0, le=90)  # between the first and the last attempt
    mornings: Count = 1  # attempts wanted in each part of the week
    evenings: Count = 2
    weekends: Count = 2

    # Over all campaigns; busy lines and appointments are on top of the first, and appointments
    # of the others. CAP_DAYS is the month.
    max_per_day: int = Field(default=1, ge=1, le=3)  # to one person, by any medium
    max_calls_to_person_a_month: int = Field(default=12, ge=1, le=60)
    max_calls_to_number_a_month: int = Field(default=20, ge=1, le=120)  # whoever they are for
    household_same_day: bool = False  # calls for different people on one number on one day

    after: After = After()
    busy_wait_minutes: tuple[Minutes, ...] = Field(default=(15, 60), max_length=4)
    broke_offs_to_stop: int = Field(default=2, ge=1, le=5)
    fault_wait_minutes: Minutes = 30  # doubled each time in a row, up to a day
    max_faults: int = Field(default=20, ge=1, le=100)
    line_wait_minutes: Minutes = 5  # while another attempt to the number is under way

    invalid_results_to_drop: int = Field(default=2, ge=1, le=5)
    unverified_to_drop: int = Field(default=2, ge=1, le=5)  # nobody may guess a birth year at will

    max_appointment_attempts: int = Field(default=3, ge=1, le=10)
    broken_appointment_wait_days: int = Field(default=7, ge=1, le=30)

    ring_back_minutes: Minutes = 2  # after a call of theirs that we did not take
    max_ring_backs: int = Field(default=5, ge=0, le=20)

    text_after_voice_attempts: tuple[Count, ...] = Field(default=(2, 5), max_length=5)
    text_reply_hours: int = Field(default=24, ge=1, le=168)  # no call before it is over
    pre_notice: bool = False  # a text before the first call, to everybody
    pre_notice_arms: tuple[str, ...] = Field(default=(), max_length=10)  # ... of these arms only
    pre_notice_hours: int = Field(default=24, ge=1, le=168)  # from that text to the first call
    max_missed_call_texts: Count = 2  # where `after` asks for them
    missed_call_text_minutes: Minutes = 5
    max_voicemails: Count = 0  # neutral messages left with a machine; it hears nothing otherwise
    carry_on_days: int = Field(default=30, ge=0, le=365)  # an unfinished conversation; 0: never

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if list(self.text_after_voice_attempts) != sorted(self.text_after_voice_attempts):
            raise BadValue("text_after_voice_attempts must be in ascending order")
        return self

    def following(self, disposition: Disposition) -> Following:
        """What follows this result. What the table does not name goes as no answer does."""
        found: Following = getattr(self.after, _RESULTS.get(disposition, "unreachable"))
        return found

    def over(self, under: "Policy") -> "Policy":
        """This policy, with what it leaves unsaid as in `under`."""
        return _over(self, under)
