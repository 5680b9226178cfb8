"""Decides who is drawn and in which order, so that anybody can repeat it with the same result.

The rule, version `hmac-sha256/2`. It needs nothing but sorting, whole numbers and HMAC-SHA256 with
the seed as key; all texts are UTF-8, and texts are sorted by their bytes.

1. **Units.** A cluster of the frame (people who share a number) is drawn whole, with all its
   people. Its id and its stratum are those of its first person by case id. There are M units of
   N people.
2. **Sizes.** Sizes are said in people. n people are m = n * M / N units, rounded half up, from 1
   to M. There are K = n / replicate size replicates, rounded up, at most m.
3. **Places of the strata.** The strata stand in order of their names; C_s is the sum of the units
   up to and with stratum s. With r = HMAC("\\nallocation") modulo M, the strata up to s get
   ceil((m * C_s - r) / M) places together. So each gets its share rounded down or up, by chance.
4. **Order.** Within its stratum a unit stands by HMAC(its id), smallest first; the first are
   drawn.
5. **Replicates.** The m places are numbered from 0 along the strata. Place i belongs to the label
   i modulo K. The labels, in order of HMAC("\\nreplicate <label>"), are the replicates 1 to K. In
   its stratum the first unit takes the place with the smallest replicate, and so on.
6. **Position.** People stand by replicate, then by the key of their unit, then by HMAC(case id).

Steps 3 to 5 give every unit the same probability m / M of being drawn, and 1 / K of being in any
one replicate; since units are drawn whole, every person has the same, in a cluster or alone.
Arms are in `outreach.rules.arms`. A label begins with a line feed, which no case id contains.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from outreach.rules.arms import Arm, Block, dealt
from outreach.rules.frames import Frame, cell
from outreach.rules.replicates import replicate_of_places

RULE_VERSION = "hmac-sha256/2"
COLUMNS = (
    "position",
    "replicate",
    "case_id",
    "stratum",
    "cluster",
    "arm",
    "order_key",
    "probability",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided before the seed: sizes in people, and the arms with their shares."""

    size: int
    replicate_size: int = 250
    arms: tuple[Arm, ...] = ()


class Sizes(NamedTuple):
    """Sizes in units: all there are, those to draw, and how many replicates they make."""

    units: int
    drawn: int
    replicates: int


class Unit(NamedTuple):
    """A drawn cluster. `key` is its order key."""

    key: bytes
    cluster: str
    stratum: str


class Drawn(NamedTuple):
    """A drawn person; `position` is the place in the calling order, from 1."""

    position: int
    replicate: int
    case_id: str
    stratum: str  # the unit's
    cluster: str
    arm: str  # empty without arms
    order_key: bytes  # the unit's

    def line(self, probability: str) -> str:
        """The person's line in the assignment file."""
        return (
            f"{self.position},{self.replicate},{cell(self.case_id)},{cell(self.stratum)},"
            f"{cell(self.cluster)},{self.arm},{self.order_key.hex()},{probability}\n"
        )


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw. `members` are in calling order; everybody in the frame had this `probability`."""

    sizes: Sizes
    allocation: Mapping[str, int]  # stratum -> units drawn
    members: Sequence[Drawn]

    @property
    def probability(self) -> float:
        return self.sizes.drawn / self.sizes.units

    def lines(self) -> Iterable[str]:
        """The assignment file line by line, header first, each with its LF."""
        yield ",".join(COLUMNS) + "\n"
        probability = f"{self.probability:.9f}"
        for member in self.members:
            yield member.line(probability)


def sizes_of(people: int, units: int, terms: Terms) -> Sizes:
    """How many units to draw for so many people. Raises ValueError when there are too few."""
    if not 1 <= terms.size <= people:
        raise ValueError(f"cannot draw {terms.size} from a frame of {people}")
    wanted = (2 * terms.size * units + people) // (2 * people)
    drawn = min(max(wanted, 1), units)
    return Sizes(units, drawn, min(-(-terms.size // terms.replicate_size), drawn))


def draw(frame: Frame, seed: str, terms: Terms) -> Draw:
    """The people that this seed draws from this frame.

    Raises ValueError for an empty seed, and a size below 1 or above the frame.
    """
    if not seed:
        raise ValueError("a draw needs a seed")
    key = seed.encode()
    strata: dict[str, list[tuple[bytes, str]]] = {}
    for head in frame.units:
        order_key = hmac.digest(key, head.case_id.encode(), "sha256")
        strata.setdefault(head.stratum, []).append((order_key, head.case_id))
    counts = {name: len(units) for name, units in strata.items()}
    sizes = sizes_of(len(frame.members), sum(counts.values()), terms)
    allocation = allocate(counts, sizes.drawn, keyed(key, "\nallocation"))
    blocks = _blocks(key, strata, allocation, sizes.replicates)
    arm_of = dealt(key, terms.arms, blocks)
    return Draw(sizes, allocation, _in_order(key, frame, blocks, arm_of))


def keyed(key: bytes, label: str) -> int:
    """A number of 256 bits that the key and a label give."""
    return int.from_bytes(hmac.digest(key, label.encode(), "sha256"))


def allocate(counts: Mapping[str, int], drawn: int, start: int) -> dict[str, int]:
    """Places for each stratum: its proportional share, rounded down or up by the random start.

    Systematic sampling along the strata: over all starts each stratum has its exact share on
    average, and the places always add up to `drawn`.
    """
    total = sum(counts.values())
    offset = start % total
    places, so_far, before = {}, 0, 0
    for name in sorted(counts):
        so_far += counts[name]
        upto = -((offset - drawn * so_far) // total)
        places[name] = upto - before
        before = upto
    return places


def _blocks(
    key: bytes,
    strata: Mapping[str, list[tuple[bytes, str]]],
    allocation: Mapping[str, int],
    replicates: int,
) -> list[Block]:
    """The drawn units, by replicate and stratum, in that order."""
    places = replicate_of_places(key, sum(allocation.values()), replicates)
    blocks: dict[tuple[int, str], list[tuple[bytes, str]]] = {}
    begin = 0
    for name, number in allocation.items():
        chosen = sorted(strata[name])[:number]
        for replicate, unit in zip(sorted(places[begin : begin + number]), chosen, strict=True):
            blocks.setdefault((replicate, name), []).append(unit)
        begin += number
    return [Block(*place, blocks[place]) for place in sorted(blocks)]


def _in_order(
    key: bytes, frame: Frame, blocks: Sequence[Block], arm_of: Mapping[str, str]
) -> list[Drawn]:
    """All people of the drawn units in calling order."""
    others: dict[str, list[str]] = {}
    for member in frame.members:
        if member.case_id != member.cluster:
            others.setdefault(member.cluster, []).append(member.case_id)
    units = [
        (block.replicate, order_key, cluster, block.stratum)
        for block in blocks
        for order_key, cluster in block.units
    ]
    units.sort()
    people: list[Drawn] = []
    for replicate, order_key, cluster, stratum in units:
        case_ids = [cluster]
        if cluster in others:
            case_ids += others[cluster]
            case_ids.sort(key=lambda case: (hmac.digest(key, case.encode(), "sha256"), case))
        arm = arm_of.get(cluster, "")
        for case_id in case_ids:
            position = len(people) + 1
            people.append(Drawn(position, replicate, case_id, stratum, cluster, arm, order_key))
    return people
