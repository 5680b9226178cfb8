"""Seals every encrypted value anew with the first key, a batch at a time."""

from sqlalchemy import Column, LargeBinary, Table, bindparam, select, type_coerce, update

from outreach.store.database import Store
from outreach.store.encryption import Sealed
from outreach.store.tables import metadata

_BATCH = 1000


def reseal(store: Store) -> int:
    """Returns how many values were sealed with an older key and now are with the first."""
    return sum(
        _reseal_column(store, table, column)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed)
    )


def _reseal_column(store: Store, table: Table, column: "Column[str]") -> int:
    keys = list(table.primary_key.columns)
    raw = type_coerce(column, LargeBinary).label("raw")
    with store.reading() as connection:
        stale = [
            row
            for row in connection.execute(select(*keys, raw).where(column.is_not(None)))
            if not store.keyring.is_current(row.raw)
        ]
    statement = (
        update(table)
        .where(*(key == bindparam(f"key_{key.name}") for key in keys))
        .values({column.name: bindparam("anew")})
    )
    for start in range(0, len(stale), _BATCH):
        with store.transaction() as connection:
            connection.execute(
                statement,
                [
                    {
                        **{f"key_{key.name}": row[i] for i, key in enumerate(keys)},
                        "anew": store.keyring.open(row.raw),
                    }
                    for row in stale[start : start + _BATCH]
                ],
            )
    return len(stale)
