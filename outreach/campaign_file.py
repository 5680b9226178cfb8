"""A campaign as an operator writes it down: one YAML file, checked line by line."""

import re
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from flows.documents import BadDocument, read_document
from flows.medium import Medium
from flows.sentences import BadValue
from outreach.errors import BadFile
from outreach.rules.caller_ids import CallerId
from outreach.rules.costs import Tariff
from outreach.rules.frames import StratumField
from outreach.rules.policy import Policy
from outreach.rules.states import ReleaseMode

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_ARM = re.compile(r"[a-z0-9_-]{1,40}")

Window = tuple[time, time]


def _window(text: object) -> object:
    """`09:00-20:00` as two local times; `closed` as None."""
    if not isinstance(text, str):
        return text
    if text.strip().lower() == "closed":
        return None
    found = _HOURS.fullmatch(text.strip())
    if not found:
        raise BadValue("expected hours such as 09:00-20:00, or closed")
    hour, minute, until_hour, until_minute = map(int, found.groups())
    if max(hour, until_hour) > 23 or max(minute, until_minute) > 59:
        raise BadValue("expected hours such as 09:00-20:00, or closed")
    window = time(hour, minute), time(until_hour, until_minute)
    if window[0] >= window[1]:
        raise BadValue("the hours end before they begin")
    return window


def _weekday(day: str) -> str:
    if day not in WEEKDAYS:
        raise BadValue("expected one of %(days)s", days=", ".join(WEEKDAYS))
    return day


def _e164(number: str) -> str:
    if not _E164.fullmatch(number):
        raise BadValue("expected an international number such as +50422000000")
    return number


Hours = Annotated[Window | None, BeforeValidator(_window)]
Weekday = Annotated[str, AfterValidator(_weekday)]
E164 = Annotated[str, AfterValidator(_e164)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(_Part):
    """What the campaign is for, in people. A municipality that is not named has its share of the
    whole by the people drawn there."""

    validated: int = Field(ge=1)
    enrolled: int = Field(ge=0)
    municipalities: dict[str, Annotated[int, Field(ge=1)]] = {}  # validated


class Alarms(_Part):
    """From where on the console asks somebody to look."""

    opt_outs: float = Field(default=0.05, gt=0, le=1)  # of the people reached in a day
    complaints: int = Field(default=1, ge=1)  # in a week
    carrier_errors: float = Field(default=0.1, gt=0, le=1)  # of the attempts of an hour
    late_minutes: int = Field(default=10, ge=1, le=1440)  # that something due has waited


class Agents(_Part):
    """When agents call. A person who wants to talk now is put through where `live_transfer` is on
    and an agent is free, and else gets a lead that comes first. With `pace_calls` no more calls
    are under way than agents can keep up with, and none while no agent is at work."""

    hours: dict[Weekday, Hours] = {}
    live_transfer: bool = False
    pace_calls: bool = False
    accept_seconds: int = Field(default=15, ge=10, le=40)  # then the next agent is rung
    wrap_up_seconds: int = Field(default=60, ge=0, le=1800)
    claim_minutes: int = Field(default=120, ge=10, le=1440)  # a lead not worked comes back then


class CallerIdLine(_Part):
    """A number that people see when we call, and what it may do. Without municipalities it is for
    everybody whose municipality has none of its own."""

    number: E164
    municipalities: tuple[str, ...] = ()
    calls_per_second: float | None = Field(default=None, ge=0.1, le=1000)
    calls_a_day: int | None = Field(default=None, ge=1)


def _arm(name: str) -> str:
    if not _ARM.fullmatch(name):
        raise BadValue("an arm's name has 1 to 40 of the characters a-z, 0-9, _ and -")
    return name


ArmName = Annotated[str, AfterValidator(_arm)]
Share = Annotated[int, Field(ge=1, le=100)]


class DrawPlan(_Part):
    """How people are drawn and released. Sizes are in people; `arms` are named with shares."""

    strata: tuple[StratumField, ...] = Field(
        default=(StratumField.MUNICIPALITY, StratumField.SEX), min_length=1, max_length=3
    )
    replicate_size: int = Field(default=250, ge=1, le=100_000)
    arms: dict[ArmName, Share] = Field(default={}, max_length=8)
    cluster_limit: int = Field(default=20, ge=1, le=1000)  # more share it: no household's number
    first_replicates: int = Field(default=1, ge=1)  # released at the start, unless all are
    planned_yield: float = Field(default=0.27, gt=0, lt=1)  # validated, of those released

    @model_validator(mode="after")
    def _two_arms_or_none(self) -> Self:
        if len(self.arms) == 1:
            raise BadValue("arms: one arm is no experiment; name two or more, or none")
        if len(set(self.strata)) != len(self.strata):
            raise BadValue("strata: a field stands twice")
        return self


class Report(_Part):
    """What the report is told, besides what it reads: how many of those of unknown eligibility
    are thought eligible (`e`), and why."""

    e: Annotated[float, Field(ge=0, le=1)] | None = None
    e_reason: Annotated[str, Field(max_length=300)] = ""

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.e is not None and not self.e_reason.strip():
            raise BadValue("a stated e needs its e_reason")
        return self


class CampaignFile(_Part):
    """The whole file. `hours` and `closed` narrow the country's hours and holidays; what `policy`
    leaves unsaid is as in the country."""

    campaign: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
    title: Annotated[str, Field(max_length=120)] = ""
    list: Annotated[str, Field(min_length=1, max_length=100)]
    country: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "hn"
    sample: int = Field(ge=1, le=5_000_000)
    target: Target
    script: str
    media: tuple[Medium, ...] = Field(default=(Medium.VOICE, Medium.TEXT), min_length=1)
    hours: dict[Weekday, Hours] = {}
    closed: tuple[date, ...] = ()
    caller_id: E164 | None = None  # one number for everybody …
    caller_ids: tuple[CallerIdLine, ...] = ()  # … or several, by municipality
    callback_number: E164 | None = None  # what a text says to ring; the caller id by default
    two_way: bool | None = None  # whether texts of this sender can be answered; as in the country
    call_back_missed: bool | None = None  # rather than take calls; as in the country
    whatsapp_sender: E164 | None = None  # then texts go by WhatsApp …
    whatsapp_template: Annotated[str, Field(pattern=r"^HX[0-9a-f]{32}$")] | None = None
    whatsapp_text: str | None = None  # the template's words as approved, {{1}} for the name
    lines: int = Field(default=20, ge=1, le=1000)  # calls at once
    ring_seconds: int = Field(default=25, ge=15, le=60)
    detect_machines: bool = True
    async_amd: bool = True  # while we speak: who answers hears no silence before our first words
    text_valid_minutes: int = Field(default=240, ge=10, le=600)  # closing time ends it earlier
    tariff: Tariff | None = None  # the country's by default
    # days after the end that names and numbers are kept; the country's by default
    retention_days: int | None = Field(default=None, ge=0, le=3650)
    policy: Policy = Policy()
    agents: Agents = Agents()
    draw: DrawPlan = DrawPlan()
    release: ReleaseMode = ReleaseMode.ALL
    report: Report = Report()
    alarms: Alarms = Alarms()

    @model_validator(mode="after")
    def _begins_on_whatsapp(self) -> Self:
        named = (self.whatsapp_sender, self.whatsapp_template, self.whatsapp_text)
        if None in named and any(named):
            raise BadValue("whatsapp_sender, whatsapp_template and whatsapp_text go together")
        return self

    @model_validator(mode="after")
    def _names_arms_that_are_drawn(self) -> Self:
        strangers = set(self.policy.pre_notice_arms) - set(self.draw.arms)
        if self.draw.arms and strangers:
            raise BadValue("policy.pre_notice_arms: draw.arms has no %(arm)s", arm=min(strangers))
        return self

    @model_validator(mode="after")
    def _has_a_number_for_everybody(self) -> Self:
        if (self.caller_id is None) == (not self.caller_ids):
            raise BadValue("one of caller_id and caller_ids is needed, and only one")
        if self.caller_ids and all(line.municipalities for line in self.caller_ids):
            raise BadValue("caller_ids needs a number without municipalities, for all others")
        numbers = [line.number for line in self.caller_ids]
        if len(set(numbers)) < len(numbers):
            raise BadValue("caller_ids has a number twice")
        return self

    @cached_property
    def callers(self) -> tuple[CallerId, ...]:
        """The numbers that we call from."""
        if self.caller_id is not None:
            return (CallerId(self.caller_id),)
        return tuple(
            CallerId(
                line.number,
                frozenset(line.municipalities),
                line.calls_per_second,
                line.calls_a_day,
            )
            for line in self.caller_ids
        )

    def number_to_ring(self, caller_id: str) -> str:
        """Which number somebody is told to ring whom we call from this one."""
        return self.callback_number or caller_id


def read_campaign(path: Path) -> CampaignFile:
    """Reads a campaign file. Raises BadFile with a line per fault."""
    try:
        return read_document(path.read_text(encoding="utf-8"), path.name, CampaignFile)
    except BadDocument as error:
        raise BadFile(error.sentence) from None
    except (OSError, UnicodeDecodeError):
        raise BadFile("%(file)s: cannot be read as UTF-8 text", file=path.name) from None
