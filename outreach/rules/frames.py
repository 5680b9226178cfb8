"""The frame of a draw: who may be drawn, under codes, in one canonical file with one hash.

The file is CSV in UTF-8: a header, then a line for each person, sorted by case id as bytes, lines
ended by LF, a cell quoted only where it holds a comma or a quotation mark. Columns: `case_id`, the
fields that make the strata, `cluster`. People who share a number, directly or through others, are
one cluster; its id is the smallest case id in it. Whoever shares with nobody is a cluster of one.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import NamedTuple

from flows.sentences import BadValue

UNKNOWN = "unknown"


class StratumField(StrEnum):
    """What a stratum may be made of."""

    MUNICIPALITY = "municipality"
    SEX = "sex"
    RETURN_YEAR = "return_year"


class BadFrame(BadValue):
    """The frame is not one that can be drawn from; the text says who or what is wrong."""


class FrameMember(NamedTuple):
    """A person who may be drawn. `stratum` is the values of its fields, joined by `/`."""

    case_id: str
    stratum: str
    cluster: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The canonical frame: members sorted by case id, each cluster named by its first member.

    Make it with `frame_of` or `read_frame`, which check both.
    """

    fields: tuple[str, ...]
    members: Sequence[FrameMember]

    @property
    def units(self) -> Iterator[FrameMember]:
        """The first member of each cluster, whose case id and stratum are the cluster's."""
        return (member for member in self.members if member.case_id == member.cluster)

    def lines(self) -> Iterator[str]:
        """The canonical file line by line, header first, each with its LF."""
        yield ",".join(("case_id", *self.fields, "cluster")) + "\n"
        cells: dict[str, str] = {}
        for case_id, stratum, cluster in self.members:
            values = cells.get(stratum)
            if values is None:
                values = cells[stratum] = ",".join(map(cell, stratum.split("/")))
            name = cell(case_id)
            yield f"{name},{values},{name if cluster == case_id else cell(cluster)}\n"

    def csv(self) -> bytes:
        return "".join(self.lines()).encode()


@dataclass(frozen=True, slots=True)
class StratumSize:
    """How many people and clusters a stratum has, and the SHA-256 of its people's lines."""

    stratum: str
    people: int
    units: int
    sha256: str


def frame_of(fields: Iterable[str], members: Iterable[FrameMember]) -> Frame:
    """The frame of these people, in whatever order they come. Raises BadFrame."""
    ordered = sorted(members)
    frame = Frame(tuple(fields), ordered)
    _check(frame)
    return frame


def _check(frame: Frame) -> None:
    before = ""
    heads: set[str] = set()
    width = len(frame.fields)
    for member in frame.members:
        case_id, stratum, cluster = member
        if not case_id or not case_id.isprintable():
            raise BadFrame("a case id is empty or cannot be printed: %(case)s", case=repr(case_id))
        if case_id <= before:
            raise BadFrame(
                "the case %(case)s stands twice in the frame, or in a wrong place",
                case=repr(case_id),
            )
        if cluster == case_id:
            heads.add(case_id)
        elif cluster not in heads:
            raise BadFrame(
                "the cluster of %(case)s is not named by its first member", case=repr(case_id)
            )
        if not stratum.isprintable() or stratum.count("/") != width - 1:
            raise BadFrame(
                "the stratum of %(case)s has not %(width)s values", case=repr(case_id), width=width
            )
        before = case_id


def read_frame(text: bytes) -> Frame:
    """The frame in a canonical file. Raises BadFrame when its people cannot be a frame.

    That it is canonical to the byte follows from its hash, which whoever reads it compares.
    """
    rows = csv.reader(StringIO(text.decode(), newline=""))
    header = next(rows, [])
    if len(header) < 3 or header[0] != "case_id" or header[-1] != "cluster":
        raise BadFrame("the frame has not the columns case_id, …, cluster")
    fields = tuple(header[1:-1])
    known: dict[str, str] = {}
    members = []
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise BadFrame(
                "line %(number)s of the frame has %(cells)s cells", number=number, cells=len(row)
            )
        case_id, cluster = row[0], row[-1]
        stratum = "/".join(row[1:-1])
        stratum = known.setdefault(stratum, stratum)
        members.append(FrameMember(case_id, stratum, case_id if cluster == case_id else cluster))
    frame = Frame(fields, members)
    _check(frame)
    return frame


def frame_sha256(frame: Frame) -> str:
    """SHA-256 of the canonical file, 64 hexadecimal digits."""
    return hashlib.sha256(frame.csv()).hexdigest()


def strata_of(frame: Frame) -> list[StratumSize]:
    """The strata in order of their names, so that a changed frame shows where it was changed."""
    lines: dict[str, list[str]] = {}
    every = frame.lines()
    next(every)
    for (_, stratum, _), line in zip(frame.members, every, strict=True):
        lines.setdefault(stratum, []).append(line)
    units = Counter(member.stratum for member in frame.units)
    return [
        StratumSize(name, len(mine), units[name], _sha256(mine))
        for name, mine in sorted(lines.items())
    ]


def _sha256(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def cell(text: str) -> str:
    """A cell of a canonical file."""
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def clusters(shared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Case id → cluster, of those who share a number: (number, case id) in any order.

    Sharing passes on: who shares one number with a second person and another with a third is in
    one cluster with both. Whoever shares with nobody is not in the answer.
    """
    parent: dict[str, str] = {}
    first_of: dict[str, str] = {}
    for number, case_id in shared:
        parent.setdefault(case_id, case_id)
        one, other = _root(parent, first_of.setdefault(number, case_id)), _root(parent, case_id)
        if one != other:  # the smaller id stays the root, so the root is the cluster's id
            parent[max(one, other)] = min(one, other)
    sizes = Counter(_root(parent, case_id) for case_id in parent)
    found = {case_id: _root(parent, case_id) for case_id in parent}
    return {case_id: root for case_id, root in found.items() if sizes[root] > 1}


def _root(parent: dict[str, str], case_id: str) -> str:
    while parent[case_id] != case_id:
        parent[case_id] = parent[parent[case_id]]
        case_id = parent[case_id]
    return case_id


def stratum_of(fields: Iterable[str], values: Mapping[str, object]) -> str:
    """The stratum of somebody with these values; what is not known is `unknown`."""
    return "/".join(str(values.get(field) or UNKNOWN) for field in fields)
