"""What a variable of the research bundle is: columns, labels and codebook are made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What the values of a variable are."""

    KEY = "key"  # a keyed pseudonym
    FLAG = "flag"  # 1 or 0
    WHOLE = "whole"  # a whole number
    DECIMAL = "decimal"
    CODE = "code"  # one of the codes that are listed
    NAME = "name"  # a name that the campaign gave: an arm, a step of the script


@dataclass(frozen=True, slots=True)
class Variable:
    """A column. `label` has at most 80 characters, as Stata wants it; `codes` are code → label."""

    name: str
    label: str
    kind: Kind
    codes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of the bundle, and the rows' key. Its rows come in the order of `variables`."""

    name: str
    label: str
    variables: tuple[Variable, ...]


def key(name: str, label: str) -> Variable:
    return Variable(name, label, Kind.KEY)


def flag(name: str, label: str, note: str = "") -> Variable:
    return Variable(name, label, Kind.FLAG, note=note)


def whole(name: str, label: str, note: str = "") -> Variable:
    return Variable(name, label, Kind.WHOLE, note=note)


def decimal(name: str, label: str, note: str = "") -> Variable:
    return Variable(name, label, Kind.DECIMAL, note=note)


def code(name: str, label: str, codes: Mapping[str, str], note: str = "") -> Variable:
    return Variable(name, label, Kind.CODE, codes, note)


def named(name: str, label: str, note: str = "") -> Variable:
    return Variable(name, label, Kind.NAME, note=note)


def of_enum(values: Iterable[StrEnum]) -> dict[str, str]:
    """The codes of an enum, labelled by themselves in words."""
    return {value.value: value.value.replace("_", " ") for value in values}
