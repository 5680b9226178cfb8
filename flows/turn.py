"""What the engine is given and what it gives back: the state, the person, the turn."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple

from flows.medium import Medium
from flows.understanding.heard import Heard, Intent, Question

_WRITTEN = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


class Outcome(StrEnum):
    """How a conversation ended, as its `end` step declares it. A hang-up has none."""

    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    REFUSED = "refused"  # will not go on, but did not ask never to be called
    OPT_OUT = "opt_out"
    CALLBACK = "callback"  # another time, before interest was asked
    NOT_HERE = "not_here"
    WRONG_NUMBER = "wrong_number"
    DECEASED = "deceased"
    AWAY = "away"  # has left the country again
    HUMAN = "human"  # wants to speak with a person
    LANGUAGE = "language"  # needs a language that we do not speak
    VOICEMAIL = "voicemail"
    UNVERIFIED = "unverified"  # says it is the person, but the check failed twice
    UNANSWERED = "unanswered"  # silence or nonsense to the end: not an answer


@dataclass(frozen=True, slots=True)
class Person:
    """What the conversation may know of the person. `birth_year` is None where unknown."""

    name: str
    birth_year: int | None
    municipality: str | None
    locale: str
    limits: str = ""  # when they asked not to be called, as in flows.limits


OpenHours = Callable[[date], tuple[time, time] | None]
"""Local opening and closing time of a date, or None when nobody may be called on it."""


@dataclass(frozen=True, slots=True)
class Context:
    """The world at one turn. `now` is aware and in the person's zone."""

    person: Person
    now: datetime
    open_hours: OpenHours
    agents_free: bool = False  # whether "now" may be offered
    number_shared: bool = False  # whether others of the registry have this number too
    places: Mapping[str, str] = field(default_factory=dict)  # municipalities: code -> name

    def place(self, code: str | None) -> str:
        """What a municipality is called; "" for none, and a code without a name as it is."""
        return self.places.get(code, code) if code else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: a wording and the values that go into it."""

    wording: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expects:
    """What may come back: at most `keys` digits, words of this kind of question, or both."""

    question: Question
    keys: int = 1
    hints: tuple[str, ...] = ()


class Unsure(NamedTuple):
    """What we understood, not surely enough, and have asked back about."""

    intent: Intent
    value: str


@dataclass(frozen=True, slots=True)
class State:
    """All that a conversation remembers between turns, under 1 kB as JSON.

    `turn` counts replies taken. `kept` holds answers by name and never the datum that proved
    identity. `said` are the lines of the last turn, so that a repeated request gets the same
    reply. While we wait for a confirmation, `unsure` is what has to be confirmed.
    `earlier` is what an unfinished conversation has left: unused until the identity is confirmed
    again.
    """

    script: str
    version: int
    medium: Medium
    locale: str
    step: str
    turn: int = 0
    tries: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    said: tuple[Line, ...] = ()
    identified: bool = False
    opted_out: bool = False
    unsure: Unsure | None = None
    outcome: Outcome | None = None
    transfer: bool = False
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether the person waits for an agent, so that the outcome may still change."""
        return self.transfer and self.outcome is not None

    @property
    def may_opt_out(self) -> bool:
        """Whether an opt-out waits for its confirmation. It holds as long as nobody denies it."""
        return self.unsure is not None and self.unsure.intent is Intent.OPT_OUT

    def but(self, **changes: Any) -> "State":
        return replace(self, **changes)

    def to_json(self) -> str:
        return _WRITTEN.encode(
            {
                "s": self.script,
                "v": self.version,
                "m": self.medium.value,
                "l": self.locale,
                "p": self.step,
                "n": self.turn,
                "t": dict(self.tries),
                "k": dict(self.kept),
                "w": [[line.wording, dict(line.values)] for line in self.said],
                "i": self.identified,
                "o": self.opted_out,
                "u": self.unsure,
                "e": self.outcome.value if self.outcome else None,
                "x": self.transfer,
                **({"b": dict(self.earlier)} if self.earlier else {}),
            }
        )

    @classmethod
    def from_json(cls, text: str) -> "State":
        d = json.loads(text)
        return cls(
            script=d["s"],
            version=d["v"],
            medium=Medium(d["m"]),
            locale=d["l"],
            step=d["p"],
            turn=d["n"],
            tries=d["t"],
            kept=d["k"],
            said=tuple(Line(wording, values) for wording, values in d["w"]),
            identified=d["i"],
            opted_out=d["o"],
            unsure=Unsure(Intent(d["u"][0]), d["u"][1]) if d.get("u") else None,
            outcome=Outcome(d["e"]) if d["e"] else None,
            transfer=d["x"],
            earlier=d.get("b", {}),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened: the new state, what to say, what is expected next, and what was understood.

    The conversation is over when `expects` is None. While `state.waits`, an agent is looked for
    and the person may answer; whoever hangs up then has the outcome of the transfer. Rendering to
    TwiML or to a text is not the engine's work. `asked_for_agent`: another turn may follow while
    an agent is free, so that whoever has not looked for one has to.
    """

    state: State
    expects: Expects | None
    heard: Heard | None = None
    asked_for_agent: bool = False

    @property
    def says(self) -> tuple[Line, ...]:
        return self.state.said

    @property
    def outcome(self) -> Outcome | None:
        return self.state.outcome
