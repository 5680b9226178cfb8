"""The steps of a script, as an operator writes them in YAML and pydantic checks them."""

from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from flows.turn import Outcome
from flows.understanding.heard import Intent, Question

AGAIN = "again"  # as a target: back to the question that was being asked


class KeyAnswer(NamedTuple):
    """What a key means at a question: an intent, and the value where it has one."""

    intent: Intent
    value: str


def _several(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


def _key_answer(given: Any) -> KeyAnswer:
    name, _, value = str(given).partition(":")
    if name not in set(Intent):
        raise ValueError(f"'{name}' is no intent; expected one of {', '.join(Intent)}")
    return KeyAnswer(Intent(name), value)


Names = Annotated[
    tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | list[str])
]
Routes = dict[Intent, Names]
Key = Annotated[str, Field(pattern=r"^[0-9*#]{1,4}$")]
_Written = Annotated[str, Field(pattern=f"^({'|'.join(Intent)})(:.+)?$")]  # opt_out, answer:danli
KeyMap = dict[
    Key,
    Annotated[KeyAnswer, BeforeValidator(_key_answer, json_schema_input_type=_Written)],
]


class Part(BaseModel):
    """Any part of a script file: unknown keys are errors, and nothing changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Translated(Part):
    """What a wording is in another language, in each medium."""

    voice: str | None = None
    text: str | None = None


Locale = Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]  # as catalogues are named


class Wording(Part):
    """What is said under one id. `reveals` marks what only the confirmed person may learn.

    `note` is for translators. `translations` are this version's own, by language: they come before
    those of the catalogues, and are written where wordings are edited in the console.
    """

    voice: str | None = None
    text: str | None = None
    note: str | None = None
    reveals: Literal["programme"] | None = None
    translations: dict[Locale, Translated] = {}


class _Step(Part):
    """`say` are wording ids; `keep` of a plain step and `set` write what the conversation keeps.

    A value set to "" is forgotten; `{name}` and `{municipality}` stand for the record's.
    """

    say: Names = ()
    set: dict[str, str] = {}
    reveals: Literal["programme"] | None = None


class Say(_Step):
    """Says something, or only sets something, and goes on."""

    next: str | None = None


class Confirm(Part):
    """Asks back, once, when an intent was not understood surely.

    A yes takes what was understood; a clear no leads to `denied`. Without a clear answer an
    opt-out holds, and anything else counts as an answer to the question itself.

    `asks: person` asks whether it is still the person who was confirmed: whenever the intent says
    otherwise, however surely, and only after the check. There a yes leads to `denied`, and a no
    takes what was understood.
    """

    say: Names
    denied: str = AGAIN
    asks: Literal["meaning", "person"] = "meaning"


class Sure(Part):
    """From which confidence on, 0 to 1, we act without asking back."""

    recogniser: Annotated[float, Field(ge=0, le=1)] = 0.5
    rule: Annotated[float, Field(ge=0, le=1)] = 0.75


class Ask(_Step):
    """Asks, waits, and goes where the intent leads.

    A route may be several targets: the first time the first, and so on; the last one stays.
    Silence and nonsense count together. `again` are the wordings of the second asking, the
    third …; `also` is a second kind of question whose answer is welcome here too. `confirm`
    and `routes` come on top of the script's.
    """

    ask: Question
    again: Names = ()
    also: Question | None = None
    keys: KeyMap = {}
    hints: tuple[str, ...] = ()
    routes: Routes = {}
    keep: dict[Intent, str] = {}
    confirm: dict[Intent, Confirm] = {}


class Check(_Step):
    """Compares what was just answered with the record; `right` confirms the identity."""

    check: Literal["birth_year"]
    right: str
    wrong: str
    unknown: str  # the record has nothing to compare with


_SUBJECTS = "identified|agents_free|number_shared|medium|speaks|birth_year|municipality"
Subject = Annotated[str, Field(pattern=rf"^({_SUBJECTS}|kept\.[a-z_]+)$")]


class Branch(_Step):
    """Goes on by what is known: yes/no, voice/text, known/unknown, or a kept value.

    `speaks`: whether the conversation can go on in the language that was asked for.
    """

    branch: Subject
    to: dict[str, str]
    otherwise: str | None = Field(None, alias="else")


class Appoint(_Step):
    """Turns the kept wish of this name into an appointment inside open hours.

    `moved`: the wish was outside hours, so the nearest open time is kept and should be offered.
    `unknown`: there is no wish, or it names no time. `unsure`, where given: the wish was not
    understood surely, and the appointment should be read back.
    """

    appoint: str
    agreed: str
    moved: str
    unknown: str
    unsure: str | None = None


class Transfer(_Step):
    """Puts an agent on the line; the conversation ends with this outcome.

    While an agent is looked for the person waits and hears `wait` from time to time. Whoever asks
    for another time, in words or by a key of `keys`, goes to `leave`; so does, after `nobody`, for
    whom no agent is found. Without `leave` there is no waiting. `joined` is said last.
    """

    transfer: Outcome
    wait: Names = ()
    joined: Names = ()
    nobody: Names = ()
    leave: str | None = None
    keys: KeyMap = {}

    @cached_property
    def question(self) -> Ask:
        """What may be answered while waiting, as a question."""
        leaves: dict[Intent, Names] = {}
        if self.leave:
            leaves = {Intent.LATER: (self.leave,), Intent.NO: (self.leave,)}
        # checked already, as parts of this step
        return Ask.model_construct(ask=Question.HANDOVER, keys=self.keys, routes=leaves)


class End(_Step):
    """Says goodbye; the conversation is over with this outcome."""

    end: Outcome


_KINDS = ("ask", "check", "branch", "appoint", "transfer", "end")


def _kind(given: Any) -> str:
    # "… step", so that errors cannot take the kind for the key of the same name
    known = given if isinstance(given, dict) else {}
    return next((f"{kind} step" for kind in _KINDS if kind in known), "say step")


Step = Annotated[
    Annotated[Ask, Tag("ask step")]
    | Annotated[Check, Tag("check step")]
    | Annotated[Branch, Tag("branch step")]
    | Annotated[Appoint, Tag("appoint step")]
    | Annotated[Transfer, Tag("transfer step")]
    | Annotated[End, Tag("end step")]
    | Annotated[Say, Tag("say step")],
    Discriminator(_kind),
]


class ScriptFile(Part):
    """A script file as a whole. `asks` is how often one question is asked at most.

    `secrets` are stems of words, in every language: a wording or translation that has one reveals
    the programme, marked or not. `languages` are those in which, besides that of the locale, the
    whole conversation can be held: who asks for one goes on in it.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
    version: Annotated[int, Field(ge=1)]
    locale: str
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    begin: str
    begin_inbound: str | None = None
    asks: Annotated[int, Field(ge=1, le=9)] = 6
    exits: Routes = {}
    keys: KeyMap = {}
    sure: Sure = Sure()
    confirm: dict[Intent, Confirm] = {}
    secrets: tuple[str, ...] = ()
    notices: dict[str, str] = {}
    steps: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")], Step]
    wordings: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")], Wording]
