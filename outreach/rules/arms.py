"""Decides who is in which arm of an experiment: by a second HMAC, blocked, misfits carried on.

The rule, part of `hmac-sha256/2`:

1. The arms' key is HMAC(seed, "\\narms") as 64 lower-case hexadecimal digits. What it decides says
   nothing about the order of the draw, and the other way round.
2. A rotation has as many cards as the shares of the arms sum to: the c-th card of an arm with
   share w stands at (2c - 1) / 2w, equal places in the order in which the arms were named.
3. The blocks are replicate by stratum, in that order. In a block the units stand by
   HMAC(arms' key, unit's id).
4. Cards are dealt to the units in the order of the rotation, beginning at its card number
   HMAC(arms' key, "\\nrotation") modulo the sum of the shares, counted from 0.
5. **Misfits**, the units of a block that do not make a whole rotation, get the next cards like
   all others; the dealing goes on in the next block where this one ended.

So every unit has exactly its arm's share of the shares as probability. With equal shares no two
arms differ by more than one unit in any block, in any replicate, and over all. A cluster is one
unit: people who share a phone are in one arm.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import gcd
from typing import NamedTuple

from outreach.rules.macs import Mac, mac_under, number


class Arm(NamedTuple):
    """An arm and its share, a whole number of parts."""

    name: str
    share: int


class Block(NamedTuple):
    """The drawn units of one stratum in one replicate, as (order key, id)."""

    replicate: int
    stratum: str
    units: Sequence[tuple[bytes, str]]


def rotation(arms: Sequence[Arm]) -> list[str]:
    """The cards in the order in which they are dealt; shares 2 and 4 are dealt as 1 and 2."""
    divisor = gcd(*(arm.share for arm in arms))
    cards = [
        ((2 * card - 1) / (2 * (arm.share // divisor)), order, arm.name)
        for order, arm in enumerate(arms)
        for card in range(1, arm.share // divisor + 1)
    ]
    return [name for _, _, name in sorted(cards)]


def dealt(mac: Mac, arms: Sequence[Arm], blocks: Sequence[Block]) -> Mapping[str, str]:
    """Unit → arm. Empty without arms."""
    if not arms:
        return {}
    arms_mac = mac_under(mac("\narms").hex().encode())
    cards = rotation(arms)
    start = number(arms_mac, "\nrotation") % len(cards)
    return {
        unit: cards[(start + at) % len(cards)] for at, unit in enumerate(_line(arms_mac, blocks))
    }


def _line(arms_mac: Mac, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from (unit for _, unit in sorted((arms_mac(unit), unit) for _, unit in block.units))
