"""A registry to draw from, and what an operator does with it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, update

from outreach import campaigns
from outreach.draws import drawing, files, freezing, releasing, verifying
from outreach.draws.drawing import Done
from outreach.draws.releasing import Released
from outreach.draws.verifying import Verdict
from outreach.rules.commitments import Commitment
from outreach.rules.seeds import Sealed, Source
from outreach.system import System
from tests import make

SECRET = "the university keeps this to itself until 2026"
SEALED = Sealed(hashlib.sha256(SECRET.encode()).hexdigest())
TOWNS = ("danli", "choluteca", "la_ceiba")


def people(number: int, *, households: Sequence[Sequence[int]] = ()) -> list[make.Invented]:
    """So many people in three towns, women and men; those of a household share a number."""
    home_of = {person: home for home, group in enumerate(households) for person in group}
    return [
        make.Invented(
            name=f"Persona {i}",
            sex="FM"[i % 2],
            municipality=TOWNS[i % 3],
            numbers=(f"+5049901{i:04}", f"+5049802{home_of[i]:04}")
            if i in home_of
            else (f"+5049901{i:04}",),
        )
        for i in range(number)
    ]


def a_registry(
    system: System, number: int = 60, *, households: Sequence[Sequence[int]] = ((0, 1), (2, 3, 4))
) -> list[int]:
    """A list of so many people; their ids in order. Their case ids are `lista-000000` …"""
    return make.a_list(
        system.store, people=people(number, households=households), clock=system.clock
    )


def a_draft_with_arms(system: System, *, size: int, replicate_size: int) -> None:
    """A registry, and a campaign of two arms that draws so many of it, replicate by replicate."""
    a_registry(system)
    make.a_draft(
        system,
        sample=size,
        release="replicates",
        draw={"replicate_size": replicate_size, "arms": {"control": 1, "aviso": 1}},
    )


def case(number: int) -> str:
    return f"lista-{number:06}"


def freeze(system: System, source: Source = SEALED, *, size: int | None = None) -> Commitment:
    now = system.clock.now()
    return freezing.freeze(system, "piloto", source=source, size=size, actor="ana", now=now)


def draw(system: System, seed: str = SECRET, **options: Any) -> Done:
    now = system.clock.now()
    return drawing.draw(system, "piloto", seed=seed, actor="ana", now=now, **options)


def start(system: System) -> int:
    return campaigns.start(system, "piloto", actor="ana", now=system.clock.now())


def release(system: System, **options: Any) -> Released:
    return releasing.release(system, "piloto", actor="ana", now=system.clock.now(), **options)


def verify(system: System, published: bytes | None = None) -> Verdict:
    return verifying.verify(system, "piloto", published=published)


def write(system: System, folder: Path) -> Path:
    files.write_files(system, "piloto", folder)
    return folder


def change(system: System, table: Table, where: Any, **values: Any) -> None:
    """Tampers with rows."""
    with system.store.transaction() as connection:
        assert connection.execute(update(table).where(where).values(**values)).rowcount
