"""What columns are made of: names of constraints, moments, sentences, keys, references."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, Text, text
from sqlalchemy.types import TypeDecorator

from flows.sentences import Sentence

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; a naive one is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime reached the store")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Told(TypeDecorator[Sentence]):
    """A sentence for people, kept with what fills it, so that it is told in their language."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sentence | None, dialect: Dialect) -> Any:
        return None if value is None else value.kept()

    def process_result_value(self, value: Any, dialect: Dialect) -> Sentence | None:
        return None if value is None else Sentence.read(value)


def id_() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def to(table: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A reference named after what it points to: `person_id`, `case_id` …"""
    singular = {"people": "person"}.get(table, table.removesuffix("s"))
    return Column(
        f"{singular}_id", Integer, ForeignKey(f"{table}.id"), nullable=nullable, index=index
    )


def partial_index(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    """An index over the rows that fulfil `where`, on both databases."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
