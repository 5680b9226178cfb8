"""Tries a script out: a conversation with an invented person, which leaves no trace.

A trial has a system of its own: the same code, with a store in memory, keys that nobody keeps, no
carrier and no queue. Nothing of it is written where people are, so it cannot become an attempt, a
lead or an opt-out of anybody. It is held anew from its first word whenever a reply is added, so no
process has to remember it.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import SecretStr

from flows import engine, replies
from flows.medium import Medium
from flows.replies import Reading
from flows.script import Script
from flows.steps import Ask
from flows.turn import Person, State
from flows.understanding.heard import Reply
from outreach.beginnings import begin_conversation, first_turn, say
from outreach.campaign_file import CampaignFile
from outreach.clock import ManualClock
from outreach.countries import load_country
from outreach.planning import new_ref
from outreach.settings import CarrierKind, Settings
from outreach.store import attempts as rows
from outreach.store import trials as store_of_trials
from outreach.store.encryption import Keyring
from outreach.system import System

NUMBER = "+50499999999"  # of the invented person; nothing is ever sent to it
OURS = "+50422222222"
_ON_LOOPBACK = "http://127.0.0.1:9"  # where a rehearsal's carrier has to be; nobody is there


@dataclass(frozen=True, slots=True)
class Plan:
    """What is tried: who the person is, how they are reached, and when it is.

    `document` is a campaign's, whose hours and policy count; None for the country's alone.
    """

    person: Person
    medium: Medium
    inbound: bool
    now: datetime
    document: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A conversation that is being tried. `ref` names our attempt; "" when the person comes."""

    system: System
    plan: Plan
    ref: str = ""
    opening: str = ""  # the text that we sent

    def close(self) -> None:
        self.system.store.close()


class Exchange(NamedTuple):
    """A reply that was taken: where, what it was, and how it was understood."""

    step: str
    reply: Reply
    reading: Reading
    after: State


def begin(system: System, script: Script, plan: Plan) -> Trial:
    """A trial in a system of its own. Close it."""
    document = _document(system.settings, script, plan)
    own = _system(system.settings, script, plan.now)
    person = plan.person
    with own.store.transaction() as connection:
        store_of_trials.invent(
            connection,
            document=document,
            script_version=script.version,
            person={
                "name_sealed": person.name,
                "birth_year": person.birth_year,
                "municipality": person.municipality,
                "locale": person.locale,
            },
            number=NUMBER,
            now=plan.now,
        )
    return Trial(own, plan) if plan.inbound else _reached(own, plan)


def _reached(own: System, plan: Plan) -> Trial:
    """Our call rings, or our text has arrived."""
    ref, number_hash = new_ref(), own.store.keyring.blind_index("number", NUMBER)
    with own.store.transaction() as connection:
        store_of_trials.place(
            connection, ref=ref, medium=plan.medium, number_hash=number_hash, now=plan.now
        )
        if plan.medium is Medium.VOICE:
            return Trial(own, plan, ref)
        attempt = rows.by_ref(connection, ref)
        setup = own.setup(connection, attempt.campaign_id, attempt.script_version)
        turn = first_turn(connection, setup, attempt, Medium.TEXT, plan.now)
        begin_conversation(connection, attempt, turn.state, plan.now)
        return Trial(own, plan, ref, say(setup, turn.says, Medium.TEXT, turn.state.locale))


def _system(settings: Settings, script: Script, now: datetime) -> System:
    keys = [base64.b64encode(secrets.token_bytes(32)).decode()]
    own = settings.model_copy(
        update={
            "carrier": CarrierKind.REHEARSAL,
            "rehearse_as": _imitated(settings),
            "carrier_base_url": _ON_LOOPBACK,
            "carrier_token": SecretStr(secrets.token_hex()),
            "carrier_signing_key": SecretStr(secrets.token_hex()),
        }
    )
    store = store_of_trials.in_memory(Keyring(keys, secrets.token_hex()))
    known = {(script.name, script.version): script}
    return System(own, store, ManualClock(now), wall=ManualClock(now), _scripts=known)


def _imitated(settings: Settings) -> CarrierKind:
    """The carrier in use, where we can sign as it would; its webhooks are then its own."""
    kind = settings.rehearse_as if settings.rehearsing else settings.carrier
    is_ours = settings.carrier_profile.proof.scheme == "hmac_sha1"
    return kind if is_ours else CarrierKind.TWILIO


def _document(settings: Settings, script: Script, plan: Plan) -> Mapping[str, Any]:
    """A campaign in which people can ring and write to us, whatever the sender can do."""
    own = plan.document
    if own is None:
        country = load_country(settings.country)
        file = CampaignFile.model_validate(
            {
                "campaign": "trial",
                "list": "trial",
                "country": settings.country,
                "sample": 1,
                "target": {"validated": 1, "enrolled": 0},
                "script": script.name,
                "caller_id": OURS,
                "policy": country.policy.model_dump(mode="json"),
            }
        )
        own = file.model_dump(mode="json")
    both = [medium.value for medium in Medium]
    return {**own, "media": both, "two_way": True, "call_back_missed": False}


def exchanges(trial: Trial) -> list[Exchange]:
    """What the person said so far, and how it was understood: by the rule that decided."""
    with trial.system.store.reading() as connection:
        conversation = store_of_trials.talk(connection)
        taken = store_of_trials.replies(connection)
        if conversation is None:
            return []
        setup = trial.system.setup(connection, 1)
    script, found = setup.script, []
    before = _first(trial, script)
    for row in taken:
        reply = _reply(before, row)
        step = script.steps[row.step]
        after = State.from_json(row.state)
        if isinstance(step, Ask):
            reading = replies.read(script, before, step, reply, trial.plan.person)
            found.append(Exchange(row.step, reply, reading, after))
        before = after
    return found


def _first(trial: Trial, script: Script) -> State:
    with trial.system.store.reading() as connection:
        context = trial.system.setup(connection, 1).context(trial.plan.person, trial.plan.now)
    plan = trial.plan
    return engine.begin(script, context, plan.medium, inbound=plan.inbound).state


def _reply(before: State, row: Any) -> Reply:
    said = row.reply or ""
    spoken = before.medium is Medium.VOICE
    if spoken and said and set(said) <= set("0123456789*#"):
        return Reply(keys=said)
    return Reply(words=said, confidence=1.0 if row.confidence is None else row.confidence)


def state_of(trial: Trial) -> State | None:
    """Where the conversation stands; None before it began."""
    with trial.system.store.reading() as connection:
        conversation = store_of_trials.talk(connection)
    return None if conversation is None else State.from_json(conversation.state)
