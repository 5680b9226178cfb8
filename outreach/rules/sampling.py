"""Decides who is drawn and in which order, so that anybody can repeat it with the same result.

The rule, version `hmac-sha256/1`; every step needs nothing but sorting and HMAC-SHA256:

1. The frame is written as CSV: header `case_code,stratum`, one line per person, sorted by case
   code as UTF-8 bytes, quoted only where needed, lines ended by LF. Its SHA-256 is the frame's.
2. Each person's order key is HMAC-SHA256 with the seed as key and the case code as message, both
   in UTF-8, as 64 lower-case hexadecimal digits.
3. A sample of n from a frame of N gives each stratum of N_s people n * N_s / N places: the whole
   part first, then one more in order of the largest remainder, equal remainders by name.
4. Within its stratum a person stands by order key, smallest first, and the first n_s are drawn.
5. The strata are interleaved: the j-th drawn of a stratum stands at (j - 1/2) / n_s, equal places
   by the stratum's name. So every beginning of the calling order is the Sainte-Laguë
   apportionment of its length among the strata, wherever the calling stops.
"""

import csv
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

RULE_VERSION = "hmac-sha256/1"


@dataclass(frozen=True, slots=True)
class FrameMember:
    """A person who may be drawn, under a code that says nothing about them."""

    case_code: str
    stratum: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn person. `position` is the place in the calling order, from 1; `probability` that of
    being included, the same for everybody in the stratum."""

    case_code: str
    stratum: str
    order_key: str
    position: int
    probability: float


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw and all that it takes to repeat it. `members` are in calling order."""

    rule_version: str
    seed: str
    frame_sha256: str
    frame_size: int
    allocation: Mapping[str, int]  # stratum -> how many were drawn
    members: Sequence[Drawn]


def frame_csv(members: Iterable[FrameMember]) -> bytes:
    """The frame in its canonical form, the same bytes whatever the order it comes in.

    Raises ValueError for a case code that is empty or stands twice.
    """
    return _canonical(_sorted_frame(members))


def frame_sha256(members: Iterable[FrameMember]) -> str:
    """SHA-256 of the canonical frame, 64 hexadecimal digits. Raises as `frame_csv`."""
    return hashlib.sha256(frame_csv(members)).hexdigest()


def draw(frame: Iterable[FrameMember], seed: str, size: int) -> Draw:
    """The sample of this size that this seed draws from this frame.

    Raises ValueError for an empty seed, a size below 1 or above the frame, and as `frame_csv`.
    """
    if not seed:
        raise ValueError("a draw needs a seed")
    members = _sorted_frame(frame)
    if not 1 <= size <= len(members):
        raise ValueError(f"cannot draw {size} from a frame of {len(members)}")
    strata: dict[str, list[tuple[bytes, str]]] = {}
    key = seed.encode()
    for member in members:
        order_key = hmac.digest(key, member.case_code.encode(), "sha256")
        strata.setdefault(member.stratum, []).append((order_key, member.case_code))
    allocation = allocate({name: len(people) for name, people in strata.items()}, size)
    return Draw(
        rule_version=RULE_VERSION,
        seed=seed,
        frame_sha256=hashlib.sha256(_canonical(members)).hexdigest(),
        frame_size=len(members),
        allocation=allocation,
        members=_interleaved(strata, allocation),
    )


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """Places for each stratum, proportional to its size, by largest remainder.

    The places add up to `size`; whole numbers only, so no machine rounds differently. Raises
    ValueError when there are fewer people than places.
    """
    total = sum(sizes.values())
    if size > total:
        raise ValueError(f"cannot allocate {size} places to {total} people")
    places = {name: size * people // total for name, people in sorted(sizes.items())}
    by_remainder = sorted(places, key=lambda name: (-(size * sizes[name] % total), name))
    for name in by_remainder[: size - sum(places.values())]:
        places[name] += 1
    return places


def _interleaved(
    strata: Mapping[str, list[tuple[bytes, str]]], allocation: Mapping[str, int]
) -> list[Drawn]:
    """The drawn of all strata in calling order."""
    places = []
    for stratum, number in allocation.items():
        drawn = sorted(strata[stratum])[:number]
        # IEEE division rounds correctly, so equal fractions are equal numbers on any machine.
        places += [
            ((2 * j - 1) / (2 * number), stratum, order_key, case_code)
            for j, (order_key, case_code) in enumerate(drawn, 1)
        ]
    places.sort(key=lambda place: place[:2])
    chance = {name: number / len(strata[name]) for name, number in allocation.items()}
    return [
        Drawn(case_code, stratum, order_key.hex(), position, chance[stratum])
        for position, (_, stratum, order_key, case_code) in enumerate(places, 1)
    ]


def _sorted_frame(frame: Iterable[FrameMember]) -> list[FrameMember]:
    # Sorting by code point is sorting by UTF-8 bytes.
    members = sorted(frame, key=lambda member: member.case_code)
    before: str = ""
    for member in members:
        if not member.case_code:
            raise ValueError("a case code is empty")
        if member.case_code == before:
            raise ValueError(f"the case code {before!r} stands twice in the frame")
        before = member.case_code
    return members


def _canonical(members: Iterable[FrameMember]) -> bytes:
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("case_code", "stratum"))
    rows.writerows((member.case_code, member.stratum) for member in members)
    return text.getvalue().encode()
