"""The report as a document: sections of text, tables and pictures, whatever it is printed on.

Page, PDF and workbook are made of the same document, so none can say what another does not.
Values in tables stay numbers: how they are written is for whoever writes them.
"""

from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | None
"""A cell. None is a number that does not exist, such as a rate without a denominator."""

Row = tuple[Value, ...]


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"  # a fraction of 1, shown in per cent
    POINTS = "points"  # a difference of two shares, shown in percentage points
    DECIMAL = "decimal"  # three places
    MONEY = "money"  # four places: contacts cost cents
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """The first value of a row names it. `wide` is set smaller; `note` stands beneath."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the words for those who do not see it. `tall`: it may fill a page."""

    name: str
    title: str
    description: str
    svg: str
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and a value, such as a checksum."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    items: tuple[KeyFigure, ...]


Block = Heading | Paragraph | Bullets | Facts | KeyFigures | Picture | Table


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`warning` is what has to be read before anything else, such as that people are invented."""

    language: str
    kind: str
    title: str
    subtitle: str
    warning: str | None
    sections: tuple[Section, ...]
    footer: str
