"""Makers: a list, people with phones, a campaign drawn and started, a user."""

import base64
import json
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import SecretStr
from sqlalchemy import func, insert, select

from outreach import campaigns
from outreach.actors import Actor
from outreach.clock import Clock
from outreach.draws import drawing
from outreach.rules.states import CampaignState, Role
from outreach.settings import Settings
from outreach.store import registry, suppressions, tables, users
from outreach.store.campaigns import list_id
from outreach.store.database import Connection, Store
from outreach.store.encryption import Keyring
from outreach.system import System

Answer = TypeVar("Answer")

COMMAND = Actor(None, None, "uid 1000")  # somebody at the machine

ANA = "+50499000001"
CARLOS = "+50499000002"
MARTA = "+50499000003"
# what the pilot's script writes first, as the template that WhatsApp approved has it
FIRST_TEXT = (
    "Secretaria de Desarrollo Social: tenemos un mensaje para {{1}}. ¿Es usted {{1}}? "
    "Responda 1 si; 2 no soy yo; 3 numero equivocado; 9 no mas mensajes."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A person to put on a list. Numbers are E.164, the first is tried first."""

    name: str = "Ana Mejía"
    numbers: Sequence[str] = (ANA,)
    birth_year: int | None = 1990
    sex: str | None = None
    municipality: str = "danli"
    document: str | None = None


def a_list(
    store: Store,
    *,
    people: Sequence[Invented] = (Invented(),),
    name: str = "lista",
    is_sample: bool = True,
    clock: Clock,
) -> list[int]:
    """A list of these people, all eligible; their ids. A person met before is the same one."""
    with store.transaction() as connection:
        list_id = registry.add_list(
            connection,
            name=name,
            country="hn",
            is_sample=is_sample,
            file_name=f"{name}.csv",
            file_sha256="0" * 64,
            as_of=date(2026, 11, 2),
            counts={},
            imported_at=clock.now(),
        )
        known = connection.scalar(select(func.count()).select_from(tables.people)) or 0
        invented = [
            _person(store, p, f"{name}-{known + i:06}", clock) for i, p in enumerate(people)
        ]
        adding = insert(tables.people)
        added = adding.returning(tables.people.c.id, sort_by_parameter_order=True)
        ids = list(connection.scalars(added, invented)) if invented else []
        _members(connection, list_id, ids)
        registry.add_phones(
            connection,
            [
                _phone(store, person_id, number)
                for person_id, person in zip(ids, people, strict=True)
                for number in person.numbers
            ],
        )
    return ids


def known_again(store: Store, name: str, *, clock: Clock) -> None:
    """Ends the import of a list: who was erased before is known by their document."""
    with store.transaction() as connection:
        suppressions.carry_over(connection, list_id(connection, name) or 0, clock.now())


def a_list_of_known(store: Store, *, name: str, person_ids: Sequence[int], clock: Clock) -> None:
    """Another list with people who are in a list already."""
    a_list(store, people=(), name=name, clock=clock)
    with store.transaction() as connection:
        _members(connection, list_id(connection, name) or 0, person_ids)


def a_draft(system: System, *, name: str = "piloto", on: str = "lista", **file: Any) -> int:
    """A campaign over a list, neither frozen nor drawn; its id."""
    document = {
        "campaign": name,
        "list": on,
        "sample": 1,
        "target": {"validated": 1, "enrolled": 1},
        "script": "retornados",
        "caller_id": "+50422000100",
        "two_way": True,
        "call_back_missed": False,
        **file,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        told = {key: value for key, value in document.items() if value is not None}
        path.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
        campaigns.create(system, path, actor="tests", now=system.clock.now())
    with system.store.reading() as connection:
        return campaigns.found(connection, name).id


def a_campaign(
    system: System,
    *,
    name: str = "piloto",
    on: str = "lista",
    start: bool = True,
    **file: Any,
) -> int:
    """A campaign over all of a list, drawn and, unless told otherwise, started; its id.

    `file` replaces parts of the campaign file, such as `policy` and `hours`; None leaves one out.
    """
    campaign_id = a_draft(system, name=name, on=on, **file)
    now = system.clock.now()
    with system.store.reading() as connection:
        members = tables.list_members.c.list_id == list_id(connection, on)
        size = connection.scalar(
            select(func.count())
            .select_from(tables.list_members)
            .where(members, tables.list_members.c.eligible)
        )
    drawing.draw(system, name, seed="semilla", size=size, actor="tests", now=now)
    if start:
        campaigns.start(system, name, actor="tests", now=now)
    return campaign_id


def stopped(system: System, name: str = "piloto") -> None:
    """Ends a campaign, now."""
    now = system.clock.now()
    campaigns.change_state(system, name, CampaignState.STOPPED, actor="tests", now=now)


def other_keyring() -> Keyring:
    """The keys of somebody else."""
    return Keyring([base64.b64encode(b"o" * 32).decode()], "not ours")


def at_once(doings: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Does all of these in threads of their own, at the same moment; what each returned."""
    ready = threading.Barrier(len(doings))

    def do(one: Callable[[], Answer]) -> Answer:
        ready.wait(timeout=30)
        return one()

    with ThreadPoolExecutor(len(doings)) as threads:
        done = [threads.submit(do, one) for one in doings]
        return [one.result(timeout=60) for one in done]


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which a process of ours finds these settings."""
    told = {}
    for name, value in settings.model_dump(exclude_none=True).items():
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        is_json = isinstance(plain, (dict, list, tuple))
        told[name.upper()] = json.dumps(plain) if is_json else str(plain)
    return told


def secret(text: str) -> SecretStr:
    """A setting that must not be shown."""
    return SecretStr(text)


def a_user(
    store: Store, *, login: str, password_hash: str, role: Role = Role.AGENT, clock: Clock
) -> int:
    """Somebody who may sign in, a member of every campaign that there is; their id."""
    with store.transaction() as connection:
        user_id = users.add(
            connection, login=login, password_hash=password_hash, role=role, now=clock.now()
        )
        for campaign_id in connection.scalars(select(tables.campaigns.c.id)):
            users.join(connection, user_id, campaign_id)
    return user_id


def an_agent(store: Store, *, login: str = "ana", clock: Clock) -> Actor:
    """An agent at work, in every campaign that there is."""
    user_id = a_user(store, login=login, password_hash="x", clock=clock)
    return Actor(user_id, Role.AGENT, "192.0.2.1")


def _person(store: Store, person: Invented, case_code: str, clock: Clock) -> dict[str, Any]:
    keyring = store.keyring
    return {
        "case_code": case_code,
        "name_sealed": person.name,
        "document_sealed": person.document,
        "document_hash": person.document and keyring.blind_index("document", person.document),
        "birth_year": person.birth_year,
        "sex": person.sex,
        "municipality": person.municipality,
        "locale": "es-HN",
        "created_at": clock.now(),
    }


def _members(connection: Connection, list_id: int, person_ids: Sequence[int]) -> None:
    rows = [{"list_id": list_id, "person_id": key, "eligible": True} for key in person_ids]
    if rows:
        connection.execute(insert(tables.list_members), rows)


def _phone(store: Store, person_id: int, number: str) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "number_sealed": number,
        "number_hash": store.keyring.blind_index("number", number),
        "country": "hn",
        "kind": "fixed" if number.startswith("+5042") else "mobile",
    }
