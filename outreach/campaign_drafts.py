"""Writes a campaign down step by step, each step checked, until it can be made.

A draft is a part of a campaign file. What is still missing is stood in for while a step is
checked, so that each step tells its own faults and no other's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import ValidationError

from flows.faults import told
from flows.marking import Say
from flows.script import BadScript, load_script
from flows.sentences import Sentence, joined, sentence
from outreach import campaigns
from outreach.actors import Actor
from outreach.campaign_file import CampaignFile
from outreach.countries import load_country
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.protocol import protocol
from outreach.rules.states import Role
from outreach.setups import Setup
from outreach.store import campaign_drafts as rows
from outreach.store import campaigns as campaign_rows
from outreach.store.database import Connection
from outreach.system import System

# what stands in for what is not written yet; never part of the campaign that is made
_STAND_IN: Mapping[str, Any] = {
    "campaign": "borrador",
    "list": "?",
    "sample": 1,
    "target": {"validated": 1, "enrolled": 0},
    "script": "retornados",
    "caller_id": "+50420000000",
}
_NEEDED = ("campaign", "list", "sample", "target", "script")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the key of the campaign file ("": the file as a whole), the innermost key in
    which it is, and why."""

    key: str
    field: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its writer sees it. `protocol` says in plain words how people would be
    contacted, empty while that cannot be told; `missing` are keys that it still needs."""

    id: int
    document: Mapping[str, Any]
    lists: Sequence[Any]
    protocol: Callable[[Say], Sequence[str]]
    most: "Most | None"
    missing: Sequence[str]


@dataclass(frozen=True, slots=True)
class Most:
    """The most that a campaign can come to, by its tariff: every attempt made, each a minute of
    call, each text of two segments. `cost` is None without a tariff."""

    calls: int
    texts: int
    cost: float | None
    currency: str


def begin(system: System, actor: Actor, now: datetime) -> int:
    """A new draft of this actor's; its id."""
    with system.store.transaction() as connection:
        return rows.add(connection, _writer(actor), now)


def mine(system: System, actor: Actor) -> list[Any]:
    with system.store.reading() as connection:
        return rows.of(connection, _writer(actor))


def view(system: System, draft_id: int, actor: Actor) -> Draft:
    """Raises NotFound, also for somebody else's."""
    with system.store.reading() as connection:
        document = _own(connection, draft_id, actor).document
        lists = rows.usable_lists(connection)
    setup = _setup(document)
    return Draft(
        draft_id,
        document,
        lists,
        partial(_told, setup) if setup is not None else _nothing,
        _most(setup) if setup is not None else None,
        missing(document),
    )


def _told(setup: Setup, say: Say) -> list[str]:
    """The protocol, without what it says of a number that stands in for another."""
    return [said for said in protocol(setup, say) if str(_STAND_IN["caller_id"]) not in said]


def _nothing(_: Say) -> list[str]:
    return []


def missing(document: Mapping[str, Any]) -> list[str]:
    """The keys without which no campaign can be made."""
    needed = [key for key in _NEEDED if key not in document]
    numbers = {"caller_id", "caller_ids"} & document.keys()
    return needed if numbers else [*needed, "caller_id"]


def save(
    system: System, draft_id: int, step: Mapping[str, Any], actor: Actor, now: datetime
) -> list[Fault]:
    """Writes one step, if nothing is wrong with it; else what is. None takes a key out."""
    with system.store.transaction() as connection:
        document = dict(_own(connection, draft_id, actor).document) | dict(step)
        document = {key: value for key, value in document.items() if value is not None}
        faults = _faults(connection, document, step)
        if not faults:
            rows.change(connection, draft_id, document, now)
    return faults


def make(system: System, draft_id: int, actor: Actor, *, login: str, now: datetime) -> str:
    """Makes the campaign; its name. Raises BadFile, NotFound or NotAllowed, and then the draft
    stays."""
    with system.store.reading() as connection:
        document = _own(connection, draft_id, actor).document
    if missing(document):
        raise BadFile("something is missing yet: complete the steps")
    try:
        file = CampaignFile.model_validate(document)
    except ValidationError as error:
        raise BadFile(joined(map(_placed, error.errors()), "; ")) from None
    made = campaigns.create_of(system, file, file.campaign, actor=login, by=actor, now=now)
    discard(system, draft_id, actor)
    return made.campaign


def discard(system: System, draft_id: int, actor: Actor) -> None:
    with system.store.transaction() as connection:
        _own(connection, draft_id, actor)
        rows.remove(connection, draft_id)


def _faults(
    connection: Connection, document: Mapping[str, Any], step: Mapping[str, Any]
) -> list[Fault]:
    try:
        file = CampaignFile.model_validate({**_STAND_IN, **document})
    except ValidationError as error:
        # what checks the file as a whole stands at no key: it is this step that upset it
        return [
            Fault(*_place(fault), told(fault))
            for fault in error.errors()
            if not fault["loc"] or fault["loc"][0] in step
        ]
    if "campaign" in step and campaign_rows.by_name(connection, file.campaign) is not None:
        taken = sentence("there is a campaign called '%(name)s' already", name=file.campaign)
        return [Fault("campaign", "campaign", taken)]
    try:
        return [Fault("policy", "policy", why) for why in _set_up(file).faults()]
    except (BadFile, BadScript) as error:
        return [Fault("", "", error.sentence)]


def _place(fault: Any) -> tuple[str, str]:
    # of what checks the file as a whole there is none; positions in a list are no keys
    keys = [part for part in fault["loc"] if isinstance(part, str) and part != "[key]"] or [""]
    return keys[0], keys[-1]


def _placed(fault: Any) -> Sentence:
    return sentence("%(where)s: %(what)s", where=_place(fault)[1], what=told(fault))


def _setup(document: Mapping[str, Any]) -> Setup | None:
    try:
        return _set_up(CampaignFile.model_validate({**_STAND_IN, **document}))
    except (ValidationError, BadFile, BadScript):
        return None


def _set_up(file: CampaignFile) -> Setup:
    policy = file.policy.over(load_country(file.country).policy)
    whole = file.model_copy(update={"policy": policy}).model_dump(mode="json")
    return Setup.of(whole, load_script(file.script))


def _most(setup: Setup) -> Most:
    people, policy, tariff = setup.file.sample, setup.policy, setup.tariff
    calls = people * policy.max_voice_attempts
    texts = people * len(policy.text_after_voice_attempts)
    cost = None if tariff is None else calls * tariff.call_minute + texts * tariff.text(2)
    return Most(calls, texts, cost, tariff.currency if tariff else "")


def _own(connection: Connection, draft_id: int, actor: Actor) -> Any:
    row = rows.by_id(connection, draft_id)
    if row is None or (row.user_id != actor.user_id and actor.role is not Role.ADMIN):
        raise NotFound("there is no such draft")
    return row


def _writer(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed("a draft belongs to somebody who has signed in")
    return actor.user_id
