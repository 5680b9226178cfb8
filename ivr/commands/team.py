"""Reads a file of people who are to have accounts, one in each row."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

from ivr.console.passwords import hash_of
from outreach.accounts import Newcomer, tidied
from outreach.errors import NotAllowed
from outreach.rules.states import Role

_NEEDED = {"login", "role"}
_KNOWN = _NEEDED | {"campaigns", "password"}


@dataclass(frozen=True, slots=True)
class Member:
    """A newcomer, the password, and whether it stood in the file."""

    newcomer: Newcomer
    password: str
    given: bool


def read_team(file: TextIO, chosen: Callable[[str | None], str]) -> list[Member]:
    """The rows of a CSV; `chosen` judges a password or makes one up. Raises NotAllowed with the
    line that is wrong."""
    reader = csv.DictReader(file, strict=True)
    seen = set(reader.fieldnames or ())
    if not seen >= _NEEDED or seen - _KNOWN:
        raise NotAllowed(
            "the first line names the columns: login, role and, if wanted, campaigns, "
            "password; it has: %(seen)s",
            seen=", ".join(sorted(seen)) or "nothing",
        )
    members = []
    for row in reader:
        try:
            members.append(_member(row, chosen))
        except (NotAllowed, csv.Error) as error:
            raise NotAllowed("line %(line)s: %(why)s", line=reader.line_num, why=error) from None
    return members


def _member(row: Mapping[str, str | None], chosen: Callable[[str | None], str]) -> Member:
    if None in row:
        raise NotAllowed("more cells than columns")
    role = (row["role"] or "").strip()
    if role not in set(Role):
        raise NotAllowed("a role is one of %(roles)s", roles=", ".join(Role))
    given = row.get("password") or None
    password = chosen(given)
    campaigns = tuple((row.get("campaigns") or "").split())
    newcomer = Newcomer(tidied(row["login"] or ""), Role(role), hash_of(password), campaigns)
    return Member(newcomer, password, given is not None)
