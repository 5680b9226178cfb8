"""With whom an agent talks: people of which municipalities, who speak which languages."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outreach import audit
from outreach.actors import Actor, campaigns_of
from outreach.agents.offering import skills
from outreach.audit import Action
from outreach.countries import places
from outreach.errors import NotAllowed, NotFound
from outreach.store import agents
from outreach.store.database import Connection
from outreach.system import System

_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Skills:
    """Of one agent: keys of municipalities, codes of languages. None: all of them."""

    user_id: int
    login: str
    municipalities: frozenset[str] | None
    languages: frozenset[str] | None


def skills_of(system: System, user_id: int, actor: Actor) -> Skills:
    """Whom this agent serves. Raises NotFound for nobody of the actor's campaigns."""
    with system.store.reading() as connection:
        row = _agent(connection, user_id, actor)
    return Skills(row.id, row.login, skills(row.municipalities), skills(row.languages))


def serve(
    system: System,
    user_id: int,
    *,
    municipalities: Collection[str],
    languages: Collection[str],
    actor: Actor,
    now: datetime,
) -> None:
    """From now on this agent talks with people of these municipalities who speak one of these
    languages; none given: all. Raises NotFound for nobody of the actor's campaigns, NotAllowed for
    a place that no country has."""
    if unknown := set(municipalities) - places():
        raise NotAllowed(
            "there is no municipality '%(place)s'; as in the country's file", place=min(unknown)
        )
    if odd := [name for name in languages if not _LANGUAGE.fullmatch(name)]:
        raise NotAllowed("'%(language)s' is no language; such as es, en, cab", language=odd[0])
    told = {"municipalities": "|".join(municipalities), "languages": "|".join(languages)}
    with system.store.transaction() as connection:
        row = _agent(connection, user_id, actor)
        agents.set_profile(connection, row.id, **told)
        subject, detail = f"user {row.id}", "whom they serve"
        audit.record(
            connection, actor, Action.USER_CHANGED, subject=subject, detail=detail, now=now
        )


def _agent(connection: Connection, user_id: int, actor: Actor) -> Any:
    team = agents.team(connection, campaigns_of(connection, actor))
    for row in team:
        if row.id == user_id:
            return row
    raise NotFound("there is no such agent in your campaigns")
