"""The conditions of the partial indexes, for the indexes and for what is asked.

A database uses a partial index only where it sees that the question implies the condition, and
for that the condition has to stand in the statement as it stands in the index: in words, not in
parameters. Without it every question would read all attempts that ever were.
"""

from sqlalchemy import ColumnElement, FromClause, literal_column

PLANNED = "state = 'planned'"
RUNNING = "state IN ('dialling','under_way')"
ON_THE_LINE = "medium = 'voice' AND state IN ('dialling','under_way')"
NOT_ENDED = "ended_at IS NULL"
OPEN = "state IN ('planned','dialling','under_way')"

VALIDATED = "validated_at IS NOT NULL"
OPTED_OUT = "opted_out_at IS NOT NULL"


def holds(condition: str, table: FromClause) -> ColumnElement[bool]:
    """The condition, asked of this table or alias."""
    name = table.name  # type: ignore[attr-defined]  # tables and aliases have names
    qualified = condition
    for column in ("state", "medium", "ended_at"):
        qualified = qualified.replace(column, f"{name}.{column}")
    found: ColumnElement[bool] = literal_column(f"({qualified})")
    return found
