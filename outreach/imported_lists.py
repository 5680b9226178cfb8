"""The lists that were imported, and what became of their rows."""

from collections.abc import Iterator
from typing import Any

from outreach.actors import Actor, campaigns_of
from outreach.errors import NotFound
from outreach.rules.states import RowOutcome
from outreach.store import persons, registry
from outreach.store import uploads as rows
from outreach.system import System


def lists(system: System, actor: Actor) -> list[Any]:
    """The lists that the actor may look at, newest first, with what became of their rows."""
    with system.store.reading() as connection:
        met = {row.id for row in persons.lists_of(connection, campaigns_of(connection, actor))}
        return [row for row in rows.all_lists(connection) if row.id in met]


def rows_of_list(system: System, list_id: int, actor: Actor) -> Iterator[tuple[int, str, str]]:
    """What became of each row that is not drawn from: (row, outcome, reason). Raises NotFound."""
    if list_id not in {row.id for row in lists(system, actor)}:
        raise NotFound("there is no such list")
    return _accounts(system, list_id)


def _accounts(system: System, list_id: int) -> Iterator[tuple[int, str, str]]:
    with system.store.snapshot() as connection:
        for row in registry.accounts(connection, list_id, None):
            if row.outcome in (RowOutcome.REJECTED, RowOutcome.INELIGIBLE):
                yield row.row_number, row.outcome, row.reason or ""
