"""Reads which page of a list is asked for and what is searched, and says where the others are.

The database is asked for one row more than a page has: that tells whether there is a next page
without counting a million rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

SIZES = (25, 50, 100)
LAST_PAGE = 400  # further on, a search finds what leafing does not, and the database would count
_LONGEST_QUERY = 100

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page, from 1; rows on each; and the search words, "" for none."""

    page: int
    size: int
    query: str

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def limit(self) -> int:
        """How many rows to read: one more than are shown."""
        return self.size + 1

    def of(self, rows: Sequence[Row]) -> "Page[Row]":
        """The page of what was read with this offset and limit."""
        return Page(rows[: self.size], self, len(rows) > self.size)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page."""

    rows: Sequence[Row]
    asked: Asked
    has_more: bool

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1."""
        return self.asked.offset + 1

    @property
    def last(self) -> int:
        return self.asked.offset + len(self.rows)

    @property
    def previous(self) -> str | None:
        return _address(self.asked.page - 1) if self.asked.page > 1 else None

    @property
    def next(self) -> str | None:
        more = self.has_more and self.asked.page < LAST_PAGE
        return _address(self.asked.page + 1) if more else None


def asked() -> Asked:
    """Page, size and search of this request; what makes no sense is taken as not said."""
    size = _number("size", SIZES[0])
    return Asked(
        page=min(max(_number("page", 1), 1), LAST_PAGE),
        size=size if size in SIZES else SIZES[0],
        query=request.args.get("q", "").replace("\0", "").strip()[:_LONGEST_QUERY],
    )


def _number(name: str, otherwise: int) -> int:
    found = request.args.get(name, otherwise, type=int)
    return found if abs(found) < 10**9 else otherwise


def _address(page: int) -> str:
    kept: dict[str, Any] = {**request.args.to_dict(), **(request.view_args or {}), "page": page}
    return url_for(request.endpoint or "", **kept)
